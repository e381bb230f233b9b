"""The page of roll calls, on the real record."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.blocks import Text
from dashboard.pages.rollcalls.tally import content as tally
from data import store
from data.facts import Facts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

LATEST = "a_res_80_58"
BEFORE = "a_res_79_239"
UNKNOWN = "a_c1_80_l46"


def row(snapshot: store.Snapshot, key: str) -> pd.Series:
    return snapshot.frame("rollcalls").set_index("rollcall_id").loc[key]


def votes(snapshot: store.Snapshot, key: str) -> pd.Series:
    cast = snapshot.frame("votes")
    return cast[cast["rollcall_id"] == key].astype(str).set_index("iso3")["vote"]


def said(app: AppTest) -> str:
    return "\n".join(text.value for text in app.markdown)


def titles(app: AppTest) -> list[str]:
    return [title.value for title in app.subheader]


def table(app: AppTest, title: str) -> pd.DataFrame:
    """Return the table under a title, or behind the chart of that title."""
    return next(each.value for each in shown_tables(app) if re.search(title, each.title))


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\*\*(\d+)\*\*", text)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_answer_is_the_tally_of_the_latest_vote(
    open_page: OpenPage, snapshot: store.Snapshot, language: str
) -> None:
    app = open_page("rollcalls", lang=language)
    vote = row(snapshot, LATEST)
    first, second = votes(snapshot, BEFORE), votes(snapshot, LATEST)
    moved = int((first != second.reindex(first.index)).sum())
    answer = next(text.value for text in app.markdown if len(numbers(text.value)) > 3)
    assert numbers(answer) == [
        vote["n_yes"],
        vote["n_no"],
        vote["n_abstain"],
        vote["n_absent"],
        moved,
    ]


def test_those_not_in_favour_are_named(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    app = open_page("rollcalls", lang="nl")
    names = snapshot.frame("states").set_index("iso3")["name_nl"]
    cast = votes(snapshot, LATEST)
    text = said(app)
    for iso3 in cast[cast != "Y"].index:
        assert names[iso3] in text


def test_every_vote_stands_in_the_table(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    shown = table(open_page("rollcalls"), "How each State voted")
    counts = shown["Position"].value_counts().to_dict()
    vote = row(snapshot, LATEST)
    assert counts == {
        "In favour": vote["n_yes"],
        "Against": vote["n_no"],
        "Abstained": vote["n_abstain"],
        "Did not vote": vote["n_absent"],
    }
    assert shown["Dossier"].str.startswith("state?state=").all()


def test_a_group_narrows_the_table_and_gets_a_bar(open_page: OpenPage) -> None:
    app = open_page("rollcalls", group="eu", rollcall="a_res_79_62")
    assert len(table(app, "How each State voted")) == 27
    assert table(app, "How each regional group")["Group"].iloc[0] == "EU (27)"


def test_a_link_to_a_roll_call_alone_finds_its_topic(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall="a_res_79_62")
    assert app.query_params["topic"] == "laws"
    assert app.selectbox(key="rollcall").value == "a_res_79_62"


def test_states_that_no_longer_exist_are_counted_beside_the_groups(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall="unga_3514")
    captions = [caption.value for caption in app.caption]
    assert any("2 States that voted are in none of them" in text for text in captions)
    assert any("Czechoslovakia and Yugoslavia" in text for text in captions)


def test_a_link_to_an_old_roll_call_finds_its_session(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall="unga_3514")
    assert app.query_params["session"] == "45"
    assert app.selectbox(key="rollcall").value == "unga_3514"


def test_a_choice_of_the_reader_is_not_undone_by_the_address(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall=BEFORE)
    app.selectbox(key="topic").set_value("laws").run()
    assert app.selectbox(key="topic").value == "laws"
    assert app.query_params["topic"] == "laws"


def test_words_search_the_whole_record(open_page: OpenPage) -> None:
    app = open_page("rollcalls", topic="all", words="ARMS race Outer")
    offered = app.selectbox(key="rollcall").options
    assert len(offered) > 20
    assert all("outer space" in label.casefold() for label in offered)
    assert app.query_params["words"] == "ARMS race Outer"


def test_words_that_find_nothing_are_told_so(open_page: OpenPage) -> None:
    app = open_page("rollcalls", topic="all", words="qwertz")
    assert [note.value for note in app.info] == ["No roll call answers to these words."]


def test_too_many_roll_calls_are_cut_and_counted(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    app = open_page("rollcalls", topic="all")
    n = f"{len(snapshot.frame('rollcalls')):,}"
    assert any(caption.value.startswith(n) for caption in app.caption)


def test_ribbons_hold_who_moved_and_nobody_else(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    app = open_page("rollcalls", aspect="moves")
    first, second = votes(snapshot, BEFORE), votes(snapshot, LATEST)
    moved = set(first.index[first != second.reindex(first.index)])
    ribbons = table(app, "^From")
    assert ribbons["States"].sum() == len(moved)
    assert (ribbons["Before"] != ribbons["After"]).all()
    names = snapshot.frame("states").set_index("iso3")["name_en"]
    assert set(table(app, "that moved$")["State"]) == set(names[list(moved)])


def test_those_who_kept_their_vote_can_be_drawn_too(open_page: OpenPage) -> None:
    ribbons = table(open_page("rollcalls", aspect="moves", kept="1"), "^From")
    assert ribbons["States"].sum() == 193


def test_choosing_a_ribbon_lists_the_states_behind_it(open_page: OpenPage) -> None:
    app = open_page("rollcalls", aspect="moves")
    key = f"ribbons_{BEFORE}_{LATEST}"
    ribbon = table(app, "^Moves").iloc[1]
    app.session_state[key] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    app.run()
    movers = table(app, "that moved$")
    assert len(movers) == ribbon["States"]
    assert set(movers["Before"]) == {ribbon["Before"]}
    assert set(movers["After"]) == {ribbon["After"]}


def test_the_earlier_vote_stands_at_the_left(open_page: OpenPage) -> None:
    app = open_page("rollcalls", aspect="moves", rollcall=BEFORE, **{"with": LATEST})
    assert "From A/RES/79/239 to A/RES/80/58" in titles(app)


def test_what_is_known_of_the_committee_is_listed_and_the_rest_is_not_guessed(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    app = open_page("rollcalls", aspect="committee", rollcall=BEFORE)
    known = votes(snapshot, "a_c1_79_l43")
    shown = table(app, "is known$")
    assert len(shown) == len(known)
    assert any(f"How {193 - len(known)} States voted" in note.value for note in app.info)
    tallies = table(app, "the tallies$")
    assert tallies["Difference"].tolist() == ["−6", "0", "−1", "+7"]


def test_a_vote_of_which_nothing_is_known_draws_no_chart(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall=UNKNOWN)
    assert "Not known" in said(app)
    assert not app.get("plotly_chart")


def test_of_an_unknown_vote_nothing_is_said_of_its_way(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall=UNKNOWN, aspect="committee")
    (note,) = app.info
    assert "neither the tally nor a name" in note.value


def test_a_vote_known_by_its_tally_alone_has_no_names(open_page: OpenPage) -> None:
    app = open_page("rollcalls", rollcall="a_c1_80_l56")
    assert any("no names" in caption.value for caption in app.caption)
    assert "votes" not in app.segmented_control(key="aspect").options
    assert len(app.get("plotly_chart")) == 2


def test_sponsors_stand_with_their_votes(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    app = open_page("rollcalls", aspect="text")
    held = snapshot.frame("memberships")
    sponsors = set(held.loc[held["instrument_id"] == "unga_80_58", "iso3"])
    cast = votes(snapshot, LATEST)
    yes = sum(cast[iso3] == "Y" for iso3 in sponsors)
    assert f"**{yes} of {len(sponsors)} sponsors** of A/RES/80/58" in said(app)
    assert len(table(app, "^The sponsors")) == len(sponsors)


def test_documents_lead_to_their_addresses(open_page: OpenPage) -> None:
    shown = table(open_page("rollcalls", aspect="text"), "^Documents")
    assert shown["Address"].tolist()[:3] == [
        "https://docs.un.org/en/A/RES/80/58",
        "https://docs.un.org/en/A/C.1/80/L.46",
        "https://docs.un.org/en/A/80/PV.52",
    ]
    assert shown["Address"].str.startswith("https://").all()


def test_a_vote_whose_names_and_tally_differ_says_so_and_is_not_compared(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    held = snapshot.frame("rollcalls")
    key = held.loc[held["status"] == "mismatch", "rollcall_id"].iloc[0]
    app = open_page("rollcalls", rollcall=key)
    assert not app.exception
    assert any("differ" in note.value for note in app.info)
    assert "Who moved" not in app.segmented_control(key="aspect").options


@pytest.mark.parametrize(
    "address",
    [
        {"topic": "magic", "group": "xx", "aspect": "9", "rollcall": "none"},
        {"aspect": "moves", "with": "none", "kept": "maybe"},
        {"topic": "all", "session": "999"},
    ],
)
def test_values_that_are_no_choice_are_dropped(
    open_page: OpenPage, address: dict[str, str]
) -> None:
    app = open_page("rollcalls", **address)
    assert not app.exception
    assert set(app.query_params.values()) <= {"moves", "all"}


def test_of_a_vote_on_the_subject_it_leads_on_to_the_next(facts: Facts) -> None:
    told = [block for block in tally.blocks(facts, "a_res_80_58") if isinstance(block, Text)]
    assert "](next-vote?series=artificial+intelligence" in told[-1].text
    other = tally.blocks(facts, "a_res_80_20")
    assert not any("next-vote" in block.text for block in other if isinstance(block, Text))
