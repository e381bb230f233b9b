"""How fast and how right the ideal points are, beside girth's graded-response model.

Same data, same run: the votes of each of `PEER_SESSIONS`, one session at a time. Ours is
``ideal_points.estimates`` on the frames, with standard errors; the peer is ``girth.grm_mml``
(marginal maximum likelihood, Gauss-Legendre quadrature, abilities by EAP, no standard errors) on
the same matrix of votes. The peer knows positive slopes only, so that roll calls with a negative
slope *in our fit* are handed to it reversed: it need not find their direction itself. It has no
model of several sessions; figures on the whole history are ours alone.

Quality, within a session: rank correlation, session by session, with the estimates that Bailey,
Strezhnev & Voeten published for sessions 1 to 74, by which votes on paragraphs and amendments are
used; by subject with the sample that pages use. Over time: for all votes and for the subjects that
they published too (human rights, Middle East, nuclear weapons), how far moves from session 45 to 74
and the courses between them agree with the published ones (`concordance`). By subject,
over the last seven sessions: the share of votes the line foresees, and that of the errors of "all
vote as most do" it takes away (APRE, `line_fit`); that majority guess is the only peer of
the run, since W-NOMINATE is in no package registry that this project installs from. How sure: how
often nominal 90 % intervals hold the fitted positions when texts, with all votes on them, are drawn
anew from the record with replacement; and how often they hold positions from which all votes were
drawn anew by the model: the fitted ones, and ones that walk as the priors say.
"""

from __future__ import annotations

import dataclasses
import time
import warnings
from importlib import metadata

import girth
import numpy as np
import pandas as pd

from analytics import same_text
from analytics.ideal_points import concordance, ideal_points, line_fit, ordinal_votes
from data import store
from tests.benchmarks.result import Result, memory_mb

REFERENCE_SESSIONS = (1, 74)
PEER_SESSIONS = (4, 14, 24, 34, 44, 54, 64, 74)
SAMPLES = {"without_separate": 0, "separate_to_1989": 44, "with_separate": 999}
N_REPLICATES = 3
N_FIT_SESSIONS = 7
PRIORS = ordinal_votes.Priors()
LETTERS = np.array(["N", "A", "Y"])


