"""What a benchmark measured, in the one form in which all benchmarks are printed."""

from __future__ import annotations

import json
import resource
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """Our time and memory on `n` things, beside a peer's on the same in the same run.

    Attributes
    ----------
    n : int
        Size of the task: votes, rows, pages.
    seconds, memory_mb : float
        Ours; memory is the highest of the process.
    peer : str or None
        With what we compare, and its version; ``None`` where there is nothing to compare with.
    peer_seconds : float or None
        Its time.
    quality : mapping
        How right, not how fast: figures by name.
    """

    n: int
    seconds: float
    memory_mb: float
    peer: str | None
    peer_seconds: float | None
    quality: Mapping[str, object]

    @property
    def ratio(self) -> float | None:
        """Return how many times longer the peer takes."""
        return None if self.peer_seconds is None else self.peer_seconds / self.seconds

    def as_json(self, name: str) -> str:
        """Return the result as one JSON object."""
        fields = asdict(self)
        quality = fields.pop("quality")
        row = {"name": name, **fields, "ratio": self.ratio, "quality": dict(quality)}
        return json.dumps(row, ensure_ascii=False, default=_plain)


def memory_mb() -> float:
    """Return the highest memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _plain(value: object) -> object:
    return value.item()  # type: ignore[attr-defined]  # numpy's scalars; anything else is a bug
