"""Lists of States at a step on the road from vote to endorsement, or between two of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from analytics.record import funnel
from dashboard.i18n import _


@dataclass(frozen=True)
class StateList:
    """A list of ``n`` UN members: those that said yes at some steps and no at others."""

    label: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_yes: tuple[str, ...] = ()
    n: int = 0


def all_lists(result: funnel.Funnel, steps: pd.DataFrame) -> dict[str, StateList]:
    """Return the lists offered, by their key in the address.

    Parameters
    ----------
    result : Funnel
    steps : DataFrame
        Its steps in words; see `steps.in_words`.
    """
    return {
        key: replace(one, n=int(states_in(result, one)["is_member"].sum()))
        for key, one in _uncounted_lists(steps).items()
    }


def own_list(steps: pd.DataFrame, yes: Collection[str], no: Collection[str]) -> StateList:
    """Return a list of the reader's own; see `step_names` for the keys of steps."""
    keys = dict(zip(step_names(steps), steps["key"], strict=True))
    return StateList(
        _("Your choice"),
        yes=tuple(keys[one] for one in yes),
        no=tuple(keys[one] for one in no),
    )


def step_names(steps: pd.DataFrame) -> dict[str, str]:
    """Return the steps in words, by their key in the address."""
    return dict(zip((ids[0] for ids in steps["ids"]), steps["name"], strict=True))


def states_in(result: funnel.Funnel, one: StateList) -> pd.DataFrame:
    """Return the rows of the States in a list."""
    found = funnel.reached(result, yes=one.yes, no=one.no, not_yes=one.not_yes)
    return result.states[result.states["iso3"].isin(found)]


def _uncounted_lists(steps: pd.DataFrame) -> dict[str, StateList]:
    """Return the lists offered, not counted yet."""
    keys = {what: tuple(rows["key"]) for what, rows in steps.groupby("what")}
    is_outcome = steps["what"] == "outcome"
    full = tuple(steps["key"][is_outcome & (steps["n_unknown"] == 0)])
    partial = tuple(steps["key"][is_outcome & (steps["n_unknown"] > 0)])
    vote, sponsors = keys["vote"], keys.get("sponsors", ())
    first, last = full[:1], full[-1:]
    texts = dict(zip(steps["key"], steps["text"], strict=True))
    named = {"first": texts[full[0]], "last": texts[full[-1]]}
    lists = {
        "outreach": StateList(_("Voted yes, on no summit text"), vote, full, partial),
        "lapsed": StateList(_("On {first}, not on {last}").format(**named), first, last),
        "new": StateList(_("On {last}, not on {first}").format(**named), last, first),
        "sponsors": StateList(_("Sponsor, not on {last}").format(**named), sponsors, last),
        "core": StateList(
            _("Voted yes, sponsored and on {last}").format(**named), vote + sponsors + last
        ),
    }
    for key, text, ids in zip(steps["key"], steps["name"], steps["ids"], strict=True):
        lists[f"at_{ids[0]}"] = StateList(_("Yes: {step}").format(step=text), (key,))
    return lists
