"""What each baseline looks at, beside which the joining model is tested.

Single figures that anybody could name, known on the same morning as the model's features.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analytics.joining.history import History
from analytics.joining.past_rosters import LIKENESS_POWER, PastRosters

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

BASELINES = (
    "base_rate",
    "region",
    "signed_the_last",
    "share_of_texts",
    "peers",
    "engagement",
    "family_history",
)
"""The level alone; the regional group's record on texts of the class; on the last text of the
family, otherwise of the class and field; share of all earlier texts joined; record of those that
vote alike; how often it hosted, took part or put its name to a text of the field; and who was on
the last version and on which share of the versions."""


def of_text(
    history: History,
    place: int,
    past: PastRosters,
    kin: Places,
    votes: Array,
    columns: dict[str, Array],
) -> dict[str, Array]:
    """Return what each baseline looks at, a column or two a State."""
    alike = np.maximum(votes.T @ votes, 0) ** LIKENESS_POWER
    np.fill_diagonal(alike, 0)
    peers = alike @ columns["all_texts"] / np.maximum(alike.sum(axis=1), 1e-9)
    share = past.joined.mean(axis=0) if len(past.places) else np.zeros(len(history.states))
    return {
        "region": _regional(columns["same_class"], history.regions)[:, None],
        "signed_the_last": _last_signed(history, place, past, kin)[:, None],
        "share_of_texts": np.asarray(share)[:, None],
        "peers": peers[:, None],
        "engagement": columns["engaged"][:, None],
        "family_history": np.column_stack([columns["family_last"], columns["family_share"]]),
    }


def _last_signed(history: History, place: int, past: PastRosters, kin: Places) -> Array:
    """Return who was on the last text of the family, otherwise of the class and field (S,)."""
    texts = history.texts
    is_near = (
        (texts["text_class"] == texts["text_class"].iloc[place])
        & (texts["field"] == texts["field"].iloc[place])
    ).to_numpy(dtype=bool)[past.places]
    is_kin = np.isin(past.places, kin)
    rows = np.flatnonzero(is_kin if is_kin.any() else is_near)
    if len(rows) == 0:
        return np.zeros(len(history.states))
    return np.asarray(past.joined[rows[-1]], dtype=np.float64)


def _regional(values: Array, regions: tuple[str, ...]) -> Array:
    """Return the mean over the other States of the regional group (S,)."""
    names, at = np.unique(np.array(regions), return_inverse=True)
    total = np.bincount(at, values, minlength=len(names))
    n = np.bincount(at, minlength=len(names))
    return np.asarray((total[at] - values) / np.maximum(n[at] - 1, 1))
