"""Which States stand together, who is between them, and how far that can be trusted.

Blocs are a model of votes (`block_model`) whose number held-out votes choose and whose
members other texts must find again (`consensus`). Where they do not, there are no blocs
to show, and none are shown. A State that samples of the texts do not place with certainty is
*swing*, with the bloc it leans to; it is never forced into one. Not listed on a roster is not
opposed: it is a place not taken, next to how many others took it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.blocs import block_model, consensus, embedding, profiles, separation

N_TYPICAL = 5
"""Members by which a bloc is named."""

MIN_PRESENT = 0.9
"""Share of the texts that a member must be known on for a bloc to be named by it."""

N_TEXTS = 5
"""Texts of each kind by which a bloc is told from the others."""

MIN_KNOWN = 0.5
"""Share of a core that must have voted on a text for it to tell that core from others."""

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Blocs:
    """Blocs of States, with what they rest on; or why there are none.

    Attributes
    ----------
    members : DataFrame
        ``iso3, bloc, leaning, certainty, is_swing, n_votes, n_rosters, x, y``: a row a State,
        sorted. ``bloc`` is missing for swing States; ``leaning`` is the likeliest bloc of each;
        ``certainty`` is the share of samples of the texts that put it there. Where there are no
        blocs all three are missing and no State swings. ``n_votes`` counts roll calls. ``x`` and
        ``y`` put States that act alike near one another; only distances mean anything.
    blocs : DataFrame
        ``bloc, n_core, n_leaning, certainty, typical``: a row a bloc, numbered from 1 by size.
        ``n_leaning`` counts swing States that lean to it; ``certainty`` is the mean over both;
        ``typical``: core members nearest its centre, nearest first, joined by ``|``.
    texts : DataFrame
        ``bloc, kind, rank, key, title, n_times, mean_bloc, mean_rest, difference, n_bloc,
        n_rest``: the texts that set the core of a bloc most apart from the core of all others.
        ``key`` and ``title`` are those of the latest of the ``n_times`` votes on it. For votes
        (``kind`` votes) means are of positions N -1, A 0, Y 1; for rosters they are shares listed.
    separation : DataFrame
        Whether blocs lie apart; see `separation.between`.
    probabilities : DataFrame
        ``iso3, bloc, probability``: share of samples in which the State was in the bloc.
    curve : DataFrame
        Held-out votes and stability by number of blocs; see `consensus.Consensus`.
    k, n_borne : int
        Number of blocs shown, 0 where none are; and number that held-out votes bear.
    stability : float
        Mean adjusted Rand index between samples of the texts; see `consensus.Consensus`.
    refusal : str
        Why no blocs are shown: `consensus.NO_GAIN` or `consensus.UNSTABLE`; empty where they are.
    n_states, n_rollcalls, n_texts, n_rosters : int
        What was used; ``n_texts`` counts the texts that the roll calls were on.
    n_runs : int
        Samples of the texts.
    min_stability, min_certainty : float
        See `consensus.Options`.
    seed : int
        Of the samples.
    left_out : DataFrame
        ``kind, key, reason``; see `profiles.Profiles`.
    """

    members: pd.DataFrame
    blocs: pd.DataFrame
    texts: pd.DataFrame
    separation: pd.DataFrame
    probabilities: pd.DataFrame
    curve: pd.DataFrame
    k: int
    n_borne: int
    stability: float
    refusal: str
    n_states: int
    n_rollcalls: int
    n_texts: int
    n_rosters: int
    n_runs: int
    min_stability: float
    min_certainty: float
    seed: int
    left_out: pd.DataFrame

    @property
    def is_stable(self) -> bool:
        """Whether there are blocs to show."""
        return not self.refusal


def grouping(
    basis: profiles.Profiles,
    *,
    seed: int,
    options: consensus.Options | None = None,
    n_jobs: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> Blocs:
    """Return the blocs into which States fall, and how far they can be trusted.

    Parameters
    ----------
    basis : Profiles
    options : Options, optional
        The default ones when not given.
    seed, n_jobs, on_progress, scheduler
        See `ensemble.runs`.

    Raises
    ------
    AnalysisError
        See `consensus.choose_grouping`.
    """
    options = options or consensus.Options()
    found = consensus.choose_grouping(
        basis.layers,
        seed=seed,
        options=options,
        n_jobs=n_jobs,
        on_progress=on_progress,
        scheduler=scheduler,
    )
    known = block_model.observed_positions(basis.layers)
    once = tuple(np.ones(len(layer.codes)) for layer in basis.layers)
    points = embedding.coordinates(basis.layers, once)
    members = _members(basis, found, points, options.min_certainty)
    leaning = members["leaning"].fillna(0).to_numpy(dtype=np.int64)
    n_rows = {layer.kind: len(layer.codes) for layer in basis.layers}
    n_texts = {layer.kind: int(layer.text_numbers.max()) + 1 for layer in basis.layers}
    states = list(basis.states)
    return Blocs(
        members=members,
        blocs=_blocs(members, found.k, points, known),
        texts=_texts(basis, members, known, found.k),
        separation=separation.between(known, leaning),
        probabilities=pd.DataFrame(
            {
                "iso3": np.repeat(states, found.k),
                "bloc": np.tile(np.arange(1, found.k + 1), len(states)),
                "probability": found.probabilities.ravel().round(N_DECIMALS),
            }
        ),
        curve=found.curve.round(N_DECIMALS),
        k=found.k,
        n_borne=found.n_borne,
        stability=round(found.stability, N_DECIMALS),
        refusal=found.refusal,
        n_states=len(states),
        n_rollcalls=n_rows.get("votes", 0),
        n_texts=n_texts.get("votes", 0),
        n_rosters=n_rows.get("rosters", 0),
        n_runs=options.n_runs,
        min_stability=options.min_stability,
        min_certainty=options.min_certainty,
        seed=seed,
        left_out=basis.left_out,
    )


def _members(
    basis: profiles.Profiles,
    found: consensus.Consensus,
    points: npt.NDArray[np.float64],
    min_certainty: float,
) -> pd.DataFrame:
    """Return the frame of States."""
    n_states = len(basis.states)
    certainty = np.full(n_states, np.nan)
    leaning = pd.array([pd.NA] * n_states, dtype="Int64")
    if found.k:
        certainty = found.probabilities.max(axis=1)
        leaning = pd.array(found.probabilities.argmax(axis=1) + 1, dtype="Int64")
    n_known = {
        layer.kind: ((layer.codes >= 0) if layer.kind == "votes" else layer.codes > 0).sum(axis=0)
        for layer in basis.layers
    }
    none = np.zeros(n_states, dtype=np.int64)
    places = np.hstack([points, np.zeros((n_states, 2))])[:, :2].round(N_DECIMALS)
    return pd.DataFrame(
        {
            "iso3": list(basis.states),
            "bloc": leaning,
            "leaning": leaning,
            "certainty": certainty.round(N_DECIMALS),
            "is_swing": certainty < min_certainty,
            "n_votes": n_known.get("votes", none),
            "n_rosters": n_known.get("rosters", none),
            "x": places[:, 0],
            "y": places[:, 1],
        }
    ).assign(bloc=lambda frame: frame["bloc"].mask(frame["is_swing"]))


def _blocs(
    members: pd.DataFrame,
    k: int,
    points: npt.NDArray[np.float64],
    known: block_model.ObservedPositions,
) -> pd.DataFrame:
    """Return the frame of blocs, each named by the core members nearest its centre."""
    is_present = known.is_known.mean(axis=1) >= MIN_PRESENT
    rows = []
    for bloc in range(1, k + 1):
        is_here = (members["leaning"] == bloc).to_numpy(dtype=bool)
        is_core = is_here & ~members["is_swing"].to_numpy()
        centre = points[is_core].sum(axis=0) / max(is_core.sum(), 1)
        off = ((points - centre) ** 2).sum(axis=1).round(N_DECIMALS)
        order = np.lexsort([off, ~is_present])
        nearest = members["iso3"].iloc[order[is_core[order]][:N_TYPICAL]]
        rows.append(
            (
                bloc,
                int(is_core.sum()),
                int(is_here.sum() - is_core.sum()),
                members["certainty"][is_here].mean(),
                "|".join(nearest),
            )
        )
    return pd.DataFrame(rows, columns=["bloc", "n_core", "n_leaning", "certainty", "typical"])


def _texts(
    basis: profiles.Profiles, members: pd.DataFrame, known: block_model.ObservedPositions, k: int
) -> pd.DataFrame:
    """Return the texts that set the core of each bloc apart from the core of all others."""
    columns = ["bloc", "kind", "rank", "key", "title", "n_times", "mean_bloc", "mean_rest"]
    columns += ["difference", "n_bloc", "n_rest"]
    frames = [pd.DataFrame(columns=columns)]
    first = 0
    for layer, keys in zip(basis.layers, basis.keys, strict=True):
        texts = (
            keys.groupby(layer.text_numbers).last().assign(n_times=np.bincount(layer.text_numbers))
        )
        here = slice(first, first + len(texts))
        first += len(texts)
        is_known = known.is_known[:, here].T
        shares = known.shares[:, here].transpose(1, 0, 2)
        position = shares[:, :, 2] - (shares[:, :, 0] if layer.kind == "votes" else 0)
        for bloc in range(1, k + 1):
            inside = (members["bloc"] == bloc).fillna(value=False).to_numpy(dtype=bool)
            outside = members["bloc"].notna().to_numpy() & ~inside
            n_bloc, n_rest = is_known[:, inside].sum(axis=1), is_known[:, outside].sum(axis=1)
            frame = texts.assign(
                bloc=bloc,
                kind=layer.kind,
                mean_bloc=_mean((position * is_known)[:, inside], n_bloc),
                mean_rest=_mean((position * is_known)[:, outside], n_rest),
                n_bloc=n_bloc,
                n_rest=n_rest,
            )
            frame["difference"] = (frame["mean_bloc"] - frame["mean_rest"]).round(N_DECIMALS)
            is_told = (
                (n_bloc >= np.maximum(MIN_KNOWN * inside.sum(), 1))
                & (n_rest >= np.maximum(MIN_KNOWN * outside.sum(), 1))
                & (frame["difference"] != 0)
            )
            frame = frame[is_told].assign(size=frame["difference"].abs())
            frame = frame.sort_values(["size", "key"], ascending=[False, True])
            frame = frame.drop_duplicates("title").head(N_TEXTS)
            frames.append(frame.assign(rank=np.arange(1, len(frame) + 1))[columns])
    if k:
        frames = frames[1:]
    found: pd.DataFrame = pd.concat(frames)
    return found.sort_values(["bloc", "kind", "rank"], ignore_index=True)


def _mean(
    position: npt.NDArray[np.float64], n_known: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return means over the States known on each text; NaN where there are none."""
    total = position.sum(axis=1)
    mean: npt.NDArray[np.float64] = np.divide(
        total, n_known, out=np.full(len(total), np.nan), where=n_known > 0
    )
    return mean.round(N_DECIMALS)
