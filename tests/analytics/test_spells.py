from __future__ import annotations

import pandas as pd
import pytest

from analytics import spells

DAYS = pd.Series(pd.to_datetime(["2019-12-31", "2020-06-30", "2021-03-01", None]))


def frame(**columns) -> pd.DataFrame:
    base = {"since_to": pd.to_datetime([None]), "until": [None], "role": ["party"]}
    return pd.DataFrame({**base, **columns})


def ran(spell: pd.DataFrame, **options) -> list[bool]:
    return spells.running(spell, DAYS, **options)[:, 0].tolist()


def test_a_spell_counts_from_the_latest_day_it_can_have_begun():
    assert ran(frame(since_to=pd.to_datetime(["2020-06-30"]))) == [False, True, True, False]
    assert ran(frame(since_to=pd.to_datetime(["2020-07-01"]))) == [False, False, True, False]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2020-06-30", [True, False, False, False]),
        ("2020-07-01", [True, True, False, False]),
        ("2020-07", [True, True, False, False]),
        ("2020", [True, False, False, False]),
        ("2021", [True, True, False, False]),
    ],
)
def test_a_spell_is_over_on_the_earliest_day_it_can_have_ended(until, expected):
    assert ran(frame(until=[until])) == expected


def test_an_undated_spell_counts_from_ever_or_never_as_asked():
    assert ran(frame()) == [True, True, True, False]
    assert ran(frame(), include_undated=False) == [False] * 4


def test_on_a_missing_day_nothing_counts():
    assert not spells.running(frame(), pd.Series([pd.NaT])).any()


def test_text_columns_of_the_snapshot_are_read_as_dates():
    spell = frame(until=["2020"]).astype({"until": "string"})
    assert ran(spell) == [True, False, False, False]


def test_organisers_former_members_and_observers_are_no_members():
    roles = ["party", "host", "chair", "withdrawn", "party_former", "observer", "endorser"]
    members = pd.DataFrame({"role": pd.Categorical(roles)})
    assert spells.counted(members)["role"].tolist() == ["party", "endorser"]
    assert spells.counted(members, roles=["host"])["role"].tolist() == ["host"]
