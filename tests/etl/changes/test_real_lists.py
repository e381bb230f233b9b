"""The 45 names of the Pathways and the roll call on A/RES/80/58, pasted as they are printed."""

from __future__ import annotations

import csv
import textwrap
import tomllib
from pathlib import Path

import pytest

from etl import build
from etl.changes import requests
from etl.changes.files import SourceFiles
from etl.changes.kinds import DRAFTS
from tests import recent_record

pytestmark = pytest.mark.real

PATHWAYS = "rosters/reaim_2026_pathways"
VOTE = "rollcalls/a_res_80_58"
HEADINGS = {"Y": "In favour", "N": "Against", "A": "Abstaining"}


def rows(name: str) -> list[dict[str, str]]:
    with (build.SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sidecar(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((build.SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def said(name: str) -> dict[str, object]:
    """Return what a desk would say of a source that is entered anew."""
    about = sidecar(name)["source"]
    keys = ("url", "publisher", "retrieved", "as_of", "licence", "confidence")
    source = {key: about[key] for key in keys if key in about}
    return {"who": "A. Desk", "why": "As printed", "source": source}


def printed_vote() -> str:
    """Return the roll call as a press release prints it: names in a row, broken at line ends."""
    names = {row["iso3"]: row["un_name"] for row in rows("states")}
    votes = rows(VOTE)
    parts = ["The draft was adopted by 167 votes to 5, with 5 abstentions. The vote was:"]
    for code, heading in HEADINGS.items():
        listed = ", ".join(sorted(names[row["iso3"]] for row in votes if row["vote"] == code))
        parts.append(f"{heading}:\n" + textwrap.fill(listed, 76) + ".")
    return "\n\n".join(parts)


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    """The record without the two, as on the morning on which they are published."""
    settings = recent_record.write(tmp_path)
    root = Path(settings["TROJKA_SOURCES"])
    for name in (PATHWAYS, VOTE):
        for suffix in (".csv", ".toml"):
            (root / (name + suffix)).unlink()
    return SourceFiles(root, Path(settings["TROJKA_CORRECTIONS"]))


def test_both_are_read_without_a_correction_and_make_the_same_facts(files: SourceFiles) -> None:
    roster = {
        **said(PATHWAYS),
        "text": "\n".join(row["name_as_listed"] for row in rows(PATHWAYS)),
        "instrument": sidecar(PATHWAYS)["instrument"],
    }
    details = sidecar(VOTE)["rollcall"]
    keys = ("symbol", "title", "date", "topics", "draft", "meeting")
    vote = {**said(VOTE), "text": printed_vote(), **{key: details[key] for key in keys}}
    for kind, asked in (("roster", roster), ("rollcall", vote)):
        draft = DRAFTS[kind](requests.request(kind, asked), files)
        assert draft.questions == ()
    made = build.record(files.root, files.corrections, changed=files.changed).tables
    listed = made["memberships"].query("instrument_id == 'reaim_2026_pathways'")
    assert sorted(listed["iso3"]) == sorted(row["iso3"] for row in rows(PATHWAYS))
    assert len(listed) == 45
    cast = made["votes"].query("rollcall_id == 'a_res_80_58'")
    assert dict(zip(cast["iso3"], cast["vote"], strict=True)) == {
        row["iso3"]: row["vote"] for row in rows(VOTE)
    }
    assert len(cast) == 193
