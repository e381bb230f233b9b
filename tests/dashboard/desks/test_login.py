"""Settings of the login: read once, all their faults told at once, and no secret shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.desks import login
from dashboard.desks.person import Role
from data.errors import FaultsError
from tests.hostile_values import TEXTS, assert_is_told

ROOT = Path(__file__).parents[3]

WHOLE = {
    "TROJKA_AUTH": "oidc",
    "TROJKA_OIDC_ISSUER": "https://id.example/realms/mfa",
    "TROJKA_OIDC_CLIENT_ID": "trojka",
    "TROJKA_OIDC_CLIENT_SECRET": "hush-hush",
    "TROJKA_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
    "TROJKA_OIDC_REDIRECT": "https://trojka.example/oauth2callback",
}


def told(**changed: str) -> list[str]:
    """Return the sentences about settings, some of them changed."""
    with pytest.raises(FaultsError) as refused:
        login.read(WHOLE | changed)
    assert_is_told(refused.value)
    return str(refused.value).splitlines()


@pytest.mark.parametrize("said", ["", " ", "off", "OFF"])
def test_nobody_logs_in_where_nobody_is_asked_to(said: str) -> None:
    assert login.read({"TROJKA_AUTH": said, "TROJKA_OIDC_ISSUER": "nonsense"}) is None
    assert login.read({}) is None


@pytest.mark.parametrize("said", ["on", "1", "true", "oicd", "basic"])
def test_a_switch_that_says_something_else_is_no_open_door(said: str) -> None:
    (sentence,) = told(TROJKA_AUTH=said)
    assert sentence.startswith(f"TROJKA_AUTH: found '{said}', expected 'oidc' or 'off'")


def test_whole_settings_are_a_login() -> None:
    found = login.read(WHOLE)
    assert found is not None
    assert found.metadata == "https://id.example/realms/mfa/.well-known/openid-configuration"
    assert (found.origin, found.audience) == ("https://trojka.example", "trojka")
    assert found.rules.roles == {
        "reader": Role.READER,
        "desk": Role.DESK,
        "steward": Role.STEWARD,
    }
    auth = found.for_streamlit()["auth"]
    assert auth["client_secret"] == "hush-hush"  # noqa: S105  # opens nothing
    assert auth["client_kwargs"] == {"scope": "openid profile email"}


def test_values_of_the_claim_give_roles() -> None:
    names = {"TROJKA_OIDC_READERS": "all, staff", "TROJKA_OIDC_DESKS": "DVB-NW,DAF"}
    found = login.read(WHOLE | names)
    assert found is not None
    assert found.rules.roles == {
        "all": Role.READER,
        "staff": Role.READER,
        "DVB-NW": Role.DESK,
        "DAF": Role.DESK,
        "steward": Role.STEWARD,
    }


def test_a_value_gives_one_role() -> None:
    (sentence,) = told(TROJKA_OIDC_READERS="mfa", TROJKA_OIDC_STEWARDS="mfa")
    assert "'mfa', which gives the role reader already" in sentence


def test_no_secret_is_shown() -> None:
    shown = repr(login.read(WHOLE))
    assert "hush-hush" not in shown
    assert WHOLE["TROJKA_COOKIE_SECRET"] not in shown


def test_secrets_may_stand_in_files(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-a-file\n", encoding="utf-8")
    rest = {name: value for name, value in WHOLE.items() if name != "TROJKA_OIDC_CLIENT_SECRET"}
    found = login.read(rest | {"TROJKA_OIDC_CLIENT_SECRET_FILE": str(file)})
    assert found is not None
    assert found.client_secret == "from-a-file"  # noqa: S105  # opens nothing
    assert (
        "both the secret and the name of a file"
        in told(TROJKA_OIDC_CLIENT_SECRET_FILE=str(file))[0]
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read (No such file"), (b"", "empty file"), (b"\xff\xfe", "(no text)")],
)
def test_a_file_without_a_secret_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    rest = {name: value for name, value in WHOLE.items() if name != "TROJKA_COOKIE_SECRET"}
    with pytest.raises(FaultsError) as refused:
        login.read(rest | {"TROJKA_COOKIE_SECRET_FILE": str(file)})
    assert said in str(refused.value)
    assert "TROJKA_COOKIE_SECRET_FILE" in str(refused.value)


def test_all_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(FaultsError) as refused:
        login.read({"TROJKA_AUTH": "oidc"})
    where = [line.partition(":")[0] for line in str(refused.value).splitlines()]
    assert where == [name for name in WHOLE if name != "TROJKA_AUTH"]


@pytest.mark.parametrize("name", ["TROJKA_OIDC_ISSUER", "TROJKA_OIDC_REDIRECT"])
@pytest.mark.parametrize(
    "address",
    [
        "http://id.example/oauth2callback",
        "id.example",
        "ftp://localhost/oauth2callback",
        "https://",
        "https://who:hush@id.example/oauth2callback",
        "https://id.example:x/oauth2callback",
        "javascript:alert(1)",
        "https://[::1/oauth2callback",
    ],
)
def test_an_address_that_others_could_read_along_is_refused(name: str, address: str) -> None:
    assert told(**{name: address})[0].startswith(name)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_on_this_machine_no_tls_is_asked(host: str) -> None:
    found = login.read(WHOLE | {"TROJKA_OIDC_REDIRECT": f"http://{host}/oauth2callback"})
    assert found is not None
    assert found.origin == f"http://{host}"


def test_the_provider_must_lead_back_to_where_it_is_heard() -> None:
    (sentence,) = told(TROJKA_OIDC_REDIRECT="https://trojka.example/back")
    assert "one that ends in /oauth2callback" in sentence


@pytest.mark.parametrize("name", ["TROJKA_COOKIE_SECRET", "TROJKA_METRICS_TOKEN"])
def test_a_secret_that_can_be_guessed_is_refused(name: str) -> None:
    (sentence,) = told(**{name: "short"})
    assert sentence.startswith(f"{name}: found 5 characters, expected 32 or more")
    assert "short" not in sentence


def test_a_misspelt_setting_is_told_with_the_nearest() -> None:
    (sentence,) = told(TROJKA_OIDC_STEWARD="boss")
    assert "TROJKA_OIDC_STEWARD" in sentence
    assert "perhaps TROJKA_OIDC_STEWARDS" in sentence


@pytest.mark.parametrize("text", [t for t in TEXTS if t.strip()], ids=lambda t: ascii(t[:12]))
@pytest.mark.parametrize("name", [*WHOLE, "TROJKA_OIDC_SCOPE", "TROJKA_COOKIE_SECRET_FILE"])
def test_a_setting_that_says_anything_is_read_or_told(name: str, text: str) -> None:
    try:
        login.read(WHOLE | {name: text})
    except FaultsError as error:
        assert_is_told(error)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TROJKA_AUTH": "oidc"}, "TROJKA_OIDC_ISSUER: found nothing, expected a value"),
        (
            WHOLE | {"STREAMLIT_SERVER_BASE_URL_PATH": "trojka"},
            "server.baseUrlPath (STREAMLIT_SERVER_BASE_URL_PATH): found 'trojka', expected nothing",
        ),
    ],
)
def test_a_server_with_faulty_settings_says_so_and_does_not_start(
    settings: dict[str, str], sentence: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard/server.py", "--server.port=0"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