def measure() -> Result:
    snapshot = store.open_snapshot()
    votes, rollcalls = snapshot.frame("votes"), snapshot.frame("rollcalls")
    repeated, published = snapshot.frame("repeated_votes"), snapshot.frame("reference_points")
    reference = published[published["subject"] == "all"]

    started = time.perf_counter()
    history = ideal_points.estimates(votes, rollcalls, repeated=repeated, separate_until=999)
    quality: dict[str, float] = {
        "history_n_votes": history.n_votes,
        "history_n_texts": history.n_texts,
        "history_seconds": time.perf_counter() - started,
        "history_is_converged": history.is_converged,
    }
    held_mb = memory_mb()
    for name, separate_until in SAMPLES.items():
        result = ideal_points.estimates(
            votes,
            rollcalls,
            repeated=repeated,
            sessions=REFERENCE_SESSIONS,
            separate_until=separate_until,
        )
        found = concordance.validation(result, reference)
        quality[f"spearman_median_{name}"] = found.median
        quality[f"spearman_min_{name}"] = found.minimum
    quality["spearman_median"] = quality["spearman_median_without_separate"]
    quality["spearman_min"] = quality["spearman_min_without_separate"]

    fitted = ideal_points.estimates(votes, rollcalls, repeated=repeated)
    for subject in published["subject"].unique():
        points = fitted
        if subject != "all":
            about = same_text.on_topic(rollcalls, snapshot.frame("topics"), subject, repeated)
            points = ideal_points.estimates(votes, about, repeated=repeated)
        found = concordance.validation(points, published[published["subject"] == subject])
        moves = found.moves
        assert moves is not None
        quality[f"spearman_median_{subject}"] = found.median
        quality[f"spearman_min_{subject}"] = found.minimum
        quality[f"over_time_{subject}_correlation"] = moves.correlation
        quality[f"over_time_{subject}_sign_agreement"] = moves.sign_agreement
        quality[f"over_time_{subject}_against"] = moves.against
        quality[f"over_time_{subject}_n_states"] = len(moves.by_state)
    quality |= united_states(fitted)
    quality |= by_subject(fitted, votes, snapshot.frame("topics"))

    seeds = range(N_REPLICATES)
    quality["coverage_90_by_text"] = np.mean(
        [coverage_by_text(votes, rollcalls, fitted, seed=seed) for seed in seeds]
    )
    quality["coverage_90"] = np.mean(
        [coverage(votes, rollcalls, repeated, fitted, seed=seed) for seed in seeds]
    )
    quality["coverage_90_from_the_priors"] = np.mean(
        [coverage(votes, rollcalls, repeated, walking(fitted, seed), seed=seed) for seed in seeds]
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


def by_subject(
    fitted: ideal_points.IdealPoints, votes: pd.DataFrame, topics: pd.DataFrame
) -> dict[str, float]:
    """Return how much of each subject's votes one line foresees, in the last sessions."""
    last = int(fitted.sessions["session_number"].max())
    found = line_fit.fit(fitted, votes, topics, sessions=(last - N_FIT_SESSIONS + 1, last))
    quality: dict[str, float] = {}
    for row in found.by_subject.to_dict("records"):
        quality[f"fit_{row['topic']}_n_rollcalls"] = row["n_rollcalls"]
        quality[f"fit_{row['topic']}_correct"] = row["correct"]
        quality[f"fit_{row['topic']}_apre"] = row["reduction"]
    return quality


def united_states(fitted: ideal_points.IdealPoints) -> dict[str, float]:
    """Return where the United States stood in 1990 and 2022, and the chance that 1990 is above."""
    own = fitted.positions[fitted.positions["iso3"] == "USA"]
    row = {year: own.index[own["session_number"] == year - 1945][0] for year in (1990, 2022)}
    drawn = {year: fitted.draws.loc[at].to_numpy() for year, at in row.items()}
    return {
        "united_states_1990": own.loc[row[1990], "ideal_point"],
        "united_states_2022": own.loc[row[2022], "ideal_point"],
        "united_states_1990_above_2022": float(np.mean(drawn[1990] > drawn[2022])),
    }


def walking(fitted: ideal_points.IdealPoints, seed: int) -> ideal_points.IdealPoints:
    """Return the same roll calls, with positions that walk as the priors say."""
    rng = np.random.default_rng(seed)
    positions = fitted.positions.copy()
    gap = positions.groupby("iso3")["session_number"].diff()
    moves = rng.normal(size=len(gap)) * (PRIORS.walk_sd * np.sqrt(gap)).fillna(PRIORS.first_sd)
    positions["ideal_point"] = moves.groupby(positions["iso3"]).cumsum()
    means = positions.groupby("iso3")["ideal_point"].mean()
    if means[fitted.anchor[0]] < means[fitted.anchor[1]]:
        positions["ideal_point"] *= -1
    within = positions.groupby("session_number")["ideal_point"]
    positions["ideal_point"] -= within.transform("mean")
    positions["ideal_point"] /= within.transform("std", ddof=0)
    return dataclasses.replace(fitted, positions=positions)


def coverage(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    repeated: pd.DataFrame,
    truth: ideal_points.IdealPoints,
    *,
    seed: int,
) -> float:
    """Return the share of true positions within 90 % intervals from votes drawn by the model."""
    cells = votes[votes["vote"] != "X"][["rollcall_id", "iso3"]].astype(str)
    cells = cells.merge(truth.rollcalls, on="rollcall_id")
    cells = cells.merge(truth.positions, on=["iso3", "session_number"])
    latent = cells["slope"] * cells["ideal_point"]
    latent = latent.to_numpy() + np.random.default_rng(seed).logistic(size=len(cells))
    rank = (latent[:, None] > cells[["cut_n", "cut_y"]].to_numpy()).sum(axis=1)
    drawn = cells[["rollcall_id", "iso3"]].assign(vote=LETTERS[rank])
    return held(ideal_points.estimates(drawn, rollcalls, repeated=repeated), truth)


def coverage_by_text(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, truth: ideal_points.IdealPoints, *, seed: int
) -> float:
    """Return the share of positions within 90 % intervals from texts drawn with replacement."""
    rng = np.random.default_rng(seed)
    n_texts = int(truth.rollcalls["text"].max()) + 1
    copies = pd.DataFrame({"text": rng.integers(n_texts, size=n_texts)})
    copies["copy"] = np.arange(n_texts)
    drawn = copies.merge(truth.rollcalls[["rollcall_id", "text"]], on="text")
    drawn["drawn_id"] = drawn["rollcall_id"] + "_" + drawn["copy"].astype(str)
    cast = votes.astype({"rollcall_id": str}).merge(drawn[["rollcall_id", "drawn_id"]])
    cast = cast.assign(rollcall_id=cast["drawn_id"])
    again = rollcalls.astype({"rollcall_id": str}).merge(drawn, on="rollcall_id")
    again = again.assign(
        rollcall_id=again["drawn_id"], title=[f"Drawn text {copy}" for copy in again["copy"]]
    )
    return held(ideal_points.estimates(cast, again), truth)


def held(again: ideal_points.IdealPoints, truth: ideal_points.IdealPoints) -> float:
    """Return the share of true positions within the intervals."""
    keys = ["iso3", "session_number"]
    both = again.positions.merge(truth.positions, on=keys, suffixes=("", "_true"))
    within = both.groupby("session_number")["ideal_point_true"]
    true = (both["ideal_point_true"] - within.transform("mean")) / within.transform("std", ddof=0)
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
