"""Whether what States said on rules before a text opened would tell better who joins it.

The joining model is fitted twice, forward in time as in `backtest`: as it is, and with one feature
more, what each State was on record as saying about rules on autonomous weapons on the morning the
text opened. Only texts on artificial intelligence are tried, of which anything had been said by
then. The model keeps the feature only if its error is surely smaller with it (`Scores.is_skilled`).

Two things flatter the feature. Rows were gathered in 2026, with an eye to what became of the texts;
and those that follow from rosters of joint papers repeat what the record of joining tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import scoring
from analytics.joining import backtest
from analytics.joining.features import MEANINGS, Features
from analytics.joining.history import History
from analytics.stated import for_rules

NAME = "stated"
FIELD = "ai"


@dataclass(frozen=True)
class FeaturesWithStated(Features):
    """The features of a text with that of what was said, which may only speak for joining."""

    @property
    def signs(self) -> npt.NDArray[np.int64]:
        """Sign that each feature's weight may have, shape (F,)."""
        return np.array([1 if name == NAME else MEANINGS[name].sign for name in self.names])


@dataclass(frozen=True)
class StatedTrial:
    """Predictions of the same texts with and without what was said.

    Attributes
    ----------
    rows : DataFrame
        ``instrument_id, event, cluster, domain, iso3, joined, is_new``, and the probability
        ``without`` and ``with_stated``: a row a State and text.
    texts : DataFrame
        ``instrument_id, domain, n_on_record``: States of which anything counted was on record.
    left_out : DataFrame
        ``kind, key, reason``: texts not tried: on another subject (``other_subject``), opened
        before the back-test begins (``opened_too_early``), or before anything was on record
        (``nothing_said``).
    """

    rows: pd.DataFrame
    texts: pd.DataFrame
    left_out: pd.DataFrame


def run(
    history: History,
    features: Sequence[Features],
    stated_positions: pd.DataFrame,
    *,
    seed: int,
    n_jobs: int | None = None,
) -> StatedTrial:
    """Return the predictions of texts with and without what was said before they opened.

    Parameters
    ----------
    history : History
    features : sequence of Features
        `model.features_of` the history.
    stated_positions : DataFrame
        The table of that name.
    seed : int
    n_jobs : int, optional

    Raises
    ------
    AnalysisError
        If a text has too few before it.
    """
    said = [_said(history, stated_positions, place) for place in range(len(features))]
    n_on_record = np.array([np.count_nonzero(column) for column in said])
    reason = np.select(
        [
            (history.texts["field"] != FIELD).to_numpy(dtype=bool),
            history.opened < backtest.FIRST_OPENED,
            n_on_record == 0,
        ],
        ["other_subject", "opened_too_early", "nothing_said"],
        default="",
    )
    places = np.flatnonzero(reason == "").tolist()
    both = [
        backtest.run(history, tried, seed=seed, places=places, n_jobs=n_jobs).rows
        for tried in (features, [_with(*pair) for pair in zip(features, said, strict=True)])
    ]
    keys = history.texts["instrument_id"].astype(str)
    domains = history.texts["domain"].astype(str)
    columns = ["instrument_id", "event", "cluster", "iso3", "joined", "is_new"]
    rows = both[0][columns].assign(
        domain=domains.to_numpy()[both[0]["event"].to_numpy()],
        without=both[0]["probability"],
        with_stated=both[1]["probability"],
    )
    tried = reason == ""
    return StatedTrial(
        rows=rows,
        texts=pd.DataFrame(
            {
                "instrument_id": keys[tried],
                "domain": domains[tried],
                "n_on_record": n_on_record[tried],
            }
        ).reset_index(drop=True),
        left_out=pd.DataFrame(
            {"kind": "instrument", "key": keys[~tried], "reason": reason[~tried]}
        ).reset_index(drop=True),
    )


def scores(
    trial: StatedTrial, *, seed: int, domain: str | None = None, is_new: bool = False
) -> scoring.Scores | None:
    """Return how good the predictions with the feature were, skill over those without it.

    Parameters
    ----------
    trial : StatedTrial
    seed : int
    domain : str, optional
        Texts of one domain only.
    is_new : bool
        New joiners only: States on no earlier text of the family.

    Returns
    -------
    Scores or None
        None where no row is left.
    """
    rows = trial.rows
    used = np.ones(len(rows), dtype=bool)
    if domain is not None:
        used &= (rows["domain"] == domain).to_numpy(dtype=bool)
    if is_new:
        used &= rows["is_new"].to_numpy(dtype=bool)
    here = rows[used]
    if here.empty:
        return None
    return scoring.score(
        here["with_stated"].to_numpy(dtype=np.float64),
        here["joined"].to_numpy(dtype=bool),
        here["event"].to_numpy(dtype=np.int64),
        here["without"].to_numpy(dtype=np.float64),
        seed=seed,
        cluster=here["cluster"].to_numpy(dtype=np.int64),
    )


def _said(history: History, stated_positions: pd.DataFrame, place: int) -> npt.NDArray[np.float64]:
    """Return how far each State had spoken for new rules before a text opened (S,)."""
    if history.texts["field"].iloc[place] != FIELD:
        return np.zeros(len(history.states))
    eve = pd.Timestamp(history.opened[place]) - pd.Timedelta(days=1)
    return for_rules.spoken_for(stated_positions, eve, history.states)


def _with(features: Features, said: npt.NDArray[np.float64]) -> FeaturesWithStated:
    """Return the features of a text with what was said as the last of them."""
    held = {part.name: getattr(features, part.name) for part in fields(features)}
    held["names"] = (*features.names, NAME)
    held["values"] = np.column_stack([features.values, said])
    return FeaturesWithStated(**held)
