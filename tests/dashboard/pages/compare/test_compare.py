"""The page Compare: two States, in both languages, and what is too little to compare."""

import re

import numpy as np
import pandas as pd
import pytest

from analytics import resampling
from analytics.agreement import comparison, dyad
from analytics.ideal_points import distance
from dashboard import i18n
from dashboard.pages.compare import wording
from dashboard.pages.compare.measures import content as measures
from dashboard.pages.compare.votes import figures as draw
from dashboard.pages.compare.votes import wording as votes_in_words
from tests.analytics import drawn
from tests.dashboard.tables import shown_tables
from tests.links import unlinked

WORDS = {"Y": "In favour", "A": "Abstained", "N": "Against"}
SCALE = {"N": 0.0, "A": 0.5, "Y": 1.0}

ROW = {
    "iso3_a": "SAA",
    "iso3_b": "SAB",
    "by_house": 0.75,
    "by_habits": 0.56,
    "raw": 0.91,
    "raw_q05": 0.89,
    "raw_q95": 0.93,
    "raw_percentile_q05": 62.4,
    "raw_percentile_q95": 80.1,
    "closeness": 0.64,
    "closeness_q05": 0.53,
    "closeness_q95": 0.75,
    "closeness_percentile": 70.0,
    "closeness_percentile_q05": 62.4,
    "closeness_percentile_q95": 80.1,
    "kappa": -0.001,
    "kappa_q05": -0.002,
    "kappa_q95": 0.001,
    "kappa_percentile_q05": 95.0,
    "kappa_percentile_q95": 98.0,
    "rank_ab": 30,
    "rank_ab_from": 26,
    "rank_ab_to": 41,
    "rank_ba": 22,
    "rank_ba_from": 9,
    "rank_ba_to": 27,
}
"""A pair among all others, as `closeness.pair_row` returns one."""


def row(**other: object) -> pd.Series:
    return pd.Series(ROW | other)


def together(a: str, b: str, **columns: object) -> dyad.Dyad:
    """Return two States whose votes are spelled out; a third votes in favour."""
    votes = drawn.votes({"SAA": a, "SAB": b, "SAC": "Y" * len(a)})
    return dyad.of_pair(votes, drawn.rollcalls(len(a), **columns), "SAA", "SAB", seed=0)


def said(pair: dyad.Dyad, of: pd.Series | None, *, is_contested: bool = True) -> str:
    return wording.finding_sentence(pair, of, "Mali", "Peru", is_contested=is_contested)


def test_the_answer_counts_each_way_of_voting():
    text = said(together("Y" * 12, "Y" * 6 + "A" * 4 + "NN"), row())
    assert "the same way in **6 of 12** votes that divided the house (50%)" in text
    assert "In 4 (33%) one abstained where the other voted; in 2 (17%) they voted against" in text
    assert text.endswith("They are closer than **62% to 80%** of all pairs of States.")
    other = said(together("Y" * 12, "Y" * 12), row(), is_contested=False)
    assert "divided the house" not in other


def test_a_range_too_wide_is_no_claim():
    wide = row(closeness_percentile_q05=40.0, closeness_percentile_q95=75.0)
    text = said(together("Y" * 12, "Y" * 6 + "N" * 6), wide)
    assert "not settled: they are closer than somewhere between 40% and 75%" in text
    tiles = wording.tiles(together("Y" * 12, "YN" * 6), row(rank_ab_to=100), 192, "Mali", "Peru")
    assert tiles[-1].value == "not settled"
    assert "26 to 100" in tiles[-1].meaning


def test_too_few_texts_are_counted_and_never_ranked():
    text = said(together("YYY", "YAN", text_id=0), None)
    assert "both took part in **3 votes** on 1 text: the same way in 1; one abstained" in text
    assert "Fewer than 10 texts are too few" in text
    assert "%" not in text
    assert "never both voted" in said(together("YX", "XY"), None)


@pytest.mark.parametrize(
    ("reason", "is_contested", "sentence"),
    [
        ("same_state", True, "Choose two different States"),
        ("no_rollcalls", True, "Show the other votes as well"),
        ("no_rollcalls", False, "No vote fits this choice. Choose a longer window"),
        ("never_voted_a", True, "Mali cast no vote here"),
        ("never_voted_b", True, "Peru cast no vote here"),
    ],
)
def test_every_reason_has_a_sentence_that_says_what_to_choose(reason, is_contested, sentence):
    assert sentence in wording.refusal_sentence(reason, "Mali", "Peru", is_contested=is_contested)
    assert reason in comparison.REASONS


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_measure_is_minus_nothing_and_kappa_that_says_little_claims_no_place(language):
    i18n.use(language, i18n.translations(language))
    told, silent = (
        measures.measure_rows(row(), None, [], is_kappa_told=is_told) for is_told in (True, False)
    )
    assert not told.isin(["−0.00", "-0.00", "−0,00", "-0,00"]).any(axis=None)
    assert told["value"][2] in ("0.00", "0,00")
    assert told["closer"][2] != "—" == silent["closer"][2]
    assert told["meaning"][2] != silent["meaning"][2]


