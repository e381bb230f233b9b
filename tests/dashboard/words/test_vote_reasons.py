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
    "own_votes": (row("own_votes", -1, n=2, of=2, vote="N"), "Firm on this text: against in 2 of"),
    "others": (
        row("others", -1, key="BLR|CUB"),
        "States that vote like it were not in favour: Belarus and Cuba",
    ),
    "region": (
        row("region", key="EEG", n=20, of=22),
        "In favour: 20 of the 22 others in its regional group (Eastern Europe)",
    ),
    "texts_alike": (row("texts_alike", -1, vote="N"), "Votes against texts that divide"),
    "habits": (row("habits", -1, n=300, of=500), "In favour in only 300 of 500 votes"),
    "absence": (row("absence", n=3, of=190), "Did not vote in 3 of 190 roll calls"),
    "sponsored": (row("sponsored", -1, n=0), "Never sponsored the text"),
    "text": (row("text", n=1, of=9), "Of 9 times that a State could move to Yes"),
}


@pytest.mark.parametrize("reason", reasons_of_votes.REASONS)
def test_a_reason_names_what_it_stands_on(reason):
    found, words = FOUND[reason]
    assert vote_reasons.sentence(found, NAMES).startswith(words)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (row("own_votes", 1, n=1, of=2, vote="N"), "Not yet firm on this text: against in 1 of"),
        (
            row("own_votes", 1, n=2, of=2, vote="N"),
            "Votes on this text so far: 2, each time against",
        ),
        (row("own_votes", 1, n=2, of=2, vote="Y"), "Firm on this text: in favour in 2 of"),
        (row("others", 1, key="CUB", vote="Y"), "Among those in favour are States that vote"),
        (row("texts_alike", 1, vote="N"), "Less opposed than others"),
        (row("texts_alike", -1, vote="Y"), "Less in favour than others"),
        (row("others", -1), vote_reasons.ABOUT["others"]),
        (row("sponsored", -1, n=1), vote_reasons.ABOUT["sponsored"]),
        (row("text", -1, n=0, of=0), vote_reasons.ABOUT["text"]),
    ],
)
def test_no_reason_says_the_contrary_of_what_it_counts_for(found, words):
    assert vote_reasons.sentence(found, NAMES).startswith(words)


def test_every_reason_has_words_for_both_signs():
    for reason in reasons_of_votes.REASONS:
        for log_odds in (1.0, -1.0):
            found, _words = FOUND[reason]
            assert vote_reasons.sentence(found | {"log_odds": log_odds}, NAMES)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_field_is_left_unfilled(language):
    i18n.use(language, i18n.translations(language))
    rows = vote_reasons.rows(pd.DataFrame([found for found, _words in FOUND.values()]), NAMES)
    assert not rows[["about", "words", "odds"]].isin(["", None]).any(axis=None)
    assert not any("{" in text or "}" in text for text in rows["words"])


def test_what_speaks_for_leaving_yes_is_what_speaks_against_yes():
    rows = vote_reasons.rows(pd.DataFrame([FOUND["region"][0], FOUND["sponsored"][0]]), NAMES)
    assert vote_reasons.strongest(rows, "to_yes") == (rows["words"][0], rows["words"][1])
    assert vote_reasons.strongest(rows, "from_yes") == (rows["words"][1], rows["words"][0])
