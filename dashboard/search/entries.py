"""What can be found: each thing with its name, its spellings and the address of its view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from analytics import titles
from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from dashboard.words import documents, resolutions, states
from dashboard.words.markdown import web_address
from data import domains
from data.facts import Facts

STATES, TEXTS, GROUPS, VOTES = "states", "texts", "groups", "votes"
MILESTONES, DOCUMENTS, PAGES = "milestones", "documents", "pages"

KINDS: Mapping[str, str] = {
    STATES: mark("States"),
    PAGES: mark("Pages of the dashboard"),
    TEXTS: mark("Texts and forums"),
    GROUPS: mark("Groups of States"),
    VOTES: mark("Roll calls"),
    MILESTONES: mark("Milestones"),
    DOCUMENTS: mark("Documents"),
}
"""Kinds of what can be found, with their heading; of two that answer alike the first one wins."""


@dataclass(frozen=True)
class SearchEntry:
    """A thing that can be found.

    Attributes
    ----------
    kind : str
        Of `KINDS`.
    key : str
        Of the data: of a State its code, of a page its path.
    name : str
        In the language spoken.
    note : str
        What tells it from others of its name; may be empty.
    address : str
        Of its view, without what every link carries on; or of a document elsewhere.
    spellings : tuple of str
        Under which it is found too.
    place : int
        Its place among those of its kind that answer alike: the lowest comes first.
    """

    kind: str
    key: str
    name: str
    note: str
    address: str
    spellings: tuple[str, ...] = ()
    place: int = 0

    @property
    def is_outside(self) -> bool:
        """Return whether its address is another site's."""
        return "://" in self.address


def of_facts(facts: Facts, pages: tuple[tuple[str, str], ...]) -> Iterator[SearchEntry]:
    """Yield everything that can be found, in the language spoken.

    Parameters
    ----------
    facts : Facts
    pages : tuple of (str, str)
        Path and English title of each page of the menu.
    """
    yield from _of_pages(pages)
    yield from of_states(facts)
    yield from _of_instruments(facts)
    yield from _of_rollcalls(facts)
    yield from _of_milestones(facts)
    yield from _of_documents(facts)


def _of_pages(pages: tuple[tuple[str, str], ...]) -> Iterator[SearchEntry]:
    """Yield the pages, under their titles in every language."""
    for place, (path, title) in enumerate(pages):
        said = tuple(i18n.translations(language).gettext(title) for language in i18n.LANGUAGES)
        yield SearchEntry(PAGES, path, _(title), "", path, said, place)


def of_states(facts: Facts) -> Iterator[SearchEntry]:
    """Yield States by name, each under every spelling that the record knows of it."""
    known = facts.states.set_index("iso3")
    aliases = facts.aliases.groupby("iso3")["alias"].agg(list)
    for iso3, name in states.names(facts.states).items():
        row = known.loc[iso3]
        names = (row["name_en"], row["name_nl"], row["un_name"], row["iso2"], iso3)
        is_member, group = row["un_membership"] == "member", row["un_region_group_code"]
        note = (
            vocabulary.word(vocabulary.GROUPS_SHORT, group)
            if is_member and isinstance(group, str)
            else vocabulary.word(vocabulary.MEMBERSHIPS, str(row["un_membership"]))
        )
        spellings = [text for text in (*names, *aliases.get(iso3, [])) if isinstance(text, str)]
        address = _address("state", state=iso3)
        yield SearchEntry(STATES, iso3, name, note, address, tuple(spellings), int(not is_member))


def _of_instruments(facts: Facts) -> Iterator[SearchEntry]:
    """Yield texts, forums and groups, the latest first; earlier states of one are left out."""
    held = facts.instruments[facts.instruments["snapshot_of"].isna().to_numpy(dtype=bool)]
    latest = held.sort_values("date_from", ascending=False, na_position="last", kind="stable")
    for place, row in enumerate(latest.to_dict("records")):
        short, full = str(row["short_name"]), str(row["name"])
        is_group = row["kind"] in domains.GROUP_KINDS and pd.isna(row["domain"])
        note = " · ".join(
            part
            for part in (
                vocabulary.word(vocabulary.KINDS, row["kind"]),
                str(row["date_from"].year) if pd.notna(row["date_from"]) else "",
            )
            if part
        )
        key, kind = str(row["instrument_id"]), GROUPS if is_group else TEXTS
        address = _address("instruments", part="roster", instrument=key)
        yield SearchEntry(kind, key, _(short), note, address, (short, full, _(full), key), place)


def _of_rollcalls(facts: Facts) -> Iterator[SearchEntry]:
    """Yield roll calls, the latest first, under symbol and title."""
    latest = facts.rollcalls.sort_values(
        "vote_date", ascending=False, na_position="last", kind="stable"
    )
    for place, row in enumerate(latest.to_dict("records")):
        symbols = [text for text in (row["symbol"], row["draft"]) if isinstance(text, str)]
        title = resolutions.title(row)
        original = row["title"] if isinstance(row["title"], str) else ""
        short = [text.removeprefix("A/RES/").removeprefix("A/") for text in symbols]
        spellings = (*symbols, *short, original, title)
        note = f"{titles.bare(title)} · {resolutions.when(row)}"
        key = str(row["rollcall_id"])
        address = _address("rollcalls", rollcall=key)
        yield SearchEntry(VOTES, key, resolutions.symbol(row), note, address, spellings, place)


def _of_milestones(facts: Facts) -> Iterator[SearchEntry]:
    """Yield milestones, the latest first, each with the timeline from its year on."""
    latest = facts.milestones.sort_values("date_from", ascending=False, kind="stable")
    for place, row in enumerate(latest.to_dict("records")):
        title = str(row["title"])
        more = [text for text in (row["symbol"], row["place"]) if _is_text(text)]
        spellings = (title, *(f"{title} {text}" for text in more))
        when = i18n.partial_date(row["date_text"])
        address = _address("timeline", **{"from": str(row["date_from"].year)})
        yield SearchEntry(
            MILESTONES, str(row["milestone_id"]), _(title), when, address, spellings, place
        )


def _of_documents(facts: Facts) -> Iterator[SearchEntry]:
    """Yield the documents that somebody vouches for and that have a title and an address."""
    held = facts.evidence[(facts.evidence["grade"] != documents.UNVERIFIED).to_numpy(dtype=bool)]
    for place, row in enumerate(held.to_dict("records")):
        address = web_address(row["url"])
        if _is_text(row["title"]) and address is not None and "://" in address:
            name, publisher = str(row["title"]), str(row["publisher"])
            key = str(row["evidence_id"])
            yield SearchEntry(DOCUMENTS, key, _(name), publisher, address, (name, publisher), place)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _address(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"
