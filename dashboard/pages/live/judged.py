"""A count beside its forecast: what follows from the lines that are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics import ensemble, foretold
from analytics.joining import number_under_way
from analytics.joining.number_under_way import NumberUnderWay
from analytics.next_vote import tally_under_way
from analytics.next_vote.tally_under_way import TallyUnderWay
from dashboard.plans import counting
from dashboard.plans.count_document import ANSWERS, CountDocument, NumberForecast, TallyForecast
from dashboard.plans.counting import CountStanding
from dashboard.plans.counts import CountEntry, KeptCount

VOTES = ("Y", "A", "N", "X")
"""Outcomes of a vote, in the order of the forecast."""

POSITIVE = {"vote": "Y", "endorsement": "joins"}
SILENT = {"vote": "X", "endorsement": "stays_away"}
"""What is counted first, and what a State did that was not named when all is over."""


@dataclass(frozen=True)
class JudgedCount:
    """A count, its lines, and what follows.

    Attributes
    ----------
    kept : KeptCount
    entries : tuple of CountEntry
    members : tuple of str
        Members of the United Nations: who may vote where no forecast says so.
    """

    kept: KeptCount
    entries: tuple[CountEntry, ...]
    members: tuple[str, ...]

    @property
    def document(self) -> CountDocument:
        """Return what is counted."""
        return self.kept.document

    @cached_property
    def standing(self) -> CountStanding:
        """Return how it stands."""
        return counting.standing(self.entries)

    @property
    def has_forecast(self) -> bool:
        """Whether there is a forecast of it."""
        return self.document.tally is not None or self.document.number is not None

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """Return what each State did, as far as it is known: of all, once it is over."""
        answers: dict[str, str] = dict(self.standing.answers)
        if not self.standing.is_over:
            return answers
        silent = SILENT[self.document.kind]
        known = {*answers, *self.standing.disputed, *self._before}
        return answers | {one: silent for one in self._asked if one not in known}

    @property
    def _before(self) -> tuple[str, ...]:
        number = self.document.number
        return () if number is None else number.before

    @property
    def _asked(self) -> tuple[str, ...]:
        """Return the States that could answer."""
        if self.document.tally is not None:
            return tuple(self.document.tally.probabilities)
        if self.document.number is not None:
            return (*self.document.number.probabilities, *self.document.number.sure)
        return self.members if self.document.kind == "vote" else ()

    @property
    def already_on(self) -> tuple[str, ...]:
        """Return the States that were named and are on the text already."""
        return tuple(s for s in self.standing.answers if s in self._before)

    @property
    def n_positive(self) -> int:
        """Return how many are in favour, or on the text, those on it before included."""
        positive = POSITIVE[self.document.kind]
        named = {s for s, answer in self.standing.answers.items() if answer == positive}
        return len(named | set(self._before))

    @cached_property
    def tally(self) -> TallyUnderWay | None:
        """Return how a vote may come out."""
        forecast = self.document.tally
        if forecast is None:
            return None
        # a State with two answers is neither: it is simulated as one that is still to come
        return tally_under_way.tally_under_way(
            vote_probabilities(forecast).rename_axis("iso3").reset_index(),
            np.array(forecast.shocks),
            dict(self.standing.answers),
            seed=ensemble.SEED,
        )

    @cached_property
    def number(self) -> NumberUnderWay | None:
        """Return how many may join."""
        forecast = self.document.number
        if forecast is None:
            return None
        answers = self.standing.answers
        return number_under_way.number_under_way(
            join_draws(forecast),
            before=forecast.before,
            sure=forecast.sure,
            named=[s for s, answer in answers.items() if answer == "joins"],
            away=[s for s, answer in answers.items() if answer == "stays_away"],
            seed=ensemble.SEED,
        )

    @property
    def range_now(self) -> tuple[float, int, int] | None:
        """Return how many may be in favour or join in the end: expected, lowest, highest."""
        if self.tally is not None:
            row = self.tally.tally.iloc[0]
            return float(row["expected"]), int(row["low"]), int(row["high"])
        if self.number is not None:
            return self.number.expected, self.number.low, self.number.high
        return None

    @property
    def range_before(self) -> tuple[float, int, int] | None:
        """Return the same as it was forecast before the first line."""
        tally, number = self.document.tally, self.document.number
        if tally is not None:
            return tally.expected[0], tally.low[0], tally.high[0]
        return None if number is None else (number.expected, number.low, number.high)

    @property
    def probability(self) -> dict[str, float]:
        """Return the probability of being in favour, or joining, of each State with a forecast."""
        tally, number = self.document.tally, self.document.number
        if tally is not None:
            return {s: tally.probabilities[s][0] for s in tally.last}
        return {} if number is None else dict(number.probabilities)

    @cached_property
    def surprises(self) -> foretold.Surprises:
        """Return the States that did what was unlikely of them."""
        tally, number = self.document.tally, self.document.number
        if tally is None and number is None:
            return foretold.surprises(
                pd.DataFrame(columns=list(ANSWERS[self.document.kind])), self.outcomes
            )
        if tally is not None:
            own = vote_probabilities(tally).loc[list(tally.last)]
            given = own.set_axis(list(VOTES), axis=1)
        else:
            joins = pd.Series({} if number is None else dict(number.probabilities), dtype=float)
            given = pd.DataFrame({"joins": joins, "stays_away": 1 - joins})
        return foretold.surprises(given, self.outcomes)

    @cached_property
    def score(self) -> foretold.CountScore | None:
        """Return how good the forecast was; nothing before it is over, or without one."""
        before = self.range_before
        if before is None or not self.standing.is_over:
            return None
        positive = POSITIVE[self.document.kind]
        probability = self.probability
        tally = self.document.tally
        return foretold.score(
            probability,
            {s: did == positive for s, did in self.outcomes.items()},
            base_rate=_mean(probability) if tally is None else tally.base_rate,
            counted=self.n_positive,
            low=before[1],
            high=before[2],
            last=None if tally is None else {s: v == "Y" for s, v in tally.last.items()},
        )

    @property
    def to_come(self) -> tuple[str, ...]:
        """Return the States with a forecast that have not answered."""
        if self.tally is not None:
            return self.tally.to_come
        return () if self.number is None else self.number.to_come


def vote_probabilities(forecast: TallyForecast) -> pd.DataFrame:
    """Return the probabilities of a vote, a row a State."""
    return pd.DataFrame.from_dict(
        dict(forecast.probabilities), orient="index", columns=list(tally_under_way.COLUMNS)
    )


def join_draws(forecast: NumberForecast) -> pd.DataFrame:
    """Return the draws of joining: a row a draw, a column a State."""
    columns = {
        state: [-np.inf if x is None else x for x in column]
        for state, column in forecast.draws.items()
    }
    return pd.DataFrame(columns, dtype=np.float64)


def _mean(values: Mapping[str, float]) -> float:
    return float(np.mean(list(values.values())))
