"""What is told of readers who come at once: every answer counted, and every failure."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from dashboard import navigation
from data.store import Snapshot
from tests import parts
from tests.load.__main__ import SETTING, cookie_of, main
from tests.load.crowd import EMPTY, Crowd, resident_mb, together
from tests.oidc import visitor
from tests.oidc.provider import provided
from tests.serving import free_port, served


@pytest.mark.slow
def test_every_answer_of_every_reader_is_counted(tmp_path: Path) -> None:
    script = tmp_path / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with served(str(script)) as (address, process):
        crowd = together([address], [(None, {})], n_sessions=3, n_views=4, thinking_seconds=0.01)
        assert 10 < resident_mb(process) < 2_000
    assert crowd.errors == []
    assert len(crowd.times) == 12
    assert 0 < crowd.median <= crowd.p95 <= max(crowd.times)


def test_readers_whom_nobody_answers_are_counted_too() -> None:
    nowhere = f"http://localhost:{free_port()}"
    crowd = together([nowhere], [(None, {})], n_sessions=2, n_views=3, thinking_seconds=0.01)
    assert crowd.times == []
    assert len(crowd.errors) == 6
    assert all("no socket at" in error for error in crowd.errors)


def test_quantiles_are_those_of_the_answers() -> None:
    crowd = Crowd([float(n) for n in range(1, 102)])
    assert (crowd.median, crowd.p95) == (51.0, 96.0)


@pytest.mark.slow
def test_the_table_has_a_row_for_each_number_of_readers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with served(str(script)) as (address, process):
        asked = ["--base", address, "--process", str(process), "--sessions", "1,2"]
        assert main([*asked, "--seconds", "0.2", "--thinking", "0.1"]) == 0
    told = capsys.readouterr().out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told[2:-1]]
    assert [row[:4] for row in rows] == [["Trojka", "1", "1", "2"], ["Trojka", "2", "1", "4"]]
    assert told[-1].startswith("p95 stayed within 1 s up to 2 sessions")


@pytest.mark.slow
@pytest.mark.real
def test_where_people_log_in_readers_bring_a_cookie(
    snapshot: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    port = free_port()
    monkeypatch.setattr(parts, "VIEWS", ((navigation.page_at("plan"), {}),))  # all take minutes
    kept = tmp_path / "cookie"
    with provided() as provider:
        provider.who = "desk"
        settings = provider.settings(f"http://localhost:{port}") | {
            "TROJKA_SNAPSHOT": str(snapshot.path),
            "TROJKA_PLANS_URL": f"sqlite:///{tmp_path / 'plans.sqlite'}",
        }
        with served(environment=settings, port=port) as (address, _process):
            asked = ["--base", address, "--sessions", "2", "--seconds", "0.2", "--thinking", "0.1"]
            with pytest.raises(RuntimeError, match="status_code=403"):
                main(asked)
            with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
                assert visitor.log_in(client, "/plan").status_code == 200
                kept.write_text(f"Cookie: {visitor.cookie(client)}\n", encoding="utf-8")
            monkeypatch.setenv(f"{SETTING}_FILE", str(kept))
            assert main(asked) == 0
    assert "| Trojka | 2 | 1 | 4 |" in capsys.readouterr().out


WHOLE = "_streamlit_user=2|1:0; _streamlit_xsrf=2|ab"


@pytest.mark.parametrize("said", [WHOLE, f"Cookie: {WHOLE}\n"])
def test_a_cookie_comes_from_the_environment_or_from_a_file(said: str, tmp_path: Path) -> None:
    (tmp_path / "cookie").write_text(said, encoding="utf-8")
    assert cookie_of({SETTING: said}) == WHOLE
    assert cookie_of({f"{SETTING}_FILE": str(tmp_path / "cookie")}) == WHOLE
    assert cookie_of({}) == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({SETTING: "2|1:0"}, "no _streamlit_user and no _streamlit_xsrf"),
        ({SETTING: "_streamlit_user=a"}, "found no _streamlit_xsrf"),
        ({SETTING: WHOLE.replace(" ", "\n")}, "no text of one line"),
        ({f"{SETTING}_FILE": "/no/such/file"}, "No such file"),
    ],
)
def test_a_cookie_that_opens_nothing_is_told_before_anybody_comes(
    said: dict[str, str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(["--base", f"http://localhost:{free_port()}"])
    assert told in capsys.readouterr().err
