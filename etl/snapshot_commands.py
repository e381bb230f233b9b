"""The commands about snapshots: which are kept, what differs between two, and their sources."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from data import differences, snapshots
from data.differences import KINDS, Difference
from data.store import Snapshot
from etl.export_package import export_package
from etl.export_sources import export_sources

N_SHOWN = 20
"""Rows of each kind and table that are printed; ``--json`` has them all."""

CAUSES = {
    "none": "the same facts and the same code",
    "facts": "other facts, read by the same code",
    "code": "the same facts, read by other code",
    "both": "other facts, and other code that reads them",
    "unknown": "not recorded whether by other facts or by other code",
}

Commands = Any
"""What ``add_subparsers`` returns; argparse keeps its type to itself."""


def add_to(commands: Commands) -> None:
    """Add the commands to those of ``python -m etl``."""
    listing = _command(commands, "snapshots", _list, "say which snapshots are kept, latest first")
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    for name, run, words in (
        ("pin", _pin, "keep a snapshot for good, however many come after it"),
        ("unpin", _unpin, f"let a snapshot go once {snapshots.N_KEPT} later ones are kept"),
    ):
        command = _command(commands, name, run, words)
        command.add_argument("version", metavar="VERSION", help=_VERSION)
    diff = _command(commands, "diff", _diff, "say what differs between two snapshots that are kept")
    diff.add_argument("old", metavar="OLD", help=_VERSION)
    diff.add_argument("new", metavar="NEW", help=_VERSION)
    diff.add_argument("--json", action="store_true", help="print one JSON object, with every row")
    export = _command(
        commands,
        "export-sources",
        _export,
        "write out the source files of a snapshot, of which a build makes the same version",
    )
    export.add_argument("folder", type=Path, metavar="FOLDER", help="a new or an empty folder")
    export.add_argument(
        "--snapshot", default=snapshots.PRESENT, metavar="VERSION", help=f"{_VERSION} ('now')"
    )
    package = _command(
        commands,
        "export",
        _export_package,
        "write out a snapshot as a data package: CSV and a description (Frictionless)",
    )
    package.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="a new or an empty folder, or a new file that ends in .zip",
    )
    package.add_argument(
        "--snapshot", default=snapshots.PRESENT, metavar="VERSION", help=f"{_VERSION} ('now')"
    )


_VERSION = f"a version, its first digits, or '{snapshots.PRESENT}' for the present snapshot"


def _command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    command.set_defaults(run=run)
    return command


def _list(options: argparse.Namespace) -> None:
    kept = snapshots.kept()
    if options.json:
        rows = [
            {
                "version": one.version,
                "written": one.written_at.isoformat(timespec="seconds"),
                "is_pinned": one.is_pinned,
            }
            for one in kept
        ]
        _print_json({"snapshots": rows, "n_kept": snapshots.N_KEPT})
        return
    table = Table("Version", "Written", "Pinned", box=None, pad_edge=False)
    for one in kept:
        pinned = "pinned" if one.is_pinned else ""
        table.add_row(one.version, f"{one.written_at:%Y-%m-%d %H:%M} UTC", pinned)
    Console().print(table)


def _pin(options: argparse.Namespace) -> None:
    version = snapshots.version_named(options.version)
    snapshots.pin(version)
    Console().print(f"{version} stays until it is unpinned", highlight=False)


def _unpin(options: argparse.Namespace) -> None:
    version = snapshots.version_named(options.version)
    snapshots.unpin(version)
    Console().print(f"{version} goes once {snapshots.N_KEPT} later ones are kept", highlight=False)


def _export(options: argparse.Namespace) -> None:
    version = snapshots.version_named(options.snapshot)
    snapshot = snapshots.open_kept(version, is_whole=False)
    n_files = export_sources(snapshot, options.folder)
    console = Console(soft_wrap=True)
    console.print(f"{n_files} files of snapshot {version}; to build them anew:", highlight=False)
    console.print(
        f"python -m etl build --sources {options.folder / 'sources'} "
        f"--corrections {options.folder / 'corrections.toml'}",
        highlight=False,
        markup=False,
    )
    absent = not_kept(snapshot)
    if absent:
        console.print(
            f"not among them, as their terms forbid to pass them on: {', '.join(absent)}; "
            "take them in again before you build",
            highlight=False,
        )


def _export_package(options: argparse.Namespace) -> None:
    version = snapshots.version_named(options.snapshot)
    written = export_package(snapshots.open_kept(version, is_whole=False), options.out)
    console = Console(soft_wrap=True)
    console.print(
        f"{written.n_tables} tables, {written.n_rows:,} rows of snapshot {version}: {options.out}",
        highlight=False,
        markup=False,
    )
    if written.n_left_out:
        rows = ", ".join(f"{n:,} of {table}" for table, n in written.n_left_out.items())
        console.print(
            f"left out: {rows}. Their terms do not allow to pass them on, or they rest on such: "
            + "; ".join(written.terms),
            highlight=False,
            markup=False,
        )


def not_kept(snapshot: Snapshot) -> list[str]:
    """Return the sources of a snapshot whose files it does not keep."""
    stems = {str(PurePosixPath(name).with_suffix("")) for name in snapshot.source_files()}
    listed = snapshot.frame("sources")["source_id"]
    return [source_id for source_id in listed if f"sources/{source_id}" not in stems]


def _diff(options: argparse.Namespace) -> None:
    old, new = (
        snapshots.open_kept(snapshots.version_named(text), is_whole=False)
        for text in (options.old, options.new)
    )
    found = differences.between(old, new)
    if options.json:
        _print_json(as_plain(found))
        return
    console = Console(soft_wrap=True)
    console.print(f"{old.version} to {new.version}: {CAUSES[found.cause]}", highlight=False)
    _print_rows(console, found)


def _print_rows(console: Console, found: Difference) -> None:
    counts = found.counts()
    table = Table("", *(kind.replace("_", " ") for kind in KINDS), box=None, pad_edge=False)
    for row in counts.to_dict("records"):
        table.add_row(str(row["table"]), *(f"{row[kind]:,}" for kind in KINDS))
    console.print(table if len(counts) else "no row differs")
    for one in found.tables:
        for kind in KINDS:
            rows = getattr(one, kind)
            for row in rows.head(N_SHOWN).to_dict("records"):
                key = ", ".join(escape(str(row[name])) for name in one.key)
                if "before" in row:
                    cell, before, after = (
                        escape(str(row[name])) for name in ("cell", "before", "after")
                    )
                    key += f": {cell} '{before}' → '{after}'"
                console.print(f"{kind.replace('_', ' ')}  {one.table}  {key}", highlight=False)
            if len(rows) > N_SHOWN:
                console.print(
                    f"{kind.replace('_', ' ')}  {one.table}  … {len(rows) - N_SHOWN} more"
                )
    for row in found.left_out.to_dict("records"):
        what = f"{row['table']}.{row['column']}"
        console.print(f"not compared  {what}: in the {row['reason']} snapshot only")


def as_plain(found: Difference) -> dict[str, Any]:
    """Return a difference as what JSON can hold."""
    return {
        "old": found.old.version,
        "new": found.new.version,
        "cause": found.cause,
        "tables": [
            {"table": one.table, "key": list(one.key)}
            | {kind: getattr(one, kind).to_dict("records") for kind in KINDS}
            for one in found.tables
        ],
        "not_compared": found.left_out.to_dict("records"),
    }


def _print_json(found: dict[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1)
    Console(soft_wrap=True).out(text, highlight=False)
