"""How fast and how right the ideal points are, beside girth's graded-response model.

Same data, same run: the votes of each of `PEER_SESSIONS`, one session at a time. Ours is
``ideal_points.estimates`` on the frames, with standard errors; the peer is ``girth.grm_mml``
(marginal maximum likelihood, Gauss-Legendre quadrature, abilities by EAP, no standard errors) on
the same matrix of votes. The peer knows positive slopes only, so that roll calls with a negative
slope *in our fit* are handed to it reversed: it need not find their direction itself. It has no
model of several sessions; figures on the whole history are ours alone.

Quality: rank correlation, session by session, with the estimates that Bailey, Strezhnev & Voeten
published for sessions 1 to 74, by which votes on paragraphs and amendments are used; and how often
nominal 90 % intervals hold the positions from which all votes of the whole history were drawn
anew: the fitted ones (parametric bootstrap), and ones drawn from the priors.
"""

from __future__ import annotations

import dataclasses
import time
import warnings
from importlib import metadata

import girth
import numpy as np
import pandas as pd

from analytics import ideal_points, ordinal_irt
from data import store
from tests.benchmarks.result import Result, memory_mb

REFERENCE_SESSIONS = (1, 74)
PEER_SESSIONS = (4, 14, 24, 34, 44, 54, 64, 74)
SAMPLES = {"without_separate": 0, "separate_to_1989": 44, "with_separate": 999}
N_REPLICATES = 3
PRIORS = ordinal_irt.Priors()
LETTERS = np.array(["N", "A", "Y"])


def measure() -> Result:
    snapshot = store.open_snapshot()
    votes, rollcalls = snapshot.frame("votes"), snapshot.frame("rollcalls")
    reference = snapshot.frame("reference_points").query("subject == 'all'")

    started = time.perf_counter()
    history = ideal_points.estimates(votes, rollcalls, separate_until=999)
    quality: dict[str, float] = {
        "history_n_votes": history.n_votes,
        "history_seconds": time.perf_counter() - started,
        "history_is_converged": history.is_converged,
    }
    held_mb = memory_mb()
    for name, separate_until in SAMPLES.items():
        result = ideal_points.estimates(
            votes, rollcalls, sessions=REFERENCE_SESSIONS, separate_until=separate_until
        )
        rho = ideal_points.concordance(result, reference)["spearman"]
        quality[f"spearman_median_{name}"] = rho.median()
        quality[f"spearman_min_{name}"] = rho.min()
    quality["spearman_median"] = quality["spearman_median_without_separate"]
    quality["spearman_min"] = quality["spearman_min_without_separate"]
    seeds = range(N_REPLICATES)
    fitted = ideal_points.estimates(votes, rollcalls, walk_sd=PRIORS.walk_sd)
    quality["coverage_90"] = np.mean(
        [coverage(votes, rollcalls, fitted, seed=seed) for seed in seeds]
    )
    quality["coverage_90_from_the_priors"] = np.mean(
        [coverage(votes, rollcalls, from_the_priors(fitted, seed), seed=seed) for seed in seeds]
    )

    rows = [beside(votes, rollcalls, reference, session) for session in PEER_SESSIONS]
    pairs = pd.DataFrame(rows)
    for name in ("spearman_ours", "spearman_peer"):
        quality[f"one_session_{name}_median"] = pairs[name].median()
        quality[f"one_session_{name}_min"] = pairs[name].min()
    seconds, peer_seconds = pairs["seconds"].sum(), pairs["peer_seconds"].sum()
    return Result(
        n=int(pairs["n"].sum()),
        seconds=seconds,
        memory_mb=held_mb,
        peer=f"girth {metadata.version('girth')} grm_mml, one session at a time",
        peer_seconds=peer_seconds,
        quality=quality,
    )


