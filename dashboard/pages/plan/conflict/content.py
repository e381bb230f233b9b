"""What differs between two versions of a plan."""

from __future__ import annotations

from dashboard.blocks import Blocks, Table
from dashboard.i18n import _
from dashboard.pages.plan.conflict import wording
from dashboard.plans.document import PlanDocument
from dashboard.words import states
from data.facts import Facts


def differences(facts: Facts, mine: PlanDocument, theirs: PlanDocument) -> Blocks:
    """Return what differs between the two, part by part."""
    return (
        Table(
            key="plan_conflict",
            title=_("What differs"),
            table=wording.differing_rows(mine, theirs, states.names(facts.states)),
            evidence=(),
            columns={"what": _("Part of the plan"), "mine": _("Mine"), "theirs": _("Theirs")},
        ),
    )
