"""Worlds of votes without any tie of two, and one with ties that were put there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.network import text_matches
from tests.analytics import drawn

N_TEXTS = 47


def compared(codes: np.ndarray) -> text_matches.TextMatches:
    """Return votes as codes; X and what is below 0 are not known."""
    known = np.where((codes < 0) | (codes > 2), -1, codes).astype(np.int8)
    keys = pd.DataFrame({"key": np.arange(len(codes)), "title": ""})
    out = pd.DataFrame({"kind": [], "key": [], "reason": []})
    return text_matches.TextMatches(known, tuple(drawn.states(codes.shape[1])), keys, "votes", out)


def structureless(seed: int, n_states: int = 60) -> np.ndarray:
    """Return votes that every State draws by itself, from what the text is like."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet([1, 1, 3], size=N_TEXTS)
    codes = np.stack([rng.choice(3, size=n_states, p=share) for share in shares])
    return np.where(rng.random(codes.shape) < 0.1, -1, codes)


def on_a_line(seed: int, n_states: int = 60) -> np.ndarray:
    """Return votes of States on a line, each drawn by itself given its place."""
    rng = np.random.default_rng(seed)
    place = np.sort(rng.normal(size=n_states))
    pull = 1.2 * rng.normal(size=(N_TEXTS, 1)) * place
    heard = pull + 0.5 * rng.logistic(size=(N_TEXTS, n_states))
    cut = rng.normal(size=(N_TEXTS, 1))
    codes = np.where(heard > cut + 0.4, 2, np.where(heard > cut - 0.2, 1, 0))
    return np.where(rng.random(codes.shape) < 0.1, -1, codes)
