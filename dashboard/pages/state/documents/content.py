"""Every document about a State: what it is, who published it, and what it proves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Link, Number, Table, Unknown, Words
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.words import document_titles, markdown, states
from dashboard.words.stated import labels
from data import domains
from data.facts import Facts

TITLE_PX = 270
PUBLISHER_PX = 170
PROOF_PX = 320
N_TOLD = 3
"""Facts told of one document; the others are counted."""

PROVED = mark("{detail}: {text}")
PROOFS = {
    "vote": mark("Voted: {detail}, on {text}"),
    "paper": mark("Wrote: {text}"),
    "lead": mark("Carried it, as {detail}: {text}"),
}
"""What a document proves, in one line, by group of `documents.GROUPS`; the others as `PROVED`."""


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return every document behind a State's votes, signatures, papers, leads and memberships."""
    found = facts.recall(record.documents_of, iso3)
    name = states.names(facts.states)[iso3]
    heading = Heading(
        _("All documents"),
        _("Each document behind what the record says of this State, with what it proves."),
    )
    if found.documents.empty:
        return (heading, Unknown(_("No document about {state} is on record.").format(state=name)))
    n = len(found.documents)
    return (
        heading,
        Table(
            key="state_documents",
            title=ngettext("{n} document about {state}", "{n} documents about {state}", n).format(
                n=i18n.number(n), state=name
            ),
            table=rows(facts, iso3),
            evidence=tuple(found.documents["evidence_id"]),
            columns={
                "title": _("Document"),
                "publisher": _("Publisher"),
                "when": _("About"),
                "proves": _("What it proves"),
                "source": _("Source"),
                "n": _("Facts"),
                "grade": _("Kind of site"),
                "read": _("Read"),
            },
            styles={
                _("Document"): Words(TITLE_PX),
                _("Publisher"): Words(PUBLISHER_PX),
                _("What it proves"): Words(PROOF_PX),
                _("Facts"): Number(0),
                _("Source"): Link(_("open")),
            },
            note=_(
                "The latest first; “About” is when what it proves happened. Of a document that "
                "proves many votes those on AI and autonomous weapons are told first."
            ),
        ),
    )


def rows(facts: Facts, iso3: str) -> pd.DataFrame:
    """Return the documents about a State in words, the latest first.

    Returns
    -------
    DataFrame
        ``evidence_id, title, publisher, when, proves, n, grade, read, source``: a row a document;
        ``source`` is an address, empty where the document has none.
    """
    found = facts.recall(record.documents_of, iso3)
    held = facts.evidence.set_index("evidence_id").loc[found.documents["evidence_id"]]
    titles = document_titles.of_all(facts)
    near = set(facts.topics.loc[facts.topics["topic"].isin(domains.AI_TOPICS), "rollcall_id"])
    is_of_text = found.proofs["group"].isin(["vote", "sponsorship"])
    is_near = found.proofs["key"].isin(near) | ~is_of_text
    ordered = found.proofs.assign(is_near=is_near).sort_values(
        ["is_near", "date_to", "key"], ascending=[False, False, True]
    )
    proved = {key: _proves(part) for key, part in ordered.groupby("evidence_id", sort=False)}
    return pd.DataFrame(
        {
            "evidence_id": found.documents["evidence_id"],
            "title": [titles[key] for key in found.documents["evidence_id"]],
            "publisher": held["publisher"].to_numpy(),
            "when": [
                _span(first, last)
                for first, last in zip(
                    found.documents["date_from"], found.documents["date_to"], strict=True
                )
            ],
            "proves": [proved[key] for key in found.documents["evidence_id"]],
            "n": found.documents["n"],
            "grade": [vocabulary.word(vocabulary.GRADES, grade) for grade in held["grade"]],
            "read": [i18n.partial_date(text) for text in held["retrieved"]],
            "source": [markdown.web_address(url) or "" for url in held["url"]],
        }
    )


def _proves(proofs: pd.DataFrame) -> str:
    """Return what a document proves: the first few facts, the others counted."""
    told = [_proof(row) for row in proofs.head(N_TOLD).to_dict("records")]
    n_more = len(proofs) - len(told)
    if n_more > 0:
        told.append(ngettext("{n} more", "{n} more", n_more).format(n=i18n.number(n_more)))
    return "; ".join(told)


def _proof(row: Mapping[Hashable, Any]) -> str:
    """Return one fact in a line."""
    if row["group"] == "stated":
        return _("Says: {answer}").format(answer=labels.label(row["key"], row["detail"]))
    title = _(row["title"]) if isinstance(row["title"], str) else ""
    symbol = row["symbol"] if isinstance(row["symbol"], str) else ""
    detail = vocabulary.word(
        vocabulary.POSITIONS | vocabulary.ROLES | vocabulary.STANCES, row["detail"]
    )
    both = f"{title} ({symbol})" if title and symbol else title or symbol
    is_within = row["group"] in PROOFS
    return _(PROOFS.get(row["group"], PROVED)).format(
        detail=detail.lower() if is_within else detail,
        text=both if row["group"] == "paper" else symbol or title,
    )


def _span(first: object, last: object) -> str:
    """Return the days between which facts lie: a day, a year, or the years; a dash if undated."""
    if not isinstance(first, pd.Timestamp) or not isinstance(last, pd.Timestamp):
        return "—"
    if first == last:
        return i18n.day(first)
    years = dict.fromkeys((first.year, last.year))
    return "–".join(str(year) for year in years)
