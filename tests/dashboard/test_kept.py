"""Results are kept between starts, and made again whenever they cannot be trusted."""

import dataclasses
import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from dashboard import cache
from dashboard.cache import kept
from data import store

FRAMES = {
    "rows": pd.DataFrame({"iso3": ["KEN", "NLD"], "probability": [0.1, None]}),
    "texts": pd.DataFrame({"opened": pd.to_datetime(["2026-02-04"]), "n": pd.array([3], "Int64")}),
}


class Maker:
    """Makes the frames, and counts how often."""

    def __init__(self) -> None:
        self.n_times = 0

    def __call__(self) -> dict[str, pd.DataFrame]:
        self.n_times += 1
        return FRAMES


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def code(tmp_path: Path) -> Callable[[str], ModuleType]:
    """Return a function that returns a module of a text."""

    def module(text: str) -> ModuleType:
        path = tmp_path / f"made_{len(list(tmp_path.glob('made_*.py')))}.py"
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        return importlib.util.module_from_spec(spec)

    return module


@pytest.fixture
def ask(tiny_snapshot: store.Snapshot, make: Maker, code: Callable[[str], ModuleType]):
    """Return a function that asks for the frames as a start of the app does."""
    module = code("ANSWER = 1\n")

    def asked() -> dict[str, pd.DataFrame]:
        found = kept.frames("test", tiny_snapshot, (module,), make)
        for name, frame in FRAMES.items():
            pd.testing.assert_frame_equal(found[name], frame)
        assert list(found) == list(FRAMES)
        return found

    return asked


def folder(snapshot: store.Snapshot) -> Path:
    (found,) = (snapshot.path.parent / "kept").iterdir()
    return found


def test_what_was_made_is_read_again(ask, make):
    ask()
    ask()
    assert make.n_times == 1


def lose_a_frame(held: Path) -> None:
    (held / "texts.parquet").unlink()


def lose_the_contents(held: Path) -> None:
    (held / "contents.json").unlink()


def cut_a_frame(held: Path) -> None:
    path = held / "rows.parquet"
    path.write_bytes(path.read_bytes()[:40])


def empty_a_frame(held: Path) -> None:
    (held / "rows.parquet").write_bytes(b"")


def cut_the_contents(held: Path) -> None:
    path = held / "contents.json"
    path.write_bytes(path.read_bytes()[:-3])


def write_noise(held: Path) -> None:
    (held / "contents.json").write_bytes(b"\xff\xfe\xff")


@pytest.mark.parametrize(
    "spoil",
    [
        lose_a_frame,
        lose_the_contents,
        cut_a_frame,
        empty_a_frame,
        cut_the_contents,
        write_noise,
    ],
)
def test_a_folder_that_is_not_whole_is_made_again_and_replaced(ask, make, tiny_snapshot, spoil):
    ask()
    spoil(folder(tiny_snapshot))
    ask()
    assert make.n_times == 2
    ask()
    assert make.n_times == 2, "the second result was kept"


def test_a_file_too_many_is_no_frame(ask, make, tiny_snapshot):
    ask()
    FRAMES["rows"].to_parquet(folder(tiny_snapshot) / "stray.parquet")
    ask()
    assert make.n_times == 1


def test_other_code_makes_another_result(tiny_snapshot, make, code):
    for text in ("ANSWER = 1\n", "ANSWER = 2\n", "ANSWER = 1\n"):
        kept.frames("test", tiny_snapshot, (code(text),), make)
    assert make.n_times == 2


def test_another_version_of_the_facts_makes_another_result(world, tmp_path, make, code):
    module = code("ANSWER = 1\n")
    for version in ("0123456789ab", "ba9876543210"):
        snapshot = store.write_snapshot(world, version=version, path=tmp_path / "one.duckdb")
        kept.frames("test", snapshot, (module,), make)
    assert make.n_times == 2


def test_a_place_that_cannot_be_written_costs_time_only(ask, make, tiny_snapshot):
    (tiny_snapshot.path.parent / "kept").write_text("in the way")
    ask()
    ask()
    assert make.n_times == 2


@pytest.mark.real
def test_positions_read_back_are_those_made(snapshot: store.Snapshot, tmp_path: Path) -> None:
    beside = dataclasses.replace(snapshot, path=shutil.copy(snapshot.path, tmp_path / "facts"))
    made, read = (
        cache.points_on.__wrapped__(beside, snapshot.version, "middle_east") for _ in range(2)
    )
    assert list((tmp_path / "kept").iterdir())
    for field in dataclasses.fields(made):
        one, other = getattr(made, field.name), getattr(read, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        else:
            assert (one, type(one)) == (other, type(other))
