"""States by instruments: who is on which roster, on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics import roster_status, spells
from analytics.record import standing
from data.domains import FULL_USES
from data.errors import AnalysisError

STATE_ORDERS = ("count", "region", "name")
INSTRUMENT_ORDERS = ("date", "count", "kind", "name", "known")


@dataclass(frozen=True)
class Matrix:
    """Who is on which roster.

    Attributes
    ----------
    cells : DataFrame
        Rows iso3, columns instrument_id, both in the order asked for: a category of
        `roster_status.CATEGORIES`; a participant that is no UN member is *not listed* or *unknown*
        where the roster does not name it.
    spells : DataFrame
        ``instrument_id, iso3, category, role, since, until, confidence, evidence_id``: what the
        cells rest on, a row a cell that a spell decides.
    states : DataFrame
        ``iso3, name_en, is_member, un_region_group_code, n_listed, n_organiser, n_former,
        n_not_listed, n_unknown``: in the order of the rows.
    instruments : DataFrame
        ``instrument_id, short_name, kind, date_text, roster_status, roster_use, official_count,
        as_of, evidence_id, n_listed, n_unknown``: in the order of the columns; counts of the
        States shown.
    n_undated_group : int
        Members of the group whose day of joining is not known: today's stand in for earlier ones.
    left_out : DataFrame
        ``kind, key, reason``: instruments not shown. Reasons: ``earlier_state`` (of another),
        ``other_domain``, ``other_kind``, ``no_such_role``.
    """

    cells: pd.DataFrame
    spells: pd.DataFrame
    states: pd.DataFrame
    instruments: pd.DataFrame
    n_undated_group: int
    left_out: pd.DataFrame


def of_rosters(
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None = None,
    domains: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    roles: Collection[str] | None = None,
    group: str | None = None,
    sort_states: str = "count",
    sort_instruments: str = "date",
) -> Matrix:
    """Return the matrix of States and instruments.

    Parameters
    ----------
    states, instruments, memberships : DataFrame
        The tables of those names.
    on : Timestamp, optional
        The day asked for; without it each roster as it stood when it was read.
    domains : collection of str, optional
        Only instruments in these fields of policy; empty for those that are in none.
    kinds : collection of str, optional
        Only instruments of these kinds.
    roles : collection of str, optional
        Only instruments in which somebody holds one of these roles; a State is listed if it holds
        one. Without it the roles that each instrument counts.
    group : str, optional
        Only States that are members of this instrument, on the day.
    sort_states, sort_instruments : str
        One of `STATE_ORDERS` and `INSTRUMENT_ORDERS`; counts come the largest first, dates the
        latest first, undated last; ``known`` puts rosters that tell of every State before the
        others, each by date.

    Raises
    ------
    AnalysisError
        If an order or the group is unknown, the group has no members on the day, or no instrument
        is left.
    """
    _check_order(sort_states, STATE_ORDERS)
    _check_order(sort_instruments, INSTRUMENT_ORDERS)
    asked, left_out = _asked(instruments, memberships, domains, kinds, roles)
    within, n_undated = _within(group, states, instruments, memberships, on)
    table = roster_status.table(
        states=within, instruments=asked, memberships=memberships, on=on, earlier=instruments
    )
    cells = roster_status.square(table)
    use = asked.set_index("instrument_id")["roster_use"]
    for key in cells.columns:
        absent = "not_listed" if use[key] in FULL_USES else "unknown"
        cells[key] = cells[key].fillna(absent)
    rows = _state_rows(cells, table, within, sort_states)
    columns = _instrument_rows(cells, asked, sort_instruments)
    cells = cells.loc[list(rows["iso3"]), list(columns["instrument_id"])]
    is_spell = table["role"].notna()
    told = ["instrument_id", "iso3", "category", "role", "since", "until", "confidence"]
    return Matrix(
        cells=cells,
        spells=table.loc[is_spell, [*told, "evidence_id"]].reset_index(drop=True),
        states=rows,
        instruments=columns,
        n_undated_group=n_undated,
        left_out=left_out,
    )


def _check_order(order: str, known: tuple[str, ...]) -> None:
    """Refuse an order that there is not."""
    if order not in known:
        raise AnalysisError(
            "matrix of rosters",
            found=f"order {order!r}",
            expected=" or ".join(known),
            do="choose one",
        )


def _asked(
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    domains: Collection[str] | None,
    kinds: Collection[str] | None,
    roles: Collection[str] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the instruments to show, with the roles to count, and those left out."""
    frame = instruments.astype({"instrument_id": object})
    reason = pd.Series("", index=frame.index, dtype=object)
    if roles is not None:
        held = memberships["instrument_id"][memberships["role"].isin(list(roles))]
        reason = reason.mask(~frame["instrument_id"].isin(held), "no_such_role")
        frame = frame.assign(counted_roles="|".join(sorted(roles)))
    if kinds is not None:
        reason = reason.mask(~frame["kind"].isin(list(kinds)), "other_kind")
    if domains is not None:
        is_inside = frame["domain"].astype(object).fillna("").isin(list(domains))
        reason = reason.mask(~is_inside, "other_domain")
    reason = reason.mask(frame["snapshot_of"].notna(), "earlier_state")
    is_used = (reason == "").to_numpy(dtype=bool)
    if not is_used.any():
        raise AnalysisError(
            "matrix of rosters",
            found="no instrument of that field, kind and role",
            expected="at least one",
            do="widen the choice",
        )
    left_out = pd.DataFrame(
        {"kind": "instrument", "key": frame["instrument_id"], "reason": reason}
    )[~is_used]
    return frame[is_used].reset_index(drop=True), left_out.sort_values("key", ignore_index=True)


