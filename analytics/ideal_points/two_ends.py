"""Whether States on a subject stand on a line, between two ends that refuse alike, or on a plane.

Where both ends of a line vote against a text, or abstain, one slope cannot say so. Three models of
the votes on a subject are fitted and compared on votes they have not seen:

- ``line``: the further along the line, the likelier (or less likely) a yes;
- ``two_ends``: a yes is likeliest at a point of the line that each text has for itself, and less so
  to both sides (an unfolding model: the score of a vote is quadratic in the position);
- ``plane``: two lines at once.

All are ordinal and logistic (N < A < Y), with the priors of `ordinal_record.Priors` and positions
standard normal. ``none``, in which only texts differ and not States, is what they must beat: where
nothing does, the votes say nothing of positions, and the question is refused.

References
----------
Coombs, C. H. (1964). *A Theory of Data*. Wiley (unfolding).
Duck-Mayr, J. & Montgomery, J. (2023). Ends against the middle: measuring latent traits when
opposites respond the same way for antithetical reasons. *Political Analysis* 31(4), 606-625.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, special

from analytics import ballots, bridges
from analytics.ideal_points.ordinal_record import Ballots, Floats, Ints, Priors
from data.errors import AnalysisError, fault

MODELS = ("none", "line", "two_ends", "plane")

COORDINATES = {"none": 0, "line": 1, "two_ends": 1, "plane": 2}

N_FOLDS = 5

LEAST_GAIN = 1e-3
"""Of the log posterior, for placing States anew between two ends once more."""

Z_95 = 1.6448536269514722
"""A model must be better than a simpler one by as many standard errors."""


@dataclass(frozen=True)
class TwoEnds:
    """How States stand on a subject.

    Attributes
    ----------
    models : DataFrame
        ``model, log_loss, better_by, se, correct, reduction``: a row a model of `MODELS`. The log
        loss a vote is that of votes held out, a State's votes on one text together; ``better_by``
        is how much lower it is than that of the line, with its standard error over texts. The
        share foreseen, and that of the errors of "all vote as most do" taken away, are of the votes
        held out too.
    model : str
        The one chosen: the simplest that no other beats beyond chance.
    positions : DataFrame
        ``iso3, first, second, yes, n_votes``: coordinates (``second`` is missing but on a plane),
        and the mean chance of a yes over the texts, 0 to 1.
    n_rollcalls, n_texts : int
    left_out : DataFrame
        See `ballots.Ballots`.
    """

    models: pd.DataFrame
    model: str
    positions: pd.DataFrame
    n_rollcalls: int
    n_texts: int
    left_out: pd.DataFrame


@dataclass(frozen=True)
class _Fitted:
    """Positions, shape (n_states, n_coordinates), and roll calls of a model."""

    theta: Floats
    slopes: Floats
    cuts: Floats


def two_ends(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    seed: int,
    repeated: pd.DataFrame | None = None,
    min_texts: int = 8,
    min_votes_share: float = 0.25,
) -> TwoEnds:
    """Return how States stand on a subject.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``; X is missing.
    rollcalls : DataFrame
        Those on the subject, as for `ballots.house`, with ``title, vote_date``.
    seed : int
        Of the folds.
    repeated : DataFrame, optional
        Table ``repeated_votes``.
    min_texts : int
        Fewer are refused.
    min_votes_share : float
        States with Y, N or A in a smaller share of the roll calls are left out.

    Raises
    ------
    AnalysisError
        If there are too few texts, or the votes say nothing of positions.
    """
    house = ballots.house(
        votes, rollcalls, is_division_needed=True, min_votes_share=min_votes_share, min_states=10
    )
    texts = bridges.texts(house.rollcalls, repeated)
    n_texts = int(texts.max()) + 1
    if n_texts < min_texts:
        raise _error(
            f"{n_texts} texts that divided the house",
            f"at least {min_texts}",
            "widen the subject",
        )
    cast: Ballots = np.where(house.has_voted, house.codes, np.int8(-1))
    losses, missed = _held_out(cast, texts, seed)
    models = _models(cast, texts, losses, missed)
    model = _chosen(losses, texts)
    if model == "none":
        raise _error(
            f"{len(cast)} roll calls in which knowing the State does not foresee its vote",
            "votes that some order of States foresees",
            "ask for the votes themselves",
        )
    fitted = _fit(cast, model)
    return TwoEnds(
        models=models,
        model=model,
        positions=_positions(house, cast, fitted, model),
        n_rollcalls=len(cast),
        n_texts=n_texts,
        left_out=house.left_out,
    )


def _error(found: str, expected: str, do: str) -> AnalysisError:
    """Return the error, in our one sentence."""
    text = fault("two ends", found=found, expected=expected, do=do)
    return AnalysisError(text, reason="too_few_texts")


def _held_out(cast: Ballots, texts: Ints, seed: int) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the log loss of each vote when held out, and whether it was missed; 0 elsewhere."""
    rng = np.random.default_rng(seed)
    fold = rng.integers(N_FOLDS, size=(int(texts.max()) + 1, cast.shape[1]))[texts]
    losses = {model: np.zeros(cast.shape) for model in MODELS}
    missed = {model: np.zeros(cast.shape) for model in MODELS}
    for number in range(N_FOLDS):
        is_out = (fold == number) & (cast >= 0)
        seen = np.where(is_out, np.int8(-1), cast)
        for model in MODELS:
            chances = _chances(_fit(seen, model), model)
            of_vote = np.take_along_axis(chances, np.maximum(cast, 0)[..., None], axis=2)[..., 0]
            losses[model][is_out] = -np.log(np.maximum(of_vote[is_out], 1e-12))
            missed[model][is_out] = (chances.argmax(axis=2) != cast)[is_out]
    return losses, missed


