"""The best approaches for a budget, in words: what they gain, how sure that is, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.outreach.portfolio import Portfolio
from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.pages.plan.wording import decimal, points, stances
from dashboard.words import states
from dashboard.words.planning import ApproachRow

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


def staying_away_sentence(table: pd.DataFrame, all_states: pd.DataFrame) -> str:
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


def left_out_sentence(out: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return which States are not suggested because they said no, with what each said."""
    told = [f"{names[state]} ({words[:1].lower()}{words[1:]})" for state, words in out.items()]
    return ngettext(
        "{n} State that said no on record is not suggested: {states}.",
        "{n} States that said no on record are not suggested: {states}.",
        len(out),
    ).format(n=i18n.number(len(out)), states=i18n.listing(told))


def unit(wanted: str) -> str:
    """Return what a gain is counted in."""
    return _(UNITS[wanted])


def suggestion_sentence(found: Portfolio, wanted: str, *, is_robust: bool) -> str:
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
    parts = [_first_sentence(wanted, is_robust=is_robust)]
    if is_robust:
        parts.append(_("Over all cases: {all}."))
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


def _first_sentence(wanted: str, *, is_robust: bool) -> str:
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
            "case (90% of cases: {from} to {to})."
        )
    return _(
        "At a cost of {cost}, the approaches below would bring **{gain} {unit}** (90% of cases: "
        "{from} to {to})."
    )


def suggestion_rows(
    made: Sequence[ApproachRow],
    costs: Mapping[str, int],
    all_states: pd.DataFrame,
    table: pd.DataFrame,
) -> pd.DataFrame:
    """Return the approaches suggested, in words.

    Parameters
    ----------
    made : sequence of ApproachRow
    costs : mapping of str to int
        Of an approach, by level.
    all_states : DataFrame
        Table ``states``.
    table : DataFrame
        From `opportunities.table`: the facts that the model does not know.
    """
    on_record = stances(table)
    names = states.names(all_states)
    frame = pd.DataFrame(
        [
            {
                "iso3": one.state,
                "level": vocabulary.word(vocabulary.LEVELS, one.level),
                "lead": names.get(one.partner or "", "—"),
                "cost": costs[one.level],
                "on_record": on_record.get(one.state, ""),
            }
            for one in made
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


def _whole(value: float) -> str:
    """Return a number of members in one draw."""
    return i18n.number(value)


def _members(value: float) -> str:
    """Return a number of members, or what they are worth."""
    return decimal(value, 2)
