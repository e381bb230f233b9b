"""How far groups vote as one: the third part of the page *Trends*."""

from __future__ import annotations

import streamlit as st

from analytics import agreement, record
from dashboard import ask, placings, show, trends
from dashboard.figures import trends as draw
from dashboard.i18n import _
from data.facts import current_facts


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    options = trends.groups(facts.instruments)
    lead = st.container()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(_("Subject"), placings.issues(), key="issue")
        chosen = ask.several(
            _("Groups"),
            options,
            key="groups",
            default=trends.DEFAULT_GROUPS,
            placeholder=_("Choose groups"),
        )
    if not chosen:
        show.unknown(_("Choose at least one group."))
        return
    with st.spinner(_("Counting votes …")):
        found = facts.recall(agreement.cohesion_on, placings.topic(issue), tuple(options))
    asked = {key: options[key] for key in chosen}
    rows, names = trends.unity(found, asked)
    shown = rows[rows["key"].isin(list(names))]
    answer = trends.unity_answer(shown, asked)
    with lead:
        show.answer(answer)
    show.figure(
        draw.lines(shown, names=names, axis=_("Agreement index"), top=1.02, muted=trends.HOUSE),
        key="trends_unity",
        title=_("How far groups vote as one"),
        table=shown,
        columns={
            "session": _("Session"),
            "group": _("Group"),
            "y": _("Agreement index"),
            "q05": _("Interval from"),
            "q95": _("Interval to"),
            "n_rollcalls": _("Divided votes"),
            "n_texts": _("Texts"),
            "n_members": _("Members"),
        },
        evidence=facts.recall(record.plenary_documents),
        summary=answer.replace("**", ""),
        note=trends.unity_note(found, asked),
    )