def _within(
    group: str | None,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None,
) -> tuple[pd.DataFrame, int]:
    """Return the members of the group on the day, and how many of them are undated."""
    if group is None:
        return states, 0
    standing.one_row(instruments, "instrument_id", group, "group")
    held = memberships[(memberships["instrument_id"] == group).to_numpy(dtype=bool)]
    members = spells.counted(held)
    if on is None:
        is_running = members["until"].isna().to_numpy(dtype=bool)
    else:
        is_running = spells.running(members, pd.Series([on]))[0]
    members = members[is_running]
    within = states[states["iso3"].isin(members["iso3"])]
    if within.empty:
        found = f"no members of {group}" + ("" if on is None else f" on {on:%Y-%m-%d}")
        raise AnalysisError(
            "matrix of rosters",
            found=found,
            expected="at least one",
            do="choose another group or day",
        )
    n_undated = members["iso3"][members["since_to"].isna()].nunique()
    return within, n_undated if on is not None else 0


def _state_rows(
    cells: pd.DataFrame, table: pd.DataFrame, states: pd.DataFrame, order: str
) -> pd.DataFrame:
    """Return the States of the rows, in order: UN members first."""
    about = states.set_index(states["iso3"].astype(str)).reindex(cells.index)
    frame = pd.DataFrame(
        {
            "name_en": about["name_en"].astype(object),
            "is_member": table.groupby("iso3")["is_member"].any().reindex(cells.index),
            "un_region_group_code": about["un_region_group_code"].astype(object),
            **{
                f"n_{category}": (cells == category).sum(axis=1)
                for category in roster_status.CATEGORIES
            },
        }
    )
    by = {
        "count": ["is_member", "n_listed", "name_en"],
        "region": ["is_member", "un_region_group_code", "name_en"],
        "name": ["is_member", "name_en"],
    }[order]
    ascending = [column not in ("is_member", "n_listed") for column in by]
    return (
        frame.rename_axis("iso3")
        .reset_index()
        .sort_values(by, ascending=ascending, ignore_index=True, na_position="last")
    )


def _instrument_rows(cells: pd.DataFrame, asked: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return the instruments of the columns, in order."""
    keys = asked["instrument_id"]
    frame = asked[
        [
            "instrument_id",
            "short_name",
            "kind",
            "date_text",
            "roster_status",
            "roster_use",
            "official_count",
            "as_of",
            "evidence_id",
        ]
    ].assign(
        n_listed=keys.map((cells == "listed").sum()),
        n_unknown=keys.map((cells == "unknown").sum()),
        date_from=asked["date_from"],
        is_full=asked["roster_use"].isin(FULL_USES),
    )
    by, ascending = {
        "date": (["date_from", "short_name"], [False, True]),
        "known": (["is_full", "date_from", "short_name"], [False, False, True]),
        "count": (["n_listed", "short_name"], [False, True]),
        "kind": (["kind", "short_name"], [True, True]),
        "name": (["short_name"], [True]),
    }[order]
    ordered = frame.sort_values(by, ascending=ascending, ignore_index=True, na_position="last")
    return ordered.drop(columns=["date_from", "is_full"])
