"""``python -m etl add | journal | undo``: change the sources, from a terminal or the dashboard.

A request is a file of TOML or JSON; with ``--json`` it is read, and answered, as one JSON object,
so that another program can ask.
"""

from __future__ import annotations

import argparse
import base64
import json
import resource
import sys
import tomllib
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table

from data import ended_first, journal
from data.errors import FaultError, FaultsError, SourceError, TrojkaError
from etl.changes import answers
from etl.changes.answers import RequestAnswer
from etl.changes.requests import MAX_FILE, MAX_REQUEST, REQUESTS, WHERE
from etl.faults import shown

Run = Callable[[argparse.Namespace], int | None]
"""Runs a command, and returns the code with which it ends if that is not 0."""

Add = Callable[[str, str, Run], argparse.ArgumentParser]
"""Adds a command: its name, what it does, and what runs it; it has the folder of sources."""

MAX_MEMORY = 6 * 2**30
"""Bytes of address space of a process that answers another program; a build needs a third."""


def add_commands(add: Add) -> None:
    """Add the commands of this module to a parser."""
    adding = add("add", "look at a change of the sources, and make it", _add)
    adding.add_argument("kind", choices=tuple(REQUESTS), metavar="KIND", help=", ".join(REQUESTS))
    given = adding.add_mutually_exclusive_group(required=True)
    given.add_argument("--request", metavar="FILE", help="the request, as TOML or JSON")
    given.add_argument(
        "--json", metavar="FILE", help="the same as JSON, answered by JSON; - is standard input"
    )
    adding.add_argument("--list", metavar="FILE", help="the list, as CSV, XLSX or text")
    adding.add_argument("--yes", action="store_true", help="make the change without asking")
    listing = add("journal", "what was changed, when, by whom and why", _journal)
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    undoing = add("undo", "take a change back as a whole", _undo)
    undoing.add_argument("entry", metavar="ID", help="number of the change in the journal")
    undoing.add_argument("--who", required=True, metavar="NAME", help="who takes it back")
    undoing.add_argument("--why", required=True, metavar="REASON", help="for what reason")
    undoing.add_argument("--base", metavar="VERSION", help="only if the sources are this version")
    undoing.add_argument("--json", action="store_true", help="answer by one JSON object")
    undoing.add_argument("--yes", action="store_true", help="take it back without asking")


def is_answered_in_json(options: argparse.Namespace) -> bool:
    """Return whether another program asks: then faults are answered in JSON too."""
    return options.run in (_add, _undo) and bool(options.json)


def faults(error: TrojkaError) -> dict[str, Any]:
    """Return faults as an answer."""
    listed: tuple[TrojkaError, ...] = (error,)
    if isinstance(error, FaultsError):
        listed = error.faults
    return {
        "answer": "faults",
        "faults": [
            {
                "text": str(one),
                **(
                    {"where": one.where, "found": one.found, "expected": one.expected, "do": one.do}
                    if isinstance(one, FaultError)
                    else {}
                ),
            }
            for one in listed
        ],
    }


def _add(options: argparse.Namespace) -> None:
    places = {"root": options.sources.absolute(), "corrections": options.corrections.absolute()}
    content = _content(options.json or options.request, is_json=bool(options.json))
    if options.list:
        content["file"] = _file(Path(options.list))
    asked = answers.request(options.kind, content, **places)

    def act(*, is_written: bool) -> RequestAnswer:
        return answers.add(
            asked, options.kind, **places, is_written=is_written, now=datetime.now(UTC)
        )

    _answer(act, options)


def _undo(options: argparse.Namespace) -> None:
    def act(*, is_written: bool) -> RequestAnswer:
        return answers.undo(
            options.entry,
            who=options.who,
            why=options.why,
            base=options.base,
            root=options.sources.absolute(),
            corrections=options.corrections.absolute(),
            is_written=is_written,
            now=datetime.now(UTC),
        )

    _answer(act, options)


def limit_memory() -> None:
    """Let this process take so much memory and no more, and be the first to go."""
    ended_first.be_ended_first()
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _answer(act: Callable[..., RequestAnswer], options: argparse.Namespace) -> None:
    if options.json:
        found = act(is_written=options.yes)
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
        return
    console = Console()
    found = act(is_written=options.yes)
    _say(found, console)
    if found.answer == "questions":
        raise _unconfirmed(found)
    if found.answer == "preview" and console.is_terminal and Confirm.ask("Make this change?"):
        _say(act(is_written=True), console)


