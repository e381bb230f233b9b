"""How much there is: rows, documents and States on each question, and how they are documented."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics.stated import known


@dataclass(frozen=True)
class StatedCoverage:
    """What is on record of what States say.

    Attributes
    ----------
    subjects : DataFrame
        ``topic, question, n_rows, n_documents, n_states, n_own, n_signed, n_none_found``: rows,
        documents and States on each question; States with a text of their own, States that only
        signed, aligned or were named, and States of which a reviewer found nothing.
    n_states : int
        States with any row.
    left_out : DataFrame
        ``iso3, reason``: States asked about without any row (``not_reviewed``).
    """

    subjects: pd.DataFrame
    n_states: int
    left_out: pd.DataFrame


def coverage(stated_positions: pd.DataFrame, *, iso3s: Collection[str]) -> StatedCoverage:
    """Return how much is on record on each question.

    Parameters
    ----------
    stated_positions : DataFrame
        The table of that name.
    iso3s : collection of str
        The States asked about, such as the members of the United Nations.
    """
    rows = stated_positions.assign(how=known.how_documented(stated_positions))
    subjects = [_counts(part) for _, part in rows.groupby(["topic", "question"], sort=False)]
    columns = ["topic", "question", "n_rows", "n_documents", "n_states"]
    columns += ["n_own", "n_signed", "n_none_found"]
    reviewed = set(rows["iso3"])
    silent = [iso3 for iso3 in sorted(iso3s) if iso3 not in reviewed]
    return StatedCoverage(
        subjects=pd.DataFrame(subjects, columns=columns).sort_values(
            ["n_rows", "question", "topic"], ascending=[False, True, True], ignore_index=True
        ),
        n_states=len(reviewed),
        left_out=pd.DataFrame({"iso3": silent, "reason": "not_reviewed"}),
    )


def _counts(part: pd.DataFrame) -> dict[str, object]:
    own = set(part.loc[part["act"] == "own_text", "iso3"])
    acted = set(part.loc[part["act"] != "review", "iso3"])
    return {
        "topic": part["topic"].iloc[0],
        "question": part["question"].iloc[0],
        "n_rows": len(part),
        "n_documents": part["evidence_id"].nunique(),
        "n_states": part["iso3"].nunique(),
        "n_own": len(own),
        "n_signed": len(acted - own),
        "n_none_found": len(set(part["iso3"]) - acted),
    }
