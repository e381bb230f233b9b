"""``python -m etl fetch``: what is new, what is refused, and what is written."""

from __future__ import annotations

import datetime as dt
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import journal, store
from data.errors import ReconcileError
from etl import catalog, sidecars
from etl.__main__ import main
from etl.changes import commits, writing
from etl.fetch import accept, look
from tests.etl.archive import RESOLUTIONS, Archive
from tests.etl.fetch import server
from tests.etl.fetch.server import Server

SOURCE = "unga/resolutions"
NEW = {**RESOLUTIONS[0], "symbol": "A/RES/80/58", "adoption_date": "2025-12-01 00:00:00"}


@pytest.fixture(scope="module")
def publisher() -> Iterator[Server]:
    with server.running() as running:
        yield running


@pytest.fixture
def fetched(archive: Archive, publisher: Server) -> Archive:
    """The archive, whose resolutions can be fetched in two files, the second of them later."""
    publisher.answers.clear()
    publisher.asked.clear()
    publisher.says("/80.json", sent(*RESOLUTIONS))
    sidecar = archive.sidecar(SOURCE)
    sidecar.write_text(
        sidecar.read_text()
        + f'\n[fetch]\naddresses = ["{publisher.address}/80.json"]\n'
        + f'later = ["{publisher.address}/81.json"]\n'
    )
    return archive


def sent(*values: dict[str, Any], etag: str = "") -> server.Answer:
    return server.file("\n".join(map(json.dumps, values)).encode(), etag=etag)


def run(archive: Archive, *options: str) -> int:
    kept = str(archive.root.parent / "kept")
    return main([*archive.arguments("fetch"), "--kept", kept, *options])


def files(archive: Archive) -> dict[str, bytes]:
    return {
        str(path.relative_to(archive.root)): path.read_bytes()
        for path in archive.root.rglob("*")
        if path.is_file()
    }


