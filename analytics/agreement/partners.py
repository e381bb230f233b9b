"""With whom one State votes, and what one pair of States agrees and divides on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, resampling
from analytics.agreement import agreement, pairwise
from data.errors import AnalysisError, fault

POSITIONS = ("Y", "A", "N")
"""Rows and columns of a pair's table."""


@dataclass(frozen=True)
class Partners:
    """With whom a State votes most and least.

    Attributes
    ----------
    closest, most_distant : DataFrame
        ``iso3, n_shared, value, q05, q95, rank, percentile``: best first and worst first. ``rank``
        1 is the State's closest partner (ties share the lower number); ``percentile`` is the share
        of *all* pairs in the house that agree less, ties counted half, from 0 to 100.
    iso3 : str
        The State.
    measure : str
        One of `pairwise.MEASURES`.
    n_partners : int
        Partners with a value.
    n_missing : int
        Partners without: too few shared roll calls, or the measure is undefined.
    """

    closest: pd.DataFrame
    most_distant: pd.DataFrame
    iso3: str
    measure: str
    n_partners: int
    n_missing: int


@dataclass(frozen=True)
class Pair:
    """Two States, roll call by roll call.

    Attributes
    ----------
    table : DataFrame
        Roll calls in which the first (rows) and the second (columns) voted Y, A or N.
    dividing : DataFrame
        ``rollcall_id, session_number, vote_a, vote_b, disagreement, minority_share``, and
        ``vote_date``, ``symbol`` and ``title`` where the roll calls have them: the roll calls on
        which they voted differently, the most contested first. ``disagreement`` is 0.5 or 1.
    by_session : DataFrame
        ``session_number, n_shared, raw, raw_q05, raw_q95, pi, …, kappa, …``: a row a session;
        agreement is missing where they share fewer than ``min_shared`` roll calls. Intervals of
        90 % from drawing the texts of the session again (`resampling`); missing where they share
        fewer than `resampling.MIN_TEXTS` of them.
    iso3_a, iso3_b : str
        The States.
    n_shared : int
        Roll calls in which both voted.
    n_absent_a, n_absent_b : int
        Roll calls in which each is listed as not voting.
    min_shared : int
        How few shared roll calls in a session are too few.
    n_rollcalls : int
        Roll calls looked at.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    table: pd.DataFrame
    dividing: pd.DataFrame
    by_session: pd.DataFrame
    iso3_a: str
    iso3_b: str
    n_shared: int
    n_absent_a: int
    n_absent_b: int
    min_shared: int
    n_rollcalls: int
    left_out: pd.DataFrame


def ranking(
    result: agreement.Agreement, iso3: str, *, measure: str = "kappa", n: int = 10
) -> Partners:
    """Return a State's closest and most distant partners.

    Parameters
    ----------
    result : Agreement
    iso3 : str
        The State.
    measure : str
        One of `pairwise.MEASURES`.
    n : int
        Length of each list.

    Raises
    ------
    AnalysisError
        If the State is not among those compared, or the measure is unknown.
    """
    if measure not in pairwise.MEASURES:
        raise _error(f"measure {measure!r}", " or ".join(pairwise.MEASURES), "choose one")
    _check_states(result.states, (iso3,))
    pairs = result.pairs
    percentile = (pairs[measure].rank() - 0.5) / max(pairs[measure].count(), 1) * 100
    is_own = (pairs["iso3_a"] == iso3) | (pairs["iso3_b"] == iso3)
    own = pairs[is_own]
    frame = pd.DataFrame(
        {
            "iso3": own["iso3_a"].where(own["iso3_a"] != iso3, own["iso3_b"]),
            "n_shared": own["n_shared"],
            "value": own[measure],
            "q05": own[f"{measure}_q05"],
            "q95": own[f"{measure}_q95"],
            "percentile": percentile[is_own].round(1),
        }
    )
    found = frame[frame["value"].notna()].copy()
    found.insert(5, "rank", found["value"].rank(method="min", ascending=False).astype(np.int64))
    closest = found.sort_values(["value", "iso3"], ascending=[False, True], ignore_index=True)
    distant = found.sort_values(["value", "iso3"], ignore_index=True)
    return Partners(
        closest=closest.head(n),
        most_distant=distant.head(n),
        iso3=iso3,
        measure=measure,
        n_partners=len(found),
        n_missing=len(frame) - len(found),
    )


def pair(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    iso3_a: str,
    iso3_b: str,
    *,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    min_minority_share: float = 0.0,
    min_shared: int = 5,
    seed: int,
    n_replicates: int = 400,
) -> Pair:
    """Return what two States agree and divide on; absence is missing.

    Parameters
    ----------
    votes, rollcalls, sessions, body, min_minority_share
        As for `agreement.matrix`, with ``text_id``.
    iso3_a, iso3_b : str
        Two different States.
    min_shared : int
        Sessions in which they share fewer roll calls have no agreement.
    seed, n_replicates : int
        Of the bootstrap within each session.

    Raises
    ------
    AnalysisError
        If the two are one State; if one never voted; see also `ballots.house`.
    """
    if iso3_a == iso3_b:
        raise _error(f"{iso3_a} twice", "two different States", "choose another partner")
    house = ballots.house(
        votes, rollcalls, sessions=sessions, body=body, min_minority_share=min_minority_share
    )
    _check_states(house.states, (iso3_a, iso3_b))
    a, b = (house.codes[:, house.states.index(iso3)] for iso3 in (iso3_a, iso3_b))
    codes = [ballots.CODES[position] for position in POSITIONS]
    is_shared = np.isin(a, codes) & np.isin(b, codes)
    a_shared, b_shared = a[is_shared], b[is_shared]
    counts = np.zeros((3, 3), dtype=np.int64)
    np.add.at(counts, (a_shared, b_shared), 1)
    return Pair(
        table=pd.DataFrame(
            counts[np.ix_(codes, codes)], index=list(POSITIONS), columns=list(POSITIONS)
        ),
        dividing=_dividing(house.rollcalls[is_shared], a_shared, b_shared),
        by_session=_by_session(
            house.rollcalls[is_shared],
            a_shared,
            b_shared,
            min_shared,
            np.random.default_rng(seed),
            n_replicates,
        ),
        iso3_a=iso3_a,
        iso3_b=iso3_b,
        n_shared=int(is_shared.sum()),
        n_absent_a=int((a == ballots.CODES["X"]).sum()),
        n_absent_b=int((b == ballots.CODES["X"]).sum()),
        min_shared=min_shared,
        n_rollcalls=len(house.rollcalls),
        left_out=house.left_out,
    )


def _error(found: str, expected: str, do: str) -> AnalysisError:
    """Return the error, in our one sentence."""
    return AnalysisError(fault("partners", found=found, expected=expected, do=do))


def _check_states(states: tuple[str, ...], asked: tuple[str, ...]) -> None:
    """Refuse a State that cast no vote in the house."""
    for iso3 in asked:
        if iso3 not in states:
            raise _error(
                f"no votes of {iso3}", "a State that voted", "widen the window or the issue"
            )


def _dividing(
    rollcalls: pd.DataFrame, a: npt.NDArray[np.int8], b: npt.NDArray[np.int8]
) -> pd.DataFrame:
    """Return the roll calls on which the votes differ, the most contested first."""
    letters = np.array([letter for letter, code in ballots.CODES.items() if code <= 2])
    told = [c for c in ("vote_date", "symbol", "title") if c in rollcalls]
    frame = rollcalls[["rollcall_id", "session_number", *told]].assign(
        vote_a=letters[a],
        vote_b=letters[b],
        disagreement=np.abs(a - b) / 2,
        minority_share=rollcalls["minority_share"].round(ballots.N_DECIMALS),
    )
    dividing: pd.DataFrame = frame[a != b].sort_values(
        ["minority_share", "rollcall_id"], ascending=[False, True], ignore_index=True
    )
    return dividing


def _by_session(
    rollcalls: pd.DataFrame,
    a: npt.NDArray[np.int8],
    b: npt.NDArray[np.int8],
    min_shared: int,
    rng: np.random.Generator,
    n_replicates: int,
) -> pd.DataFrame:
    """Return agreement session by session; emergency sessions have no number and no row."""
    session = rollcalls["session_number"].to_numpy(dtype=np.float64, na_value=np.nan)
    number = np.unique(session[~np.isnan(session)]).astype(np.int64)
    figures = np.full((3, len(pairwise.MEASURES), len(number)), np.nan)
    n_shared = np.zeros(len(number), dtype=np.int64)
    for place, held in enumerate(np.flatnonzero(session == each) for each in number):
        blocks = resampling.blocks(rollcalls.iloc[held])
        cells = np.zeros((int(blocks.max()) + 1, 3, 3))
        np.add.at(cells, (blocks, a[held], b[held]), 1)
        again = np.tensordot(resampling.weights(blocks, n_replicates, rng), cells, axes=1)
        n_shared[place] = len(held)
        if len(held) >= min_shared:
            figures[:, :, place] = (_measures(cells.sum(axis=0)), *_bounds(again))
    frame = pd.DataFrame({"session_number": number, "n_shared": n_shared})
    for k, measure in enumerate(pairwise.MEASURES):
        for suffix, values in zip(("", "_q05", "_q95"), figures[:, k], strict=True):
            frame[measure + suffix] = values.round(ballots.N_DECIMALS)
    return frame


def _measures(cells: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.floating], ...]:
    """Return the measures of tables of shape (3, 3, ...)."""
    weights = pairwise.DISAGREEMENT["missing"]
    return pairwise.measures(
        np.tensordot(weights, cells), cells.sum(axis=1), cells.sum(axis=0), weights
    )


def _bounds(
    cells: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the interval of each measure from tables drawn again, shape (n_replicates, 3, 3)."""
    values = np.stack(_measures(cells.transpose(1, 2, 0)), axis=1)
    is_told = np.isfinite(values).sum(axis=0) >= pairwise.MIN_DEFINED * len(values)
    return resampling.bounds(np.where(is_told, values, np.nan))
