"""Two versions of a plan side by side, in words: what differs, and who saved the other one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from dashboard.pages.plan.wording import assumption_name, decimal
from dashboard.plans.document import Approach, PlanDocument, Range
from dashboard.plans.store import Revision

NONE = "—"

ANSWERS = {"joins": mark("Taken as joining"), "refuses": mark("Taken as refusing")}


def conflict_sentence(theirs: Revision) -> str:
    """Return who saved the plan meanwhile, and that nothing is lost."""
    return _(
        "{who} saved this plan as revision {n} while you worked on it. Nothing is lost: theirs "
        "stays in the list of saves, whatever you choose."
    ).format(who=theirs.author, n=i18n.number(theirs.number))


def differing_rows(
    mine: PlanDocument, theirs: PlanDocument, names: Mapping[str, str]
) -> pd.DataFrame:
    """Return what differs between two versions, in words: ``what, mine, theirs``.

    Parameters
    ----------
    mine, theirs : PlanDocument
    names : mapping of str to str
        iso3 to the State's name.
    """
    ours, others = _parts(mine, names), _parts(theirs, names)
    told = [(what, ours.get(what, NONE), others.get(what, NONE)) for what in {**ours, **others}]
    differing = [row for row in told if row[1] != row[2]]
    return pd.DataFrame(differing, columns=["what", "mine", "theirs"])


def _parts(plan: PlanDocument, names: Mapping[str, str]) -> dict[str, str]:
    """Return every part of a plan in words."""
    parts = {
        _("Title"): plan.title,
        _("Target"): i18n.number(plan.target),
        _("Budget"): NONE if plan.budget is None else i18n.number(plan.budget),
        _("Note"): plan.note or NONE,
        _("We are"): NONE if plan.we is None else names.get(plan.we, plan.we),
    }
    parts |= {names.get(one.state, one.state): _approach(one, names) for one in plan.approaches}
    parts |= {names.get(state, state): _(ANSWERS[answer]) for state, answer in plan.fixed.items()}
    return parts | {assumption_name(key): _range(one) for key, one in plan.assumptions.items()}


def _approach(one: Approach, names: Mapping[str, str]) -> str:
    """Return an approach in a line."""
    told = [vocabulary.word(vocabulary.LEVELS, one.level)]
    if one.partner:
        told.append(_("led by {state}").format(state=names.get(one.partner, one.partner)))
    if one.guess is not None:
        told.append(_("desk’s guess {p}").format(p=i18n.per_cent(one.guess)))
    if one.due is not None:
        told.append(_("due {day}").format(day=i18n.day(pd.Timestamp(one.due))))
    return " · ".join(told)


def _range(one: Range) -> str:
    """Return an assumption: its ends and what is most likely."""
    low, central, high = (decimal(x, 2) for x in (one.low, one.central, one.high))
    return _("{low} to {high}, most likely {central}").format(low=low, central=central, high=high)
