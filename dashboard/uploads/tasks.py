"""What the process is asked to do with a file: each task with its limits, and its faults."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboard.uploads.process_limits import READING, WRITING, Limits

Header = Mapping[str, Any]
"""What is said of a file: ``where``, the name by which messages call it, and what a task needs."""


@dataclass(frozen=True)
class Task:
    """Something to be done with a file.

    Attributes
    ----------
    run : callable
        Given what is said of the file and its content, returns what is given back. It loads what
        it needs when it runs, under the limits.
    limits : Limits
    expected : str
        What such a file is, for messages.
    """

    run: Callable[[Header, bytes], bytes]
    limits: Limits
    expected: str


def _plan(header: Header, content: bytes) -> bytes:
    from dashboard.plans import document

    plan = document.from_json(
        content,
        states=set(header["states"]),
        instruments=set(header["instruments"]),
        where=header["where"],
    )
    return plan.model_dump_json().encode()


def _briefing(header: Header, content: bytes) -> bytes:
    from dashboard.briefing import request

    return request.from_json(content, where=header["where"]).model_dump_json().encode()


def _count(header: Header, content: bytes) -> bytes:
    from dashboard.plans import count_document

    read = count_document.file_from_json(content, where=header["where"])
    return read.model_dump_json().encode()


def _slides_template(header: Header, content: bytes) -> bytes:
    from dashboard.briefing import templates

    templates.checked(content, kind="pptx", where=header["where"])
    return b""


def _paper_template(header: Header, content: bytes) -> bytes:
    from dashboard.briefing import templates

    templates.checked(content, kind="docx", where=header["where"])
    return b""


def _slides(header: Header, content: bytes) -> bytes:
    from dashboard import i18n
    from dashboard.briefing import slides

    pack = pickle.loads(content[header["n_template"] :])  # noqa: S301  # written by our own server
    with i18n.spoken(pack.language):
        return slides.write(pack, template=content[: header["n_template"]])


def _paper(header: Header, content: bytes) -> bytes:
    from dashboard import i18n
    from dashboard.briefing.paper import word

    pack = pickle.loads(content[header["n_template"] :])  # noqa: S301  # written by our own server
    with i18n.spoken(pack.language):
        return word.write(pack, template=content[: header["n_template"]])


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "plan": Task(_plan, READING, "a plan saved as a file"),
        "briefing": Task(_briefing, READING, "a briefing saved as a file"),
        "count": Task(_count, READING, "a count saved as a file"),
        "pptx": Task(_slides_template, READING, "a template of slides"),
        "docx": Task(_paper_template, READING, "a template of papers"),
        "slides": Task(_slides, WRITING, "a template of slides"),
        "paper": Task(_paper, WRITING, "a template of papers"),
    }
)
"""By the name under which the process is asked."""
