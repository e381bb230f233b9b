"""What States had said, as a feature on trial: known before the text opened, and left out."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.joining import stated_trial
from analytics.joining.features import MEANINGS
from analytics.stated import for_rules
from data.stated import QUESTIONS
from tests import tiny_stated
from tests.analytics import joining_world as planted


@pytest.fixture(scope="module")
def record():
    """Return the planted history, every text of it on artificial intelligence."""
    held = planted.record()
    return dataclasses.replace(held, texts=held.texts.assign(field="ai"))


def said(record, place: int, day: np.datetime64, code: str) -> pd.DataFrame:
    """Return that all States that joined a text had said something, on a day."""
    joined = np.array(record.states, dtype=object)[record.joined[place]]
    day = pd.Timestamp(day)
    return pd.DataFrame(
        {
            "iso3": joined,
            "topic": "laws",
            "question": tiny_stated.LBI,
            "code": code,
            "act": "own_text",
            "date_text": f"{day:%Y-%m-%d}",
            "date_from": day,
            "date_to": day,
            "document": "Statement",
        }
    )


def last(record) -> int:
    return int(np.argmax(record.opened))


def test_what_is_said_on_the_day_of_opening_or_later_is_not_known(record) -> None:
    place = last(record)
    opened = record.opened[place]
    for days, is_known in ((-1, True), (0, False), (30, False)):
        told = said(record, place, opened + np.timedelta64(days, "D"), "lbi_ban")
        column = stated_trial._said(record, told, place)
        assert (column != 0).any() == is_known
        if is_known:
            assert (column == record.joined[place]).all()


def test_what_comes_after_a_cut_changes_no_forecast_before_it(record) -> None:
    place = last(record)
    opened = record.opened[place]
    before = said(record, place, opened - np.timedelta64(40, "D"), "lbi_ban")
    after = said(record, place, opened, "no_new_rules")
    both = pd.concat([before, after], ignore_index=True)
    alone = stated_trial._said(record, before, place)
    assert (stated_trial._said(record, both, place) == alone).all()


def test_a_text_on_another_subject_is_not_tried(record) -> None:
    place = last(record)
    told = said(record, place, record.opened[place] - np.timedelta64(1, "D"), "lbi_ban")
    other = dataclasses.replace(record, texts=record.texts.assign(field="arms"))
    assert not stated_trial._said(other, told, place).any()


@pytest.mark.slow
def test_every_text_is_tried_or_said_to_be_left_out(record) -> None:
    features = planted.features()
    told = pd.concat(
        [
            said(record, place, record.opened[place] - np.timedelta64(1, "D"), "lbi_ban")
            for place in range(len(record.texts))
        ],
        ignore_index=True,
    )
    trial = stated_trial.run(record, features, told, seed=1, n_jobs=1)
    found = stated_trial.scores(trial, seed=1)
    assert found is not None
    assert set(trial.rows["event"]) == set(
        np.flatnonzero(record.texts["instrument_id"].isin(trial.texts["instrument_id"]))
    )
    assert len(trial.texts) + len(trial.left_out) == len(record.texts)
    assert (trial.left_out["reason"] != "").all()
    assert stated_trial.scores(trial, seed=1, domain="nowhere") is None


def test_every_answer_that_counts_is_one() -> None:
    assert set(for_rules.FOR_RULES) <= set(QUESTIONS[for_rules.QUESTION[1]])
    assert stated_trial.NAME not in MEANINGS
