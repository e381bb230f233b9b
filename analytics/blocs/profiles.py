"""What a grouping of States rests on: recorded votes, rosters, or both.

Each kind of text is a layer on the same States. What is too thin to resample is refused here, and
what is left out is listed with its reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots, membership_matrix, resampling, selection
from analytics.blocs import embedding
from data.errors import AnalysisError

MIN_STATES = 10
"""Fewer States make no blocs."""


@dataclass(frozen=True)
class Profiles:
    """Texts by States that a grouping rests on, from `of_votes`, `of_rosters` or `combine`.

    Attributes
    ----------
    layers : tuple of Layer
        On the same States.
    keys : tuple of DataFrame
        ``key, title``: a row a text, for each layer.
    states : tuple of str
        iso3, sorted.
    left_out : DataFrame
        ``kind, key, reason``; see `ballots.Ballots` and `membership_matrix.MembershipMatrix`; and
        for States ``too_few_rosters``, and ``not_in_both`` where only one of votes and rosters
        knows them.
    """

    layers: tuple[embedding.Layer, ...]
    keys: tuple[pd.DataFrame, ...]
    states: tuple[str, ...]
    left_out: pd.DataFrame


def of_votes(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    min_minority_share: float = ballots.CONTESTED,
    min_votes_share: float = 0.5,
) -> Profiles:
    """Return recorded votes as grounds for a grouping.

    Parameters
    ----------
    votes, rollcalls, sessions, body, min_minority_share
        As for `ballots.voting_body`, with ``text_id`` of `resampling.with_text_ids`. Roll calls on
        which all voted alike are never used. A text that recurs every year is drawn again as one:
        the grouping must be found again with other texts, not with other years.
    min_votes_share : float
        States with Y, N or A in a smaller share of the roll calls used are left out.

    Raises
    ------
    AnalysisError
        If roll calls on fewer than `resampling.MIN_TEXTS` texts or fewer than `MIN_STATES` States
        are left; see also `ballots.voting_body` and `resampling.text_numbers`.
    """
    house = ballots.voting_body(
        votes,
        rollcalls,
        sessions=sessions,
        body=body,
        min_minority_share=min_minority_share,
        require_division=True,
        min_votes_share=min_votes_share,
        min_states=MIN_STATES,
    )
    layer = embedding.Layer(
        "votes",
        np.where(house.has_voted, house.codes, np.int8(-1)),
        resampling.text_numbers(house.rollcalls),
    )
    return _checked(
        Profiles(
            layers=(layer,),
            keys=(_keys(house.rollcalls, "rollcall_id", "title"),),
            states=house.states,
            left_out=house.left_out,
        )
    )


def of_rosters(
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
    *,
    day: pd.Timestamp,
    roles: Collection[str] | None = None,
    include_undated: bool = True,
    min_rosters: int = 3,
) -> Profiles:
    """Return endorsements and memberships as grounds for a grouping.

    Parameters
    ----------
    memberships, instruments, day, roles, include_undated
        As for `membership_matrix.on_day`. The instruments are titled by ``short_name``, if they
        have it.
    min_rosters : int
        States on fewer are left out: what little is known of them could be chance.

    Raises
    ------
    AnalysisError
        If fewer than `resampling.MIN_TEXTS` rosters or `MIN_STATES` States are left; see also
        `membership_matrix.on_day`.
    """
    rosters = membership_matrix.on_day(
        memberships, instruments, day=day, roles=roles, include_undated=include_undated
    )
    is_enough = rosters.codes.sum(axis=0) >= min_rosters
    states = np.array(rosters.states)
    few = pd.DataFrame({"kind": "state", "key": states[~is_enough], "reason": "too_few_rosters"})
    codes = rosters.codes[:, is_enough]
    is_shared = codes.sum(axis=1) > 0
    codes = codes[is_shared]
    layer = embedding.Layer("rosters", codes, np.arange(len(codes), dtype=np.int64))
    return _checked(
        Profiles(
            layers=(layer,),
            keys=(_keys(rosters.rosters[is_shared], "instrument_id", "short_name"),),
            states=tuple(str(state) for state in states[is_enough]),
            left_out=pd.concat([rosters.left_out, few], ignore_index=True),
        )
    )


def combine(one: Profiles, other: Profiles) -> Profiles:
    """Return two kinds of grounds together, on the States that both know.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_STATES` States are in both.
    """
    states = tuple(sorted(set(one.states) & set(other.states)))
    alone = sorted(set(one.states) ^ set(other.states))
    layers = []
    for grounds in (one, other):
        column = pd.Index(grounds.states).get_indexer(pd.Index(states))
        layers += [
            embedding.Layer(layer.kind, layer.codes[:, column], layer.text_numbers)
            for layer in grounds.layers
        ]
    apart = pd.DataFrame({"kind": "state", "key": alone, "reason": "not_in_both"})
    left_out = pd.concat([one.left_out, other.left_out, apart])
    return _checked(
        Profiles(
            layers=tuple(layers),
            keys=(*one.keys, *other.keys),
            states=states,
            left_out=left_out.drop_duplicates(["kind", "key"], ignore_index=True),
        )
    )


def of_question(
    question: selection.AlignmentQuestion,
    *,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    memberships: pd.DataFrame,
    instruments: pd.DataFrame,
) -> Profiles:
    """Return what a grouping rests on: contested plenary votes, rosters, or both.

    Rosters are taken as they stood when the last of their changes on record had happened.

    Parameters
    ----------
    question : AlignmentQuestion
    votes, rollcalls, topics, memberships, instruments : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        See `of_votes`, `of_rosters` and `combine`.
    """
    found = []
    if question.basis != "rosters":
        found.append(
            of_votes(
                votes,
                selection.on_topics(rollcalls, topics, question.topics),
                sessions=selection.window(rollcalls, question.n_sessions),
            )
        )
    if question.basis != "votes":
        found.append(
            of_rosters(
                memberships,
                selection.joined_by_choice(instruments),
                day=selection.latest_day(memberships),
            )
        )
    return found[0] if len(found) == 1 else combine(*found)


def _checked(grounds: Profiles) -> Profiles:
    """Refuse grounds that are too thin to resample."""
    for layer in grounds.layers:
        n_texts, n_states = int(layer.text_numbers.max(initial=-1)) + 1, layer.codes.shape[1]
        if n_texts < resampling.MIN_TEXTS or n_states < MIN_STATES:
            what = "texts" if layer.kind == "votes" else "rosters"
            raise AnalysisError(
                "grouping",
                found=f"{n_texts} {what} of {n_states} States",
                expected=f"at least {resampling.MIN_TEXTS} of at least {MIN_STATES} States",
                do="widen the window, the issue or the instruments",
                reason="too_few_texts",
            )
    return grounds


def _keys(frame: pd.DataFrame, key: str, title: str) -> pd.DataFrame:
    """Return keys and titles of texts; the key stands in for a title that is not known."""
    keys = frame[key].astype(str).to_numpy(dtype=object)
    titles = frame[title].to_numpy(dtype=object) if title in frame else keys
    return pd.DataFrame({"key": keys, "title": np.where(pd.isna(titles), keys, titles)})
