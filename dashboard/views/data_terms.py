"""Under which terms the facts come and how to cite them: the last part of the page *Data*."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import i18n, show
from dashboard.i18n import _, mark
from data.facts import current_facts

LEAD = mark(
    "Facts are taken from the sources, not their texts, under **{n}** kinds of terms. The votes "
    "are unofficial copies of United Nations records: name the United Nations as the source."
)

CITATION = mark(
    "Trojka, snapshot {version}. Votes: United Nations, machine-readable resolutions "
    "(UNxml/GAresolutions), and E. Voeten, A. Strezhnev and M. Bailey, United Nations General "
    "Assembly Voting Data. Rosters: the documents named beside each."
)


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    terms = facts.recall(record.terms)
    show.answer(_(LEAD).format(n=i18n.number(len(terms))))
    show.table(
        terms.assign(licence=[_(licence) for licence in terms["licence"]]),
        key="data_terms",
        title=_("Terms"),
        columns={
            "licence": _("Terms"),
            "n_sources": _("Source files"),
            "n_rows": _("Rows"),
            "publishers": _("Publishers"),
        },
        config={_("Rows"): show.whole_numbers()},
        evidence=[],
        height="content",
    )
    show.heading(
        _("How to cite"),
        _("With the version, anyone can find the same figures again."),
    )
    st.code(_(CITATION).format(version=facts.version), language=None, wrap_lines=True)
    st.caption(
        _(
            "Names, groups, outlines and places on a map imply no position on the legal status of "
            "any State or territory. Not listed is not opposed: absence from a roster is absence "
            "from a roster."
        )
    )
