"""How a roster changed, on the tiny world."""

import pandas as pd
import pytest

from analytics.record import versions
from data.errors import AnalysisError
from data.store import Snapshot

Tables = dict[str, pd.DataFrame]


def of_roster(key: str, world: Tables) -> versions.Versions:
    return versions.of_roster(
        key,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
    )


def test_an_earlier_state_tells_who_joined_since(world: Tables) -> None:
    (row,) = of_roster("pathways_2026", world).versions.to_dict("records")
    assert row["instrument_id"] == "pathways_2026_at_close"
    assert (row["n_listed"], row["n_kept"]) == (3, 3)
    assert (row["joined"], row["gone"]) == (("KOR",), ())


def test_a_state_that_is_no_longer_listed_is_gone(world: Tables) -> None:
    held = world["memberships"]
    is_chile = (held["instrument_id"] == "pathways_2026") & (held["iso3"] == "CHL")
    world["memberships"] = held[~is_chile]
    (row,) = of_roster("pathways_2026", world).versions.to_dict("records")
    assert (row["n_kept"], row["gone"]) == (2, ("CHL",))


def test_a_roster_without_earlier_states_has_no_versions(world: Tables) -> None:
    result = of_roster("cta_2023", world)
    assert result.versions.empty
    assert result.left_out.empty


def test_an_earlier_state_known_in_part_is_left_out(world: Tables) -> None:
    rosters = world["instruments"]
    is_close = rosters["instrument_id"] == "pathways_2026_at_close"
    world["instruments"] = rosters.assign(
        roster_use=rosters["roster_use"].mask(is_close, "positives_only")
    )
    result = of_roster("pathways_2026", world)
    assert result.versions.empty
    assert result.left_out.to_dict("records") == [
        {"kind": "instrument", "key": "pathways_2026_at_close", "reason": "not_full"}
    ]


def test_an_unknown_roster_is_refused(world: Tables) -> None:
    with pytest.raises(AnalysisError, match="no instrument 'nowhere'"):
        of_roster("nowhere", world)


@pytest.mark.real
def test_ten_states_and_one_less_since_the_closing_day(snapshot: Snapshot) -> None:
    tables = {name: snapshot.frame(name) for name in ("states", "instruments", "memberships")}
    (row,) = of_roster("reaim_2026_pathways", tables).versions.to_dict("records")
    assert (row["n_listed"], row["n_kept"], row["gone"]) == (35, 34, ("CRI",))
    assert len(row["joined"]) == 11
