"""What the desk knows and the model does not, and what the plan makes of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import FixedAnswer
from dashboard import i18n
from dashboard.blocks import Blocks, Table, Text
from dashboard.i18n import _, mark, ngettext
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.plans.progress import DeskFacts
from dashboard.words import states, steps_in_words
from data.facts import Facts

STATED = {"joins": mark("Stated here: joins"), "refuses": mark("Stated here: stays away")}

COUNTED = {
    "joins": mark("Counts as joining; the model’s {p} is set aside."),
    "refuses": mark("Counts as staying away; the model’s {p} is set aside."),
    "unwilling": mark("Not suggested, and nothing is expected of asking; the model’s {p} stays."),
    "other": mark("The model does not know it: its {p} stays."),
    "member": mark("On the list by now: counts as reached."),
    "unknown": mark("The model makes no forecast of it: count it by hand."),
}
"""What the plan makes of what the desk knows."""


def blocks(
    facts: Facts, start: Baseline, answers: Mapping[str, FixedAnswer], logged: DeskFacts
) -> Blocks:
    """Return what the desk knows, and what of it is counted; nothing where it knows nothing."""
    if not {*answers, *logged.said}:
        return ()
    return (
        Table(
            key="plan_known",
            title=_("What we know and the model does not"),
            table=rows(facts, start, answers, logged),
            evidence=(),
            columns={
                "name": _("State"),
                "fact": _("What we know"),
                "on": _("On"),
                "who": _("Written by"),
                "counted": _("What the plan makes of it"),
            },
        ),
    )


def rows(
    facts: Facts, start: Baseline, answers: Mapping[str, FixedAnswer], logged: DeskFacts
) -> pd.DataFrame:
    """Return what the desk knows in words: ``iso3, name, fact, on, who, counted``."""
    names = states.names(facts.states)
    stated = [
        {"iso3": state, "fact": _(STATED[answer]), "on": "—", "who": "—"}
        for state, answer in answers.items()
    ]
    told = [
        {
            "iso3": state,
            "fact": steps_in_words.result(entry.step.result),
            "on": i18n.day(pd.Timestamp(entry.step.on)),
            "who": entry.author,
        }
        for state, entry in logged.said.items()
        if state not in answers
    ]
    return pd.DataFrame(
        [
            {
                **row,
                "name": names.get(row["iso3"], row["iso3"]),
                "counted": _counted(row["iso3"], start, answers, logged),
            }
            for row in [*stated, *told]
        ],
        columns=["iso3", "name", "fact", "on", "who", "counted"],
    )


def reached(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return which States of the plan have joined by now; nothing where none has."""
    joined = [
        state
        for state, entry in draft.asked.logged.said.items()
        if entry.step.result == "joined" or state in _members(draft.start)
    ]
    if not joined:
        return ()
    names = states.names(facts.states)
    told = ngettext(
        "**{n} State of this plan has joined** and is no target any more: {states}.",
        "**{n} States of this plan have joined** and are no targets any more: {states}.",
        len(joined),
    ).format(n=i18n.number(len(joined)), states=i18n.listing([names.get(s, s) for s in joined]))
    return (Text(told),)


def in_short(logged: DeskFacts) -> dict[str, str]:
    """Return what the log says of each State, in a word or two."""
    return {
        state: _("Logged: {answer}").format(answer=steps_in_words.result(entry.step.result).lower())
        for state, entry in logged.said.items()
    }


def _counted(
    state: str, start: Baseline, answers: Mapping[str, FixedAnswer], logged: DeskFacts
) -> str:
    """Return what the plan makes of what is known of a State."""
    if state in _members(start):
        return _(COUNTED["member"])
    if state not in start.open_states:
        return _(COUNTED["unknown"])
    model = i18n.per_cent(start.probability[start.states.index(state)])
    answer = answers.get(state) or logged.answers.get(state)
    key = answer or ("unwilling" if state in logged.unwilling else "other")
    return _(COUNTED[key]).format(p=model)


def _members(start: Baseline) -> set[str]:
    return {state for state, on in zip(start.states, start.members, strict=True) if on}
