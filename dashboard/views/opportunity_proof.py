"""How good the probabilities on a page were on the past: the test of that very number."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analytics import joining
from analytics.joining import opportunities
from dashboard import i18n, proofs
from dashboard.i18n import _
from data.facts import current_facts

A_THIRD_KNOWN = (-1,)
"""Of `open_backtest`: seen once a third of the signatories is known."""


def part(target: opportunities.Target, *, is_stated: bool = False) -> None:
    """Draw what the test of a text's probabilities found, with the way to all of it.

    Parameters
    ----------
    target : Target
    is_stated : bool
        The desk states how many join.
    """
    query = "" if i18n.language() == i18n.DEFAULT else f"?lang={i18n.language()}"
    link = _("[How good is this?](quality{query})").format(query=query)
    st.markdown(f"{proofs.sentences(of(target, is_stated=is_stated))} {link}")


def of(target: opportunities.Target, *, is_stated: bool = False) -> proofs.Proof:
    """Return how the probabilities of a text were tested; see `part`.

    Of an open text seen as long after opening as it is open now; of a text to come on texts of its
    kind before they opened.
    """
    facts = current_facts()
    record = facts.recall(joining.joining_record)
    place = record.place(target.instrument_id)
    text_class = str(record.texts["text_class"].iloc[place])
    column = "given_size" if is_stated else "probability"
    with st.spinner(_("Testing the model on the past it had not seen…")):
        if target.is_next:
            scores, other = (
                facts.recall(joining.joining_scores, column, is_new=is_new, text_class=text_class)
                for is_new in (False, True)
            )
            return proofs.Proof(
                text_class=text_class,
                days=(),
                scores=scores,
                other=other,
                n_texts=scores.n_groups,
                n_other_texts=other.n_groups,
                is_stated=is_stated,
            )
        tested = facts.recall(joining.open_text_backtest).texts["days"]
        age = opportunities.last_day(record) - record.opened[place]
        days = proofs.horizons(int(age / np.timedelta64(1, "D")), set(tested))
        return proofs.Proof(
            text_class=text_class,
            days=days,
            scores=facts.recall(joining.open_text_scores, days, column),
            other=facts.recall(joining.open_text_scores, A_THIRD_KNOWN, column),
            n_texts=facts.recall(joining.n_open_texts, days),
            n_other_texts=facts.recall(joining.n_open_texts, A_THIRD_KNOWN),
            is_stated=is_stated,
        )
