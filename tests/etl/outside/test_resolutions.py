"""The United Nations' machine-readable resolutions: how they are read, and what they add."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import store
from data.errors import FaultsError, SourceError
from etl.sources import un_resolutions
from tests.etl.archive import RESOLUTIONS, Archive

NEW = {
    **RESOLUTIONS[0],
    "symbol": "A/RES/80/58",
    "title": "A new text",
    "adoption_date": "2025-12-01 00:00:00",
    "committee": "#fifthCommittee",
    "MS_in_favour": ["KENYA", "NETHERLANDS", "KENYA"],
    "MS_against": ["UNITED STATES OF AMERICA"],
    "MS_abstaining": [],
    "MS_in_favour_count": "2",
    "MS_abstaining_count": "N.A.",
    "sponsors": [
        "Brazil (on behalf of the States Members of a group)",
        "submitted by the Chair of the Committee",
        "ATLANTIS",
    ],
    "additional_sponsors": ["Kenya"],
}


def written(archive: Archive, *values: dict[str, Any]) -> None:
    text = "\n".join(json.dumps(value) for value in (*RESOLUTIONS, *values))
    archive.add("unga/resolutions", text, form="un_resolutions", details="", suffix=".json")


def frame(*values: dict[str, Any]) -> pd.DataFrame:
    return un_resolutions.parse("\n".join(map(json.dumps, values)).encode(), where="81.json")


def test_both_forms_of_a_day_and_no_break_spaces_are_read() -> None:
    read = frame(*RESOLUTIONS, NEW)
    assert read["date"].tolist() == ["2024-12-24", "2025-12-01"]
    assert read["title"].tolist() == ["A text", "A new text"]
    assert read["committee"].tolist() == ["First Committee", "Fifth Committee"]
    assert read["subjects"].tolist() == ["NUCLEAR WEAPONS", "NUCLEAR WEAPONS"]


def test_a_count_that_is_not_available_is_not_known() -> None:
    assert frame(NEW)[["n_yes", "n_no", "n_abstain"]].iloc[0].tolist() == ["2", "1", ""]


def test_a_name_that_stands_twice_in_a_list_is_one_vote() -> None:
    assert frame(NEW)["in_favour"].iloc[0] == "KENYA|NETHERLANDS"
    assert un_resolutions.n_votes(frame(*RESOLUTIONS, NEW)).tolist() == [5, 3]


def test_what_was_adopted_without_a_vote_has_no_row() -> None:
    quiet = {**NEW, "adoption_type": "Without a vote"}
    assert frame(quiet, *RESOLUTIONS)["symbol"].tolist() == ["A/RES/79/1"]
    assert frame(quiet).empty


def test_files_may_be_put_one_behind_the_other() -> None:
    one, other = (json.dumps(value, indent=1).encode() for value in (RESOLUTIONS[0], NEW))
    read = un_resolutions.parse(b"\xef\xbb\xbf" + one + b",\r\n" + other + b"\n", where="x")
    assert len(read) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no resolution"),
        (b"[", "no sequence of JSON values"),
        (b'{"symbol": "A/RES/80/58"', "no sequence of JSON values"),
        (b"\xff\xfe", "no sequence of JSON values"),
        (b"<html>Not found</html>", "no sequence of JSON values"),
        (b"[" * 100_000, "no sequence of JSON values"),
        (b'"a text"', "resolution 1"),
        (b'[{"symbol": "A/RES/80/58"}]', "resolution 1"),
        (json.dumps({**NEW, "adoption_date": "soon"}).encode(), "adoption_date 'soon'"),
        (json.dumps({**NEW, "adoption_type": "By lot"}).encode(), "adoption_type 'By lot'"),
        (json.dumps({**NEW, "MS_against": "USA"}).encode(), "MS_against"),
        (
            json.dumps({k: v for k, v in NEW.items() if k != "MS_in_favour"}).encode(),
            "resolution 1 MS_in_favour: found nothing",
        ),
    ],
    ids=range(12),
)
def test_another_layout_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises((SourceError, FaultsError)) as caught:
        un_resolutions.parse(content, where="81.json")
    assert sentence in str(caught.value)
    assert "81.json" in str(caught.value)


@pytest.mark.slow
def test_a_text_that_is_new_becomes_a_roll_call_with_sponsors(archive: Archive) -> None:
    written(archive, NEW)
    assert archive.run() == 0
    snapshot = store.open_snapshot(archive.snapshot)
    row = snapshot.frame("rollcalls").set_index("rollcall_id").loc["a_res_80_58"]
    assert (row["session_number"], row["draft"], row["status"]) == (80, "A/C.1/79/L.1", "complete")
    votes = snapshot.frame("votes").query("rollcall_id == 'a_res_80_58'")
    assert dict(zip(votes["iso3"], votes["vote"], strict=True)) == {
        "BRA": "X",
        "KEN": "Y",
        "KOR": "X",
        "NLD": "Y",
        "RUS": "X",
        "USA": "N",
    }
    sponsors = snapshot.frame("sponsors").query("rollcall_id == 'a_res_80_58'")
    assert sponsors[["iso3", "role"]].to_numpy().tolist() == [
        ["KEN", "additional_sponsor"],
        ["BRA", "sponsor_on_behalf"],
    ]
    refused = snapshot.frame("refusals").query("source_id == 'unga/resolutions'")
    assert refused["found"].tolist() == ["the sponsor 'ATLANTIS'"]


@pytest.mark.slow
def test_what_cannot_be_used_is_left_out_and_said(archive: Archive) -> None:
    written(
        archive,
        {**NEW, "symbol": "A/RES/80/1", "MS_abstaining": ["KENYA"]},
        {**NEW, "symbol": "A/RES/80/2", "MS_in_favour": [], "MS_against": []},
        {**NEW, "symbol": "A/RES/80/3"},
        {**NEW, "symbol": "A/RES/80/3", "MS_in_favour": ["BRAZIL"]},
        {**NEW, "symbol": "A/RES/80/4"},
        {**NEW, "symbol": "A/RES/80/4", "MS_in_favour": ["Kenya", "Netherlands"]},
    )
    assert archive.run() == 0
    snapshot = store.open_snapshot(archive.snapshot)
    assert snapshot.frame("rollcalls")["symbol"].str.startswith("A/RES/80").sum() == 1
    refused = snapshot.frame("refusals").query("source_id == 'unga/resolutions'")
    said = dict(zip(refused["subject"], refused["found"], strict=True))
    assert said["A/RES/80/1"] == "KEN in two lists"
    assert said["A/RES/80/2"] == "a tally without names"
    assert said["A/RES/80/3"] == "two rows with other votes"


@pytest.mark.slow
def test_a_voter_that_nobody_knows_is_refused(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    written(archive, {**NEW, "MS_against": ["UNITED STATS OF AMERICA"]})
    assert archive.run("check") == 2
    told = capsys.readouterr().err
    assert "A/RES/80/58: found State 'UNITED STATS OF AMERICA'" in told
    assert "nearest: 'united states of america', USA" in told


@pytest.mark.slow
def test_several_sponsors_in_one_entry_are_told_apart(archive: Archive) -> None:
    entries = [
        "Kenya, Netherlands and Brazil (on behalf of the States, and friends, of a group)",
        "Russian Federation and Atlantis",
    ]
    written(archive, {**NEW, "sponsors": entries, "additional_sponsors": []})
    assert archive.run() == 0
    snapshot = store.open_snapshot(archive.snapshot)
    sponsors = snapshot.frame("sponsors").query("rollcall_id == 'a_res_80_58'")
    assert sponsors[["iso3", "role"]].to_numpy().tolist() == [
        ["KEN", "sponsor"],
        ["NLD", "sponsor"],
        ["BRA", "sponsor_on_behalf"],
    ]
    refused = snapshot.frame("refusals").query("source_id == 'unga/resolutions'")
    assert refused["found"].tolist() == ["the sponsor 'Russian Federation and Atlantis'"]


@pytest.mark.slow
def test_a_tally_that_does_not_add_up_is_flagged(archive: Archive) -> None:
    written(archive, {**NEW, "MS_in_favour_count": "3"})
    assert archive.run() == 0
    rows = store.open_snapshot(archive.snapshot).frame("rollcalls").set_index("rollcall_id")
    assert rows.loc["a_res_80_58", "status"] == "mismatch"


@pytest.mark.real
def test_the_resolutions_of_session_80_say_what_the_record_says() -> None:
    root = Path(__file__).parents[3] / "data" / "sources" / "unga"
    read = un_resolutions.parse((root / "resolutions.json").read_bytes(), where="80")
    listed = pd.read_csv(root / "rollcalls.csv", keep_default_na=False, dtype="str")
    ours = listed.drop_duplicates("resolution").set_index("resolution")
    assert len(read) > 150
    assert set(read["symbol"]) <= set(ours.index)
    same = ours.loc[read["symbol"]]
    for theirs, column in (("title", "title"), ("date", "date"), ("subjects", "subjects")):
        assert read[theirs].tolist() == same[column].tolist()
