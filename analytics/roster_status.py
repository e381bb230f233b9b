"""What every roster says of every State, on a day or as the roster stands.

*Listed* and *former* rest on spells in the roles that the instrument counts. *Not listed* is said
only where the roster can say it (``roster_use``): of a roster known only in part, a State that it
does not name is *unknown*. So is a State whose joining is bounded by two days and asked for between
them, and one with an undated spell on a day before the roster was read.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import spells
from data import domains, schema

CATEGORIES = ("listed", "organiser", "former", "not_listed", "unknown")
"""``organiser``: convened the thing without being on its roster."""

WITHDRAWN = "withdrawn"
"""The one role whose spell begins when the State leaves."""

COLUMNS = (
    "instrument_id",
    "iso3",
    "is_member",
    "category",
    "role",
    "since",
    "since_from",
    "since_to",
    "until",
    "name_as_listed",
    "confidence",
    "evidence_id",
)

_KEYS = ["instrument_id", "iso3"]
_RANKED = ("listed", "unknown", "former", "organiser", "other")
"""What a spell makes of its State, the strongest first; ``other`` is a role that is not counted."""


def table(
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None = None,
    earlier: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return where every State stands on every roster.

    Parameters
    ----------
    states : DataFrame
        The table ``states``, or some of its rows.
    instruments : DataFrame
        Those to use: rows of the table ``instruments``.
    memberships : DataFrame
        The table ``memberships``; spells in other instruments are ignored.
    on : Timestamp, optional
        The day asked for; without it each roster as it stood when it was read.
    earlier : DataFrame, optional
        The table ``instruments``, to look for earlier states of the rosters. A State that one of
        them names and the roster no longer does is unknown on the days in between.

    Returns
    -------
    DataFrame
        `COLUMNS`: a row an instrument and UN member, and a row for each other participant that a
        spell names. ``category`` is one of `CATEGORIES`; ``role`` and what follows describe the
        spell behind it, also one in a role that is not counted. ``evidence_id`` of *not listed* is
        the roster's; of *unknown* without a spell it is missing.
    """
    asked = instruments[
        ["instrument_id", "counted_roles", "roster_use", "name_limit", "date_from", "as_of"]
    ].assign(
        instrument_id=instruments["instrument_id"].astype(str),
        as_of=last_days(instruments["as_of"]),
        roster_evidence_id=instruments["evidence_id"],
    )
    asked["is_silent"] = _is_silent(asked, memberships, on)
    told = _told(asked, memberships, states, on)
    grid = _grid(asked, told, states, on)
    grid = grid.merge(told, on=_KEYS, how="left").merge(asked, on="instrument_id", how="left")
    names = states.set_index(states["iso3"].astype(str))
    is_told = grid["rank"].notna() & (grid["rank"] < _RANKED.index("other"))
    can_tell = _can_tell(grid, names)
    rank = grid["rank"].fillna(len(_RANKED) - 1).astype(np.int64)
    ranked = pd.Series(np.array(_RANKED, dtype=object)[rank], index=grid.index)
    silent = pd.Series(np.where(can_tell, "not_listed", "unknown"), index=grid.index, dtype=object)
    if on is not None and earlier is not None:
        silent = silent.mask(_was_named(grid, memberships, earlier, on), "unknown")
    grid["category"] = ranked.where(is_told, silent).astype(str)
    is_roster_evidence = (grid["category"] == "not_listed") & grid["evidence_id"].isna()
    grid["evidence_id"] = grid["evidence_id"].mask(is_roster_evidence, grid["roster_evidence_id"])
    return grid[list(COLUMNS)]


def rows(table: pd.DataFrame, iso3: str, instruments: pd.DataFrame) -> pd.DataFrame:
    """Return of a `table` the rows of one State, in the order of some instruments.

    Parameters
    ----------
    table : DataFrame
        Of all States, and of these instruments at least.
    iso3 : str
    instruments : DataFrame
        ``instrument_id``: rows of the table ``instruments``.
    """
    own = table[(table["iso3"] == iso3).to_numpy(dtype=bool)].set_index("instrument_id")
    wanted = pd.Index(instruments["instrument_id"].astype(str), name="instrument_id")
    return own.reindex(wanted[wanted.isin(own.index)]).reset_index()[list(COLUMNS)]


def square(table: pd.DataFrame) -> pd.DataFrame:
    """Return the categories of a `table` as States by instruments; missing where it has no row."""
    cells = table.set_index(["iso3", "instrument_id"])["category"]
    return cells.unstack()  # noqa: PD010  # each cell is there once; pivot_table is slow on words


def un_members(states: pd.DataFrame, on: pd.Timestamp | None = None) -> npt.NDArray[np.bool_]:
    """Return which States are UN members, on a day: from the year of admission on.

    Parameters
    ----------
    states : DataFrame
        ``un_membership, un_member_since_year``.
    on : Timestamp, optional
    """
    is_member = (states["un_membership"] == "member").to_numpy(dtype=bool)
    if on is None:
        return is_member
    year = states["un_member_since_year"].to_numpy(dtype=np.float64, na_value=-np.inf)
    return np.asarray(is_member & (year <= on.year), dtype=bool)


