"""Whether likeness to those who had signed went with joining: the test of what champions share.

Nobody recorded which approach worked, so that fitness itself cannot be tested. What can be is its
components, one by one, on past texts seen while they grew (`open_texts`): of the States that had
not signed, did those join that were more like the signatories than like everybody else? That a
State follows those it resembles is no proof that one of them can bring it along; where it does not
even follow them, there is less reason to send them.

The same is asked of what States say: on how many questions they answer alike, in any document
(`SAYS`) and in texts of their own only (`SAYS_ITSELF`). It becomes a component of fitness only if
the components surely rank better with it than without (`ranking_gain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ensemble, scoring
from analytics.joining import champions
from analytics.joining.backtest import FIRST_OPENED
from analytics.joining.history import History
from analytics.joining.open_texts import RosterSnapshot
from analytics.stated import latest, side_by_side

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SAYS, SAYS_ITSELF = "says", "says_itself"
FIELD = "ai"
"""Texts on which what States say is asked: all that is on record is on artificial intelligence."""

SHARED = ("votes", "texts", "groups", "ties")
"""All of `champions.COMPONENTS` but the road: it is the member's alone, so the same for all."""

TESTED = (*SHARED, SAYS, SAYS_ITSELF)


@dataclass(frozen=True)
class ChampionProof:
    """How like the signatories each State was that could still join a text, and whether it did.

    Attributes
    ----------
    rows : DataFrame
        ``event, cluster, instrument_id, days, iso3, joined`` and a column for each of `TESTED`:
        likeness to the signatories less likeness to all others, missing where it cannot be told. A
        row a State and question; see `open_texts.RosterSnapshot`.
    left_out : DataFrame
        ``kind, key, reason``: texts that were not asked (``opened_too_early``), and those of which
        what States say was not (``other_subject``, ``nothing_said``).
    """

    rows: pd.DataFrame
    left_out: pd.DataFrame


def run(
    history: History,
    asked: Sequence[RosterSnapshot],
    stated_positions: pd.DataFrame,
    *,
    seed: int,
    n_jobs: int | None = None,
) -> ChampionProof:
    """Return how like the signatories States were, for texts opened since `FIRST_OPENED`.

    Parameters
    ----------
    history : History
    asked : sequence of RosterSnapshot
        `open_texts.snapshots` of the history.
    stated_positions : DataFrame
        The table of that name.
    seed : int
        Handed to `ensemble.runs`; nothing here is drawn.
    n_jobs : int, optional
    """
    recent = [n for n, one in enumerate(asked) if history.opened[one.place] >= FIRST_OPENED]
    days: dict[np.datetime64, list[int]] = {}
    for number in recent:
        days.setdefault(asked[number].day, []).append(number)
    found = ensemble.runs(
        partial(_on_day, history, asked, stated_positions),
        list(days.values()),
        seed=seed,
        n_jobs=n_jobs,
    )
    rows = pd.concat([row for part in found for row in part], ignore_index=True)
    rows = rows.sort_values(["event", "iso3"], ignore_index=True)
    return ChampionProof(rows=rows, left_out=_left_out(history, asked, rows))


def cases(proof: ChampionProof, component: str) -> tuple[int, int]:
    """Return on how many texts likeness in one thing could be told, and of how many that joined.

    A State counts once a text, however often the text was asked about.
    """
    here = proof.rows.dropna(subset=[component])
    joined = here.loc[here["joined"], ["instrument_id", "iso3"]].drop_duplicates()
    return here["instrument_id"].nunique(), len(joined)


def scores(
    proof: ChampionProof, component: str, *, seed: int, known: str | None = None
) -> scoring.Scores | None:
    """Return how well likeness in one thing ranks who joined; skill is not told.

    Parameters
    ----------
    proof : ChampionProof
    component : str
        Of `TESTED`.
    seed : int
    known : str, optional
        Another of `TESTED`: only where it can be told too.

    Returns
    -------
    Scores or None
        None where it is known of no State, or none of them joined. Only the pairs within a text
        (``within``) mean anything: likeness is no probability.
    """
    here = proof.rows.dropna(subset=[component, known or component])
    joined = here["joined"].to_numpy(dtype=bool)
    if not joined.any():
        return None
    likeness = np.asarray(here[component].rank(pct=True), dtype=np.float64)
    return scoring.score(
        likeness,
        joined,
        here["event"].to_numpy(dtype=np.int64),
        np.full(len(here), joined.mean(), dtype=np.float64),
        seed=seed,
        cluster=here["cluster"].to_numpy(dtype=np.int64),
    )


