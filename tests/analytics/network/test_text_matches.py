"""On which texts two States went the same way, worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.network import text_matches
from data.errors import AnalysisError
from tests.analytics import drawn

CAST = {"CHL": "YYNAYYYYYYYY", "KEN": "YXNAYYYYYYYY", "NGA": "NNNYNNNNNNNN"}


def rolled(**columns: object) -> pd.DataFrame:
    return drawn.rollcalls(12, **columns)


def test_two_that_voted_are_compared_and_one_that_stayed_away_is_not() -> None:
    found = text_matches.of_votes(drawn.votes(CAST), rolled())
    with_kenya = found.with_state("KEN")
    assert len(found.codes) == 11  # on the third text all voted alike
    assert np.isnan(with_kenya[1]).all()  # Kenya did not vote
    assert np.isnan(with_kenya[:, 1]).all()  # with itself nobody is compared
    assert np.nansum(with_kenya, axis=0).tolist() == [10, 0, 0]


def test_of_a_text_only_the_latest_vote_is_read() -> None:
    texts = [0, 0, *range(1, 11)]  # the third vote divided nobody
    found = text_matches.of_votes(drawn.votes(CAST), rolled(text_id=texts))
    assert found.keys["key"].tolist() == ["r0001", *(f"r{k:04d}" for k in range(3, 12))]
    reasons = dict(zip(found.left_out["key"], found.left_out["reason"], strict=True))
    assert reasons == {"r0000": "earlier_vote", "r0002": "not_contested"}


def test_squares_say_the_same_as_one_state_at_a_time() -> None:
    codes = np.random.default_rng(0).integers(-1, 4, size=(20, 6)).astype(np.int8)
    found = text_matches.of_votes(drawn.of_codes(codes), drawn.rollcalls(20))
    known, same = (square.reshape(len(found.codes), 6, 6) for square in found.squares())
    for at, iso3 in enumerate(found.states):
        own = found.with_state(iso3)
        np.testing.assert_array_equal(np.isfinite(own), known[:, at] == 1)
        np.testing.assert_array_equal(np.nan_to_num(own), same[:, at])


def test_on_a_roster_that_lists_neither_two_states_say_nothing() -> None:
    codes = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1]], dtype=np.int8)
    keys = pd.DataFrame({"key": list("abc"), "title": list("abc")})
    found = text_matches.TextMatches(codes, ("CHL", "KEN", "NGA"), keys, "rosters", pd.DataFrame())
    assert found.with_state("CHL")[:, 1].tolist()[:2] == [1, 0]
    assert np.isnan(found.with_state("CHL")[2, 1])
    known, same = (square.reshape(3, 3, 3) for square in found.squares())
    assert known[:, 0, 1].tolist() == [1, 1, 0]
    assert same[:, 0, 1].tolist() == [1, 0, 0]


def test_few_texts_are_refused_in_words() -> None:
    with pytest.raises(AnalysisError, match="found 3 texts and 3 States") as caught:
        text_matches.of_votes(drawn.votes(CAST), rolled(text_id=[0] * 10 + [1, 2]))
    assert caught.value.reason == "too_few_texts"


def test_a_state_without_votes_has_no_ties() -> None:
    found = text_matches.of_votes(drawn.votes(CAST), rolled())
    with pytest.raises(AnalysisError, match="found nothing by XXX"):
        found.with_state("XXX")
