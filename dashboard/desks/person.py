"""The person before the screen: their desk, and the role that says what they may do.

>>> officer = Person(subject="7f3c", name="A. Jansen", desk="DVB/NW", role=Role.DESK)
>>> officer.may(Role.READER), officer.may(Role.STEWARD)
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do; whoever has a role may do what those below it may."""

    READER = 1
    """Look at every page and take along what is on it."""

    DESK = 2
    """Keep plans, counts and packs for briefings, and log approaches."""

    STEWARD = 3
    """Change the facts on *Update*, and read the trail."""


@dataclass(frozen=True)
class Person:
    """Who asks.

    Attributes
    ----------
    subject : str
        What the provider knows the person by, for ever; empty where nobody logs in.
    name : str
        As shown, and as written under what the person saves; empty where nobody logs in.
    desk : str
        The desk that the person's plans belong to; empty where nobody logs in.
    role : Role
    """

    subject: str
    name: str
    desk: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether the person may do what a role may."""
        return self.role >= role


ALONE = Person(subject="", name="", desk="", role=Role.STEWARD)
"""Whoever sits before their own machine, where no login is asked: all may be done."""
