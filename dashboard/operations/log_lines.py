"""The log as lines of JSON on the standard error stream, where ``TROJKA_LOG`` is ``json``.

A line holds the time, the level, what happened, and of a request or a run its route, status,
milliseconds and number, beside the version of the facts. It never holds what was asked for, nor who
asked: of the messages of libraries, in which anything may stand, only the place is told, and of an
error its kind and where it happened.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit.logger
from pythonjsonlogger.json import JsonFormatter

from data.digests import ROOT
from data.facts import version_held

SETTING = "TROJKA_LOG"

OURS = "trojka"
"""How the names of our own loggers begin."""

KEYS = ("route", "method", "status", "milliseconds", "request_id")
"""What a line of ours may tell beside its event."""

N_FRAMES = 5
"""Places told of an error, the innermost last."""

_log = logging.getLogger("trojka.log")


class JsonLines(JsonFormatter):
    """Writes a record as one line of JSON."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        """Put into a line what may stand there, and nothing else."""
        del message_dict
        is_ours = _is_ours(record)
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        log_data["level"] = record.levelname.lower()
        log_data["event"] = record.getMessage() if is_ours else record.name
        log_data["facts"] = version_held()
        if is_ours:
            log_data |= {key: getattr(record, key) for key in KEYS if hasattr(record, key)}
        else:
            log_data["where"] = f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            log_data["error"] = record.exc_info[0].__name__
            log_data["frames"] = _frames(record.exc_info[2])


def start() -> None:
    """Write the log as lines of JSON from now on, if the environment says so."""
    asked = os.environ.get(SETTING, "")
    if asked != "json":
        if asked:
            _log.warning("%s: found %.20a, expected json; the log stays as it is.", SETTING, asked)
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    handler.addFilter(_is_told)
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)

    def ours(logger: logging.Logger) -> None:
        """Take the place of Streamlit's own handler, also of loggers that it makes later."""
        for held in list(logger.handlers):
            logger.removeHandler(held)
        logger.addHandler(handler)

    streamlit.logger.setup_formatter = ours
    streamlit.logger.update_formatter()


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OURS


def _is_told(record: logging.LogRecord) -> bool:
    """Return whether a record is ours, or says that something is wrong in a library."""
    return _is_ours(record) or record.levelno >= logging.WARNING


def _frames(found: Any) -> list[str]:
    """Return the places of an error, as files of ours or names of libraries, with their lines."""
    places = []
    for frame in traceback.extract_tb(found)[-N_FRAMES:]:
        path = Path(frame.filename)
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(path.name)
        places.append(f"{name}:{frame.lineno}")
    return places
