"""Which States stand together, who is between them, and how far that can be trusted.

Blocs are what resampled roll calls, rosters, or both agree on (`consensus`). A State that
the runs do not place with certainty is *swing*, with the bloc it leans to; it is never forced into
one. Not listed on a roster is not opposed: States are alike by the rosters they share, never by
those that list neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.blocs import consensus, grounds

N_TYPICAL = 5
"""Members by which a bloc is named."""

N_TEXTS = 5
"""Texts of each kind by which a bloc is told from the others."""

MIN_KNOWN = 0.5
"""Share of a core that must have voted on a roll call for it to tell that core from others."""

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Blocs:
    """Blocs of States, with what they rest on.

    Attributes
    ----------
    members : DataFrame
        ``iso3, bloc, leaning, certainty, is_swing, n_votes, n_rosters, x, y``: a row a State,
        sorted. ``bloc`` is missing for swing States; ``leaning`` is the likeliest bloc of each;
        ``certainty`` is the share of runs in which it was there. ``x`` and ``y`` put States that
        act alike near one another; only distances mean anything.
    blocs : DataFrame
        ``bloc, n_core, n_leaning, certainty, typical``: a row a bloc, numbered from 1 by size.
        ``n_leaning`` counts swing States that lean to it; ``certainty`` is the mean over both;
        ``typical``: core members nearest its centre, nearest first, joined by ``|``.
    texts : DataFrame
        ``bloc, kind, rank, key, title, mean_bloc, mean_rest, difference, n_bloc, n_rest``: the
        texts that set the core of a bloc most apart from the core of all others, a recurring
        title once. For roll calls
        (``kind`` votes) means are of positions N -1, A 0, Y 1; for rosters they are shares listed.
    probabilities : DataFrame
        ``iso3, bloc, probability``: share of runs in which the State was in the bloc.
    together : DataFrame
        States by States: share of the runs in which the two were in one bloc.
    curve : DataFrame
        Stability by number of blocs; see `consensus.Consensus`.
    k : int
        Number of blocs chosen.
    stability : float
        Mean adjusted Rand index between runs.
    is_stable : bool
        False: there is no stable grouping, and the frames show only what was tried.
    n_states, n_rollcalls, n_rosters, n_blocks : int
        What was used, and the blocks of roll calls that were resampled.
    options : Options
        How it was looked for: runs, thresholds.
    seed : int
        Of the runs.
    left_out : DataFrame
        ``kind, key, reason``; see `grounds.Grounds`.
    """

    members: pd.DataFrame
    blocs: pd.DataFrame
    texts: pd.DataFrame
    probabilities: pd.DataFrame
    together: pd.DataFrame
    curve: pd.DataFrame
    k: int
    stability: float
    is_stable: bool
    n_states: int
    n_rollcalls: int
    n_rosters: int
    n_blocks: int
    options: consensus.Options
    seed: int
    left_out: pd.DataFrame


def grouping(
    basis: grounds.Grounds,
    *,
    seed: int,
    options: consensus.Options | None = None,
    n_jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> Blocs:
    """Return the blocs into which States fall, and how far they can be trusted.

    Parameters
    ----------
    basis : Grounds
    options : Options, optional
        The default ones when not given.
    seed, n_jobs, on_progress, scheduler
        See `ensemble.runs`.

    Raises
    ------
    AnalysisError
        See `consensus.grouping`.
    """
    options = options or consensus.Options()
    found = consensus.grouping(
        basis.layers,
        seed=seed,
        options=options,
        n_jobs=n_jobs,
        on_progress=on_progress,
        scheduler=scheduler,
    )
    members = _members(basis, found, options.min_certainty)
    n_texts = {layer.kind: len(layer.codes) for layer in basis.layers}
    n_blocks = {layer.kind: int(layer.blocks.max()) + 1 for layer in basis.layers}
    states = list(basis.states)
    return Blocs(
        members=members,
        blocs=_blocs(members, found),
        texts=_texts(basis, members, found.k),
        probabilities=pd.DataFrame(
            {
                "iso3": np.repeat(states, found.k),
                "bloc": np.tile(np.arange(1, found.k + 1), len(states)),
                "probability": found.probabilities.ravel().round(N_DECIMALS),
            }
        ),
        together=pd.DataFrame(found.together, index=states, columns=states),
        curve=found.curve,
        k=found.k,
        stability=found.stability,
        is_stable=found.is_stable,
        n_states=len(states),
        n_rollcalls=n_texts.get("votes", 0),
        n_rosters=n_texts.get("rosters", 0),
        n_blocks=n_blocks.get("votes", 0),
        options=options,
        seed=seed,
        left_out=basis.left_out,
    )


def _members(
    basis: grounds.Grounds, found: consensus.Consensus, min_certainty: float
) -> pd.DataFrame:
    """Return the frame of States."""
    certainty = found.probabilities.max(axis=1)
    leaning = found.probabilities.argmax(axis=1) + 1
    n_known = {
        layer.kind: ((layer.codes >= 0) if layer.kind == "votes" else layer.codes > 0).sum(axis=0)
        for layer in basis.layers
    }
    none = np.zeros(len(leaning), dtype=np.int64)
    is_swing = certainty < min_certainty
    places = np.hstack([found.points, np.zeros((len(leaning), 2))])[:, :2].round(N_DECIMALS)
    return pd.DataFrame(
        {
            "iso3": list(basis.states),
            "bloc": pd.array(leaning, dtype="Int64"),
            "leaning": leaning,
            "certainty": certainty.round(N_DECIMALS),
            "is_swing": is_swing,
            "n_votes": n_known.get("votes", none),
            "n_rosters": n_known.get("rosters", none),
            "x": places[:, 0],
            "y": places[:, 1],
        }
    ).assign(bloc=lambda frame: frame["bloc"].mask(frame["is_swing"]))


def _blocs(members: pd.DataFrame, found: consensus.Consensus) -> pd.DataFrame:
    """Return the frame of blocs, each named by the core members nearest its centre."""
    rows = []
    for bloc in range(1, found.k + 1):
        is_here = (members["leaning"] == bloc).to_numpy()
        is_core = is_here & ~members["is_swing"].to_numpy()
        core = found.points[is_core]
        off = ((core - core.sum(axis=0) / max(len(core), 1)) ** 2).sum(axis=1).round(N_DECIMALS)
        nearest = members["iso3"][is_core].iloc[np.argsort(off, kind="stable")[:N_TYPICAL]]
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


def _texts(basis: grounds.Grounds, members: pd.DataFrame, k: int) -> pd.DataFrame:
    """Return the texts that set the core of each bloc apart from the core of all others."""
    frames = []
    for layer, keys in zip(basis.layers, basis.keys, strict=True):
        is_known = layer.codes >= 0
        position = (layer.codes - 1 if layer.kind == "votes" else layer.codes) * is_known
        for bloc in range(1, k + 1):
            inside = (members["bloc"] == bloc).fillna(value=False).to_numpy(dtype=bool)
            outside = members["bloc"].notna().to_numpy() & ~inside
            n_bloc, n_rest = is_known[:, inside].sum(axis=1), is_known[:, outside].sum(axis=1)
            frame = keys.assign(
                bloc=bloc,
                kind=layer.kind,
                mean_bloc=_mean(position[:, inside], n_bloc),
                mean_rest=_mean(position[:, outside], n_rest),
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
            frames.append(frame.assign(rank=np.arange(1, len(frame) + 1)))
    columns = ["bloc", "kind", "rank", "key", "title", "mean_bloc", "mean_rest", "difference"]
    found: pd.DataFrame = pd.concat(frames)[[*columns, "n_bloc", "n_rest"]]
    return found.sort_values(["bloc", "kind", "rank"], ignore_index=True)


def _mean(
    position: npt.NDArray[np.int8], n_known: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return means over the States known on each text; NaN where there are none."""
    total = position.sum(axis=1, dtype=np.float64)
    mean: npt.NDArray[np.float64] = np.divide(
        total, n_known, out=np.full(len(total), np.nan), where=n_known > 0
    )
    return mean.round(N_DECIMALS)
