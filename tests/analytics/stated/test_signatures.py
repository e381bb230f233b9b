"""What was said beside what was signed: each case by hand."""

import pandas as pd
import pytest

from analytics.stated import signatures
from analytics.stated.latest import latest
from data.stated import QUESTIONS, STATED_TOPICS
from tests.tiny_stated import LBI

NOW = pd.Timestamp("2026-11-30")
TREATY, PLEDGE = "wp_2023_wp6", "us_political_declaration"


def said(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Return documents: State, question, code, day, through what it was found."""
    return pd.DataFrame(
        [
            {
                "iso3": iso3,
                "topic": "aimd" if question == "new_un_process" else "laws",
                "question": question,
                "code": code,
                "act": "own_text",
                "date_text": day,
                "date_from": pd.Timestamp(day),
                "date_to": pd.Timestamp(day),
                "document": "Statement",
                "confidence": "official",
                "superseded_on": None,
                "found_through": through,
                "evidence_id": f"said_{number}",
            }
            for number, (iso3, question, code, day, through) in enumerate(rows)
        ]
    )


def signed(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return names under texts: State, text, role, since."""
    return pd.DataFrame(
        [
            {
                "iso3": iso3,
                "instrument_id": text,
                "role": role,
                "since": since,
                "since_to": pd.Timestamp(since),
                "until": None,
                "evidence_id": f"list_{text}",
            }
            for iso3, text, role, since in rows
        ]
    )


def beside(positions: pd.DataFrame, names: pd.DataFrame) -> signatures.SignatureFit:
    return signatures.beside_signatures(latest(positions, NOW, iso3s=("KEN", "NLD")), names)


def fits(found: signatures.SignatureFit) -> list[tuple[str, str, str, str]]:
    columns = ["iso3", "code", "instrument_id", "fit"]
    return list(found.compared[columns].itertuples(index=False, name=None))


def test_a_signature_fits_or_differs_and_both_documents_are_named() -> None:
    found = beside(
        said(
            ("KEN", LBI, "lbi_ban", "2023-01-01", "x"),
            ("NLD", LBI, "soft_rules", "2023-01-01", "x"),
        ),
        signed(
            ("KEN", TREATY, "submitter", "2023-05-10"),
            ("NLD", TREATY, "submitter", "2023-05-10"),
            ("NLD", PLEDGE, "endorser", "2023-11-13"),
        ),
    )
    assert fits(found) == [
        ("KEN", "lbi_ban", TREATY, "fits"),
        ("NLD", "soft_rules", TREATY, "differs"),
        ("NLD", "soft_rules", PLEDGE, "fits"),
    ]
    assert found.compared["signature_evidence_id"].tolist()[0] == f"list_{TREATY}"


def test_of_several_answers_to_a_question_the_last_stands_beside_a_signature() -> None:
    positions = said(
        ("KEN", LBI, "ban_call", "2020-01-01", "x"), ("KEN", LBI, "lbi_ban", "2023-01-01", "x")
    )
    found = beside(positions, signed(("KEN", TREATY, "submitter", "2023-05-10")))
    assert fits(found) == [("KEN", "lbi_ban", TREATY, "fits")]
    assert found.left_out.empty


def test_a_missing_name_and_one_that_only_hosts_say_nothing() -> None:
    found = beside(
        said(("KEN", LBI, "lbi_ban", "2023-01-01", "x")),
        signed(("KEN", TREATY, "host", "2023-05-10"), ("NLD", TREATY, "submitter", "2023-05-10")),
    )
    assert fits(found) == []
    assert found.left_out["reason"].tolist() == ["nothing_signed"]


def test_an_answer_read_off_a_list_is_not_compared_with_that_list() -> None:
    names = signed(("KEN", TREATY, "submitter", "2023-05-10"))
    row = ("KEN", LBI, "lbi_ban", "2023-05-10")
    assert fits(beside(said((*row, f"roster:{TREATY}")), names)) == []
    assert len(fits(beside(said((*row, "roster:wp_2021_wp7")), names))) == 1


def test_what_was_replaced_is_not_compared_and_what_adds_up_is() -> None:
    names = signed(
        ("KEN", TREATY, "submitter", "2023-05-10"),
        ("KEN", "wp_2022_wp7", "submitter", "2022-08-09"),
    )
    replaced = said(
        ("KEN", LBI, "lbi_ban", "2023-01-01", "x"), ("KEN", LBI, "no_new_rules", "2025-01-01", "x")
    )
    assert fits(beside(replaced, names)) == [("KEN", "no_new_rules", TREATY, "differs")]
    added = said(
        ("KEN", "human_control", "two_tier", "2022-01-01", "x"),
        ("KEN", "human_control", "legal_review", "2024-01-01", "x"),
    )
    assert fits(beside(added, names)) == [("KEN", "two_tier", "wp_2022_wp7", "fits")]


def test_a_signature_of_a_later_day_is_not_known() -> None:
    positions = said(("KEN", LBI, "lbi_ban", "2023-01-01", "x"))
    later = signed(("KEN", TREATY, "submitter", "2027-01-01"))
    assert fits(beside(positions, later)) == []


def test_what_is_expected_is_of_answers_in_the_contract_and_never_both() -> None:
    for (topic, question, code), expected in signatures.EXPECTED_OF_SIGNATURES.items():
        assert topic in STATED_TOPICS
        assert code in QUESTIONS[question]
        assert not set(expected.fits) & set(expected.differs)
        assert set(expected.stands_beside) <= set(QUESTIONS[question])


@pytest.mark.real
def test_every_text_of_which_something_is_expected_is_on_record(facts) -> None:
    named = {
        text
        for expected in signatures.EXPECTED_OF_SIGNATURES.values()
        for text in (*expected.fits, *expected.differs)
    }
    assert named <= set(facts.instruments["instrument_id"])
