"""Which States could join a text, in the order of their probability, and from where they come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots, roster_status
from analytics.joining.history import History
from analytics.joining.prediction import Prediction
from data import codes
from data.errors import AnalysisError

ORIGINS = ("returning", "voted_no", "abstained", "lapsed", "voted_yes", "absent", "no_vote")
"""Where a State that could join comes from, the first that holds: on the last version of the text;
against or abstaining in the last vote on the subject; on an earlier version and not on the last; in
favour, did not vote, or no vote recorded."""

SUBJECT = "artificial intelligence in the military domain"
"""Words in the plain title of the resolutions by whose last vote States are told apart."""

VOTED_NO = "voted_no"
"""The origin of States whose last vote on the subject was against."""

OPEN = ("yes", "partial")

DECLINED = frozenset(
    {
        "attended_did_not_endorse",
        "opposed",
        "did_not_sign",
        "no_pledge_does_not_support",
        "voted_against_in_first_committee",
    }
)
"""Stances by which a State said no to a text; others on record were absent, late or not invited."""


@dataclass(frozen=True)
class Target:
    """A text that can be asked about.

    Attributes
    ----------
    key : str
        ``instrument_id`` of an open text; for the next version of a text ``next:`` and its id.
    instrument_id : str
        The text, or the one whose next version is meant.
    is_next : bool
    """

    key: str
    instrument_id: str
    is_next: bool


def targets(history: History, instruments: pd.DataFrame) -> tuple[Target, ...]:
    """Return the texts that can be asked about: open ones, and next versions of recurring ones.

    Parameters
    ----------
    history : History
    instruments : DataFrame
        ``instrument_id, open_to_new_members``.

    Returns
    -------
    tuple of Target
        On AI first, the youngest first; then those of other fields.
    """
    is_open = instruments.set_index(instruments["instrument_id"].astype(str))["open_to_new_members"]
    texts = history.texts.assign(
        is_open=history.texts["instrument_id"].map(is_open).isin(OPEN),
        is_ai=history.texts["field"] == "ai",
    )
    texts = texts.sort_values(["is_ai", "opened", "instrument_id"], ascending=[False, False, True])
    can_be_open = texts["text_class"].isin(["political", "treaty"]) & texts["is_open"]
    open_texts = [
        Target(key, key, False) for key in texts["instrument_id"][can_be_open].astype(str)
    ]
    outcome = texts[texts["is_ai"] & (texts["kind"] == "summit_outcome")]
    outcome = outcome[outcome["domain"] == "military AI"]
    is_military = texts["domain"].isin(["military AI", "autonomous weapons"])
    resolution = texts[is_military & (texts["text_class"] == "resolution")]
    last = pd.concat([outcome.head(1), resolution.drop_duplicates("family")])
    coming = [Target(f"next:{key}", key, True) for key in last["instrument_id"].astype(str)]
    return (*open_texts[:1], *coming, *open_texts[1:])


def last_day(history: History) -> np.datetime64:
    """Return the morning after the last dated vote or signature: as far as the history reaches.

    A signature dated more than a year after the last vote and the last reading of a roster is not
    known yet: it does not move the day.
    """
    read = history.texts["read_to"].to_numpy(dtype="datetime64[D]")
    seen = np.concatenate([history.voted_on, read])
    limit = seen[~np.isnat(seen)].max() + np.timedelta64(365, "D")
    signed = history.joined_on[history.joined]
    days = np.concatenate([seen[~np.isnat(seen)], signed[signed <= limit]])
    return np.datetime64(days.max(), "D") + np.timedelta64(1, "D")


def declined(
    history: History, stances: pd.DataFrame, instrument_id: str, day: np.datetime64
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return who is documented before a day as staying away from a text (S,).

    A stance without a date counts: it is about a text that was there.
    """
    about = stances[
        (stances["instrument_id"] == instrument_id) & stances["fact"].isin(list(DECLINED))
    ]
    known_on = roster_status.last_days(about["date_text"])
    is_known = ~(known_on >= pd.Timestamp(day)).to_numpy(dtype=bool)
    return np.isin(np.array(history.states), about["iso3"][is_known].astype(str))


