"""Two States, vote by vote: in what they vote alike, where they part, and on which texts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, intervals, resampling
from analytics.agreement import closeness, pairwise
from data.errors import AnalysisError

Floats = npt.NDArray[np.float64]

POSITIONS = ("Y", "A", "N")
"""Rows and columns of a dyad's table."""

WAYS = ("same", "half", "opposite")
"""How two votes fall together: alike; one abstained where the other voted for or against; one for
and the other against."""

MIN_IN_SESSION = 5
"""Sessions in which they share fewer roll calls tell no agreement."""

N_REPLICATES = 400

LEAST_LIKELY = 0.05
"""Chance that bounds are given for of what no text shows, or every text."""


@dataclass(frozen=True)
class Dyad:
    """Two States, roll call by roll call; absence is missing.

    Attributes
    ----------
    votes : DataFrame
        A row a roll call in which both voted: ``rollcall_id, text_id, session_number, vote_a,
        vote_b, way`` (one of `WAYS`), ``agreed`` (1, 0.5 or 0) and ``by_house``, the agreement, 0
        to 1, that two States drawn at random from those that voted would have in it.
    ways : DataFrame
        ``way, n, share, q05, q95``: a row each of `WAYS`; shares of the roll calls in which both
        voted, with intervals of 90 % from texts drawn again, missing below
        `resampling.MIN_TEXTS` texts. Where no text or every text is of one way, which no drawing
        again can change, the far bound is what leaves 5 % for so many texts to show it.
    table : DataFrame
        Roll calls in which the first (rows) and the second (columns) voted Y, A or N.
    by_session : DataFrame
        ``session_number, n_shared, n_texts, agreed, agreed_q05, agreed_q95, by_house``: a row a
        session, means of ``votes``; missing below `MIN_IN_SESSION` roll calls, intervals below
        `resampling.MIN_TEXTS` texts.
    iso3_a, iso3_b : str
        The States.
    n_shared, n_texts : int
        Roll calls in which both voted, and texts these are on.
    n_absent_a, n_absent_b : int
        Roll calls in which each is listed as not voting.
    n_rollcalls : int
        Roll calls looked at.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots`.
    """

    votes: pd.DataFrame
    ways: pd.DataFrame
    table: pd.DataFrame
    by_session: pd.DataFrame
    iso3_a: str
    iso3_b: str
    n_shared: int
    n_texts: int
    n_absent_a: int
    n_absent_b: int
    n_rollcalls: int
    left_out: pd.DataFrame


def of_pair(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    iso3_a: str,
    iso3_b: str,
    *,
    seed: int,
    min_minority_share: float = 0.0,
    n_replicates: int = N_REPLICATES,
) -> Dyad:
    """Return how the votes of two States fell together.

    Parameters
    ----------
    votes, rollcalls, min_minority_share
        As for `closeness.all_pairs`.
    iso3_a, iso3_b : str
        Two different States that voted; they need not have voted together.
    seed, n_replicates : int
        Of the resamples.

    Raises
    ------
    AnalysisError
        If the two are one State; if one never voted; see also `ballots.voting_body` and
        `resampling.text_numbers`.
    """
    if iso3_a == iso3_b:
        raise AnalysisError(
            "two States",
            found=f"{iso3_a} twice",
            expected="two different States",
            do="choose another partner",
        )
    house = ballots.voting_body(votes, rollcalls, min_minority_share=min_minority_share)
    for iso3 in (iso3_a, iso3_b):
        if iso3 not in house.states:
            raise AnalysisError(
                "two States",
                found=f"no votes of {iso3}",
                expected="a State that voted",
                do="widen the window or the issue",
            )
    a, b = (house.codes[:, house.states.index(iso3)] for iso3 in (iso3_a, iso3_b))
    codes = [ballots.CODES[position] for position in POSITIONS]
    is_shared = np.isin(a, codes) & np.isin(b, codes)
    counts = np.zeros((3, 3), dtype=np.int64)
    np.add.at(counts, (a[is_shared], b[is_shared]), 1)
    rollcalls = house.rollcalls.assign(
        **{resampling.TEXT: resampling.text_numbers(house.rollcalls)}
    )
    together = _together(dataclasses.replace(house, rollcalls=rollcalls), a, b, is_shared)
    rng = np.random.default_rng(seed)
    return Dyad(
        votes=together,
        ways=ways(together, rng=rng, n_replicates=n_replicates),
        table=pd.DataFrame(
            counts[np.ix_(codes, codes)], index=list(POSITIONS), columns=list(POSITIONS)
        ),
        by_session=_by_session(together, rng, n_replicates),
        iso3_a=iso3_a,
        iso3_b=iso3_b,
        n_shared=len(together),
        n_texts=int(together[resampling.TEXT].nunique()),
        n_absent_a=int((a == ballots.CODES["X"]).sum()),
        n_absent_b=int((b == ballots.CODES["X"]).sum()),
        n_rollcalls=len(house.rollcalls),
        left_out=house.left_out,
    )


