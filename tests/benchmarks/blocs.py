"""How well blocs foretell held-out votes, and whether other texts find them, beside k-means.

For every subject of *Who stands together* over five sessions, and the first over three and ten: the
mean log loss on votes that were held out
(all votes of a State on a text together) by number of blocs, of the block model and of two peers,
which are consensus clusterings by k-means: by samples of the texts, and by samples of single roll
calls, as the page did before. Memberships of all three are what samples agree on, and a vote is
foretold by the shares of the State's blocs on the text, drawn towards the house's. ``worse`` is the
loss of a peer over that of the block model with as many blocs, at the number that votes bear and at
the number shown; its interval of 90 % is by texts, and above 0 the block model is better.
``ari_texts`` is the adjusted Rand index between samples of texts for each number, of the block
model and of k-means; ``shown`` is what the page shows.

Time is that of the page's first question, and of k-means by single roll calls on it with as many
samples and no test by held-out votes; both on one thread.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from importlib import metadata

import numpy as np
import numpy.typing as npt
import threadpoolctl
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import AgglomerativeClustering, KMeans

from analytics import ensemble, intervals, resampling, selection
from analytics.blocs import block_model, blocs, consensus, embedding, held_out, profiles, questions
from dashboard.words import subjects
from data.facts import current_facts
from tests.benchmarks.result import Result, memory_mb

FIRST = ("disarmament", 5)
QUESTIONS = (
    *((subject, FIRST[1]) for subject in subjects.TOPICS),
    *((FIRST[0], window) for window in (3, 10)),
)
"""Every subject over the window of the page, and the first subject over the others."""

N_SAMPLES = 10
"""Samples behind each consensus in a fold, and behind the stability of k-means."""

KS = tuple(range(2, questions.BLOC_RUNS.k_max + 1))

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int8]
Draw = Callable[[embedding.Layer, np.random.Generator], Array]


def measure() -> Result:
    tables = questions.tables(current_facts())
    quality, seconds, peer_seconds, memory, n = {}, 0.0, 0.0, 0.0, 0
    with threadpoolctl.threadpool_limits(limits=1):
        for subject, window in QUESTIONS:
            question = selection.AlignmentQuestion("votes", subjects.TOPICS[subject], window)
            basis = profiles.of_question(question, **tables)
            started = time.perf_counter()
            ours = blocs.grouping(basis, seed=ensemble.SEED, options=questions.BLOC_RUNS)
            if (subject, window) == FIRST:
                seconds, memory = time.perf_counter() - started, memory_mb()
                n = int((basis.layers[0].codes >= 0).sum())
                rng = np.random.default_rng(ensemble.SEED)
                started = time.perf_counter()
                clustered(basis.layers[0], rng, by_rollcall, questions.BLOC_RUNS.n_runs)
                peer_seconds = time.perf_counter() - started
            quality[f"{subject}, {window} sessions"] = beside(basis, ours)
    return Result(
        n=n,
        seconds=seconds,
        memory_mb=memory,
        peer=f"scikit-learn {metadata.version('scikit-learn')} KMeans, consensus over roll calls",
        peer_seconds=peer_seconds,
        quality=quality,
    )


def beside(basis: profiles.Profiles, ours: blocs.Blocs) -> dict[str, object]:
    """Return the figures of one question."""
    (layer,) = basis.layers
    peers = {"kmeans_by_texts": by_text, "kmeans_by_rollcalls": by_rollcall}
    loss = {"block_model": on_held_out(layer, model)}
    for name, draw in peers.items():
        loss[name] = on_held_out(layer, functools.partial(peer, draw=draw))
    draws = resampling.weights(
        np.arange(loss["block_model"].shape[1]),
        held_out.N_DRAWS,
        np.random.default_rng(ensemble.SEED),
    )
    worse: dict[str, dict[int, list[float]]] = {name: {} for name in peers}
    for name, k in ((name, k) for name in peers for k in sorted({ours.n_borne, ours.k} - {0, 1})):
        each = loss[name][k - 1] - loss["block_model"][k - 1]
        low, high = intervals.of_draws(draws @ each / len(each))
        worse[name][k] = [round(float(x), 4) for x in (each.mean(), low, high)]
    again = clustered(layer, np.random.default_rng(ensemble.SEED), by_text, N_SAMPLES)
    return {
        "n_texts": ours.n_texts,
        "log_loss": {
            name: dict(zip(("none", *KS), of.mean(axis=1).round(4).tolist(), strict=True))
            for name, of in loss.items()
        },
        "worse": worse,
        "ari_texts": {
            "block_model": dict(zip(KS, ours.curve["ari_mean"][1:].round(3), strict=True)),
            "kmeans": {
                k: round(float(consensus.rand_indices(again[:, place]).mean()), 3)
                for place, k in enumerate(KS)
            },
        },
        "borne": ours.n_borne,
        "shown": ours.k,
        "ari_shown": ours.stability if ours.is_stable else None,
        "n_swing": int(ours.members["is_swing"].sum()),
    }


def on_held_out(
    layer: embedding.Layer,
    find: Callable[[embedding.Layer, np.random.Generator], dict[int, Array]],
) -> Array:
    """Return the mean loss on each text (1 + n_ks, n_texts); the house without blocs first."""
    rng = np.random.default_rng(ensemble.SEED)
    known = block_model.observed_positions((layer,))
    n_states, n_texts = known.is_known.shape
    fold = held_out.folds(n_states, n_texts, rng)
    of_folds = []
    for f in range(held_out.N_FOLDS):
        hidden = fold == f
        seen, asked = known.without(hidden), known.without(~hidden)
        codes = np.where(hidden.T[layer.text_numbers], np.int8(-1), layer.codes)
        found = find(embedding.Layer("votes", codes, layer.text_numbers), rng)
        losses = [block_model.losses(seen, np.ones((len(hidden), 1)), asked)]
        losses += [
            block_model.losses(seen, found[k], asked) if k in found else losses[0] * np.nan
            for k in KS
        ]
        of_folds.append(np.stack(losses))
    return held_out.by_text(of_folds)


def model(layer: embedding.Layer, rng: np.random.Generator) -> dict[int, Array]:
    """Return memberships by what block models agree on in samples, for each number of blocs."""
    known, runs = block_model.observed_positions((layer,)), []
    for _ in range(N_SAMPLES):
        (weights,) = resampling.weights(layer.text_numbers, 1, rng).astype(np.float64)
        started = block_model.starts((layer,), (weights,), KS, rng)
        found = {k: block_model.memberships(known, start, weights) for k, start in started.items()}
        runs.append([found[k].argmax(axis=1) for k in KS])
    return consensual(np.array(runs, dtype=np.int8))


def peer(layer: embedding.Layer, rng: np.random.Generator, draw: Draw) -> dict[int, Array]:
    """Return memberships by what k-means agrees on in samples, for each number of blocs."""
    return consensual(clustered(layer, rng, draw, N_SAMPLES))


def by_text(layer: embedding.Layer, rng: np.random.Generator) -> Array:
    """Return how often each roll call counts when texts are drawn again."""
    times: Array = resampling.weights(layer.text_numbers, 1, rng)[0][layer.text_numbers].astype(
        np.float64
    )
    return times


def by_rollcall(layer: embedding.Layer, rng: np.random.Generator) -> Array:
    """Return how often each roll call counts when roll calls are drawn again, as if independent."""
    n = len(layer.codes)
    return rng.multinomial(n, np.full(n, 1 / n)).astype(np.float64)


def clustered(
    layer: embedding.Layer,
    rng: np.random.Generator,
    draw: Draw,
    n_runs: int,
) -> Labels:
    """Return groups by k-means in samples (n_runs, n_ks, n_states)."""
    runs = []
    for _ in range(n_runs):
        points = embedding.coordinates((layer,), (draw(layer, rng),))
        n_different = len(np.unique(points.round(9), axis=0))
        runs.append(
            [
                KMeans(min(k, n_different), n_init=4, random_state=int(rng.integers(2**31)))
                .fit(points)
                .labels_
                for k in KS
            ]
        )
    return np.array(runs, dtype=np.int8)


def consensual(runs: Labels) -> dict[int, Array]:
    """Return how often each State is in each group that runs agree on, for each number."""
    found = {}
    for place, k in enumerate(KS):
        labels = runs[:, place]
        together = (labels[:, :, None] == labels[:, None, :]).mean(axis=0)
        tree = AgglomerativeClustering(n_clusters=k, metric="precomputed", linkage="average")
        agreed = np.eye(k)[tree.fit(1 - together).labels_]
        shares = np.zeros_like(agreed)
        for run in np.eye(k)[labels]:
            row, column = linear_sum_assignment(run.T @ agreed, maximize=True)
            shares[:, column] += run[:, row]
        found[k] = shares / len(labels)
    return found
