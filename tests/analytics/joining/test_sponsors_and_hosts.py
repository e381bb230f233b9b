"""Who carried a text, from the table of leads and from the rosters."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.joining import sponsors_and_hosts
from data import store

Tables = dict[str, pd.DataFrame]
NAMES = ("leads", "memberships", "instruments")


def carried(tables: Tables) -> dict[tuple[str, str, str], tuple[str, bool]]:
    found = sponsors_and_hosts.of_instruments(**{name: tables[name] for name in NAMES})
    return {
        (row.instrument_id, row.iso3, row.role): (str(row.known_by)[:10], row.is_weak)
        for row in found.itertuples(index=False)
    }


def test_both_places_are_read_and_each_lead_stands_once(world: Tables) -> None:
    assert carried(world) == {
        ("ban", "POL", "initiator"): ("2008-12-31", True),
        ("cta_2023", "NLD", "host"): ("2023-02-15", False),
        ("sponsors_2", "KOR", "main_sponsor"): ("2025-10-31", False),
        ("summit_2024", "KOR", "host"): ("2024-09-09", False),
        ("summit_2024", "NLD", "cohost"): ("2024-09-09", False),
    }


def test_a_lead_is_known_no_later_than_its_text_opened(world: Tables) -> None:
    late = world["leads"]["instrument_id"] == "ban"
    world["leads"].loc[late, "since_to"] = pd.Timestamp("2009-12-31")
    assert carried(world)["ban", "POL", "initiator"][0] == "2009-01-01"


def test_a_host_named_on_a_roster_later_is_known_later(world: Tables) -> None:
    hosts = world["memberships"]["role"] == "host"
    world["memberships"].loc[hosts, "since_to"] = pd.Timestamp("2024-10-01")
    assert carried(world)["summit_2024", "KOR", "host"][0] == "2024-10-01"


@pytest.mark.parametrize("table", ["leads", "memberships"])
def test_without_a_day_of_its_own_the_opening_counts(world: Tables, table: str) -> None:
    world[table]["since_to"] = pd.NaT
    found = carried(world)
    day = {"leads": found["ban", "POL", "initiator"], "memberships": None}[table]
    assert (day or found["summit_2024", "NLD", "cohost"])[0] == {
        "leads": "2009-01-01",
        "memberships": "2024-09-09",
    }[table]


def test_of_a_text_without_a_date_the_day_is_missing(world: Tables) -> None:
    world["leads"]["since_to"] = pd.NaT
    world["instruments"].loc[world["instruments"]["instrument_id"] == "ban", "date_to"] = pd.NaT
    assert carried(world)["ban", "POL", "initiator"] == ("NaT", True)


def test_a_chair_and_a_member_carry_nothing(world: Tables) -> None:
    world["memberships"]["role"] = world["memberships"]["role"].replace("host", "chair")
    assert ("summit_2024", "KOR", "chair") not in carried(world)
    assert {role for _, _, role in carried(world)} == {
        "host",
        "cohost",
        "initiator",
        "main_sponsor",
    }


def test_only_the_texts_asked_for_are_told_of(world: Tables) -> None:
    asked = world["instruments"]["instrument_id"] == "ban"
    assert set(carried(world | {"instruments": world["instruments"][asked]})) == {
        ("ban", "POL", "initiator")
    }


def test_nothing_given_is_changed(world: Tables) -> None:
    before = {name: world[name].copy() for name in NAMES}
    carried(world)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(world[name], frame)


@pytest.mark.real
def test_the_record_has_no_lead_twice_nor_after_its_text(snapshot: store.Snapshot) -> None:
    tables = {name: snapshot.frame(name) for name in NAMES}
    found = sponsors_and_hosts.of_instruments(**tables)
    assert not found.duplicated(["instrument_id", "iso3", "role"]).any()
    held = found.set_index(["instrument_id", "iso3", "role"])
    assert held.loc[("unga_79_239", "NLD", "main_sponsor"), "known_by"] == pd.Timestamp(
        "2024-10-16"
    )
    assert ("reaim_2024_summit", "KOR", "host") in held.index
    assert held.loc[("budapest", "HUN", "host"), "is_weak"]
    named = tables["leads"].set_index(["instrument_id", "iso3", "role"]).index
    opened = held.index.get_level_values(0).map(
        tables["instruments"].set_index("instrument_id")["date_to"]
    )
    is_late = pd.Series(held["known_by"].to_numpy() > opened.to_numpy(), index=held.index)
    assert not is_late[is_late.index.isin(named)].any()
