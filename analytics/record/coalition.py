"""Where the coalition on one subject stands: its votes, its sponsors and its texts, in figures.

What belongs to it is found in the data: the plenary votes on a topic, the sponsors of each text
voted on, and the summit outcomes and political declarations of a domain. A new text or vote takes
its place by being in the data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots, roster_status
from analytics.record import return_tiers
from data import domains
from data.errors import AnalysisError

SUMMIT = "summit_outcome"

_VOTE_COLUMNS = [
    "rollcall_id",
    "symbol",
    "vote_date",
    "n_yes",
    "n_no",
    "n_abstain",
    "n_absent",
    "evidence_id",
]


@dataclass(frozen=True)
class Coalition:
    """A coalition in figures.

    Attributes
    ----------
    votes : DataFrame
        ``rollcall_id, symbol, vote_date, n_yes, n_no, n_abstain, n_absent, evidence_id,
        sponsors_id, n_sponsors, n_additional, sponsors_evidence_id``: the plenary votes on the
        topic, the earliest first. ``n_sponsors`` counts every State on the list, ``n_additional``
        those that joined after the text was tabled; missing where no list is known.
    texts : DataFrame
        ``instrument_id, kind, short_name, date_text, as_of, roster_status, is_full, n_endorsers,
        n_named, n_members, n_others, n_unnamed, evidence_id``: of the domain, by kind, the
        earliest first. ``n_endorsers`` is as published, or as named where no number was
        published. ``n_named`` of them are known by name: UN members and others. ``is_full``: the
        roster tells of every State.
    return_tiers : ReturnTiers
        Over the summit outcomes that are known in full.
    pool : tuple of str
        UN members that voted yes the last time and are named on no summit outcome.
    n_unnamed : int
        Endorsers of summit outcomes whose names no source gives; some may be in the pool.
    states : DataFrame
        ``iso3, is_member, un_region_group_code, tier``, and a column a summit outcome, also those
        known in part, with a category of `roster_status.CATEGORIES`. UN members first. ``tier`` is
        that of ``return_tiers``.
    stances : DataFrame
        Rows of the table ``stances`` on these texts, the latest text first.
    left_out : DataFrame
        ``kind, key, reason``: roll calls on the topic not counted. Reasons: ``not_plenary``,
        ``part_of_a_text``, ``not_complete`` (names and tally do not agree, or are not known).
    """

    votes: pd.DataFrame
    texts: pd.DataFrame
    return_tiers: return_tiers.ReturnTiers
    pool: tuple[str, ...]
    n_unnamed: int
    states: pd.DataFrame
    stances: pd.DataFrame
    left_out: pd.DataFrame


def of_subject(
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
) -> Coalition:
    """Return the coalition on one subject, as its rosters stood when they were read.

    Parameters
    ----------
    topic : str
        Of the roll calls.
    domain : str
        Of the texts.
    states, instruments, memberships, rollcalls, topics, votes, stances : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is no complete plenary vote on the topic, or no summit outcome of the domain that
        is known in full.
    """
    asked = texts_of(domain, instruments)
    cast, left_out = votes_on(topic, rollcalls, topics)
    listed = roster_status.table(states=states, instruments=asked, memberships=memberships)
    listed = listed[listed["category"] == "listed"]
    summits = asked[asked["kind"] == SUMMIT]
    tables = {"states": states, "instruments": instruments, "memberships": memberships}
    paths = return_tiers.of_texts(
        list(summits["instrument_id"][summits["is_full"]]), on=None, **tables
    )
    texts = _counted(asked, listed)
    last = votes[(votes["rollcall_id"] == cast["rollcall_id"].iloc[-1]).to_numpy(dtype=bool)]
    yes = set(last["iso3"][last["vote"] == "Y"].astype(str))
    named = listed["iso3"][listed["instrument_id"].isin(summits["instrument_id"])]
    every = return_tiers.of_texts(list(summits["instrument_id"]), on=None, **tables).states
    tier = every["iso3"].map(paths.states.set_index("iso3")["tier"]).fillna("never")
    return Coalition(
        votes=_sponsored(cast, instruments, memberships),
        texts=texts,
        return_tiers=paths,
        pool=tuple(sorted(yes - set(named))),
        n_unnamed=int(texts["n_unnamed"][texts["kind"] == SUMMIT].sum()),
        states=every.drop(columns="is_certain").assign(tier=tier),
        stances=_documented(asked, stances),
        left_out=left_out,
    )


def texts_of(domain: str, instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the texts of a domain, by kind and date."""
    is_text = (
        (instruments["domain"] == domain)
        & instruments["kind"].isin(domains.COALITION_KINDS)
        & instruments["snapshot_of"].isna()
    )
    found = instruments[is_text.to_numpy(dtype=bool)].astype({"instrument_id": object})
    found = found.assign(
        is_full=found["roster_use"].isin(domains.FULL_USES),
        place=found["kind"].map(
            {kind: place for place, kind in enumerate(domains.COALITION_KINDS)}
        ),
    ).sort_values(["place", "date_from", "instrument_id"], ignore_index=True)
    if not (found["is_full"] & (found["kind"] == SUMMIT)).any():
        raise AnalysisError(
            "coalition",
            found=f"no summit outcome on {domain} that is known in full",
            expected="one at least",
            do="add its roster",
        )
    return found.drop(columns="place")


