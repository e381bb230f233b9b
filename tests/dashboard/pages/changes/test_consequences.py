"""What other facts moved is told, of planted differences: positions, probabilities, plans."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Block, Table, Text
from dashboard.desks.person import ALONE
from dashboard.pages.changes.consequences import content, saved
from dashboard.plans import document, store
from data import facts
from data.facts import Facts
from tests import tiny_world
from tests.analytics import joining_world as planted

TURNED = planted.STATES[0]
"""The State whose votes are planted as the opposite of what they were."""

JOINS = "SAD"
"""The State that is likeliest to join the summit of 2021, and does so in the later facts."""

RISES = "SAN"
"""The second likeliest, which in the later facts is on the pledge of 2019 too."""

OPPOSITE = {"Y": "N", "N": "Y"}

ANCHORS = {planted.BY_POSITION[-1]: "USA", planted.BY_POSITION[0]: "RUS"}
"""The two that lie at the ends of the line, under the codes by which it is turned."""


def world() -> dict[str, pd.DataFrame]:
    """Return every table: the planted ones, and for the others those of the tiny world."""
    tables = tiny_world.tables() | planted.tables()
    rollcalls, instruments = tables["rollcalls"], tables["instruments"]
    tables["rollcalls"] = rollcalls.assign(symbol=rollcalls["rollcall_id"], draft=None)
    tables["instruments"] = instruments.assign(short_name=instruments["instrument_id"])
    states = tables["states"]
    tables["states"] = states.assign(name_nl=states["name_en"].str.replace("State", "Staat"))
    return {
        name: frame.assign(iso3=frame["iso3"].replace(ANCHORS)) if "iso3" in frame else frame
        for name, frame in tables.items()
    }


@pytest.fixture(scope="module")
def before() -> Facts:
    return facts.of_tables(world(), "before")


@pytest.fixture(scope="module")
def after() -> Facts:
    """Return the same facts, but that one State votes the other way and two joined a text."""
    tables = world()
    votes = tables["votes"]
    cast = votes["vote"].mask(votes["iso3"] == TURNED, votes["vote"].replace(OPPOSITE))
    spells = tables["memberships"]
    joined = [
        spells[(spells["instrument_id"] == key) & (spells["role"] == "endorser")]
        .tail(1)
        .assign(iso3=iso3)
        for key, iso3 in ((planted.SUMMIT, JOINS), (planted.PLEDGE, RISES))
    ]
    return facts.of_tables(
        tables
        | {
            "votes": votes.assign(vote=cast),
            "memberships": pd.concat([spells, *joined], ignore_index=True),
        },
        "after",
    )


def table(blocks: tuple[Block, ...], key: str) -> Table:
    return next(one for one in blocks if isinstance(one, Table) and one.key == key)


@pytest.mark.slow
def test_a_position_that_moved_is_told_first(before: Facts, after: Facts) -> None:
    moved = table(content.positions(before, after), "moved_positions")
    assert moved.table["iso3"].iloc[0] == TURNED
    assert moved.table["name"].iloc[0] == f"State {TURNED}"
    first = moved.table.iloc[0]
    assert first["change"] == pytest.approx(first["after"] - first["before"])
    assert abs(first["change"]) > 4 * moved.table["change"].abs().median()
    assert moved.title == "Positions in session 76"


@pytest.mark.slow
def test_a_probability_that_moved_is_told_and_who_joined_is_not(
    before: Facts, after: Facts
) -> None:
    said = content.chances(before, after)
    moved = table(said, f"moved_{planted.SUMMIT}").table.set_index("iso3")
    assert JOINS not in moved.index, "it is on the text, and has no probability any more"
    assert moved.loc[RISES, "change"] > 0
    for side, held in zip(SIDES, (before, after), strict=True):
        assert moved.loc[RISES, side] == pytest.approx(chance(held, RISES))
    assert (moved["change"].abs() >= content.MIN_PROBABILITY).all()
    titles = [one.title for one in said if isinstance(one, Table)]
    assert titles[0] == f"Probability of joining: {planted.SUMMIT}"


@pytest.mark.slow
def test_the_same_facts_move_nothing(before: Facts) -> None:
    again = facts.of_tables(world(), "again")
    for part in (content.positions, content.chances):
        told = part(before, again)
        assert told
        assert all(isinstance(one, Text) and "nothing moved" in one.text for one in told)


@pytest.mark.slow
def test_a_saved_plan_says_what_became_of_its_text(
    before: Facts, after: Facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_PLANS_URL", f"sqlite:///{tmp_path / 'plans.sqlite'}")
    (none,) = saved.plans(before, after, ALONE)
    assert isinstance(none, Text)
    assert "none is saved" in none.text
    for title, text in (("Ask two", planted.SUMMIT), ("Of before", "not_there_any_more")):
        plan = document.make(
            title=title,
            instrument_id=text,
            target=20,
            snapshot_version="0" * 12,
            approaches=[{"state": iso3, "level": "visit"} for iso3 in (JOINS, RISES)],
        )
        store.saved_plans(ALONE).save(plan, who="A. Desk")
    (found,) = saved.plans(before, after, ALONE)
    assert isinstance(found, Table)
    rows = found.table.set_index("title")
    n_before, n_after = (int(rows.loc["Ask two", f"members_{side}"]) for side in SIDES)
    assert n_after == n_before + 1
    expected = [float(rows.loc["Ask two", f"expected_{side}"]) for side in SIDES]
    assert expected[0] == pytest.approx(chance(before, JOINS) + chance(before, RISES))
    assert expected[1] == pytest.approx(chance(after, RISES)), "who has joined is not expected"
    gone = rows.loc["Of before"]
    assert [gone[f"members_{side}"] for side in SIDES] == ["not asked about"] * 2
    assert gone[[f"expected_{side}" for side in SIDES]].isna().all()


SIDES = ("before", "after")


def chance(held: Facts, iso3: str) -> float:
    """Return the probability that a State joins the summit of 2021, as *Opportunities* tells it."""
    target = next(
        one for one in held.recall(content.joining.joining_targets) if one.key == planted.SUMMIT
    )
    rows = held.recall(content.joining.opportunities_for, target).set_index("iso3")
    return float(rows.loc[iso3, "probability"])


@pytest.mark.slow
def test_it_is_told_in_dutch_too(before: Facts, after: Facts) -> None:
    with i18n.spoken("nl"):
        moved = table(content.positions(before, after), "moved_positions")
    assert moved.title == "Posities in zitting 76"
    assert next(iter(moved.columns.values())) == "Staat"
