"""What the record holds, how fresh it is, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data import domains
from data.provenance import GRADES

KNOWN_IN_PART = ("partial", "count_only")
"""Roster statuses of which names are missing, or may be."""


@dataclass(frozen=True)
class Freshness:
    """For which day each source holds.

    Attributes
    ----------
    sources : DataFrame
        ``source_id, title, publisher, url, as_of, day, retrieved, licence, n_rows``: a row a
        source, the latest first, those that do not say for which day they hold last. ``day`` is
        the earliest that ``as_of`` can mean.
    rosters : DataFrame
        ``instrument_id, name, short_name, kind, roster_status, as_of, day, evidence_id``: a row a
        roster that says for which day it holds, the latest first.
    n_undated : int
        Sources that do not say for which day they hold.
    left_out : DataFrame
        ``kind, key, reason``: rosters not among `rosters`. Reason: ``earlier_state`` (of another
        roster) or ``undated``.
    """

    sources: pd.DataFrame
    rosters: pd.DataFrame
    n_undated: int
    left_out: pd.DataFrame


@dataclass(frozen=True)
class Completeness:
    """How many names of each roster are known.

    Attributes
    ----------
    rosters : DataFrame
        ``instrument_id, name, short_name, kind, roster_status, roster_use, as_of, note, n_named,
        official_count, n_missing, evidence_id``: a row a roster; first those that lack most names.
        ``n_named`` counts names that are no States too, as the official count does.
    counts : DataFrame
        ``roster_status, n_rosters``.
    """

    rosters: pd.DataFrame
    counts: pd.DataFrame

    @property
    def n_in_part(self) -> int:
        """Return the number of rosters known in part, or by their number only."""
        return int(self.rosters["roster_status"].isin(KNOWN_IN_PART).sum())

    @property
    def n_listed_in_full(self) -> int:
        """Return the number of the other rosters."""
        return len(self.rosters) - self.n_in_part

    @property
    def short(self) -> pd.DataFrame:
        """Return the rosters of which the official number is known and names are missing."""
        known = self.rosters["roster_status"].isin(KNOWN_IN_PART)
        return self.rosters[known & (self.rosters["n_missing"] > 0)]

    @property
    def unlisted(self) -> pd.DataFrame:
        """Return the rosters known in part of which not even the number is published."""
        known = self.rosters["roster_status"].isin(KNOWN_IN_PART)
        return self.rosters[known & self.rosters["official_count"].isna()]


@dataclass(frozen=True)
class Years:
    """Roll calls of the General Assembly and its First Committee, year by year.

    Attributes
    ----------
    years : DataFrame
        ``year, n_used, n_flagged``: a row a year, those without a vote too.
    flagged : DataFrame
        Rows of the table of roll calls of which names and tally do not agree, or cannot be
        compared; the latest first. No analysis uses them.
    qualities : DataFrame
        ``date_quality, n_rollcalls``: how far the day of the vote can be trusted.
    evidence : tuple of str
        The documents behind all of them.
    n_used : int
        Roll calls that are analysed.
    n_undated : int
        Roll calls in no year.
    """

    years: pd.DataFrame
    flagged: pd.DataFrame
    qualities: pd.DataFrame
    evidence: tuple[str, ...]
    n_used: int
    n_undated: int


def freshness(*, sources: pd.DataFrame, instruments: pd.DataFrame) -> Freshness:
    """Return for which day each source and each roster holds.

    Parameters
    ----------
    sources, instruments : DataFrame
        The tables of those names.
    """
    columns = [
        *("source_id", "title", "publisher", "url"),
        *("as_of", "day", "retrieved", "licence", "n_rows"),
    ]
    dated = sources.assign(day=_first_days(sources["as_of"]))
    rosters = instruments.assign(day=_first_days(instruments["as_of"]))
    is_earlier = rosters["snapshot_of"].notna()
    is_kept = rosters["day"].notna() & ~is_earlier
    out = rosters[~is_kept]
    return Freshness(
        sources=_latest_first(dated[columns], "source_id"),
        rosters=_latest_first(
            rosters.loc[
                is_kept,
                [
                    *("instrument_id", "name", "short_name", "kind"),
                    *("roster_status", "as_of", "day", "evidence_id"),
                ],
            ],
            "instrument_id",
        ),
        n_undated=int(dated["day"].isna().sum()),
        left_out=pd.DataFrame(
            {
                "kind": "instrument",
                "key": out["instrument_id"].to_numpy(),
                "reason": is_earlier[~is_kept]
                .map({True: "earlier_state", False: "undated"})
                .to_numpy(),
            }
        ),
    )


def completeness(instruments: pd.DataFrame) -> Completeness:
    """Return how many names of each roster are known, of how many.

    Parameters
    ----------
    instruments : DataFrame
        The table of that name.
    """
    named = instruments["n_listed"] + instruments["n_not_in_states"]
    table = instruments.assign(
        n_named=named, n_missing=(instruments["official_count"] - named).clip(lower=0)
    )
    kept = [
        *("instrument_id", "name", "short_name", "kind", "roster_status", "roster_use"),
        *("as_of", "note", "n_named", "official_count", "n_missing", "evidence_id"),
    ]
    return Completeness(
        rosters=table[kept].sort_values(
            ["n_missing", "instrument_id"], ascending=[False, True], ignore_index=True
        ),
        counts=_counted(table, "roster_status", "n_rosters"),
    )


def years(rollcalls: pd.DataFrame) -> Years:
    """Return how many roll calls of each year are used, and which are not.

    Parameters
    ----------
    rollcalls : DataFrame
        The table of that name.
    """
    is_used = rollcalls["status"] == "complete"
    year = rollcalls["vote_date"].dt.year
    used, flagged = year[is_used].value_counts(), year[~is_used].value_counts()
    span = range(int(year.min()), int(year.max()) + 1) if year.notna().any() else range(0)
    return Years(
        years=pd.DataFrame(
            {
                "year": list(span),
                "n_used": [int(used.get(one, 0)) for one in span],
                "n_flagged": [int(flagged.get(one, 0)) for one in span],
            }
        ),
        flagged=rollcalls[~is_used].sort_values(
            ["vote_date", "rollcall_id"], ascending=False, ignore_index=True
        ),
        qualities=_counted(rollcalls, "date_quality", "n_rollcalls"),
        evidence=tuple(sorted(rollcalls["evidence_id"].unique())),
        n_used=int(is_used.sum()),
        n_undated=int(year.isna().sum()),
    )


def derived(*, votes: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the votes that no source lists and that follow from a published tally.

    Parameters
    ----------
    votes, rollcalls : DataFrame
        The tables of those names.

    Returns
    -------
    DataFrame
        ``iso3, vote, rollcall_id, vote_date, symbol, title, evidence_id``: a row a vote, the latest
        first.
    """
    found = votes[votes["confidence"] == "derived_from_tally"]
    cast = found[["iso3", "vote", "rollcall_id", "evidence_id"]].astype(str)
    about = rollcalls[["rollcall_id", "vote_date", "symbol", "title"]]
    rows = cast.merge(about, on="rollcall_id")
    return rows.sort_values(
        ["vote_date", "rollcall_id", "iso3"], ascending=[False, True, True], ignore_index=True
    )[["iso3", "vote", "rollcall_id", "vote_date", "symbol", "title", "evidence_id"]]


