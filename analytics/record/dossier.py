"""Everything the record holds on one State, on one timeline.

Dated things stand in order of the earliest day they can mean; undated ones are kept apart. What a
source cannot tell about the State is listed as unknown, beside what it is known not to be on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots, roster_status
from analytics.record import standing
from data import domains, schema

GROUPS = (
    "vote",
    "endorsement",
    "forum",
    "submission",
    "sponsorship",
    "membership",
    "stance",
)

ROLE_GROUPS = {
    "sponsor": "sponsorship",
    "additional_sponsor": "sponsorship",
    "main_sponsor": "sponsorship",
    "submitter": "submission",
    "member": "membership",
}
"""Roles that tell the group whatever the instrument."""

KIND_GROUPS = {
    "resolution": "sponsorship",
    "sg_report_submission": "submission",
    "forum": "forum",
    "consultation": "forum",
    "commission": "forum",
    "organisation": "membership",
    "regional_group": "membership",
    "partnership": "membership",
    "treaty": "membership",
    "treaty_protocol": "membership",
}
"""Groups of the other roles, by kind of instrument; every other kind is an endorsement."""

COLUMNS = (
    "date_text",
    "date_from",
    "date_to",
    "until",
    "group",
    "key",
    "title",
    "symbol",
    "body",
    "topic",
    "kind",
    "detail",
    "confidence",
    "evidence_id",
)


@dataclass(frozen=True)
class Dossier:
    """What is known of one State.

    Attributes
    ----------
    iso3 : str
        The State.
    timeline : DataFrame
        `COLUMNS`, the latest first. ``group`` is one of `GROUPS`; ``key`` the rollcall_id or
        instrument_id; ``symbol, body, topic`` those of a roll call, the topic being the first of
        those shown; ``kind`` that of an instrument; ``detail`` the vote, role or documented fact,
        as a key.
    undated : DataFrame
        The same columns: what has no date.
    history : DataFrame
        ``year, topic, Y, N, A, X``: votes in complete plenary roll calls, a row a year and topic,
        and one with topic ``all`` a year. A roll call on several topics counts under each, one
        on none only under ``all``.
    history_evidence : tuple of str
        Keys of the documents that ``history`` was counted from.
    not_listed : DataFrame
        ``key, title, kind, date_text, as_of, evidence_id``: instruments whose roster says that
        the State is not on it, or no longer. Not listed is not opposed. Of a former State only
        what names it is asked.
    unknown : DataFrame
        ``kind, key, title, date_text, reason``: instruments (by their ``roster_use``) and roll
        calls (``partial``) that cannot tell about the State, or do not on the day their roster
        was read.
    left_out : DataFrame
        ``kind, key, reason``. Reasons: ``earlier_state`` (of another instrument),
        ``not_complete`` (a roll call outside the history).
    """

    iso3: str
    timeline: pd.DataFrame
    undated: pd.DataFrame
    history: pd.DataFrame
    history_evidence: tuple[str, ...]
    not_listed: pd.DataFrame
    unknown: pd.DataFrame
    left_out: pd.DataFrame


def of_state(
    iso3: str,
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    votes: pd.DataFrame,
    stances: pd.DataFrame,
    shown_topics: Collection[str] = domains.TECHNOLOGY_TOPICS,
    on_rosters: pd.DataFrame | None = None,
) -> Dossier:
    """Return everything the record holds on one State.

    Parameters
    ----------
    iso3 : str
    states, instruments, memberships, rollcalls, topics, votes, stances : DataFrame
        The tables of those names.
    shown_topics : collection of str
        Topics whose roll calls are shown one by one; the others are counted in ``history`` only.
    on_rosters : DataFrame, optional
        Where every State stands on every roster (`roster_status.table`), if that is made already.

    Raises
    ------
    AnalysisError
        If there is no such State.
    """
    standing.one_row(states, "iso3", iso3, "State")
    own = states[(states["iso3"] == iso3).to_numpy(dtype=bool)]
    is_earlier = instruments["snapshot_of"].notna().to_numpy(dtype=bool)
    current = instruments[~is_earlier].astype({"instrument_id": object})
    cast = votes[(votes["iso3"] == iso3).to_numpy(dtype=bool)].astype(object)
    cast = cast.merge(rollcalls, on="rollcall_id", suffixes=("", "_rollcall"))
    counted = cast[ballots.is_complete_in_plenary(cast)]
    topic = _first_topics(topics, shown_topics)
    asked = set(topic.index)
    rows = pd.concat(
        [
            _votes(cast[cast["rollcall_id"].isin(asked)], topic),
            _spells(memberships[memberships["iso3"] == iso3], current),
            _stances(stances[stances["iso3"] == iso3], current),
        ],
        ignore_index=True,
    )[list(COLUMNS)]
    rows = rows.sort_values(["date_from", "group", "key"], ascending=[False, True, True])
    is_dated = rows["date_from"].notna()
    if on_rosters is None:
        table = roster_status.table(states=own, instruments=current, memberships=memberships)
    else:
        table = roster_status.rows(on_rosters, iso3, current)
    unlisted = table
    if own["un_membership"].iloc[0] != "former":
        unlisted = pd.concat([table, _unnamed(table, own, current)], ignore_index=True)
    is_complete = (rollcalls["status"] == "complete").to_numpy(dtype=bool)
    left_out = pd.concat(
        [
            _left_out("instrument", instruments["instrument_id"][is_earlier], "earlier_state"),
            _left_out("rollcall", rollcalls["rollcall_id"][~is_complete], "not_complete"),
        ],
        ignore_index=True,
    )
    return Dossier(
        iso3=iso3,
        timeline=rows[is_dated].reset_index(drop=True),
        undated=rows[~is_dated].reset_index(drop=True),
        history=_history(counted, topics),
        history_evidence=tuple(sorted(set(counted["evidence_id"]))),
        not_listed=_not_listed(unlisted, current),
        unknown=pd.concat(
            [_unknown(unlisted, current), _unnamed_votes(own, rollcalls, asked, cast)],
            ignore_index=True,
        ),
        left_out=left_out,
    )


def _first_topics(topics: pd.DataFrame, shown: Collection[str]) -> pd.Series:
    """Return the first of the topics shown of each roll call that has one, by roll call."""
    asked = topics[topics["topic"].isin(list(shown))].astype(object)
    order = asked["topic"].map({topic: place for place, topic in enumerate(shown)})
    first = asked.assign(order=order).sort_values(["rollcall_id", "order"])
    return first.drop_duplicates("rollcall_id").set_index("rollcall_id")["topic"]


def _votes(cast: pd.DataFrame, topic: pd.Series) -> pd.DataFrame:
    """Return the roll calls shown one by one."""
    return pd.DataFrame(
        {
            "date_text": cast["vote_date"].dt.strftime("%Y-%m-%d"),
            "date_from": cast["vote_date"],
            "date_to": cast["vote_date"],
            "until": None,
            "group": "vote",
            "key": cast["rollcall_id"],
            "title": cast["title"],
            "symbol": cast["symbol"],
            "body": cast["body"],
            "topic": cast["rollcall_id"].map(topic),
            "kind": None,
            "detail": cast["vote"],
            "confidence": cast["confidence"],
            "evidence_id": cast["evidence_id"],
        }
    )


def _spells(held: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Return the State's spells, each under its group."""
    about = current[["instrument_id", "short_name", "kind"]]
    spell = held.astype({"instrument_id": object}).merge(about, on="instrument_id")
    by_kind = spell["kind"].map(KIND_GROUPS).fillna("endorsement")
    by_role = spell["role"].map(ROLE_GROUPS)
    return pd.DataFrame(
        {
            "date_text": spell["since"],
            "date_from": spell["since_from"],
            "date_to": spell["since_to"],
            "until": spell["until"],
            "group": by_role.fillna(by_kind),
            "key": spell["instrument_id"],
            "title": spell["short_name"],
            "symbol": None,
            "body": None,
            "topic": None,
            "kind": spell["kind"],
            "detail": spell["role"],
            "confidence": spell["confidence"],
            "evidence_id": spell["evidence_id"],
        }
    )


