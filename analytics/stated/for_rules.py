"""How far a State had spoken for new rules on autonomous weapons by a day, as one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.stated import known

QUESTION = ("laws", "legally_binding_instrument")

FOR_RULES: Mapping[str, float] = {
    "lbi_ban": 1.0,
    "lbi_open": 1.0,
    "ban_call": 1.0,
    "lbi_via_group": 0.5,
    "ban_use_only": 0.5,
    "negotiate_on_text": 0.5,
    "new_rules_wanted": 0.5,
    "process_only": -0.5,
    "not_now": -1.0,
    "lbi_not_supported": -1.0,
    "no_new_rules": -1.0,
}
"""How far an answer speaks for new rules, -1 to 1; any other, and nothing on record, is 0."""


def spoken_for(
    stated_positions: pd.DataFrame, as_of: pd.Timestamp, iso3s: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Return how far each State had spoken for new rules by the end of a day.

    Parameters
    ----------
    stated_positions : DataFrame
        The table of that name.
    as_of : Timestamp
        What is of a later day, or could be, changes nothing.
    iso3s : sequence of str
        The S States.

    Returns
    -------
    ndarray, shape (S,)
        `FOR_RULES` of the last answer of each, -1 to 1; 0 where nothing that counts is on record.
    """
    told, _later = known.on_record(stated_positions, as_of)
    is_asked = (told["topic"] == QUESTION[0]) & (told["question"] == QUESTION[1])
    told = told[is_asked & (told["act"] != "review")]
    last = told.sort_values(["date_to", "date_from", "document"]).drop_duplicates(
        "iso3", keep="last"
    )
    column = np.zeros(len(iso3s))
    found = pd.Index(iso3s).get_indexer(pd.Index(last["iso3"]))
    worth = last["code"].astype(object).map(FOR_RULES).fillna(0.0).to_numpy(dtype=np.float64)
    column[found[found >= 0]] = worth[found >= 0]
    return column
