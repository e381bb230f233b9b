"""Who takes the calendar or the feed, for the trail: programs ask every hour, a day is enough."""

from __future__ import annotations

from datetime import date

from dashboard.desks.person import ALONE, Person
from dashboard.plans import trail


class Subscribers:
    """Those of one server whose asking was noted, and on which day. Safe to share between threads.

    Two who ask at once may both be noted, which does no harm.
    """

    def __init__(self) -> None:
        self._noted: dict[tuple[str, str], date] = {}

    def took(self, person: Person, name: str, day: date) -> None:
        """Note that a file was taken, once a day each; nothing where nobody logs in.

        Parameters
        ----------
        person : Person
        name : str
            Of the file.
        day : date
            Today.
        """
        asked = (person.subject, name)
        if person == ALONE or self._noted.get(asked) == day:
            return
        if trail.noted(person, "exported", "page", name):
            self._noted[asked] = day
