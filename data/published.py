"""The tables of what others made of the recorded votes: States' positions, and which votes recur.

They are part of the one contract, ``data/schema.py``.
"""

from __future__ import annotations

import pandera.pandas as pa

from data.table import ISO3, Count, TableModel

REFERENCE_SUBJECTS = ("all", "human_rights", "middle_east", "nuclear")
"""What the ideal points that others published rest on: all votes, or those on a topic."""


class ReferencePoints(TableModel):
    """Ideal points published by others, for validation only."""

    subject: str = pa.Field(
        isin=REFERENCE_SUBJECTS, description="Topic of the votes behind it; all for every vote"
    )
    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    session_number: Count = pa.Field(ge=1, description="Session of the General Assembly")
    ideal_point: float = pa.Field(description="Published posterior mean")
    q05: float = pa.Field(description="Published 5 % quantile")
    q95: float = pa.Field(description="Published 95 % quantile")
    n_votes: Count = pa.Field(ge=0, description="Votes behind the estimate")

    class Config:
        """One row a subject, State and session."""

        unique = ("subject", "iso3", "session_number")


class RepeatedVotes(TableModel):
    """Two roll calls on the same text in different sessions, as others matched them."""

    earlier_rollcall_id: str = pa.Field(unique=True, description="The vote that was repeated")
    later_rollcall_id: str = pa.Field(unique=True, description="The vote that repeated it")
