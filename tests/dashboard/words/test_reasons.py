"""Reasons in words: each names what it stands on, and says nothing against its own sign."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analytics import joining
from analytics.joining.features import MEANINGS
from dashboard import i18n
from dashboard.words import reasons
from data.facts import Facts

TITLES = {"coe": "CoE", "t": "Pathways", "v": "A/RES/80/58", "ESP": "Spain", "NLD": "Netherlands"}


def row(reason: str, log_odds: float = 1.0, **more: object) -> dict[str, object]:
    """Return a reason as `reasons.named_reasons` gives it."""
    nothing = {"kind": "", "key": "", "n": np.nan, "of": np.nan, "text": "", "vote": ""}
    return {"reason": reason, "log_odds": log_odds} | nothing | more


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (row("groups", key="coe", n=38, of=46, text="t"), "CoE: 38 of 46 members on Pathways"),
        (row("groups", -1), "In no group of which many have joined"),
        (
            row("same_carrier", key="ESP|NLD", n=3, of=5),
            "Joined 3 of 5 texts carried by Spain and Netherlands",
        ),
        (row("same_carrier", n=3, of=5), "Its record on texts that the same States carry"),
        (row("earlier_versions", key="t", n=1, of=1), "On Pathways, the last version"),
        (row("earlier_versions", -1, key="t", n=0, of=1), "Not on Pathways, the last version"),
        (
            row("earlier_versions", key="t", n=1, of=3),
            "On 1 of 3 earlier versions, of which the last is Pathways",
        ),
        (
            row("votes_on_subject", key="v", vote="N"),
            "Last vote on the subject, A/RES/80/58: against",
        ),
        (row("votes_on_subject"), "Its last votes on this subject"),
        (row("absence", n=3, of=192), "Missed only 3 of 192 votes of the last years"),
        (row("absence", n=0, of=192), "Missed none of 192 votes of the last years"),
        (row("absence", -1, n=90, of=192), "Missed 90 of 192 votes of the last years"),
        (row("record", -1, n=9, of=92), "Joined only 9 of 92 earlier texts"),
        (
            row("groups", -1, key="coe", n=4, of=46, text="t"),
            "CoE: only 4 of 46 members on Pathways",
        ),
        (row("record", n=37, of=92), "Joined 37 of 92 earlier texts"),
        (row("engagement", n=1), "Hosted, joined or took part 1 time in this field"),
        (row("engagement", -1, n=0), "Hosted, joined and took part in nothing in this field"),
        (row("signatory_votes", -1), "Votes less like the signatories than others do"),
        (row("carrier_votes", key="ESP"), "Votes like Spain, who carry the text"),
    ],
)
def test_a_reason_names_what_it_stands_on(found: dict[str, object], words: str) -> None:
    assert reasons.sentence(found, TITLES) == words


def test_every_reason_has_words_of_its_own() -> None:
    known = {meaning.reason for meaning in MEANINGS.values()}
    assert set(reasons.REASONS) == known
    assert len(set(reasons.REASONS.values())) == len(known)


@pytest.mark.parametrize("reason", ["like_carriers", "camp", "signatories"])
def test_joining_and_staying_off_never_read_the_same_for_and_against(reason: str) -> None:
    told = [
        reasons.sentence(row(reason, sign, key="t", vote=vote), TITLES)
        for vote, sign in itertools.product("YN", (1.0, -1.0))
    ]
    assert len(set(told)) == 4
    assert all("Pathways" in words for words in told)


def test_the_strongest_reasons_are_the_first_of_each_sign() -> None:
    told = pd.DataFrame({"words": ["a", "b", "c"], "log_odds": [2.0, -1.0, 0.5]})
    assert reasons.strongest(told) == ("a", "b")
    assert reasons.strongest(told[told["log_odds"] > 0]) == ("a", "")


@pytest.mark.parametrize(
    ("log_odds", "factor"), [(0.0, "1.0"), (np.log(2), "2.0"), (-np.log(2), "0.5")]
)
def test_log_odds_are_told_as_a_factor(log_odds: float, factor: str) -> None:
    assert reasons.factor(log_odds) == factor


@pytest.mark.real
def test_reasons_of_the_record_have_no_key_left_in_their_words(facts: Facts) -> None:
    i18n.use("en", i18n.translations("en"))
    target = facts.recall(joining.joining_targets)[0]
    for iso3 in ("EST", "KEN", "BRA"):
        found = facts.recall(joining.reasons_for, target, iso3)
        told = reasons.rows(found, dict.fromkeys(found["key"], "A name") | {target.key: "It"})
        assert told["words"].is_unique
        assert not told["words"].str.contains("[{}_|]", regex=True).any()
