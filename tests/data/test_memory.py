"""Results are made once, kept between starts, and made again whenever they cannot be trusted."""

import errno
import gc
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import joblib
import pandas as pd
import pytest

from data import digests, facts, memory, progress, store
from data.errors import StoreError

ROOT = Path(__file__).parents[2]

calls: list[object] = []


def slow(held: facts.Facts, asked: object = None) -> tuple[str, object]:
    """Return an answer that takes long enough to be kept on disk."""
    calls.append(asked)
    return held.version, asked


def failing(held: facts.Facts) -> None:
    calls.append("failed")
    raise StoreError("x", found="a", expected="b", do="c")


def waiting(held: facts.Facts) -> str:
    calls.append("waited")
    time.sleep(0.2)
    return "done"


@pytest.fixture(autouse=True)
def _always_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    monkeypatch.setattr(memory, "MIN_SECONDS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def start(folder: Path | None, version: str = "v1") -> facts.Facts:
    """Return facts as a process that has just started sees them."""
    return facts.Facts(version, {}.__getitem__, folder)


def kept(folder: Path) -> Path:
    (found,) = folder.glob("*.joblib")
    return found


def test_a_result_is_made_once_in_a_process():
    held = start(None)
    assert held.recall(slow, 3) is held.recall(slow, 3)
    assert held.recall(slow, asked=4) == ("v1", 4)
    assert calls == [3, 4]


def test_arguments_that_cannot_be_hashed_tell_results_apart():
    held = start(None)
    for asked in ([1, 2], [1, 3], [1, 2]):
        assert held.recall(slow, asked) == ("v1", asked)
    assert calls == [[1, 2], [1, 3]]


def test_a_result_is_read_again_after_a_start(folder):
    for _ in range(2):
        assert start(folder).recall(slow, 3) == ("v1", 3)
    assert calls == [3]


def test_what_is_quick_is_not_kept_on_disk(folder, monkeypatch):
    monkeypatch.setattr(memory, "MIN_SECONDS", 60)
    start(folder).recall(slow, 3)
    assert list(folder.glob("*.joblib")) == []


def test_another_version_is_another_result(folder):
    for version in ("v1", "v2"):
        assert start(folder, version).recall(slow) == (version, None)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe noise", None])
def test_a_torn_file_is_made_again_and_said_in_the_log(folder, caplog, content):
    start(folder).recall(slow)
    path = kept(folder)
    path.write_bytes(path.read_bytes()[:-7] if content is None else content)
    with caplog.at_level(logging.WARNING, "trojka.memory"):
        assert start(folder).recall(slow) == ("v1", None)
    assert "made again" in caplog.text
    start(folder).recall(slow)
    assert len(calls) == 2, "the second result was kept"


def test_what_fails_is_not_kept(folder):
    held = start(folder)
    for _ in range(2):
        with pytest.raises(StoreError):
            held.recall(failing)
    assert calls == ["failed", "failed"]


def test_a_folder_in_the_way_costs_time_only(tmp_path):
    (tmp_path / "kept").write_text("in the way")
    for _ in range(2):
        assert start(tmp_path / "kept").recall(slow) == ("v1", None)
    assert len(calls) == 2


def test_a_full_disk_costs_time_only_and_leaves_no_draft(folder, monkeypatch, caplog):
    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(joblib, "dump", full)
    assert start(folder).recall(slow) == ("v1", None)
    assert "No space left" in caplog.text
    assert [path.name for path in folder.iterdir()] == [".lock"]


def test_threads_that_ask_for_the_same_wait_for_the_first():
    held = start(None)
    threads = [threading.Thread(target=held.recall, args=(waiting,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == ["waited"]


PROCESS = """
import sys, time
from pathlib import Path
from data import facts, memory
import data.errors

def make(held):
    with (Path(sys.argv[1]) / "made").open("a") as file:
        file.write("x")
    time.sleep(0.5)
    return 1

make.__module__ = "analytics.once"
memory.MIN_SECONDS = 0
facts.Facts("v", {}.__getitem__, Path(sys.argv[1]) / "kept").recall(make)
"""


TELL = """
def tell():
    for k in range(1, 9):
        progress.say(k, 8)
        time.sleep(0.25)
"""


def make(held: facts.Facts) -> int:
    calls.append("made here")
    return 1


make.__module__ = "analytics.once"  # as the processes know it


@pytest.mark.slow
def test_processes_that_ask_for_the_same_make_it_once(tmp_path):
    command = [sys.executable, "-c", PROCESS, str(tmp_path)]
    running = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert (tmp_path / "made").read_text() == "x"


SUM = """
import sys
import numpy as np
from data import facts

def rounding(held):
    left = np.random.default_rng(0).random((400, 400))
    return left @ left

rounding.__module__ = "analytics.once"
held = facts.Facts("v", {}.__getitem__)
made = held.recall(rounding) if sys.argv[1] == "recalled" else rounding(held)
sys.stdout.buffer.write(made.tobytes())
"""


@pytest.mark.slow
def test_what_is_recalled_does_not_depend_on_the_number_of_threads():
    one, two = (
        subprocess.run(
            [sys.executable, "-c", SUM, "recalled"],
            cwd=ROOT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": n},
            stdout=subprocess.PIPE,
            check=True,
            timeout=60,
        ).stdout
        for n in ("1", "2")
    )
    assert len(one) == 400 * 400 * 8
    assert one == two


def slow_with_progress(held: facts.Facts) -> str:
    for k in range(1, 5):
        progress.say(k, 4)
        time.sleep(0.1)
    return "done"


@pytest.mark.slow
def test_who_waits_for_another_thread_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr(memory, "WAIT_SECONDS", 0.02)
    held = start(None)
    begun = threading.Event()
    told: list[tuple[int, int]] = []

    def first() -> None:
        with progress.watched(lambda *_how_far: begun.set()):
            held.recall(slow_with_progress)

    maker = threading.Thread(target=first)
    maker.start()
    assert begun.wait(60)
    with progress.watched(lambda done, total: told.append((done, total))):
        assert held.recall(slow_with_progress) == "done"
    maker.join()
    assert told
    assert set(told) <= {(k, 4) for k in range(1, 5)}


@pytest.mark.slow
def test_who_waits_for_another_process_is_told_how_far_it_is(tmp_path):
    folder = tmp_path / "kept"
    program = PROCESS.replace("time.sleep(0.5)", "tell()").replace(
        "def make", "from data import progress\n\n" + TELL + "\ndef make"
    )
    told: list[tuple[int, int]] = []
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT) as maker:
        while not list(folder.glob(".*.progress")):
            assert maker.poll() is None
            time.sleep(0.01)
        (note,) = folder.glob(".*.progress")
        with progress.watched(lambda done, total: told.append((done, total))):
            progress.ProgressNote(note).pass_on()
            assert start(folder, "v").recall(make) == 1
        assert maker.wait(60) == 0
    assert told
    assert set(told) <= {(k, 8) for k in range(1, 9)}
    assert not list(folder.glob(".*.progress"))
    assert (tmp_path / "made").read_text() == "x"


def test_where_progress_cannot_be_noted_the_work_goes_on(tmp_path):
    note = progress.ProgressNote(tmp_path / "nowhere" / ".x.progress")
    note.write(1, 2)
    note.pass_on()
    note.remove()


@pytest.mark.parametrize("torn", ["", "3", "3 of 4", "\x00"])
def test_a_torn_note_says_nothing(tmp_path, torn):
    path = tmp_path / ".x.progress"
    path.write_text(torn)
    told: list[tuple[int, int]] = []
    with progress.watched(lambda done, total: told.append((done, total))):
        progress.ProgressNote(path).pass_on()
    assert told == []


def large(held: facts.Facts, asked: int) -> bytes:
    calls.append(asked)
    return bytes([asked % 256]) * 1_000


def with_room(monkeypatch: pytest.MonkeyPatch, n_bytes: int) -> None:
    """Let all memories that are made from here on have so much room together, and none used yet."""
    monkeypatch.setattr(memory, "N_BYTES", n_bytes)
    monkeypatch.setattr(memory, "_results", memory._Results())


def test_many_questions_do_not_grow_the_memory_without_bound(monkeypatch):
    with_room(monkeypatch, 20_000)
    held = start(None)
    for asked in range(2_000):
        held.recall(large, asked)
    assert 15 <= len(memory._results._held) <= 20
    calls.clear()
    held.recall(large, 1_999)
    held.recall(large, 0)
    assert calls == [0], "the longest unused went first"


def test_small_results_are_bounded_by_their_number(monkeypatch):
    monkeypatch.setattr(memory, "N_RESULTS", 10)
    with_room(monkeypatch, 20_000)
    held = start(None)
    for asked in range(50):
        held.recall(slow, asked)
    assert len(memory._results._held) == 10


def test_all_versions_together_have_no_more_room_than_one(monkeypatch):
    with_room(monkeypatch, 20_000)
    versions = [start(None, f"v{number}") for number in range(5)]
    for asked in range(100):
        for held in versions:
            assert held.recall(large, asked) == bytes([asked % 256]) * 1_000
    assert memory._results._held.currsize <= 20_000
    calls.clear()
    assert versions[0].recall(slow) == ("v0", None)
    assert versions[1].recall(slow) == ("v1", None), "one question, a result for each version"


@pytest.mark.slow
def test_what_is_of_a_version_that_is_closed_goes_with_it(monkeypatch):
    with_room(monkeypatch, 20_000)
    one, other = start(None, "v1"), start(None, "v2")
    for held in (one, other):
        for asked in range(5):
            held.recall(large, asked)
    assert len(memory._results._held) == 10
    del held, one
    gc.collect()
    other.recall(large, 5)
    assert len(memory._results._held) == 6
    assert calls == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5]


def test_a_result_larger_than_all_room_and_one_that_cannot_be_pickled_are_returned(monkeypatch):
    with_room(monkeypatch, 500)
    held = start(None)
    assert held.recall(large, 1) == b"\x01" * 1_000
    assert held.once("function", lambda: slow) is slow
    assert held.once("local", lambda: lambda: 1)() == 1


def test_what_nobody_used_for_long_is_removed(folder):
    start(folder).recall(slow, "old")
    old = kept(folder)
    os.utime(old, (0, 0))
    start(folder).recall(slow, "new")
    assert not old.exists()
    assert kept(folder)


def test_a_function_without_a_name_is_refused():
    with pytest.raises(StoreError, match="name of its own"):
        start(None).recall(lambda held: 1)


@pytest.mark.slow
@pytest.mark.parametrize("package", memory.CODE)
def test_any_changed_module_is_another_provenance(tmp_path, package):
    left_out = shutil.ignore_patterns("sources", "warehouse", "__pycache__")
    for name in memory.CODE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    before = digests.of_code(memory.CODE, tmp_path)
    assert before == digests.of_code(memory.CODE, ROOT)
    for path in (tmp_path / package).rglob("*.py"):
        text = path.read_text()
        path.write_text(text + "\n# changed\n")
        digests.of_code.cache_clear()
        assert digests.of_code(memory.CODE, tmp_path) != before, path
        path.write_text(text)
    digests.of_code.cache_clear()
    assert digests.of_code(memory.CODE, tmp_path) == before


def test_another_provenance_makes_a_result_again(folder, monkeypatch):
    start(folder).recall(slow)
    monkeypatch.setattr(digests, "of_code", lambda _packages: "other")
    start(folder).recall(slow)
    monkeypatch.setattr(digests, "of_libraries", lambda: "other")
    start(folder).recall(slow)
    assert len(calls) == 3


def test_facts_read_a_table_once_and_name_them_all(world):
    read: list[str] = []
    held = facts.Facts("v1", lambda name: read.append(name) or world[name])
    assert held.states is held.states
    assert read == ["states"]
    for name in store.schema.TABLES:
        pd.testing.assert_frame_equal(getattr(held, name), world[name])
        assert name in facts.Facts.__annotations__
    with pytest.raises(AttributeError):
        held.nothing  # noqa: B018


@pytest.mark.slow
def test_a_new_snapshot_is_seen_without_a_restart(world, tmp_path, monkeypatch):
    path = tmp_path / "facts.duckdb"
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))
    for number in range(4):
        store.write_snapshot(world, version=f"{number:012d}", path=path)
        os.utime(path, ns=(number, number))
        assert facts.current_facts().version == f"{number:012d}"
        assert facts.current_facts() is facts.current_facts()
    assert len(facts._held) <= facts.N_VERSIONS