def _models(
    cast: Ballots, texts: Ints, losses: dict[str, Floats], missed: dict[str, Floats]
) -> pd.DataFrame:
    """Return the frame of models."""
    n_votes = int((cast >= 0).sum())
    counts = np.stack([(cast == code).sum(axis=1) for code in range(3)], axis=1)
    n_guess = int((counts.sum(axis=1) - counts.max(axis=1)).sum())
    rows = []
    for model in MODELS:
        better, se = _gain(losses["line"], losses[model], texts, n_votes)
        n_missed = float(missed[model].sum())
        row = (model, losses[model].sum() / n_votes, better, se)
        rows.append((*row, 1 - n_missed / n_votes, 1 - n_missed / n_guess))
    names = ["model", "log_loss", "better_by", "se", "correct", "reduction"]
    return pd.DataFrame(rows, columns=names).round(ballots.N_DECIMALS)


def _gain(simple: Floats, other: Floats, texts: Ints, n_votes: int) -> tuple[float, float]:
    """Return by how much the log loss a vote falls, and its standard error over texts."""
    by_text = np.bincount(texts, (simple - other).sum(axis=1))
    return float(by_text.sum() / n_votes), float(np.sqrt((by_text**2).sum()) / n_votes)


def _chosen(losses: dict[str, Floats], texts: Ints) -> str:
    """Return the simplest model that no later one beats beyond chance."""
    model = MODELS[0]
    for other in MODELS[1:]:
        gain, se = _gain(losses[model], losses[other], texts, 1)
        if gain > Z_95 * se:
            model = other
    return model


def _features(theta: Floats, model: str) -> tuple[Floats, Floats]:
    """Return what slopes multiply, and its derivative in the coordinate it comes from."""
    if model == "two_ends":
        return np.hstack([theta, theta**2 - 1]), np.hstack([np.ones_like(theta), 2 * theta])
    return theta, np.ones_like(theta)


def _chances(fitted: _Fitted, model: str) -> Floats:
    """Return the chances of N, A and Y, shape (n_rollcalls, n_states, 3)."""
    score = fitted.slopes @ _features(fitted.theta, model)[0].T
    below, upto = (special.expit(fitted.cuts[:, j : j + 1] - score) for j in range(2))
    return np.stack([below, upto - below, 1 - upto], axis=2)


def _start(cast: Ballots, n: int) -> Floats:
    """Return the first principal components of the votes, as positions."""
    has_voted = cast >= 0
    mean = np.where(has_voted, cast, 0).sum(axis=1) / np.maximum(has_voted.sum(axis=1), 1)
    centred = np.where(has_voted, cast - mean[:, None], 0.0)
    components = np.linalg.svd(centred, full_matrices=False)[2][:n]
    largest = np.abs(components).argmax(axis=1)
    turned = components * np.sign(components[np.arange(len(components)), largest])[:, None]
    start: Floats = turned.T * np.sqrt(cast.shape[1])
    return start


def _fit(cast: Ballots, model: str) -> _Fitted:
    """Return the posterior mode of a model; of several starts the best."""
    n = COORDINATES[model]
    if model == "none":
        starts = [np.zeros((cast.shape[1], 0))]
    elif model == "two_ends":
        starts = [column[:, None] for column in _start(cast, 2).T]
    else:
        starts = [_start(cast, n)]
    best, fitted = min((_climb(cast, model, start) for start in starts), key=lambda pair: pair[0])
    while model == "two_ends":
        loss, again = _climb(cast, model, _placed_anew(cast, fitted))
        if loss >= best - LEAST_GAIN:
            break
        best, fitted = loss, again
    return fitted


