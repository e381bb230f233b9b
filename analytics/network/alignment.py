"""Which votes and rosters a question about alignment is asked of: a subject, and a window.

`grounds` and `agreement` take the tables they are given; here a subject and a number of sessions
become these tables, so that blocs and networks of one question rest on the same texts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from analytics import ballots
from analytics.agreement import agreement
from analytics.blocs import grounds
from analytics.network import backbone, brokers, layout, network
from data.errors import AnalysisError, fault

BASES = ("votes", "rosters", "both")
"""What States can be compared by."""

GIVEN_KINDS = ("organisation", "regional_group")
"""Kinds of rosters that tell where a State lies, not where it chose to stand; they are not used."""

MEASURE = "kappa"
"""Agreement beyond what the habits of each State would give."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    basis : str
        One of `BASES`.
    topics : tuple of str or None
        Only roll calls on any of these topics; all roll calls when None.
    n_sessions : int
        Regular sessions up to the latest on record.
    """

    basis: str
    topics: tuple[str, ...] | None
    n_sessions: int


@dataclass(frozen=True)
class Web:
    """A network as it is drawn.

    Attributes
    ----------
    whole : Network
    kept : Backbone
    layout : Layout
    n_rollcalls : int
        Roll calls that weights rest on; 0 for shared rosters.
    n_rosters : int
        Rosters that weights rest on; 0 for votes.
    """

    whole: network.Network
    kept: backbone.Backbone
    layout: layout.Layout
    n_rollcalls: int
    n_rosters: int


def on_topics(
    rollcalls: pd.DataFrame, topics: pd.DataFrame, wanted: Collection[str] | None
) -> pd.DataFrame:
    """Return the roll calls on any of some topics; all of them where none is wanted.

    Parameters
    ----------
    rollcalls, topics : DataFrame
        The tables of those names.
    wanted : collection of str, optional
    """
    if wanted is None:
        return rollcalls
    keys = topics.loc[topics["topic"].isin(list(wanted)), "rollcall_id"]
    return rollcalls[rollcalls["rollcall_id"].isin(keys).to_numpy(dtype=bool)]


def window(rollcalls: pd.DataFrame, n_sessions: int) -> tuple[int, int]:
    """Return the first and the last of so many sessions up to the latest.

    Raises
    ------
    AnalysisError
        If no roll call has a session.

    Examples
    --------
    >>> window(pd.DataFrame({"session_number": [79, 80, None]}), 5)
    (76, 80)
    """
    numbers = rollcalls["session_number"].dropna()
    if numbers.empty:
        found = fault(
            "window", found="no session", expected="roll calls of a session", do="widen the subject"
        )
        raise AnalysisError(found, reason="no_votes")
    last = int(numbers.max())
    return last - n_sessions + 1, last


def basis(
    question: Question,
    *,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
) -> grounds.Grounds:
    """Return what a grouping rests on: contested plenary votes, rosters, or both.

    Rosters are taken as they stood when the last of their changes on record had happened.

    Parameters
    ----------
    question : Question
    votes, rollcalls, topics, memberships, instruments : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        See `grounds.of_votes`, `grounds.of_rosters` and `grounds.jointly`.
    """
    found = []
    if question.basis != "rosters":
        found.append(
            grounds.of_votes(
                votes,
                on_topics(rollcalls, topics, question.topics),
                sessions=window(rollcalls, question.n_sessions),
            )
        )
    if question.basis != "votes":
        found.append(
            grounds.of_rosters(memberships, chosen(instruments), day=latest_day(memberships))
        )
    return found[0] if len(found) == 1 else grounds.jointly(*found)


def web(
    question: Question,
    *,
    seed: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
) -> Web:
    """Return the backbone of the network, and where its States are drawn; see `basis`.

    Parameters
    ----------
    question : Question
        Of votes or of rosters; the two are not mixed in one network.
    seed : int
        Of the layout.

    Raises
    ------
    AnalysisError
        See `agreement.matrix`, `network.alignment`, `network.comembership`, `backbone.ties`.
    """
    if question.basis == "votes":
        result = agreement.matrix(
            votes,
            on_topics(rollcalls, topics, question.topics),
            seed=seed,
            sessions=window(rollcalls, question.n_sessions),
            min_minority_share=ballots.CONTESTED,
            n_replicates=0,
        )
        whole, n_rollcalls, n_rosters = network.alignment(_weights(result)), result.n_rollcalls, 0
    else:
        whole = network.comembership(memberships, chosen(instruments), day=latest_day(memberships))
        out = whole.left_out["kind"].eq("instrument").sum()
        n_rollcalls, n_rosters = 0, len(chosen(instruments)) - int(out)
    kept = backbone.ties(whole)
    return Web(
        whole=whole,
        kept=kept,
        layout=layout.places(kept.graph, seed=seed),
        n_rollcalls=n_rollcalls,
        n_rosters=n_rosters,
    )


def between(
    question: Question,
    *,
    seed: int,
    n_replicates: int,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
) -> brokers.Brokers:
    """Return which States stand between others; with intervals for votes. See `web`.

    Rosters are not resampled: one joined or not is a fact, and their number is no sample.
    """
    if question.basis != "votes":
        whole = network.comembership(memberships, chosen(instruments), day=latest_day(memberships))
        return brokers.ranking(nx.to_pandas_adjacency(whole.graph))
    asked = on_topics(rollcalls, topics, question.topics)
    sessions = window(rollcalls, question.n_sessions)
    result = agreement.matrix(
        votes,
        asked,
        seed=seed,
        sessions=sessions,
        min_minority_share=ballots.CONTESTED,
        n_replicates=0,
    )
    drawn = agreement.replicates(
        votes,
        asked,
        seed=seed,
        measure=MEASURE,
        sessions=sessions,
        min_minority_share=ballots.CONTESTED,
        n_replicates=n_replicates,
    )
    return brokers.ranking(_weights(result), drawn)


def chosen(instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the instruments that a State joins by choice; see `GIVEN_KINDS`."""
    return instruments[~instruments["kind"].isin(GIVEN_KINDS).to_numpy(dtype=bool)]


