"""From the folder of sources to the tables of one snapshot and their version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data import contract, dictionary, digests, settings, snapshots, store
from data.snapshot_version import Inputs
from etl import (
    assembly_votes,
    casts,
    catalog,
    corrections,
    derived,
    evidence,
    instruments,
    leads,
    merge_rollcalls,
    reference,
    refusals,
    rollcalls,
    roster_rules,
    small_tables,
    sponsors,
    stated,
)
from etl.catalog import UNCHANGED, Changed, Source
from etl.faults import Faults
from etl.grades import Grades
from etl.names import Names
from etl.outside import library, merging, resolutions
from etl.outside.other_record import OtherRecord
from etl.reading import NEVER, Reading, reading
from etl.sidecars import InstrumentDetails

SOURCES = Path(__file__).parents[1] / "data" / "sources"
CORRECTIONS = Path(__file__).with_name("corrections.toml")

CODE = ("data", "etl")
"""The packages that make tables of sources: another text of them is another version."""


def corrections_file() -> Path:
    """Return the file of known errors: ``TROJKA_CORRECTIONS``, or the default one.

    Raises
    ------
    StoreError
        If no file can have the name.
    """
    return settings.place("TROJKA_CORRECTIONS", CORRECTIONS).absolute()


N_STAGES = 4
"""How often a run reports its progress."""

_PLAIN = {
    "states": small_tables.states,
    "tiles": small_tables.tiles,
    "boundaries": small_tables.boundaries,
}
_WITH_EVIDENCE = {
    "milestones": small_tables.milestones,
    "stances": small_tables.stances,
    "mandates": small_tables.mandates,
    "authorships": small_tables.authorships,
    "commissioners": small_tables.commissioners,
}

_OF_INSTRUMENTS = {
    "stated_positions": stated.stated_positions,
    "group_positions": stated.group_positions,
}

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def silent(_stage: str) -> None:
    """Say nothing of the stages."""


@dataclass(frozen=True)
class Record:
    """What a snapshot is made of.

    Attributes
    ----------
    tables : dict of str to DataFrame
        Every table of ``data/schema.py``.
    inputs : Inputs
        What it was made of.
    """

    tables: dict[str, pd.DataFrame]
    inputs: Inputs

    @property
    def version(self) -> str:
        """Return the digest of the inputs, 12 hexadecimal digits."""
        return self.inputs.version


def build(
    root: Path = SOURCES,
    corrections_path: Path = CORRECTIONS,
    *,
    snapshot: Path | None = None,
    progress: Progress = silent,
) -> Record:
    """Read and check everything, write the snapshot, keep it, and return what it holds.

    Raises
    ------
    TrojkaError
        For any fault; the former snapshot is untouched.
    """
    found = record(root, corrections_path, progress=progress)
    progress("Checking the tables and writing the snapshot")
    snapshots.keep(snapshot)  # where a build was killed before it had
    store.write_snapshot(found.tables, version=found.version, made_of=found.inputs, path=snapshot)
    snapshots.keep(snapshot)
    return found


def check(
    root: Path = SOURCES,
    corrections_path: Path = CORRECTIONS,
    *,
    progress: Progress = silent,
    changed: Changed = UNCHANGED,
) -> Record:
    """Read and check everything and return it; nothing is written.

    Parameters
    ----------
    root, corrections_path : Path
    progress : callable, optional
    changed : mapping of Path to bytes or None, optional
        Files as they would be after a change, to try it before it is made.

    Raises
    ------
    TrojkaError
        For any fault.
    """
    found = record(root, corrections_path, progress=progress, changed=changed)
    progress("Checking the tables")
    contract.check_tables(found.tables)
    return found


def inputs(
    sources: Sequence[Source],
    corrections_path: Path = CORRECTIONS,
    changed: Changed = UNCHANGED,
) -> Inputs:
    """Return what a snapshot is made of: sources, sidecars, corrections, contract and code."""
    files = {}
    facts = hashlib.sha256()
    for source in sources:
        place = f"{SOURCES.name}/{source.source_id}"
        if source.format not in NEVER:  # what may not be passed on is not kept either
            files[place + Path(source.where).suffix] = source.content
            files[f"{place}.toml"] = source.sidecar_content
        sidecar_sha256 = hashlib.sha256(source.sidecar_content).hexdigest()
        facts.update(f"{source.source_id} {source.about.sha256} {sidecar_sha256}\n".encode())
    files[CORRECTIONS.name] = corrections.text(corrections_path, changed)
    facts.update(files[CORRECTIONS.name])
    code = hashlib.sha256(digests.of_code(CODE).encode())
    code.update(dictionary.dictionary().to_csv(index=False).encode())
    return Inputs(
        facts_digest=facts.hexdigest()[: digests.N_DIGITS],
        code_digest=code.hexdigest()[: digests.N_DIGITS],
        files=files,
    )


def present_version(sources: Sequence[Source], corrections_path: Path = CORRECTIONS) -> str:
    """Return the version that a build of these sources, and of what was imported, would have."""
    imported = [record.source for record in library.imported()]
    return inputs([*sources, *imported], corrections_path).version


def record(
    root: Path,
    corrections_path: Path,
    *,
    progress: Progress = silent,
    changed: Changed = UNCHANGED,
) -> Record:
    """Return what the sources make; the tables are checked when they are written, or by `check`.

    Raises
    ------
    TrojkaError
        For any fault of a source.
    """
    progress("Reading the sources")
    sources = catalog.sources(root, changed)
    entries = corrections.corrections(corrections_path, changed)
    read = reading(sources, entries)
    progress("Reconciling rosters and small tables")
    rows: list[tuple[str, Source]] = []
    tables = _small(read, rows) | _rosters(read, rows)
    tables["leads"] = _leads(read, rows, tables["instruments"])
    tables |= _stated(read, rows, frozenset(tables["instruments"]["instrument_id"]))
    progress("Reconciling roll calls")
    imported = library.imported()
    tables |= _rollcalls(read, rows, tables["states"], imported)
    tables["sponsors"] = _sponsors(read, tables)
    held = [(source, len(read.frames[source.source_id])) for source in read.sources]
    held += [(record.source, len(record.votes)) for record in imported]
    grades = Grades(read.one("sites")[1])
    tables["evidence"] = evidence.table([source for source, _ in held], rows, grades=grades)
    tables["sources"] = small_tables.sources(held)
    tables["corrections"] = small_tables.corrections(entries)
    return Record(tables, inputs([source for source, _ in held], corrections_path, changed))


def _small(read: Reading, rows: list[tuple[str, Source]]) -> dict[str, pd.DataFrame]:
    faults = Faults()
    tables = {"aliases": small_tables.aliases(read.one("aliases")[1])}
    for name, table in _PLAIN.items():
        with faults.gathered():
            tables[name] = table(*read.one(name))
    for name, table in _WITH_EVIDENCE.items():
        source, frame = read.one(name)
        with faults.gathered():
            built = table(source, frame)
            rows += [(url, source) for url in built["url"].unique()]
            tables[name] = casts.table(name, built)
    with faults.gathered():
        tables["reference_points"] = reference.points_table(read.each("reference_points"))
    faults.raise_if_any()
    return tables


def _rosters(read: Reading, rows: list[tuple[str, Source]]) -> dict[str, pd.DataFrame]:
    faults = Faults()
    found = []
    spells: list[dict[str, Any]] = []
    for source, roster in read.each("roster"):
        with faults.gathered():
            instrument = instruments.instrument(source, roster)
            refusals.refuse_count_that_differs(instrument, where=source.where)
            roster_rules.refuse_counts_of_nobody(
                instrument, n_rows=len(roster), where=source.sidecar
            )
            found.append(instrument)
            part = instruments.memberships(source, roster)
            spells += part
            rows += [(url, source) for url in {spell["url"] for spell in part}]
    faults.raise_if_any()
    refusals.refuse_second_file(
        [
            (source.sidecar, source.described(InstrumentDetails).instrument_id)
            for source, _ in read.each("roster")
        ],
        what="instrument",
    )
    roster_rules.refuse_rings([source for source, _ in read.each("roster")])
    texts = instruments.instruments_table(found)
    members = instruments.memberships_table(spells)
    said, stances = read.one("stances")
    roster_rules.refuse_stances_that_differ(stances, texts, members, where=said.where)
    return {"instruments": texts, "memberships": members}


def _leads(read: Reading, rows: list[tuple[str, Source]], texts: pd.DataFrame) -> pd.DataFrame:
    source, frame = read.one("leads")
    built = leads.leads(source, frame, instruments=texts)
    rows += [(url, source) for url in built["url"].unique()]
    return casts.table("leads", built)


def _stated(
    read: Reading, rows: list[tuple[str, Source]], instrument_ids: frozenset[str]
) -> dict[str, pd.DataFrame]:
    faults = Faults()
    tables = {}
    for name, table in _OF_INSTRUMENTS.items():
        source, frame = read.one(name)
        with faults.gathered():
            built = table(source, frame, instrument_ids=instrument_ids)
            rows += [(url, source) for url in built["url"].unique()]
            tables[name] = casts.table(name, built)
    faults.raise_if_any()
    return tables


def _rollcalls(
    read: Reading,
    rows: list[tuple[str, Source]],
    states: pd.DataFrame,
    imported: Sequence[OtherRecord],
) -> dict[str, pd.DataFrame]:
    faults = Faults()
    own = []
    for source, names in read.each("rollcall"):
        with faults.gathered():
            rollcall = rollcalls.rollcall(source, names)
            refusals.refuse_tally_that_differs(rollcall)
            own.append(rollcall)
            rows += [(url, source) for url in rollcall.votes["url"].unique()]
    faults.raise_if_any()
    for name, what in (("rollcall_id", "roll call"), ("symbol", "text")):
        refusals.refuse_second_file(
            [(rollcall.source.sidecar, rollcall.row[name]) for rollcall in own], what=what
        )
    source, listed = read.one("unga_rollcalls")
    votes_source, votes = read.one("unga_votes")
    known_source, known = read.one("unga_mismatches")
    past = assembly_votes.rollcalls(source, listed, votes_source, votes)
    assembly_votes.refuse_mismatches_that_differ(past, known, known_source)
    past["note"] = assembly_votes.notes(known, past)
    found = derived.votes(states, past, votes)
    past = derived.completed(past, found)
    both = merge_rollcalls.joined(own, past, derived.added(votes, found))
    ours = merge_rollcalls.votes_table(own, both, votes_source, votes, found)
    aliases, spellings = read.one("aliases")
    known_names = Names(spellings, where=aliases.where)
    published = [
        resolutions.record_of(*one, names=known_names, states=states)
        for one in read.each("un_resolutions")
    ]
    merged = merging.merged(both, ours, [*published, *imported])
    _, rules = read.one("topic_rules")
    table = merge_rollcalls.rollcalls_table(merged.rollcalls)
    repeated, unpaired = reference.repeated_votes(*read.one("repeated_votes"), listed, table)
    refused = [*refusals.of_rollcalls(table), *unpaired, *merged.refused]
    return {
        "rollcalls": table,
        "repeated_votes": repeated,
        "topics": merge_rollcalls.topics_table(own, merged.rollcalls, rules),
        "votes": merged.votes,
        "sponsors": merged.sponsors,
        "refusals": casts.table("refusals", pd.DataFrame(refused)),
    }


def _sponsors(read: Reading, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    source, listed = read.one("unga_sponsors")
    found = sponsors.sponsors(source, listed, tables["rollcalls"])
    sponsors.refuse_rosters_that_differ(
        found, tables["instruments"], tables["memberships"], where=source.where
    )
    return pd.concat([found, tables["sponsors"]], ignore_index=True)
