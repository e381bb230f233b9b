"""Which column of which table points to which: the other half of the contract."""

from __future__ import annotations

REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("aliases", "iso3", "states", "iso3"),
    ("instruments", "evidence_id", "evidence", "evidence_id"),
    ("instruments", "source_id", "sources", "source_id"),
    ("instruments", "rollcall_id", "rollcalls", "rollcall_id"),
    ("instruments", "snapshot_of", "instruments", "instrument_id"),
    ("memberships", "instrument_id", "instruments", "instrument_id"),
    ("memberships", "iso3", "states", "iso3"),
    ("memberships", "evidence_id", "evidence", "evidence_id"),
    ("leads", "instrument_id", "instruments", "instrument_id"),
    ("leads", "iso3", "states", "iso3"),
    ("leads", "evidence_id", "evidence", "evidence_id"),
    ("rollcalls", "evidence_id", "evidence", "evidence_id"),
    ("rollcalls", "source_id", "sources", "source_id"),
    ("topics", "rollcall_id", "rollcalls", "rollcall_id"),
    ("votes", "rollcall_id", "rollcalls", "rollcall_id"),
    ("votes", "iso3", "states", "iso3"),
    ("votes", "evidence_id", "evidence", "evidence_id"),
    ("sponsors", "rollcall_id", "rollcalls", "rollcall_id"),
    ("sponsors", "iso3", "states", "iso3"),
    ("sponsors", "evidence_id", "evidence", "evidence_id"),
    ("milestones", "evidence_id", "evidence", "evidence_id"),
    ("stances", "iso3", "states", "iso3"),
    ("stances", "instrument_id", "instruments", "instrument_id"),
    ("stances", "evidence_id", "evidence", "evidence_id"),
    ("mandates", "evidence_id", "evidence", "evidence_id"),
    ("authorships", "iso3", "states", "iso3"),
    ("authorships", "evidence_id", "evidence", "evidence_id"),
    ("commissioners", "instrument_id", "instruments", "instrument_id"),
    ("commissioners", "evidence_id", "evidence", "evidence_id"),
    ("tiles", "iso3", "states", "iso3"),
    ("boundaries", "iso3", "states", "iso3"),
    ("repeated_votes", "earlier_rollcall_id", "rollcalls", "rollcall_id"),
    ("repeated_votes", "later_rollcall_id", "rollcalls", "rollcall_id"),
    ("corrections", "source_id", "sources", "source_id"),
    ("refusals", "source_id", "sources", "source_id"),
)
"""Foreign keys: (table, column, table referred to, its column). Missing values are allowed where
the column is nullable."""
