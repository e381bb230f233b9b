"""Compare: two States, in what they agree and what divides them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import agreement
from analytics.agreement import comparison
from dashboard import ask, pairs, show, states
from dashboard.i18n import _
from dashboard.views import compare_parts
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Compare"),
        _("Two States: how far they agree, which votes divide them, and where they meet."),
    )
    lead = st.container()
    facts = current_facts()
    table = facts.states
    a, b, question = _asked(table)
    names = states.names(table)
    found = facts.recall(agreement.pair_in, question, a, b)
    if found.pair is None:
        with lead:
            reason = found.reason or ""
            show.unknown(pairs.refusal(reason, names[a], names[b], found.n_rollcalls))
    else:
        place = comparison.place(facts.recall(agreement.agreement_in, question), a, b)
        silence = comparison.of_silence(facts.recall(agreement.silence_in, question), a, b)
        with lead:
            show.answer(pairs.answer(place, found.pair, names[a], names[b]))
            if place is not None:
                show.numbers(pairs.tiles(place, found.pair, silence, names[a], names[b]))
        compare_parts.agreement(question, a, b, names)
        compare_parts.votes(question, found.pair, a, b, names)
    if a != b:
        compare_parts.shared(a, b, names)


def _asked(table: pd.DataFrame) -> tuple[str, str, comparison.Question]:
    """Return the two States, and on what they are compared."""
    choices = states.choices(table)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        a = ask.one(_("State"), choices, key="a", default="NLD")
        b = ask.one(_("Beside"), choices, key="b", default="KOR")
        subject = ask.one(_("Subject"), pairs.subjects(), key="subject")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        window = ask.switch(_("Window"), pairs.windows(), key="window")
        is_contested = ask.yes(
            _("Only votes that divided the house"),
            key="contested",
            default=True,
            note=_(
                "At least 5% of those voting were outside the largest camp. On the others nearly "
                "everybody agrees."
            ),
        )
    topic = None if subject == "all" else subject
    return a, b, comparison.Question(topic, pairs.WINDOWS[window], is_contested)