def _placed_anew(cast: Ballots, fitted: _Fitted) -> Floats:
    """Return for each State the likeliest position on a grid: a climb cannot cross the middle."""
    grid = np.linspace(-3, 3, 61)[:, None]
    chances = _chances(_Fitted(grid, fitted.slopes, fitted.cuts), "two_ends")
    logs = np.log(np.maximum(chances, 1e-12))
    total = -0.5 * grid.repeat(cast.shape[1], axis=1) ** 2
    for code in range(3):
        total += logs[:, :, code].T @ (cast == code)
    places: Floats = grid[total.argmax(axis=0)]
    return places


def _climb(cast: Ballots, model: str, theta: Floats) -> tuple[float, _Fitted]:
    """Return minus the log posterior at the mode near a start, and the mode."""
    (n_rollcalls, n_states), n = cast.shape, theta.shape[1]
    n_slopes = _features(theta, model)[0].shape[1]
    priors = Priors()
    is_below, is_above, is_between = (cast == code for code in (0, 2, 1))
    sizes = np.cumsum([theta.size, n_rollcalls * n_slopes, n_rollcalls])

    def parts(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        theta, slopes, lower, gap = np.split(values, sizes)
        return theta.reshape(n_states, n), slopes.reshape(n_rollcalls, n_slopes), lower, gap

    def loss(values: Floats) -> tuple[float, Floats]:
        theta, slopes, lower, gap = parts(values)
        apart = np.exp(gap)
        features, rise = _features(theta, model)
        low = lower[:, None] - slopes @ features.T
        high = low + apart[:, None]
        total = -special.log_expit(low)[is_below].sum() - special.log_expit(-high)[is_above].sum()
        between = special.log_expit(high) + special.log_expit(-low)
        total -= between[is_between].sum()
        total -= (is_between.sum(axis=1) * np.log(-np.expm1(-apart))).sum()
        to_low = special.expit(low) * is_between - special.expit(-low) * is_below
        to_high = special.expit(high) * is_above - special.expit(-high) * is_between
        towards = to_low + to_high
        to_theta = -(towards.T @ slopes) * rise
        if model == "two_ends":
            to_theta = to_theta.sum(axis=1, keepdims=True)
        to_gap = (to_high.sum(axis=1) - is_between.sum(axis=1) / np.expm1(apart)) * apart
        total += 0.5 * (theta**2).sum() + 0.5 * (slopes**2).sum() / priors.slope_sd**2
        total += 0.5 * (lower**2 + gap**2).sum() / priors.cut_sd**2
        gradient = [
            (to_theta + theta).ravel(),
            (-(towards @ features) + slopes / priors.slope_sd**2).ravel(),
            towards.sum(axis=1) + lower / priors.cut_sd**2,
            to_gap + gap / priors.cut_sd**2,
        ]
        return float(total), np.concatenate(gradient)

    counts = np.stack([is_below.sum(axis=1), is_between.sum(axis=1), is_above.sum(axis=1)], axis=1)
    shares = (np.cumsum(counts + 0.5, axis=1) / (counts.sum(axis=1) + 1.5)[:, None])[:, :2]
    cuts = special.logit(shares)
    slopes = np.full((n_rollcalls, n_slopes), 0.1)
    start = [theta.ravel(), slopes.ravel(), cuts[:, 0], np.log(cuts[:, 1] - cuts[:, 0])]
    found = optimize.minimize(
        loss, np.concatenate(start), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    )
    theta, slopes, lower, gap = parts(found.x)
    return float(found.fun), _Fitted(theta, slopes, np.stack([lower, lower + np.exp(gap)], axis=1))


def _positions(house: ballots.Ballots, cast: Ballots, fitted: _Fitted, model: str) -> pd.DataFrame:
    """Return the frame of positions."""
    is_plane = fitted.theta.shape[1] == 2
    return pd.DataFrame(
        {
            "iso3": list(house.states),
            "first": fitted.theta[:, 0],
            "second": fitted.theta[:, 1] if is_plane else np.nan,
            "yes": _chances(fitted, model)[:, :, 2].mean(axis=0),
            "n_votes": (cast >= 0).sum(axis=0),
        }
    ).round({"first": 3, "second": 3, "yes": 3})
