"""The tables of what was asked of whom, who wrote which paper, and who sits in person.

They are part of the one contract, ``data/schema.py``.
"""

from __future__ import annotations

import pandera.pandas as pa

from data.provenance import SOURCE_CONFIDENCES
from data.table import ISO3, PARTIAL_DATE, Day, TableModel

MANDATE_STATUSES = ("due", "open", "unknown", "reported_done", "done")
"""due: it has a term, which has come; open: asked without a term; unknown: whether it was done was
not found; reported_done: done, as others report; done: the document is there."""

COMMISSIONER_ROLES = ("chair", "commissioner")


class Mandates(TableModel):
    """Something that a decision asks of somebody, by when, and what became of it."""

    mandate_id: str = pa.Field(unique=True, description="Key of the mandate")
    symbol: str = pa.Field(description="The decision that asks it")
    paragraphs: str = pa.Field(nullable=True, description="Its operative paragraphs")
    task: str = pa.Field(description="What has to be done")
    who: str = pa.Field(description="Who has to do it")
    due: str = pa.Field(nullable=True, description="By when, as the decision says; if it does")
    due_from: Day = pa.Field(
        nullable=True, description="Earliest day that the term can mean, where it is a date"
    )
    due_to: Day = pa.Field(
        nullable=True, description="Latest day that the term can mean, where it is a date"
    )
    status: str = pa.Field(
        isin=MANDATE_STATUSES, description="What became of it when the source was read"
    )
    outcome: str = pa.Field(nullable=True, description="What is known of the outcome")
    confidence: str = pa.Field(isin=SOURCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")


class Authorships(TableModel):
    """A State that wrote a paper, alone or with others."""

    paper_id: str = pa.Field(description="Key of the paper: its symbol, where it has one")
    symbol: str = pa.Field(nullable=True, description="Symbol of the paper")
    title: str = pa.Field(description="Title, or what it is where no title is known")
    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    is_joint: bool = pa.Field(description="Written with others")
    date_text: str = pa.Field(str_matches=PARTIAL_DATE, description="When, as sourced")
    date_from: Day = pa.Field(description="Earliest day that date_text can mean")
    date_to: Day = pa.Field(description="Latest day that date_text can mean")
    confidence: str = pa.Field(isin=SOURCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")

    class Config:
        """One row a paper and State."""

        unique = ("paper_id", "iso3")


class Commissioners(TableModel):
    """A person on a commission, in a personal capacity: never a State."""

    instrument_id: str = pa.Field(description="The commission")
    person: str = pa.Field(description="Name of the person")
    role: str = pa.Field(isin=COMMISSIONER_ROLES, description="Chair or commissioner")
    institution: str = pa.Field(
        nullable=True, description="Where the person works or what was its office, as printed"
    )
    since: str = pa.Field(
        str_matches=PARTIAL_DATE, description="When a document names the person in that role"
    )
    confidence: str = pa.Field(isin=SOURCE_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")

    class Config:
        """One row a person and commission."""

        unique = ("instrument_id", "person")
