"""Where a fact comes from, as a desk says it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dashboard.i18n import _, vocabulary
from dashboard.pages.update.provenance import content
from data.facts import Facts
from data.provenance import SOURCE_CONFIDENCES


def ask_source(facts: Facts) -> dict[str, Any]:
    """Return the document that a desk names, its terms, and the days that go with it."""
    st.subheader(_("From which document?"), anchor=False)
    url = st.text_input(
        _("Address of the document"), key="update_url", placeholder="https://", max_chars=500
    ).strip()
    offered = content.offered(facts, url)
    left, right = st.columns(2)
    publisher = left.text_input(
        _("Publisher"),
        value=offered.publisher,
        key=f"update_publisher:{offered.host}",
        max_chars=200,
    )
    licence = right.selectbox(
        _("Terms of use"),
        offered.licences,
        format_func=_,
        key=f"update_licence:{offered.host}",
    )
    first, second, third = st.columns(3)
    retrieved = first.text_input(
        _("Read on"), value=date.today().isoformat(), key="update_retrieved", max_chars=10
    )
    as_of = second.text_input(
        _("Stood so on"),
        key="update_as_of",
        max_chars=10,
        placeholder=_("year-month-day"),
        help=_("The day for which the document holds. A list is complete up to this day."),
    )
    confidence = third.selectbox(
        _("What kind of document"),
        SOURCE_CONFIDENCES,
        format_func=lambda code: vocabulary.word(vocabulary.CONFIDENCES, code),
        key="update_confidence",
    )
    said = {
        "url": url,
        "publisher": publisher.strip(),
        "licence": licence,
        "retrieved": retrieved.strip(),
        "as_of": as_of.strip(),
        "confidence": confidence,
    }
    return {key: text for key, text in said.items() if text}
