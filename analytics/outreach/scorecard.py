"""Score the forecasts of a plan, the model's and the desk's own, once it is known what happened.

A probability is scored by Brier's rule: the square of its distance from what happened, 0 at best,
0.25 for saying one half throughout. The desk guesses on few States, and not on any few: the model
is scored on the same ones beside it, so that the two can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.errors import AnalysisError

HALF = 0.5
"""From here on a forecast says that a State joins."""

FORECASTERS = ("model", "desk")


@dataclass(frozen=True)
class Score:
    """How one forecaster did on some States.

    Attributes
    ----------
    n : int
        States with a forecast and a known outcome.
    brier : float
        Mean square of the error, 0 to 1; missing (NaN) where there are none.
    expected : float
        States that should have joined: the sum of the probabilities.
    n_joined : int
        States that did.
    n_hits : int
        States that were on the side of one half on which the forecast put them.
    """

    n: int
    brier: float
    expected: float
    n_joined: int
    n_hits: int


@dataclass(frozen=True)
class Scorecard:
    """Forecasts beside what happened.

    Attributes
    ----------
    states : DataFrame
        ``iso3, joined, model, desk, model_error, desk_error, model_hit, desk_hit``: a row a State
        with a known outcome and a forecast, the model's worst errors first. An error is the
        probability less the outcome (1 or 0). What a forecaster did not say is missing.
    model, desk : Score
        Each on all States on which it spoke.
    model_shared, desk_shared : Score
        Both on the States on which both spoke.
    left_out : DataFrame
        ``iso3, reason``: ``no_outcome`` or ``no_forecast``.
    """

    states: pd.DataFrame
    model: Score
    desk: Score
    model_shared: Score
    desk_shared: Score
    left_out: pd.DataFrame


def of_forecasts(forecasts: pd.DataFrame, outcomes: pd.DataFrame) -> Scorecard:
    """Score what was said against what happened.

    Parameters
    ----------
    forecasts : DataFrame
        ``iso3, model, desk``: probabilities that a State joins, missing where none was given; a
        row a State.
    outcomes : DataFrame
        ``iso3, joined``: whether it did; a row a State whose outcome is known.

    Returns
    -------
    Scorecard

    Raises
    ------
    AnalysisError
        If a State stands twice, or a probability is outside 0 to 1.

    References
    ----------
    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. *Monthly
    Weather Review*, 78(1), 1-3.

    Examples
    --------
    >>> said = pd.DataFrame({"iso3": ["CHL", "KEN"], "model": [0.8, 0.4], "desk": [None, 0.9]})
    >>> found = of_forecasts(said, pd.DataFrame({"iso3": ["CHL", "KEN"], "joined": [True, True]}))
    >>> round(found.model.brier, 3), round(found.desk.brier, 3), found.model_shared.n
    (0.2, 0.01, 1)
    """
    said = forecasts[["iso3", *FORECASTERS]].astype({"model": np.float64, "desk": np.float64})
    _check(said, outcomes)
    rows = said.merge(outcomes[["iso3", "joined"]], on="iso3", how="outer", sort=True)
    is_known = rows["joined"].notna().to_numpy(dtype=bool)
    is_said = rows[list(FORECASTERS)].notna().any(axis=1).to_numpy(dtype=bool)
    scored = rows[is_known & is_said].astype({"joined": bool})
    for one in FORECASTERS:
        scored[f"{one}_error"] = scored[one] - scored["joined"]
        is_hit = (scored[one] >= HALF) == scored["joined"]
        scored[f"{one}_hit"] = is_hit.astype("boolean").mask(scored[one].isna())
    order = scored["model_error"].abs().fillna(-1.0).sort_values(ascending=False, kind="stable")
    scored = scored.loc[order.index].reset_index(drop=True)
    is_shared = scored["model"].notna() & scored["desk"].notna()
    left_out = pd.DataFrame(
        {"iso3": rows["iso3"], "reason": np.where(is_known, "no_forecast", "no_outcome")}
    )[~(is_known & is_said)]
    return Scorecard(
        states=scored[
            ["iso3", "joined", *FORECASTERS]
            + [f"{one}_error" for one in FORECASTERS]
            + [f"{one}_hit" for one in FORECASTERS]
        ],
        model=_score(scored, "model"),
        desk=_score(scored, "desk"),
        model_shared=_score(scored[is_shared], "model"),
        desk_shared=_score(scored[is_shared], "desk"),
        left_out=left_out.reset_index(drop=True),
    )


def _score(scored: pd.DataFrame, one: str) -> Score:
    own = scored[scored[one].notna()]
    return Score(
        n=len(own),
        brier=float((own[f"{one}_error"] ** 2).mean()) if len(own) else float("nan"),
        expected=float(own[one].sum()),
        n_joined=int(own["joined"].sum()),
        n_hits=int(own[f"{one}_hit"].sum()),
    )


def _check(said: pd.DataFrame, outcomes: pd.DataFrame) -> None:
    for name, frame in (("forecasts", said), ("outcomes", outcomes)):
        twice = frame["iso3"][frame["iso3"].duplicated()].tolist()
        if twice:
            raise AnalysisError(
                name,
                found=f"{', '.join(twice[:3])} more than once",
                expected="a row a State",
                do="keep one of them",
            )
    values = said[list(FORECASTERS)].to_numpy()
    outside = values[(values < 0) | (values > 1)]
    if outside.size:
        raise AnalysisError(
            "forecasts",
            found=f"the probability {outside[0]:g}",
            expected="one from 0 to 1",
            do="correct it",
        )
