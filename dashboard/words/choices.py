"""What a reader can choose to see the standing of States on: every roster, and votes on AI."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, vocabulary
from data import domains
from data.facts import Facts

NEAR_DOMAINS = ("military AI", "autonomous weapons", "AI")
NEAR_KINDS = ("summit_outcome", "political_declaration", "resolution")
"""What stands at the head of a list of choices, in this order; votes on `domains.AI_TOPICS` too."""

ALL_STATES = "all"


def texts_and_votes(
    instruments: pd.DataFrame, rollcalls: pd.DataFrame, topics: pd.DataFrame
) -> dict[str, str]:
    """Return everything on which States stand somewhere, in words: what matters most first.

    Summit outcomes and declarations on AI in the military domain, its votes and their sponsors;
    then the other votes on AI and on autonomous weapons; then every other roster, by kind.

    Parameters
    ----------
    instruments, rollcalls, topics : DataFrame
        The tables of those names.
    """
    asked = instruments[instruments["snapshot_of"].isna().to_numpy(dtype=bool)]
    asked = asked.sort_values("date_from", ascending=False, kind="stable")
    near = asked[asked["domain"].isin(NEAR_DOMAINS[:1])]
    first = [near[near["kind"] == kind] for kind in NEAR_KINDS]
    votes = rollcalls.merge(topics[topics["topic"].isin(domains.AI_TOPICS)], on="rollcall_id")
    votes = votes.sort_values(
        ["topic", "body", "vote_date"],
        key=lambda c: c.map(domains.AI_TOPICS.index) if c.name == "topic" else c,
        ascending=[True, False, False],
        kind="stable",
    )
    found: dict[str, str] = {}
    for part in first[:2]:
        found |= _of_instruments(part)
    is_own = votes["topic"] == domains.AI_TOPICS[0]
    found |= _of_rollcalls(votes[is_own])
    found |= _of_instruments(first[2])
    found |= _of_rollcalls(votes[~is_own])
    rest = asked.assign(far=~asked["domain"].isin(NEAR_DOMAINS))
    for _key, part in rest.sort_values(["far", "kind"], kind="stable").groupby(
        ["far", "kind"], sort=False
    ):
        found |= {k: v for k, v in _of_instruments(part).items() if k not in found}
    return found


def groups(facts: Facts) -> dict[str, str]:
    """Return the groups of which all members are known, the regional ones first."""
    rosters = facts.instruments[facts.instruments["snapshot_of"].isna()]
    is_group = rosters["kind"].isin(domains.GROUP_KINDS) & rosters["domain"].isna()
    is_named = rosters["roster_use"].isin(domains.FULL_USES) & (rosters["n_listed"] > 0)
    found = rosters[is_group & is_named].sort_values(
        ["kind", "short_name"], key=lambda c: c.map(_group_order)
    )
    names = found.set_index("instrument_id")["short_name"]
    return {ALL_STATES: _("All States"), **{str(key): _(name) for key, name in names.items()}}


def _of_instruments(rows: pd.DataFrame) -> dict[str, str]:
    """Return instruments in words, behind their kind."""
    return {
        key: f"{vocabulary.word(vocabulary.KINDS, kind)} · {_(name)}"
        for key, kind, name in zip(
            rows["instrument_id"], rows["kind"], rows["short_name"], strict=True
        )
    }


def _of_rollcalls(rows: pd.DataFrame) -> dict[str, str]:
    """Return roll calls in words, behind their topic."""
    return {
        row["rollcall_id"]: " · ".join(
            [
                vocabulary.word(vocabulary.TOPICS, row["topic"]),
                f"{vocabulary.word(vocabulary.BODIES, row['body'])} {row['symbol']}",
                i18n.day(row["vote_date"]),
            ]
        )
        for row in rows.to_dict("records")
    }


def _group_order(value: str) -> str:
    """Return the key by which groups are put in order: kinds as listed, then names."""
    return (
        str(domains.GROUP_KINDS.index(value))
        if value in domains.GROUP_KINDS
        else i18n.sorting(_(value))
    )