def _stances(facts: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Return the documented facts that are neither vote nor membership."""
    about = current[["instrument_id", "short_name", "kind"]]
    fact = facts.astype({"instrument_id": object}).merge(about, on="instrument_id")
    first = roster_status.first_days(fact["date_text"])
    return pd.DataFrame(
        {
            "date_text": fact["date_text"],
            "date_from": first,
            "date_to": roster_status.last_days(fact["date_text"]),
            "until": None,
            "group": "stance",
            "key": fact["instrument_id"],
            "title": fact["short_name"],
            "symbol": None,
            "body": None,
            "topic": None,
            "kind": fact["kind"],
            "detail": fact["fact"],
            "confidence": fact["confidence"],
            "evidence_id": fact["evidence_id"],
        }
    )


def _history(counted: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Return counts of votes a year and topic."""
    is_dated = counted["vote_date"].notna()
    used = counted.loc[is_dated, ["rollcall_id", "vote", "vote_date"]]
    used = used.assign(year=used["vote_date"].dt.year)
    tagged = pd.concat(
        [used.assign(topic="all"), used.merge(topics, on="rollcall_id")], ignore_index=True
    )
    is_vote = {position: tagged["vote"] == position for position in schema.POSITIONS}
    counts = tagged[["year", "topic"]].assign(**is_vote).groupby(["year", "topic"]).sum()
    return counts.reset_index()


def _unnamed(table: pd.DataFrame, own: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Return rows for a participant that is no UN member and that some rosters do not name."""
    silent = current[~current["instrument_id"].isin(table["instrument_id"])]
    category = np.where(silent["roster_use"].isin(domains.FULL_USES), "not_listed", "unknown")
    return pd.DataFrame(
        {
            "instrument_id": silent["instrument_id"],
            "iso3": own["iso3"].iloc[0],
            "category": category,
            "evidence_id": silent["evidence_id"].where(category == "not_listed"),
        }
    )


def _not_listed(table: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Return the instruments that the State is known not to be on."""
    away = table[table["category"].isin(["not_listed", "former"])]
    frame = away[["instrument_id", "evidence_id"]].merge(
        current.drop(columns="evidence_id"), on="instrument_id"
    )
    frame = frame.sort_values(["date_from", "instrument_id"], ascending=[False, True])
    columns = ["instrument_id", "short_name", "kind", "date_text", "as_of", "evidence_id"]
    names = {"instrument_id": "key", "short_name": "title"}
    return frame[columns].rename(columns=names).reset_index(drop=True)


def _unknown(table: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Return the instruments whose roster cannot tell about the State."""
    silent = table["instrument_id"][table["category"] == "unknown"]
    frame = current[current["instrument_id"].isin(silent)]
    frame = frame.sort_values(["date_from", "instrument_id"], ascending=[False, True])
    return pd.DataFrame(
        {
            "kind": "instrument",
            "key": frame["instrument_id"],
            "title": frame["short_name"],
            "date_text": frame["date_text"],
            "reason": frame["roster_use"],
        }
    )


def _unnamed_votes(
    own: pd.DataFrame, rollcalls: pd.DataFrame, asked: set[str], cast: pd.DataFrame
) -> pd.DataFrame:
    """Return the roll calls on the topics shown in which the State's vote is not known."""
    is_member = bool(roster_status.un_members(own)[0])
    since = own["un_member_since_year"].fillna(0).iloc[0]
    unnamed = asked - set(cast["rollcall_id"])
    shown = rollcalls[rollcalls["rollcall_id"].isin(unnamed)]
    year = shown["vote_date"].dt.year
    frame = shown[is_member & (year.isna() | (year >= since))]
    frame = frame.sort_values(["vote_date", "rollcall_id"], ascending=[False, True])
    return pd.DataFrame(
        {
            "kind": "rollcall",
            "key": frame["rollcall_id"],
            "title": frame["title"],
            "date_text": frame["vote_date"].dt.strftime("%Y-%m-%d"),
            "reason": frame["status"],
        }
    )


def _left_out(kind: str, keys: pd.Series, reason: str) -> pd.DataFrame:
    """Return the rows of ``left_out`` for some keys."""
    return pd.DataFrame({"kind": kind, "key": sorted(keys.astype(str)), "reason": reason})
