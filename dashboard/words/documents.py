"""The documents that a chart or table rests on: its line of sources, and their list by grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard import i18n, once
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import document_titles
from dashboard.words.markdown import plain, web_address
from data.facts import Facts, current_facts
from data.provenance import GRADES

MAX_SOURCES_NAMED = 3
"""Publishers named under a chart; the others are in its list of sources."""

UNVERIFIED = "copy"
"""Grade of documents that no export names."""


def behind(evidence: Iterable[str]) -> pd.DataFrame:
    """Return ``evidence_id, publisher, grade`` of the documents behind some keys."""
    record = once.in_words(("publishers",), _publishers)
    return record[record["evidence_id"].isin(set(evidence))]


def listed(documents: pd.DataFrame) -> tuple[str, ...]:
    """Return documents as lines of a list: a link each, with publisher, grade and date."""
    lines = once.in_words(("documents",), _all_documents)
    return tuple(lines[key] for key in documents["evidence_id"])


def printed(documents: pd.DataFrame) -> tuple[str, ...]:
    """Return documents as lines of plain text, their addresses in full, for who reads on paper."""
    lines = once.in_words(("documents on paper",), _all_printed)
    return tuple(lines[key] for key in documents["evidence_id"])


def source_line(documents: pd.DataFrame) -> str:
    """Return the line of sources that goes on every saved chart, with the version of the facts.

    Official sites stand first. Copies that nobody vouches for are counted and never named: the
    page lists them, with their grade.
    """
    by_grade = documents.sort_values("grade", key=lambda one: one.map(GRADES.index), kind="stable")
    is_copy = by_grade["grade"] == UNVERIFIED
    publishers = list(dict.fromkeys(by_grade.loc[~is_copy, "publisher"]))
    n_copies = by_grade.loc[is_copy, "publisher"].nunique()
    text = "; ".join(publishers[:MAX_SOURCES_NAMED])
    more = len(publishers) - MAX_SOURCES_NAMED
    if more > 0:
        text += _(" and {n} more").format(n=i18n.number(more))
    if n_copies:
        copies = ngettext(
            "{n} unverified copy, listed on the page",
            "{n} unverified copies, listed on the page",
            n_copies,
        ).format(n=i18n.number(n_copies))
        text = f"{text}; {copies}" if text else copies
    return _("Sources: {sources}. Trojka, facts {version}.").format(
        sources=text, version=current_facts().version
    )


def named(facts: Facts, evidence: Iterable[str], *, at_most: int = MAX_SOURCES_NAMED) -> str:
    """Return a line of documents, each a link with its publisher and when it was read.

    Parameters
    ----------
    facts : Facts
    evidence : iterable of str
        Keys of documents.
    at_most : int
        Documents named, those of the best grade; the others are counted.

    Returns
    -------
    str
        Empty where there is none. Copies that nobody vouches for are counted, never named.
    """
    held = facts.evidence[facts.evidence["evidence_id"].isin(set(evidence)).to_numpy(dtype=bool)]
    held = held.fillna("").sort_values(
        "grade", key=lambda one: one.map(GRADES.index), kind="stable"
    )
    is_copy = (held["grade"] == UNVERIFIED).to_numpy(dtype=bool)
    rows = held[~is_copy].to_dict("records")
    titles = document_titles.of_all(facts)
    parts = [_named(row, titles[row["evidence_id"]]) for row in rows[:at_most]]
    if len(rows) > at_most:
        n = len(rows) - at_most
        parts.append(ngettext("{n} more", "{n} more", n).format(n=i18n.number(n)))
    n_copies = int(is_copy.sum())
    if n_copies:
        parts.append(
            ngettext(
                "{n} unverified copy, listed on the page",
                "{n} unverified copies, listed on the page",
                n_copies,
            ).format(n=i18n.number(n_copies))
        )
    return _("Documents: {documents}.").format(documents="; ".join(parts)) if parts else ""


def addresses_named(facts: Facts) -> dict[str, str]:
    """Return the web address of each document that an export may name, by its key."""
    held = facts.evidence[(facts.evidence["grade"] != UNVERIFIED).to_numpy(dtype=bool)]
    found = held.set_index("evidence_id")["url"].map(web_address)
    return {str(key): str(address) for key, address in found.items() if address}


def unnamed() -> Mapping[str, str]:
    """Return what an export says in the place of each address, and each publisher, of a copy."""
    return once.in_words(("copies",), _copies)


def renamed(frame: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with other words in the place of some."""
    found = frame.isin(list(words))
    out = frame.copy()
    for name in frame:
        if found[name].any():
            out[name] = frame[name].astype(object).replace(words)
    return out


def _publishers() -> pd.DataFrame:
    """Return who published each document of the record, as plain words: they are asked often."""
    facts = current_facts()
    held = facts.evidence
    return held[["evidence_id", "publisher", "grade"]].astype(object)


def _all_documents() -> dict[str, str]:
    """Return every document of the record as a line of the list, by its key."""
    facts = current_facts()
    held = facts.evidence.fillna("")
    names = document_titles.of_all(facts)
    return {
        row["evidence_id"]: _document(row, names[row["evidence_id"]])
        for row in held.to_dict("records")
    }


def _document(row: Mapping[Any, Any], title: str) -> str:
    """Return a document as a link, with its publisher, its grade and when it was read."""
    name = plain(title)
    address = web_address(row["url"])
    linked = f"[{name}](<{address}>)" if address else f"{name}, {plain(row['url'])}"
    return f"{linked}  \n{plain(row['publisher'])}, {_read(row)}"


def _all_printed() -> dict[str, str]:
    """Return every document of the record as a line of plain text, by its key."""
    facts = current_facts()
    titles = document_titles.of_all(facts)
    return {
        row["evidence_id"]: f"{titles[row['evidence_id']]}. "
        f"{row['publisher']}, {_read(row)}. {row['url']}"
        for row in facts.evidence.fillna("").to_dict("records")
    }


def _read(row: Mapping[Any, Any]) -> str:
    """Return when a document was read, and the grade of where."""
    read = (
        _("read {when}").format(when=i18n.partial_date(row["retrieved"]))
        if row["retrieved"]
        else _("read in a copy")
    )
    return f"{read} · {vocabulary.word(vocabulary.GRADES, row['grade'])}"


def _named(row: Mapping[Any, Any], title: str) -> str:
    """Return a document as a link, with its publisher and when it was read, in a line."""
    name = plain(title)
    address = web_address(row["url"])
    linked = f"[{name}](<{address}>)" if address else name
    publisher = "" if title == row["publisher"] else plain(row["publisher"])
    read = _("read {when}").format(when=i18n.partial_date(row["retrieved"]))
    return ", ".join(part for part in (linked, publisher, read if row["retrieved"] else "") if part)


def _copies() -> dict[str, str]:
    facts = current_facts()
    held = facts.evidence
    is_copy = held["grade"] == UNVERIFIED
    vouched = set(held.loc[~is_copy, "publisher"])
    names = {*held.loc[is_copy, "url"], *held.loc[is_copy, "publisher"]} - vouched
    return dict.fromkeys(names, vocabulary.word(vocabulary.GRADES, UNVERIFIED))
