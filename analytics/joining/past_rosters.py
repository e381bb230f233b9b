"""How readily each State joins, in general and on texts whose rosters lean one way.

A roster tells of a State by how far its joining was beyond the share that joined, in standard
deviations, so that joining what few join counts for more. Old texts weigh less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.joining.history import History, InformationSet

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

HALF_LIFE_YEARS = 8.0
"""A text so much older weighs half. Chosen, not fitted; so are those below."""

SHRINKAGE = 2.0
"""Texts' worth of doubt put beside a State's record: little history says little."""

LIKENESS_POWER = 3
"""Records that are alike count by the third power of how alike."""


@dataclass(frozen=True)
class PastRosters:
    """The texts opened before a morning, T' of them, as they stood then."""

    places: Places
    joined: Flags
    surprise: Array
    weight: Array
    direction: Array
    """Each roster around its mean, at length 1: shape (T', S)."""


def known_rosters(history: History, known: InformationSet) -> PastRosters:
    """Return the texts that had opened, as they stood on the morning known."""
    places = np.flatnonzero(known.opened)
    surprise, weight = standardised_residuals(history, known, places)
    around = surprise - surprise.mean(axis=1, keepdims=True)
    length = np.sqrt((around**2).sum(axis=1, keepdims=True))
    direction = around / np.maximum(length, 1e-12)
    return PastRosters(places, known.joined[places], surprise, weight, direction)


def standardised_residuals(
    history: History, known: InformationSet, past: Places
) -> tuple[Array, Array]:
    """Return how far each State was above the share that joined, in standard deviations (T', S).

    The second part is the weight of each text by age.
    """
    joined, told = known.joined[past], known.is_told[past]
    share = (joined.sum(axis=1) + 1) / (told.sum(axis=1) + 5)
    spread = np.sqrt(share * (1 - share))
    surprise = np.where(told, (joined - share[:, None]) / spread[:, None], 0.0)
    years = (known.day - history.opened[past]).astype(np.float64) / 365.25
    return surprise, 0.5 ** (years / HALF_LIFE_YEARS)


def shared_texts(surprise: Array, weight: Array) -> Array:
    """Return how alike the records of two States are, 0 and above (S, S)."""
    scaled = surprise * np.sqrt(weight)[:, None]
    norm = np.sqrt((scaled**2).sum(axis=0))
    directed = scaled / np.maximum(norm, 1e-9)
    return np.asarray(np.maximum(directed.T @ directed, 0) ** LIKENESS_POWER)


def record_on_aligned_texts(
    surprise: Array, weight: Array, direction: Array, lean: Array, *, power: float = 1.0
) -> Array:
    """Return the record of each State on texts whose rosters lean the same way (S,).

    Parameters
    ----------
    surprise : ndarray, shape (T', S)
    weight : ndarray, shape (T',)
    direction : ndarray, shape (T', S)
        Each roster around its mean, at length 1.
    lean : ndarray, shape (S,)
        What the text's own roster is expected to lean to; texts that lean against it count against.
    power : float
        To which the likeness of rosters is raised.
    """
    match = direction @ centred(lean)
    return shrunk_record(surprise, weight * np.sign(match) * np.abs(match) ** power)


def centred(values: Array) -> Array:
    """Return values around their mean, at length 1; zeros where they do not differ."""
    return unit_length(values - values.mean())


def unit_length(values: Array) -> Array:
    """Return values at length 1; zeros where they are nothing."""
    length = float(np.sqrt(values @ values))
    return values / length if length > 1e-12 else np.zeros_like(values)


def shrunk_record(surprise: Array, weight: Array) -> Array:
    """Return the weighted record of each State over the texts of a kind, shrunk to nothing (S,)."""
    return np.asarray((weight @ surprise) / np.sqrt((weight**2).sum() + SHRINKAGE))
