"""The best approaches for a budget: what is asked for, and what is found, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.joining import opportunities
from analytics.outreach import limits
from analytics.outreach.approaches import Approach
from analytics.outreach.greedy import Objective
from analytics.outreach.opening import Opening
from analytics.outreach.portfolio import Portfolio
from dashboard import chances, i18n, states
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.pages.plan.in_words import decimal, facts, points
from dashboard.planning import LEVELS, Row, open_states

Array = npt.NDArray[np.float64]

GOALS: Mapping[str, str] = {
    "members": mark("Most new members"),
    "target": mark("Best chance of reaching the target"),
    "balance": mark("Regional balance"),
    "bridge": mark("States that others listen to"),
}

UNITS: Mapping[str, str] = {
    "members": mark("New members"),
    "target": mark("Chance of the target"),
    "balance": mark("New members, weighed by what their region lacks"),
    "bridge": mark("New members, weighed by who listens to them"),
}

METHODS = {
    "exact": mark("Best by exact search (no peers)"),
    "linear": mark("Exact search that leaves peers out"),
    "linear_with_peers": mark("Exact search, each approach with its peers"),
    "greedy_by_cost": mark("One by one, by gain for its cost"),
    "greedy": mark("One by one, by gain"),
}

RANKINGS = {
    "probability": mark("From the top by probability"),
    "uplift": mark("From the top by effect"),
}


AGAINST = "voted_no"
"""The tier of States whose last vote on the subject was against."""


def declined(table: pd.DataFrame) -> dict[str, str]:
    """Return the States that said no to a text or its subject, and how, in words.

    Parameters
    ----------
    table : DataFrame
        From `opportunities.table`: ``iso3, tier, fact``.
    """
    on_record = facts(table)
    is_forecast = table["status"] != "declined"
    is_no = table["fact"].isin(opportunities.DECLINED) | (table["tier"] == AGAINST)
    said_no = table[is_forecast & is_no]
    return {
        str(row["iso3"]): on_record.get(str(row["iso3"]), _(chances.TIERS[AGAINST]))
        for row in said_no.to_dict("records")
    }


def stays_away(table: pd.DataFrame, all_states: pd.DataFrame) -> str:
    """Return which States are documented as staying away, in a sentence; empty where none is.

    Parameters
    ----------
    table : DataFrame
        From `opportunities.table`: ``iso3, status``.
    all_states : DataFrame
        Table ``states``.
    """
    away = table[table["status"] == "declined"]
    if away.empty:
        return ""
    names = states.with_names(away, all_states)["name"].tolist()
    return ngettext(
        "{n} State is documented as staying away: {states}. No forecast is made of it, so no "
        "approach can be simulated.",
        "{n} States are documented as staying away: {states}. No forecast is made of them, so no "
        "approach can be simulated.",
        len(names),
    ).format(n=i18n.number(len(names)), states=i18n.listing(names))


def left_out(out: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return which States are not suggested because they said no, with what each said."""
    told = [f"{names[state]} ({words[:1].lower()}{words[1:]})" for state, words in out.items()]
    return ngettext(
        "{n} State that said no on record is not suggested: {states}.",
        "{n} States that said no on record are not suggested: {states}.",
        len(out),
    ).format(n=i18n.number(len(out)), states=i18n.listing(told))


def candidates(
    start: Opening, costs: Mapping[str, int], leads: Mapping[str, str | None]
) -> list[limits.Candidate]:
    """Return every approach that could be made: each State that may join, at each level.

    Parameters
    ----------
    start : Opening
    costs : mapping of str to int
        By level.
    leads : mapping of str to str
        Who would approach each State.
    """
    return [
        limits.Candidate(Approach(state, level, leads.get(state)), float(costs[level]))
        for state in open_states(start)
        for level in LEVELS
    ]


def bounds(
    start: Opening,
    budget: int,
    *,
    least: int,
    led: int,
    must: Iterable[str],
    never: Iterable[str],
) -> limits.Limits:
    """Return what the best approaches must keep to.

    Parameters
    ----------
    start : Opening
    budget : int
    least : int
        Approaches in each regional group that has States which may join.
    led : int
        Approaches that one State can lead; 0 for any number.
    must, never : iterable of str
        States that must be approached, and that must not.
    """
    here = {start.regions[start.states.index(state)] for state in open_states(start)} - {""}
    return limits.Limits(
        budget=float(budget),
        region_min=dict.fromkeys(sorted(here), least) if least else {},
        partner_max=dict.fromkeys(start.states, led) if led else {},
        include=frozenset(must),
        exclude=frozenset(never) - frozenset(must),
    )


def suggested(found: Portfolio) -> list[Row]:
    """Return the approaches of a portfolio."""
    made = [one.approach for one in found.chosen]
    return [Row(one.state, one.level, one.partner) for one in made]


def objective(start: Opening, goal: str, target: int) -> Objective:
    """Return what the best plan is for.

    Parameters
    ----------
    start : Opening
    goal : str
        ``members`` counts States; ``target`` the chance of reaching it; ``balance`` weighs a State
        by the share of its region that is missing; ``bridge`` by how much those that may join
        listen to it.
    target : int
    """
    ones = np.ones(len(start.states))
    if goal == "target":
        return Objective(ones, target)
    if goal == "balance":
        regions = pd.Series(start.regions)
        on_roster = pd.Series(start.members).groupby(regions).transform("mean")
        return Objective(1 - on_roster.to_numpy(dtype=np.float64))
    if goal == "bridge":
        return Objective(_heard(start))
    return Objective(ones)


