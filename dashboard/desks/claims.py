"""What a login provider says of somebody, read as a person with a desk and a role.

Nothing is taken for granted: what is missing, unknown or out of date is a sentence and no entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.desks.permission import NAMES
from dashboard.desks.person import Person, Role
from data import hidden
from data.errors import AccessError

LEEWAY_SECONDS = 60
"""By so much may the clocks of the provider and of this server differ."""

MAX_LETTERS = 200
"""Characters that a name, a desk or a subject may have."""

FAR_SECONDS = 1e11
"""No moment of a login is so late: infinity, and what is no number, are none."""

Claims = Mapping[str, Any]
"""What a provider says of somebody, as its token has it."""


@dataclass(frozen=True)
class ClaimRules:
    """How claims are read.

    Attributes
    ----------
    issuer : str
        Who must have made them, to the letter.
    desk, role : str
        Names of the claims that hold the desk and the role; dots lead into what is nested, as in
        ``realm_access.roles``.
    roles : mapping
        Role by value of the claim that holds it.
    """

    issuer: str
    desk: str
    role: str
    roles: Mapping[str, Role]


def person(
    claims: Claims,
    rules: ClaimRules,
    *,
    audience: str,
    now: float,
    leeway_seconds: float = LEEWAY_SECONDS,
) -> Person:
    """Return who the claims are about.

    Parameters
    ----------
    claims : mapping
    rules : ClaimRules
    audience : str
        For whom they must have been made.
    now : float
        Seconds since 1970.
    leeway_seconds : float
        By how much the clocks may differ.

    Raises
    ------
    AccessError
        With reason ``"again"`` if the login is over, or made for others or by others; ``"clock"``
        if it is not begun yet; ``"refused"`` if it names no desk, no role, or nobody.

    Examples
    --------
    >>> rules = ClaimRules("https://id.example", "desk", "role", {"editor": Role.DESK})
    >>> made = {"iss": "https://id.example", "aud": "trojka", "sub": "7f3c", "iat": 0, "exp": 900}
    >>> person(
    ...     made | {"name": "A. Jansen", "desk": "DVB/NW", "role": ["editor"]},
    ...     rules, audience="trojka", now=60,
    ... )
    Person(subject='7f3c', name='A. Jansen', desk='DVB/NW', role=<Role.DESK: 2>)
    """
    _require_ours(claims, rules, audience)
    _require_now(claims, now, leeway_seconds)
    subject = _text(claims, "sub")
    named = (claims.get(name) for name in ("name", "preferred_username", "email"))
    name = next((text for text in named if isinstance(text, str) and text.strip()), subject)
    return Person(
        subject=subject,
        name=hidden.escaped(name.strip())[:MAX_LETTERS],
        desk=_text(claims, rules.desk),
        role=_role(claims, rules),
    )


def ends_at(claims: Claims) -> float:
    """Return when a login is over, in seconds since 1970, leeway included."""
    return _seconds(claims, "exp") + LEEWAY_SECONDS


def _require_ours(claims: Claims, rules: ClaimRules, audience: str) -> None:
    """Refuse what was made by others, or for others."""
    issuer, audiences = claims.get("iss"), claims.get("aud")
    if issuer != rules.issuer:
        raise _again(f"the issuer {_shown(issuer)}", f"the issuer '{rules.issuer}'")
    if audience not in ([audiences] if isinstance(audiences, str) else _listed(audiences)):
        raise _again(f"a login for {_shown(audiences)}", f"one for '{audience}'")


def _require_now(claims: Claims, now: float, leeway_seconds: float) -> None:
    """Refuse what is over, or not yet begun."""
    ends = _seconds(claims, "exp")
    if now > ends + leeway_seconds:
        raise _again(f"a login that ended at {_time(ends)}", "one that still holds")
    for name in ("iat", "nbf"):
        if name in claims and (begins := _seconds(claims, name)) > now + leeway_seconds:
            raise AccessError(
                "the login",
                found=f"one that begins at {_time(begins)}, when it is {_time(now)} here",
                expected=f"clocks that differ by no more than {LEEWAY_SECONDS} s",
                do="have the clock of the login provider or of this server put right",
                reason="clock",
            )


def _role(claims: Claims, rules: ClaimRules) -> Role:
    """Return the highest role that the claims give."""
    said = _at(claims, rules.role)
    values = [said] if isinstance(said, str) else _listed(said)
    if not any(value.strip() for value in values):
        raise _refused(f"no claim '{rules.role}'", "the role of the person in it")
    if known := [rules.roles[value] for value in values if value in rules.roles]:
        return max(known)
    raise _refused(
        f"the role {_shown(', '.join(values))}",
        "one of " + ", ".join(_with_role(value, role) for value, role in rules.roles.items()),
    )


def _with_role(value: str, role: Role) -> str:
    return value if value == NAMES[role] else f"{value} ({NAMES[role]})"


def _text(claims: Claims, name: str) -> str:
    """Return a claim that has to say something."""
    said = _at(claims, name)
    if said is None:
        raise _refused(f"no claim '{name}'", "a text in it")
    text = said.strip() if isinstance(said, str) else ""
    if not text or len(text) > MAX_LETTERS or hidden.HIDDEN.search(text):
        raise _refused(
            f"{_shown(said)} in the claim '{name}'",
            f"a text of 1 to {MAX_LETTERS} characters, none of them hidden",
        )
    return text


def _at(claims: Claims, name: str) -> Any:
    """Return a claim by its name, or by the way that the dots in it lead; None without one."""
    if name in claims:
        return claims[name]
    here: Any = claims
    for step in name.split("."):
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def _listed(said: Any) -> list[str]:
    return [value for value in said if isinstance(value, str)] if isinstance(said, list) else []


def _seconds(claims: Claims, name: str) -> float:
    """Return a moment, in seconds since 1970."""
    said = claims.get(name)
    if isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said < FAR_SECONDS:
        return float(said)
    raise _again(f"{_shown(said)} in the claim '{name}'", "seconds since 1970")


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"


def _shown(said: Any) -> str:
    """Return what stands in a claim, in short."""
    text = " ".join(str(said)[:60].split())
    return "nothing" if said is None or not text else f"'{text}'"


def _again(found: str, expected: str) -> AccessError:
    return AccessError(
        "the login", found=found, expected=expected, do="log in again", reason="again"
    )


def _refused(found: str, expected: str) -> AccessError:
    return AccessError(
        "the login",
        found=found,
        expected=expected,
        do="ask whoever runs the login for a desk and a role in Trojka",
        reason="refused",
    )
