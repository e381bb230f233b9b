"""How the process grew, in the tiny world, where every answer is worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.record import coalition, growth
from data.errors import AnalysisError

World = dict[str, pd.DataFrame]
DOMAIN = "military AI"
COALITION = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")
OWN = ("states", "instruments", "memberships", "votes")


def _growth(world: World) -> growth.Growth:
    on_topic = coalition.of_subject(
        topic="aimd", domain=DOMAIN, **{table: world[table] for table in COALITION}
    )
    return growth.of_process(
        {"aimd": on_topic}, domain=DOMAIN, **{table: world[table] for table in OWN}
    )


def _line(found: growth.Growth, line: str) -> list[tuple[str, int, bool]]:
    rows = found.points[found.points["line"] == line]
    return list(zip(rows["key"], rows["n"], rows["is_named"], strict=True))


@pytest.mark.slow
def test_votes_in_favour_are_in_the_order_of_their_days(world: World) -> None:
    assert _line(_growth(world), "votes:aimd") == [("res_1", 3, True), ("res_2", 4, True)]


@pytest.mark.slow
def test_sponsors_stand_on_the_day_of_the_vote_and_are_missing_where_no_list_is(
    world: World,
) -> None:
    found = _growth(world)
    assert _line(found, "sponsors:aimd") == [("sponsors_2", 2, True)]
    days = found.points.set_index("key")["day"]
    assert days["sponsors_2"] == days["res_2"]


@pytest.mark.slow
def test_a_summit_text_known_in_part_counts_as_published_and_is_said_not_to_be_named(
    world: World,
) -> None:
    by_key = {key: (n, named) for key, n, named in _line(_growth(world), f"outcomes:{DOMAIN}")}
    assert by_key["cta_2023"] == (4, True)
    assert by_key["blueprint_2024"] == (3, False)
    assert by_key["pathways_2026"][0] == 4


def test_who_came_and_went_leaves_out_what_is_not_known_by_names_and_who_is_no_member(
    world: World,
) -> None:
    changes = _growth(world).changes.set_index("key")
    votes = changes.loc["res_2"]
    assert (votes["came"], votes["gone"], votes["opposed"]) == (("KEN", "POL"), ("CHL",), ())
    at_close, now = changes.loc["pathways_2026_at_close"], changes.loc["pathways_2026"]
    assert (at_close["key_from"], now["key_from"]) == ("cta_2023", "pathways_2026_at_close")
    assert (at_close["came"], at_close["gone"]) == (("CHL", "KEN"), ("KOR", "POL"))
    assert (now["came"], now["gone"]) == (("KOR",), ())
    assert "blueprint_2024" not in changes.index


@pytest.mark.slow
def test_who_now_votes_against_is_told_apart_from_who_is_away(world: World) -> None:
    votes = world["votes"]
    is_it = (votes["rollcall_id"] == "res_2") & (votes["iso3"] == "KOR")
    world["votes"] = votes.assign(vote=votes["vote"].mask(is_it, "N"))
    change = _growth(world).changes.set_index("key").loc["res_2"]
    assert (change["gone"], change["opposed"]) == (("CHL", "KOR"), ("KOR",))


@pytest.mark.slow
def test_each_year_holds_the_last_point_before_its_end(world: World) -> None:
    found = _growth(world)
    last = found.points.drop_duplicates("line", keep="last").set_index("line")["n"]
    years = found.years[found.years["year"] == found.years["year"].max()].set_index("line")["n"]
    assert years.to_dict() == last.to_dict()
    assert not found.years.duplicated(["year", "line"]).any()


def test_no_topic_is_refused(world: World) -> None:
    with pytest.raises(AnalysisError, match="no topic"):
        growth.of_process({}, domain=DOMAIN, **{table: world[table] for table in OWN})


@pytest.mark.real
def test_the_record_tells_the_numbers_that_the_publishers_print(record: World) -> None:
    found = _growth(record)
    assert [n for _, n, _ in _line(found, "votes:aimd")][:2] == [159, 167]
    assert [n for _, n, _ in _line(found, "sponsors:aimd")][:2] == [22, 64]
    named = {key: (n, is_named) for key, n, is_named in _line(found, f"outcomes:{DOMAIN}")}
    assert named["reaim_2023_cta"] == (58, True)
    assert named["reaim_2024_blueprint"] == (61, False)
    opposed = found.changes.set_index("key").loc["a_res_80_58", "opposed"]
    assert opposed == ("BDI", "ISR", "USA")
