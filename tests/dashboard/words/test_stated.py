"""Every answer that the contract knows has its words, in both languages, and each its own."""

import pytest

from analytics.stated import coverage, fit, known, latest
from dashboard import i18n
from dashboard.words.stated import labels, sentences
from data.stated import ACTS, NONE_FOUND, QUESTIONS, STATED_CONFIDENCES

ANSWERS = {
    (question, code)
    for question, codes in QUESTIONS.items()
    for code in codes
    if code != NONE_FOUND
}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (labels.QUESTIONS, QUESTIONS),
        (labels.ASKED, QUESTIONS),
        (labels.CODES, ANSWERS),
        (sentences.SENTENCES, ANSWERS),
        (labels.HOW, known.HOW),
        (labels.ACTS, ACTS),
        (labels.HOW_IN_FULL, known.HOW),
        (labels.STATUSES, latest.STATUSES),
        (labels.STATUSES_IN_FULL, latest.STATUSES),
        (labels.FITS, fit.FITS),
        (labels.CONFIDENCES, STATED_CONFIDENCES),
    ],
)
def test_every_code_of_the_contract_has_words_and_no_other_has(words, codes) -> None:
    assert set(words) == set(codes)


def test_a_signature_is_told_as_a_vote_is_but_never_left_open() -> None:
    assert set(labels.SIGNATURE_FITS) == set(fit.FITS) - {"cannot_be_compared"}


def test_what_is_left_out_has_words(world) -> None:
    assert set(latest.STATUSES[2:]) <= labels.REASONS.keys()
    found = coverage.coverage(world["stated_positions"], iso3s=["KOR"])
    assert set(found.left_out["reason"]) <= labels.REASONS.keys()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_answer_can_be_read_aloud(language: str) -> None:
    with i18n.spoken(language):
        said = {answer: sentences.sentence(*answer) for answer in sorted(ANSWERS)}
        short = {answer: labels.label(*answer) for answer in sorted(ANSWERS)}
        nothing = {sentences.sentence(question, NONE_FOUND) for question in QUESTIONS}
    assert all(text.endswith(".") and text[0].isupper() for text in said.values())
    assert len(set(said.values())) == len(said)
    assert len(set(short.values())) == len(short)
    assert all(len(text) <= 40 for text in short.values())
    assert len(nothing) == 1


def test_every_answer_has_its_dutch() -> None:
    tables = (
        labels.QUESTIONS,
        labels.ASKED,
        labels.CODES,
        labels.HOW,
        labels.ACTS,
        labels.HOW_IN_FULL,
        labels.STATUSES,
        labels.STATUSES_IN_FULL,
        labels.FITS,
        labels.REASONS,
        sentences.SENTENCES,
    )
    texts = {text for words in tables for text in words.values()}
    texts |= {labels.NOTHING_FOUND, sentences.NOTHING_FOUND, sentences.OF_A_GROUP}
    with i18n.spoken("nl"):
        assert {text for text in texts if i18n._(text) == text} == set()


def test_several_answers_are_a_list() -> None:
    with i18n.spoken("en"):
        assert labels.labels("forum", ["ccw_only", "any_forum"]) == "CCW only and Other forums too"
