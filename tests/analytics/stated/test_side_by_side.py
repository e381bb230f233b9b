"""Two States side by side, and who answers alike, of the tiny world, worked by hand."""

import pandas as pd
import pytest

from analytics.stated import side_by_side
from analytics.stated.latest import LatestPositions, latest
from tests import tiny_world
from tests.tiny_stated import LBI

STATES = ("CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE")


def told() -> LatestPositions:
    rows = tiny_world.tables()["stated_positions"]
    return latest(rows, pd.Timestamp("2026-11-30"), iso3s=STATES)


def pair(a: str, b: str) -> dict[tuple[str, str], str]:
    found = side_by_side.of_two(told(), a, b)
    keys = zip(found["topic"], found["question"], strict=True)
    return dict(zip(keys, found["pair"], strict=True))


def test_answers_are_the_same_in_part_or_not_at_all() -> None:
    assert pair("KEN", "CHL") == {("laws", LBI): "partly"}
    assert pair("KEN", "POL") == {("laws", LBI): "differ"}
    assert pair("KEN", "KEN") == {("laws", LBI): "same"}


@pytest.mark.slow
def test_silence_is_no_difference() -> None:
    assert pair("KEN", "KOR") == {("laws", LBI): "one_unknown"}
    assert pair("KEN", "NGA") == {("laws", LBI): "one_unknown"}
    assert pair("NGA", "KOR") == {}
    assert pair("NLD", "POL")["aimd", "human_control"] == "one_unknown"


def test_the_order_of_the_two_changes_sides_only() -> None:
    there, back = (side_by_side.of_two(told(), *two) for two in (("KEN", "POL"), ("POL", "KEN")))
    assert there["codes_a"].tolist() == back["codes_b"].tolist()
    assert there["pair"].tolist() == back["pair"].tolist()


def test_who_answers_alike_is_counted_on_questions_of_both() -> None:
    found = side_by_side.alike(told(), "KEN", ["CHL", "POL", "NGA", "NLD"]).set_index("iso3")
    assert found["n_alike"].to_dict() == {"CHL": 1, "POL": 0, "NGA": 0, "NLD": 0}
    assert found["n_both"].to_dict() == {"CHL": 1, "POL": 1, "NGA": 0, "NLD": 1}


@pytest.mark.slow
def test_all_pairs_at_once_are_as_one_by_one() -> None:
    n_alike, n_both = side_by_side.alike_of_all(told(), STATES)
    for place, iso3 in enumerate(STATES):
        found = side_by_side.alike(told(), iso3, STATES)
        assert found["n_alike"].tolist() == n_alike[place].tolist()
        assert found["n_both"].tolist() == n_both[place].tolist()
