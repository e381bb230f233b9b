"""Secrets come from the environment or from files: none stands in the code, none is said."""

from __future__ import annotations

import logging
import re
import subprocess
import tomllib
import traceback
from pathlib import Path

import pytest

from dashboard.plans import store as plans
from data.errors import PlanError

ROOT = Path(__file__).parents[1]
WORD = "correct-horse-battery"
TEXT = {".cfg", ".conf", ".ini", ".js", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}

GIVEN_AWAY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\b(password|passwd|secret|token|api_?key)\s*[:=]\s*[\"'][^\"'\s{}$<>]{8,}[\"']"
    r"|[a-z]://[^\s/:@\"'{}<>$]+:(?!password@|\.\.\.@|\*+@)[^\s/@\"'{}<>$]+@[a-z]",
    re.IGNORECASE,
)
"""A key, a password as it is assigned, or one in an address; not where one is only spoken of."""

SETTINGS = {
    "browser": {"gatherUsageStats": False},
    "client": {"showErrorDetails": "none", "allowedOrigins": []},
    "server": {
        "address": "localhost",
        "enableAgentApi": False,
        "enableCORS": True,
        "enableStaticServing": False,
        "enableXsrfProtection": True,
        "fileWatcherType": "none",
        "maxMessageSize": 50,
        "maxUploadSize": 20,
        "maxWidgetStateSize": 25,
    },
}
"""What docs/security.md says of the settings of the server."""


def of_the_house() -> list[Path]:
    """Return every file of text of the project, but for its tests and its facts."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    names = [name for name in listed if not name.startswith(("tests/", "data/sources/"))]
    return [ROOT / name for name in names if Path(name).suffix in TEXT or "." not in name]


@pytest.mark.slow
def test_no_secret_stands_in_the_code() -> None:
    files = [path for path in of_the_house() if path.is_file()]
    assert len(files) > 300
    found = {
        f"{path.relative_to(ROOT)}: {match[0][:60]}"
        for path in files
        for match in GIVEN_AWAY.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("password = 'hunter2hunter2'", True),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", True),
        ("url = postgresql://trojka:hunter2@db/plans", True),
        ("`postgresql://user:password@host/name`", False),
        ('password = os.environ["TROJKA_PASSWORD"]', False),
        ("hide_password=True", False),
    ],
)
def test_a_secret_that_is_given_away_is_seen(line: str, is_found: bool) -> None:
    assert bool(GIVEN_AWAY.search(line)) == is_found


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://trojka:{}@localhost:1/plans",
        "postgresql://trojka:{}@localhost:1/plans?sslmode=none",
        "mysql://trojka:{}@localhost/plans",
        "postgresql://trojka:{}@localhost:port/plans",
        "{}",
    ],
)
def test_a_password_of_the_database_is_never_said(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in what is told, nor in the log, nor in the traceback of what it rests on."""
    monkeypatch.setenv("TROJKA_PLANS_URL", url.format(WORD))
    caplog.set_level(logging.DEBUG)
    with pytest.raises(PlanError) as told:
        plans.open_plans().list()
    said = [str(told.value), repr(told.value), *traceback.format_exception(told.value)]
    assert WORD not in "\n".join(said)
    assert WORD not in caplog.text


def test_the_settings_of_the_server_are_those_that_are_told() -> None:
    held = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for section, wanted in SETTINGS.items():
        assert {name: held[section].get(name) for name in wanted} == wanted
    assert not (ROOT / ".streamlit" / "secrets.toml").exists()
