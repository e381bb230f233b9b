"""Who moved between two roll calls, and which roll calls to compare.

Absence is a position of its own here, neither opposition nor abstention. Where a roll call is known
only through some of its names, the others are unknown on that side: no vote is inferred from a
tally.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots
from analytics.record import standing
from data.errors import AnalysisError

CHANGES = ("kept", "changed", "dropped_out", "appeared", "absent", "unknown")
"""kept: the same Y, N or A. changed: another one. dropped_out: voted, then did not. appeared: did
not, then voted. absent: did not vote in either. unknown: one of the two is not known."""


@dataclass(frozen=True)
class Shift:
    """How votes moved between two roll calls.

    Attributes
    ----------
    rollcall_from, rollcall_to : str
        The roll calls, the earlier first.
    states : DataFrame
        ``iso3, un_region_group_code, vote_from, vote_to, change, confidence_from, confidence_to,
        evidence_id_from, evidence_id_to``: members of the Assembly at both. Votes are
        `standing.POSITIONS`; ``change`` is one of `CHANGES`.
    flows : DataFrame
        ``source, target, n, iso3``: a row a pair of votes that occurs; ``iso3`` is the tuple of
        the States behind the ribbon.
    counts : DataFrame
        ``change, n, iso3``: a row each of `CHANGES`.
    tallies : DataFrame
        ``vote, n_from_published, n_to_published, difference``: the published tallies, which are
        known even where names are not.
    n_unknown : int
        States whose vote is not known in one of the two.
    left_out : DataFrame
        ``kind, key, reason``. Reasons: ``member_at_one`` (not a member at the other).
    """

    rollcall_from: str
    rollcall_to: str
    states: pd.DataFrame
    flows: pd.DataFrame
    counts: pd.DataFrame
    tallies: pd.DataFrame
    n_unknown: int
    left_out: pd.DataFrame


@dataclass(frozen=True)
class Pairs:
    """Roll calls that can be compared.

    Attributes
    ----------
    successive : DataFrame
        ``topic, title, rollcall_from, rollcall_to, symbol_from, symbol_to, date_from, date_to``:
        successive plenary votes on a text that recurs under one title, the latest first.
    committee : DataFrame
        ``topic, title, draft, rollcall_from, rollcall_to, symbol_from, symbol_to, date_from,
        date_to, status_from``: First Committee and plenary votes on one draft, the latest first.
        ``date_from`` may be missing. ``status_from`` is that of the committee's roll call.
    left_out : DataFrame
        ``kind, key, reason``. Reasons: ``not_complete`` (names and tally not known to agree, in
        plenary), ``part_of_a_text`` (a paragraph or an amendment), ``no_title``,
        ``twice_a_session`` (under one title: which is the successor cannot be told), ``no_draft``,
        ``no_plenary_vote`` and ``ambiguous`` (several plenary votes on the draft).
    """

    successive: pd.DataFrame
    committee: pd.DataFrame
    left_out: pd.DataFrame


def between(
    rollcall_from: str,
    rollcall_to: str,
    *,
    states: pd.DataFrame,
    rollcalls: pd.DataFrame,
    votes: pd.DataFrame,
) -> Shift:
    """Return how votes moved from one roll call to another.

    Parameters
    ----------
    rollcall_from, rollcall_to : str
    states, rollcalls, votes : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is no such roll call, the two are one, or the names and the tally of one are not
        known to agree.
    """
    if rollcall_from == rollcall_to:
        raise AnalysisError(
            "shifts", found=f"{rollcall_from} twice", expected="two roll calls", do="choose another"
        )
    first, second = (
        standing.of_rollcall(key, states=states, rollcalls=rollcalls, votes=votes)
        for key in (rollcall_from, rollcall_to)
    )
    for each in (first, second):
        standing.require_reconciled(each)
    columns = ["iso3", "un_region_group_code", "category", "confidence", "evidence_id"]
    frame = first.states[columns].merge(
        second.states[columns], "outer", on=["iso3", "un_region_group_code"], indicator=True
    )
    is_both = (frame["_merge"] == "both").to_numpy(dtype=bool)
    both = frame[is_both].sort_values("iso3", ignore_index=True)
    moved = pd.DataFrame(
        {
            "iso3": both["iso3"],
            "un_region_group_code": both["un_region_group_code"],
            "vote_from": both["category_x"],
            "vote_to": both["category_y"],
            "change": _changes(both["category_x"], both["category_y"]),
            "confidence_from": both["confidence_x"],
            "confidence_to": both["confidence_y"],
            "evidence_id_from": both["evidence_id_x"],
            "evidence_id_to": both["evidence_id_y"],
        }
    )
    out = sorted(frame["iso3"][~is_both])
    return Shift(
        rollcall_from=rollcall_from,
        rollcall_to=rollcall_to,
        states=moved,
        flows=_flows(moved),
        counts=_counts(moved),
        tallies=_tallies(first, second),
        n_unknown=int((moved["change"] == "unknown").sum()),
        left_out=pd.DataFrame({"kind": "state", "key": out, "reason": "member_at_one"}),
    )


def pairs(rollcalls: pd.DataFrame, topics: pd.DataFrame, *, topic: str | None = None) -> Pairs:
    """Return the roll calls that can be compared.

    Parameters
    ----------
    rollcalls, topics : DataFrame
        The tables of those names.
    topic : str, optional
        Only roll calls on this topic; otherwise those on any.
    """
    about = topics if topic is None else topics[topics["topic"] == topic]
    asked = about.merge(rollcalls, on="rollcall_id")
    is_part = ~ballots.is_whole_text(asked)
    whole = asked[~is_part]
    plenary = whole[whole["body"] == "plenary"]
    is_complete = (plenary["status"] == "complete").to_numpy(dtype=bool)
    successive, out_of_series = _successive(plenary[is_complete])
    committee, unpaired = _committee(
        whole[whole["body"] == "first_committee"], plenary[is_complete]
    )
    reasons = [
        _left_out(asked[is_part], "part_of_a_text"),
        _left_out(plenary[~is_complete], "not_complete"),
        out_of_series,
        unpaired,
    ]
    left_out = pd.concat(reasons, ignore_index=True).drop_duplicates(ignore_index=True)
    return Pairs(successive=successive, committee=committee, left_out=left_out)


def _changes(before: pd.Series, after: pd.Series) -> pd.Series:
    """Return what became of each State's vote."""
    return pd.Series(
        np.select(
            [
                (before == "unknown") | (after == "unknown"),
                (before == "X") & (after == "X"),
                after == "X",
                before == "X",
                before == after,
            ],
            ["unknown", "absent", "dropped_out", "appeared", "kept"],
            default="changed",
        ),
        index=before.index,
        dtype=object,
    )


