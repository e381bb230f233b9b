"""How the process on one subject grew: its votes, sponsors, texts and forums, day by day.

Every line is a number of States of one kind, and kinds are never added up. A vote and a list of
sponsors have the day of the vote, a summit outcome the day on which it was read; what can be joined
on any day grows in steps. A number whose names no source gives is marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics import roster_status
from analytics.record import coalition, joining_curve
from data.errors import AnalysisError

PARTNERSHIP = "partnership"

_COLUMNS = ["line", "measure", "key", "day", "n", "is_named", "evidence_id"]


@dataclass(frozen=True)
class Growth:
    """Lines of the process.

    Attributes
    ----------
    points : DataFrame
        ``line, measure, key, day, n, is_named, evidence_id``, by line and day. ``measure`` is
        ``votes`` (States in favour), ``sponsors``, ``outcomes`` (States on a summit outcome) or
        ``members`` (of one text or partnership that can be joined on any day). ``line`` is the
        measure with the topic, domain or text it is of; ``key`` the roll call or instrument.
        ``is_named`` is whether the names behind the number are known.
    years : DataFrame
        ``year, line, n``: the last point of each line in or before each year.
    changes : DataFrame
        ``line, key_from, key, day, came, gone, opposed``: a row a vote or summit outcome that
        follows another known by names; ``came`` and ``gone`` are tuples of UN members that are on
        the second and not the first, and the reverse; ``opposed`` of those that vote against the
        second and did not vote against the first, none at a summit outcome.
    left_out : DataFrame
        ``kind, key, reason``: texts and partnerships without a point. Reason: ``undated``.
    """

    points: pd.DataFrame
    years: pd.DataFrame
    changes: pd.DataFrame
    left_out: pd.DataFrame


def of_process(
    coalitions: Mapping[str, coalition.Coalition],
    *,
    domain: str,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    votes: pd.DataFrame,
) -> Growth:
    """Return how the process on a domain grew.

    Parameters
    ----------
    coalitions : mapping of str to Coalition
        By topic of their votes; all on the texts of `domain`.
    domain : str
        Of the texts and partnerships.
    states, instruments, memberships, votes : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If no coalition is given.
    """
    if not coalitions:
        raise AnalysisError(
            "growth", found="no topic", expected="one at least", do="choose a topic of votes"
        )
    read = instruments.assign(day=roster_status.last_days(instruments["as_of"]))
    tables = {"states": states, "instruments": instruments, "memberships": memberships}
    texts = next(iter(coalitions.values())).texts
    is_outcome = texts["kind"] == coalition.SUMMIT
    is_partnership = (instruments["domain"] == domain) & (instruments["kind"] == PARTNERSHIP)
    joined = [
        *texts["instrument_id"][~is_outcome],
        *instruments["instrument_id"][is_partnership.to_numpy(dtype=bool)],
    ]
    of_members, undated = _members(joined, read, tables)
    points = pd.DataFrame(
        [
            *(row for topic, each in coalitions.items() for row in _of_votes(topic, each.votes)),
            *_outcomes(domain, texts[is_outcome], read),
            *of_members,
        ],
        columns=_COLUMNS,
    ).sort_values(["line", "day"], kind="stable", ignore_index=True)
    return Growth(
        points=points,
        years=_years(points),
        changes=_changes(
            points, named=_named(points, votes, tables), against=_voters(points, votes, "N")
        ),
        left_out=pd.DataFrame(
            {"kind": "instrument", "key": undated, "reason": "undated"},
            columns=["kind", "key", "reason"],
        ),
    )


def _of_votes(topic: str, cast: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the States in favour, and the sponsors where a list of them is known."""
    for row in cast.to_dict("records"):
        of_vote = {"key": row["rollcall_id"], "day": row["vote_date"], "is_named": True}
        yield {
            "line": f"votes:{topic}",
            "measure": "votes",
            "n": int(row["n_yes"]),
            "evidence_id": row["evidence_id"],
            **of_vote,
        }
        if pd.notna(row["n_sponsors"]):
            yield {
                "line": f"sponsors:{topic}",
                "measure": "sponsors",
                "n": int(row["n_sponsors"]),
                "evidence_id": row["sponsors_evidence_id"],
                **of_vote,
                "key": row["sponsors_id"],
            }


def _outcomes(
    domain: str, outcomes: pd.DataFrame, instruments_read: pd.DataFrame
) -> Iterator[dict[str, object]]:
    """Yield the States on each summit outcome, and on the earlier states of it that were kept."""
    for row in outcomes.to_dict("records"):
        is_it = instruments_read["instrument_id"] == row["instrument_id"]
        is_earlier = instruments_read["snapshot_of"] == row["instrument_id"]
        for each in instruments_read[(is_it | is_earlier).to_numpy(dtype=bool)].to_dict("records"):
            is_now = each["instrument_id"] == row["instrument_id"]
            n = int(row["n_endorsers"] if is_now else each["n_listed"])
            yield {
                "line": f"outcomes:{domain}",
                "measure": "outcomes",
                "key": str(each["instrument_id"]),
                "day": each["day"],
                "n": n,
                "is_named": not is_now or n == int(row["n_named"]),
                "evidence_id": each["evidence_id"],
            }


