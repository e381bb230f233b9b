"""Counts are kept line by line, so that desks that enter at once lose nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from dashboard.plans import count_document, counting, counts
from dashboard.plans.count_document import CountDocument, CountLine
from dashboard.plans.counting import CountStanding
from dashboard.plans.database import Database
from data.errors import PlanError


def document(**fields: object) -> CountDocument:
    given = {"title": "Nairobi", "kind": "endorsement", "snapshot_version": "0a1b"}
    return count_document.make(on=date(2027, 4, 1), **(given | fields))


def said(state: str, answer: str = "joins", batch: str = "b", **fields: object) -> CountLine:
    return count_document.line(
        **({"act": "answer", "batch": batch, "state": state, "answer": answer} | fields)
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(plans_url: str, request: pytest.FixtureRequest) -> Iterator[counts.Counts]:
    is_file = request.param == "sqlite"
    url = plans_url if is_file else request.getfixturevalue("postgresql_url")
    opened = counts.Counts(Database(url))
    yield opened
    opened.close()


@pytest.fixture
def count_id(kept: counts.Counts) -> str:
    return kept.begin(document(), who="desk").count_id


def standing(kept: counts.Counts, count_id: str) -> CountStanding:
    return counting.standing(kept.entries(count_id))


@pytest.mark.slow
def test_what_is_entered_is_there_for_every_desk(kept: counts.Counts, count_id: str) -> None:
    kept.enter(count_id, [said("KEN"), said("NLD")], who="Nairobi")
    found = standing(kept, count_id)
    assert found.answers == {"KEN": "joins", "NLD": "joins"}
    assert kept.load(count_id).document == document()
    assert count_id in [one.count_id for one in kept.list()]
    assert kept.latest(count_id) == kept.entries(count_id)[-1].entry_id


@pytest.mark.slow
def test_two_desks_that_enter_one_name_at_once_lose_neither(
    kept: counts.Counts, count_id: str
) -> None:
    def enter(desk: int) -> None:
        for n in range(10):
            lines = [said("KEN", batch=f"b{desk}_{n}"), said("CHL", batch=f"b{desk}_{n}")]
            kept.enter(count_id, lines, who=f"desk {desk}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(4)))
    entries = kept.entries(count_id)
    assert len(entries) == 4 * 10 * 2
    found = counting.standing(entries)
    assert found.answers == {"KEN": "joins", "CHL": "joins"}
    assert {len(given) for given in found.repeated.values()} == {40}
    assert {entry.author for entry in found.repeated["KEN"]} == {f"desk {n}" for n in range(4)}


@pytest.mark.slow
def test_a_state_with_two_answers_counts_for_neither_until_it_is_settled(
    kept: counts.Counts, count_id: str
) -> None:
    kept.enter(count_id, [said("KEN", batch="b1")], who="A")
    kept.enter(count_id, [said("KEN", "stays_away", batch="b2")], who="B")
    found = standing(kept, count_id)
    assert found.answers == {}
    assert [(e.author, e.line.answer) for e in found.disputed["KEN"]] == [
        ("A", "joins"),
        ("B", "stays_away"),
    ]
    kept.enter(count_id, [said("KEN", batch="b3", act="correction")], who="A")
    found = standing(kept, count_id)
    assert found.answers == {"KEN": "joins"}
    assert found.disputed == {}


def test_what_was_entered_together_is_taken_back_together_and_stays_on_record(
    kept: counts.Counts, count_id: str
) -> None:
    kept.enter(count_id, [said("KEN", batch="b1")], who="A")
    kept.enter(count_id, [said("NLD", batch="b2"), said("CHL", batch="b2")], who="B")
    (first, *_rest) = last = standing(kept, count_id).last
    assert [entry.line.state for entry in last] == ["NLD", "CHL"]
    back = count_document.line(act="take_back", batch="b3", takes_back=first.line.batch)
    kept.enter(count_id, [back], who="A")
    found = standing(kept, count_id)
    assert found.answers == {"KEN": "joins"}
    assert [entry.line.state for entry in found.last] == ["KEN"]
    assert len(kept.entries(count_id)) == 4


def test_undoing_takes_back_what_was_shown_whatever_came_meanwhile(
    kept: counts.Counts, count_id: str
) -> None:
    kept.enter(count_id, [said("KEN", batch="b1")], who="A")
    shown = standing(kept, count_id).last[0].line.batch
    kept.enter(count_id, [said("NLD", batch="b2")], who="B")
    back = count_document.line(act="take_back", batch="b3", takes_back=shown)
    kept.enter(count_id, [back], who="A")
    assert standing(kept, count_id).answers == {"NLD": "joins"}


def test_a_name_that_is_not_known_waits_until_it_is_settled(
    kept: counts.Counts, count_id: str
) -> None:
    unclear = [
        count_document.line(act="unclear", batch="b1", answer="joins", name=name)
        for name in ("Kenia", "Atlantis", "Kenia")
    ]
    kept.enter(count_id, unclear, who="A")
    found = standing(kept, count_id)
    assert [entry.line.name for entry in found.unclear] == ["Kenia", "Atlantis"]
    assert found.answers == {}
    settled = [
        said("KEN", batch="b2", name="Kenia"),
        count_document.line(act="set_aside", batch="b2", name="Atlantis"),
    ]
    kept.enter(count_id, settled, who="B")
    found = standing(kept, count_id)
    assert found.unclear == ()
    assert found.answers == {"KEN": "joins"}
    assert found.names == {"KEN": "Kenia"}


def test_a_count_that_is_over_can_be_opened_again(kept: counts.Counts, count_id: str) -> None:
    for batch, act, is_over in (("b1", "over", True), ("b2", "reopened", False)):
        kept.enter(count_id, [count_document.line(act=act, batch=batch)], who="A")
        assert standing(kept, count_id).is_over == is_over


def test_a_file_holds_all_and_becomes_a_count_of_its_own(
    kept: counts.Counts, count_id: str
) -> None:
    kept.enter(count_id, [said("KEN", name="Kenia")], who="Nairobi")
    before = kept.entries(count_id)
    text = counts.as_file(kept.load(count_id), before)
    held = count_document.file_from_json(text.encode(), where="the file")
    again = kept.begin(held.count, who="The Hague", lines=held.lines)
    assert again.count_id != count_id
    assert again.document == document()
    after = kept.entries(again.count_id)
    assert [(e.line, e.author, e.entered_at) for e in after] == [
        (e.line, e.author, e.entered_at) for e in before
    ]


def test_a_count_that_is_not_there_is_said(kept: counts.Counts) -> None:
    for ask in (
        lambda: kept.load("nowhere"),
        lambda: kept.entries("nowhere"),
        lambda: kept.enter("nowhere", [said("KEN")], who="desk"),
    ):
        with pytest.raises(PlanError, match="found no count nowhere, expected one that was saved"):
            ask()


def test_nobody_enters_without_a_name(kept: counts.Counts, count_id: str) -> None:
    with pytest.raises(PlanError, match="what was entered, author: found ''"):
        kept.enter(count_id, [said("KEN")], who="")
    assert kept.entries(count_id) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 9}, "format: found 9"),
        ({"lines": [{"line": {"act": "answer", "batch": "b"}, "author": "a"}]}, "at: found noth"),
        ({"lines": 3}, "lines: found 3"),
        ({"count": {}}, "count.title: found nothing"),
    ],
)
def test_a_file_that_is_no_count_is_refused(change: dict[str, object], sentence: str) -> None:
    whole = {"format": 1, "count": json.loads(count_document.to_json(document())), "lines": []}
    content = json.dumps(whole | change).encode()
    with pytest.raises(PlanError, match=sentence):
        count_document.file_from_json(content, where="the file")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[" * 5000, b"\xff\xfe", b"{}"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(PlanError, match="the file"):
        count_document.file_from_json(content, where="the file")


def test_a_file_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(PlanError, match=r"found 8\.0 MB, expected a count of at most 8 MB"):
        count_document.file_from_json(b" " * 8_000_001, where="the file")


def test_a_time_that_is_none_is_refused(kept: counts.Counts) -> None:
    line = count_document.FiledLine(line=said("KEN"), author="A", at="soon")
    with pytest.raises(PlanError, match="found the time 'soon'"):
        kept.begin(document(), who="desk", lines=[line])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "Kenya"),
        ("answer", "maybe"),
        ("batch", "B !"),
        ("name", "a\x00b"),
        ("act", "vote"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(field: str, value: str) -> None:
    with pytest.raises(PlanError, match=f"what was entered, {field}: found"):
        count_document.line(**({"act": "answer", "batch": "b", "state": "KEN"} | {field: value}))
