"""People of two desks, in every role, for tests of what each may do."""

from __future__ import annotations

from dashboard.desks.person import ALONE, Person, Role

OURS, THEIRS = "DVB/NW", "DGPZ"


def person(role: Role, desk: str = OURS, name: str = "") -> Person:
    """Return somebody of a desk who has a role."""
    named = name or f"{role.name.title()} of {desk or 'no desk'}"
    return Person(subject=f"{desk}:{role.name}:{named}", name=named, desk=desk, role=role)


READER, OFFICER, STEWARD = (person(role) for role in Role)
THEIR_READER, THEIR_OFFICER, THEIR_STEWARD = (person(role, THEIRS) for role in Role)
NOWHERE = person(Role.DESK, "")

EVERYBODY = {
    "alone": ALONE,
    "our reader": READER,
    "our officer": OFFICER,
    "our steward": STEWARD,
    "their reader": THEIR_READER,
    "their officer": THEIR_OFFICER,
    "their steward": THEIR_STEWARD,
    "of no desk": NOWHERE,
}
