"""Whether who is between by some texts is between by others: the test of go-betweens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import stats

from analytics import ensemble, resampling
from analytics.network import between_test, go_betweens, text_matches

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

BATCH = 8
"""Targets tested in one task: few enough to be shared out, enough to be worth sending."""


@dataclass(frozen=True)
class Replication:
    """Whether go-betweens found by half of the texts stand between by the other half.

    Attributes
    ----------
    n_found, n_held : int
        Go-betweens of those with us, towards any State, by either half; and those of them of whom
        the weaker tie is above the direct one by the other half. They hang together: the same
        State is between us and many.
    n_all, n_all_held : int
        The same of every State with us: what ``n_held`` is to be compared with.
    """

    n_found: int
    n_held: int
    n_all: int
    n_all_held: int


def of_go_betweens(
    compared: text_matches.TextMatches,
    ours: Collection[str],
    with_us: Collection[str],
    *,
    rate: float = go_betweens.RATE,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> Replication | None:
    """Return whether go-betweens found by every other text are found by the texts between.

    Parameters
    ----------
    compared, ours, with_us, rate
        As for `go_betweens.to_state`.
    n_jobs, scheduler
        See `ensemble.runs`: where the targets are tested, which changes nothing.

    Returns
    -------
    Replication or None
        None where there are fewer than twice `resampling.MIN_TEXTS` texts, or none of us is
        compared.
    """
    us = tuple(iso3 for iso3 in sorted(set(ours)) if iso3 in compared.states)
    if not us or len(compared.codes) < 2 * resampling.MIN_TEXTS:
        return None
    halves = [
        replace(compared, codes=compared.codes[k::2], keys=compared.keys.iloc[k::2]) for k in (0, 1)
    ]
    test = partial(
        _by_targets,
        halves,
        [between_test.with_us(half, us) for half in halves],
        us,
        np.isin(compared.states, list(with_us)) & ~np.isin(compared.states, us),
        rate,
    )
    targets = [iso3 for iso3 in compared.states if iso3 not in us]
    batches = [targets[k : k + BATCH] for k in range(0, len(targets), BATCH)]
    counts = ensemble.runs(test, batches, seed=ensemble.SEED, n_jobs=n_jobs, scheduler=scheduler)
    total: Counts = np.stack(counts).sum(axis=0)
    return Replication(*total.tolist())


def _by_targets(
    halves: Sequence[text_matches.TextMatches],
    to_us: Sequence[Floats],
    us: tuple[str, ...],
    is_family: Truths,
    rate: float,
    targets: Sequence[str],
    _rng: np.random.Generator,
) -> Counts:
    """Return the four counts of `Replication` towards some targets; nothing is drawn."""
    counts = np.zeros(4, dtype=np.int64)
    for target in targets:
        is_other = is_family & (np.array(halves[0].states) != target)
        tested = [
            _by_half(half, target, rows, us, is_other, rate)
            for half, rows in zip(halves, to_us, strict=True)
        ]
        for (is_between, is_known, _), (_, is_told, is_ahead) in (tested, tested[::-1]):
            both = is_known & is_told
            counts += [
                part.sum()
                for part in (both & is_between, both & is_between & is_ahead, both, both & is_ahead)
            ]
    return counts


def _by_half(
    half: text_matches.TextMatches,
    target: str,
    to_us: Floats,
    us: tuple[str, ...],
    is_other: Truths,
    rate: float,
) -> tuple[Truths, Truths, Truths]:
    """Return who is between by half of the texts, who can be compared, and who is ahead there."""
    to_target = half.with_state(target)
    direct = to_us[:, half.states.index(target)]
    n_shared = np.minimum(np.isfinite(to_target).sum(axis=0), np.isfinite(to_us).sum(axis=0))
    is_known = is_other & (n_shared >= half.min_shared)
    is_known &= np.isfinite(direct).sum() >= half.min_shared
    is_between = np.zeros(len(is_known), dtype=bool)
    if is_known.any():
        p = between_test.p_values(half, target, us)[is_known]
        is_between[is_known] = stats.false_discovery_control(p, method="bh") <= rate
    weaker = np.minimum(
        between_test.shares(None, to_target)[0], between_test.shares(None, to_us)[0]
    )
    return is_between, is_known, weaker > between_test.shares(None, direct[:, None])[0, 0]
