"""What the commit of a change says: what was done, and no more than fits."""

from __future__ import annotations

import pytest

from data.journal import JournalEntry
from etl.changes import commits
from etl.changes.kinds import DRAFTS
from etl.fetch import accept

SAID = {
    "roster": "Enter list of x",
    "endorsement": "Change who is on x",
    "rollcall": "Add roll call x",
    "sponsors": "Enter sponsors of x",
    "milestone": "Add milestone x",
    "stance": "Add stance on x",
    "position": "Add what States say in x",
    "group": "Enter members of x",
    "correction": "Enter correction of x",
    "fetch": "Fetch x",
}


def entry(kind: str, subject: str = "x", *, undoes: str | None = None) -> JournalEntry:
    return JournalEntry(
        entry_id="0002",
        made="2026-11-29T09:30:00Z",
        kind=kind,
        subject=subject,
        who="A. Desk",
        why="It was published",
        url="https://example.org",
        base="0" * 12,
        version="1" * 12,
        files=(),
        undoes=undoes,
    )


def test_every_kind_of_change_has_words_of_its_own() -> None:
    assert set(SAID) == {*DRAFTS, accept.KIND}


@pytest.mark.parametrize(("kind", "subject"), SAID.items())
def test_a_commit_says_what_was_done(kind: str, subject: str) -> None:
    assert commits.words(entry(kind)) == (
        subject,
        "It was published\n\nBy A. Desk. Source: https://example.org",
    )


def test_an_undo_names_what_it_takes_back() -> None:
    said = commits.words(entry("undo", undoes="0001"))
    assert said == ("Undo change 0001", "It was published\n\nBy A. Desk.")


def test_a_long_subject_is_cut() -> None:
    subject, _body = commits.words(entry("fetch", "y" * 300))
    assert len(subject) == commits.MAX_SUBJECT
