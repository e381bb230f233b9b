"""A calendar that an agenda reads, and a feed that a reader of feeds reads."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import icalendar
import pandas as pd
import pytest
from lxml import etree
from starlette.requests import Request

from dashboard import i18n, server
from dashboard.__main__ import main
from dashboard.feeds import changes_feed, milestone_calendar
from data import facts, snapshots, store
from data.facts import Facts
from data.snapshot_version import Inputs

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://trojka.example"

World = dict[str, pd.DataFrame]


@pytest.fixture(autouse=True)
def _no_snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tmp_path / "warehouse" / "trojka.duckdb"))


def events(held: Facts) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(milestone_calendar.calendar(held))
    return list(found.walk("VEVENT"))


def entries(content: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(content)
    return [
        {part: entry.findtext(ATOM + part) or "" for part in ("id", "title", "updated", "summary")}
        | {"link": next((link.get("href", "") for link in entry.findall(f"{ATOM}link")), "")}
        for entry in root.findall(f"{ATOM}entry")
    ]


class TestCalendar:
    def test_every_milestone_covers_the_days_that_its_date_can_mean(self, world: World) -> None:
        found = {str(one["uid"]): one for one in events(facts.of_tables(world))}
        held = world["milestones"]
        assert set(found) == {f"{key}@trojka" for key in held["milestone_id"]}
        for row in held.to_dict("records"):
            event = found[f"{row['milestone_id']}@trojka"]
            assert event["dtstart"].dt == row["date_from"].date()
            assert (event["dtend"].dt - row["date_to"].date()).days == 1
            assert isinstance(event["dtstart"].dt, date)
            is_sure = bool(row["is_confirmed"])
            assert event["status"] == ("CONFIRMED" if is_sure else "TENTATIVE")
            assert ("not confirmed" in event["summary"]) != is_sure
            assert event["transp"] == "TRANSPARENT"

    def test_the_same_facts_give_the_same_bytes(self, world: World) -> None:
        held = facts.of_tables(world)
        assert milestone_calendar.calendar(held) == milestone_calendar.calendar(held)

    def test_it_speaks_the_language_of_the_reader(self, world: World) -> None:
        with i18n.spoken("nl"):
            content = milestone_calendar.calendar(facts.of_tables(world)).decode()
            assert i18n._("AI in the military domain: milestones") in content

    def test_a_copy_that_nobody_vouches_for_is_not_named(self, world: World) -> None:
        world["evidence"] = world["evidence"].assign(grade="copy")
        urls = set(world["evidence"]["url"])
        content = milestone_calendar.calendar(facts.of_tables(world)).decode()
        content = content.replace("\r\n ", "")
        assert not [url for url in urls if url in content]

    def test_marks_in_a_title_are_escaped(self, world: World) -> None:
        title = "A; B, C\\ and\nBEGIN:VEVENT"
        world["milestones"] = world["milestones"].head(1).assign(title=title)
        (event,) = events(facts.of_tables(world))
        assert str(event["summary"]).startswith("A; B, C\\ and\nBEGIN:VEVENT")


class TestFeed:
    def test_it_tells_dated_facts_the_latest_first(self, world: World) -> None:
        found = entries(changes_feed.feed(facts.of_tables(world), SITE))
        assert found
        assert [one["updated"] for one in found] == sorted(
            (one["updated"] for one in found), reverse=True
        )
        assert len({one["id"] for one in found}) == len(found)
        assert all(one["title"] for one in found)

    def test_a_new_vote_is_a_new_entry_and_others_stay_as_they_were(self, world: World) -> None:
        before = entries(changes_feed.feed(facts.of_tables(world), SITE))
        votes = world["rollcalls"]
        topic = world["topics"][world["topics"]["topic"].isin(["aimd"])]["rollcall_id"].iloc[-1]
        row = votes[votes["rollcall_id"] == topic].assign(rollcall_id="one_more")
        world["rollcalls"] = pd.concat([votes, row], ignore_index=True)
        more = pd.DataFrame({"rollcall_id": ["one_more"], "topic": ["aimd"]})
        world["topics"] = pd.concat([world["topics"], more], ignore_index=True)
        after = entries(changes_feed.feed(facts.of_tables(world), SITE))
        new = {one["id"] for one in after} - {one["id"] for one in before}
        assert new == {"tag:trojka,2026:vote/one_more"}

    @pytest.mark.slow
    def test_a_snapshot_of_other_facts_is_told_with_the_way_to_what_changed(
        self, world: World
    ) -> None:
        versions = []
        for number, digest in enumerate("aab"):
            made_of = Inputs(digest * 12, f"{number:012x}")
            versions.append(made_of.version)
            store.write_snapshot(world, version=made_of.version, made_of=made_of)
            assert snapshots.keep()
        found = entries(changes_feed.feed(facts.of_tables(world), SITE))
        (told,) = [one for one in found if "snapshot/" in one["id"]]
        assert told["id"].endswith(versions[2])
        assert told["link"] == (
            f"{SITE}/changes?compare=snapshots&before={versions[1]}&facts={versions[2]}"
        )

    def test_marks_in_a_title_stay_marks(self, world: World) -> None:
        world["milestones"] = world["milestones"].assign(title="<b>&amp; ]]>")
        found = entries(changes_feed.feed(facts.of_tables(world), SITE))
        assert "<b>&amp; ]]>" in {one["title"] for one in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "mime"),
    [(server.calendar, "text/calendar"), (server.feed, "application/atom+xml")],
)
def test_the_server_gives_both_and_says_where_it_cannot(
    world: World, answer: object, mime: str
) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "query_string": b"lang=nl",
        "headers": [(b"host", b"trojka.example")],
        "scheme": "https",
    }
    refused = asyncio.run(answer(Request(scope)))  # type: ignore[operator]
    assert refused.status_code == 503
    assert b"found no snapshot" in refused.body
    store.write_snapshot(world, version="0" * 12)
    given = asyncio.run(answer(Request(scope)))  # type: ignore[operator]
    assert given.status_code == 200
    assert given.headers["content-type"].startswith(mime)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["calendar", "feed"])
def test_the_command_line_writes_both(world: World, tmp_path: Path, name: str) -> None:
    store.write_snapshot(world, version="0" * 12)
    out = tmp_path / "out"
    assert main([name, "--language", "nl", "--out", str(out)]) == 0
    assert out.stat().st_size > 200
    assert main([name, "--out", str(tmp_path / "no" / "such" / "place")]) == 1
