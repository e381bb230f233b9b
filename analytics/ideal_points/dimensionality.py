"""Whether States on a subject stand on a line, between two ends that refuse alike, or on a plane.

Where both ends of a line vote against a text, or abstain, one slope cannot say so. Three models of
the votes on a subject are fitted and compared on votes they have not seen:

- ``line``: the further along the line, the likelier (or less likely) a yes;
- ``unfolding``: a yes is likeliest at a point of the line that each text has for itself, and less
  so to both sides (the score of a vote is quadratic in the position);
- ``plane``: two lines at once.

All are fitted by `unfolding`. ``none``, in which only texts differ and not States, is what they
must beat: where nothing does, the votes say nothing of positions, and the question is refused.

Which votes are held out is drawn by lot, and a near thing may fall either way with the lot. So the
loss of each vote is its mean over several partitions, and how far these differ is told. A model is
chosen over a simpler one when it foresees more beyond chance, over texts. Where a richer one may
foresee more, but not beyond chance or not in every partition, the votes do not decide, and the
result says so.

References
----------
Coombs, C. H. (1964). *A Theory of Data*. Wiley (unfolding).
Duck-Mayr, J. & Montgomery, J. (2023). Ends against the middle: measuring latent traits when
opposites respond the same way for antithetical reasons. *Political Analysis* 31(4), 606-625.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analytics import ballots, ensemble, intervals, same_text
from analytics.ideal_points import unfolding
from analytics.ideal_points.ordinal_votes import Ballots, Floats, Ints
from data.errors import AnalysisError

MODELS = tuple(unfolding.COORDINATES)
"""From the simplest to the richest."""

N_FOLDS = 5

N_PARTITIONS = 5
"""Times the votes are dealt into folds; more would not make texts more."""


@dataclass(frozen=True)
class Dimensionality:
    """How States stand on a subject.

    Attributes
    ----------
    models : DataFrame
        ``model, log_loss, better_by, low, high, spread, n_better, correct, reduction``: a row a
        model of `MODELS`. The log loss a vote is that of votes held out, a State's votes on one
        text together; ``better_by`` is how much lower it is than that of the line, ``low`` to
        ``high`` its 90 % interval over texts. The share foreseen, and that of the errors of "all
        vote as most do" taken away, are of the votes held out too. All are means over partitions;
        ``spread`` is the standard deviation of ``better_by`` between them, and ``n_better`` in how
        many the line is beaten beyond chance.
    model : str
        The one chosen: the simplest that no other beats beyond chance.
    is_decided : bool
        Whether every partition chooses it, and no richer model may foresee more, by the 90 %
        interval over texts.
    n_partitions : int
    positions : DataFrame
        ``iso3, first, second, yes, n_votes``: coordinates (``second`` is missing but on a plane),
        and the mean chance of a yes over the texts, 0 to 1.
    n_rollcalls, n_texts : int
    left_out : DataFrame
        See `ballots.Ballots`.
    """

    models: pd.DataFrame
    model: str
    is_decided: bool
    n_partitions: int
    positions: pd.DataFrame
    n_rollcalls: int
    n_texts: int
    left_out: pd.DataFrame


@dataclass(frozen=True)
class _HeldOut:
    """By model and text: log loss of the votes held out, and how many were missed."""

    losses: dict[str, Floats]
    missed: dict[str, Floats]


def of_subject(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    seed: int,
    repeated: pd.DataFrame | None = None,
    min_texts: int = 8,
    min_votes_share: float = 0.25,
    n_partitions: int = N_PARTITIONS,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> Dimensionality:
    """Return how States stand on a subject.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``; X is missing.
    rollcalls : DataFrame
        Those on the subject, as for `ballots.voting_body`, with ``title, vote_date``.
    seed : int
        Of the folds.
    repeated : DataFrame, optional
        Table ``repeated_votes``.
    min_texts : int
        Fewer are refused.
    min_votes_share : float
        States with Y, N or A in a smaller share of the roll calls are left out.
    n_partitions : int
        Of the votes into `N_FOLDS` folds.
    n_jobs, scheduler
        See `ensemble.runs`: where the partitions are fitted, which changes nothing.

    Raises
    ------
    AnalysisError
        If there are too few texts, or the votes say nothing of positions.
    """
    house = ballots.voting_body(
        votes, rollcalls, require_division=True, min_votes_share=min_votes_share, min_states=10
    )
    texts = same_text.text_ids(house.rollcalls, repeated)
    n_texts = int(texts.max()) + 1
    if n_texts < min_texts:
        raise AnalysisError(
            "dimensionality",
            found=f"{n_texts} texts that divided the house",
            expected=f"at least {min_texts}",
            do="widen the subject",
            reason="too_few_texts",
        )
    cast: Ballots = np.where(house.has_voted, house.codes, np.int8(-1))
    runs = ensemble.runs(
        partial(_held_out, cast, texts),
        range(n_partitions),
        seed=seed,
        n_jobs=n_jobs,
        scheduler=scheduler,
    )
    losses = {model: np.mean([run.losses[model] for run in runs], axis=0) for model in MODELS}
    model = _chosen(losses)
    if model == "none":
        raise AnalysisError(
            "dimensionality",
            found=f"{len(cast)} roll calls in which knowing the State does not foresee its vote",
            expected="votes that some order of States foresees",
            do="ask for the votes themselves",
            reason="too_few_texts",
        )
    fitted = unfolding.fit(cast, model)
    return Dimensionality(
        models=_models(cast, runs, losses),
        model=model,
        is_decided=_is_decided(runs, losses, model),
        n_partitions=n_partitions,
        positions=_positions(house, cast, fitted, model),
        n_rollcalls=len(cast),
        n_texts=n_texts,
        left_out=house.left_out,
    )


def _held_out(cast: Ballots, texts: Ints, _partition: int, rng: np.random.Generator) -> _HeldOut:
    """Return what one partition of the votes into folds says of the models."""
    n_texts = int(texts.max()) + 1
    fold = rng.integers(N_FOLDS, size=(n_texts, cast.shape[1]))[texts]
    losses = {model: np.zeros(n_texts) for model in MODELS}
    missed = {model: np.zeros(n_texts) for model in MODELS}
    for number in range(N_FOLDS):
        is_out = (fold == number) & (cast >= 0)
        seen = np.where(is_out, np.int8(-1), cast)
        text = texts[np.nonzero(is_out)[0]]
        for model in MODELS:
            chances = unfolding.chances(unfolding.fit(seen, model), model)
            of_vote = np.take_along_axis(chances, np.maximum(cast, 0)[..., None], axis=2)[..., 0]
            surprise = -np.log(np.maximum(of_vote[is_out], unfolding.FLOOR))
            is_missed = (chances.argmax(axis=2) != cast)[is_out]
            losses[model] += np.bincount(text, surprise, minlength=n_texts)
            missed[model] += np.bincount(text, is_missed, minlength=n_texts)
    return _HeldOut(losses, missed)


def _models(cast: Ballots, runs: Sequence[_HeldOut], losses: dict[str, Floats]) -> pd.DataFrame:
    """Return the frame of models."""
    n_votes = int((cast >= 0).sum())
    counts = np.stack([(cast == code).sum(axis=1) for code in range(3)], axis=1)
    n_guess = int((counts.sum(axis=1) - counts.max(axis=1)).sum())
    rows = []
    for model in MODELS:
        better, se = _gain(losses["line"], losses[model])
        n_missed = float(np.mean([run.missed[model].sum() for run in runs]))
        gains = [_gain(run.losses["line"], run.losses[model]) for run in runs]
        rows.append(
            {
                "model": model,
                "log_loss": losses[model].sum() / n_votes,
                "better_by": better / n_votes,
                "low": (better - intervals.Z_95 * se) / n_votes,
                "high": (better + intervals.Z_95 * se) / n_votes,
                "spread": float(np.std([gain for gain, _se in gains])) / n_votes,
                "n_better": sum(gain > intervals.Z_95 * own for gain, own in gains),
                "correct": 1 - n_missed / n_votes,
                "reduction": 1 - n_missed / n_guess,
            }
        )
    return pd.DataFrame(rows).round(ballots.N_DECIMALS)


def _gain(simple: Floats, other: Floats) -> tuple[float, float]:
    """Return by how much the log loss falls, and its standard error over texts."""
    by_text = simple - other
    return float(by_text.sum()), float(np.sqrt((by_text**2).sum()))


def _chosen(losses: dict[str, Floats]) -> str:
    """Return the simplest model that no later one beats beyond chance."""
    model = MODELS[0]
    for other in MODELS[1:]:
        gain, se = _gain(losses[model], losses[other])
        if gain > intervals.Z_95 * se:
            model = other
    return model


def _is_decided(runs: Sequence[_HeldOut], losses: dict[str, Floats], model: str) -> bool:
    """Return whether all partitions agree on the model, and nothing richer may foresee more."""
    richer = MODELS[MODELS.index(model) + 1 :]
    gains = [_gain(losses[model], losses[other]) for other in richer]
    is_open = any(gain + intervals.Z_95 * se > 0 for gain, se in gains)
    return not is_open and all(_chosen(run.losses) == model for run in runs)


def _positions(
    house: ballots.Ballots, cast: Ballots, fitted: unfolding.SpatialFit, model: str
) -> pd.DataFrame:
    """Return the frame of positions."""
    is_plane = fitted.theta.shape[1] == 2
    return pd.DataFrame(
        {
            "iso3": list(house.states),
            "first": fitted.theta[:, 0],
            "second": fitted.theta[:, 1] if is_plane else np.nan,
            "yes": unfolding.chances(fitted, model)[:, :, 2].mean(axis=0),
            "n_votes": (cast >= 0).sum(axis=0),
        }
    ).round({"first": 3, "second": 3, "yes": 3})
