"""What the page says, part after part.

Plans and their log are no facts: they change while the facts stay. What is said of them is
therefore made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Finding, Folded, Link, Table, Title, Unknown
from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.pages.log import plan_text, wording
from dashboard.plans import progress
from dashboard.plans.log import LogEntry
from dashboard.plans.progress import PlanProgress
from dashboard.plans.store import Listed, Revision, saved_plans
from dashboard.words import addresses, states
from data.facts import Facts

Log = tuple[LogEntry, ...]


def title() -> Blocks:
    """Return the head of the page."""
    return (Title(_("Outreach log"), _("What was planned, what was done, and what came of it.")),)


def all_plans(facts: Facts, listed: tuple[Listed, ...]) -> Blocks:
    """Return all plans, each with its link; where none is kept, how to begin."""
    if not listed:
        return (
            Finding(_("No plan has been saved yet.")),
            Unknown(
                _(
                    "Make one on the page [Plan]({address}) and save it there, or open a file here."
                ).format(address=f"plan{addresses.suffix('?')}")
            ),
        )
    texts = {one.plan_id: plan_text.text_name(facts, one) for one in listed}
    return (
        Finding(wording.saved_plans_sentence(listed)),
        Table(
            key="plans",
            title=_("All plans"),
            table=wording.plan_rows(listed, texts),
            evidence=(),
            columns={
                "title": _("Plan"),
                "text": _("Text"),
                "target": _("Target"),
                "revision": _("Revision"),
                "created": _("Begun on"),
                "saved": _("Saved on"),
                "link": _("Link"),
            },
            styles={_("Link"): Link(_("open"))},
        ),
    )


def plan_progress(facts: Facts, revision: Revision, entries: Log, day: date) -> Blocks:
    """Return how far a plan has come on a day, and what has changed since."""
    plan = revision.document
    found = progress.on_day(plan, entries, day)
    members = plan_text.members(facts, plan)
    text = plan_text.text_name(facts, plan)
    said: list[Block] = [Finding(wording.finding_sentence(revision, text, len(members), found))]
    changes = progress.changes(plan, version=facts.version, members=members)
    names = states.names(facts.states)
    changed = wording.changes_sentence(
        changes, names, is_next=plan.is_next, saved_on=plan.snapshot_version
    )
    if changed:
        said.append(Unknown(changed))
    return tuple(said)


def where_approaches_stand(
    facts: Facts, revision: Revision, entries: Log, day: date
) -> tuple[pd.DataFrame, PlanProgress]:
    """Return where every approach stands on a day, in words and as it is; see `wording`."""
    found = progress.on_day(revision.document, entries, day)
    return wording.approaches(found, states.names(facts.states)), found


def no_approach() -> Blocks:
    """Return what is said of a plan that approaches nobody, and has logged nothing."""
    return (Unknown(_("This plan has no approach yet: add some on the page Plan.")),)


def all_of_plan(facts: Facts, revision: Revision, entries: Log, day: date) -> Blocks:
    """Return every approach of a plan as a table, and every entry ever made."""
    names = states.names(facts.states)
    found = progress.on_day(revision.document, entries, day)
    return (approach_table(wording.approaches(found, names)), history(entries, names))


def approach_table(rows: pd.DataFrame) -> Table:
    """Return every approach as a table; see `wording.approaches`."""
    return Table(
        key="approaches",
        title=_("All approaches"),
        table=rows.assign(link=states.dossiers(rows["iso3"])),
        evidence=(),
        columns={
            "name": _("State"),
            "status": _("How far it has come"),
            "on": _("On"),
            "due": _("Due"),
            "overdue": _("Overdue"),
            "owner": _("Owner"),
            "post": _("Post"),
            "level": _("Effort"),
            "partner": _("Led by"),
            "probability": _("Model, at saving"),
            "guess": _("Desk’s guess"),
            "note": _("Note"),
            "link": _("Dossier"),
        },
        styles={_("Dossier"): Link(_("open"))},
    )


def history(entries: Log, names: dict[str, str]) -> Folded:
    """Return every entry ever made."""
    table = Table(
        key="log",
        title=_("Every entry, the last one first"),
        table=wording.log_rows(entries, names),
        evidence=(),
        columns={
            "on": _("On"),
            "name": _("State"),
            "status": _("How far it has come"),
            "partner": _("Led by"),
            "owner": _("Owner"),
            "post": _("Post"),
            "note": _("Note"),
            "who": _("Written by"),
            "at": _("Written on"),
        },
    )
    title = _("The whole log ({n})").format(n=i18n.number(len(entries)))
    return Folded("whole_log", title, (table,))


def at_first(facts: Facts) -> Blocks:
    """Return what the page shows when nothing was chosen: the plans that are kept now."""
    return (*title(), *all_plans(facts, saved_plans(ALONE).list()))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
