"""The text of a plan: what it is called, and who is on it now."""

from __future__ import annotations

from analytics import record
from dashboard.i18n import _
from dashboard.plans.document import PlanDocument
from dashboard.plans.store import Listed
from dashboard.words import probabilities
from data.facts import Facts


def text_name(facts: Facts, plan: PlanDocument | Listed) -> str:
    """Return what the text of a plan is called; its key where these facts do not hold it."""
    names = probabilities.text_names(facts.instruments)
    name = names.get(plan.instrument_id, plan.instrument_id)
    return _("Next version of {text}").format(text=name) if plan.is_next else name


def members(facts: Facts, plan: PlanDocument) -> tuple[str, ...]:
    """Return who is on the roster of the text now; nobody where these facts do not hold it."""
    if not _is_held(facts, plan):
        return ()
    states = facts.recall(record.roster, plan.instrument_id).states
    return tuple(states["iso3"][states["category"] == "listed"])


def evidence(facts: Facts, plan: PlanDocument) -> str:
    """Return the key of the document behind the roster; empty where there is none."""
    if not _is_held(facts, plan):
        return ""
    return facts.recall(record.roster, plan.instrument_id).evidence_id


def _is_held(facts: Facts, plan: PlanDocument) -> bool:
    """Return whether the text is there, and in these facts."""
    return not plan.is_next and plan.instrument_id in set(facts.instruments["instrument_id"])
