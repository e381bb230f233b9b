"""Whether what a State did fits what it says, where the one would lead one to expect the other.

It is no verdict: words and votes can differ for reasons that neither document gives. Where an
answer implies nothing of a vote, that is said, and nothing is compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.stated.by_vote import votes_in
from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions
from data.stated import ONE_ANSWER

FITS = ("fits", "differs", "cannot_be_compared")


@dataclass(frozen=True)
class Expectation:
    """What an answer would lead one to expect of a vote on its topic.

    Attributes
    ----------
    fits, differs : tuple of str
        Votes that agree with the answer, and votes that do not. Any other, such as an absence,
        cannot be compared with it.
    stands_beside : tuple of str
        Later answers on the same question that take nothing of this one back.
    """

    fits: tuple[str, ...]
    differs: tuple[str, ...]
    stands_beside: tuple[str, ...] = ()


LEFT_OPEN = ("negotiate_on_text", "new_rules_wanted", "lbi_via_group")
_WANTS_TREATY = Expectation(("Y",), ("A", "N"), LEFT_OPEN)
_SPEAKS_AGAINST = Expectation(("A", "N"), ("Y",))

EXPECTED_OF_VOTES: Mapping[tuple[str, str, str], Expectation] = {
    ("laws", "legally_binding_instrument", "lbi_ban"): _WANTS_TREATY,
    ("laws", "legally_binding_instrument", "lbi_open"): _WANTS_TREATY,
    ("laws", "legally_binding_instrument", "ban_call"): Expectation(
        ("Y",), ("A", "N"), (*LEFT_OPEN, "lbi_ban", "lbi_open")
    ),
    ("laws", "legally_binding_instrument", "no_new_rules"): _SPEAKS_AGAINST,
    ("laws", "forum", "ccw_only"): _SPEAKS_AGAINST,
}
"""What an answer (topic, question, code) would lead one to expect of a vote on its topic.

The texts of the General Assembly on autonomous weapons carry the work on rules forward, and do so
outside the CCW. Who asks for a treaty would be expected in favour; who opposes new rules, or calls
the CCW the only legitimate place, would not. Every other answer implies nothing of such a vote: a
call for rules whose form is left open, or the CCW as the right place, goes with any vote; an
explanation of vote is part of the vote; and no answer on military AI says how to vote on it."""


@dataclass(frozen=True)
class Fit:
    """What States said, beside how they voted on the same topic.

    Attributes
    ----------
    as_of : Timestamp
    topic, rollcall_id : str
    compared : DataFrame
        ``iso3, topic, question, code, how, date_text, vote, fit, evidence_id, vote_evidence_id,
        is_latest``: each answer that leads one to expect something of the vote and that the State
        has not replaced since, with one of `FITS` and both documents. ``is_latest`` is false where
        a later answer stands beside it. An absent State cannot be compared.
    left_out : DataFrame
        ``iso3, topic, question, code, reason``: latest answers that say nothing about such a vote
        (``says_nothing``), that a later answer replaced (``replaced``), beside which another
        document of about the same day says something else (``documents_differ``), or of States that
        the roll call does not know (``no_vote``).
    """

    as_of: pd.Timestamp
    topic: str
    rollcall_id: str
    compared: pd.DataFrame
    left_out: pd.DataFrame


def fit(positions: LatestPositions, votes: pd.DataFrame, *, topic: str, rollcall_id: str) -> Fit:
    """Return whether a vote fits what each State says, where that can be told.

    Parameters
    ----------
    positions : LatestPositions
    votes : DataFrame
        Table ``votes``.
    topic, rollcall_id : str
        A roll call on the topic.

    Raises
    ------
    AnalysisError
        If the roll call has no votes.
    """
    cast = votes_in(votes, rollcall_id)
    beside = {key: expected.stands_beside for key, expected in EXPECTED_OF_VOTES.items()}
    asked = positions.rows[positions.rows["topic"] == topic]
    held, silent = standing(asked, beside)
    both = held[held["reason"] == ""].merge(cast, on="iso3", how="left")
    met = both[both["vote"].notna()]
    compared = met.assign(
        fit=[
            _fit(EXPECTED_OF_VOTES[topic, question, code], vote)
            for question, code, vote in zip(met["question"], met["code"], met["vote"], strict=True)
        ]
    )
    replaced = held[held["reason"] != ""]
    unknown = both[both["vote"].isna()].assign(reason="no_vote")
    left_out = pd.concat([silent, replaced, unknown], ignore_index=True)
    columns = [*ASKED, "code", "how", "date_text", "vote", "fit"]
    columns += ["evidence_id", "vote_evidence_id", "is_latest"]
    return Fit(
        as_of=positions.as_of,
        topic=topic,
        rollcall_id=rollcall_id,
        compared=compared.sort_values([*ASKED, "code"], ignore_index=True)[columns],
        left_out=left_out.sort_values([*ASKED, "code"], ignore_index=True)[
            [*ASKED, "code", "reason"]
        ],
    )


def standing(
    rows: pd.DataFrame, beside: Mapping[tuple[str, str, str], tuple[str, ...]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the answers that lead one to expect something, and the latest ones that do not.

    Parameters
    ----------
    rows : DataFrame
        Of `LatestPositions.rows`.
    beside : mapping of (str, str, str) to tuple of str
        Answers (topic, question, code) that lead one to expect something, each with the later
        answers on the same question that take nothing of it back.

    Returns
    -------
    held : DataFrame
        The last row of each such answer of a State, with ``reason``: empty where it stands;
        ``replaced`` where a later answer took its place, ``documents_differ`` where one of about
        the same day says something else. Where answers add up, nothing is taken back.
    silent : DataFrame
        The latest rows of any other answer, with the reason ``says_nothing``.
    """
    told = rows[(rows["act"] != "review") & ~rows["is_superseded"]]
    keys = list(zip(told["topic"], told["question"], told["code"], strict=True))
    leads = pd.Series([key in beside for key in keys], index=told.index, dtype=bool)
    held = told[leads].drop_duplicates([*ASKED, "code"], keep="last")
    silent = told[~leads & told["is_latest"]].assign(reason="says_nothing")
    reason = pd.Series(_taken_back(held, told, beside), index=held.index, dtype=object)
    return held.assign(reason=reason), silent


def _taken_back(
    held: pd.DataFrame,
    rows: pd.DataFrame,
    beside: Mapping[tuple[str, str, str], tuple[str, ...]],
) -> list[str]:
    """Return why an answer no longer stands alone, empty where it does.

    Later answers that stand beside it take nothing back; an earlier one is no matter.
    """
    said: dict[tuple[str, ...], list[tuple[str, pd.Timestamp, pd.Timestamp]]] = {}
    columns = [rows[name] for name in (*ASKED, "code", "date_from", "date_to")]
    for iso3, topic, question, code, first, last in zip(*columns, strict=True):
        if question in ONE_ANSWER:
            said.setdefault((iso3, topic, question), []).append((code, first, last))
    verdicts = []
    for answer in held.to_dict("records"):
        topic, question, code = answer["topic"], answer["question"], answer["code"]
        kept = {code, *beside[topic, question, code]}
        others = [
            (first, last)
            for other, first, last in said.get((answer["iso3"], topic, question), [])
            if other not in kept and last >= answer["date_from"]
        ]
        is_later = any(first > answer["date_to"] for first, _last in others)
        verdicts.append("replaced" if is_later else "documents_differ" if others else "")
    return verdicts


def _fit(expected: Expectation, vote: str) -> str:
    if vote in expected.fits:
        return "fits"
    return "differs" if vote in expected.differs else "cannot_be_compared"