def _journal(options: argparse.Namespace) -> None:
    listed = journal.entries(journal.journal_folder(options.sources))
    undone = journal.undone(listed)
    if options.json:
        told = [{**entry.model_dump(), "undone_by": undone.get(entry.entry_id)} for entry in listed]
        sys.stdout.write(json.dumps({"entries": told}, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table("ID", "When (UTC)", "Who", "What", "Why", box=None, pad_edge=False)
    for entry in listed:
        what = f"{entry.kind} {entry.undoes or entry.subject}"
        by = undone.get(entry.entry_id)
        table.add_row(
            entry.entry_id, entry.made, entry.who, what + (f" (undone by {by})" if by else ""),
            entry.why,
        )  # fmt: skip
    Console().print(table)


def _content(named: str, *, is_json: bool) -> dict[str, Any]:
    """Return what a request says, from a file or from standard input."""
    where = WHERE if named == "-" else named
    try:
        if named == "-":
            content = sys.stdin.buffer.read(MAX_REQUEST + 1)
        else:
            with Path(named).open("rb") as file:
                content = file.read(MAX_REQUEST + 1)
    except OSError as error:
        raise SourceError(
            where, found=f"that it cannot be read ({error})", expected="a file", do="name another"
        ) from error
    if len(content) > MAX_REQUEST:
        raise SourceError(
            where,
            found=f"more than {MAX_REQUEST // 2**20} MB",
            expected="a list of States and what is said of it",
            do="check that it is the right file",
        )
    is_toml = not is_json and named.endswith(".toml")
    try:
        text = content.decode("utf-8")
        found = tomllib.loads(text) if is_toml else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            where,
            found=f"no valid {'TOML' if is_toml else 'JSON'} ({error})",
            expected="a request",
            do="write it anew",
        ) from error
    if not isinstance(found, dict):
        raise SourceError(where, found="no object", expected="a request", do="write it anew")
    return found


def _file(path: Path) -> dict[str, str]:
    """Return a file as a request holds it; of one that is far too large, enough to say so."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise SourceError(
                shown(path),
                found=f"{path.stat().st_size / 2**20:.0f} MB",
                expected=f"at most {MAX_FILE // 2**20} MB: a list of States is far smaller",
                do="check that it is the right file",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            shown(path), found=f"that it cannot be read ({error})", expected="a file", do="name it"
        ) from error
    return {"name": path.name, "content": base64.b64encode(content).decode("ascii")}


def _unconfirmed(found: RequestAnswer) -> FaultsError:
    """Return the fault for names that are to be confirmed first."""
    return FaultsError(
        SourceError(
            question.where,
            found=f"State '{question.name}'",
            expected="a name that is known; perhaps "
            + " or ".join(f"{name} ({code})" for code, name in question.suggested)
            if question.suggested
            else "a name that is known",
            do="say which State it is in the table [confirmed] of the request: "
            f'"{question.name}" = "{question.suggested[0][0] if question.suggested else "XYZ"}"',
        )
        for question in found.questions
    )


def _say(found: RequestAnswer, console: Console) -> None:
    """Print what comes of a request, for a reader."""
    seen = found.preview
    if seen is None:
        return
    done = f"Written as change {found.entry_id}" if found.entry_id else "This would change"
    console.print(f"{done}: {found.subject} (site: {found.grade or 'as before'})", highlight=False)
    for one in seen.files:
        rows = "new" if one.before is None else f"{one.before} rows"
        then = "removed" if one.after is None else f"{one.after} rows"
        console.print(f"  {one.path}: {rows} → {then}", highlight=False)
    for word, states in (("came", seen.came), ("went", seen.went)):
        if states:
            names = ", ".join(name for _code, name in states)
            console.print(f"  {word}, {len(states)}: {names}", highlight=False)
    for figure in seen.figures:
        before, after = ("–" if n is None else n for n in (figure.before, figure.after))
        console.print(f"  {figure.code}: {before} → {after}", highlight=False)
    for remark in found.remarks:
        console.print(f"  {remark.code}: {', '.join(remark.words)}", highlight=False)
    console.print(f"  version {found.base} → {seen.version}", highlight=False)
