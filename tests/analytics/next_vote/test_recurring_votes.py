from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import titles
from analytics.next_vote import recurring_votes
from data.errors import AnalysisError
from tests.analytics import recurring_world


def test_titles_meet_whatever_a_source_prints_around_them():
    spellings = [
        "Reducing nuclear danger",
        "Reducing nuclear danger : resolution / adopted by the General Assembly",
        "A/73/251 101ff - Reducing nuclear danger. - NUCLEAR WEAPONS--SECURITY (DRAFT)",
        "REDUCING  nuclear danger.",
    ]
    assert {titles.plain(each) for each in spellings} == {"reducing nuclear danger"}


@pytest.mark.parametrize("title", ["DISARMAMENT, NUCLEAR", None, "", float("nan")])
def test_a_heading_or_nothing_is_no_title(title):
    assert titles.plain(title) == ""


def test_each_vote_follows_the_last_one_of_its_series():
    record = recurring_world.record()
    later, before = recurring_votes.consecutive_votes(record)
    names = record.rollcalls["series"].to_numpy()
    n_texts, n_years = len(recurring_world.TEXTS), recurring_world.N_YEARS
    assert len(later) == n_texts * (n_years - 1)
    assert (names[later] == names[before]).all()
    assert (record.days[later] - record.days[before] <= np.timedelta64(366, "D")).all()


def test_a_text_that_rested_for_six_years_begins_anew():
    world = recurring_world.tables()
    calls = world["rollcalls"]
    rests = (calls["title"] == "Mines") & calls["vote_date"].dt.year.between(2004, 2008)
    record = recurring_world.record(rollcalls=calls[~rests])
    later, _ = recurring_votes.consecutive_votes(record)
    later = later[(record.rollcalls["series"].iloc[later] == "mines").to_numpy()]
    years = record.rollcalls["vote_date"].dt.year.iloc[later].tolist()
    assert years == [2002, 2003, *range(2010, 2017)]


def test_two_votes_of_a_day_under_one_title_are_in_no_series():
    world = recurring_world.tables()
    title = world["rollcalls"]["title"].replace({"Space": "Mines"})
    record = recurring_world.record(rollcalls=world["rollcalls"].assign(title=title))
    assert "mines" not in set(record.rollcalls["series"])
    reasons = record.left_out.set_index("key")["reason"]
    assert reasons["r03_0"] == reasons["r03_1"] == "twice_a_day"


def test_a_year_and_a_day_ahead_each_vote_follows_the_last_but_one():
    record = recurring_world.record()
    later, before = recurring_votes.consecutive_votes(record, ahead=np.timedelta64(367, "D"))
    years = record.rollcalls["vote_date"].dt.year.to_numpy()
    assert set(years[later] - years[before]) == {2}
    assert len(later) == len(recurring_world.TEXTS) * (recurring_world.N_YEARS - 2)


def test_sponsors_are_told_only_of_texts_of_which_the_record_names_any():
    record = recurring_world.record()
    is_told = (record.sponsored >= 0).all(axis=1)
    years = record.rollcalls["vote_date"].dt.year.to_numpy()
    assert (is_told == (years >= 2010)).all()
    assert record.sponsored[is_told].sum(axis=1).tolist() == [1] * int(is_told.sum())
    assert (record.sponsored[is_told].argmax(axis=1) == recurring_world.N_STATES - 1).all()


def test_the_assembly_holds_votes_on_all_subjects():
    world = recurring_world.tables()
    other = world["topics"]["rollcall_id"].str.endswith("_0")
    record = recurring_world.record(topics=world["topics"][~other])
    assert "mines" not in set(record.rollcalls["series"])
    assert "mines" in set(record.assembly.series)
    assert len(record.assembly.codes) == len(world["rollcalls"])


def test_nothing_of_the_day_itself_is_known_on_its_morning():
    record = recurring_world.record()
    known = record.before(pd.Timestamp("2005-12-03"))
    assert known.assembly.days.max() == np.datetime64("2004-12-03")
    assert len(known.sponsored) == len(known.codes)
    assert known.rollcalls["vote_date"].max() == pd.Timestamp("2004-12-03")
    assert len(known.codes) == len(known.rollcalls) == 4 * len(recurring_world.TEXTS)


def test_a_record_without_complete_votes_is_refused():
    world = recurring_world.tables()
    with pytest.raises(AnalysisError, match="found no complete recorded vote on disarmament"):
        recurring_world.record(rollcalls=world["rollcalls"].assign(status="partial"))
