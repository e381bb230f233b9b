"""How good the probabilities of joining were on the past: their headline, for other pages."""

from __future__ import annotations

import streamlit as st

from dashboard import cache, chances, i18n
from dashboard.i18n import _


def headline() -> None:
    """Draw what the back-test found, in one line, with the way to all of it."""
    current = cache.snapshot()
    with st.spinner(_("Testing the model on the past it had not seen…")):
        found = cache.joining_scores(current, current.version)
    query = "" if i18n.language() == i18n.DEFAULT else f"?lang={i18n.language()}"
    st.caption(
        _(
            "Tested forward in time on {n} texts, States on no earlier version only: they rank "
            "right in {auc} of pairs (50% is chance), and the error is {bss} smaller than with "
            "the base rate. [How good is this?](quality{query})"
        ).format(
            n=i18n.number(found.n_events),
            auc=chances.measured(found, "auc", is_share=True),
            bss=chances.measured(found, "bss", is_share=True),
            query=query,
        )
    )
