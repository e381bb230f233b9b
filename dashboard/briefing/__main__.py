"""``python -m dashboard.briefing``: write briefings from the command line, without a browser.

Exit codes: 0 if all is well, 2 if something must be mended; then each fault is one sentence on the
standard error stream: where, found, expected, what to do. A file has its name once it is whole.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import parse_qs, urlsplit

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard import i18n
from dashboard.blocks import Chart, Table
from dashboard.briefing import files, making, request, sheets, sources
from dashboard.briefing.charts import painting, reading
from dashboard.briefing.pack import MARKINGS, Pack
from dashboard.briefing.request import CoalitionBrief, Request, StatePages
from dashboard.desks.person import ALONE
from data import whole_file
from data.errors import BriefingError, TrojkaError
from data.facts import Facts, current_facts

FAULTS = 2
PICTURES = ("svg", "png")
CSV = "csv"
FORMATS = (*files.KINDS, *PICTURES, CSV)
N_NEAREST = 3
WIDTH_PX = 1000.0
"""Width of a picture; a PNG has two pixels for each."""

Held = TypeVar("Held", Chart, Chart | Table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is asked and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except TrojkaError as error:
        print(error, file=sys.stderr)
        return FAULTS
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.briefing",
        description="Write briefings as slides, papers, sheets and pictures, from the snapshot.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--state", action="append", metavar="ISO3", help="the one-pager of a State; may be repeated"
    )
    what.add_argument("--all-states", action="store_true", help="a one-pager for every UN member")
    what.add_argument("--coalition", action="store_true", help="the coalition brief")
    what.add_argument("--view", metavar="ADDRESS", help="what a page says: 'state?state=KEN'")
    what.add_argument(
        "--pack", type=Path, metavar="FILE", help="a briefing saved as JSON on the page Briefing"
    )
    parser.add_argument("--language", choices=[*i18n.LANGUAGES], help="en if not given")
    parser.add_argument(
        "--format",
        default="pdf",
        metavar="LIST",
        help=f"one or more of {', '.join(FORMATS)}, with commas between (pdf)",
    )
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where to (.)")
    parser.add_argument("--chart", metavar="KEY", help="of the charts, this one, as svg or png")
    parser.add_argument("--table", metavar="KEY", help="of the tables, this one, as csv")
    parser.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="tell from when on")
    parser.add_argument(
        "--day", type=date.fromisoformat, metavar="DAY", help="as seen from when (today)"
    )
    parser.add_argument(
        "--marking", default="", help=f"line on every page, such as {MARKINGS[2]!r}; none at first"
    )
    parser.add_argument("--site", default="", help="where the dashboard is reached, for addresses")
    return parser


def _run(options: argparse.Namespace) -> None:
    wanted = _formats(options)
    out = _folder(options.out)
    facts = current_facts()
    asked = list(_requests(options, facts))
    console = Console()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=len(asked))
        for name, one in asked:
            bar.update(task, description=name)
            pack = making.made(one, facts, person=ALONE, day=options.day, site=options.site)
            with i18n.spoken(pack.language):
                for file, content in _files(pack, name, wanted, options):
                    save(out / file, content)
                    if len(asked) == 1:
                        console.print(str(out / file), highlight=False, soft_wrap=True)
            bar.advance(task)
    if len(asked) > 1:
        console.print(f"{len(asked)} briefings in {out}", highlight=False, soft_wrap=True)


def _formats(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the formats asked for; those of a chart or table where one is named."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in options.format.split(",")))
    for one in wanted:
        if one not in FORMATS:
            _refuse("--format", f"{one!r}", f"one of {', '.join(FORMATS)}", "correct it")
    if options.chart and not set(wanted) & set(PICTURES):
        return PICTURES
    if options.table and CSV not in wanted:
        return (CSV,)
    return wanted


def _folder(path: Path) -> Path:
    """Return a folder that can be written, made if need be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path):
            return path
    except OSError as error:
        raise BriefingError(
            f"--out {path}",
            found=error.strerror or "an error",
            expected="a folder that can be written",
            do="name another one, or give yourself the right to write there",
        ) from error


def _requests(options: argparse.Namespace, facts: Facts) -> Iterator[tuple[str, Request]]:
    """Yield what is asked, each with the name of its files."""
    head = {"language": options.language or i18n.DEFAULT, "marking": options.marking}
    if options.pack:
        yield _stem(options.pack.stem), _read(options)
        return
    if options.coalition:
        yield "coalition", request.make(items=(CoalitionBrief(),), **head)
        return
    if options.view:
        parts = urlsplit(options.view)
        query = {name: tuple(values) for name, values in parse_qs(parts.query).items()}
        view = {"kind": "view", "page": parts.path.strip("/"), "query": query}
        yield _stem(parts.path), request.make(items=(view,), **head)
        return
    known = facts.states
    members = known.loc[known["un_membership"] == "member", "iso3"]
    for iso3 in members if options.all_states else _states(options.state, facts):
        item = StatePages(states=(str(iso3),), since=options.since)
        yield f"state-{str(iso3).lower()}", request.make(items=(item,), **head)