def latest_day(memberships: pd.DataFrame) -> pd.Timestamp:
    """Return the day of the last change of a roster that is on record."""
    day: pd.Timestamp = memberships["since_to"].max()
    return day


def evidence(
    question: Question,
    *,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    instruments: pd.DataFrame,
) -> tuple[str, ...]:
    """Return the documents of the texts that are asked of, those left out later among them."""
    ids: set[str] = set()
    if question.basis != "rosters":
        asked = on_topics(rollcalls, topics, question.topics)
        first, last = window(rollcalls, question.n_sessions)
        is_within = asked["session_number"].between(first, last)
        is_used = is_within & (asked["body"] == "plenary") & (asked["status"] == "complete")
        ids |= set(asked.loc[is_used.to_numpy(dtype=bool, na_value=False), "evidence_id"])
    if question.basis != "votes":
        ids |= set(chosen(instruments)["evidence_id"].dropna())
    return tuple(sorted(ids))


def ties_of(kept: backbone.Backbone, iso3: str) -> pd.DataFrame:
    """Return the ties of a State on the backbone, the heaviest first.

    Returns
    -------
    DataFrame
        ``iso3, weight, p_value``: the other State of each tie; empty where it has none.
    """
    edges = kept.edges
    is_a, is_b = (edges["iso3_a"] == iso3).to_numpy(), (edges["iso3_b"] == iso3).to_numpy()
    other = edges["iso3_b"].where(is_a, edges["iso3_a"])
    frame = edges.assign(iso3=other)[is_a | is_b]
    return frame[["iso3", "weight", "p_value"]].sort_values(
        ["weight", "iso3"], ascending=[False, True], ignore_index=True
    )


def _weights(result: agreement.Agreement) -> pd.DataFrame:
    return agreement.square(result, MEASURE)
