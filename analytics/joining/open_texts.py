"""What earlier texts teach about one that is open: who of the others joined, once some had signed.

Each earlier text is asked the question that is asked of the open one. Seen once a third of its
signatories is known, by date and by lot where they have no dates: who are the others? And seen 30
days to two years after it opened, where its roster tells: who joined within a year? Features are
those of `features`, with who had signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl

from analytics.joining import coalition_sizes, model, roster_growth
from analytics.joining.features import Features, of_text
from analytics.joining.history import History

Flags = npt.NDArray[np.bool_]

FIRST_SHARE = 1 / 3
"""Shares of the signatories by whom the others are to be told."""

N_LOTS = 3
"""Times that a roster without dates is divided by lot."""

MIN_SIGNATORIES = 9
MIN_REST = 2
"""A text teaches if so many signed and so many of them were still to come."""

MIN_EARLIER = 3
"""Texts that must have opened before a text for its features to tell anything."""


@dataclass(frozen=True)
class RosterSnapshot:
    """A text seen when some had signed, and who of the others joined.

    Attributes
    ----------
    place : int
        Row of the text.
    days : int
        Days after opening at which it is seen; -1 where a third of its signatories is known.
    day : datetime64[D]
        The morning on which it is seen; for a third of the signatories the day of opening.
    ends : datetime64[D]
        The day from which the answer is known, and before which it says who joined; for a third of
        them the day on which the roster was settled (`coalition_sizes.settled_on`).
    rest : ndarray of bool, shape (S,)
        Of whom it is asked.
    joined : ndarray of bool, shape (S,)
        Who of them joined.
    joined_on : ndarray of datetime64[D], shape (S,)
    features : Features
    weight : float
        Of each State as a training row: all questions of one kind on a text count as one.
    """

    place: int
    days: int
    day: np.datetime64
    ends: np.datetime64
    rest: Flags
    joined: Flags
    joined_on: npt.NDArray[np.datetime64]
    features: Features
    weight: float


def snapshots(
    history: History, precedents: pd.DataFrame, *, seed: int
) -> tuple[RosterSnapshot, ...]:
    """Return all questions that earlier texts can be asked.

    Parameters
    ----------
    history : History
    precedents : DataFrame
        From `roster_growth.precedents`.
    seed : int
        Of the lots.
    """
    enough = np.sort(history.opened)[min(MIN_EARLIER, len(history.opened) - 1)]
    out: list[RosterSnapshot] = []
    with threadpoolctl.threadpool_limits(limits=1):
        for place in np.flatnonzero(history.opened > enough).tolist():
            out.extend(_thirds(history, place, np.random.default_rng([seed, place])))
        n_seen = precedents.groupby("place").size()
        for row in precedents.itertuples():
            place = int(row.place)  # type: ignore[arg-type]  # a column of whole numbers
            if history.opened[place] > enough:
                out.append(
                    _seen_on(
                        history,
                        place,
                        int(row.days),  # type: ignore[arg-type]  # the same
                        1 / float(n_seen[place]),
                    )
                )
    return tuple(out)


def rows_before(
    history: History,
    asked: Iterable[RosterSnapshot],
    day: np.datetime64,
    *,
    leave_out: int | None = None,
) -> list[model.TrainingRows]:
    """Return what the questions teach whose answers were known before a day."""
    out = []
    for one in asked:
        if one.place == leave_out or not history.opened[one.place] < day or one.ends > day:
            continue
        joined = (one.joined & (one.joined_on < day))[one.rest]
        if joined.sum() < MIN_REST or joined.all():
            continue
        values = one.features.values[one.rest]
        out.append(model.as_rows(history, one.place, values, joined, one.weight))
    return out


def fit(
    history: History,
    asked: Sequence[RosterSnapshot],
    place: int,
    day: np.datetime64,
    *,
    seed: int,
    settings: model.ModelSettings = model.CHOSEN,
    n_draws: int = model.N_DRAWS,
) -> model.JoiningModel:
    """Return the model of an open text that can be fitted on the morning of a day.

    Raises
    ------
    AnalysisError
        If there are too few earlier texts.
    """
    names = asked[0].features.names if asked else ()
    signs = asked[0].features.signs if asked else np.zeros(0, dtype=np.int64)
    return model.fit(
        history,
        rows_before(history, asked, day, leave_out=place),
        place,
        names=names,
        signs=signs,
        seed=seed,
        settings=settings,
        n_draws=n_draws,
    )


def _thirds(history: History, place: int, rng: np.random.Generator) -> list[RosterSnapshot]:
    """Return the question once a third has signed, by date; by lot among those of one day.

    Only those count that had joined when the roster was settled: who joins later is known later.
    """
    ends = _ends(history, place)
    counted = history.joined[place] & history.is_scored[place] & (history.joined_on[place] < ends)
    who = np.flatnonzero(counted)
    if len(who) < MIN_SIGNATORIES:
        return []
    day, out = history.opened[place], []
    for _ in range(N_LOTS):
        lot = rng.random(len(counted))[who]
        order = np.lexsort([lot, history.joined_on[place][who]])
        signed = np.zeros(len(counted), dtype=bool)
        signed[who[order[: max(round(len(who) * FIRST_SHARE), 1)]]] = True
        out.append(
            RosterSnapshot(
                place=place,
                days=-1,
                day=day,
                ends=ends,
                rest=history.is_scored[place] & ~signed,
                joined=counted & ~signed,
                joined_on=history.joined_on[place],
                features=of_text(history, place, day, signed),
                weight=1 / N_LOTS,
            )
        )
    return out


def _ends(history: History, place: int) -> np.datetime64:
    """Return the first morning on which a roster was settled and all its vague days were over."""
    is_vague = history.joined[place] & (history.joined_from[place] < history.joined_on[place])
    days = history.joined_on[place][is_vague] + np.timedelta64(1, "D")
    return np.datetime64(max([coalition_sizes.settled_on(history)[place], *days]), "D")


def _seen_on(history: History, place: int, days: int, weight: float) -> RosterSnapshot:
    """Return the question some days after opening, about the year after."""
    day = history.opened[place] + np.timedelta64(days, "D")
    ends = day + np.timedelta64(roster_growth.HORIZON_DAYS, "D")
    joined_on = history.joined_on[place]
    signed = history.joined[place] & (joined_on < day)
    return RosterSnapshot(
        place=place,
        days=days,
        day=day,
        ends=ends,
        rest=history.is_scored[place] & ~signed,
        joined=history.is_scored[place]
        & history.joined[place]
        & (joined_on >= day)
        & (joined_on < ends),
        joined_on=joined_on,
        features=of_text(history, place, day, signed),
        weight=weight,
    )