def test_nothing_new_is_nothing_written(
    fetched: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(fetched)
    assert run(fetched, "--yes") == 0
    assert "nothing new" in capsys.readouterr().out
    assert files(fetched) == before


def test_what_is_new_is_shown_and_waits_for_a_yes(
    fetched: Archive, publisher: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.says("/80.json", sent(*RESOLUTIONS, NEW))
    before = files(fetched)
    assert run(fetched) == 0
    told = capsys.readouterr().out
    assert "5 votes or rows so far, 10 now, the last of 2025-12-01" in told
    assert "1 new: A/RES/80/58" in told
    assert "Nothing is written without a yes" in told
    assert files(fetched) == before


@pytest.mark.slow
def test_a_yes_takes_it_in_as_a_change_that_can_be_taken_back(
    fetched: Archive, publisher: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.says("/81.json", sent(NEW))
    before = files(fetched)
    assert run(fetched, "--yes") == 0
    assert "taken in as change 0001" in capsys.readouterr().out
    after = files(fetched)
    assert {name for name in after if after[name] != before.get(name)} == {
        f"{SOURCE}.json",
        f"{SOURCE}.toml",
    }
    about = sidecars.sidecar(after[f"{SOURCE}.toml"], where="x").about
    assert about.retrieved == dt.datetime.now(dt.UTC).date().isoformat()
    rows = store.open_snapshot(fetched.snapshot).frame("rollcalls")
    assert "A/RES/80/58" in set(rows["symbol"])
    (entry,) = journal.entries(journal.journal_folder(fetched.root))
    assert (entry.kind, entry.why) == (
        "fetch",
        "1 new and 0 changed; 5 votes or rows before, 10 now.",
    )
    assert run(fetched, "--yes") == 0
    assert "nothing new" in capsys.readouterr().out
    assert main([*fetched.arguments("undo"), "0001", "--who=A", "--why=A test", "--yes"]) == 0
    assert files(fetched) == before


def test_what_was_changed_meanwhile_is_not_written_over(
    fetched: Archive, publisher: Server
) -> None:
    publisher.says("/81.json", sent(NEW))
    (source,) = [s for s in catalog.sources(fetched.root) if s.source_id == SOURCE]
    found = look.look(source, folder=fetched.root.parent / "kept")
    fetched.edit_sidecar(SOURCE, 'licence = "CC0"', 'licence = "CC0"\nnote = "By another desk."')
    before = files(fetched)
    with pytest.raises(ReconcileError, match="changed meanwhile"):
        accept.accept(
            found,
            root=fetched.root,
            corrections_path=fetched.corrections,
            now=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
        )
    assert files(fetched) == before


@pytest.mark.slow
def test_a_source_that_was_read_again_without_news_keeps_its_file(fetched: Archive) -> None:
    (source,) = [s for s in catalog.sources(fetched.root) if s.source_id == SOURCE]
    found = look.look(source, folder=fetched.root.parent / "kept")
    before = files(fetched)
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    entry, remarks = accept.accept(
        found, root=fetched.root, corrections_path=fetched.corrections, now=now
    )
    assert remarks == ()
    after = files(fetched)
    assert entry.why == "Read again; nothing is new."
    assert {name for name in after if after[name] != before[name]} == {f"{SOURCE}.toml"}
    assert b'retrieved = "2026-12-01"' in after[f"{SOURCE}.toml"]


@pytest.mark.slow
def test_what_was_fetched_waits_until_a_desk_has_written(
    fetched: Archive, publisher: Server
) -> None:
    publisher.says("/81.json", sent(NEW))
    (source,) = [s for s in catalog.sources(fetched.root) if s.source_id == SOURCE]
    found = look.look(source, folder=fetched.root.parent / "kept")
    before = files(fetched)
    taking_in = threading.Thread(
        target=accept.accept,
        args=(found,),
        kwargs={
            "root": fetched.root,
            "corrections_path": fetched.corrections,
            "now": dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
        },
    )
    with writing.alone(fetched.root, fetched.corrections):
        taking_in.start()
        taking_in.join(0.5)
        assert taking_in.is_alive()
        assert files(fetched) == before
    taking_in.join()
    assert files(fetched) != before
    (entry,) = journal.entries(journal.journal_folder(fetched.root))
    assert commits.words(entry)[0] == f"Fetch Title of {SOURCE}"


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.mark.slow
@pytest.mark.parametrize(("said", "is_written"), [("yes", True), ("no", False), ("", False)])
def test_somebody_at_the_keyboard_is_asked(
    fetched: Archive,
    publisher: Server,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    is_written: bool,
) -> None:
    publisher.says("/81.json", sent(NEW))
    before = files(fetched)
    monkeypatch.setattr("sys.stdin", Terminal(said + "\n"))
    assert run(fetched) == 0
    assert (files(fetched) != before) == is_written


def test_a_dry_run_writes_nothing(
    fetched: Archive, publisher: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.says("/80.json", sent(*RESOLUTIONS, NEW))
    before = files(fetched)
    assert run(fetched, "--dry-run", "--yes", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["new"], told["done"]) == (["A/RES/80/58"], "nothing written")
    assert files(fetched) == before


@pytest.mark.slow
def test_what_has_not_changed_is_not_sent_again(fetched: Archive, publisher: Server) -> None:
    publisher.says("/80.json", sent(*RESOLUTIONS, NEW, etag='"two"'))
    assert run(fetched) == 0
    assert run(fetched, "--yes") == 0
    asked = [headers.get("If-None-Match") for path, headers in publisher.asked if "80" in path]
    assert asked == [None, '"two"']
    assert b"A/RES/80/58" in files(fetched)[f"{SOURCE}.json"]


@pytest.mark.slow
def test_an_answer_that_was_spoilt_on_disk_is_asked_for_anew(
    fetched: Archive, publisher: Server
) -> None:
    publisher.says("/80.json", sent(*RESOLUTIONS, NEW, etag='"two"'))
    assert run(fetched) == 0
    (place,) = (fetched.root.parent / "kept").iterdir()
    place.write_bytes(place.read_bytes()[:-3])
    assert run(fetched, "--yes") == 0
    assert "If-None-Match" not in publisher.asked[-2][1]
    assert b"A/RES/80/58" in files(fetched)[f"{SOURCE}.json"]


FEWER = {**RESOLUTIONS[0], "MS_in_favour": ["KENYA", "NETHERLANDS"]}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (sent(NEW), "found nothing on A/RES/79/1"),
        (sent(FEWER), "found 4 votes or rows, expected 5 at least"),
        (sent({**NEW, "MS_in_favour": None}), "MS_in_favour"),
        (sent({"resolutions": [NEW]}), "symbol"),
        (server.file(b"{"), "no sequence of JSON values"),
        (server.file(b""), "no resolution"),
        (server.status(404), "no such file (404)"),
        (server.status(403), "the answer 403"),
        (server.file(b"<html>", kind="text/html"), "a page"),
        (sent(*RESOLUTIONS, {**NEW, "MS_in_favour": ["ATLANTIS"]}), "State 'ATLANTIS'"),
    ],
    ids=["lost", "fewer", "type", "layout", "half", "empty", "gone", "forbidden", "page", "name"],
)
def test_what_cannot_be_right_is_refused_and_nothing_written(
    fetched: Archive,
    publisher: Server,
    capsys: pytest.CaptureFixture[str],
    answer: server.Answer,
    sentence: str,
) -> None:
    publisher.says("/80.json", answer)
    before = files(fetched)
    assert run(fetched, "--yes") == 2
    assert sentence in capsys.readouterr().err
    assert files(fetched) == before


def test_a_vote_that_changed_is_said(
    fetched: Archive, publisher: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = {
        **RESOLUTIONS[0],
        "MS_in_favour": ["KENYA", "NETHERLANDS"],
        "MS_abstaining": ["RUSSIAN FEDERATION", "REPUBLIC OF KOREA"],
    }
    publisher.says("/80.json", sent(changed))
    assert run(fetched, "--dry-run") == 0
    assert "1 changed: A/RES/79/1" in capsys.readouterr().out


def test_a_source_that_may_not_be_fetched_is_refused(
    fetched: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(fetched, "rosters/hague") == 2
    assert "rosters/hague: found no source with [fetch]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fetch", "sentence"),
    [
        ("addresses = []", "addresses"),
        ('addresses = ["file:///etc/passwd"]', "addresses, word 1"),
        ('addresses = ["http://user@127.0.0.1/"]', "addresses, word 1"),
        ('adresses = ["https://example.org/"]', "unknown key adresses"),
        ('addresses = ["https://example.org/", "https://example.org/"]', "each word once"),
    ],
)
def test_where_to_fetch_is_read_strictly(
    archive: Archive, capsys: pytest.CaptureFixture[str], fetch: str, sentence: str
) -> None:
    sidecar = archive.sidecar(SOURCE)
    sidecar.write_text(sidecar.read_text() + f"\n[fetch]\n{fetch}\n")
    assert archive.run("check") == 2
    assert sentence in capsys.readouterr().err


def test_only_files_that_can_be_put_together_have_several_addresses(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar = archive.sidecar("milestones")
    addresses = 'addresses = ["https://example.org/a", "https://example.org/b"]'
    sidecar.write_text(sidecar.read_text() + f"\n[fetch]\n{addresses}\n")
    assert archive.run("check") == 2
    assert "several addresses with format 'milestones'" in capsys.readouterr().err


@pytest.mark.parametrize(("days", "is_due"), [(14, False), (16, True)])
def test_a_source_that_nears_its_age_is_marked_as_read_again(
    fetched: Archive, days: int, is_due: bool
) -> None:
    fetched.edit_sidecar(SOURCE, 'retrieved = "2026-11"', 'retrieved = "2026-11-01"')
    fetched.edit_sidecar(SOURCE, 'licence = "CC0"', 'licence = "CC0"\nmax_age_days = 30')
    (source,) = [s for s in catalog.sources(fetched.root) if s.source_id == SOURCE]
    assert look.is_due(source, dt.date(2026, 11, 1) + dt.timedelta(days)) == is_due


def test_the_sources_that_are_fetched_are_the_ones_declared() -> None:
    root = Path(__file__).parents[3] / "data" / "sources"
    declared = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.toml")
        if "\n[fetch]\n" in path.read_text(encoding="utf-8")
    }
    assert declared == {SOURCE}