def votes_on(
    topic: str, rollcalls: pd.DataFrame, topics: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the votes on a topic that count, and the others with the reason why not."""
    keys = set(topics["rollcall_id"][topics["topic"] == topic].astype(str))
    found = rollcalls[rollcalls["rollcall_id"].isin(keys).to_numpy(dtype=bool)]
    reason = np.select(
        [
            (found["body"] != "plenary").to_numpy(dtype=bool),
            ~ballots.is_whole_text(found),
            (found["status"] != "complete").to_numpy(dtype=bool),
        ],
        ["not_plenary", "part_of_a_text", "not_complete"],
        default="",
    )
    used = found[reason == ""].sort_values(["vote_date", "rollcall_id"], ignore_index=True)
    if used.empty:
        raise AnalysisError(
            "coalition",
            found=f"no complete plenary vote on {topic}",
            expected="one at least",
            do="choose another topic",
        )
    out = pd.DataFrame(
        {
            "kind": "rollcall",
            "key": found["rollcall_id"].to_numpy(dtype=object),
            "reason": reason,
        }
    )
    out = out[out["reason"] != ""].sort_values("key", ignore_index=True)
    return used[_VOTE_COLUMNS].astype({"rollcall_id": object}), out


def _sponsored(
    cast: pd.DataFrame, instruments: pd.DataFrame, memberships: pd.DataFrame
) -> pd.DataFrame:
    """Return the votes, each with the sponsors of its text."""
    is_list = (instruments["kind"] == "resolution") & instruments["rollcall_id"].notna()
    lists = instruments[is_list.to_numpy(dtype=bool)]
    lists = lists[lists["n_listed"] > 0].drop_duplicates("rollcall_id")
    is_added = (memberships["role"] == "additional_sponsor").to_numpy(dtype=bool)
    added = memberships[is_added].groupby("instrument_id")["iso3"].nunique()
    about = pd.DataFrame(
        {
            "rollcall_id": lists["rollcall_id"].to_numpy(dtype=object),
            "sponsors_id": lists["instrument_id"].to_numpy(dtype=object),
            "n_sponsors": lists["n_listed"].to_numpy(),
            "n_additional": lists["instrument_id"].map(added).fillna(0).astype("Int64").to_numpy(),
            "sponsors_evidence_id": lists["evidence_id"].to_numpy(dtype=object),
        }
    ).astype({"n_sponsors": "Int64", "n_additional": "Int64"})
    return cast.merge(about, on="rollcall_id", how="left")


def _counted(asked: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the texts with their endorsers counted."""
    ids = asked["instrument_id"]
    n_members = listed[listed["is_member"]].groupby("instrument_id").size()
    n_others = listed[~listed["is_member"]].groupby("instrument_id").size()
    members = ids.map(n_members).fillna(0).astype(np.int64)
    others = ids.map(n_others).fillna(0).astype(np.int64)
    n_named = members + others
    n_endorsers = asked["official_count"].fillna(n_named).astype(np.int64)
    columns = ["instrument_id", "kind", "short_name", "date_text", "as_of", "roster_status"]
    return asked[[*columns, "is_full"]].assign(
        n_endorsers=n_endorsers,
        n_named=n_named,
        n_members=members,
        n_others=others,
        n_unnamed=(n_endorsers - n_named - asked["n_not_in_states"].astype(np.int64)).clip(lower=0),
        evidence_id=asked["evidence_id"],
    )


def _documented(asked: pd.DataFrame, stances: pd.DataFrame) -> pd.DataFrame:
    """Return what is documented about the texts besides their rosters."""
    place = stances["instrument_id"].map(
        {text: -i for i, text in enumerate(asked["instrument_id"])}
    )
    found = stances.assign(place=place)[place.notna().to_numpy(dtype=bool)]
    found = found.sort_values(["place", "fact", "iso3"], ignore_index=True)
    return found.drop(columns="place")
