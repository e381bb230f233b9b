"""In which forums States sit together, and who stands with us, in the tiny world."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.network import shared_forums
from data.errors import AnalysisError


@pytest.fixture
def tables(world: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {name: world[name] for name in ("states", "instruments", "memberships")}


def test_forums_are_those_in_which_two_are_named(tables: dict[str, pd.DataFrame]) -> None:
    found = shared_forums.of_all(**tables)
    assert list(found.standing.columns) == ["north", "south"]
    assert found.n_nameless == 1  # the summit, of which only the hosts are known


def test_two_sit_together_where_both_are_listed(tables: dict[str, pd.DataFrame]) -> None:
    found = shared_forums.of_all(**tables)
    rows = shared_forums.with_both(found, ["KEN", "POL", "CHL"], "NGA", ("NLD",))
    assert rows["with_target"].tolist() == [("south",), (), ()]
    assert rows["with_us"].tolist() == [(), ("north",), ()]
    assert rows["with_both"].tolist() == [(), (), ()]
    assert rows["n_unknown"].tolist() == [0, 0, 0]


def test_a_forum_known_in_part_leaves_others_unknown(tables: dict[str, pd.DataFrame]) -> None:
    instruments = tables["instruments"].copy()
    is_south = instruments["instrument_id"] == "south"
    instruments.loc[is_south, ["roster_use", "roster_status"]] = ["positives_only", "partial"]
    found = shared_forums.of_all(**tables | {"instruments": instruments})
    rows = shared_forums.with_both(found, ["KEN", "CHL"], "NGA", ("NLD",))
    assert rows["with_target"].tolist() == [("south",), ()]
    assert rows["n_unknown"].tolist() == [0, 1]


def test_a_forum_of_everybody_tells_nothing(tables: dict[str, pd.DataFrame]) -> None:
    more = pd.DataFrame(
        [
            tables["memberships"].iloc[-1].to_dict() | {"instrument_id": "north", "iso3": iso3}
            for iso3 in ("CHL", "KEN", "KOR", "NGA")
        ]
    ).assign(role="member", since=None, since_from=pd.NaT, since_to=pd.NaT, until=None)
    memberships = pd.concat([tables["memberships"], more], ignore_index=True)
    found = shared_forums.of_all(**tables | {"memberships": memberships})
    assert list(found.standing.columns) == ["south"]


def test_with_us_stand_those_on_the_latest_outcome_known_in_full(
    tables: dict[str, pd.DataFrame],
) -> None:
    found = shared_forums.standing_with_us(**tables)
    assert found.instrument_id == "pathways_2026"
    assert found.listed == {"CHL", "KEN", "KOR", "NLD"}
    assert {"NLD", "KEN"} <= found.sponsors
    assert "NGA" not in found.sponsors


def test_without_such_an_outcome_it_is_refused(tables: dict[str, pd.DataFrame]) -> None:
    instruments = tables["instruments"]
    other = instruments[instruments["kind"] != "summit_outcome"]
    with pytest.raises(AnalysisError, match="no summit outcome on military AI"):
        shared_forums.standing_with_us(**tables | {"instruments": other})


def test_the_widest_sits_in_most_forums_without_us(tables: dict[str, pd.DataFrame]) -> None:
    found = shared_forums.of_all(**tables)
    assert shared_forums.widest(found, {"NGA", "POL"}, ("NLD",)) == "NGA"
    assert shared_forums.widest(found, {"NLD"}, ("NLD",)) is None
