"""Where what bears the name of a State, text or roll call leads: tiles, sentences, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from dashboard import once
from dashboard.i18n import _
from dashboard.words import addresses, states
from data.facts import Facts


def view_of(facts: Facts, name: str) -> str | None:
    """Return the address of the State, text or roll call that bears a name, if just one does.

    Parameters
    ----------
    facts : Facts
    name : str
        In the language spoken, as pages show it; of a roll call its symbol.
    """
    address = once.said_of(facts, views).get(name)
    return None if address is None else address + addresses.suffix()


def linked(facts: Facts, text: str) -> str:
    """Return a sentence in which the name of each State leads to its page.

    Parameters
    ----------
    facts : Facts
    text : str
        Markdown; what is a link already stays as it is.
    """
    return once.said_of(facts, _states_named).sub(
        lambda found: f"[{found[0]}](<{view_of(facts, found[0])}>)" if found["name"] else found[0],
        text,
    )


def _states_named(facts: Facts) -> re.Pattern[str]:
    """Return what finds the names of States as whole words, and links, which hold names too."""
    known = once.said_of(facts, views)
    names = [name for name in states.names(facts.states).values() if name in known]
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"\[[^]]*\]\([^)]*\)|(?<![\w-])(?P<name>{either})(?![\w-])")


def views(facts: Facts) -> Mapping[str, str]:
    """Return the address of each view by the name that it bears, if no other bears it."""
    named: dict[str, str] = {}
    shared = set()
    for name, address in _named(facts):
        if name in named:
            shared.add(name)
        named[name] = address
    return {name: address for name, address in named.items() if name not in shared}


def _named(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield names and addresses of States, texts, and roll calls on whole texts."""
    for iso3, name in states.names(facts.states).items():
        yield name, _address("state", state=iso3)
    texts = facts.instruments[facts.instruments["snapshot_of"].isna().to_numpy(dtype=bool)]
    for key, short in zip(texts["instrument_id"], texts["short_name"], strict=True):
        yield _(short), _address("instruments", part="roster", instrument=key)
    held = facts.rollcalls
    is_part = (held["is_paragraph_vote"] | held["is_amendment_vote"]).to_numpy(dtype=bool)
    whole = held[~is_part & held["symbol"].notna().to_numpy(dtype=bool)]
    for key, symbol in zip(whole["rollcall_id"], whole["symbol"], strict=True):
        yield symbol, _address("rollcalls", rollcall=key)


def _address(page: str, **query: object) -> str:
    return f"{page}?{urlencode({name: str(value) for name, value in query.items()})}"