def _on_day(
    history: History,
    asked: Sequence[RosterSnapshot],
    stated_positions: pd.DataFrame,
    numbers: Sequence[int],
    _rng: np.random.Generator,
) -> list[pd.DataFrame]:
    """Return the rows of the questions of one day: likeness is worked out once for all of them."""
    day = asked[numbers[0]].day
    alike = _alike(history, day)
    told = None
    out = []
    for number in numbers:
        one = asked[number]
        signed = history.is_scored[one.place] & ~one.rest
        columns = {name: contrast(*known, signed) for name, known in alike.items()}
        columns |= dict.fromkeys((SAYS, SAYS_ITSELF), np.full(len(signed), np.nan))
        if history.texts["field"].iloc[one.place] == FIELD:
            told = _said(history, stated_positions, day) if told is None else told
            columns |= {name: contrast(*known, signed) for name, known in told.items()}
        out.append(
            pd.DataFrame(
                {
                    "event": number,
                    "cluster": int(history.families[one.place]),
                    "instrument_id": str(history.texts["instrument_id"].iloc[one.place]),
                    "days": one.days,
                    "iso3": np.array(history.states, dtype=object)[one.rest],
                    "joined": one.joined[one.rest],
                    **{name: columns[name][one.rest] for name in TESTED},
                }
            )
        )
    return out


def _alike(history: History, day: np.datetime64) -> dict[str, tuple[Array, Array]]:
    """Return how like all States were in each component but what they say, on a day.

    Both arrays have the shape (S, S): in how much they were alike, and of how much.
    """
    near = champions.closeness(history, day)
    inside = history.known(day).in_group
    n_shared = inside.T.astype(np.float64) @ inside
    own = np.maximum(inside.sum(axis=0), 1)[:, None]
    tied = inside[np.isin(history.groups, champions.TIE_GROUPS)]
    region = np.array(history.regions)
    is_near = (region[:, None] == region[None, :]) & (region != "")
    is_tied = tied.T.astype(np.float64) @ tied > 0
    ones = np.ones(region.shape * 2)
    return {
        "votes": (near.votes, ones),
        "texts": (near.texts, ones),
        "groups": (n_shared, np.broadcast_to(own, ones.shape)),
        "ties": ((is_tied | is_near).astype(np.float64), ones),
    }


def contrast(alike: Array, counted: Array, signed: Flags) -> Array:
    """Return how much more like the signatories than like the others each State is, shape (S,).

    Parameters
    ----------
    alike, counted : ndarray, shape (S, S)
        In how much each State (rows) is like each, of how much that could be compared.
    signed : ndarray of bool, shape (S,)

    Returns
    -------
    ndarray, shape (S,)
        The share alike with the signatories less that with the others; missing where it cannot be
        compared with either. Itself a State is not compared with.

    Examples
    --------
    >>> alike = np.array([[1.0, 0.5, 0.1], [0.5, 1.0, 0.2], [0.1, 0.2, 1.0]])
    >>> contrast(alike, np.ones((3, 3)), np.array([False, True, False])).round(2).tolist()
    [0.4, nan, 0.1]
    """
    others = ~np.eye(len(signed), dtype=bool)
    shares = []
    for side in (others & signed, others & ~signed):
        n, of = (alike * side).sum(axis=1), (counted * side).sum(axis=1)
        shares.append(np.divide(n, of, out=np.full(len(signed), np.nan), where=of > 0))
    return np.asarray(shares[0] - shares[1], dtype=np.float64)


def _said(
    history: History, stated_positions: pd.DataFrame, day: np.datetime64
) -> dict[str, tuple[Array, Array]]:
    """Return on how many questions all States answered alike, of how many, before a day (S, S)."""
    eve = pd.Timestamp(day) - pd.Timedelta(days=1)
    itself = stated_positions[stated_positions["act"] == "own_text"]
    out = {}
    for name, rows in ((SAYS, stated_positions), (SAYS_ITSELF, itself)):
        positions = latest.latest(rows, eve, iso3s=history.states)
        n_alike, n_both = side_by_side.alike_of_all(positions, history.states)
        out[name] = (n_alike.astype(np.float64), n_both.astype(np.float64))
    return out


def _left_out(
    history: History, asked: Sequence[RosterSnapshot], rows: pd.DataFrame
) -> pd.DataFrame:
    """Return the texts that were not asked, and of which what States say was not."""
    ids = history.texts["instrument_id"].astype(str).to_numpy()
    is_ai = (history.texts["field"] == FIELD).to_numpy(dtype=bool)
    said = set(rows.loc[rows[SAYS].notna(), "instrument_id"])
    found = []
    for place in sorted({one.place for one in asked}):
        key = ids[place]
        if history.opened[place] < FIRST_OPENED:
            found.append(("instrument", key, "opened_too_early"))
        elif not is_ai[place]:
            found.append(("says", key, "other_subject"))
        elif key not in said:
            found.append(("says", key, "nothing_said"))
    return pd.DataFrame(found, columns=["kind", "key", "reason"])
