"""What States said in texts of their own: signatures, groups and lists by others left aside."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions
from data.stated import ONE_ANSWER

NO_OWN_TEXT = "no_own_text"
"""Something is on record of the State, but no text of its own."""


def of_states(positions: LatestPositions) -> pd.DataFrame:
    """Return what each State last said in a text of its own.

    Parameters
    ----------
    positions : LatestPositions

    Returns
    -------
    DataFrame
        ``iso3, topic, question, status, codes``: as `LatestPositions.states` has them, with
        `NO_OWN_TEXT` where all that is on record is of another kind.
    """
    rows = positions.rows
    own = rows[rows["is_latest_own"]].groupby(ASKED)["code"].agg(tuple)
    states = positions.states[[*ASKED, "status", "codes"]].merge(
        own.rename("own").reset_index(), how="left", on=ASKED
    )
    codes: list[tuple[str, ...]] = [
        tuple(dict.fromkeys(own)) if isinstance(own, tuple) else () for own in states.pop("own")
    ]
    status = [
        _status(question, told, known)
        for question, told, known in zip(states["question"], codes, states["status"], strict=True)
    ]
    return states.assign(codes=np.array([*codes, None], dtype=object)[:-1], status=status)


def _status(question: str, codes: tuple[str, ...], known: str) -> str:
    if codes:
        return "documents_differ" if len(codes) > 1 and question in ONE_ANSWER else "stated"
    return NO_OWN_TEXT if known in ("stated", "documents_differ") else known