def n_later(history: History, day: np.datetime64) -> int:
    """Return how many signatures are dated on a day or after it: not known on its morning."""
    return int((history.joined_on[history.joined] >= day).sum())


def table(prediction: Prediction, history: History, stances: pd.DataFrame) -> pd.DataFrame:
    """Return the States that could join.

    Parameters
    ----------
    prediction : Prediction
    history : History
    stances : DataFrame
        The table ``stances``: what is documented of States that stayed away. The model does not
        know it, so that a reader must see it beside the probability.

    Returns
    -------
    DataFrame
        ``iso3, region, origin, status, probability, low, high, fact``: a row a State that is
        neither listed nor carries the text, the most likely first, those without basis last.
        ``origin`` is one of `ORIGINS`; ``fact`` what is documented of the State and this text,
        otherwise missing.
    """
    votes = last_votes(history, prediction.day)
    on_last = _on_last(history, prediction)
    origin = np.select(
        [
            on_last,
            votes == ballots.CODES["N"],
            votes == ballots.CODES["A"],
            prediction.features.was_on_family,
            votes == ballots.CODES["Y"],
            votes == ballots.CODES["X"],
        ],
        ORIGINS[:6],
        default=ORIGINS[6],
    )
    frame = pd.DataFrame(
        {
            "iso3": prediction.states,
            "region": history.regions,
            "origin": origin,
            "status": prediction.status,
            "probability": prediction.probability,
            "low": prediction.low,
            "high": prediction.high,
        }
    )
    about = stances[
        (stances["instrument_id"] == prediction.instrument_id)
        & ~stances["fact"].isin(list(codes.STANCES_TOWARDS))
    ]
    facts = about.drop_duplicates("iso3").set_index("iso3")["fact"]
    frame["fact"] = frame["iso3"].map(facts.astype(object))
    frame = frame[~frame["status"].isin(["listed", "carries"])]
    return frame.sort_values(
        ["probability", "iso3"], ascending=[False, True], na_position="last", ignore_index=True
    )


def said_no(table: pd.DataFrame) -> list[str]:
    """Return the States that said no to a text or its subject and have a forecast all the same.

    Parameters
    ----------
    table : DataFrame
        From `table`: ``iso3, origin, status, fact``.
    """
    is_forecast = table["status"] != "declined"
    is_no = table["fact"].isin(DECLINED) | (table["origin"] == VOTED_NO)
    return [str(iso3) for iso3 in table["iso3"][is_forecast & is_no]]


def _on_last(
    history: History, prediction: Prediction
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return who is on the last version of the text that anybody has joined, itself included."""
    family = history.texts["family"].to_numpy()
    kin = family == family[history.place(prediction.instrument_id)]
    joined = history.known(prediction.day).joined
    rows = np.flatnonzero(kin & joined.any(axis=1))
    nobody: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.zeros(len(history.states), dtype=bool)
    return joined[rows[-1]] if len(rows) else nobody


def last_votes(history: History, day: np.datetime64) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Return the votes on the subject in the last plenary roll call before a day (S,).

    Raises
    ------
    AnalysisError
        If none was taken.
    """
    rows = rollcalls_on(history, day, SUBJECT, is_plenary=True)
    if not len(rows):
        raise AnalysisError(
            "opportunities",
            found=f"no recorded vote on {SUBJECT} before {day}",
            expected="at least one",
            do="choose a later day",
            reason="too_little_to_learn",
        )
    codes: np.ndarray[tuple[int], np.dtype[np.int8]] = history.codes[rows[-1]]
    return codes


def rollcalls_on(
    history: History, day: np.datetime64, title: str, *, is_plenary: bool
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows of the roll calls before a day with words in their plain title, in order."""
    is_asked = history.rollcalls["title"].str.contains(title, regex=False).to_numpy(dtype=bool)
    is_body = (history.rollcalls["is_plenary"] == is_plenary).to_numpy(dtype=bool)
    rows: np.ndarray[tuple[int], np.dtype[np.int64]] = np.flatnonzero(
        is_asked & is_body & (history.voted_on < day)
    )
    return rows
