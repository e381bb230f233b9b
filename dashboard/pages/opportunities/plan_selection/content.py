"""The States that can be picked for a plan; those without a probability are no part of one."""

from __future__ import annotations

from collections.abc import Collection

from dashboard import i18n
from dashboard.blocks import Blocks, Heading
from dashboard.i18n import _
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from data.facts import Facts


def blocks(facts: Facts, asked: OpportunityChoice, held: Collection[str] = ()) -> Blocks:
    """Return what stands above the choice; nothing where nobody can be picked. See `options`."""
    if not options(facts, asked, held):
        return ()
    return (
        Heading(
            _("Take them to a plan"),
            _(
                "Pick States: the plan opens with a call to each, led by us where we are well "
                "placed, otherwise by the best placed member."
            ),
        ),
    )


def options(facts: Facts, asked: OpportunityChoice, held: Collection[str] = ()) -> dict[str, str]:
    """Return the States that can be picked, in words, the most likely first.

    Parameters
    ----------
    facts : Facts
    asked : Asked
    held : collection of str
        States picked before, which stay whatever groups and origins are chosen.
    """
    words = choice.all_states(facts, asked)
    is_kept = words["iso3"].isin([*choice.states_shown(facts, asked)["iso3"], *held])
    told = words[is_kept & words["probability"].notna()]
    return {
        str(row["iso3"]): " · ".join(
            part
            for part in (row["name"], i18n.per_cent(row["probability"]), row["on_record"])
            if part
        )
        for row in told.to_dict("records")
    }