def test_a_distance_that_the_line_cannot_hold_says_so():
    far = distance.Distance(0.3, 0.2, 0.4, 80.0, 70.0, 90.0, session_number=80)
    held, lost = (
        measures.measure_rows(row(), far, names, is_kappa_told=True).iloc[3]
        for names in ([], ["Mali"])
    )
    assert held[["value", "interval", "closer"]].tolist() == ["0.30", "0.20 to 0.40", "70% to 90%"]
    assert lost["meaning"] == "Says little here: the line cannot hold Mali"


def test_subjects_with_few_texts_stand_in_the_table_only():
    pair = together("Y" * 14, "YN" * 7)
    coded = pd.DataFrame(
        {"rollcall_id": pair.votes["rollcall_id"], "topic": ["nuclear"] * 11 + ["laws"] * 3}
    )
    rows, bars = votes_in_words.by_subject(dyad.by_subject(pair, coded, seed=0))
    assert set(rows["subject"]) == {"Nuclear weapons", "Autonomous weapons"}
    assert set(bars["label"]) == {"Nuclear weapons"}
    assert bars.set_index("category")["n"].to_dict() == {"same": 6, "half": 0, "opposite": 5}


def test_the_nine_numbers_are_those_of_the_table():
    table = pd.DataFrame(
        [[5, 1, 0], [2, 3, 0], [0, 1, 4]], index=["Y", "A", "N"], columns=["Y", "A", "N"]
    )
    figure = draw.cross(table, words=WORDS, across="B", down="A", order=("Y", "A", "N"))
    assert [list(row) for row in figure.data[0].text] == table.to_numpy().tolist()
    assert len(figure.layout.shapes) == 3


@pytest.mark.real
@pytest.mark.parametrize("names", [("AZE", "BHS"), ("NLD", "KOR")])
def test_a_pair_of_the_record_is_as_counted_by_plain_pandas(record, names):
    """Counts, agreement and what two at random do, without any code of ours but the window."""
    question = comparison.PairQuestion(None, 10, is_contested=True)
    tables = {name: record[name] for name in ("votes", "rollcalls", "topics")}
    pair = comparison.of_pair(question, *names, seed=0, **tables).pair
    asked = record["rollcalls"].set_index("rollcall_id")
    sides = asked[["n_yes", "n_no", "n_abstain"]].astype(float)
    asked = asked[
        (asked["body"] == "plenary")
        & (asked["status"] == "complete")
        & (asked["session_number"] > asked["session_number"].max() - 10)
        & ~asked["is_paragraph_vote"]
        & ~asked["is_amendment_vote"]
        & (1 - sides.max(axis=1) / sides.sum(axis=1) >= 0.05)
    ]
    cast = record["votes"][record["votes"]["rollcall_id"].isin(asked.index)].astype(str)
    wide = cast[cast["vote"] != "X"].pivot_table(
        index="rollcall_id", columns="iso3", values="vote", aggfunc="first"
    )
    both = wide[list(names)].dropna()
    apart = (both[names[0]].map(SCALE) - both[names[1]].map(SCALE)).abs()
    assert pair.ways["n"].tolist() == [(apart == gap).sum() for gap in (0, 0.5, 1)]
    assert pair.n_texts == asked.loc[both.index, resampling.TEXT].nunique()
    house = []
    for letters in wide.loc[both.index].to_numpy():
        placed = pd.Series(letters).map(SCALE).dropna().to_numpy()
        n = len(placed)
        house.append(np.abs(placed[:, None] - placed).sum() / (n * (n - 1)))
    assert pair.votes["agreed"].mean() == pytest.approx(1 - apart.mean())
    assert pair.votes["by_house"].mean() == pytest.approx(1 - np.mean(house), abs=1e-6)


@pytest.mark.real
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"a": "NLD", "b": "NLD"}, "Choose two different States"),
        ({"a": "VAT", "b": "KOR"}, "Holy See cast no vote here"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(open_page, query, sentence):
    app = open_page("compare", **query)
    assert not app.exception
    assert not app.error
    assert any(sentence in info.value for info in app.info)


@pytest.mark.real
def test_few_votes_are_listed_instead_of_refused(open_page):
    app = open_page("compare", a="NLD", b="KOR", subject="laws", contested="0")
    assert not app.exception
    (answer,) = (m.value for m in app.markdown if "**Netherlands**" in unlinked(m.value))
    n = int(re.search(r"\*\*(\d+) votes?\*\*", answer)[1])
    listed = next(t.value for t in shown_tables(app) if "South Korea" in t.value)
    assert len(listed) == n


@pytest.mark.real
def test_the_pair_of_the_address_is_compared_as_the_record_says(open_page, record):
    app = open_page("compare", a="DEU", b="FRA", window="5")
    assert not app.exception
    question = comparison.PairQuestion(None, 5, is_contested=True)
    tables = {name: record[name] for name in ("votes", "rollcalls", "topics")}
    ways = comparison.of_pair(question, "DEU", "FRA", seed=0, **tables).pair.ways
    answer = next(m.value for m in app.markdown if "**Germany**" in unlinked(m.value))
    n_same, n = (i18n.number(number) for number in (ways["n"][0], ways["n"].sum()))
    assert f"**{n_same} of {n}** votes that divided the house" in answer
    assert app.query_params["window"] == "5"


@pytest.mark.real
def test_an_unknown_state_in_the_address_is_dropped(open_page):
    app = open_page("compare", a="ZZZ", window="7")
    assert not app.exception
    assert "a" not in app.query_params
