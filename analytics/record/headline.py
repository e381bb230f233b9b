"""What the record says first of one State on one subject: its votes, sponsorships and texts.

What belongs to the subject is found in the data, as in `coalition`: the complete plenary votes on a
topic, the lists of sponsors of the texts voted on, and the summit outcomes and political
declarations of a domain.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics import roster_status
from analytics.record import coalition, standing

MAIN = "main_sponsor"

NO_LIST = "no_list"
"""Sponsorship of a text of which no list of sponsors is in the record."""


@dataclass(frozen=True)
class Headline:
    """What is said first of a State.

    Attributes
    ----------
    iso3 : str
        The State.
    votes : DataFrame
        ``rollcall_id, symbol, vote_date, vote, sponsorship, evidence_id``: the complete plenary
        votes on the topic, the earliest first. ``vote`` is missing where the State has none.
        ``sponsorship`` is its role on the list of sponsors, the main one before others, or
        otherwise ``not_listed``, ``unknown`` or `NO_LIST`.
    texts : DataFrame
        ``instrument_id, short_name, kind, date_text, as_of, category, evidence_id, fact``: the
        texts of the domain, the earliest first. ``category`` is one of `roster_status.CATEGORIES`;
        ``fact`` is what is documented besides, as in the table ``stances``, or missing.
    left_out : DataFrame
        ``kind, key, reason``: roll calls on the topic that are not among the votes. Reasons:
        ``not_plenary``, ``part_of_a_text``, ``not_complete``.
    """

    iso3: str
    votes: pd.DataFrame
    texts: pd.DataFrame
    left_out: pd.DataFrame


def of_state(
    iso3: str,
    *,
    topic: str,
    domain: str,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    votes: pd.DataFrame,
    stances: pd.DataFrame,
    on_rosters: pd.DataFrame | None = None,
) -> Headline:
    """Return what the record says first of one State.

    Parameters
    ----------
    iso3 : str
    topic : str
        Of the roll calls.
    domain : str
        Of the texts.
    states, instruments, memberships, rollcalls, topics, votes, stances : DataFrame
        The tables of those names.
    on_rosters : DataFrame, optional
        Where every State stands on every roster (`roster_status.table`), if that is made already.

    Raises
    ------
    AnalysisError
        If there is no such State, no complete plenary vote on the topic, or no summit outcome of
        the domain that is known in full.
    """
    standing.one_row(states, "iso3", iso3, "State")
    own = states[(states["iso3"] == iso3).to_numpy(dtype=bool)]
    asked, left_out = coalition.votes_on(topic, rollcalls, topics)
    texts = coalition.texts_of(domain, instruments)
    is_list = (
        (instruments["kind"] == "resolution")
        & instruments["rollcall_id"].isin(asked["rollcall_id"])
        & instruments["snapshot_of"].isna()
    )
    lists = instruments[is_list.to_numpy(dtype=bool)].astype({"instrument_id": object})
    asked_of = pd.concat([texts[list(lists.columns)], lists], ignore_index=True)
    if on_rosters is None:
        where = roster_status.table(states=own, instruments=asked_of, memberships=memberships)
    else:
        where = roster_status.rows(on_rosters, iso3, asked_of)
    where = where.set_index("instrument_id")
    is_main = (memberships["iso3"] == iso3) & (memberships["role"] == MAIN)
    tabled = set(memberships["instrument_id"][is_main.to_numpy(dtype=bool)])
    cast = votes[(votes["iso3"] == iso3).to_numpy(dtype=bool)].astype(object)
    vote = cast.set_index("rollcall_id")["vote"]
    documented = stances[(stances["iso3"] == iso3).to_numpy(dtype=bool)].astype(object)
    fact = documented.drop_duplicates("instrument_id").set_index("instrument_id")["fact"]
    texts = texts.sort_values(["date_from", "instrument_id"], ignore_index=True)
    columns = ["instrument_id", "short_name", "kind", "date_text", "as_of"]
    return Headline(
        iso3=iso3,
        votes=pd.DataFrame(
            {
                "rollcall_id": asked["rollcall_id"],
                "symbol": asked["symbol"],
                "vote_date": asked["vote_date"],
                "vote": asked["rollcall_id"].map(vote),
                "sponsorship": asked["rollcall_id"].map(_sponsorships(lists, where, tabled)),
                "evidence_id": asked["evidence_id"],
            }
        ).fillna({"sponsorship": NO_LIST}),
        texts=texts[columns].assign(
            category=_categories(texts, where),
            evidence_id=texts["evidence_id"],
            fact=texts["instrument_id"].map(fact),
        ),
        left_out=left_out,
    )


def _categories(texts: pd.DataFrame, where: pd.DataFrame) -> pd.Series:
    """Return where the State stands on each text; of one not asked about, what its roster says."""
    silent = texts["is_full"].map({True: "not_listed", False: "unknown"})
    return texts["instrument_id"].map(where["category"]).fillna(silent)


def _sponsorships(lists: pd.DataFrame, where: pd.DataFrame, tabled: Collection[str]) -> pd.Series:
    """Return the State's role among the sponsors of each text that has a list, by roll call."""
    found = where.reindex(lists["instrument_id"])
    is_named = found["category"].isin(["listed", "organiser"])
    role = found["role"].where(is_named, found["category"].fillna("not_listed"))
    role = role.mask(role.index.isin(list(tabled)), MAIN)
    named = pd.Series(role.to_numpy(dtype=object), index=lists["rollcall_id"].astype(object))
    return named[~named.index.duplicated()]
