"""Which States stand together, who is between them, and how far that can be trusted.

Blocs are what resampled roll calls, rosters, or both agree on (`analytics.consensus`). A State that
the runs do not place with certainty is *swing*, with the bloc it leans to; it is never forced into
one. Not listed on a roster is not opposed: States are alike by the rosters they share, never by
those that list neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import consensus, embedding

N_TYPICAL = 5
N_TEXTS = 5


@dataclass(frozen=True)
class Blocs:
    """Blocs of States, with what they rest on.

    Attributes
    ----------
    members : DataFrame
        ``iso3, bloc, leaning, certainty, is_swing, n_votes, n_rosters``: a row a State, sorted.
        ``bloc`` is missing for swing States; ``leaning`` is the likeliest bloc of each;
        ``certainty`` is the share of runs in which it was there.
    blocs : DataFrame
        ``bloc, n_core, n_leaning, certainty, typical``: a row a bloc, numbered from 1 by size.
        ``n_leaning`` counts swing States that lean to it; ``certainty`` is the mean over both;
        ``typical``: core members nearest its centre, nearest first, joined by ``|``.
    texts : DataFrame
        ``bloc, kind, rank, key, title, mean_bloc, mean_rest, difference, n_bloc, n_rest``: the
        texts that set the core of a bloc most apart from the core of all others. For roll calls
        (``kind`` votes) means are of positions N -1, A 0, Y 1; for rosters they are shares listed.
    probabilities : DataFrame
        ``iso3, bloc, probability``: share of runs in which the State was in the bloc.
    together : DataFrame
        States by States: share of the runs in which the two were in one bloc.
    curve : DataFrame
        Stability by number of blocs; see `consensus.Consensus`.
    k : int
        Number of blocs chosen.
    stability : float
        Mean adjusted Rand index between runs.
    is_stable : bool
        False: there is no stable grouping, and the frames show only what was tried.
    one_cloud_p : float
        Small: the blocs lie apart. Large: pieces of a continuum; see `consensus.Consensus`.
    n_states, n_rollcalls, n_rosters, n_blocks : int
        What was used, and the blocks of roll calls that were resampled.
    options : Options
        How it was looked for: runs, thresholds.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots` and `texts.Rosters`, and ``not_in_both`` for
        States that only one of votes and rosters knows.
    """

    members: pd.DataFrame
    blocs: pd.DataFrame
    texts: pd.DataFrame
    probabilities: pd.DataFrame
    together: pd.DataFrame
    curve: pd.DataFrame
    k: int
    stability: float
    is_stable: bool
    one_cloud_p: float
    n_states: int
    n_rollcalls: int
    n_rosters: int
    n_blocks: int
    options: consensus.Options
    left_out: pd.DataFrame


@dataclass(frozen=True)
class Evidence:
    """Texts by States that a grouping rests on, from `of_votes` or `of_rosters`' arguments.

    Attributes
    ----------
    layers : tuple of Layer
    keys : tuple of DataFrame
        ``key, title``: a row a text, for each layer.
    states : tuple of str
    left_out : DataFrame
    """

    layers: tuple[embedding.Layer, ...]
    keys: tuple[pd.DataFrame, ...]
    states: tuple[str, ...]
    left_out: pd.DataFrame
