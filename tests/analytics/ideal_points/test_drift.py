from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import drift, ideal_points
from analytics.ideal_points.questions import points_on
from analytics.resampling import rollcalls_with_text_ids
from data.errors import AnalysisError
from data.facts import Facts
from tests.analytics import drawn
from tests.analytics import points as spelled

DAY = pd.Timestamp("2016-01-01")
SESSIONS = [70, 70, 70, 71, 71, 71]
TITLES = ["Mines", "Space", "Trade", "Mines", "Space", "Water"]
DATES = pd.to_datetime(
    ["2015-10-01", "2015-10-02", "2015-10-03", "2016-01-01", "2016-10-02", "2016-10-03"]
)
CAST = {
    "CHL": "YYYYYY",
    "KEN": "YANNAY",
    "NGA": "NYNAYN",
    "NLD": "XYYYYY",
    "POL": "YY  AY",
}


def rollcalls() -> pd.DataFrame:
    session = pd.array(SESSIONS, dtype="Int64")
    return drawn.rollcalls(6, session_number=session, title=TITLES, vote_date=DATES)


def points(**places: tuple[float | None, float | None]) -> ideal_points.IdealPoints:
    """Return ideal points in sessions 70 and 71, all with a standard error of 0.1."""
    rows = [
        (iso3, session, place)
        for iso3, both in places.items()
        for session, place in zip((70, 71), both, strict=True)
        if place is not None
    ]
    return spelled.of(pd.DataFrame(rows, columns=["iso3", "session_number", "ideal_point"]))


PLACED = points(CHL=(0.5, 0.6), KEN=(0.2, -1.3), NGA=(-1.0, -0.7), NLD=(1.0, None), POL=(None, 1))


@pytest.fixture
def result() -> drift.Drift:
    return drift.since(PLACED, drawn.votes(CAST), rollcalls(), day=DAY)


def test_states_come_by_the_length_of_their_move_with_its_interval(result):
    states = result.states.set_index("iso3")
    assert states.index.tolist() == ["KEN", "NGA", "CHL"]
    assert states["move"].tolist() == pytest.approx([-1.5, 0.3, 0.1])
    half = 1.6448536 * np.hypot(0.1, 0.1)
    assert states.loc["KEN", "q05"] == pytest.approx(-1.5 - half, rel=0.02)
    assert states.loc["KEN", "q95"] == pytest.approx(-1.5 + half, rel=0.02)
    assert states["is_clear"].tolist() == [True, True, False]
    assert (result.session_from, result.session_to, result.n_bridges) == (70, 71, 5)


@pytest.mark.slow
def test_where_nobody_moved_few_moves_are_called_clear():
    n_clear = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        places = {
            f"S{chr(65 + k // 26)}{chr(65 + k % 26)}": rng.normal(size=2) / 10 for k in range(50)
        }
        still = points(**{iso3: tuple(pair) for iso3, pair in places.items()})
        cast = dict.fromkeys(places, "YYYYYY")
        n_clear += (
            drift.since(still, drawn.votes(cast), rollcalls(), day=DAY).states["is_clear"].any()
        )
    assert n_clear <= 4


def test_changed_votes_on_recurring_texts_are_listed_longest_step_first(result):
    columns = ["iso3", "title", "vote_before", "vote_since", "step", "n_moved"]
    assert result.texts[columns].to_dict("split")["data"] == [
        ["KEN", "Mines", "Y", "N", -2, 2],
        ["NGA", "Mines", "N", "A", 1, 2],
    ]
    assert result.texts["date_since"].tolist() == [DATES[3], DATES[3]]
    assert result.texts["rollcall_before"].tolist() == ["r0000", "r0000"]
    assert result.n_texts == 2


def test_a_text_is_known_again_however_its_title_is_printed(result):
    printed = [
        "Mines : resolution / adopted by the General Assembly",
        "Space",
        "Trade",
        "A/71/251 101ff - Mines. - MINES",
        "Space : draft resolution",
        "Water",
    ]
    again = drift.since(PLACED, drawn.votes(CAST), rollcalls().assign(title=printed), day=DAY)
    pd.testing.assert_frame_equal(again.texts, result.texts)
    assert again.n_texts == result.n_texts


def test_two_votes_of_a_day_under_one_title_are_no_series():
    frame = rollcalls().assign(title=["Mines", "Mines", "Trade", "Mines", "Trade", "Water"])
    frame.loc[1, "vote_date"] = frame.loc[0, "vote_date"]
    again = drift.since(PLACED, drawn.votes(CAST), frame, day=DAY)
    assert again.n_texts == 1
    assert set(again.texts["title"]) == {"Trade"}


