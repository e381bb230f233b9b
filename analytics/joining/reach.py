"""What would be new if a State joined: broadening a coalition, not only bringing it back.

A State's circles are its regional group and the groups it is in. A circle is open as far as the
other States in it are not in the coalition yet. A State's *reach* is the mean openness of its
circles: 1 where nobody around it has joined, 0 where all have. *Bridges* are the States outside the
coalition that vote most like it. Expected broadening is the probability that a State joins times
its reach; the back-test sets a list by it beside a list by probability.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals
from analytics.joining import recent_votes
from analytics.joining.backtest import JoiningBackTest
from analytics.joining.features import GROUP_SIZES
from analytics.joining.history import History, InformationSet
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N_PEERS = 15
"""States that vote most like one, of which those outside the coalition are its bridges."""

FEW = 0.1
"""A circle of which at most this share has joined is opened by a State."""

TOP = 10
RANKINGS = ("probability", "broadening", "reach")


@dataclass(frozen=True)
class Reach:
    """What each State would open, S of them.

    Attributes
    ----------
    states : tuple of str
    reach : ndarray, shape (S,)
        0 to 1; missing where a State has neither region nor group.
    bridges : ndarray, shape (S,)
        Share of the `N_PEERS` States that vote most like it that are outside the coalition; missing
        where it has not voted.
    opened : tuple of tuple of str
        Circles of each of which at most `FEW` have joined: regional groups by their code, groups by
        their key; the emptiest first.
    """

    states: tuple[str, ...]
    reach: Array
    bridges: Array
    opened: tuple[tuple[str, ...], ...]


def of_coalition(history: History, members: Flags, day: np.datetime64) -> Reach:
    """Return what each State would open if it joined a coalition.

    Parameters
    ----------
    history : History
    members : ndarray of bool, shape (S,)
        The coalition.
    day : datetime64[D]
        Whose morning's votes tell who is alike.
    """
    known = history.known(day)
    names, circles = _circles(history, known)
    others = np.maximum(circles.sum(axis=1) - 1, 1)
    joined = circles @ members.astype(np.float64)
    share = (joined[:, None] - circles * members) / others[:, None]
    n_circles = circles.sum(axis=0)
    reach = np.where(
        n_circles > 0, ((1 - share) * circles).sum(axis=0) / np.maximum(n_circles, 1), np.nan
    )
    votes, _, has_voted = recent_votes.of_all(history, known)
    alike = votes.T @ votes
    np.fill_diagonal(alike, -np.inf)
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, :N_PEERS]
    bridges = np.where(has_voted, (~members)[nearest].mean(axis=1), np.nan)
    opened = []
    for state in range(len(history.states)):
        mine = np.flatnonzero((circles[:, state] > 0) & (share[:, state] <= FEW))
        order = mine[np.lexsort([mine, share[mine, state]])]
        opened.append(tuple(names[at] for at in order))
    return Reach(states=history.states, reach=reach, bridges=bridges, opened=tuple(opened))


def backtest(
    history: History, test: JoiningBackTest, *, seed: int, n_replicates: int = 400
) -> pd.DataFrame:
    """Return what lists of `TOP` new States would have brought, by each ranking.

    On texts with an earlier version, whose roster is the coalition to be broadened. Every list is
    made on the morning of opening.

    Returns
    -------
    DataFrame
        ``ranking, n_texts, joined, gained, joined_low, joined_high, gained_low, gained_high``: a
        row a ranking and one of all new States (``everybody``): how many of ten joined, and the sum
        of their reach, as means over texts with 90 % intervals over families of texts.

    Raises
    ------
    AnalysisError
        If no text has an earlier version.
    """
    rows: list[dict[str, object]] = []
    asked = test.rows[test.rows["is_new"] & ~test.rows["is_first"]]
    for place in asked["event"].unique().tolist():
        here = asked[asked["event"] == place]
        if not here["joined"].any():
            continue
        reach = _reach_before(history, place, here["iso3"])
        joined = here["joined"].to_numpy(dtype=bool)
        probability = here["probability"].to_numpy(dtype=np.float64)
        order = {"probability": probability, "broadening": probability * reach, "reach": reach}
        picks = {name: np.argsort(-order[name], kind="stable")[:TOP] for name in RANKINGS}
        cluster = int(here["cluster"].iloc[0])
        for name, at in picks.items():
            rows.append(_brought(name, cluster, joined[at], reach[at], TOP / max(len(at), 1)))
        rows.append(_brought("everybody", cluster, joined, reach, TOP / len(here)))
    if not rows:
        raise AnalysisError(
            "broadening",
            found="no text with an earlier version and new States on it",
            expected="at least one",
            do="add rosters to data/sources",
            reason="too_little_to_learn",
        )
    frame = pd.DataFrame(rows)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    clusters, number = np.unique(frame["cluster"], return_inverse=True)
    counts = rng.multinomial(
        len(clusters), np.full(len(clusters), 1 / len(clusters)), size=n_replicates
    )
    out = []
    for name in (*RANKINGS, "everybody"):
        used = (frame["ranking"] == name).to_numpy(dtype=bool)
        row: dict[str, object] = {"ranking": name, "n_texts": int(used.sum())}
        weights = counts[:, number[used]]
        for column in ("joined", "gained"):
            values = frame[column].to_numpy(dtype=np.float64)[used]
            drawn = (weights @ values) / np.maximum(weights.sum(axis=1), 1)
            low, high = intervals.of_draws(drawn)
            row |= {column: float(values.mean()), f"{column}_low": low, f"{column}_high": high}
        out.append(row)
    return pd.DataFrame(out)


def _circles(history: History, known: InformationSet) -> tuple[list[str], Array]:
    """Return the names of the circles and who is in each (C, S): regions, then groups."""
    regions = np.array(history.regions, dtype=object)
    codes = sorted(set(history.regions) - {""})
    sizes = known.in_group.sum(axis=1)
    is_regional = np.char.startswith(np.array(history.groups, dtype=str), "un_")
    used = (sizes >= GROUP_SIZES[0]) & (sizes <= GROUP_SIZES[1]) & ~is_regional
    names = [*codes, *np.array(history.groups, dtype=object)[used]]
    table = np.vstack([*(regions == code for code in codes), known.in_group[used]])
    return names, table.astype(np.float64)


def _reach_before(history: History, place: int, states: pd.Series) -> Array:
    """Return the reach of some States beside the coalition of the last version (n,)."""
    day = history.opened[place]
    known = history.known(day)
    family = history.texts["family"].to_numpy()
    earlier = np.flatnonzero((family == family[place]) & known.opened)
    reach = of_coalition(history, known.joined[earlier[-1]], day).reach
    found = pd.Series(reach, index=history.states).loc[states].to_numpy(dtype=np.float64)
    return np.asarray(np.nan_to_num(found))


def _brought(
    ranking: str, cluster: int, joined: Flags, reach: Array, scale: float
) -> dict[str, object]:
    """Return how many of a list joined and what they opened, as if the list had `TOP` names."""
    return {
        "ranking": ranking,
        "cluster": cluster,
        "joined": float(joined.sum()) * scale,
        "gained": float(reach[joined].sum()) * scale,
    }
