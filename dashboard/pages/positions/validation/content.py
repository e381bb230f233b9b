"""How far the positions can be trusted: beside published ones, and by the votes themselves."""

from __future__ import annotations

from analytics import record
from analytics.ideal_points.questions import fit_on, points_proved
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Proof, Table, Unknown
from dashboard.i18n import _
from dashboard.pages.positions import wording
from dashboard.words import positions_in_words, states
from data.facts import Facts


def blocks(facts: Facts, issue: str) -> Blocks:
    """Return how far the positions on a subject can be trusted.

    Parameters
    ----------
    facts : Facts
    issue : str
        Of `positions_in_words.ISSUES`.
    """
    topic = positions_in_words.topic(issue)
    fitted = facts.recall(fit_on, topic)
    fits = Proof(wording.fit_sentence(fitted, states.names(facts.states)))
    if topic is not None:
        return (_published_proof(facts, topic), fits)
    by_subject = Table(
        key="positions_fit",
        title=_("How much of each subject one line foresees"),
        table=wording.fit_rows(fitted),
        columns={
            "subject": _("Subject"),
            "n_rollcalls": _("Recorded votes"),
            "correct_pct": _("Foreseen, in %"),
            "reduction_pct": _("Errors of the guess taken away, in %"),
        },
        evidence=tuple(facts.recall(record.plenary_documents)),
        note=_(
            "The guess is that all vote as most do; no other model stands beside it here. "
            "Where little of its errors is taken away, the line says little of the subject; a "
            "small number of votes says little of the line."
        ),
    )
    return (_published_proof(facts, topic), fits, by_subject)


def _published_proof(facts: Facts, topic: str | None) -> Block:
    """Return how far positions agree with published ones, or that none can be held beside them."""
    found = facts.recall(points_proved, topic)
    if found is not None:
        return Proof(wording.published_sentence(found), is_verified=True)
    published = facts.reference_points["subject"]
    return Unknown(
        _(
            "Not checked against others: nobody has published positions that can be held "
            "beside these. Published are those on: {subjects}."
        ).format(subjects=i18n.listing(wording.published_subjects(published)))
    )
