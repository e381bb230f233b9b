"""The test that stands beside a probability: which one it is, and what it is said to show."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.scoring import MEASURES, Scores
from dashboard.words import backtests


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
