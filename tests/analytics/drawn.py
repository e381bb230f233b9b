"""Small records of votes, spelled out or drawn, for the tests of the analytics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

LETTERS = np.array(["N", "A", "Y", "X"])


def states(n: int) -> list[str]:
    """Return names of n States, sorted: SAA, SAB, …"""
    return [f"S{chr(65 + k // 26)}{chr(65 + k % 26)}" for k in range(n)]


def votes(cast: Mapping[str, str]) -> pd.DataFrame:
    """Return votes from a string a State, a letter a roll call; a space where it is not listed."""
    rows = [
        (f"r{k:04d}", iso3, letter)
        for iso3, letters in cast.items()
        for k, letter in enumerate(letters)
        if letter != " "
    ]
    return pd.DataFrame(rows, columns=["rollcall_id", "iso3", "vote"])


def of_codes(codes: np.ndarray, names: Sequence[str] | None = None) -> pd.DataFrame:
    """Return votes from codes of roll calls by States: N 0, A 1, Y 2, X 3; -1 is not listed."""
    names = list(names or states(codes.shape[1]))
    row, column = np.nonzero(codes >= 0)
    return pd.DataFrame(
        {
            "rollcall_id": [f"r{k:04d}" for k in row],
            "iso3": np.array(names)[column],
            "vote": LETTERS[codes[row, column]],
        }
    )


def rollcalls(n: int, **columns: object) -> pd.DataFrame:
    """Return n complete plenary roll calls of session 70, a day and a text each."""
    frame = pd.DataFrame(
        {
            "rollcall_id": [f"r{k:04d}" for k in range(n)],
            "session_number": pd.array([70] * n, dtype="Int64"),
            "body": "plenary",
            "status": "complete",
            "is_paragraph_vote": False,
            "is_amendment_vote": False,
            "vote_date": pd.date_range("2015-10-01", periods=n, freq="D"),
            "title": [f"Text {k}" for k in range(n)],
            "symbol": [f"A/RES/70/{k}" for k in range(n)],
            "draft": None,
            "text_id": range(n),
        }
    )
    return frame.assign(**columns)


def planted(
    k: int, *, n_states: int = 60, n_rollcalls: int = 80, noise: float = 0.15, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return codes of roll calls by States in k groups that vote apart, and the group of each.

    In every roll call each group has a position, drawn at random; a share ``noise`` of votes is
    drawn anew, and a tenth is absent. Groups differ in size: the first has most States.
    """
    rng = np.random.default_rng(seed)
    share = np.arange(k + 2, 2, -1)
    group = np.repeat(
        np.arange(k),
        np.diff(np.rint(np.r_[0, share.cumsum() / share.sum()] * n_states)).astype(int),
    )
    codes = rng.integers(0, 3, size=(n_rollcalls, k))[:, group]
    codes = np.where(rng.random(codes.shape) < noise, rng.integers(0, 3, size=codes.shape), codes)
    return np.where(rng.random(codes.shape) < 0.1, 3, codes).astype(np.int8), group


def planted_texts(
    k: int, *, n_states: int = 60, n_texts: int = 40, noise: float = 0.15, seed: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return codes as `planted`, with each text voted on up to five times; texts; and groups.

    On every text a share ``noise`` of States departs from its group, each time it is voted on.
    """
    codes, group = planted(k, n_states=n_states, n_rollcalls=n_texts, noise=noise, seed=seed)
    text = np.repeat(np.arange(n_texts), 1 + np.arange(n_texts) % 5)
    rng = np.random.default_rng(seed)
    again = codes[text]
    return np.where(rng.random(again.shape) < 0.05, 3, again).astype(np.int8), text, group


def on_a_line(
    *, n_states: int = 120, n_texts: int = 60, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return codes of roll calls by States spread evenly along a line, and where each stands.

    Each State is for what lies beyond the cuts of the text, which are spread along the line too.
    """
    rng = np.random.default_rng(seed)
    place = np.linspace(-1, 1, n_states)
    cut = np.sort(rng.uniform(-1.2, 1.2, size=(n_texts, 2)), axis=1)
    felt = place + rng.normal(0, 0.15, size=(n_texts, n_states))
    codes = (felt[:, None] > cut[:, :, None]).sum(axis=1)
    turned = rng.random(n_texts) < 0.5
    return np.where(turned[:, None], 2 - codes, codes).astype(np.int8), place
