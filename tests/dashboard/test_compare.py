"""The page Compare: two States, in both languages, and what cannot be compared."""

import pytest

from analytics.agreement import comparison
from dashboard import i18n
from dashboard.figures import compare as draw

WORDS = {"Y": "In favour", "A": "Abstained", "N": "Against"}


@pytest.mark.real
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"a": "NLD", "b": "NLD"}, "Choose two different States"),
        ({"a": "VAT", "b": "KOR"}, "cast fewer than 10 votes"),
        ({"a": "NLD", "b": "KOR", "subject": "aimd"}, "roll calls fit: too few to compare"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(open_page, query, sentence):
    app = open_page("compare", **query)
    assert not app.exception
    assert not app.error
    assert any(sentence in info.value for info in app.info)


@pytest.mark.real
def test_the_pair_of_the_address_is_compared_as_the_record_says(open_page, record):
    app = open_page("compare", a="DEU", b="FRA", window="5")
    question = comparison.Question(None, 5, is_contested=True)
    tables = {name: record[name] for name in ("votes", "rollcalls", "topics")}
    found = comparison.of_pair(question, "DEU", "FRA", seed=0, **tables)
    answer = next(m.value for m in app.markdown if "**Germany**" in m.value)
    assert f"of {i18n.number(found.pair.n_shared)} shared votes" in answer
    assert app.query_params["window"] == "5"


@pytest.mark.real
def test_an_unknown_state_in_the_address_is_dropped(open_page):
    app = open_page("compare", a="ZZZ", window="7")
    assert not app.exception
    assert "a" not in app.query_params


def test_the_nine_numbers_are_those_of_the_table():
    table = comparison.pd.DataFrame(
        [[5, 1, 0], [2, 3, 0], [0, 1, 4]], index=["Y", "A", "N"], columns=["Y", "A", "N"]
    )
    figure = draw.cross(table, words=WORDS, across="B", down="A", order=("Y", "A", "N"))
    assert [list(row) for row in figure.data[0].text] == table.to_numpy().tolist()
    assert len(figure.layout.shapes) == 3
