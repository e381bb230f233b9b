"""Without a login: what tells of Streamlit's inside is answered to this machine only."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dashboard import server
from dashboard.operations import inside

SHUT = ("/_stcore/metrics", "/below/_stcore/metrics", "/_stcore/script-health-check")


@pytest.fixture
def asked() -> dict[str, TestClient]:
    """Return clients of the whole server: this machine, and another one."""
    app = server.app._build_starlette_app()
    return {host: TestClient(app, client=(host, 50_000)) for host in ("127.0.0.1", "203.0.113.7")}


@pytest.mark.parametrize("path", SHUT)
def test_no_other_machine_is_answered(asked: dict[str, TestClient], path: str) -> None:
    answer = asked["203.0.113.7"].get(path)
    assert answer.status_code == 403
    assert answer.text.startswith("the request: found another machine, expected the one on which")
    assert "Content-Security-Policy" in answer.headers
    passed_on = asked["127.0.0.1"].get(path, headers={"X-Forwarded-For": "127.0.0.1"})
    assert passed_on.status_code == 403


def test_this_machine_is_answered(asked: dict[str, TestClient]) -> None:
    answer = asked["127.0.0.1"].get("/_stcore/metrics")
    assert answer.status_code == 200
    assert answer.text.endswith("# EOF\n")


def test_what_pages_ask_of_streamlit_is_answered_to_all(asked: dict[str, TestClient]) -> None:
    everybody = asked["203.0.113.7"]
    assert everybody.get("/_stcore/host-config").status_code == 200
    assert everybody.get("/_stcore/health").status_code in (200, 503)  # no runtime was started
    assert everybody.get(inside.METRICS).status_code == 200
