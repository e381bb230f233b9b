"""Likeness to those who had signed: by hand, in the planted world, and before the day only."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.joining import champion_proof, ranking_gain
from tests import tiny_stated
from tests.analytics import joining_world as planted

COLUMNS = ["iso3", "topic", "question", "code", "act", "date_text", "document", "confidence"]
NONE_SAID = pd.DataFrame(columns=[*COLUMNS, "superseded_on", "evidence_id"]).astype(object)
NONE_SAID = NONE_SAID.assign(
    date_from=pd.Series(dtype="datetime64[us]"), date_to=pd.Series(dtype="datetime64[us]")
)


@pytest.fixture(scope="module")
def record():
    """Return the planted history, every text of it on artificial intelligence."""
    held = planted.record()
    return dataclasses.replace(held, texts=held.texts.assign(field="ai"))


def said(states, day: str, code: str) -> pd.DataFrame:
    """Return that some States said something in a text of their own, on a day."""
    return pd.DataFrame(
        {
            "iso3": list(states),
            "topic": "laws",
            "question": tiny_stated.LBI,
            "code": code,
            "act": "own_text",
            "date_text": day,
            "date_from": pd.Timestamp(day),
            "date_to": pd.Timestamp(day),
            "document": "Statement",
            "confidence": "official",
            "superseded_on": None,
            "evidence_id": "e",
        }
    )


def by_side(day: str) -> pd.DataFrame:
    """Return that each State says which side of the line it is on: that tells who joins."""
    right = [s for s, x in zip(planted.STATES, planted.POSITION, strict=True) if x > 0]
    left = [s for s in planted.STATES if s not in right]
    rows = [said(right, day, "lbi_ban"), said(left, day, "no_new_rules")]
    return pd.concat(rows, ignore_index=True)


def asked():
    """Return one question a text: the first on each of them."""
    return list({one.place: one for one in reversed(planted.asked())}.values())


def proof(record, positions) -> champion_proof.ChampionProof:
    return champion_proof.run(record, asked(), positions, seed=1, n_jobs=1)


@pytest.fixture(scope="module")
def told(record) -> champion_proof.ChampionProof:
    return proof(record, by_side("2011-01-01"))


def test_likeness_is_with_the_signatories_less_with_the_others_and_never_with_itself() -> None:
    alike = np.array([[9.0, 1.0, 0.0], [1.0, 9.0, 0.5], [0.0, 0.5, 9.0]])
    counted = np.ones((3, 3))
    signed = np.array([True, False, False])
    found = champion_proof.contrast(alike, counted, signed)
    np.testing.assert_allclose(found, [np.nan, 0.5, -0.5])
    counted[1, 2] = counted[2, 1] = 0
    assert np.isnan(champion_proof.contrast(alike, counted, signed)).all()


@pytest.mark.slow
def test_where_the_planted_rule_follows_likeness_it_ranks_above_chance(record) -> None:
    found = proof(record, NONE_SAID)
    for component in ("votes", "texts"):
        scores = champion_proof.scores(found, component, seed=1)
        assert scores is not None
        assert scores.ranks_above_chance
    assert champion_proof.scores(found, champion_proof.SAYS, seed=1) is None
    assert ranking_gain.of_words(found, seed=1) is None
    assert champion_proof.cases(found, champion_proof.SAYS) == (0, 0)


@pytest.mark.slow
def test_words_that_tell_the_side_rank_above_chance(told) -> None:
    scores = champion_proof.scores(told, champion_proof.SAYS, seed=1)
    assert scores is not None
    assert scores.ranks_above_chance
    gain = ranking_gain.of_words(told, seed=1)
    assert gain is not None
    assert gain.low <= gain.value <= gain.high
    n_texts, n_joined = champion_proof.cases(told, champion_proof.SAYS)
    assert gain.n_texts == n_texts > 0
    assert n_joined >= gain.n_states


@pytest.mark.slow
def test_what_is_said_on_the_day_or_later_changes_nothing_of_before(record, told) -> None:
    before = told.rows
    day = pd.Timestamp(planted.opened(planted.SUMMIT, record))
    after = [by_side("2011-01-01"), said(planted.STATES, f"{day:%Y-%m-%d}", "mixed")]
    rows = proof(record, pd.concat(after, ignore_index=True)).rows
    until = [number for number, one in enumerate(asked()) if one.day <= np.datetime64(day, "D")]
    is_until = before["event"].isin(until)
    assert is_until.any()
    pd.testing.assert_frame_equal(before[is_until], rows[is_until])


@pytest.mark.slow
def test_every_text_asked_is_in_the_rows_or_left_out(told) -> None:
    texts = planted.record().texts["instrument_id"]
    keys = {texts.iloc[one.place] for one in asked()}
    assert set(told.rows["instrument_id"]) | set(told.left_out["key"]) == keys
    other = proof(planted.record(), by_side("2011-01-01"))
    assert (other.left_out["reason"] == "other_subject").any()
