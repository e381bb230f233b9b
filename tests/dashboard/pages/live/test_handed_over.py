"""A count that is over goes into the record, by the program that a desk would call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.pages.live import content
from dashboard.pages.live.handing_over import request
from dashboard.pages.live.handing_over.request import GivenDetails
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import count_document
from dashboard.plans.counts import CountEntry, KeptCount
from data import store
from data.facts import Facts, facts_at
from etl.__main__ import main
from tests.etl.archive import Archive
from tests.etl.changes import desk

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 21)
GIVEN = GivenDetails(
    url="https://www.un.org/press/ga",
    publisher="United Nations",
    licence=desk.LICENCE,
    why="Counted in the room",
    symbol="A/RES/81/7",
    topics=("aimd",),
)
CAST = {"NLD": "Y", "KEN": "Y", "KOR": "Y", "RUS": "A", "USA": "N"}

pytestmark = pytest.mark.slow


@pytest.fixture
def facts(archive: Archive) -> Facts:
    """Return the facts of the small archive, as built."""
    assert archive.run() == 0
    return facts_at(archive.snapshot)


def counted(facts: Facts, answers: dict[str, str], acts: Sequence[str], **said: str) -> JudgedCount:
    """Return a count into which answers were entered as they came."""
    lines = [
        count_document.line(act="answer", batch=f"b{n}", state=state, answer=answer, name=state)
        for n, (state, answer) in enumerate(answers.items())
    ] + [count_document.line(act=act, batch=f"c{n}") for n, act in enumerate(acts)]
    entries = tuple(CountEntry(n + 1, line, "A. Desk", NOW) for n, line in enumerate(lines))
    document = count_document.make(
        title="The day", on=date(2026, 11, 20), snapshot_version=facts.version, **said
    )
    return content.judged(facts, KeptCount("1", document, "A. Desk", NOW), entries)


def handed_in(
    archive: Archive, facts: Facts, count: JudgedCount, tmp_path: Path
) -> tuple[int, store.Snapshot]:
    """Write the request of a count, hand it in and build; return the code and the new facts."""
    kind = request.kind_of_change(facts, count)
    assert kind is not None
    path = tmp_path / "request.json"
    path.write_text(request.to_request(facts, count, GIVEN, who="A. Desk", today=TODAY))
    code = main([*archive.arguments("add"), kind, "--json", str(path), "--yes"])
    return code, store.open_snapshot(archive.snapshot)


def test_a_vote_that_is_over_stands_in_the_record_whole(
    archive: Archive, facts: Facts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = counted(facts, CAST, ["over"], kind="vote")
    code, after = handed_in(archive, facts, count, tmp_path)
    assert code == 0, capsys.readouterr()
    assert json.loads(capsys.readouterr().out)["answer"] == "written"
    votes = after.frame("votes").query("rollcall_id == 'a_res_81_7'")
    assert dict(zip(votes["iso3"], votes["vote"], strict=True)) == {**CAST, "BRA": "X"}
    row = after.frame("rollcalls").set_index("rollcall_id").loc["a_res_81_7"]
    assert (row["n_yes"], row["n_no"], row["n_abstain"], row["n_absent"]) == (3, 1, 1, 1)
    assert (row["status"], str(row["vote_date"].date())) == ("complete", "2026-11-20")
    about = after.frame("topics").query("rollcall_id == 'a_res_81_7'")
    assert about["topic"].tolist() == ["aimd"]


def test_a_vote_under_way_stands_in_the_record_in_part(
    archive: Archive, facts: Facts, tmp_path: Path
) -> None:
    count = counted(facts, {"NLD": "Y", "KEN": "N"}, [], kind="vote")
    code, after = handed_in(archive, facts, count, tmp_path)
    assert code == 0
    row = after.frame("rollcalls").set_index("rollcall_id").loc["a_res_81_7"]
    assert row["status"] != "complete"
    votes = after.frame("votes").query("rollcall_id == 'a_res_81_7'")
    assert dict(zip(votes["iso3"], votes["vote"], strict=True)) == {"NLD": "Y", "KEN": "N"}


def test_new_endorsements_stand_on_the_roster_since_the_day(
    archive: Archive, facts: Facts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = counted(facts, {"RUS": "joins"}, ["over"], kind="endorsement", text="seoul")
    code, after = handed_in(archive, facts, count, tmp_path)
    assert code == 0, capsys.readouterr()
    listed = after.frame("memberships").query("instrument_id == 'seoul' and iso3 == 'RUS'")
    assert [(row.role, row.since) for row in listed.itertuples()] == [("endorser", "2026-11-20")]
