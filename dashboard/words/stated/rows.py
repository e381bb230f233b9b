"""Documents of what States say, a row each, in words: for tables on any page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from babel import Locale

from analytics import stated
from analytics.stated import side_by_side
from dashboard import i18n, once
from dashboard.blocks import Link, Style, Words
from dashboard.i18n import _, vocabulary
from dashboard.words import addresses, states
from dashboard.words.markdown import plain, web_address
from dashboard.words.stated import labels, sentences
from data.facts import Facts
from data.stated import QUESTIONS

N_SAID = 2
"""Documents of what a State says that are told beside a chance; its page has all of them."""

DOCUMENT_PX = 150
ANSWER_PX = 150


def subject_key(topic: str, question: str) -> str:
    """Return the key of a question on a topic, as addresses have it."""
    return f"{topic}.{question}"


def subject(topic: str, question: str) -> str:
    """Return a question with its topic, in a few words."""
    words = _(labels.QUESTIONS[question])
    if question == "legally_binding_instrument":
        return words
    return f"{words} · {vocabulary.word(vocabulary.TOPICS, topic)}"


def in_words(facts: Facts, rows: pd.DataFrame) -> pd.DataFrame:
    """Return documents in words, beside what identifies them.

    Parameters
    ----------
    facts : Facts
    rows : DataFrame
        Rows of `analytics.stated.latest.LatestPositions`.

    Returns
    -------
    DataFrame
        The rows with ``name, un_group, subject, answer, sentence, documented, when, read_in,
        source, dossier``. ``document`` is in the language spoken where it has words in it; titles
        that were published as such stay as they are.
    """
    names = states.names(facts.states)
    regional = facts.states.set_index("iso3")["un_region_group_code"]
    addresses = facts.evidence.set_index("evidence_id")["url"]
    languages = Locale.parse(i18n.locale()).languages
    asked = list(zip(rows["topic"], rows["question"], rows["code"], strict=True))
    return rows.assign(
        name=[names[iso3] for iso3 in rows["iso3"]],
        un_group=[states.group_names().get(regional[iso3], "—") for iso3 in rows["iso3"]],
        document=[_(str(title)) for title in rows["document"]],
        subject=[subject(topic, question) for topic, question, _code in asked],
        answer=[labels.label(question, code) for _topic, question, code in asked],
        sentence=[sentences.sentence(question, code) for _topic, question, code in asked],
        documented=[_(labels.HOW[how]) for how in rows["how"]],
        when=[i18n.partial_date(text) for text in rows["date_text"]],
        read_in=[str(languages.get(code, code)) for code in rows["language"]],
        source=[web_address(addresses[key]) or "" for key in rows["evidence_id"]],
        dossier=list(states.dossiers(rows["iso3"], "says")),
    )


def columns() -> dict[str, str]:
    """Return the columns of a table of documents with their headings, behind who says so."""
    return {
        "answer": _("What it says"),
        "documented": _("How it is documented"),
        "when": _("When"),
        "document": _("Document"),
        "read_in": _("Read in"),
        "source": _("Source"),
    }


def styles() -> dict[str, Style]:
    """Return how the columns of such a table are drawn."""
    return {
        _("What it says"): Words(ANSWER_PX),
        _("Document"): Words(DOCUMENT_PX),
        _("Source"): Link(_("open")),
        _("Dossier"): Link(_("open")),
        _("State"): Words(is_pinned=True),
    }


def line(row: Mapping[Any, Any]) -> str:
    """Return one document of `in_words` as a line of Markdown: what it says, how, when, where."""
    title = plain(row["document"])
    document = f"[{title}]({row['source']})" if row["source"] else title
    if row["language"] not in (i18n.DEFAULT, i18n.language()):
        document = _("{document} (in {language})").format(
            document=document, language=row["read_in"]
        )
    return _("{sentence} :gray[{documented}, {when}:] {document}").format(
        sentence=row["sentence"],
        documented=row["documented"],
        when=row["when"],
        document=document,
    )


def latest_of(facts: Facts, iso3: str, *, at_most: int) -> pd.DataFrame:
    """Return the latest documents of what a State says, in words.

    What it says of military AI comes first, then rules on autonomous weapons, then the rest; a
    reviewer's finding is left out, as it is no word of the State.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    at_most : int
        Documents, the latest of each question.
    """
    told = once.said_of(facts, _latest)
    return told[told["iso3"] == iso3].head(at_most)


def alike_in_words(facts: Facts, iso3: str, others: Sequence[str]) -> list[str]:
    """Return on how many questions each of some States answers as one does, in words.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    others : sequence of str
    """
    positions = facts.recall(stated.latest_positions, facts.recall(stated.last_day))
    counts = side_by_side.alike(positions, iso3, others)
    return [
        _("{n} of {all}").format(n=i18n.number(n_alike), all=i18n.number(n_both))
        if n_both
        else _("not known")
        for n_alike, n_both in zip(counts["n_alike"], counts["n_both"], strict=True)
    ]


def documents_of(facts: Facts, iso3s: Collection[str]) -> tuple[str, ...]:
    """Return the documents behind what some States last said."""
    found = facts.recall(stated.latest_positions, facts.recall(stated.last_day)).rows
    here = found[found["is_latest"] & found["iso3"].isin(iso3s) & (found["act"] != "review")]
    return tuple(dict.fromkeys(here["evidence_id"].astype(str)))


def alike_note() -> str:
    """Return what `alike_in_words` counts, and why fitness leaves it out."""
    return _(
        "“Says the same”: on how many questions both are on record with an answer in common. It is "
        "no part of fitness; [how it was tested]({address})."
    ).format(address="quality" + addresses.suffix("?"))


def _latest(facts: Facts) -> pd.DataFrame:
    """Return the latest document of every State on each question, in words and in order."""
    found = facts.recall(stated.latest_positions, facts.recall(stated.last_day)).rows
    said = found[found["is_latest"] & (found["act"] != "review")]
    place = [
        0 if topic == "aimd" else 1 + list(QUESTIONS).index(question)
        for topic, question in zip(said["topic"], said["question"], strict=True)
    ]
    ranked = said.assign(place=place).sort_values(["place", "date_to"], ascending=[True, False])
    first = ranked.drop_duplicates(["iso3", "topic", "question"])
    return in_words(facts, first.drop(columns="place"))
