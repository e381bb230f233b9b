"""A file is there whole or not at all, for whom it is meant, and nothing is left beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data import whole_file

KILLED = """
import os, sys
from pathlib import Path
from data import whole_file

with whole_file.replacing(Path(sys.argv[1])) as draft:
    draft.write_bytes(b"half")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "plan.json"
    path.parent.mkdir()
    return path


def break_off(place: Path, error: type[BaseException]) -> None:
    """Write half of a file, and fail."""
    with whole_file.replacing(place) as draft:
        draft.write_bytes(b"half")
        assert place.read_bytes() == b"old"
        raise error


def beside(place: Path) -> list[str]:
    return [path.name for path in place.parent.iterdir() if path != place]


@pytest.mark.parametrize("is_there", [False, True])
def test_it_takes_its_place_with_all_that_was_written(place: Path, is_there: bool) -> None:
    if is_there:
        place.write_bytes(b"old, and longer than the new one")
    whole_file.write(place, b"new")
    assert place.read_bytes() == b"new"
    assert beside(place) == []


@pytest.mark.parametrize("error", [LookupError, OSError, KeyboardInterrupt])
def test_a_writer_that_fails_leaves_what_was_there(place: Path, error: type[BaseException]) -> None:
    place.write_bytes(b"old")
    with pytest.raises(error):
        break_off(place, error)
    assert place.read_bytes() == b"old"
    assert beside(place) == []


def test_what_a_killed_writer_leaves_is_cleared_and_nothing_else(place: Path) -> None:
    place.write_bytes(b"old")
    others = [".plan.json.draft", ".other.json.0a1b2c3d4e5f.draft", "plan.json.0a1b.draft"]
    for name in others:
        (place.parent / name).touch()
    ended = subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False)
    assert ended.returncode == -9
    assert place.read_bytes() == b"old"
    assert len(beside(place)) == len(others) + 1
    whole_file.clear(place)
    assert sorted(beside(place)) == sorted(others)
    assert place.read_bytes() == b"old"


@pytest.mark.parametrize(("is_private", "rights"), [(True, 0o600), (False, 0o640)])
def test_only_its_owner_reads_what_is_private_from_the_first_byte_on(
    place: Path, is_private: bool, rights: int
) -> None:
    place.touch(0o644)
    before = os.umask(0o027)
    try:
        with whole_file.replacing(place, is_private=is_private) as draft:
            assert draft.stat().st_mode & 0o777 == rights
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == rights


def test_it_is_on_the_disk_before_it_takes_its_place_and_so_is_its_folder(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    synced, replaced = os.fsync, os.replace

    def sync(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").resolve().suffix or "folder")
        synced(handle)

    def replace(draft: Path, path: Path) -> None:
        done.append("replaced")
        replaced(draft, path)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    whole_file.write(place, b"new")
    assert done == [".draft", "replaced", "folder"]
    with whole_file.replacing(place, is_lasting=False):
        done.clear()
    assert done == ["replaced"]


def test_a_link_is_replaced_and_not_followed(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    place.symlink_to(other)
    whole_file.write(place, b"new")
    assert not place.is_symlink()
    assert other.read_bytes() == b"mine"
