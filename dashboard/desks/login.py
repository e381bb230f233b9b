"""Whether people log in here, and with whom: settings of the environment, read once at the start.

``TROJKA_AUTH=oidc`` asks everybody to log in with the OpenID provider that the other settings
name. What is secret may stand in a file: ``TROJKA_OIDC_CLIENT_SECRET_FILE`` names it. Nothing of it
is written anywhere.
"""

from __future__ import annotations

import difflib
import functools
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.desks.claims import ClaimRules
from dashboard.desks.permission import NAMES
from dashboard.desks.person import Role
from data import hidden
from data.errors import AccessError, FaultsError

SWITCH = "TROJKA_AUTH"
OFF, ON = ("", "off"), "oidc"
"""What the switch may say."""

DEFAULTS = {
    "TROJKA_OIDC_ISSUER": None,
    "TROJKA_OIDC_CLIENT_ID": None,
    "TROJKA_OIDC_CLIENT_SECRET": None,
    "TROJKA_COOKIE_SECRET": None,
    "TROJKA_OIDC_REDIRECT": None,
    "TROJKA_OIDC_METADATA": "",
    "TROJKA_OIDC_SCOPE": "openid profile email",
    "TROJKA_OIDC_AUDIENCE": "",
    "TROJKA_OIDC_DESK_CLAIM": "desk",
    "TROJKA_OIDC_ROLE_CLAIM": "role",
    "TROJKA_OIDC_READERS": "reader",
    "TROJKA_OIDC_DESKS": "desk",
    "TROJKA_OIDC_STEWARDS": "steward",
    "TROJKA_METRICS_TOKEN": "",
}
"""What each setting is where it is not named; None where it must be."""

SECRETS = ("TROJKA_OIDC_CLIENT_SECRET", "TROJKA_COOKIE_SECRET", "TROJKA_METRICS_TOKEN")
"""Settings that a file may hold: its name stands in the setting of the same name and ``_FILE``."""

VALUES = {
    Role.READER: "TROJKA_OIDC_READERS",
    Role.DESK: "TROJKA_OIDC_DESKS",
    Role.STEWARD: "TROJKA_OIDC_STEWARDS",
}
"""By role, the setting that says which values of the claim give it, with commas between them."""

CALLBACK = "/oauth2callback"
"""Path to which the provider sends people back."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Hosts that may be reached without TLS."""

MIN_SECRET = 32
"""Characters that a secret of our own must have."""

MAX_SECRET_BYTES = 10_000

_OURS = re.compile(r"TROJKA_(OIDC|COOKIE)")
"""How the settings begin that belong to nothing else."""


@dataclass(frozen=True)
class Login:
    """How people log in.

    Attributes
    ----------
    metadata : str
        Address at which the provider describes itself.
    client_id, client_secret, scope : str
        As the provider knows us, and what we ask of it.
    redirect : str
        Our address to which the provider sends people back.
    cookie_secret : str
        Signs the cookie; the same on every server of one address.
    audience : str
        For whom the tokens must be made that other programs bring.
    rules : ClaimRules
        How claims are read.
    metrics_token : str
        What whoever asks for the measurements from elsewhere must bring; empty for nobody.
    """

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    redirect: str
    cookie_secret: str = field(repr=False)
    audience: str
    rules: ClaimRules
    metrics_token: str = field(repr=False)

    @property
    def origin(self) -> str:
        """Scheme and host of our own address."""
        parts = urlsplit(self.redirect)
        return f"{parts.scheme}://{parts.netloc}"

    def for_streamlit(self) -> dict[str, Any]:
        """Return the same as Streamlit wants it, in the place of a file of secrets."""
        return {
            "auth": {
                "redirect_uri": self.redirect,
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.metadata,
                "client_kwargs": {"scope": self.scope},
            }
        }