def terms(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the terms under which sources come: a row a licence, that of most sources first.

    Parameters
    ----------
    sources : DataFrame
        The table of that name.

    Returns
    -------
    DataFrame
        ``licence, n_sources, n_rows, publishers``; publishers joined by ``; ``.
    """
    found = sources.groupby("licence", sort=True).agg(
        n_sources=("source_id", "size"),
        n_rows=("n_rows", "sum"),
        publishers=("publisher", lambda names: "; ".join(sorted(set(names)))),
    )
    return found.reset_index().sort_values(
        ["n_sources", "licence"], ascending=[False, True], ignore_index=True
    )


def grades(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return how many documents are of each grade, the best first.

    Parameters
    ----------
    evidence : DataFrame
        The table of that name.

    Returns
    -------
    DataFrame
        ``grade, n_documents``: a row a grade of `provenance.GRADES`, also one that none has.
    """
    found = evidence["grade"].value_counts()
    return pd.DataFrame(
        {"grade": GRADES, "n_documents": [int(found.get(grade, 0)) for grade in GRADES]}
    )


def group_documents(
    *, instruments: pd.DataFrame, memberships: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """Return on what the members of each group rest, the least well sourced group first.

    Parameters
    ----------
    instruments, memberships, evidence : DataFrame
        The tables of those names.

    Returns
    -------
    DataFrame
        ``instrument_id, n_spells, n_official, n_recognised, n_copy, n_dated``: a row an
        organisation, regional group, or partnership or forum without a field of policy. Spells are
        those of members, also of former ones, by the grade of their document; dated are those of
        which the day of joining is known or bounded.
    """
    is_group = instruments["kind"].isin(domains.BLOC_KINDS) | (
        instruments["kind"].isin(domains.GROUP_KINDS) & instruments["domain"].isna()
    )
    groups = instruments[is_group.to_numpy(dtype=bool)]["instrument_id"].astype(str)
    spells = memberships[(memberships["role"] == "member").to_numpy(dtype=bool)]
    grade = spells["evidence_id"].map(evidence.set_index("evidence_id")["grade"])
    counted = pd.DataFrame(
        {
            "instrument_id": spells["instrument_id"].astype(str),
            "n_spells": 1,
            **{f"n_{one}": (grade == one).astype("int64") for one in GRADES},
            "n_dated": spells["since_to"].notna().astype("int64"),
        }
    )
    found = counted.groupby("instrument_id").sum().reindex(groups.rename(None)).dropna()
    found = found.astype("int64").rename_axis("instrument_id").reset_index()
    share = found["n_official"] / found["n_spells"]
    order = found.assign(share=share).sort_values(["share", "n_dated", "instrument_id"]).index
    return found.loc[order].reset_index(drop=True)


def _first_days(texts: pd.Series) -> pd.Series:
    """Return the earliest day that each date as sourced, a year, month or day, can mean."""
    return pd.to_datetime(texts.astype(object), format="ISO8601")


def _counted(frame: pd.DataFrame, by: str, name: str) -> pd.DataFrame:
    """Return how many rows have each value of a column, the most frequent first."""
    found = frame[by].value_counts()
    return pd.DataFrame({by: found.index.astype(str), name: found.to_numpy()})


def _latest_first(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame.sort_values(["day", key], ascending=[False, True], ignore_index=True)