def from_the_priors(fitted: ideal_points.IdealPoints, seed: int) -> ideal_points.IdealPoints:
    """Return the same States, sessions and roll calls with positions and items from the priors."""
    rng = np.random.default_rng(seed)
    positions, rollcalls = fitted.positions.copy(), fitted.rollcalls.copy()
    gap = positions.groupby("iso3")["session_number"].diff()
    moves = rng.normal(size=len(gap)) * (PRIORS.walk_sd * np.sqrt(gap)).fillna(PRIORS.first_sd)
    positions["ideal_point"] = moves.groupby(positions["iso3"]).cumsum()
    means = positions.groupby("iso3")["ideal_point"].mean()
    if means[fitted.anchor[0]] < means[fitted.anchor[1]]:
        positions["ideal_point"] *= -1
    items = rng.normal(scale=PRIORS.item_sd, size=(len(rollcalls), 3))
    rollcalls["slope"] = items[:, 0]
    rollcalls[["cut_n", "cut_y"]] = np.sort(items[:, 1:], axis=1)
    return dataclasses.replace(fitted, positions=positions, rollcalls=rollcalls)


def coverage(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, truth: ideal_points.IdealPoints, *, seed: int
) -> float:
    """Return the share of true positions within 90 % intervals from votes drawn by the model."""
    cells = votes[votes["vote"] != "X"][["rollcall_id", "iso3"]].astype(str)
    cells = cells.merge(truth.rollcalls, on="rollcall_id")
    cells = cells.merge(truth.positions, on=["iso3", "session_number"])
    latent = cells["slope"] * cells["ideal_point"]
    latent = latent.to_numpy() + np.random.default_rng(seed).logistic(size=len(cells))
    rank = (latent[:, None] > cells[["cut_n", "cut_y"]].to_numpy()).sum(axis=1)
    drawn = cells[["rollcall_id", "iso3"]].assign(vote=LETTERS[rank])
    again = ideal_points.estimates(drawn, rollcalls, walk_sd=PRIORS.walk_sd)
    both = again.positions.merge(
        truth.positions, on=["iso3", "session_number"], suffixes=("", "_true")
    )
    true = both["ideal_point_true"]
    true = (true - true.mean()) / true.std(ddof=0)
    return float(true.between(both["q05"], both["q95"]).mean())


def beside(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, reference: pd.DataFrame, session: int
) -> dict[str, float]:
    """Return time and agreement of both on the votes of one session."""
    started = time.perf_counter()
    ours = ideal_points.estimates(votes, rollcalls, sessions=(session, session))
    seconds = time.perf_counter() - started

    states = ours.positions["iso3"]
    cast = votes[votes["rollcall_id"].isin(ours.rollcalls["rollcall_id"])].astype(str)
    matrix = cast.pivot_table(index="rollcall_id", columns="iso3", values="vote", aggfunc="first")
    matrix = matrix.loc[ours.rollcalls["rollcall_id"], states].to_numpy(dtype=object)
    scores = np.full(matrix.shape, girth.INVALID_RESPONSE)
    for score, letter in enumerate(LETTERS, start=1):
        scores[matrix == letter] = score
    is_reversed = (ours.rollcalls["slope"] < 0).to_numpy()[:, None]
    scores = np.where(is_reversed & (scores > 0), 4 - scores, scores)
    for row in scores:
        row[row > 0] = np.unique(row[row > 0], return_inverse=True)[1] + 1

    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        ability = girth.grm_mml(scores)["Ability"]
    peer_seconds = time.perf_counter() - started

    published = reference.loc[reference["session_number"] == session].set_index("iso3")
    frame = ours.positions.assign(peer=ability).set_index("iso3")
    frame = frame.join(published["ideal_point"].rename("published"), how="inner")
    return {
        "n": ours.n_votes,
        "seconds": seconds,
        "peer_seconds": peer_seconds,
        "spearman_ours": frame["ideal_point"].corr(frame["published"], "spearman"),
        "spearman_peer": frame["peer"].corr(frame["published"], "spearman"),
    }
