"""How good the forecasts of a plan were, as far as outcomes are known."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.outreach import scorecard
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Heading, Text, Unknown
from dashboard.i18n import _, ngettext
from dashboard.pages.log import plan_text, wording
from dashboard.pages.log.score import figures as draw
from dashboard.plans import progress
from dashboard.plans.log import LogEntry
from dashboard.plans.store import Revision
from dashboard.words import states
from data.facts import Facts


def heading() -> Blocks:
    """Return what stands above the choice of what to score by."""
    return (
        Heading(
            _("Score"),
            _(
                "The model’s probabilities as they were when the plan was saved, and the desk’s "
                "own guesses, against what happened."
            ),
        ),
    )


def blocks(
    facts: Facts, revision: Revision, entries: tuple[LogEntry, ...], *, is_closed: bool
) -> Blocks:
    """Return the forecasts beside what happened.

    Parameters
    ----------
    facts : Facts
    revision : Revision
    entries : tuple of LogEntry
    is_closed : bool
        The event is over: the roster tells the outcome of every State, not the log.
    """
    plan = revision.document
    outcomes = _by_roster(facts, revision) if is_closed else progress.logged_outcomes(entries)
    if outcomes.empty:
        return (Unknown(_("No outcome is known yet: the score follows with the first one.")),)
    found = scorecard.of_forecasts(progress.forecasts(plan), outcomes)
    said = Text(wording.score_sentence(found))
    if found.states.empty:
        return (said,)
    return (said, _chart(found, states.names(facts.states), plan_text.evidence(facts, plan)))


def _by_roster(facts: Facts, revision: Revision) -> pd.DataFrame:
    """Return who joined and who did not, by the roster now; who was on it already is left out."""
    now = facts.recall(record.roster, revision.document.instrument_id)
    return progress.roster_outcomes(revision.document, now.states)


def _chart(found: scorecard.Scorecard, names: dict[str, str], evidence: str) -> Chart:
    """Return what was said of each State and what happened."""
    rows = wording.score_rows(found, names)
    shown = wording.rows_to_draw(rows)
    notes = [_("The worst errors stand above."), wording.measures_note(found)]
    if shown["joined"].any() and not shown["joined"].all():
        notes.insert(0, _("Filled marks joined, hollow ones did not."))
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
    return Chart(
        key="score",
        title=_("Forecast and outcome, State by State"),
        figure=draw.chart(
            shown,
            forecasters={"model": _("Model"), "desk": _("Desk")},
            outcomes=wording.outcome_words(),
            axis=_("Probability that the State joins, as forecast"),
        ),
        table=rows,
        evidence=(evidence,),
        summary=wording.score_sentence(found).replace("**", ""),
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
