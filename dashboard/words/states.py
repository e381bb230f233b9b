"""What States and regional groups are called on screen."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.i18n import vocabulary
from dashboard.words import addresses
from data.facts import Facts


def names(states: pd.DataFrame) -> dict[str, str]:
    """Return the name of each State in the language spoken, in its alphabetical order.

    Parameters
    ----------
    states : DataFrame
        Table ``states``; names are those of Unicode's CLDR.
    """
    column = states[f"name_{i18n.language()}"]
    pairs = zip(states["iso3"], column, strict=True)
    return dict(sorted(pairs, key=lambda pair: i18n.sorting(pair[1])))


def choices(facts: Facts) -> dict[str, str]:
    """Return every State by name: UN members first, then the others with what they are."""
    status = facts.states.set_index("iso3")["un_membership"]
    in_order = names(facts.states)
    members = {iso3: name for iso3, name in in_order.items() if status[iso3] == "member"}
    return members | {
        iso3: f"{name} · {vocabulary.word(vocabulary.MEMBERSHIPS, status[iso3])}"
        for iso3, name in in_order.items()
        if iso3 not in members
    }


def group_names() -> dict[str, str]:
    """Return the short name of each UN regional group in the language spoken."""
    return {code: vocabulary.word(vocabulary.GROUPS_SHORT, code) for code in vocabulary.GROUPS}


def dossiers(iso3: pd.Series, part: str | None = None) -> pd.Series:
    """Return the address of each State's own page, or of a part of it, in the language spoken."""
    query = f"&dossier={part}" if part else ""
    return "state?state=" + iso3.astype(object) + query + addresses.suffix()


def with_names(frame: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Return a frame keyed by ``iso3`` with columns ``name`` and ``group`` put in front.

    Parameters
    ----------
    frame : DataFrame
        With a column ``iso3``.
    states : DataFrame
        Table ``states``.
    """
    known = states.set_index("iso3")
    group = frame["iso3"].map(known["un_region_group_code"]).map(group_names())
    name = frame["iso3"].map(known[f"name_{i18n.language()}"])
    kept = frame.drop(columns=["name", "group"], errors="ignore")
    kept.insert(0, "name", name)
    kept.insert(1, "group", group)
    return kept
