"""Hostile files at every door: each one sentence, no effect, and no memory kept."""

from __future__ import annotations

import base64
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.desks.person import ALONE
from dashboard.pages.update import command
from dashboard.uploads import reading
from data.errors import BriefingError, PlanError
from tests.dashboard.uploads import hostile
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.hostile_values import HIDDEN, assert_is_told

FEW = {"nothing", "deep lists", "a bomb of XML", "200 MB", "swelling entities"}
"""Tried always; the others by the long proofs."""

NAMES = ("a.json", "../../etc/passwd", "a\u202enosj.exe", "a\0b.json", "<b>a</b>.json", "x" * 300)
"""Names of files, one after the other."""

MARGIN = 60 * 2**20
"""Bytes by which the memory of the server may differ afterwards."""


def chosen(files: dict[str, Any]) -> list[Any]:
    return [name if name in FEW else pytest.param(name, marks=pytest.mark.proof) for name in files]


def read(door: str, content: bytes, where: str) -> None:
    """Hand in a file at a door."""
    match door:
        case "plan":
            reading.plan(content, where=where, states=["KEN"], instruments=["reaim_2023"])
        case "briefing":
            reading.briefing(content, where=where)
        case "count":
            reading.count(content, where=where)
        case "pptx" | "docx":
            reading.template(content, kind=door, where=where)


def memory() -> int:
    """Return how many bytes of memory this process holds."""
    gc.collect()
    (line,) = [
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    ]
    return int(line.split()[1]) * 1024


def assert_is_refused(door: str, content: bytes, where: str) -> None:
    with pytest.raises((PlanError, BriefingError)) as refused:
        read(door, content, where)
    assert_is_told(refused.value)


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder that stays so: what is read leaves nothing there."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", chosen(hostile.JSON["plan"]))
@pytest.mark.parametrize("door", hostile.JSON)
def test_a_hostile_file_of_json_is_refused_in_words(door: str, name: str, quiet: Path) -> None:
    files = hostile.JSON[door]
    where = NAMES[list(files).index(name) % len(NAMES)]
    assert_is_refused(door, files[name](), where)


@pytest.mark.slow
@pytest.mark.parametrize("name", chosen(hostile.TEMPLATES["pptx"]))
@pytest.mark.parametrize("door", hostile.TEMPLATES)
def test_a_hostile_template_is_refused_in_words(door: str, name: str, quiet: Path) -> None:
    files = hostile.TEMPLATES[door]
    where = NAMES[list(files).index(name) % len(NAMES)]
    assert_is_refused(door, files[name](), where)


@pytest.mark.slow
@pytest.mark.parametrize("name", chosen(hostile.LISTS))
def test_a_hostile_list_is_refused_in_words_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SOURCES", str(archive.root))
    monkeypatch.setenv("TROJKA_CORRECTIONS", str(archive.corrections))
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(archive.snapshot))
    called, make = hostile.LISTS[name]
    file = {"name": called, "content": base64.b64encode(make()).decode()}
    asked = {"who": "A. Desk", "why": "To see", "source": desk.SOURCE, "instrument": desk.HARBOUR}
    before = desk.state_of(archive)
    answer = command.add("roster", {**asked, "file": file}, person=ALONE, is_written=True)
    assert answer["answer"] in ("faults", "questions")
    for fault in answer.get("faults", []):
        assert len(fault["text"]) < 2_000
        assert not HIDDEN.search(fault["text"])
        assert "Traceback" not in fault["text"]
    assert desk.state_of(archive) == before


def test_there_are_a_hundred_of_them_and_more() -> None:
    assert hostile.N_FILES >= 100


@pytest.mark.proof
def test_the_server_holds_no_more_memory_after_all_of_them() -> None:
    """Read apart, the largest costs the server what it weighs, and no longer than it is read."""
    files = [
        (door, make)
        for doors in (hostile.JSON, hostile.TEMPLATES)
        for door, held in doors.items()
        for make in held.values()
    ]
    for door, make in files[:3]:
        assert_is_refused(door, make(), "a.json")
    before = memory()
    for door, make in files:
        assert_is_refused(door, make(), "a.json")
    assert abs(memory() - before) < MARGIN
