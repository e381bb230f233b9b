"""What is asked of each kind of fact, beside its list and its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import _, vocabulary
from dashboard.pages.update.details import content
from dashboard.words.stated import labels, sentences
from data import codes, schema, stated
from data.facts import Facts

Details = dict[str, Any]
"""Parts of a request, by name."""


def ask_details(facts: Facts, kind: str) -> Details:
    """Return what a desk says of a fact of a kind; what it leaves empty is left out."""
    return _FIELDS[kind](facts)


def _endorsement(facts: Facts) -> Details:
    left, right = st.columns(2)
    instrument_id = _text(facts, left)
    acts = {"joins": _("joined"), "leaves": _("left")}
    act = right.segmented_control(
        _("What happened"), acts, format_func=acts.__getitem__, default="joins", key="update_act"
    )
    left, right = st.columns(2)
    said = {
        "instrument_id": instrument_id,
        "act": act or "joins",
        "date": _date(left, _("On"), "update_date"),
        "official_count": _count(
            right,
            _("States on it now, as published"),
            "update_count",
            _("If the document says how many there are. If not, leave it empty."),
        ),
    }
    return _said(said)


def _list(facts: Facts) -> Details:
    left, right = st.columns(2)
    return _said(
        {
            "instrument_id": _text(facts, left),
            "official_count": _count(
                right, _("States on it now, as published"), "update_count", None
            ),
        }
    )


def _roster(_facts: Facts) -> Details:
    return _new_text([kind for kind in codes.KINDS if kind not in content.GROUPS])


def _group(_facts: Facts) -> Details:
    return _new_text(content.GROUPS) | {"role": "member"}


def _new_text(kinds: Sequence[str]) -> Details:
    name = st.text_input(_("Full name of the text"), key="update_name", max_chars=300)
    first, second, third = st.columns(3)
    short = first.text_input(_("Short name"), key="update_short", max_chars=60)
    kind = _one(second, _("Kind"), kinds, vocabulary.KINDS, "update_kind")
    domain = _one(third, _("Subject"), codes.DOMAINS, vocabulary.DOMAINS, "update_domain")
    opened = _date(first, _("Open since"), "update_opened")
    status = _one(
        second, _("How the list is known"), schema.ROSTER_STATUSES, content.KNOWN_BY, "update_known"
    )
    is_open = _one(
        third, _("Can States still join?"), ("yes", "no", "unknown"), vocabulary.OPEN, "update_open"
    )
    count = _count(first, _("States on it, as published"), "update_count", None)
    role = _one(second, _("They are on it as"), codes.ROLES, vocabulary.ROLES, "update_role")
    since = _date(
        third,
        _("All joined on"),
        "update_since",
        _("Only if the document says so of all of them; else leave it empty."),
    )
    details = {
        "instrument_id": content.key_of(short),
        "name": name.strip(),
        "short_name": short.strip(),
        "kind": kind,
        "domain": domain,
        "opened": opened,
        "open_to_new_members": is_open,
        "roster_status": status,
        "roster_use": content.USES[status],
        "official_count": count,
    }
    return _said({"instrument": _said(details), "role": role, "since": since})


def _rollcall(_facts: Facts) -> Details:
    title = st.text_input(_("Title of the text"), key="update_title", max_chars=500)
    first, second, third = st.columns(3)
    symbol = first.text_input(
        _("Symbol"), key="update_symbol", placeholder="A/RES/81/12", max_chars=60
    )
    body = _one(second, _("Where"), schema.BODIES, vocabulary.BODIES, "update_body")
    date = _date(third, _("Voted on"), "update_date")
    topics = st.multiselect(
        _("What it is on"),
        codes.TOPICS,
        format_func=lambda code: vocabulary.word(vocabulary.TOPICS, code),
        key="update_topics",
        placeholder=_("At least one subject"),
    )
    draft = first.text_input(
        _("Draft"), key="update_draft", placeholder="A/C.1/81/L.4", max_chars=60
    )
    meeting = second.text_input(
        _("Meeting"), key="update_meeting", placeholder="A/81/PV.52", max_chars=60
    )
    names = {"complete": _("All that voted"), "partial": _("Some names only")}
    known = third.selectbox(
        _("Names"), list(names), format_func=names.__getitem__, key="update_names"
    )
    st.caption(_("The tally, unless the pasted text says it itself:"))
    tally = zip(
        st.columns(3),
        (_("In favour"), _("Against"), _("Abstaining")),
        ("n_yes", "n_no", "n_abstain"),
        strict=True,
    )
    said = {key: _count(place, label, f"update_{key}", None) for place, label, key in tally}
    return _said(
        {
            "title": title.strip(),
            "symbol": symbol.strip(),
            "body": body,
            "date": date,
            "topics": topics,
            "draft": draft.strip(),
            "meeting": meeting.strip(),
            "names": known,
            **said,
        }
    )


def _sponsors(_facts: Facts) -> Details:
    title = st.text_input(_("Title of the text"), key="update_title", max_chars=300)
    first, second, third = st.columns(3)
    symbol = first.text_input(
        _("Symbol"), key="update_symbol", placeholder="A/RES/81/12", max_chars=60
    )
    short = second.text_input(_("Short name"), key="update_short", max_chars=60)
    date = _date(third, _("Adopted on"), "update_date")
    domain = _one(first, _("Subject"), codes.DOMAINS, vocabulary.DOMAINS, "update_domain")
    said = {"title": title, "symbol": symbol, "short_name": short, "date": date, "domain": domain}
    return _said({key: text.strip() for key, text in said.items()})


def _milestone(_facts: Facts) -> Details:
    title = st.text_input(_("What happened, or will"), key="update_title", max_chars=300)
    first, second, third = st.columns(3)
    date = _date(first, _("On"), "update_date", _("A year, a month or a day: as the source has it"))
    body = second.text_input(_("Body or process"), key="update_of", max_chars=100)
    place = third.text_input(_("Place"), key="update_place", max_chars=100)
    kind = _one(first, _("Kind"), codes.MILESTONE_KINDS, vocabulary.MILESTONE_KINDS, "update_event")
    symbol = second.text_input(_("Symbol"), key="update_symbol", max_chars=60)
    is_confirmed = third.toggle(_("Confirmed"), value=True, key="update_confirmed")
    said = {"title": title, "date": date, "body": body, "place": place, "symbol": symbol}
    return _said({key: text.strip() for key, text in said.items()}) | {
        "milestone_kind": kind,
        "is_confirmed": is_confirmed,
    }


def _stance(facts: Facts) -> Details:
    first, second, third = st.columns(3)
    return _said(
        {
            "instrument_id": _text(facts, first),
            "fact": _one(second, _("Stance"), codes.STANCES, vocabulary.STANCES, "update_fact"),
            "date": _date(third, _("On"), "update_date"),
        }
    )


def _position(_facts: Facts) -> Details:
    question = _one(st, _("Question"), tuple(stated.QUESTIONS), labels.ASKED, "update_question")
    answers = {code: labels.label(question, code) for code in stated.QUESTIONS[question]}
    code = st.selectbox(
        _("What the document says"),
        list(answers),
        format_func=answers.__getitem__,
        key="update_code",
    )
    st.caption(sentences.sentence(question, code))
    document = st.text_input(_("Title of the document"), key="update_document", max_chars=300)
    first, second, third = st.columns(3)
    said = {
        "question": question,
        "code": code,
        "document": document.strip(),
        "topic": _one(first, _("Subject"), stated.STATED_TOPICS, vocabulary.TOPICS, "update_topic"),
        "act": _one(second, _("By what"), stated.ACTS, labels.ACTS, "update_act_of"),
        "confidence": _one(
            third, _("How it was read"), stated.STATED_CONFIDENCES, labels.CONFIDENCES, "update_how"
        ),
        "date": _date(first, _("Of"), "update_date", _("As exact as the document, no more")),
        "language": second.text_input(
            _("Language, as en or fr"), value="en", key="update_language", max_chars=2
        ).strip(),
        "note": third.text_input(
            _("What a reader should know"), key="update_note", max_chars=300
        ).strip(),
    }
    return _said(said)


def _correction(facts: Facts) -> Details:
    sources = content.sources(facts)
    source = st.selectbox(
        _("Source"), list(sources), format_func=sources.__getitem__, key="update_source"
    )
    first, second = st.columns(2)
    key = first.text_input(
        _("Its row"), key="update_row", placeholder="iso3=EST, role=endorser", max_chars=200
    )
    column = second.text_input(_("Column"), key="update_column", max_chars=60)
    expect = first.text_input(_("What it says"), key="update_expect", max_chars=300)
    value = second.text_input(_("What is right"), key="update_value", max_chars=300)
    return {
        "of_source": source,
        "key": content.row_key(key),
        "column": column.strip(),
        "expect": expect,
        "value": value.strip(),
    }


_FIELDS: Mapping[str, Callable[[Facts], Details]] = {
    "endorsement": _endorsement,
    "list": _list,
    "roster": _roster,
    "rollcall": _rollcall,
    "sponsors": _sponsors,
    "milestone": _milestone,
    "stance": _stance,
    "position": _position,
    "group": _group,
    "correction": _correction,
}


def _text(facts: Facts, place: Any) -> str:
    texts = content.texts(facts)
    chosen: str = place.selectbox(
        _("Text"), list(texts), format_func=texts.__getitem__, key="update_text"
    )
    return chosen


def _one(place: Any, label: str, options: Sequence[str], words: Mapping[str, str], key: str) -> str:
    chosen: str = place.selectbox(
        label, options, format_func=lambda code: vocabulary.word(words, code), key=key
    )
    return chosen


def _date(place: Any, label: str, key: str, note: str | None = None) -> str:
    text: str = place.text_input(
        label, key=key, placeholder=_("year-month-day"), max_chars=10, help=note
    )
    return text.strip()


def _count(place: Any, label: str, key: str, note: str | None) -> int | None:
    number: int | None = place.number_input(
        label, value=None, min_value=0, max_value=999, step=1, key=key, help=note
    )
    return number


def _said(given: Details) -> Details:
    """Return what was said; what was left empty is not."""
    return {key: value for key, value in given.items() if value not in (None, "", [])}
