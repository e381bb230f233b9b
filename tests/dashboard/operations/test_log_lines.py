"""The log as lines of JSON: what happened, and never who asked or for what."""

from __future__ import annotations

import io
import json
import logging
import sys

import pytest

from dashboard.operations import log_lines
from dashboard.operations.log_lines import JsonLines
from data.facts import version_held


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def handler(written: io.StringIO) -> logging.Handler:
    made = logging.StreamHandler(written)
    made.setFormatter(JsonLines())
    return made


def record(name: str, message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.INFO, "/home/a/file.py", 7, message, arguments, None)
    made.__dict__.update(extra)
    return made


def line(handler: logging.Handler, written: io.StringIO, found: logging.LogRecord) -> dict:
    handler.handle(found)
    text = written.getvalue()
    assert text.count("\n") == 1
    return json.loads(text)


def test_a_line_of_ours_tells_what_it_may(handler, written) -> None:
    found = line(
        handler,
        written,
        record("trojka.requests", "request", route="/state", status=200, asked="state=KEN"),
    )
    assert found.pop("time").endswith("+00:00")
    assert found.pop("facts") == version_held()
    assert found == {"level": "info", "event": "request", "route": "/state", "status": 200}


def test_of_a_line_of_a_library_only_its_place_is_told(handler, written) -> None:
    found = line(handler, written, record("streamlit.app", "for %s: state=KEN", "A. Jansen"))
    assert (found["event"], found["where"]) == ("streamlit.app", "file:7")
    assert "Jansen" not in written.getvalue()
    assert "KEN" not in written.getvalue()
    assert "/home" not in written.getvalue()


def test_of_an_error_its_kind_and_places_are_told_and_not_its_words(handler, written) -> None:
    try:
        json.loads("A. Jansen")
    except ValueError:
        found = record("trojka.requests", "failed")
        found.exc_info = sys.exc_info()
        told = line(handler, written, found)
    assert told["error"] == "JSONDecodeError"
    assert told["frames"][0].startswith("tests/dashboard/operations/test_log_lines.py:")
    assert told["frames"][-1].startswith("decoder.py:")
    assert "Jansen" not in written.getvalue()


@pytest.mark.parametrize("asked", ["", "yaml", "a" * 5_000])
def test_the_log_stays_as_it_is_unless_asked(
    asked: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = list(logging.getLogger().handlers)
    monkeypatch.setenv(log_lines.SETTING, asked)
    log_lines.start()
    assert logging.getLogger().handlers == before
    said = [one.getMessage() for one in caplog.records]
    assert len(said) == bool(asked)
    assert all(one.startswith("TROJKA_LOG: found ") and len(one) < 100 for one in said)
