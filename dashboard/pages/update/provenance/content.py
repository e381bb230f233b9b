"""What is offered of a document at an address: publishers and terms of the others on its site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from data.facts import Facts

USUAL_TERMS = "Page terms not read; facts cited, no text copied"


@dataclass(frozen=True)
class Offered:
    """What a desk may choose or overwrite.

    Attributes
    ----------
    host : str
        Of the site; empty where the address is none.
    publisher : str
        The likeliest; empty where no source is on the site.
    licences : tuple of str
        Every line of terms that some source has, the likeliest first.
    """

    host: str
    publisher: str
    licences: tuple[str, ...]


def offered(facts: Facts, url: str) -> Offered:
    """Return what is offered for an address."""
    host = _host(url)
    sources = facts.sources
    same = sources[sources["url"].map(_host) == host] if host else sources.iloc[:0]
    usual = [text for text, _n in Counter(same["licence"]).most_common()]
    known = sorted(set(sources["licence"]))
    publishers = [text for text, _n in Counter(same["publisher"]).most_common(1)]
    return Offered(
        host=host,
        publisher=publishers[0] if publishers else "",
        licences=tuple(dict.fromkeys([*usual, USUAL_TERMS, *known])),
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""  # no address at all; that is said when the fact is looked at
