"""What is said of plans that are kept: which there are, and what of one does not fit."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Unknown
from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.pages.plan import plan_documents
from dashboard.pages.plan.wording import assumption_name
from dashboard.plans.document import PlanDocument
from dashboard.plans.store import Listed, saved_plans
from dashboard.words import addresses
from data.errors import PlanError
from data.facts import Facts


def heading() -> Blocks:
    """Return what stands above the form by which a plan is saved."""
    return (
        Heading(
            _("Keep this plan"),
            _(
                "Its approaches go to the outreach log. The address of this page is a link to it, "
                "too."
            ),
        ),
    )


def listed_plans() -> tuple[Listed, ...]:
    """Return the plans that are kept now; none where they cannot be read."""
    try:
        return saved_plans(ALONE).list()
    except PlanError:
        return ()


def not_here() -> Blocks:
    """Return what is said of a link to a plan that is not kept here."""
    return (Unknown(_("The plan of this link is not kept here: ask its makers for the file.")),)


def misfits_note(kept: PlanDocument) -> Blocks:
    """Return which assumptions of a saved plan this page cannot show; nothing where it can."""
    keys = plan_documents.misfits(kept)
    if not keys:
        return ()
    told = _(
        "Some assumptions of this plan do not fit this page: {names}. Those of the page hold."
    ).format(names=i18n.listing([assumption_name(key) for key in keys]))
    return (Unknown(told),)


def saved_on_note(facts: Facts, kept: PlanDocument, plan_id: str) -> Blocks:
    """Return on which facts a plan was saved, where these are others; otherwise nothing."""
    if kept.snapshot_version == facts.version:
        return ()
    told = _("This plan was saved on other facts; what follows is reckoned on these.")
    then = addresses.facts_as_then(kept.snapshot_version, f"plan?plan={plan_id}")
    return (Unknown(f"{told} {then}"),)


def saved_as_sentence(number: int, plan_id: str) -> str:
    """Return as which revision a plan is kept, with the way to its log."""
    query = addresses.suffix()
    return _("Kept as revision {n}. [Open it in the outreach log](log?plan={plan}{query})").format(
        n=i18n.number(number), plan=plan_id, query=query
    )
