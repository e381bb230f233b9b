"""``python -m etl build | check | status | add | journal | undo``: the facts, made and changed.

What is done with snapshots that are kept stands in `snapshot_commands`, what comes from outside in
``outside/commands`` and ``fetch/commands``.

Exit codes: 0 if all is well, 2 if something must be mended; then each fault is one sentence on the
standard error stream: where, found, expected, what to do. 3 if a source is older than it may be.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from data import freshness, journal, store
from data.errors import StoreError, TrojkaError
from etl import build, report, snapshot_commands
from etl.changes import command as changing
from etl.changes import writing
from etl.fetch import commands as fetch_commands
from etl.outside import commands as outside_commands

FAULTS = 2
STALE = 3


class Command(Protocol):
    """A run over the sources."""

    def __call__(
        self, root: Path, corrections_path: Path, *, progress: build.Progress
    ) -> build.Record:
        """Read and check the sources, telling each stage as it begins."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        parser = _parser()
    except StoreError as error:  # of a setting that names no file
        print(error, file=sys.stderr)
        return FAULTS
    options = parser.parse_args(arguments)
    try:
        code: int | None = options.run(options)
    except TrojkaError as error:
        if changing.is_answered_in_json(options):
            print(json.dumps(changing.faults(error), ensure_ascii=False))
        else:
            print(error, file=sys.stderr)
        return FAULTS
    return code or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="From the source files to one checked snapshot. The snapshot lies in "
        "data/warehouse/trojka.duckdb unless TROJKA_SNAPSHOT names another path.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, words: str, run: Callable[[argparse.Namespace], int | None]
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words.capitalize() + ".")
        command.set_defaults(run=run)
        command.add_argument(
            "--sources",
            type=Path,
            default=journal.sources_folder(),
            metavar="FOLDER",
            help="folder of source files with their sidecars (TROJKA_SOURCES, else data/sources)",
        )
        command.add_argument(
            "--corrections",
            type=Path,
            default=build.corrections_file(),
            metavar="FILE",
            help="known errors of the sources (TROJKA_CORRECTIONS, else etl/corrections.toml)",
        )
        return command

    add("build", "read, correct and check the sources, and write the snapshot", _build)
    add("check", "say what a build would say, without writing a snapshot", _check)
    status = add("status", "what the present snapshot holds", _status)
    status.add_argument("--json", action="store_true", help="print one JSON object")
    changing.add_commands(add)
    snapshot_commands.add_to(commands)
    outside_commands.add_to(commands, sources=journal.sources_folder())
    fetch_commands.add_to(
        commands, sources=journal.sources_folder(), corrections=build.corrections_file()
    )
    return parser


def _build(options: argparse.Namespace) -> None:
    _run(build.build, options)


def _check(options: argparse.Namespace) -> None:
    _run(build.check, options)


def _run(command: Command, options: argparse.Namespace) -> None:
    started = time.perf_counter()
    console = Console()
    with _Stages(console) as stages, writing.settled(options.sources, options.corrections):
        found = command(options.sources, options.corrections, progress=stages)
    seconds = time.perf_counter() - started
    for line in report.counts(found.tables):
        console.print(line, highlight=False)
    table = Table("", "Rows", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for name, value in report.closing(found.tables):
        table.add_row(name, value)
    table.add_row("version", found.version)
    table.add_row("seconds", f"{seconds:.1f}")
    console.print(table)


class _Stages:
    """A progress bar in a terminal, plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=build.N_STAGES)
        self._n_begun = 0

    def __enter__(self) -> _Stages:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, stage: str) -> None:
        """Show that a stage begins."""
        if not self._console.is_terminal:
            self._console.print(f"{stage} …", highlight=False)
        self._bar.update(self._task, description=stage, completed=self._n_begun)
        self._n_begun += 1


def _status(options: argparse.Namespace) -> int:
    found = report.status(store.open_snapshot(), today=freshness.today())
    code = STALE if found["stale"] else 0
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return code
    console = Console()
    console.print(f"{found['path']}, version {found['version']}", highlight=False)
    for title, rows in (("Rows", found["tables"]), ("Roll calls", found["rollcalls"])):
        table = Table("", title, box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for name, number in rows.items():
            table.add_row(name, f"{number:,}")
        console.print(table)
    table = Table("Instrument", "Listed", "Official", "Roster", "As of", box=None, pad_edge=False)
    for row in found["instruments"]:
        official = "" if row["official_count"] is None else str(row["official_count"])
        table.add_row(row["id"], str(row["n"]), official, row["roster_status"], row["as_of"] or "")
    console.print(table)
    for row in found["stale"]:
        print(
            f"{row['source_id']}: read in {row['retrieved']}, fresh until {row['fresh_until']}; "
            "read it again, or run: python -m etl fetch",
            file=sys.stderr,
        )
    return code


if __name__ == "__main__":
    if sys.argv[1:2] in (["add"], ["undo"]) and "--json" in sys.argv:
        changing.limit_memory()  # a page asks, and hands on what somebody gave it
    sys.exit(main())
