"""Which steps lead from a vote to a forum, and who is between them, on the tiny world."""

import pandas as pd
import pytest

from analytics.record import funnel
from data.errors import AnalysisError

Tables = dict[str, pd.DataFrame]

TABLES = ("states", "instruments", "memberships", "rollcalls", "votes")


@pytest.fixture
def steps(world: Tables) -> tuple[funnel.FunnelStep, ...]:
    return funnel.steps_after("res_2", domain="military AI", instruments=world["instruments"])


@pytest.fixture
def result(steps: tuple[funnel.FunnelStep, ...], world: Tables) -> funnel.Funnel:
    return funnel.of_steps(steps, **{name: world[name] for name in TABLES})


def test_the_steps_follow_from_the_data(steps: tuple[funnel.FunnelStep, ...]) -> None:
    assert [step.key for step in steps] == [
        "res_2:Y",
        "sponsors_2:listed",
        "cta_2023:listed",
        "blueprint_2024:listed",
        "pathways_2026:listed",
        "summit_2024:listed+organiser",
    ]


def test_a_new_declaration_becomes_a_step_without_code(world: Tables) -> None:
    rosters = world["instruments"]
    is_ban = rosters["instrument_id"] == "ban"
    changed = rosters.assign(kind=rosters["kind"].mask(is_ban, "political_declaration"))
    steps = funnel.steps_after("res_2", domain="military AI", instruments=changed)
    assert steps[-2].key == "ban:listed"


def test_a_field_without_texts_has_the_vote_alone(world: Tables) -> None:
    steps = funnel.steps_after("res_1", domain="cyber", instruments=world["instruments"])
    assert [step.key for step in steps] == ["res_1:Y"]


def test_who_convened_a_forum_took_part_in_it(result: funnel.Funnel) -> None:
    answers = result.states.set_index("iso3")["summit_2024:listed+organiser"]
    assert answers[answers == "yes"].index.tolist() == ["KOR", "NLD"]
    assert answers["KEN"] == "unknown"


def test_a_state_may_be_unknown_where_it_is_only_not_to_be_yes(result: funnel.Funnel) -> None:
    asked = {"yes": ["res_2:Y"], "no": ["pathways_2026:listed"]}
    assert funnel.reached(result, **asked) == ("POL",)
    assert funnel.reached(result, **asked, not_yes=["blueprint_2024:listed"]) == ("POL",)
    assert funnel.reached(result, yes=["res_2:Y"], not_yes=["blueprint_2024:listed"]) == (
        "KOR",
        "POL",
    )


def test_a_step_that_asks_for_nothing_is_refused(world: Tables) -> None:
    steps = [funnel.FunnelStep("roster", "cta_2023", ())]
    with pytest.raises(AnalysisError, match="category none of a roster"):
        funnel.of_steps(steps, **{name: world[name] for name in TABLES})


def test_an_unknown_step_is_refused(result: funnel.Funnel) -> None:
    with pytest.raises(AnalysisError, match="no step 'tpnw:listed'"):
        funnel.reached(result, not_yes=["tpnw:listed"])
