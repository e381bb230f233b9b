"""What a plan assumes of approaches and of peers, each with its range; nothing here was measured.

An assumption is drawn from a triangular distribution: never below ``low`` or above ``high``, most
often near ``central``. One number per draw places the effects of all levels of effort in their
ranges: if one is larger than thought, so are the others. So more effort is worth no less in any
draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
End = Literal["low", "central", "high"]

PEERS = "peers"
"""Key of the assumption on peers; those on effort have the keys of their levels."""

MAX_LOG_ODDS = 10.0
"""Beyond it an effect says that an approach decides everything."""


@dataclass(frozen=True)
class AssumedRange:
    """An assumption: its central value, and how far it may be off.

    Examples
    --------
    >>> AssumedRange(0.0, 1.0, 2.0).at(np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 1.0, 2.0]
    """

    low: float
    central: float
    high: float

    def at(self, share: Array) -> Array:
        """Return the values below which the distribution has given shares, 0 to 1."""
        width = self.high - self.low
        if width == 0:
            return np.full(np.shape(share), self.central)
        below = self.low + np.sqrt(share * width * (self.central - self.low))
        above = self.high - np.sqrt((1 - share) * width * (self.high - self.central))
        return np.where(share * width < self.central - self.low, below, above)

    def pinned(self, end: End) -> AssumedRange:
        """Return the assumption without doubt, at one of its values."""
        value: float = getattr(self, end)
        return AssumedRange(value, value, value)


DEMARCHE = "demarche"
"""Key of a démarche: an ambassador speaks at the foreign ministry, on instruction."""

LEVELS = ("letter", DEMARCHE, "call", "visit")
"""Efforts, from the least to the most."""

EFFECTS: Mapping[str, AssumedRange] = MappingProxyType(
    {
        "letter": AssumedRange(0.0, 0.2, 0.4),
        DEMARCHE: AssumedRange(0.05, 0.35, 0.65),
        "call": AssumedRange(0.1, 0.5, 0.9),
        "visit": AssumedRange(0.3, 0.9, 1.5),
    }
)
"""What is assumed of approaches at first: nobody has measured what one does."""

MAX_EFFECT = 4.0
"""The most that a desk may assume of an approach or of peers."""


@dataclass(frozen=True)
class Assumptions:
    """All that a plan assumes.

    Attributes
    ----------
    effects : mapping of str to AssumedRange
        What an approach adds to the log-odds of a State's probability, by level of effort, from the
        least to the most; 0 or more.
    peers : AssumedRange
        What it would add to a State's log-odds if all its peers joined instead of none; 0 or more.
    """

    effects: Mapping[str, AssumedRange]
    peers: AssumedRange

    def __post_init__(self) -> None:
        object.__setattr__(self, "effects", MappingProxyType(dict(self.effects)))
        for key, one in {**self.effects, PEERS: self.peers}.items():
            values = (one.low, one.central, one.high)
            if not 0 <= one.low <= one.central <= one.high <= MAX_LOG_ODDS:
                raise _range_error(key, values, f"0 ≤ low ≤ central ≤ high ≤ {MAX_LOG_ODDS:g}")

    def pinned(self, end: End) -> Assumptions:
        """Return the assumptions without doubt, all at one end."""
        effects = {level: one.pinned(end) for level, one in self.effects.items()}
        return Assumptions(effects, self.peers.pinned(end))

    def with_one(self, key: str, end: End) -> Assumptions:
        """Return the central assumptions with one of them at one end."""
        central = self.pinned("central")
        if key == PEERS:
            return replace(central, peers=self.peers.pinned(end))
        return replace(central, effects={**central.effects, key: self.effects[key].pinned(end)})

    @property
    def is_in_order(self) -> bool:
        """Whether more effort is worth no less, at both ends and most likely."""
        return self._first_out_of_order() is None

    def check_order(self) -> None:
        """Refuse effects by which more effort could be worth less.

        Raises
        ------
        AnalysisError
        """
        found = self._first_out_of_order()
        if found is not None:
            less, more = found
            one = self.effects[more]
            raise AnalysisError(
                f"assumption {more!r}",
                found=f"{one.low:g}, {one.central:g}, {one.high:g}",
                expected=f"no end below that of {less!r}, which is less effort",
                do="correct its range",
            )

    def _first_out_of_order(self) -> tuple[str, str] | None:
        """Return the first two levels of which the greater effort has an end below the lesser."""
        for (less, one), (more, other) in pairwise(self.effects.items()):
            ends = [(one.low, other.low), (one.central, other.central), (one.high, other.high)]
            if any(a > b for a, b in ends):
                return less, more
        return None

    def drawn(self, effort: Array, peers: Array) -> tuple[Array, Array]:
        """Return effects (D, levels) and strengths of peers (D,) at given shares of their ranges.

        Parameters
        ----------
        effort, peers : ndarray, shape (D,)
            0 to 1.
        """
        effects = [one.at(effort) for one in self.effects.values()]
        table = np.column_stack(effects) if effects else np.empty((len(effort), 0))
        return table, self.peers.at(peers)


def at_first(peers_bound: float | None) -> dict[str, AssumedRange]:
    """Return what is assumed at first, by level of effort and, last, of peers.

    What peers do is bounded from above by the record: the range runs from nothing to that bound, to
    a tenth, and is widest where the record allows most.

    Parameters
    ----------
    peers_bound : float or None
        `PeerEffect.upper_bound`, a log-odds. None where the record holds too few texts to tell:
        then nothing is assumed of peers.
    """
    bound = min(max(round(peers_bound or 0.0, 1), 0.0), MAX_EFFECT)
    return {**EFFECTS, PEERS: AssumedRange(0.0, middle(0.0, bound), bound)}


def between(less: AssumedRange, more: AssumedRange) -> AssumedRange:
    """Return what is assumed of an effort that nobody spoke of: midway between its neighbours.

    Plans that were made before there were démarches keep their order thereby.

    Examples
    --------
    >>> between(EFFECTS["letter"], EFFECTS["call"]) == EFFECTS["demarche"]
    True
    """
    ends = (
        round(middle(getattr(less, end), getattr(more, end)), 6)
        for end in ("low", "central", "high")
    )
    return AssumedRange(*ends)


def middle(low: float, high: float) -> float:
    """Return what is most likely between two ends where nobody says otherwise."""
    return (low + high) / 2


def _range_error(key: str, values: tuple[float, float, float], expected: str) -> AnalysisError:
    return AnalysisError(
        f"assumption {key!r}",
        found=", ".join(f"{value:g}" for value in values),
        expected=expected,
        do="correct its range",
    )
