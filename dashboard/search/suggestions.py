"""What the search box shows for what is typed in it: sentences, and links kind by kind."""

from __future__ import annotations

from typing import TypedDict

from dashboard import once
from dashboard.i18n import _, ngettext
from dashboard.i18n import number as in_words
from dashboard.search import entries, matching
from dashboard.words import addresses
from dashboard.words.markdown import plain
from data.facts import Facts

N_NEAREST = 3
"""Links offered in the place of what does not exist."""

Places = tuple[tuple[str, str], ...]
"""Path and English title of each page of the menu."""


class Suggestion(TypedDict):
    """A link of the list."""

    name: str
    note: str
    address: str
    is_outside: bool


class Group(TypedDict):
    """Links of one kind under their heading."""

    heading: str
    links: list[Suggestion]


class Suggestions(TypedDict):
    """A sentence on what was understood, and the links."""

    sentence: str
    groups: list[Group]


def index_of(facts: Facts, places: Places) -> matching.Index:
    """Return the index of everything that can be found, in the language spoken."""
    return matching.of_entries(entries.of_facts(facts, places))


def for_words(facts: Facts, typed: str, places: Places) -> Suggestions:
    """Return what is suggested for what is typed; nothing where nothing is."""
    found = matching.answer(once.said_of(facts, index_of, places), typed)
    groups = [
        Group(
            heading=_(entries.KINDS[kind]),
            links=[
                Suggestion(
                    name=entry.name,
                    note=entry.note,
                    address=linked(entry),
                    is_outside=entry.is_outside,
                )
                for entry in held
            ],
        )
        for kind, held in matching.by_kind(found)
    ]
    return Suggestions(sentence=_sentence(found), groups=groups)


def states_index(facts: Facts) -> matching.Index:
    """Return the index of States alone, in the language spoken."""
    return matching.of_entries(entries.of_states(facts))


def nearest(among: matching.Index, asked: str, kind: str) -> str:
    """Return links to what of a kind is nearest to something asked for, as Markdown; else empty."""
    found = matching.answer(among, asked, (kind,))
    links = [f"[{plain(entry.name)}](<{linked(entry)}>)" for entry in found.entries[:N_NEAREST]]
    return ", ".join(links)


def linked(entry: entries.SearchEntry) -> str:
    """Return the address of an entry with what every link of ours carries on."""
    if entry.is_outside:
        return entry.address
    return entry.address + addresses.suffix("&" if "?" in entry.address else "?")


def _sentence(found: matching.SearchAnswer) -> str:
    """Return in a sentence what was understood."""
    if not found.asked:
        return ""
    if not found.entries:
        return _(
            "Nothing here is called “{words}”, or nearly so. Try a State, a text, or a symbol such "
            "as 80/58."
        ).format(words=found.asked)
    if found.is_near:
        return _("Nothing here is called “{words}”. Nearest to it:").format(words=found.asked)
    if found.n_found > len(found.entries):
        return _("{shown} of {n} found; another word narrows it down.").format(
            shown=in_words(len(found.entries)), n=in_words(found.n_found)
        )
    return ngettext("{n} found", "{n} found", found.n_found).format(n=in_words(found.n_found))
