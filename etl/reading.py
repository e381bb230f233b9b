"""Read every source: parsed, its known errors put right, its names resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from etl import corrections, roster_rules, row_contracts
from etl.catalog import Source
from etl.corrections import Correction
from etl.faults import Faults
from etl.names import Names, refuse_names_of_others, refuse_unknown_codes, resolved
from etl.sources import SOURCES

MANY = ("roster", "rollcall", "reference_points")
"""Formats of which there are many files; of any other there is exactly one."""

MAY_BE_ABSENT = ("un_resolutions",)
"""Formats of which there are any number of files, or none."""

NEVER = ("undl",)
"""Formats whose files may not lie among the sources; their reader says why."""

NAMED = ("roster", "rollcall", "leads", "authorships")
"""Formats whose rows may name a State as the source prints it."""

CODED = ("aliases", "reference_points", "stances", "stated_positions", "tiles", "unga_sponsors")
"""Formats whose rows name a State by its code only."""


@dataclass(frozen=True)
class Reading:
    """The sources and their rows, as text.

    Attributes
    ----------
    sources : tuple of Source
        In the order of their paths.
    frames : dict of str to DataFrame
        Rows by ``source_id``.
    """

    sources: tuple[Source, ...]
    frames: dict[str, pd.DataFrame]

    def each(self, form: str) -> list[tuple[Source, pd.DataFrame]]:
        """Return every source of a format with its rows."""
        return [(s, self.frames[s.source_id]) for s in self.sources if s.format == form]

    def one(self, form: str) -> tuple[Source, pd.DataFrame]:
        """Return the only source of a format with its rows."""
        return self.each(form)[0]


def reading(sources: Sequence[Source], entries: Sequence[Correction]) -> Reading:
    """Return the sources read, corrected and resolved.

    Raises
    ------
    FaultsError
        Naming every fault of every file.
    """
    _refuse_missing_formats(sources)
    faults = Faults()
    frames = {}
    for source in sources:
        with faults.gathered():
            frames[source.source_id] = SOURCES[source.format](source.content, where=source.where)
    faults.raise_if_any()
    for source_id in dict.fromkeys(entry.source for entry in entries):
        with faults.gathered():
            on_source = [entry for entry in entries if entry.source == source_id]
            frames[source_id] = corrections.corrected(_target(on_source[0], frames), on_source)
    faults.raise_if_any()
    parsed = Reading(tuple(sources), frames)
    for form in SOURCES:
        with faults.gathered():
            row_contracts.refuse_rows_against_contract(
                form, [(source.where, frame) for source, frame in parsed.each(form)]
            )
    faults.raise_if_any()
    aliases, spellings = parsed.one("aliases")
    names = Names(spellings, where=aliases.where)
    listed = parsed.one("states")[1]
    refuse_names_of_others(spellings, listed, where=aliases.where)
    states = set(listed["iso3"])
    for form in CODED:
        for source, frame in parsed.each(form):
            with faults.gathered():
                refuse_unknown_codes(frame, states=states, where=source.where)
    for source, _ in parsed.each("roster"):
        with faults.gathered():
            roster_rules.refuse_unknown_names(source, names)
    for form in NAMED:
        for source, frame in parsed.each(form):
            with faults.gathered():
                frames[source.source_id] = resolved(
                    frame, names=names, states=states, where=source.where
                )
    faults.raise_if_any()
    return parsed


def _refuse_missing_formats(sources: Sequence[Source]) -> None:
    faults = Faults()
    for form in SOURCES:
        if form in (*MAY_BE_ABSENT, *NEVER):
            continue
        named = [source.where for source in sources if source.format == form]
        if len(named) != 1 and (form not in MANY or not named):
            faults.add(
                SourceError(
                    "the sources",
                    found=f"{len(named)} files of format '{form}'"
                    + (f" ({', '.join(named)})" if named else ""),
                    expected="at least one" if form in MANY else "exactly one",
                    do="restore the missing file, or remove the one too many",
                )
            )
    faults.raise_if_any()


def _target(entry: Correction, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    if entry.source not in frames:
        raise SourceError(
            f"etl/corrections.toml, {entry.source} [{entry.key_text}]",
            found="no such source",
            expected="a path below data/sources, without suffix",
            do="correct the entry, or remove it if the source has gone",
        )
    return frames[entry.source]
