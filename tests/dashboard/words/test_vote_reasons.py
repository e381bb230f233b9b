"""Reasons for a vote in words: each names what it stands on, in both languages."""

import numpy as np
import pandas as pd
import pytest

from analytics.next_vote import vote_reasons as reasons_of_votes
from dashboard import i18n
from dashboard.words import vote_reasons

NAMES = {"BLR": "Belarus", "CUB": "Cuba"}


def row(reason: str, log_odds: float = 1.0, **more: object) -> dict[str, object]:
    """Return a reason as `reason_basis.named_reasons` gives it."""
    nothing = {"key": "", "n": np.nan, "of": np.nan, "vote": ""}
    return {"iso3": "RUS", "reason": reason, "log_odds": log_odds} | nothing | more


FOUND = {
    "own_votes": (row("own_votes", n=2, of=2, vote="N"), "Against in 2 of its 2 votes on"),
    "others": (
        row("others", key="BLR|CUB", n=0, of=2),
        "In favour: 0 of the 2 that vote most like it (Belarus and Cuba)",
    ),
    "region": (
        row("region", key="EEG", n=20, of=22),
        "In favour: 20 of the 22 others in its regional group (Eastern Europe)",
    ),
    "texts_alike": (row("texts_alike", vote="N"), "Votes against texts that divide"),
    "habits": (row("habits", n=300, of=500), "In favour in 300 of 500 votes"),
    "absence": (row("absence", n=3, of=190), "Did not vote in 3 of 190 roll calls"),
    "sponsored": (row("sponsored", n=0), "Never sponsored the text"),
    "text": (row("text", n=1, of=9), "Of 9 times that a State could move to Yes"),
}


@pytest.mark.parametrize("reason", reasons_of_votes.REASONS)
def test_a_reason_names_what_it_stands_on(reason):
    found, words = FOUND[reason]
    assert vote_reasons.sentence(found, NAMES).startswith(words)


def test_a_single_vote_is_said_to_be_the_only_one():
    told = vote_reasons.sentence(row("own_votes", n=1, of=1, vote="A"), NAMES)
    assert told == "Abstained in its only vote on this text"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_field_is_left_unfilled(language):
    i18n.use(language, i18n.translations(language))
    rows = vote_reasons.rows(pd.DataFrame([found for found, _words in FOUND.values()]), NAMES)
    assert not rows[["about", "words", "odds"]].isin(["", None]).any(axis=None)
    assert not any("{" in text or "}" in text for text in rows["words"])


def test_what_speaks_for_leaving_yes_is_what_speaks_against_yes():
    rows = vote_reasons.rows(
        pd.DataFrame([FOUND["own_votes"][0], row("sponsored", -1.0, n=0)]), NAMES
    )
    assert vote_reasons.strongest(rows, "to_yes") == (rows["words"][0], rows["words"][1])
    assert vote_reasons.strongest(rows, "from_yes") == (rows["words"][1], rows["words"][0])
