import numpy as np
import pandas as pd
import pytest

from analytics.joining import evidence, features
from tests.analytics import joining_world as planted

DAYS = (np.datetime64("2013-10-10", "D"), np.datetime64("2021-02-04", "D"))


def of(iso3: str, day: np.datetime64, key: str = planted.SUMMIT) -> pd.DataFrame:
    held = planted.tables()
    return evidence.of_state(
        planted.record(),
        planted.record().place(key),
        iso3,
        day,
        memberships=held["memberships"],
        instruments=held["instruments"],
        rollcalls=held["rollcalls"],
    )


def documents() -> set[str]:
    held = planted.tables()
    tables = (held["memberships"], held["instruments"], held["rollcalls"])
    return {key for table in tables for key in table["evidence_id"]}


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("iso3", planted.STATES[::4])
def test_every_row_has_a_document_and_none_is_later(iso3, day):
    found = of(iso3, day)
    assert tuple(found.columns) == evidence.COLUMNS
    assert set(found["evidence_id"]) <= documents()
    assert set(found["family"]) <= set(features.FAMILIES)
    days = pd.to_datetime(found["day"]).dropna()
    assert (days < pd.Timestamp(day)).all()
    assert found.groupby("family").size().drop("groups", errors="ignore").max() <= (
        evidence.MOST_RECENT
    )


def test_no_document_is_of_a_spell_that_began_later():
    spells = planted.tables()["memberships"].query("instrument_id == 'summit_18'")
    day = np.datetime64("2019-06-01", "D")
    later = spells[spells["since_to"] >= day]
    assert len(later)
    for iso3 in later["iso3"]:
        row = of(iso3, day).query("key == 'summit_18'").iloc[0]
        assert not row["is_yes"]
        assert row["evidence_id"] == "e-summit_18", "the roster's, not that of joining later"


@pytest.mark.slow
def test_earlier_versions_say_whether_the_state_was_on_them():
    record = planted.record()
    day = planted.opened(planted.SUMMIT)
    joined = record.known(day).joined[record.place("summit_18")]
    for at, iso3 in enumerate(planted.STATES[:-1]):
        row = of(iso3, day).query("family == 'same_family'")
        assert row["key"].tolist() == ["summit_18"]
        assert row["is_yes"].tolist() == [joined[at]]
        expected = f"e-summit_18-{iso3}" if joined[at] else "e-summit_18"
        assert row["evidence_id"].tolist() == [expected]


def test_votes_on_the_subject_come_before_the_most_recent_others():
    votes = of("SAE", planted.opened("res_ai_17"), "res_ai_17").query("family == 'votes'")["key"]
    assert len(votes) == evidence.MOST_RECENT
    assert all(key.endswith(("_1", "_4")) for key in votes)
    assert "v2016_1" in votes.tolist()
    others = of("SAE", planted.opened(planted.PLEDGE), planted.PLEDGE).query("family == 'votes'")
    assert len(others) == evidence.MOST_RECENT
    assert others["day"].is_monotonic_increasing


def test_texts_of_the_same_carriers_say_whether_the_state_was_on_them():
    record = planted.record()
    day = planted.opened(planted.SUMMIT)
    place = record.place(planted.SUMMIT)
    shares = (record.carried & record.carried[place]).any(axis=1)
    rows = [at for at in np.flatnonzero(shares) if record.opened[at] < day and at != place]
    found = of("SAE", day).query("family == 'carriers'")
    ids = record.texts["instrument_id"].to_numpy(dtype=object)
    assert found["key"].tolist() == ids[rows[-evidence.MOST_RECENT :]].tolist()


def test_roles_and_groups_are_shown():
    found = of(planted.HOSTS[0], planted.opened(planted.SUMMIT))
    assert "talks_20" in found[found["family"] == "engagement"]["key"].tolist()
    groups = found[found["family"] == "groups"]
    assert groups["key"].tolist() == ["union"]
    assert groups["day"].isna().all()
    assert groups["evidence_id"].tolist() == [f"e-union-{planted.HOSTS[0]}"]


def test_a_state_without_anything_has_no_rows_on_a_text_without_history():
    found = of(planted.SILENT, planted.opened(planted.PLEDGE), planted.PLEDGE)
    assert set(found["family"]) <= {"carriers"}
    assert not found["is_yes"].any()
    assert tuple(found.columns) == evidence.COLUMNS
