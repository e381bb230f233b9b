"""Compare: two States, in what they agree and what divides them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import agreement
from analytics.agreement import closeness, comparison, dyad
from dashboard import ask, pairs, show, states
from dashboard.i18n import _
from dashboard.views import compare_measures, compare_parts
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Compare"),
        _("Two States: how far they agree, which votes divide them, and where they meet."),
    )
    lead = st.container()
    facts = current_facts()
    a, b, question = _asked()
    names = states.names(facts.states)
    found = facts.recall(agreement.pair_in, question, a, b)
    measures = st.container()
    row = None
    if found.pair is None:
        with lead:
            refused = pairs.refusal(
                found.reason or "", names[a], names[b], is_contested=question.is_contested
            )
            show.unknown(refused)
    else:
        with lead:
            row = _answer(question, found.pair, names, is_few=found.is_few)
        if found.is_few:
            compare_parts.listed(question, found.pair, names)
        else:
            compare_parts.subjects(question, found.pair, names)
            compare_parts.votes(question, found.pair, names)
        compare_parts.over_time(question, a, b, names)
    if a != b:
        compare_parts.shared(a, b, names)
    if found.pair is not None and row is not None:
        with measures:  # drawn last: positions take long when they are asked for the first time
            compare_measures.part(question, found.pair, row, names)


def _answer(
    question: comparison.Question, pair: dyad.Dyad, names: Mapping[str, str], *, is_few: bool
) -> pd.Series | None:
    """Draw how the two voted, and return their row among all pairs, if they have one."""
    facts = current_facts()
    name_a, name_b = names[pair.iso3_a], names[pair.iso3_b]
    everybody = None if is_few else facts.recall(agreement.closeness_in, question)
    row = None if everybody is None else closeness.row_of(everybody, pair.iso3_a, pair.iso3_b)
    show.answer(pairs.answer(pair, row, name_a, name_b, is_contested=question.is_contested))
    if everybody is not None and row is not None:
        n_partners = int(everybody.n_partners[pair.iso3_a])
        show.numbers(pairs.tiles(pair, row, n_partners, name_a, name_b))
    return row


def _asked() -> tuple[str, str, comparison.Question]:
    """Return the two States, and on what they are compared."""
    facts = current_facts()
    choices = states.choices(facts.states)
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