def unit(wanted: str) -> str:
    """Return what a gain is counted in."""
    return _(UNITS[wanted])


def suggestion(found: Portfolio, wanted: str, *, is_robust: bool) -> str:
    """Return what the suggested approaches gain, how sure that is, and beside simple rankings."""
    say = points if wanted == "target" else _members
    end = _whole if wanted == "members" else say
    simple = {row["ranking"]: say(row["gain"]) for row in found.rankings.to_dict("records")}
    least, most = (after - before for before, after in (found.value_low, found.value_high))
    second = found.rankings.sort_values("gain", ascending=False).iloc[0]
    words = {
        "cost": i18n.number(found.cost),
        "unit": unit(wanted).lower(),
        "gain": say(least if is_robust else found.gain),
        "from": end(found.spread[0]),
        "to": end(found.spread[1]),
        "least": say(least),
        "most": say(most),
        "all": say(found.gain),
        "more": say(second["less"]),
        "by_probability": simple["probability"],
        "by_uplift": simple["uplift"],
    }
    parts = [_lead(wanted, is_robust=is_robust)]
    if is_robust:
        parts.append(_("Over all draws: {all}."))
    else:
        parts.append(_("With all assumptions low: {least}; with all high: {most}."))
    parts.append(
        _(
            "The simple lists bring as much (by probability {by_probability}, by effect "
            "{by_uplift})."
        )
        if second["less"] <= 0 or say(second["less"]) == say(0.0)
        else _(
            "That is **{more}** above the better of the simple lists (by probability "
            "{by_probability}, by effect {by_uplift})."
        )
    )
    return " ".join(parts).format(**words)


def _lead(wanted: str, *, is_robust: bool) -> str:
    """Return the first sentence of a suggestion, with its fields."""
    if wanted == "target":
        if is_robust:
            return _(
                "At a cost of {cost}, the approaches below would raise the chance of the target by "
                "**{gain}** in the worst case (90%: {from} to {to})."
            )
        return _(
            "At a cost of {cost}, the approaches below would raise the chance of the target by "
            "**{gain}** (90%: {from} to {to})."
        )
    if is_robust:
        return _(
            "At a cost of {cost}, the approaches below would bring **{gain} {unit}** in the worst "
            "case (90% of draws: {from} to {to})."
        )
    return _(
        "At a cost of {cost}, the approaches below would bring **{gain} {unit}** (90% of draws: "
        "{from} to {to})."
    )


def suggestion_rows(
    found: Portfolio, all_states: pd.DataFrame, table: pd.DataFrame
) -> pd.DataFrame:
    """Return the approaches suggested, in words.

    Parameters
    ----------
    found : Portfolio
    all_states : DataFrame
        Table ``states``.
    table : DataFrame
        From `opportunities.table`: the facts that the model does not know.
    """
    on_record = facts(table)
    names = states.names(all_states)
    frame = pd.DataFrame(
        [
            {
                "iso3": one.approach.state,
                "level": vocabulary.word(vocabulary.LEVELS, one.approach.level),
                "lead": names.get(one.approach.partner or "", "—"),
                "cost": one.cost,
                "on_record": on_record.get(one.approach.state, ""),
            }
            for one in found.chosen
        ],
        columns=["iso3", "level", "lead", "cost", "on_record"],
    )
    return states.with_names(frame, all_states)


def ranking_rows(found: Portfolio, wanted: str) -> pd.DataFrame:
    """Return every way to spend the budget, in words, the suggestion first."""
    say = points if wanted == "target" else _members
    ours = [
        {
            "way": _(METHODS[row["method"]]),
            "n": row["n"],
            "cost": row["cost"],
            "gain": say(row["gain"]),
            "less": "—",
        }
        for row in found.methods.to_dict("records")
    ]
    theirs = [
        {
            "way": _("{ranking}, each a {level}").format(
                ranking=_(RANKINGS[row["ranking"]]),
                level=vocabulary.word(vocabulary.LEVELS, row["level"]).lower(),
            ),
            "n": row["n"],
            "cost": row["cost"],
            "gain": say(row["gain"]),
            "less": _("{value} ({low} to {high})").format(
                value=say(row["less"]), low=say(row["less_low"]), high=say(row["less_high"])
            ),
        }
        for row in found.rankings.to_dict("records")
    ]
    return pd.DataFrame([*ours, *theirs])


def _heard(start: Opening) -> Array:
    """Return how much States that may join listen to each State (S,); of these the mean is 1."""
    heard: Array = start.peers[start.is_open].sum(axis=0)
    mean = float(heard[start.is_open].mean()) if start.is_open.any() else 0.0
    return heard / mean if mean > 0 else np.ones(len(heard))


def _whole(value: float) -> str:
    """Return a number of members in one draw."""
    return i18n.number(value)


def _members(value: float) -> str:
    """Return a number of members, or what they are worth."""
    return decimal(value, 2)
