from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.record import search, shifts
from tests import tiny_world

SAME = tiny_world.tables()
WORDS = st.text(alphabet="aeilortx /79", max_size=5)


def keys(found: search.RollcallMatches) -> list[str]:
    return found.rollcalls["rollcall_id"].tolist()


class TestRollcalls:
    def test_the_latest_comes_first(self, world):
        found = search.rollcalls(world["rollcalls"], world["topics"])
        assert keys(found) == ["res_2", "c1_res_2", "res_1", "c1_res_1", "old_1"]

    def test_one_of_an_unknown_day_comes_last(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "res_2", "vote_date"] = None
        assert keys(search.rollcalls(rollcalls, world["topics"]))[-1] == "res_2"

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"topic": "nuclear"}, ["old_1"]),
            ({"session": "79"}, ["res_1", "c1_res_1"]),
            ({"topic": "aimd", "session": "45"}, []),
            ({"words": "OLD"}, ["old_1"]),
            ({"words": "text old"}, ["old_1"]),
            ({"words": "a/c.1/79/l.1"}, ["res_1", "c1_res_1"]),
            ({"words": "a.res"}, []),
            ({"words": "old artificial"}, []),
        ],
    )
    def test_topic_session_and_words_narrow_it_down(self, world, asked, expected):
        assert keys(search.rollcalls(world["rollcalls"], world["topics"], **asked)) == expected

    def test_a_limit_says_how_many_there_are(self, world):
        found = search.rollcalls(world["rollcalls"], world["topics"], limit=2)
        assert keys(found) == ["res_2", "c1_res_2"]
        assert found.n_found == 5

    @pytest.mark.slow
    @given(WORDS, WORDS)
    def test_more_words_never_find_more(self, first, more):
        few = search.rollcalls(SAME["rollcalls"], SAME["topics"], words=f"{first} {more}")
        many = search.rollcalls(SAME["rollcalls"], SAME["topics"], words=first)
        assert set(keys(few)) <= set(keys(many))


class TestComparedWith:
    def compared(self, world, key, among=tuple(tiny_world.VOTES)):
        rollcalls = world["rollcalls"]
        pairs = shifts.pairs(rollcalls, world["topics"])
        frame = search.compared_with(key, among=among, rollcalls=rollcalls, pairs=pairs)
        return dict(zip(frame["rollcall_id"], frame["relation"], strict=True))

    def test_the_text_before_is_told_from_the_text_after(self, world):
        assert self.compared(world, "res_2") == {"res_1": "earlier_text"}
        assert self.compared(world, "res_1") == {"res_2": "later_text"}

    def test_kin_need_not_be_among_the_others(self, world):
        assert self.compared(world, "res_2", among=()) == {"res_1": "earlier_text"}

    def test_the_nearest_of_kin_comes_first(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "c1_res_2", "body"] = "plenary"
        rollcalls.loc[rollcalls["rollcall_id"] == "c1_res_2", "title"] = "Another text"
        assert list(self.compared(world, "res_2").items()) == [
            ("res_1", "earlier_text"),
            ("c1_res_2", "other"),
        ]

    def test_committee_votes_and_votes_that_do_not_add_up_are_no_choice(self, world):
        assert set(self.compared(world, "res_2")).isdisjoint({"c1_res_1", "c1_res_2", "old_1"})
