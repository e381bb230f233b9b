"""The kinds of fact that a desk can enter, and the texts and sources that one can be on."""

from __future__ import annotations

import re
import unicodedata

from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from data.facts import Facts

KINDS = {
    "endorsement": mark("A State joined or left a text"),
    "list": mark("The list of a known text, as it stands now"),
    "roster": mark("A new text, with its States"),
    "rollcall": mark("A roll call"),
    "sponsors": mark("The sponsors of a resolution"),
    "milestone": mark("Something that happened, or is to come"),
    "stance": mark("A documented stance"),
    "position": mark("What a State says that it wants"),
    "group": mark("A group of States, with its members"),
    "correction": mark("An error of a source"),
}
"""What can be entered, the most usual first. A list of a known text is a request for a roster."""

WITH_LIST = ("endorsement", "list", "roster", "rollcall", "sponsors", "stance", "position", "group")
"""Kinds that bring names of States."""

HINTS = {
    "endorsement": mark("Names of States, with commas or on lines of their own"),
    "list": mark("The whole list, as its publisher prints it"),
    "roster": mark("The whole list, as its publisher prints it"),
    "rollcall": mark(
        "As in the meeting record or the press release:\n"
        "In favour: Afghanistan, Albania, …\nAgainst: …\nAbstaining: …"
    ),
    "sponsors": mark("Sponsors: Albania, Armenia, …\nAdditional sponsors: …"),
    "stance": mark("Names of States, with commas or on lines of their own"),
    "position": mark("Names of States, with commas or on lines of their own"),
    "group": mark("The whole list, as its publisher prints it"),
}

KNOWN_BY = {
    "official_list": mark("Every name, from the publisher"),
    "secondary_list": mark("Every name, from others"),
    "partial": mark("Some names only"),
    "count_only": mark("The number only"),
}
"""How a list is known, as a desk says it, by ``roster_status``."""

USES = {
    "official_list": "full",
    "secondary_list": "full",
    "partial": "positives_only",
    "count_only": "positives_only",
}
"""What absence from such a list says: ``roster_use``."""

GROUPS = ("organisation", "regional_group")

JOINED = ("summit_outcome", "political_declaration")
"""Kinds of text that States go on joining: they head the list."""


def texts(facts: Facts) -> dict[str, str]:
    """Return every text with a roster: first those on military AI that States go on joining."""
    listed = facts.instruments
    listed = listed[listed["snapshot_of"].isna().to_numpy(dtype=bool)]
    listed = listed.assign(
        is_far=listed["domain"] != "military AI", is_other=~listed["kind"].isin(JOINED)
    ).sort_values(["is_far", "is_other", "date_from"], ascending=[True, True, False], kind="stable")
    return {
        key: f"{_(name)} · {vocabulary.word(vocabulary.KINDS, kind)}"
        for key, name, kind in zip(
            listed["instrument_id"], listed["short_name"], listed["kind"], strict=True
        )
    }


def sources(facts: Facts) -> dict[str, str]:
    """Return every source by its title."""
    listed = zip(facts.sources["source_id"], facts.sources["title"], strict=True)
    named = {source_id: f"{_(title)} · {source_id}" for source_id, title in listed}
    return dict(sorted(named.items(), key=lambda pair: i18n.sorting(pair[1])))


def key_of(short_name: str) -> str:
    """Return the key of a new text: its short name in small letters, digits and ``_``.

    Examples
    --------
    >>> key_of("Appel d'Évian (2027)")
    'appel_d_evian_2027'
    """
    parts = unicodedata.normalize("NFKD", short_name)
    plain = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60]


def row_key(text: str) -> dict[str, str]:
    """Return the columns that point to a row, as a desk writes them.

    Examples
    --------
    >>> row_key("iso3=EST, role=endorser")
    {'iso3': 'EST', 'role': 'endorser'}
    """
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return {column.strip(): value.strip() for column, _equals, value in pairs}
