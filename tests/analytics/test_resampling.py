from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import intervals, resampling
from data.errors import AnalysisError
from tests.analytics import drawn


def record(titles: list[str], **columns: object) -> pd.DataFrame:
    """Return a roll call a title, a year each."""
    days = pd.to_datetime([f"{2000 + k}-10-01" for k in range(len(titles))])
    symbols = [f"A/RES/{55 + k}/9" for k in range(len(titles))]
    return drawn.rollcalls(
        len(titles), **({"title": titles, "vote_date": days, "symbol": symbols} | columns)
    )


def text_ids(frame: pd.DataFrame, *matched: tuple[str, str]) -> list[int]:
    pairs = pd.DataFrame(matched, columns=["earlier_rollcall_id", "later_rollcall_id"])
    return resampling.with_text_ids(frame, pairs)["text_id"].tolist()


def test_a_series_is_one_text_and_one_that_changes_its_title_two_unless_matched():
    frame = record(["Mines", "Mines : draft resolution", "Land mines", "Land mines"])
    assert text_ids(frame) == [0, 0, 1, 1]
    assert text_ids(frame, ("r0001", "r0002")) == [0, 0, 0, 0]


def test_a_text_voted_on_once_is_a_text():
    assert text_ids(record(["Mines"])) == [0]


def test_a_part_is_drawn_with_its_whole_told_by_symbol_draft_or_title_of_the_day():
    frame = record(
        ["Mines", "I put paragraph 2", "Mines", "I put paragraph 3", "Mines", "MINES, LAND"],
        is_paragraph_vote=[False, True, False, True, True, True],
    )
    frame.loc[1, "symbol"] = frame.loc[0, "symbol"]
    frame.loc[[2, 3], "draft"] = "A/C.1/57/L.1"
    frame.loc[4, "vote_date"] = frame.loc[2, "vote_date"]
    assert text_ids(frame) == [0, 0, 0, 0, 0, 1]


def test_parts_under_one_symbol_without_a_whole_are_texts_of_their_own():
    frame = record(["I put paragraph 2", "I put paragraph 3"], is_paragraph_vote=True)
    assert text_ids(frame.assign(symbol="A/RES/55/1")) == [0, 1]


def test_no_part_makes_one_text_of_two():
    frame = record(["Mines", "Paragraph 1", "Paragraph 1", "Trade"])
    frame["is_amendment_vote"] = [False, True, True, False]
    frame["symbol"] = ["A/RES/55/1"] * 2 + ["A/RES/55/2"] * 2
    assert text_ids(frame, ("r0001", "r0002")) == [0, 0, 1, 1]


def test_a_title_that_two_texts_of_a_day_share_tells_no_part_its_whole():
    frame = record(["Middle East"] * 3, is_paragraph_vote=[False, False, True])
    assert text_ids(frame.assign(vote_date=pd.Timestamp("2001-12-01"))) == [0, 1, 2]


def test_bodies_are_never_pooled_and_unknown_names_join_nothing():
    frame = record(["Mines"] * 4, body=["plenary", "plenary", "first_committee", "plenary"])
    frame = frame.assign(symbol=None, title=["Mines", "Mines", "Mines", None])
    assert text_ids(frame) == [1, 1, 0, 2]


def test_roll_calls_that_do_not_say_their_text_are_refused():
    with pytest.raises(AnalysisError, match="found roll calls without text_id"):
        resampling.text_numbers(drawn.rollcalls(3).drop(columns="text_id"))


def test_weights_draw_whole_texts_and_none_from_too_few():
    rng = np.random.default_rng(0)
    text = np.repeat(np.arange(12), np.arange(1, 13))
    times = resampling.weights(text, 4000, rng)
    assert times.shape == (4000, 12)
    assert (times.sum(axis=1) == 12).all()
    np.testing.assert_allclose(times.mean(axis=0), 1, atol=0.06)
    np.testing.assert_allclose(times.var(axis=0), 11 / 12, atol=0.08)
    few = np.arange(resampling.MIN_TEXTS - 1)
    assert resampling.weights(few, 50, rng).shape == (0, resampling.MIN_TEXTS - 1)
    with pytest.raises(AnalysisError, match="found -1 replicates"):
        resampling.weights(text, -1, rng)


N_TEXTS, N_TIMES, N_SEEDS = 40, 5, 300


def planted(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a figure of each roll call, five on each text that differ little, and its text."""
    rng = np.random.default_rng([7, seed])
    of_text = rng.normal(0, 1, N_TEXTS)
    text = np.repeat(np.arange(N_TEXTS), N_TIMES)
    return of_text[text] + rng.normal(0, 0.1, len(text)), text


def interval(values: np.ndarray, block: np.ndarray, seed: int) -> tuple[float, float]:
    times = resampling.weights(block, 400, np.random.default_rng(seed))[:, block]
    low, high = intervals.of_draws((times @ values / times.sum(axis=1))[:, None])
    return low[0], high[0]


@pytest.mark.slow
def test_intervals_by_text_hold_the_truth_and_those_by_roll_call_do_not():
    """Five votes a text tell as much as one: by roll call, intervals are √5 too narrow."""
    held, widths = np.zeros(2), np.zeros(2)
    for seed in range(N_SEEDS):
        values, text = planted(seed)
        for k, block in enumerate((text, np.arange(len(values)))):
            low, high = interval(values, block, seed)
            held[k] += low <= 0 <= high
            widths[k] += high - low
    assert 0.84 <= held[0] / N_SEEDS <= 0.94
    assert held[1] / N_SEEDS <= 0.65
    assert widths[0] / widths[1] == pytest.approx(np.sqrt(N_TIMES), rel=0.05)
