"""What our own log says stands beside the probabilities, for the text it is about and no other."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.joining.opportunities import Target
from dashboard.blocks import Text
from dashboard.desks.person import ALONE
from dashboard.pages.opportunities.logged import content
from dashboard.plans import document, progress, steps, store
from data.facts import Facts

PATHWAYS = Target("reaim_2026_pathways", "reaim_2026_pathways", False)
NEXT = Target("next:reaim_2026_pathways", "reaim_2026_pathways", True)


def keep(plans: store.Plans, *, is_next: bool, answers: dict[str, str]) -> None:
    plan = document.make(
        title="x",
        instrument_id=PATHWAYS.instrument_id,
        is_next=is_next,
        target=60,
        snapshot_version="x",
    )
    saved = plans.save(plan, who="desk")
    for state, result in answers.items():
        step = steps.make(state=state, status="answer", result=result, on=date(2026, 11, 20))
        plans.log(saved.plan_id, step, who="desk")


@pytest.mark.real
def test_only_what_says_more_than_a_probability_is_told(facts: Facts, plans_url: str) -> None:
    plans = store.open_plans(plans_url)
    keep(plans, is_next=True, answers={"KEN": "hosts", "EST": "willing"})
    keep(plans, is_next=True, answers={"GHA": "unwilling"})
    keep(plans, is_next=False, answers={"CHL": "announced"})
    (told,) = content.blocks(facts, content.facts_logged(NEXT, ALONE))
    assert isinstance(told, Text)
    assert "Kenya \\(hosts the event\\) and Ghana \\(unwilling\\)" in told.text
    (other,) = content.blocks(facts, content.facts_logged(PATHWAYS, ALONE))
    assert isinstance(other, Text)
    assert "Chile \\(announced that it joins\\)" in other.text
    assert content.blocks(facts, progress.NOTHING_LOGGED) == ()