def _members(
    keys: Sequence[str], instruments_read: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> tuple[list[dict[str, object]], list[str]]:
    """Return the steps of what can be joined on any day, and what has no day."""
    if not keys:
        return [], []
    curve = joining_curve.of_texts(keys, **tables)
    rows = instruments_read.set_index("instrument_id").loc[list(keys)]
    points: list[dict[str, object]] = []
    without: list[str] = []
    for key, row in rows.iterrows():
        of_text = {
            "line": f"members:{key}",
            "measure": "members",
            "key": str(key),
            "evidence_id": row["evidence_id"],
        }
        steps = curve.totals[curve.totals["instrument_id"] == key]
        points += [
            {**of_text, "day": day, "n": int(n), "is_named": True}
            for day, n in zip(steps["joined_date"], steps["n_cumulative"], strict=True)
        ]
        n_named = int(row["n_listed"])
        published = row["official_count"]
        n = n_named if pd.isna(published) else int(published)
        if n and pd.notna(row["day"]) and (steps.empty or n > steps["n_cumulative"].iloc[-1]):
            points.append({**of_text, "day": row["day"], "n": n, "is_named": n == n_named})
        elif steps.empty:
            without.append(str(key))
    return points, without


def _years(points: pd.DataFrame) -> pd.DataFrame:
    """Return where each line stood at the end of each year."""
    if points.empty:
        return pd.DataFrame(columns=["year", "line", "n"])
    of_year = points.assign(year=points["day"].dt.year)
    wide = of_year.pivot_table(
        index="year", columns="line", values="n", aggfunc="last"
    ).sort_index()
    every = wide.reindex(range(int(wide.index[0]), int(wide.index[-1]) + 1)).ffill()
    long = every.reset_index(names="year").melt("year", var_name="line", value_name="n")
    found = long.dropna(subset=["n"]).astype({"n": int, "line": object})
    return found.sort_values(["year", "line"], ignore_index=True)


def _named(
    points: pd.DataFrame, votes: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> dict[str, frozenset[str]]:
    """Return the UN members behind each vote and summit outcome that is known by its names."""
    asked = points[points["is_named"].astype(bool)]
    read = set(asked["key"][asked["measure"] == "outcomes"])
    instruments = tables["instruments"]
    table = roster_status.table(
        states=tables["states"],
        instruments=instruments[instruments["instrument_id"].isin(read).to_numpy(dtype=bool)],
        memberships=tables["memberships"],
    )
    listed = table[(table["category"] == "listed") & table["is_member"].astype(bool)]
    by_outcome = listed.groupby("instrument_id")["iso3"].agg(frozenset)
    return {
        **_voters(points, votes, "Y"),
        **{str(key): iso3 for key, iso3 in by_outcome.items()},
    }


def _voters(points: pd.DataFrame, votes: pd.DataFrame, vote: str) -> dict[str, frozenset[str]]:
    """Return the States that cast a vote in each roll call; none where nobody did."""
    keys = list(points["key"][points["measure"] == "votes"])
    chosen = votes[votes["rollcall_id"].isin(keys).to_numpy(dtype=bool)]
    cast = chosen[(chosen["vote"] == vote).to_numpy(dtype=bool)]
    found = cast.groupby(cast["rollcall_id"].astype(str))["iso3"].agg(frozenset).to_dict()
    return {key: found.get(key, frozenset()) for key in keys}


def _changes(
    points: pd.DataFrame,
    *,
    named: Mapping[str, frozenset[str]],
    against: Mapping[str, frozenset[str]],
) -> pd.DataFrame:
    """Return who came and went from each point to the next that is known by its names."""
    asked = points[points["measure"].isin(("votes", "outcomes")) & points["key"].isin(list(named))]
    nobody: frozenset[str] = frozenset()
    rows = []
    for line, of_line in asked.groupby("line", sort=False):
        keys = list(of_line["key"])
        for before, key, day in zip(keys, keys[1:], of_line["day"].iloc[1:], strict=False):
            opposed = against.get(key, nobody) - against.get(before, nobody)
            rows.append(
                {
                    "line": line,
                    "key_from": before,
                    "key": key,
                    "day": day,
                    "came": tuple(sorted(named[key] - named[before])),
                    "gone": tuple(sorted(named[before] - named[key])),
                    "opposed": tuple(sorted(opposed)),
                }
            )
    columns = ["line", "key_from", "key", "day", "came", "gone", "opposed"]
    return pd.DataFrame(rows, columns=columns)