def counted_pairs(instruments: pd.DataFrame) -> pd.MultiIndex:
    """Return the pairs of instrument and role that make a State listed.

    Parameters
    ----------
    instruments : DataFrame
        ``instrument_id, counted_roles``.
    """
    roles = instruments["counted_roles"].fillna("").astype(str).str.split("|")
    pairs = pd.DataFrame(
        {"instrument_id": instruments["instrument_id"].astype(str), "role": roles}
    ).explode("role")
    return pd.MultiIndex.from_frame(pairs[pairs["role"] != ""])


def first_days(texts: pd.Series) -> pd.Series:
    """Return the first day that each partial date can mean; missing where there is none."""
    days = pd.to_datetime(texts.astype(object), format="ISO8601")
    return pd.Series(days, index=texts.index).astype("datetime64[us]")


def last_days(texts: pd.Series) -> pd.Series:
    """Return the last day that each partial date can mean; missing where there is none."""
    first = first_days(texts)
    length = texts.astype(object).str.len()
    to_year, to_month = first + pd.offsets.YearEnd(0), first + pd.offsets.MonthEnd(0)
    return first.mask(length == 4, to_year).mask(length == 7, to_month)


def _is_silent(
    asked: pd.DataFrame, memberships: pd.DataFrame, on: pd.Timestamp | None
) -> npt.NDArray[np.bool_]:
    """Return which rosters have undated spells and were read after the day, once they existed."""
    if on is None:
        return np.zeros(len(asked), dtype=bool)
    pairs = pd.MultiIndex.from_frame(memberships[["instrument_id", "role"]].astype(str))
    is_undated = (memberships["since_to"].isna() & pairs.isin(counted_pairs(asked))).to_numpy()
    undated = set(memberships["instrument_id"][is_undated])
    is_early = ~(asked["as_of"] <= on) & ~(asked["date_from"] > on)
    return (asked["instrument_id"].isin(undated) & is_early).to_numpy(dtype=bool)


def _told(
    asked: pd.DataFrame,
    memberships: pd.DataFrame,
    states: pd.DataFrame,
    on: pd.Timestamp | None,
) -> pd.DataFrame:
    """Return the spell that says most of each State on each roster, with its rank."""
    inside = memberships["instrument_id"].isin(asked["instrument_id"]) & memberships["iso3"].isin(
        states["iso3"]
    )
    spell = memberships[inside].reset_index(drop=True)
    spell = spell.astype({"instrument_id": str, "iso3": str, "role": str})
    spell["until"] = _with_leaving(spell)
    spell["rank"] = _ranks(spell, asked, on)
    spell = spell[spell["rank"] >= 0]
    spell = spell.sort_values([*_KEYS, "rank", "since_from", "role"], na_position="last")
    spell = spell.drop_duplicates(_KEYS)
    kept = [c for c in COLUMNS if c not in ("is_member", "category")]
    return spell[[*kept, "rank"]]


def _with_leaving(spell: pd.DataFrame) -> pd.Series:
    """Return the ends of the spells, those of former members from the day they withdrew."""
    is_leaving = spell["role"] == WITHDRAWN
    leaving = spell[is_leaving].drop_duplicates(_KEYS).set_index(_KEYS)["since_from"]
    days = leaving.dt.strftime("%Y-%m-%d").astype(object)
    found = days.reindex(pd.MultiIndex.from_frame(spell[_KEYS])).to_numpy(dtype=object)
    is_open = spell["role"].isin(schema.FORMER_ROLES) & ~is_leaving & spell["until"].isna()
    return spell["until"].astype(object).mask(is_open, pd.Series(found, index=spell.index))


def _ranks(
    spell: pd.DataFrame, asked: pd.DataFrame, on: pd.Timestamp | None
) -> npt.NDArray[np.int64]:
    """Return the place in `_RANKED` of what each spell says; -1 if it has not begun."""
    about = asked.set_index("instrument_id").reindex(spell["instrument_id"])
    is_begun, is_possible = _begun(spell, about, on)
    is_over = _over(spell, about, on)
    is_counted = np.asarray(
        pd.MultiIndex.from_frame(spell[["instrument_id", "role"]]).isin(counted_pairs(asked))
    )
    is_withdrawal = (spell["role"] == WITHDRAWN).to_numpy(dtype=bool)
    is_former = spell["role"].isin(schema.FORMER_ROLES).to_numpy(dtype=bool) & ~is_withdrawal
    is_organiser = spell["role"].isin(schema.ORGANISER_ROLES).to_numpy(dtype=bool)
    has_no_end = spell["until"].isna().to_numpy(dtype=bool)
    is_read = np.ones(len(spell), dtype=bool)
    if on is not None:
        is_read = (about["as_of"] <= on).to_numpy(dtype=bool)
    says_member = is_counted | is_former | is_withdrawal
    conditions = [
        ~is_begun & ~is_possible,
        is_organiser & ~is_counted,
        ~says_member,
        ~is_begun,
        is_withdrawal,
        is_former & (is_over | (has_no_end & is_read) | np.bool_(on is None)),
        is_former & has_no_end,
        is_counted & is_over,
    ]
    verdicts = ["", "organiser", "other", "unknown", "former", "former", "unknown", "former"]
    ranks = [_RANKED.index(v) if v else -1 for v in verdicts]
    return np.select(conditions, ranks, default=_RANKED.index("listed")).astype(np.int64)


