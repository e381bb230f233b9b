"""The documents behind the reasons for and against a State's joining."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.joining import recent_votes
from analytics.joining.history import History

MOST_RECENT = 3
"""Rows a family of reasons, the most recent first."""

COLUMNS = ("family", "kind", "key", "day", "is_yes", "evidence_id")


def of_state(
    history: History,
    place: int,
    iso3: str,
    day: np.datetime64,
    *,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
    rollcalls: pd.DataFrame,
) -> pd.DataFrame:
    """Return the rows of the history on which the reasons of a State rest.

    Parameters
    ----------
    history : History
    place : int
        Row of the text.
    iso3 : str
        A UN member.
    day : datetime64[D]
        Only what was known on its morning.
    memberships, instruments, rollcalls : DataFrame
        The tables of those names, for their evidence.

    Returns
    -------
    DataFrame
        `COLUMNS`: a row a text, roll call, role or group. ``family`` is one of
        `features.FAMILIES`; ``kind`` is instrument or rollcall, ``key`` its key; ``is_yes``
        says whether the State joined, voted in favour, took part or is a member.
    """
    at = history.states.index(iso3)
    known = history.known(day)
    text = history.texts.iloc[place]
    is_kin = (history.texts["family"] == text["family"]).to_numpy(dtype=bool)
    is_field = (history.texts["field"] == text["field"]).to_numpy(dtype=bool)
    is_other = known.opened & (np.arange(len(history.texts)) != place)
    document = instruments.set_index(instruments["instrument_id"].astype(str))["evidence_id"]
    is_later = (memberships["since_to"] >= pd.Timestamp(day)).to_numpy(dtype=bool)
    mine = memberships[(memberships["iso3"].astype(str) == iso3) & ~is_later]
    own = mine.drop_duplicates("instrument_id", keep="first")
    own_document = own.set_index(own["instrument_id"].astype(str))["evidence_id"]
    document = own_document.combine_first(document)

    def texts(family: str, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pd.DataFrame:
        ids = history.texts["instrument_id"].iloc[rows].astype(str)
        return pd.DataFrame(
            {
                "family": family,
                "kind": "instrument",
                "key": ids.to_numpy(),
                "day": history.texts["opened"].iloc[rows].to_numpy(),
                "is_yes": known.joined[rows, at],
                "evidence_id": ids.map(document).to_numpy(),
            }
        )

    kin = np.flatnonzero(is_kin & is_other)
    near = np.flatnonzero(is_field & ~is_kin & is_other & known.joined[:, at])
    parts = [texts("same_family", kin[-MOST_RECENT:]), texts("record", near[-MOST_RECENT:])]
    shares = (history.carried & history.carried[place]).any(axis=1)
    parts.append(texts("carriers", np.flatnonzero(shares & is_other)[-MOST_RECENT:]))
    votes = np.flatnonzero(known.voted & (history.codes[:, at] >= 0))
    on_subject = recent_votes.rows_on_subject(history, known, place)
    on_subject = on_subject[np.isin(on_subject, votes)][-MOST_RECENT:]
    others = votes[~np.isin(votes, on_subject)]
    others = others[len(others) - (MOST_RECENT - len(on_subject)) :]
    document_of = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))["evidence_id"]
    for last in (on_subject, others):
        ids = history.rollcalls["rollcall_id"].iloc[last].astype(str)
        parts.append(
            pd.DataFrame(
                {
                    "family": "votes",
                    "kind": "rollcall",
                    "key": ids.to_numpy(),
                    "day": history.voted_on[last],
                    "is_yes": history.codes[last, at] == 2,
                    "evidence_id": ids.map(document_of).to_numpy(),
                }
            )
        )
    roles = known.roles[(known.roles["state"] == at).to_numpy(dtype=bool)].tail(MOST_RECENT)
    parts.append(_rows("engagement", roles["instrument_id"], roles["day"], document))
    groups = pd.Series(
        np.array(history.groups, dtype=object)[history.in_group[:, at]], dtype=object
    )
    parts.append(_rows("groups", groups, pd.Series(pd.NaT, index=groups.index), document))
    found = [part for part in parts if len(part)]
    return pd.concat(found or parts[:1], ignore_index=True)[list(COLUMNS)]


def _rows(family: str, keys: pd.Series, days: pd.Series, document: pd.Series) -> pd.DataFrame:
    """Return rows of what a State took part in."""
    return pd.DataFrame(
        {
            "family": family,
            "kind": "instrument",
            "key": keys.astype(str).to_numpy(),
            "day": days.to_numpy(),
            "is_yes": True,
            "evidence_id": keys.astype(str).map(document).to_numpy(),
        }
    )
