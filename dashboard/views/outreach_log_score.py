"""Outreach log: the forecasts of a plan beside what happened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.outreach import scorecard
from dashboard import ask, i18n, outreach, show
from dashboard.figures import scorecard as draw
from dashboard.i18n import _, ngettext
from dashboard.plans import progress, store
from data.facts import current_facts


def part(
    revision: store.Revision,
    entries: tuple[store.Entry, ...],
    names: dict[str, str],
    evidence: str,
) -> None:
    """Draw how good the forecasts were, as far as outcomes are known."""
    show.heading(
        _("Score"),
        _(
            "The model’s probabilities as they were when the plan was saved, and the desk’s own "
            "guesses, against what happened. Brier: 0 is perfect, 0.25 is saying one half of all."
        ),
    )
    is_closed = not revision.document.is_next and ask.yes(
        _("The event is over: score every State by the roster as it stands"),
        key="closed",
        note=_("If off, only outcomes in the log are scored. Not listed counts as not joined."),
    )
    outcomes = _by_roster(revision) if is_closed else progress.logged_outcomes(entries)
    if outcomes.empty:
        show.unknown(_("No outcome is known yet: the score follows with the first one."))
        return
    found = scorecard.of_forecasts(progress.forecasts(revision.document), outcomes)
    st.markdown(outreach.score_sentence(found))
    if found.states.empty:
        return
    _chart(found, names, evidence)


def _by_roster(revision: store.Revision) -> pd.DataFrame:
    """Return who joined and who did not, by the roster now; who was on it already is left out."""
    facts = current_facts()
    roster = facts.recall(record.roster, revision.document.instrument_id)
    return progress.roster_outcomes(revision.document, roster.states)


def _chart(found: scorecard.Scorecard, names: dict[str, str], evidence: str) -> None:
    """Draw what was said of each State and what happened."""
    rows = outreach.score_rows(found, names)
    shown = outreach.drawn(rows)
    notes = [_("Filled marks joined, hollow ones did not. The worst errors stand above.")]
    if len(rows) > len(shown):
        notes.append(_("The others are in the table."))
    if len(found.left_out):
        notes.append(
            ngettext(
                "{n} State is left out: its outcome is not known, or nothing was forecast.",
                "{n} States are left out: their outcome is not known, or nothing was forecast.",
                len(found.left_out),
            ).format(n=i18n.number(len(found.left_out)))
        )
    show.figure(
        draw.chart(
            shown,
            forecasters={"model": _("Model"), "desk": _("Desk")},
            outcomes=outreach.outcome_words(),
            axis=_("Probability that the State joins, as forecast"),
        ),
        key="score",
        title=_("Forecast and outcome, State by State"),
        table=rows,
        evidence=(evidence,),
        summary=outreach.score_sentence(found).replace("**", ""),
        columns={
            "name": _("State"),
            "outcome": _("Outcome"),
            "model_words": _("Model"),
            "model_verdict": _("Model: hit or miss"),
            "desk_words": _("Desk"),
            "desk_verdict": _("Desk: hit or miss"),
        },
        note=" ".join(notes),
    )
