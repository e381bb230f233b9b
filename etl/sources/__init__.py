"""One module a publisher's format; each has a pure ``parse(content, *, where)``.

A source's sidecar names its format, which is the name of the module; plain lists of our own stand
together in ``plain_lists``. ``parse`` checks the form of the file (encoding, header, number of
fields) and returns its rows; what they mean is checked later, once they have been corrected.
"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from etl.sources import (
    aliases,
    boundaries,
    milestones,
    plain_lists,
    reference_points,
    repeated_votes,
    rollcall,
    roster,
    sites,
    states,
    tiles,
    topic_rules,
    un_resolutions,
    undl,
    unga_mismatches,
    unga_rollcalls,
    unga_sponsors,
    unga_votes,
)


class Parse(Protocol):
    """How a file is read."""

    def __call__(self, content: bytes, *, where: str) -> pd.DataFrame:
        """Return the rows of the file; ``where`` is its path, for messages."""


SOURCES: dict[str, Parse] = {
    **{name: plain_lists.reader(name) for name in plain_lists.PLAIN_LISTS},
    "aliases": aliases.parse,
    "boundaries": boundaries.parse,
    "milestones": milestones.parse,
    "reference_points": reference_points.parse,
    "repeated_votes": repeated_votes.parse,
    "rollcall": rollcall.parse,
    "roster": roster.parse,
    "sites": sites.parse,
    "states": states.parse,
    "tiles": tiles.parse,
    "topic_rules": topic_rules.parse,
    "un_resolutions": un_resolutions.parse,
    "undl": undl.parse,
    "unga_mismatches": unga_mismatches.parse,
    "unga_rollcalls": unga_rollcalls.parse,
    "unga_sponsors": unga_sponsors.parse,
    "unga_votes": unga_votes.parse,
}
"""Readers by the name of the format."""