def _flows(moved: pd.DataFrame) -> pd.DataFrame:
    """Return the ribbons, in the order of the positions."""
    order = {position: place for place, position in enumerate(standing.POSITIONS)}
    rows = [
        {"source": source, "target": target, "n": len(group), "iso3": tuple(group["iso3"])}
        for (source, target), group in moved.groupby(["vote_from", "vote_to"])
    ]
    rows.sort(key=lambda row: (order[str(row["source"])], order[str(row["target"])]))
    return pd.DataFrame(rows, columns=["source", "target", "n", "iso3"])


def _counts(moved: pd.DataFrame) -> pd.DataFrame:
    """Return the States of each change."""
    behind = [tuple(moved["iso3"][moved["change"] == change]) for change in CHANGES]
    return pd.DataFrame(
        {"change": list(CHANGES), "n": [len(iso3) for iso3 in behind], "iso3": behind}
    )


def _tallies(first: standing.Standing, second: standing.Standing) -> pd.DataFrame:
    """Return the published tallies side by side."""
    votes = list(standing.ROLLCALL_TALLIES)
    n_from, n_to = (
        each.counts.set_index("category")["n_published"].reindex(votes) for each in (first, second)
    )
    return pd.DataFrame(
        {
            "vote": votes,
            "n_from_published": n_from.array,
            "n_to_published": n_to.array,
            "difference": (n_to - n_from).array,
        }
    )


def _successive(plenary: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pairs of successive votes under one title, and what has no place in a series."""
    has_title = plenary["title"].notna().to_numpy(dtype=bool)
    named = plenary[has_title]
    text = named["title"].astype(str).str.casefold().str.split().str.join(" ")
    key = [named["topic"].astype(str), text]
    is_twice = named.groupby([*key, named["session"].astype(object)], dropna=False)[
        "rollcall_id"
    ].transform("size")
    is_single = (is_twice == 1).to_numpy(dtype=bool)
    dated = named[is_single & named["vote_date"].notna().to_numpy(dtype=bool)]
    dated = dated.assign(text=text.reindex(dated.index)).sort_values(["vote_date", "rollcall_id"])
    after = dated.groupby(["topic", "text"])[["rollcall_id", "symbol", "vote_date"]].shift(-1)
    frame = pd.DataFrame(
        {
            "topic": dated["topic"],
            "title": dated["title"],
            "rollcall_from": dated["rollcall_id"],
            "rollcall_to": after["rollcall_id"],
            "symbol_from": dated["symbol"],
            "symbol_to": after["symbol"],
            "date_from": dated["vote_date"],
            "date_to": after["vote_date"],
        }
    )
    frame = frame[frame["rollcall_to"].notna()]
    frame = frame.sort_values(["date_to", "topic", "rollcall_to"], ascending=[False, True, True])
    left_out = pd.concat(
        [
            _left_out(plenary[~has_title], "no_title"),
            _left_out(named[~is_single], "twice_a_session"),
        ]
    )
    return frame.reset_index(drop=True), left_out


def _committee(committee: pd.DataFrame, plenary: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pairs of committee and plenary votes on one draft, and the votes without a pair."""
    has_draft = committee["draft"].notna().to_numpy(dtype=bool)
    drafted = committee[has_draft]
    later = plenary[plenary["draft"].notna()].drop_duplicates("rollcall_id")
    n_later = drafted["draft"].map(later["draft"].value_counts()).fillna(0)
    paired = drafted[(n_later == 1).to_numpy(dtype=bool)].merge(
        later, on="draft", suffixes=("_from", "_to")
    )
    frame = pd.DataFrame(
        {
            "topic": paired["topic_from"],
            "title": paired["title_to"],
            "draft": paired["draft"],
            "rollcall_from": paired["rollcall_id_from"],
            "rollcall_to": paired["rollcall_id_to"],
            "symbol_from": paired["symbol_from"],
            "symbol_to": paired["symbol_to"],
            "date_from": paired["vote_date_from"],
            "date_to": paired["vote_date_to"],
            "status_from": paired["status_from"],
        }
    ).sort_values(["date_to", "topic", "rollcall_to"], ascending=[False, True, True])
    left_out = pd.concat(
        [
            _left_out(committee[~has_draft], "no_draft"),
            _left_out(drafted[(n_later == 0).to_numpy(dtype=bool)], "no_plenary_vote"),
            _left_out(drafted[(n_later > 1).to_numpy(dtype=bool)], "ambiguous"),
        ]
    )
    return frame.reset_index(drop=True), left_out


def _left_out(rollcalls: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Return the rows of ``left_out`` for some roll calls."""
    keys = sorted(set(rollcalls["rollcall_id"].astype(str)))
    return pd.DataFrame({"kind": "rollcall", "key": keys, "reason": reason})
