"""How good is this? Verdicts by their intervals, and a page on which every filter rules."""

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import same_chance
from analytics.scoring import MEASURES, Scores
from dashboard.pages.quality import wording
from dashboard.pages.quality.ten_states import content as ten_states
from dashboard.pages.quality.ten_states import figures as draw
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

FOLLOWS = [{"who": "all"}, {"class": "resolution"}, {"versions": "first"}, {"level": "given_size"}]


def scores(*, within: float = 0.7, skill: float = 0.1) -> Scores:
    """Return scores whose intervals begin at these bounds."""
    values = dict.fromkeys(MEASURES, 0.8)
    return Scores(values, values | {"within": within, "bss": skill}, values, 90, 30, 9)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (scores(), "and about how likely each is."),
        (scores(skill=-0.01), "how likely each is, it cannot say."),
        (scores(within=0.5), "Not surely better than chance."),
        (scores(within=np.nan), "these texts are versions of one."),
    ],
)
def test_the_verdict_follows_from_the_intervals(found: Scores, words: str) -> None:
    assert words in wording.verdict_sentence(found)


def test_skill_over_history_is_told_as_unsure_where_its_interval_includes_nothing() -> None:
    sure = wording.measures_sentence(scores(), scores(), ["all States"])
    unsure = wording.measures_sentence(scores(), scores(skill=-0.01), ["all States"])
    assert "not surely smaller" in unsure
    assert "not surely smaller" not in sure
    assert "earlier version whose roster" in wording.measures_sentence(
        scores(), None, ["all States"]
    )


def test_what_came_of_ten_given_about_one_half_is_told() -> None:
    chances = [0.5] * 40 + [0.1] * 100 + [0.9] * 19
    joined = [True] * 18 + [False] * 22 + [True] * 4 + [False] * 96 + [True] * 19
    found = same_chance.bands(np.array(chances), np.array(joined))
    said = ten_states.finding_sentence(found)
    assert said == "Of ten States that were given 40% to 60%, about **4** joined."


def test_the_band_nearest_one_half_is_told_and_none_where_all_have_few() -> None:
    low = same_chance.bands(np.full(30, 0.1), np.zeros(30, dtype=bool))
    few = same_chance.bands(np.full(5, 0.5), np.ones(5, dtype=bool))
    assert "0% to 20%, about **0** joined" in ten_states.finding_sentence(low)
    assert ten_states.finding_sentence(few) == ""


@pytest.mark.parametrize("of_ten", [0, 5, 10])
def test_ten_states_are_drawn_and_as_many_filled_as_joined(of_ten: int) -> None:
    rows = pd.DataFrame(
        {
            "band": ["20% to 40%", "40% to 60%"],
            "of_ten": pd.array([of_ten, None], dtype="Int64"),
            "words": ["so many", "too few"],
        }
    )
    figure = draw.of_ten(rows, joined="Joined", stayed="Did not join")
    filled, hollow = figure.data
    assert (len(filled.x), len(hollow.x)) == (of_ten, 10 - of_ten)
    assert filled.marker.symbol != hollow.marker.symbol
    assert [note.text for note in figure.layout.annotations] == [str(of_ten), "?"]


def above_the_fold(app: AppTest) -> tuple[str, list[list[str]]]:
    """Return the measures in words and the table of baselines."""
    answer = next(block.value for block in app.markdown if "since 2012" in block.value)
    return answer, baselines(app, "The model").astype(str).to_numpy().tolist()


def baselines(app: AppTest, model: str) -> pd.DataFrame:
    """Return the table that begins with the model, as it is called in the language spoken."""
    return next(found.value for found in shown_tables(app) if found.value.iloc[0, 0] == model)


@pytest.mark.real
class TestPage:
    @pytest.mark.parametrize(
        ("language", "title", "model"),
        [("en", "How good is this?", "The model"), ("nl", "Hoe goed is dit?", "Het model")],
    )
    def test_the_model_stands_beside_its_baselines(
        self, open_page: OpenPage, language: str, title: str, model: str
    ) -> None:
        app = open_page("quality", lang=language)
        assert not app.exception
        assert app.title[0].value == title
        assert len(baselines(app, model)) == 8

    @pytest.mark.parametrize("choice", FOLLOWS, ids=lambda one: next(iter(one)))
    def test_each_filter_changes_every_number_above_the_fold(
        self, open_page: OpenPage, choice: dict[str, str]
    ) -> None:
        answer, table = above_the_fold(open_page("quality"))
        other, changed = above_the_fold(open_page("quality", **choice))
        assert answer != other
        same = [row[0] for row, new in zip(table, changed, strict=True) if row[1:] == new[1:]]
        assert same == []
        assert table[0][1:3] != changed[0][1:3]

    def test_a_choice_without_a_text_is_told(self, open_page: OpenPage) -> None:
        app = open_page("quality", **{"class": "treaty", "versions": "first"})
        assert not app.exception
        told = [block.value for block in [*app.info, *app.markdown]]
        empty = "No text that was tested fits this choice. Choose another."
        assert (empty in told) != any("since 2012" in text for text in told)

    def test_kinds_and_open_texts_have_their_own_figures(self, open_page: OpenPage) -> None:
        app = open_page("quality")
        kinds = next(f.value for f in shown_tables(app) if "Kind of text" in f.value.columns)
        assert {"Political texts", "Resolutions", "Papers and views"} <= set(kinds["Kind of text"])
        seen = next(f.value for f in shown_tables(app) if "Seen" in f.value.columns)
        assert "180 days after opening" in set(seen["Seen"])
        assert seen["Texts"].max() <= 93

    def test_it_says_on_what_it_was_tuned(self, open_page: OpenPage) -> None:
        told = "\n".join(block.value for block in open_page("quality").markdown)
        assert "chosen by people who had seen these very scores" in told
        assert "Pathways to Action among them" in told