def _begun(
    spell: pd.DataFrame, about: pd.DataFrame, on: pd.Timestamp | None
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which spells have begun for certain, and which may have."""
    if on is None:
        return np.ones(len(spell), dtype=bool), np.zeros(len(spell), dtype=bool)
    is_undated = spell["since_to"].isna().to_numpy(dtype=bool)
    is_read = (about["as_of"] <= on).to_numpy(dtype=bool)
    is_too_early = (about["date_from"] > on).to_numpy(dtype=bool)
    has_begun = spells.running(spell.assign(until=None), pd.Series([on]), include_undated=False)
    is_begun = np.where(is_undated, is_read, has_begun[0])
    is_later = np.where(is_undated, is_too_early, (spell["since_from"] > on).to_numpy(dtype=bool))
    return is_begun, ~is_begun & ~is_later


def _over(
    spell: pd.DataFrame, about: pd.DataFrame, on: pd.Timestamp | None
) -> npt.NDArray[np.bool_]:
    """Return which spells are over, on the day or when the roster was read."""
    over = np.zeros(len(spell), dtype=bool)
    has_end = spell["until"].notna().to_numpy(dtype=bool)
    if not has_end.any():
        return over
    ended = spell[has_end].assign(since_to=None)
    days = about["as_of"][has_end] if on is None else pd.Series([on] * int(has_end.sum()))
    over[has_end] = ~np.diagonal(spells.running(ended, days))
    return over


def _grid(
    asked: pd.DataFrame, told: pd.DataFrame, states: pd.DataFrame, on: pd.Timestamp | None
) -> pd.DataFrame:
    """Return a row an instrument and State: all members, and the others that a spell names."""
    is_member = un_members(states, on)
    iso3 = states["iso3"].astype(str)
    members = pd.MultiIndex.from_product([asked["instrument_id"], iso3[is_member]], names=_KEYS)
    is_other = ~told["iso3"].isin(iso3[is_member])
    grid = pd.concat(
        [
            members.to_frame(index=False).assign(is_member=True),
            told.loc[is_other, _KEYS].assign(is_member=False),
        ],
        ignore_index=True,
    )
    order = pd.Series(range(len(asked)), index=asked["instrument_id"])
    grid["order"] = grid["instrument_id"].map(order)
    grid = grid.sort_values(
        ["order", "is_member", "iso3"], ascending=[True, False, True], ignore_index=True
    )
    return grid[[*_KEYS, "is_member"]]


def _can_tell(grid: pd.DataFrame, names: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return of which States the roster says that it does not list them."""
    is_full = grid["roster_use"].isin(domains.FULL_USES).to_numpy(dtype=bool)
    is_alphabetical = (grid["roster_use"] == "alphabetical").to_numpy(dtype=bool)
    last_name = pd.Series(
        [
            max(_folded(a), _folded(b))
            for a, b in zip(names["name_en"], names["un_name"], strict=True)
        ],
        index=names.index,
        dtype=object,
    )
    limit = grid["name_limit"].map(_folded, na_action="ignore").astype(object).fillna("")
    is_covered = (grid["iso3"].map(last_name) <= limit).to_numpy(dtype=bool)
    is_silent = grid["is_silent"].to_numpy(dtype=bool)
    return np.asarray((is_full | (is_alphabetical & is_covered)) & ~is_silent, dtype=bool)


def _was_named(
    grid: pd.DataFrame, memberships: pd.DataFrame, earlier: pd.DataFrame, on: pd.Timestamp
) -> npt.NDArray[np.bool_]:
    """Return which rows an earlier state of the roster names by the day, before it was read."""
    states = earlier[earlier["snapshot_of"].notna().to_numpy(dtype=bool)]
    named = memberships.merge(states[["instrument_id", "snapshot_of"]], on="instrument_id")
    is_possible = ~(named["since_from"] > on).to_numpy(dtype=bool)
    pairs = pd.MultiIndex.from_frame(named.loc[is_possible, ["snapshot_of", "iso3"]])
    is_named = np.asarray(pd.MultiIndex.from_frame(grid[_KEYS]).isin(pairs))
    return is_named & (grid["as_of"] > on).to_numpy(dtype=bool)


def _folded(name: str) -> str:
    """Return a name as an English index sorts it: without accents and case."""
    plain = unicodedata.normalize("NFKD", str(name))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
