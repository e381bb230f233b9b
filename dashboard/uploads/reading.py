"""What pages ask of a file that was handed in."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from dashboard.briefing import request
from dashboard.briefing.pack import Pack
from dashboard.briefing.request import Request
from dashboard.briefing.templates import MAX_BYTES, Kind
from dashboard.plans import count_document, document
from dashboard.plans.count_document import CountFile
from dashboard.plans.document import PlanDocument
from dashboard.uploads import process
from data.errors import BriefingError, PlanError

MAX_MEGABYTES = {
    "plan": -(-document.MAX_BYTES // 2**20),
    "briefing": -(-request.MAX_BYTES // 2**20),
    "count": -(-count_document.MAX_BYTES // 2**20),
    "template": -(-MAX_BYTES // 2**20),
}
"""How large a file of each kind may be: more is not sent by the browser, nor read here."""


def plan(
    content: bytes, *, where: str, states: Iterable[str], instruments: Iterable[str]
) -> PlanDocument:
    """Return the plan that a file holds; see `dashboard.plans.document.from_json`.

    Raises
    ------
    PlanError
        If it holds none that is known here, or cannot be read within the limits.
    """
    header = {"where": where, "states": sorted(states), "instruments": sorted(instruments)}
    _check_size(content, where, "plan")
    return document.from_json(process.answered("plan", header, content, fault=PlanError))


def briefing(content: bytes, *, where: str) -> Request:
    """Return the briefing that a file holds; see `dashboard.briefing.request.from_json`.

    Raises
    ------
    PlanError
        If it holds none, or cannot be read within the limits.
    """
    _check_size(content, where, "briefing")
    told = process.answered("briefing", {"where": where}, content, fault=PlanError)
    return request.from_json(told)


def count(content: bytes, *, where: str) -> CountFile:
    """Return the count that a file holds; see `dashboard.plans.count_document.file_from_json`.

    Raises
    ------
    PlanError
        If it holds none, or cannot be read within the limits.
    """
    _check_size(content, where, "count")
    told = process.answered("count", {"where": where}, content, fault=PlanError)
    return count_document.file_from_json(told, where=where)


def template(content: bytes, *, kind: Kind, where: str) -> bytes:
    """Return a template as it is, if nothing speaks against opening it.

    Raises
    ------
    BriefingError
        If something does; see `dashboard.briefing.templates.checked`.
    """
    if len(content) <= MAX_BYTES:
        process.answered(kind, {"where": where}, content, fault=BriefingError)
        return content
    raise BriefingError(
        where,
        found=f"{len(content) / 1e6:.0f} MB",
        expected=f"at most {MAX_BYTES / 1e6:.0f} MB",
        do="take its pictures out, or make them smaller",
    )


def written_on(pack: Pack, template: bytes, *, kind: Kind) -> bytes:
    """Return a briefing on a ministry's own template, which this process never opens.

    Raises
    ------
    BriefingError
        If the template cannot be used, or not within the limits.
    """
    task = {"pptx": "slides", "docx": "paper"}[kind]
    header = {"where": f"the template ({kind.upper()})", "n_template": len(template)}
    given = template + pickle.dumps(pack)
    return process.answered(task, header, given, fault=BriefingError)


def _check_size(content: bytes, where: str, kind: str) -> None:
    most = MAX_MEGABYTES[kind]
    if len(content) > most * 2**20:
        raise PlanError(
            where,
            found=f"{len(content) / 2**20:,.1f} MB",
            expected=f"a {kind} of at most {most} MB",
            do=f"choose a file that was saved as a {kind}",
        )