def test_a_state_counts_its_recurring_texts_and_which_way_it_went(result):
    counts = ["n_texts", "n_changed", "n_towards_yes", "n_towards_no"]
    states = result.states.set_index("iso3")[counts]
    assert states.loc["KEN"].tolist() == [2, 1, 0, 1]
    assert states.loc["NGA"].tolist() == [2, 1, 1, 0]
    assert states.loc["CHL"].tolist() == [2, 0, 0, 0]


def test_not_voting_is_no_change(result):
    votes = drawn.votes({**CAST, "NLD": "XYYYYY", "CHL": "YYYXXY"})
    again = drift.since(PLACED, votes, rollcalls(), day=DAY)
    assert "CHL" not in set(again.texts["iso3"])
    assert again.states.set_index("iso3").loc["CHL", "n_texts"] == 0
    assert len(again.texts) == len(result.texts)


def test_the_last_vote_before_stands_beside_the_latest_since():
    session = pd.array([70] * 4 + [71] * 2, dtype="Int64")
    frame = rollcalls().assign(title="Mines", session_number=session)
    result = drift.since(PLACED, drawn.votes(CAST), frame, day=pd.Timestamp("2016-10-01"))
    kenya = result.texts[result.texts["iso3"] == "KEN"].iloc[0]
    assert (kenya["rollcall_before"], kenya["rollcall_since"]) == ("r0003", "r0005")
    assert (kenya["vote_before"], kenya["vote_since"], kenya["step"]) == ("N", "Y", 2)


def test_a_vote_of_long_before_is_not_where_a_state_stood():
    recent = drift.since(PLACED, drawn.votes(CAST), rollcalls(), day=DAY)
    frame = rollcalls()
    is_before = frame["vote_date"] < DAY
    frame.loc[is_before, "vote_date"] -= pd.DateOffset(years=drift.MAX_YEARS_BEFORE)
    old = drift.since(PLACED, drawn.votes(CAST), frame, day=DAY)
    assert recent.n_texts > 0
    assert old.n_texts == 0
    assert old.texts.empty


def test_states_placed_on_one_side_only_are_left_out_with_their_reason(result):
    states = result.left_out[result.left_out["kind"] == "state"]
    assert states.set_index("key")["reason"].to_dict() == {
        "NLD": "not_placed_since",
        "POL": "not_placed_before",
    }
    assert not set(result.texts["iso3"]) & {"NLD", "POL"}


@pytest.mark.parametrize("day", ["2010-01-01", "2030-01-01"])
def test_a_day_with_nothing_on_one_side_is_refused(day):
    with pytest.raises(AnalysisError, match=f"found {day}, .*at least one on each side"):
        drift.since(PLACED, drawn.votes(CAST), rollcalls(), day=pd.Timestamp(day))


def test_points_on_other_sessions_are_refused():
    elsewhere = points(CHL=(0.5, 0.6))
    elsewhere.positions["session_number"] += 5
    with pytest.raises(AnalysisError, match="with 0 sessions placed before it and 0 after"):
        drift.since(elsewhere, drawn.votes(CAST), rollcalls(), day=DAY)


def since(facts: Facts, day: str) -> drift.Drift:
    """Return who moved since a day, by the positions that pages show."""
    rollcalls = facts.recall(rollcalls_with_text_ids)
    placed = facts.recall(points_on, None)
    return drift.since(placed, facts.votes, rollcalls, day=pd.Timestamp(day))


@pytest.mark.real
def test_argentina_moved_most_since_its_government_changed(facts: Facts):
    result = since(facts, "2023-12-10")
    assert result.states["iso3"].iloc[0] == "ARG"
    assert result.states["is_clear"].iloc[0]
    argentina = result.texts[result.texts["iso3"] == "ARG"]
    assert (argentina["step"] == -2).sum() > 20


@pytest.mark.real
def test_argentina_turned_on_many_texts_of_the_real_record(facts: Facts):
    found = since(facts, "2015-01-01")
    turned = found.texts[found.texts["iso3"] == "ARG"].set_index("title")
    assert found.n_texts > 50
    assert len(turned) > 20
    assert turned.loc["Nuclear disarmament", ["vote_before", "vote_since"]].tolist() == ["Y", "N"]
    assert not found.texts["title"].str.contains(" : ").any()