def ways(
    together: pd.DataFrame, *, rng: np.random.Generator, n_replicates: int = N_REPLICATES
) -> pd.DataFrame:
    """Return how often two States voted in each way, as `Dyad.ways`.

    Parameters
    ----------
    together : DataFrame
        ``text_id, way``, a row a roll call, as `Dyad.votes`.
    rng : Generator
    n_replicates : int
    """
    taken = together["way"].to_numpy(dtype=object)
    is_way = (taken[:, None] == np.array(WAYS, dtype=object)).astype(np.float64)
    low, high = _bounds(together, is_way, rng, n_replicates)
    n_texts = max(together[resampling.TEXT].nunique(), 1)
    low = np.where(is_way.all(axis=0), low * LEAST_LIKELY ** (1 / n_texts), low)
    high = np.where(is_way.any(axis=0), high, high + 1 - LEAST_LIKELY ** (1 / n_texts))
    n = is_way.sum(axis=0)
    return pd.DataFrame(
        {
            "way": list(WAYS),
            "n": n.astype(np.int64),
            "share": (n / len(together) if len(together) else n * np.nan).round(ballots.N_DECIMALS),
            "q05": low.round(ballots.N_DECIMALS),
            "q95": high.round(ballots.N_DECIMALS),
        }
    )


def by_subject(
    dyad: Dyad, coded: pd.DataFrame, *, seed: int, n_replicates: int = N_REPLICATES
) -> pd.DataFrame:
    """Return how two States voted on each subject, the most dividing first.

    Parameters
    ----------
    dyad : Dyad
    coded : DataFrame
        ``rollcall_id, topic``; a roll call may be on several, and counts on each.
    seed, n_replicates : int
        Of the resamples.

    Returns
    -------
    DataFrame
        ``topic, n_shared, n_texts, n_same, n_half, n_opposite, same, same_q05, same_q95, agreed,
        by_house``: numbers of roll calls and texts; the share voted alike with its interval,
        missing below `resampling.MIN_TEXTS` texts; and agreement, an abstention against a vote
        counted as half, of the two and of two States drawn at random.
    """
    rng = np.random.default_rng(seed)
    joined = dyad.votes.merge(coded.astype({"rollcall_id": str, "topic": str}), on="rollcall_id")
    rows = []
    for topic, held in joined.groupby("topic", sort=True):
        told = ways(held, rng=rng, n_replicates=n_replicates).set_index("way")
        rows.append(
            {
                "topic": topic,
                "n_shared": len(held),
                "n_texts": held[resampling.TEXT].nunique(),
                **{f"n_{way}": told.loc[way, "n"] for way in WAYS},
                "same": told.loc["same", "share"],
                "same_q05": told.loc["same", "q05"],
                "same_q95": told.loc["same", "q95"],
                "agreed": held["agreed"].mean(),
                "by_house": held["by_house"].mean(),
            }
        )
    columns = ["topic", "n_shared", "n_texts", *(f"n_{way}" for way in WAYS)]
    columns += ["same", "same_q05", "same_q95", "agreed", "by_house"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["agreed", "topic"], ignore_index=True)


