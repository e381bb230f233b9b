"""Ask whether a person may do something, where it is done: below every page and button."""

from __future__ import annotations

import logging

from dashboard.desks.person import Person, Role
from data.errors import AccessError

NAMES = {Role.READER: "reader", Role.DESK: "desk", Role.STEWARD: "steward"}
"""What each role is called in settings and messages."""

_log = logging.getLogger("trojka.login")


def require(person: Person, role: Role, *, to: str) -> None:
    """Let a person go on who may do what a role may.

    Parameters
    ----------
    person : Person
    role : Role
        The least that is needed.
    to : str
        What is about to be done, in English: ``"change the facts"``.

    Raises
    ------
    AccessError
        With reason ``"role"``, if the person may not.

    Examples
    --------
    >>> reader = Person(subject="7f3c", name="A. Jansen", desk="DVB/NW", role=Role.READER)
    >>> require(reader, Role.STEWARD, to="change the facts")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    data.errors.AccessError: to change the facts: found the role reader, expected the role ...
    """
    if not person.may(role):
        _log.warning("refused to %s: the role %s", to, NAMES[person.role])
        raise AccessError(
            f"to {to}",
            found=f"the role {NAMES[person.role]}",
            expected=f"the role {NAMES[role]}",
            do="ask somebody who has it",
            reason="role",
        )
