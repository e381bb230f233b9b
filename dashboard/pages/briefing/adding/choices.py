"""What papers can be on: roll calls, States and regional groups, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics import record
from dashboard import i18n, once
from dashboard.words import resolutions
from data.facts import Facts

TOPICS = ("aimd", "laws", "ai_nuclear_c3", "ai_other")
"""Roll calls on these are offered; those on others are taken along from their page."""

MAX_OFFERED = 250


def rollcalls() -> dict[str, str]:
    """Return the roll calls on artificial intelligence, by key in words, the latest first."""
    return once.said(_rollcalls)


def _rollcalls(facts: Facts) -> dict[str, str]:
    found = [
        row
        for topic in TOPICS
        for row in facts.recall(
            record.rollcalls_found, topic=topic, session=None, words="", limit=MAX_OFFERED
        ).rollcalls.to_dict("records")
    ]
    latest = sorted(found, key=lambda row: str(row["vote_date"]), reverse=True)
    return {str(row["rollcall_id"]): resolutions.label(row) for row in latest}


def with_numbers(facts: Facts, groups: Mapping[str, str]) -> dict[str, str]:
    """Return groups with how many States each has."""
    sizes = {key: len(members(facts, [key])) for key in groups}
    return {key: f"{name} ({i18n.number(sizes[key])})" for key, name in groups.items()}


def members(facts: Facts, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the States chosen, those of a group in the place of it, each once."""
    held = facts.states[["iso3", "un_region_group_code", "un_membership"]].astype(object)
    is_member = held["un_membership"] == "member"
    found: list[str] = []
    for key in chosen:
        of_group, _colon, code = key.partition(":")
        in_group = is_member & (held["un_region_group_code"] == code)
        found += list(held.loc[in_group, "iso3"]) if of_group == "group" else [key]
    return tuple(dict.fromkeys(found))
