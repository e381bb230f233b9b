"""The test that stands beside a probability: which one it is, and what it is said to show."""

from dataclasses import replace

import numpy as np
import pytest

from analytics import joining
from analytics.scoring import MEASURES, Scores
from dashboard import i18n
from dashboard.blocks import Text
from dashboard.pages.opportunities import content as opportunities
from dashboard.pages.state.chances import content as chances
from dashboard.words import backtests
from data.facts import Facts


def scores(skill: float, within: float = 0.8) -> Scores:
    """Return scores whose interval of skill begins at a bound."""
    values = dict.fromkeys(MEASURES, within) | {"bss": 0.1}
    return Scores(values, values | {"bss": skill}, values, 90, 30, 9)


@pytest.fixture
def proof() -> backtests.ProbabilityTest:
    return backtests.ProbabilityTest(
        text_class="political",
        days=(),
        scores=scores(0.05),
        other=scores(0.05, within=0.7),
        n_texts=19,
        n_other_texts=18,
    )


def test_a_text_to_come_has_the_test_of_its_kind(proof: backtests.ProbabilityTest) -> None:
    told = backtests.test_sentences(proof)
    assert "Tested on 19 political texts" in told
    assert "**80% (80% to 80%)** were ranked right (50% is chance)" in told
    assert "on no earlier version: 70%" in told
    assert "no better" not in told


def test_an_open_text_has_the_test_of_open_ones(proof: backtests.ProbabilityTest) -> None:
    told = backtests.test_sentences(replace(proof, days=(180, 365)))
    assert "19 texts seen 180 or 365 days after they had opened" in told
    assert "on 18 texts" in told
    assert "political" not in told


@pytest.mark.parametrize(
    ("skill", "words"),
    [
        (-0.01, "**no better** than the base rate"),
        (0.0, "Read the order, not the number."),
        (np.nan, "cannot be told"),
    ],
)
def test_skill_whose_interval_includes_nothing_is_said_to_be_none(
    proof: backtests.ProbabilityTest, skill: float, words: str
) -> None:
    assert words in backtests.test_sentences(replace(proof, scores=scores(skill)))


def test_our_own_number_is_said_to_be_untested(proof: backtests.ProbabilityTest) -> None:
    told = backtests.test_sentences(replace(proof, is_stated=True))
    assert "what follows from it was never tested" in told
    assert "what follows from it was never tested" not in backtests.test_sentences(proof)


@pytest.mark.parametrize(
    ("age", "days"), [(0, (30,)), (30, (30,)), (31, (30, 90)), (90, (90,)), (5000, (90,))]
)
def test_the_days_tested_that_are_nearest_are_taken(age: int, days: tuple[int, ...]) -> None:
    assert backtests.horizons(age, {90, 30}) == days


@pytest.mark.real
@pytest.mark.slow
def test_beside_a_chance_stands_what_came_of_others_who_were_given_it(facts: Facts) -> None:
    """Estonia and the text on the first screen: how far to trust its number, in one sentence."""
    target = facts.recall(joining.joining_targets)[0]
    held = facts.recall(joining.opportunities_for, target).set_index("iso3")["probability"]
    chance = round(float(held["EST"]), 3)
    proof = backtests.probability_test(facts, target)
    asked = (proof.text_class, proof.days, "probability", chance)
    found = facts.recall(joining.joined_with_chance, *asked)
    rows = (
        facts.recall(joining.open_text_backtest).rows.query("days in @proof.days")
        if proof.days
        else facts.recall(joining.joining_backtest).rows.query("text_class == @proof.text_class")
    )
    is_near = rows["probability"].between(found.low, found.high)
    assert (found.n, found.n_came) == (is_near.sum(), rows["joined"][is_near].sum())
    assert (found.n_all, found.n_all_came) == (len(rows), rows["joined"].sum())
    told = backtests.chance_sentence(facts, target, chance)
    assert f"How far to trust {i18n.per_cent(chance)}:" in told
    on_state = chances.blocks(facts, "EST")
    on_opportunities = opportunities.state_reasons(facts, target.key, None, "EST")
    for said in (on_state, on_opportunities):
        assert told in [block.text for block in said if isinstance(block, Text)]
