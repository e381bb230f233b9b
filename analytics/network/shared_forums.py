"""In which forums States sit together, and who stands with us on the text that we carry.

A forum is what meets: an organisation, a forum, a commission, a partnership, a consultation. Two
sit together where both are listed. Of a forum known only in part, a State that is not named is
unknown, not absent: such pairs are counted apart. A forum that lists every State tells nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics import roster_status
from analytics.record import coalition
from data import domains

DOMAIN = "military AI"

SPONSORED = "resolution"
"""Kind of the instruments that list sponsors."""


@dataclass(frozen=True)
class Forums:
    """Where each State stands in each forum.

    Attributes
    ----------
    standing : DataFrame
        States by forums, the smallest forum first: categories of `roster_status.table`, missing
        where a State is not asked about.
    names : dict of str to str
        Short name of each forum.
    n_nameless : int
        Forums left out because at most one State is named in them.
    evidence : tuple of str
        Documents of the rosters.
    """

    standing: pd.DataFrame
    names: dict[str, str]
    n_nameless: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class WithUs:
    """Who stands with us: the latest summit outcome on the subject that is known in full.

    Attributes
    ----------
    instrument_id, name : str
    listed : frozenset of str
        iso3 of the States on it.
    sponsors : frozenset of str
        iso3 of the sponsors of the latest resolution on the subject; empty without one.
    resolution : str
        Its short name; empty without one.
    evidence : tuple of str
        Documents of both.
    """

    instrument_id: str
    name: str
    listed: frozenset[str]
    sponsors: frozenset[str]
    resolution: str
    evidence: tuple[str, ...]


def of_all(*, states: pd.DataFrame, instruments: pd.DataFrame, memberships: pd.DataFrame) -> Forums:
    """Return where each State stands in each forum, as the rosters were last read.

    Parameters
    ----------
    states, instruments, memberships : DataFrame
        The tables of those names.
    """
    is_asked = (
        instruments["kind"].isin(list(domains.MEETING_KINDS)) & instruments["snapshot_of"].isna()
    )
    asked = instruments[is_asked.to_numpy(dtype=bool)]
    table = roster_status.table(states=states, instruments=asked, memberships=memberships)
    standing = roster_status.square(table)
    is_listed = standing == "listed"
    n_listed = is_listed.sum(axis="index")
    is_every = is_listed[
        roster_status.un_members(states.set_index("iso3").loc[standing.index])
    ].all()
    order = n_listed[(n_listed > 1) & ~is_every].sort_values(kind="stable").index
    keys = asked["instrument_id"].astype(str)
    return Forums(
        standing=standing[order],
        names=dict(zip(keys, asked["short_name"].astype(str), strict=True)),
        n_nameless=int((n_listed <= 1).sum()),
        evidence=tuple(sorted(asked.loc[keys.isin(order).to_numpy(), "evidence_id"].dropna())),
    )


def with_both(
    forums: Forums, states: Collection[str], target: str, ours: Collection[str]
) -> pd.DataFrame:
    """Return in which forums each of some States sits with the target and with any of us.

    Returns
    -------
    DataFrame
        Indexed by the States: ``with_target, with_us, with_both`` (tuples of instrument_id, the
        smallest forum first), and ``n_unknown``: forums in which either the State or the target is
        listed and nobody knows of the other.
    """
    columns = forums.standing.columns
    asked = forums.standing.reindex([*states, target, *ours])
    is_on, is_unknown = asked == "listed", asked.isna() | (asked == "unknown")
    of_target, of_us = is_on.loc[target], is_on.loc[list(ours)].any()
    rows = []
    for iso3 in states:
        own, is_silent = is_on.loc[iso3], is_unknown.loc[iso3]
        told = [own & of_target, own & of_us, own & of_target & of_us]
        is_open = (own & is_unknown.loc[target]) | (is_silent & of_target)
        shared = [tuple(columns[part.to_numpy(dtype=bool)]) for part in told]
        rows.append((*shared, int(is_open.to_numpy(dtype=bool).sum())))
    names = ["with_target", "with_us", "with_both", "n_unknown"]
    return pd.DataFrame(rows, index=pd.Index(states, name="iso3"), columns=names)


def widest(forums: Forums, candidates: Collection[str], ours: Collection[str]) -> str | None:
    """Return the State among some that sits in most forums without us; None where there is none.

    Of several the first by iso3. It opens the widest circle that we do not reach ourselves.
    """
    is_on = forums.standing == "listed"
    without_us = is_on.loc[:, ~is_on.reindex(list(ours)).any().to_numpy(dtype=bool)]
    told = sorted(set(candidates) & set(is_on.index) - set(ours))
    if not told:
        return None
    return str(without_us.loc[told].sum(axis="columns").idxmax())


def standing_with_us(
    *, states: pd.DataFrame, instruments: pd.DataFrame, memberships: pd.DataFrame
) -> WithUs:
    """Return who stands with us on AI in the military domain.

    Parameters
    ----------
    states, instruments, memberships : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If no summit outcome on the subject is known in full; see `coalition.texts_of`.

    Notes
    -----
    Of resolutions of one day the one with most sponsors is meant.
    """
    texts = coalition.texts_of(DOMAIN, instruments)
    latest = texts[texts["is_full"] & (texts["kind"] == coalition.SUMMIT)].iloc[-1:]
    resolutions = instruments[
        (
            (instruments["domain"] == DOMAIN)
            & (instruments["kind"] == SPONSORED)
            & instruments["roster_use"].isin(domains.FULL_USES)
        ).to_numpy(dtype=bool)
    ].sort_values(["date_from", "n_listed", "instrument_id"])
    resolution = resolutions[resolutions["rollcall_id"].notna()].iloc[-1:]
    asked = pd.concat(
        [
            instruments[instruments["instrument_id"].isin(part["instrument_id"])]
            for part in (latest, resolution)
        ]
    )
    table = roster_status.table(states=states, instruments=asked, memberships=memberships)
    is_on = table["category"] == "listed"
    key = str(latest["instrument_id"].iloc[0])
    is_text = table["instrument_id"] == key
    return WithUs(
        instrument_id=key,
        name=str(latest["short_name"].iloc[0]),
        listed=frozenset(table.loc[is_on & is_text, "iso3"].astype(str)),
        sponsors=frozenset(table.loc[is_on & ~is_text, "iso3"].astype(str)),
        resolution="" if resolution.empty else str(resolution["short_name"].iloc[0]),
        evidence=tuple(sorted(asked["evidence_id"].dropna().astype(str))),
    )
