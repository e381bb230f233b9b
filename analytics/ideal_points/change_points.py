"""When a State's position changed for good, with few false alarms among all States.

For every session and State, the mean of the positions in the sessions from it on is set beside the
mean of those before, at most `REACH` of each, and the difference is divided by its standard
deviation over the draws. The largest of these in a State's course is its candidate. How large such
a maximum becomes where nothing changes is read from the draws themselves, each taken for noise
around no change (a multiplier bootstrap). The false discovery rate among all States is held by the
procedure of Benjamini and Hochberg; each side of a change found is then searched again.

References
----------
Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the Royal
Statistical Society B* 57(1), 289-300.
Chernozhukov, V., Chetverikov, D. & Kato, K. (2013). Gaussian approximations and multiplier
bootstrap for maxima of sums. *Annals of Statistics* 41(6), 2786-2819.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics import intervals
from analytics.ideal_points import ideal_points
from analytics.ideal_points.ordinal_votes import Floats

REACH = 5
"""Sessions on each side of a change that are set beside each other, at most."""

LEAST = 2
"""Sessions on each side, at least: one alone is no course."""


@dataclass(frozen=True)
class ChangePoints:
    """Changes found.

    Attributes
    ----------
    changes : DataFrame
        ``iso3, session_number, before, since, change, q05, q95, p``: a row a change, by State and
        session; ``session_number`` is the first of the new course, ``before`` and ``since`` the
        mean positions on both sides, and the interval is of 90 %. ``p`` is the chance of so large a
        maximum in a course without a change.
    n_states : int
        States searched: those with at least twice `LEAST` sessions.
    max_false_share : float
        The share of false ones among the changes that is allowed on average.
    """

    changes: pd.DataFrame
    n_states: int
    max_false_share: float


@dataclass(frozen=True)
class _Course:
    """Positions of a State over the sessions it voted in, and draws of them."""

    iso3: str
    sessions: Floats
    points: Floats
    noise: Floats


def detect(
    points: ideal_points.IdealPoints, *, first_session: int, max_false_share: float = 0.05
) -> ChangePoints:
    """Return when States changed their course.

    Parameters
    ----------
    points : IdealPoints
    first_session : int
        Earlier ones are not searched.
    max_false_share : float
        Between 0 and 1.
    """
    held = points.positions[points.positions["session_number"] >= first_session]
    parts = [
        _Course(
            str(iso3),
            own["session_number"].to_numpy(dtype=float),
            own["ideal_point"].to_numpy(),
            points.draws.loc[own.index].to_numpy(dtype=float)
            - points.draws.loc[own.index].to_numpy(dtype=float).mean(axis=1, keepdims=True),
        )
        for iso3, own in held.groupby("iso3")
    ]
    parts = [part for part in parts if len(part.points) >= 2 * LEAST]
    n_states = len(parts)
    found: list[dict[str, object]] = []
    while parts:
        rows = [_largest(part) for part in parts]
        adjusted = stats.false_discovery_control([row["p"] for row in rows])
        taken = [i for i, q in enumerate(adjusted) if q <= max_false_share]
        found += [{"iso3": parts[i].iso3, **rows[i]} for i in taken]
        halves = [half for i in taken for half in _halves(parts[i], int(rows[i]["place"]))]
        parts = [half for half in halves if len(half.points) >= 2 * LEAST]
    columns = ["iso3", "session_number", "before", "since", "change", "q05", "q95", "p"]
    changes = pd.DataFrame(found, columns=[*columns, "place"])[columns]
    return ChangePoints(
        changes=changes.sort_values(["iso3", "session_number"], ignore_index=True),
        n_states=n_states,
        max_false_share=max_false_share,
    )


def _contrasts(n: int) -> Floats:
    """Return for each place of a change the weights of the sessions, shape (n_places, n)."""
    rows = []
    for place in range(LEAST, n - LEAST + 1):
        weights = np.zeros(n)
        before, since = slice(max(0, place - REACH), place), slice(place, min(n, place + REACH))
        weights[before] = -1 / (before.stop - before.start)
        weights[since] = 1 / (since.stop - since.start)
        rows.append(weights)
    return np.array(rows)


def _largest(part: _Course) -> dict[str, float]:
    """Return the largest change of a course, and the chance of one as large without any."""
    weights = _contrasts(len(part.points))
    size, noise = weights @ part.points, weights @ part.noise
    deviation = noise.std(axis=1)
    ratio, none = np.abs(size) / deviation, (np.abs(noise) / deviation[:, None]).max(axis=0)
    best = int(ratio.argmax())
    place = best + LEAST
    half = intervals.Z_95 * deviation[best]
    row = weights[best]
    return {
        "place": place,
        "session_number": int(part.sessions[place]),
        "before": round(float(-(row.clip(max=0)) @ part.points), ideal_points.N_DECIMALS),
        "since": round(float(row.clip(min=0) @ part.points), ideal_points.N_DECIMALS),
        "change": round(float(size[best]), ideal_points.N_DECIMALS),
        "q05": round(float(size[best] - half), ideal_points.N_DECIMALS),
        "q95": round(float(size[best] + half), ideal_points.N_DECIMALS),
        "p": _tail(none, float(ratio[best])),
    }


def _tail(maxima: Floats, value: float) -> float:
    """Return the chance of a maximum as large, by the Gumbel distribution with their moments."""
    scale = maxima.std() * np.sqrt(6) / np.pi
    return float(stats.gumbel_r.sf(value, maxima.mean() - np.euler_gamma * scale, scale))


def _halves(part: _Course, place: int) -> tuple[_Course, _Course]:
    """Return the course before a change, and from it on."""
    first, second = (
        _Course(part.iso3, part.sessions[side], part.points[side], part.noise[side])
        for side in (slice(None, place), slice(place, None))
    )
    return first, second
