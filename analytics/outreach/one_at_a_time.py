"""On which assumption the answer of a plan hangs: each at its two ends, while the others hold.

The effects of approaches and the strength of peers have ranges. Of the joining model two things are
in doubt, and every draw of it has one of each: how many States join at all, and the weights by
which it tells States apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from analytics.outreach import threshold_model
from analytics.outreach.assumptions import PEERS, End
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan
from analytics.outreach.simulation import Simulation
from analytics.outreach.threshold_model import Setup

Places = npt.NDArray[np.int64]

SIZE = "size"
"""Key of how many States join at all."""

WEIGHTS = "weights"
"""Key of the weights of the joining model."""

ALL = ""
"""Key of all assumptions together."""

ONE_IN = 10
"""One in so many of the model's draws stands for an end."""

ENDS: tuple[End, End] = ("low", "high")

Scenario = tuple[str, str]
"""What is changed, and to which of its values: `End`, or ``drawn`` from the range."""

DRAWN: Scenario = (ALL, "drawn")
CENTRAL: Scenario = (ALL, "central")


@dataclass(frozen=True)
class ScenarioSetup:
    """A plan, and where it is played.

    Attributes
    ----------
    plan : Plan
    setup : Setup
    """

    plan: Plan
    table: Setup

    @property
    def base(self) -> ScenarioSetup:
        """Return the same world without approaches."""
        return replace(self, plan=replace(self.plan, approaches=()))


@dataclass(frozen=True)
class ScenarioResults:
    """Who joined in every world.

    Attributes
    ----------
    with_it, without : mapping of Scenario to Simulation
        Of all `cases`, with the approaches and without. Without them a level of effort changes
        nothing, and the central world stands for those of levels.
    """

    with_it: Mapping[Scenario, Simulation]
    without: Mapping[Scenario, Simulation]

    def size(self, world: Scenario) -> float:
        """Return the members expected with the approaches."""
        return float(self.with_it[world].sizes.mean())

    def gain(self, world: Scenario) -> float:
        """Return the new members that the approaches bring."""
        base = self.without.get(world, self.without[CENTRAL])
        return self.size(world) - float(base.sizes.mean())

    def uplift(self, world: Scenario) -> npt.NDArray[np.float64]:
        """Return what the approaches add to the share of draws in which each State joins (S,)."""
        base = self.without.get(world, self.without[CENTRAL])
        return np.asarray(self.with_it[world].share - base.share)


def cases(baseline: Baseline, plan: Plan) -> dict[Scenario, ScenarioSetup]:
    """Return every world to be played with a plan.

    All assumptions drawn, and pinned to ``low``, ``central`` and ``high``; and each thing in doubt
    at its ends while the others are central.

    Of the size, the ends are the tenth of the model's draws with the fewest and the most States
    joining. What an approach promises stays: a State's probability is the mean over all sizes. Of
    the weights, they are those draws, of every ten of like size, in which the States approached are
    the least and the most likely beside the others. What an approach promises follows: it is an
    effect on the probability that the desk would see, had the model such weights.
    """
    assumed, table = plan.assumptions, threshold_model.setup(baseline)
    central = replace(plan, assumptions=assumed.pinned("central"))
    found = {DRAWN: ScenarioSetup(plan, table), CENTRAL: ScenarioSetup(central, table)}
    for end in ENDS:
        found[ALL, end] = ScenarioSetup(replace(plan, assumptions=assumed.pinned(end)), table)
        for key in (*plan.levels(), PEERS):
            found[key, end] = ScenarioSetup(
                replace(plan, assumptions=assumed.with_one(key, end)), table
            )
        found[SIZE, end] = ScenarioSetup(central, table.of_draws(by_size(baseline, end)))
        if plan.approaches:
            rows = by_weights(baseline, [a.state for a in plan.approaches], end)
            part = replace(baseline, log_odds=baseline.log_odds[rows])
            found[WEIGHTS, end] = ScenarioSetup(central, threshold_model.setup(part))
    return found


def by_size(baseline: Baseline, end: End) -> Places:
    """Return the tenth of the draws in which the fewest States join, or the most."""
    n = max(len(baseline.log_odds) // ONE_IN, 1)
    order = _from_small_to_large(baseline)
    return order[:n] if end == "low" else order[-n:]


def by_weights(baseline: Baseline, states: Sequence[str], end: End) -> Places:
    """Return for each draw the one of ten of like size where some States are least likely, or most.

    The log-odds of these States are compared with those of all that may join: how many join moves
    both alike, so that only the weights tell draws apart. A draw in which the text does not grow
    says nothing of weights and stands for itself.

    Parameters
    ----------
    baseline : Baseline
    states : sequence of str
    end : End

    Returns
    -------
    ndarray of int, shape (D,)
        Most draws several times.
    """
    at = [baseline.states.index(state) for state in states]
    open_odds = baseline.log_odds[:, baseline.is_open]
    rows = np.arange(len(open_odds))
    order = _from_small_to_large(baseline)
    growing = order[np.isfinite(open_odds[order]).all(axis=1)]
    theirs = baseline.log_odds[growing][:, at]
    apart = theirs.mean(axis=1) - open_odds[growing].mean(axis=1)
    pick = np.argmin if end == "low" else np.argmax
    for part in np.array_split(np.arange(len(growing)), max(len(growing) // ONE_IN, 1)):
        if len(part):
            rows[growing[part]] = growing[part[pick(apart[part])]]
    return rows


def table(plan: Plan, found: ScenarioResults) -> pd.DataFrame:
    """Return size and gain with each thing in doubt at its ends, the widest gain first.

    Returns
    -------
    DataFrame
        ``key, low, high, size_low, size_high, gain_low, gain_high``. Size and weights are no
        assumptions with a range: they have no ``low`` and ``high``.
    """
    assumed = plan.assumptions
    ranges = {level: assumed.effects[level] for level in plan.levels()} | {PEERS: assumed.peers}
    named = dict.fromkeys(key for key, _end in found.with_it if key != ALL)
    rows = [
        {
            "key": key,
            "low": ranges[key].low if key in ranges else np.nan,
            "high": ranges[key].high if key in ranges else np.nan,
            **{f"size_{end}": found.size((key, end)) for end in ENDS},
            **{f"gain_{end}": found.gain((key, end)) for end in ENDS},
        }
        for key in named
    ]
    frame = pd.DataFrame(rows)
    width = (frame["gain_high"] - frame["gain_low"]).abs()
    return frame.loc[width.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _sizes(baseline: Baseline) -> npt.NDArray[np.float64]:
    """Return how many States are expected to join in each draw (D,)."""
    return np.asarray(expit(baseline.log_odds[:, baseline.is_open]).sum(axis=1))


def _from_small_to_large(baseline: Baseline) -> Places:
    return np.argsort(_sizes(baseline), kind="stable")