def dividing(dyad: Dyad) -> pd.DataFrame:
    """Return the texts on which two States voted differently, each once.

    Returns
    -------
    DataFrame
        ``text_id, n_votes, n_divided, n_opposite, rollcall_id, vote_a, vote_b``: roll calls on the
        text in which both voted, in which they differed, and in which one was for and the other
        against; then the latest that divided them. Those on which they were opposed most often
        come first, then those that divided them most often.
    """
    votes = dyad.votes.assign(
        is_divided=dyad.votes["way"] != "same", is_opposite=dyad.votes["way"] == "opposite"
    )
    counts = votes.groupby(resampling.TEXT).agg(
        n_votes=("way", "size"), n_divided=("is_divided", "sum"), n_opposite=("is_opposite", "sum")
    )
    last = votes[votes["is_divided"]].groupby(resampling.TEXT).tail(1)
    columns = [resampling.TEXT, "rollcall_id", "vote_a", "vote_b"]
    frame = last[columns].merge(counts, left_on=resampling.TEXT, right_index=True)
    frame = frame[[resampling.TEXT, "n_votes", "n_divided", "n_opposite", *columns[1:]]]
    return frame.iloc[::-1].sort_values(
        ["n_opposite", "n_divided"], ascending=False, ignore_index=True, kind="stable"
    )


def _together(
    house: ballots.Ballots,
    a: npt.NDArray[np.int8],
    b: npt.NDArray[np.int8],
    is_shared: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    """Return the roll calls in which both voted, in the order of their days."""
    by_house = closeness.expected_disagreement(house.codes, pairwise.DISAGREEMENT["missing"])
    letters = np.array([letter for letter, code in ballots.CODES.items() if code <= 2])
    apart = np.abs(a[is_shared] - b[is_shared])
    told = ["rollcall_id", resampling.TEXT, "session_number"]
    frame = house.rollcalls.loc[is_shared, told].assign(
        vote_a=letters[a[is_shared]],
        vote_b=letters[b[is_shared]],
        way=np.array(WAYS)[apart],
        agreed=1 - apart / 2,
        by_house=(1 - by_house[is_shared]).round(ballots.N_DECIMALS),
        vote_date=house.rollcalls.loc[is_shared, "vote_date"],
    )
    ordered = frame.sort_values(["vote_date", "rollcall_id"], na_position="first")
    return ordered.drop(columns="vote_date").reset_index(drop=True)


def _bounds(
    together: pd.DataFrame, figures: Floats, rng: np.random.Generator, n_replicates: int
) -> tuple[Floats, Floats]:
    """Return intervals of the means of some figures, a column each, from texts drawn again."""
    text_numbers = resampling.text_numbers(together)
    drawn = resampling.weights(text_numbers, n_replicates, rng)
    of_text = np.zeros((drawn.shape[1], figures.shape[1] + 1))
    np.add.at(of_text, text_numbers, np.column_stack([figures, np.ones(len(figures))]))
    sums = drawn @ of_text
    return intervals.of_draws(sums[:, :-1] / sums[:, -1:])


def _by_session(
    together: pd.DataFrame, rng: np.random.Generator, n_replicates: int
) -> pd.DataFrame:
    """Return agreement session by session; emergency sessions have no number and no row."""
    rows = []
    for number, held in together.groupby("session_number", sort=True):
        is_told = len(held) >= MIN_IN_SESSION
        low, high = _bounds(held, held[["agreed"]].to_numpy(), rng, n_replicates)
        rows.append(
            {
                "session_number": number,
                "n_shared": len(held),
                "n_texts": held[resampling.TEXT].nunique(),
                "agreed": held["agreed"].mean() if is_told else np.nan,
                "agreed_q05": low[0] if is_told else np.nan,
                "agreed_q95": high[0] if is_told else np.nan,
                "by_house": held["by_house"].mean() if is_told else np.nan,
            }
        )
    columns = ["session_number", "n_shared", "n_texts", "agreed", "agreed_q05", "agreed_q95"]
    frame = pd.DataFrame(rows, columns=[*columns, "by_house"])
    return frame.round(dict.fromkeys([*columns[3:], "by_house"], ballots.N_DECIMALS))
