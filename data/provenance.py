"""The tables that say where the facts come from: documents, files, corrections, what was flagged.

They are part of the one contract, ``data/schema.py``.
"""

from __future__ import annotations

import pandera.pandas as pa

from data.table import PARTIAL_DATE, Count, TableModel

GRADES = ("official", "recognised", "copy")
"""Grades of the site a document was read on. official: a government, an organisation of States, or
the site of the process itself; recognised: press, research, civil society, reference works; copy:
anything else, so that nobody vouches for the text."""


SOURCE_CONFIDENCES = ("official", "official_record", "press_release", "secondary")
"""How good a document is."""


class Evidence(TableModel):
    """A document on which rows rest."""

    evidence_id: str = pa.Field(unique=True, description="Key of the document")
    url: str = pa.Field(unique=True, description="Address, or archive reference")
    publisher: str = pa.Field(description="Publisher, or the site's name")
    title: str = pa.Field(nullable=True, description="Title, where recorded")
    retrieved: str = pa.Field(
        str_matches=PARTIAL_DATE,
        nullable=True,
        description="When it was read; missing where its text was read in a copy",
    )
    licence: str = pa.Field(nullable=True, description="Terms, where seen")
    grade: str = pa.Field(
        isin=GRADES, description="Official site, recognised secondary source, or unverified copy"
    )


class Sources(TableModel):
    """A file under data/sources, with its provenance."""

    source_id: str = pa.Field(unique=True, description="Path below data/sources, without suffix")
    format: str = pa.Field(description="Which reader parses it")
    title: str = pa.Field(description="Title of the source")
    publisher: str = pa.Field(description="Publisher")
    url: str = pa.Field(description="Address")
    read_in: str = pa.Field(
        nullable=True, description="Copy in which the text was read, if not at that address"
    )
    retrieved: str = pa.Field(str_matches=PARTIAL_DATE, description="When it was read")
    as_of: str = pa.Field(
        str_matches=PARTIAL_DATE, nullable=True, description="Date for which it holds"
    )
    licence: str = pa.Field(description="Terms")
    sha256: str = pa.Field(str_matches=r"^[0-9a-f]{64}$", description="Checksum of the file")
    n_rows: Count = pa.Field(ge=0, description="Rows read")
    n_bytes: Count = pa.Field(ge=0, description="Size of the file")
    max_age_days: Count = pa.Field(
        ge=1, nullable=True, description="Days after which it ought to be read again, where said"
    )
    note: str = pa.Field(nullable=True, description="What a reader should know")


class Corrections(TableModel):
    """A known error of a source, and what was put in its place."""

    source_id: str = pa.Field(description="Source file")
    key: str = pa.Field(description="Which row")
    column: str = pa.Field(description="Which column")
    expect: str = pa.Field(
        nullable=True, description="What the source says; missing where it says nothing"
    )
    value: str = pa.Field(description="What is stored instead")
    reason: str = pa.Field(description="Why")
    url: str = pa.Field(description="Where the right value can be read")


class Refusals(TableModel):
    """Something a source holds that was stored with a flag, or not at all, and why."""

    source_id: str = pa.Field(description="Source file")
    subject: str = pa.Field(description="What was refused")
    found: str = pa.Field(description="What was found")
    expected: str = pa.Field(description="What was expected")
    action: str = pa.Field(description="What was done")
