"""``python -m etl fetch``: ask the publishers, say what is new, and take it in on a yes."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from data.errors import SourceError
from etl import catalog
from etl.catalog import Source
from etl.faults import Faults
from etl.fetch import accept, kept, look
from etl.fetch.news import News

N_SHOWN = 12
"""Texts that are named; the others are counted."""


def add_to(commands: Any, *, sources: Path, corrections: Path) -> None:
    """Add the command to those of ``python -m etl``.

    Parameters
    ----------
    commands
        What ``add_subparsers`` returns; argparse keeps its type to itself.
    sources, corrections : Path
        The folder of sources and the known errors, unless others are named.
    """
    words = "ask the publishers whose terms allow it what is new, and make a snapshot with it"
    command = commands.add_parser("fetch", help=words, description=words.capitalize() + ".")
    command.set_defaults(run=_fetch)
    command.add_argument(
        "only", nargs="*", metavar="SOURCE", help="such as unga/resolutions; all if none is named"
    )
    command.add_argument("--dry-run", action="store_true", help="say what is new and write nothing")
    command.add_argument("--yes", action="store_true", help="take it in without asking")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    for name, default, words in (
        ("--sources", sources, "folder of source files with their sidecars (data/sources)"),
        ("--corrections", corrections, "known errors of the sources (etl/corrections.toml)"),
        ("--kept", kept.FOLDER, "folder of earlier answers (var/fetched)"),
    ):
        command.add_argument(name, type=Path, default=default, metavar="PATH", help=words)


def _fetch(options: argparse.Namespace) -> None:
    console = Console(stderr=options.json)
    faults = Faults()
    told = []
    for source in _asked(options.sources, options.only):
        with faults.gathered():
            console.print(f"Asking for {source.source_id} …", highlight=False)
            found = look.look(source, folder=options.kept)
            _say(found, console)
            told.append(_told(found, _done(found, options, console)))
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    faults.raise_if_any()


def _asked(root: Path, only: list[str]) -> list[Source]:
    fetched = {source.source_id: source for source in catalog.sources(root) if source.fetch}
    unknown = [name for name in only if name not in fetched]
    if unknown:
        raise SourceError(
            unknown[0],
            found="no source with [fetch] in its sidecar",
            expected="one of " + ", ".join(fetched),
            do="name one of these, or read the source by hand",
        )
    return [fetched[name] for name in only] if only else list(fetched.values())


def _done(found: News, options: argparse.Namespace, console: Console) -> str:
    """Take the news in, if that was agreed to, and return what was done."""
    now = dt.datetime.now(dt.UTC)
    if options.dry_run or not (found.is_any or look.is_due(found.source, now.date())):
        return "nothing written"
    if found.is_any and not options.yes and not _agreed(console):
        return "nothing written"
    entry, remarks = accept.accept(
        found, root=options.sources, corrections_path=options.corrections, now=now
    )
    console.print(
        f"  taken in as change {entry.entry_id}; to take it back: python -m etl undo "
        f"{entry.entry_id} --who NAME --why REASON --yes",
        highlight=False,
        soft_wrap=True,
    )
    for remark in remarks:
        console.print(f"  {remark.code}: {', '.join(remark.words)}", highlight=False)
    return "taken in"


def _agreed(console: Console) -> bool:
    """Return whether a person says yes; nobody is asked where nobody can answer."""
    if not sys.stdin.isatty():
        console.print("Nothing is written without a yes: run it with --yes", highlight=False)
        return False
    return console.input("Take it in? (yes/no) ").strip().casefold() in ("yes", "y", "ja", "j")


def _say(found: News, console: Console) -> None:
    if not found.is_any:
        console.print("  nothing new", highlight=False)
        return
    console.print(
        f"  {found.n_before:,} votes or rows so far, {found.n_after:,} now"
        + (f", the last of {found.as_of}" if found.as_of else ""),
        highlight=False,
    )
    for words, names in (("new", found.new), ("changed", found.changed)):
        if names:
            more = f" and {len(names) - N_SHOWN} more" if len(names) > N_SHOWN else ""
            console.print(
                f"  {len(names)} {words}: {', '.join(names[:N_SHOWN])}{more}",
                highlight=False,
                soft_wrap=True,
                markup=False,
            )


def _told(found: News, done: str) -> dict[str, Any]:
    return {
        "source_id": found.source.source_id,
        "n_before": found.n_before,
        "n_after": found.n_after,
        "new": list(found.new),
        "changed": list(found.changed),
        "as_of": found.as_of or None,
        "done": done,
    }