@functools.cache
def current() -> Login | None:
    """Return how people log in on this server; None where nobody is asked to.

    Raises
    ------
    FaultsError
        With every fault of the settings.
    """
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Login | None:
    """Return what the settings say.

    Parameters
    ----------
    environment : mapping
        Value by name of the setting.

    Raises
    ------
    FaultsError
        With every fault of the settings; those that concern nothing while no login is asked for
        are none.
    """
    switch = environment.get(SWITCH, "").strip().lower()
    if switch in OFF:
        return None
    faults: list[AccessError] = []
    if switch != ON:
        faults.append(_fault(SWITCH, f"'{switch[:40]}'", "'oidc' or 'off'"))
    faults += _misspelt(environment)
    values = {name: _value(environment, name, faults) for name in DEFAULTS}
    issuer = values["TROJKA_OIDC_ISSUER"]
    metadata = values["TROJKA_OIDC_METADATA"] or (
        f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    )
    for name, address in (
        ("TROJKA_OIDC_ISSUER", issuer),
        ("TROJKA_OIDC_METADATA", metadata),
        ("TROJKA_OIDC_REDIRECT", values["TROJKA_OIDC_REDIRECT"]),
    ):
        faults += _address_faults(name, address) if values[name] else []
    if (redirect := values["TROJKA_OIDC_REDIRECT"]) and not redirect.endswith(CALLBACK):
        faults.append(
            _fault("TROJKA_OIDC_REDIRECT", f"'{redirect[:100]}'", f"one that ends in {CALLBACK}")
        )
    for name in ("TROJKA_COOKIE_SECRET", "TROJKA_METRICS_TOKEN"):
        if values[name] and len(values[name]) < MIN_SECRET:
            found = f"{len(values[name])} characters"
            faults.append(_fault(name, found, f"{MIN_SECRET} or more, drawn at random"))
    roles = _roles(values, faults)
    if faults:
        raise FaultsError(faults)
    return Login(
        metadata=metadata,
        client_id=values["TROJKA_OIDC_CLIENT_ID"],
        client_secret=values["TROJKA_OIDC_CLIENT_SECRET"],
        scope=values["TROJKA_OIDC_SCOPE"],
        redirect=redirect,
        cookie_secret=values["TROJKA_COOKIE_SECRET"],
        audience=values["TROJKA_OIDC_AUDIENCE"] or values["TROJKA_OIDC_CLIENT_ID"],
        rules=ClaimRules(
            issuer=issuer,
            desk=values["TROJKA_OIDC_DESK_CLAIM"],
            role=values["TROJKA_OIDC_ROLE_CLAIM"],
            roles=roles,
        ),
        metrics_token=values["TROJKA_METRICS_TOKEN"],
    )


def check_place(below: str) -> None:
    """Refuse a server below a path: the ways to the login provider and back lead to the root.

    Parameters
    ----------
    below : str
        Streamlit's setting ``server.baseUrlPath``; empty for the root.

    Raises
    ------
    AccessError

    Examples
    --------
    >>> check_place("")
    """
    if below.strip("/"):
        raise _fault(
            "server.baseUrlPath (STREAMLIT_SERVER_BASE_URL_PATH)",
            f"'{below[:100]}'",
            f"nothing, where {SWITCH} asks people to log in",
            do="leave it out, and give Trojka a host name of its own",
        )


def _value(environment: Mapping[str, str], name: str, faults: list[AccessError]) -> str:
    """Return what a setting says, or the file that it names; its default where it says nothing."""
    said = environment.get(name, "").strip()
    file = environment.get(f"{name}_FILE", "").strip() if name in SECRETS else ""
    if said and file:
        found = "both the secret and the name of a file"
        faults.append(_fault(name, found, "the one or the other"))
    elif file:
        said = _of_file(f"{name}_FILE", file, faults)
    if not said and DEFAULTS[name] is None and not file:
        faults.append(_fault(name, "nothing", "a value, as the README says", do="set it"))
    if hidden.HIDDEN.search(said):
        faults.append(_fault(name, "a hidden character", "a text without one"))
    return said or DEFAULTS[name] or ""


def _of_file(setting: str, file: str, faults: list[AccessError]) -> str:
    """Return what a file of a secret holds, without the end of its line."""
    try:
        with Path(file).open("rb") as opened:
            said = opened.read(MAX_SECRET_BYTES).decode().strip()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no text"
        faults.append(_fault(setting, f"a file that cannot be read ({why})", "one with the secret"))
        return ""
    if not said:
        faults.append(_fault(setting, "an empty file", "one with the secret"))
    return said


def _roles(values: Mapping[str, str], faults: list[AccessError]) -> dict[str, Role]:
    """Return the role that each value of the claim gives."""
    roles: dict[str, Role] = {}
    for role, setting in VALUES.items():
        for value in (text.strip() for text in values[setting].split(",")):
            if value in roles:
                found = f"'{value[:60]}', which gives the role {NAMES[roles[value]]} already"
                faults.append(_fault(setting, found, "a value that gives one role"))
            elif value:
                roles[value] = role
    return roles


def _address_faults(name: str, address: str) -> list[AccessError]:
    """Return what is wrong with an address: all that is said to it must be kept from others."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_address = bool(host) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return [_fault(name, f"'{address[:100]}'", "an address")]
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if is_address and is_safe and not parts.fragment:
        return []
    return [_fault(name, f"'{address[:100]}'", "an address that begins with https://")]


def _misspelt(environment: Mapping[str, str]) -> list[AccessError]:
    """Return a fault for each setting that is none: a login must not hang on a misprint."""
    known = [*DEFAULTS, *(f"{name}_FILE" for name in SECRETS)]
    faults = []
    for name in sorted(environment):
        if _OURS.match(name) and name not in known:
            nearest = difflib.get_close_matches(name, known, 1, cutoff=0)[0]
            faults.append(_fault(name[:80], "no setting of Trojka", f"perhaps {nearest}"))
    return faults


def _fault(name: str, found: str, expected: str, *, do: str = "correct it") -> AccessError:
    return AccessError(name, found=found, expected=expected, do=do)
