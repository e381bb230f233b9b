"""What a change would change: files and rows, who came and went, the figures it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import schema, store
from data.errors import StoreError
from etl import build
from etl.changes.files import SourceFiles

COUNTED = ("instruments", "memberships", "rollcalls", "votes", "milestones", "stances",
           "stated_positions", "aliases", "corrections", "evidence")  # fmt: skip
"""Tables whose number of rows is compared."""

TALLY = ("n_yes", "n_no", "n_abstain", "n_absent")
DOMAIN = "military AI"


@dataclass(frozen=True)
class FileRows:
    """A file, and how many rows it has and would have; none where there is no such file."""

    path: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Figure:
    """A figure before and after; missing where there was, or would be, none."""

    code: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Preview:
    """What a change would change.

    Attributes
    ----------
    title : str
        What it is on, by its short name or symbol.
    version : str
        Of the facts after it.
    files : tuple of FileRows
    came, went : tuple of (str, str)
        Code and name of States that are on some text then and were not, and the other way round.
    votes : tuple of (str, str, str)
        Code and name of each State whose vote would be new or another, and that vote.
    figures : tuple of Figure
        First those of what the change is on, then the numbers of rows.
    """

    title: str
    version: str
    files: tuple[FileRows, ...]
    came: tuple[tuple[str, str], ...]
    went: tuple[tuple[str, str], ...]
    votes: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]


def preview(files: SourceFiles, after: build.Record, *, subject: str) -> Preview:
    """Return what the change in hand would change.

    Parameters
    ----------
    files : SourceFiles
        With the change.
    after : Record
        The facts as they would be built.
    subject : str
        Key of what the change is on.

    Raises
    ------
    FaultsError
        If the sources as they are cannot be built.
    """
    before = _before(files)
    states = after.tables["states"]
    names: dict[str, str] = dict(zip(states["iso3"], states["name_en"], strict=True))
    joined = [_members(tables) for tables in (before, after.tables)]
    votes = [_votes(tables) for tables in (before, after.tables)]
    return Preview(
        title=_title(subject, after.tables) or _title(subject, before) or subject,
        version=after.version,
        files=tuple(_rows(path, content, files.root) for path, content in files.changed.items()),
        came=_named({iso3 for _text, iso3 in joined[1] - joined[0]}, names),
        went=_named({iso3 for _text, iso3 in joined[0] - joined[1]}, names),
        votes=tuple(
            (iso3, names[iso3], vote)
            for iso3, vote in sorted({(iso3, vote) for _key, iso3, vote in votes[1] - votes[0]})
        ),
        figures=(
            *_texts(before, after.tables),
            *_tallies(before, after.tables),
            *_general(before, after.tables),
        ),
    )


def _before(files: SourceFiles) -> Mapping[str, pd.DataFrame]:
    """Return the facts before the change: those of the snapshot, where it is of these sources."""
    try:
        snapshot = store.open_snapshot()
    except StoreError:
        snapshot = None  # there is none yet, or it is of another make: then it is built
    if snapshot is not None and snapshot.version == files.version:
        return {name: snapshot.frame(name) for name in schema.TABLES if name in _NEEDED}
    return build.check(files.root, files.corrections).tables


_NEEDED = {*COUNTED, "states"}


def _title(subject: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return how a text or a roll call is called in short; nothing where a key is of neither."""
    for name, key, title in (
        ("instruments", "instrument_id", "short_name"),
        ("rollcalls", "rollcall_id", "symbol"),
    ):
        found = tables[name].loc[(tables[name][key] == subject).to_numpy(dtype=bool), title]
        if len(found):
            return str(found.iloc[0])
    return ""


def _members(tables: Mapping[str, pd.DataFrame]) -> set[tuple[str, str]]:
    spells = tables["memberships"]
    goes_on = spells["until"].isna() & ~spells["role"].isin(schema.FORMER_ROLES)
    found = spells.loc[goes_on, ["instrument_id", "iso3"]]
    return set(found.itertuples(index=False, name=None))


def _votes(tables: Mapping[str, pd.DataFrame]) -> set[tuple[str, str, str]]:
    """Return the votes of the roll calls that we hold as files of their own."""
    rollcalls = tables["rollcalls"]
    own = set(rollcalls.loc[rollcalls["source_id"].str.startswith("rollcalls/"), "rollcall_id"])
    votes = tables["votes"]
    found = votes.loc[votes["rollcall_id"].isin(own), ["rollcall_id", "iso3", "vote"]]
    return set(found.astype("str").itertuples(index=False, name=None))


def _named(codes: set[str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, names[code]) for code in sorted(codes))


def _texts(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> list[Figure]:
    figures = []
    columns = ("n_listed", "official_count")
    old, new = (
        tables["instruments"].set_index("instrument_id")[list(columns)]
        for tables in (before, after)
    )
    for key in sorted(set(old.index) | set(new.index)):
        for column in columns:
            pair = [_cell(table, key, column) for table in (old, new)]
            if pair[0] != pair[1]:
                figures.append(Figure(column, *pair))
    return figures


def _tallies(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> list[Figure]:
    figures = []
    old, new = (
        tables["rollcalls"].set_index("rollcall_id")[list(TALLY)] for tables in (before, after)
    )
    both = new.join(old, rsuffix="_before", how="outer")
    pairs = [(both[name].fillna(-1), both[f"{name}_before"].fillna(-1)) for name in TALLY]
    moved = pd.concat([one != other for one, other in pairs], axis=1).any(axis=1)
    for key in both.index[moved]:
        figures += [Figure(n, _cell(old, key, n), _cell(new, key, n)) for n in TALLY]
    return figures


def _general(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> list[Figure]:
    reached = [Figure("on_military_ai", _on_domain(before), _on_domain(after))]
    rows = [Figure(f"rows_{name}", len(before[name]), len(after[name])) for name in COUNTED]
    return [figure for figure in [*reached, *rows] if figure.before != figure.after]


def _on_domain(tables: Mapping[str, pd.DataFrame]) -> int:
    texts = tables["instruments"]
    keys = set(texts.loc[texts["domain"] == DOMAIN, "instrument_id"])
    return len({iso3 for key, iso3 in _members(tables) if key in keys})


def _cell(table: pd.DataFrame, key: str, column: str) -> int | None:
    value = table[column].get(key)
    return None if value is None or pd.isna(value) else int(value)


def _rows(path: Path, content: bytes | None, root: Path) -> FileRows:
    is_ours = path.is_relative_to(root)
    name = path.relative_to(root).as_posix() if is_ours else path.name
    before = path.read_bytes() if path.is_file() else None
    return FileRows(
        name, *(None if text is None else _n_rows(text, path) for text in (before, content))
    )


def _n_rows(content: bytes, path: Path) -> int:
    lines = len(content.decode("utf-8").strip().splitlines())
    return lines - 1 if path.suffix == ".csv" else lines