def _states(asked: Iterable[str], facts: Facts) -> list[str]:
    """Return States by their codes; one may be given by its name."""
    known = facts.states
    by_name = {
        name.casefold(): iso3
        for column in ("name_en", "name_nl", "un_name")
        for name, iso3 in zip(known[column].dropna(), known["iso3"], strict=False)
    }
    codes = set(known["iso3"])
    found = []
    for text in asked:
        iso3 = text.upper() if text.upper() in codes else by_name.get(text.casefold())
        if iso3 is None:
            _refuse("--state", f"{text!r}", _nearest(text, facts), "correct it")
        found.append(str(iso3))
    return found


def _nearest(text: str, facts: Facts) -> str:
    """Return which States a wrong one may mean."""
    named = dict(zip(facts.states["iso3"], facts.states["name_en"], strict=True))
    words = {**{iso3: iso3 for iso3 in named}, **{name: iso3 for iso3, name in named.items()}}
    folded = {word.casefold(): iso3 for word, iso3 in words.items()}
    near = difflib.get_close_matches(text.casefold(), folded, n=N_NEAREST, cutoff=0.5)
    told = dict.fromkeys(f"{folded[word]} ({named[folded[word]]})" for word in near)
    return f"such as {', '.join(told)}" if told else "an ISO 3166 code such as KEN"


def _read(options: argparse.Namespace) -> Request:
    """Return the briefing that a file holds, in the language and with the marking asked for."""
    try:
        content = options.pack.read_bytes()
    except OSError as error:
        raise BriefingError(
            f"--pack {options.pack}",
            found=error.strerror or "an error",
            expected="a briefing saved as JSON",
            do="save one on the page Briefing, and name its file",
        ) from error
    asked = request.from_json(content, where=str(options.pack))
    changed = {"language": options.language, "marking": options.marking}
    return asked.model_copy(update={name: value for name, value in changed.items() if value})


def _files(
    pack: Pack, name: str, wanted: Sequence[str], options: argparse.Namespace
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a pack under its name."""
    stem = f"trojka-{name}-{pack.language}"
    whole = [one for one in wanted if one in files.KINDS]
    if whole and not (options.chart or options.table):
        for suffix, content in files.each(pack, whole):
            yield f"{stem}.{suffix}", content
    if set(wanted) & set(PICTURES) and not options.table:
        charts = [chart for sheet in pack.sheets for chart in sheet.charts()]
        for chart in _chosen(charts, options.chart, "--chart"):
            for suffix, content in _pictures(chart, pack, wanted):
                yield f"{stem}-{_stem(chart.key)}.{suffix}", content
    if CSV in wanted and not options.chart:
        tables = [table for sheet in pack.sheets for table in sheet.tables()]
        for table in _chosen(tables, options.table, "--table"):
            yield f"{stem}-{_stem(table.key)}.csv", sheets.csv(table, pack)


def _pictures(chart: Chart, pack: Pack, wanted: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield a chart as pictures, with its title above and its sources below, by suffix."""
    picture = painting.painted(
        reading.drawing(chart.figure),
        width_px=WIDTH_PX,
        title=chart.title,
        source=sources.line(pack.documents, chart.evidence),
        description=chart.summary,
    )
    if "svg" in wanted:
        yield "svg", picture.svg
    if "png" in wanted:
        yield "png", picture.png


def _chosen(blocks: Sequence[Held], key: str | None, where: str) -> list[Held]:
    """Return the blocks of a key; all where none is named."""
    found = [block for block in blocks if key in (None, block.key)]
    if key is not None and not found:
        held = ", ".join(dict.fromkeys(block.key for block in blocks)) or "none is in this briefing"
        _refuse(where, f"{key!r}", f"a key of this briefing: {held}", "correct it")
    return found


def save(path: Path, content: bytes) -> None:
    """Write a file under its name once it is whole: one that was there stays until then.

    Raises
    ------
    BriefingError
        If it cannot be written; nothing is left behind.
    """
    try:
        whole_file.write(path, content)
    except OSError as error:
        raise BriefingError(
            str(path),
            found=error.strerror or "an error",
            expected="a file that can be written",
            do="make room, close it where it is open, or name another folder",
        ) from error


def _stem(text: str) -> str:
    """Return text as part of the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "briefing"


def _refuse(where: str, found: str, expected: str, remedy: str) -> NoReturn:
    raise BriefingError(where, found=found, expected=expected, do=remedy)


if __name__ == "__main__":
    sys.exit(main())
