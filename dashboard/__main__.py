"""``python -m dashboard warm | calendar | feed | backup | restore | trail``: without a browser.

``warm`` makes beforehand what first visitors would wait for; ``calendar`` writes the milestones
(iCalendar) and ``feed`` what changed (Atom). ``backup`` writes plans, trail, sources and snapshots
into one file and ``restore`` puts them back; ``trail`` checks that no row of it was changed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from analytics import ensemble
from dashboard import i18n, warm
from dashboard.backup import commands as backups
from dashboard.backup.archive import Manifest
from dashboard.desks.person import ALONE
from dashboard.feeds import changes_feed, milestone_calendar
from dashboard.plans.trail import kept_trail
from data import progress, whole_file
from data.errors import BriefingError, PlanError, TrojkaError
from data.facts import todays_facts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0, or 1 where the facts are at fault."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except TrojkaError as error:
        Console(stderr=True).print(str(error), style="red", highlight=False)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    warming = commands.add_parser("warm", help="make what first visitors would wait for")
    warming.set_defaults(run=_warm)
    for name, make, words in (
        ("calendar", milestone_calendar, "write the milestones as a calendar (iCalendar)"),
        ("feed", changes_feed, "write what changed as a feed (Atom)"),
    ):
        command = commands.add_parser(name, help=words)
        command.set_defaults(run=_write, made=make)
        command.add_argument("--language", choices=list(i18n.LANGUAGES), default=i18n.DEFAULT)
        command.add_argument("--out", type=Path, metavar="FILE", default=Path(make.NAME))
        if name == "feed":
            command.add_argument(
                "--site", default="", help="where this dashboard is reached, to link its pages"
            )
    _add_keeping(commands)
    return parser


def _add_keeping(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that see to what is kept."""
    backup = commands.add_parser("backup", help="write all that is kept into one file")
    backup.set_defaults(run=_backup)
    backup.add_argument("--out", type=Path, metavar="FILE", required=True)
    restore = commands.add_parser("restore", help="put back what a backup holds, all or nothing")
    restore.set_defaults(run=_restore)
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--over", action="store_true", help="in place of the plans and changes that are here"
    )
    trail = commands.add_parser("trail", help="check that no row of the trail was changed")
    trail.set_defaults(run=_check_trail)


def _write(options: argparse.Namespace) -> None:
    """Write a calendar or a feed into a file."""
    with i18n.spoken(options.language):
        if options.made is changes_feed:
            content = changes_feed.feed(todays_facts(), options.site.rstrip("/"))
        else:
            content = milestone_calendar.calendar(todays_facts())
    try:
        whole_file.write(options.out, content)
    except OSError as error:
        raise BriefingError(
            str(options.out),
            found=f"that it cannot be written ({error.strerror or error})",
            expected="a place for a file",
            do="name another one with --out",
        ) from error
    Console().print(str(options.out), highlight=False)


def _backup(options: argparse.Namespace) -> None:
    """Write a backup, and say what it holds."""
    _say(backups.backup(options.out), f"{options.out}: {{n}} files, facts {{version}}, {{trail}}")


def _restore(options: argparse.Namespace) -> None:
    """Put back a backup, and say what it held."""
    made = backups.restore(options.file, is_over=options.over)
    _say(made, f"restored from {made.made}: {{n}} files, facts {{version}}, {{trail}}")


def _say(made: Manifest, words: str) -> None:
    trail = f"trail {made.trail_rows} rows, the last sealed {made.trail_seal[:12] or 'none'}"
    told = words.format(n=len(made.files), version=made.facts_version or "none", trail=trail)
    Console().print(told, highlight=False)


def _check_trail(_options: argparse.Namespace) -> None:
    """Say whether the chain of the trail holds."""
    trail = kept_trail(ALONE)
    broken = trail.broken_at()
    if broken is not None:
        raise PlanError(
            f"the trail, row {broken.number}",
            found=broken.found,
            expected="a row that nobody changed",
            do="compare with a backup",
        )
    Console().print(f"{trail.n_rows()} rows, and the chain holds", highlight=False)


def _warm(_options: argparse.Namespace) -> None:
    """Make what first visitors would wait for."""
    console = Console()
    ensemble.use(ensemble.Workers(n_jobs=-1, scheduler=os.environ.get("TROJKA_SCHEDULER")))
    if console.is_terminal:
        _with_bars(console)
    else:
        warm.up(lambda name, made, total: console.print(f"{made + 1} of {total}: {name}"))


def _with_bars(console: Console) -> None:
    """Warm up with a bar for the views, and one for the runs of what is being made."""
    with Progress(console=console, transient=True) as bars:
        views, runs = bars.add_task("Views"), bars.add_task("Runs", visible=False)

        def on_view(name: str, made: int, total: int) -> None:
            bars.update(views, completed=made, total=total, description=f"Views, now {name}")
            bars.update(runs, visible=False)

        def on_runs(done: int, total: int) -> None:
            bars.update(runs, completed=done, total=total, visible=True)

        with progress.watched(on_runs):
            warm.up(on_view)


if __name__ == "__main__":
    sys.exit(main())
