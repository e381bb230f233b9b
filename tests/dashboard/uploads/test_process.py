"""The process that reads a file: its limits hold, and what ends it is told in one sentence."""

from __future__ import annotations

import dataclasses
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import i18n
from dashboard.briefing import request, slides
from dashboard.briefing.paper import word
from dashboard.briefing.slides import design
from dashboard.briefing.templates import Kind
from dashboard.plans import document
from dashboard.uploads import process, process_limits, reading
from dashboard.uploads.tasks import TASKS
from data import ended_first
from data.errors import BriefingError, PlanError
from tests.dashboard.briefing.paper import conftest as packs
from tests.dashboard.briefing.paper.test_word import ministry
from tests.dashboard.briefing.test_templates import of
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.test_hostile_files import plan_file
from tests.hostile_values import assert_is_told

ROOT = Path(__file__).parents[3]


class Misdeed:
    """What a file that got the better of its reader would do: it is done when it is unpickled."""

    def __init__(self, act: Callable[..., object], *given: Any) -> None:
        self._does = (act, given)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._does


def done_apart(act: Callable[..., object], *given: Any) -> str:
    """Return what is told of a process in which something is done."""
    content = pickle.dumps(Misdeed(act, *given))
    header = {"where": "a.docx", "n_template": 0}
    with pytest.raises(BriefingError) as told:
        process.answered("paper", header, content, fault=BriefingError)
    assert_is_told(told.value)
    return told.value.found


def secret_of_the_server() -> str:
    """Return a secret of the environment; where it is not there, say so."""
    if "TROJKA_PLANS_URL" not in os.environ:
        raise LookupError("not there")
    return os.environ["TROJKA_PLANS_URL"]


class FirstToGoError(Exception):
    """The process has told the machine to end it first."""


def score_of_this_process() -> None:
    """Say whether this process is the first to be ended."""
    if ended_first.SCORE.read_text(encoding="ascii").strip() == "1000":
        raise FirstToGoError


class TestReading:
    def test_a_plan_comes_back_as_it_was_saved(self) -> None:
        saved = plan(approaches=[{"state": "KEN", "level": "visit", "cost": 2.0}])
        content = document.to_json(saved).encode()
        found = reading.plan(content, where="a", states=["KEN"], instruments=[saved.instrument_id])
        assert found == saved

    @pytest.mark.slow
    def test_a_plan_of_other_facts_is_refused_by_its_names(self) -> None:
        content = document.to_json(plan(members=["NLD"])).encode()
        with pytest.raises(PlanError, match=r"^a: found unknown State NLD"):
            reading.plan(content, where="a", states=["KEN"], instruments=["hague"])

    def test_every_fault_of_a_file_is_told(self) -> None:
        wrong = {**plan_file(), "title": "", "target": -1, "budget": "x"}
        content = str(wrong).replace("'", '"').replace("None", "null").replace("False", "false")
        with pytest.raises(PlanError) as told:
            reading.plan(content.encode(), where="a.json", states=["KEN"], instruments=[])
        lines = str(told.value).splitlines()
        assert len(lines) == 3
        assert all(line.startswith("a.json, ") for line in lines)
        assert_is_told(told.value)

    @pytest.mark.slow
    def test_a_briefing_and_a_template_come_back_as_they_were(self) -> None:
        asked = request.make(title="Nairobi")
        assert reading.briefing(request.to_json(asked).encode(), where="a") == asked
        content = of("docx")
        assert reading.template(content, kind="docx", where="a") is content


class TestLimits:
    @pytest.mark.slow
    def test_what_takes_too_long_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        task = TASKS["paper"]
        short = dataclasses.replace(task, limits=dataclasses.replace(task.limits, seconds=1))
        monkeypatch.setattr(process, "TASKS", {"paper": short})
        began = time.monotonic()
        assert done_apart(time.sleep, 60) == "a file that takes longer than 1 s"
        assert time.monotonic() - began < 10

    @pytest.mark.slow
    def test_what_takes_too_much_memory_is_told(self) -> None:
        assert done_apart(bytearray, 8 * 2**30) == "a file that takes more than 2,560 MB of memory"

    @pytest.mark.slow
    def test_where_memory_is_short_it_goes_before_the_server(self) -> None:
        assert (
            done_apart(score_of_this_process) == "parts that do not fit together (FirstToGoError)"
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGTERM])
    def test_a_process_that_dies_is_told(self, number: int) -> None:
        found = done_apart(signal.raise_signal, number)
        assert found == "a file that ended the program reading it"

    @pytest.mark.slow
    def test_a_process_that_ends_without_a_word_is_told(self) -> None:
        assert done_apart(os._exit, 0) == "a file that ended the program reading it"

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("act", "given"),
        [
            (socket.create_connection, (("127.0.0.1", 9),)),
            (socket.getaddrinfo, ("example.org", 80)),
            (os.system, ("true",)),
            (os.fork, ()),
            (os.execv, ("/bin/true", ["true"])),
            (subprocess.check_call, (["true"],)),
        ],
        ids=lambda value: getattr(value, "__name__", ""),
    )
    def test_no_network_and_no_program_is_reached(
        self, act: Callable[..., object], given: tuple[Any, ...]
    ) -> None:
        assert done_apart(act, *given) == "parts that do not fit together (ForbiddenError)"

    def test_a_reader_writes_no_file(self, tmp_path: Path) -> None:
        code = (
            "from dashboard.uploads.process_limits import READING, hold; hold(READING)\n"
            f"open({str(tmp_path / 'a')!r}, 'w')"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
        )
        assert "ForbiddenError: open" in done.stderr
        assert not (tmp_path / "a").exists()

    @pytest.mark.slow
    def test_its_secrets_are_not_in_its_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TROJKA_PLANS_URL", "postgresql://a:secret@localhost/b")
        monkeypatch.setenv("TROJKA_SOURCES", "/a/place")
        assert "TROJKA_PLANS_URL" not in process_limits.environment("TROJKA_SOURCES")
        assert process_limits.environment("TROJKA_SOURCES")["TROJKA_SOURCES"] == "/a/place"
        found = done_apart(secret_of_the_server)
        assert found == "parts that do not fit together (LookupError)"

    @pytest.mark.slow
    def test_who_comes_when_many_are_read_is_told_to_wait(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(process, "WAIT_SECONDS", 0.01)
        held = [process._places.acquire(timeout=1) for _ in range(process.AT_ONCE)]
        try:
            with pytest.raises(PlanError, match="found too many files that are being read"):
                reading.briefing(b"{}", where="a")
        finally:
            for _ in held:
                process._places.release()
        assert reading.briefing(b"{}", where="a") == request.make()

    @pytest.mark.slow
    def test_a_place_is_free_again_after_every_end(self) -> None:
        for _ in range(process.AT_ONCE + 1):
            with pytest.raises(PlanError):
                reading.briefing(b"[", where="a")
        assert reading.briefing(b"{}", where="a") == request.make()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_briefing_on_a_template_is_the_same_apart(kind: Kind) -> None:
    made = packs.worst("nl")
    template = design.own() if kind == "pptx" else ministry()
    with i18n.spoken("nl"):
        here = (slides if kind == "pptx" else word).write(made, template=template)
    assert reading.written_on(made, template, kind=kind) == here


@pytest.mark.slow
def test_a_template_that_is_none_is_told_by_the_process_that_writes_on_it() -> None:
    with pytest.raises(BriefingError, match=r"^template: found no \.docx in it"):
        reading.written_on(packs.worst("en"), b"junk", kind="docx")
