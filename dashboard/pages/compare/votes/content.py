"""How two States voted: by subject, text by text, vote beside vote, and session by session."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd

from analytics import agreement, record, resampling
from analytics.agreement import comparison, dyad
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link, Note, Share, Subheading, Table, Words
from dashboard.figures import tally
from dashboard.i18n import _
from dashboard.pages.compare.votes import figures as draw
from dashboard.pages.compare.votes import wording
from dashboard.words import states
from data.facts import Facts

TEXT_PX = 300


def blocks(facts: Facts, a: str, b: str, question: comparison.PairQuestion) -> Blocks:
    """Return what divides two States and what does not; every vote where they are few.

    Parameters
    ----------
    facts : Facts
    a, b : str
        Codes of the two States.
    question : PairQuestion
        On what they are compared.
    """
    found = facts.recall(agreement.pair_in, question, a, b)
    if found.pair is None:
        return ()
    names = states.names(facts.states)
    pair, named = found.pair, (names[a], names[b])
    if found.is_few:
        return (*_listed(facts, pair, named), *_over_time(facts, question, a, b, named))
    return (
        *_subjects(facts, question, pair, named),
        *_dividing(facts, pair, named),
        _cross(facts, pair, named),
        *_over_time(facts, question, a, b, named),
    )


def _subjects(
    facts: Facts, question: comparison.PairQuestion, pair: dyad.Dyad, names: tuple[str, str]
) -> Blocks:
    """Return what divides two States, by subject; nothing where one was chosen, or all are few."""
    if question.topic is not None:
        return ()
    frame = facts.recall(agreement.by_subject_in, question, pair.iso3_a, pair.iso3_b)
    if not (frame["n_texts"] >= resampling.MIN_TEXTS).any():
        return ()
    rows, bars = wording.by_subject(frame)
    sentence = wording.subject_sentence(frame, *names)
    return (
        Chart(
            key="compare_subjects",
            title=_("What divides them, by subject"),
            figure=tally.bars(bars, categories=wording.ways()),
            table=rows,
            columns={
                "subject": _("Subject"),
                "n_shared": _("Shared votes"),
                "n_texts": _("Texts"),
                "n_same": _("The same way"),
                "n_half": _("One abstained"),
                "n_opposite": _("Against each other"),
                "same": _("Share the same way"),
                "interval": _("90% interval"),
                "agreed": _("Agreement"),
                "by_house": _("Two at random"),
            },
            styles={
                heading: Share()
                for heading in (_("Share the same way"), _("Agreement"), _("Two at random"))
            },
            evidence=tuple(facts.recall(record.plenary_documents)),
            summary=sentence,
            note=sentence
            + " "
            + _(
                "Most dividing first; a vote on several subjects counts on each. The table has the "
                "subjects with fewer than {n} texts too, and sets agreement beside that of two "
                "States drawn at random on the same votes."
            ).format(n=i18n.number(resampling.MIN_TEXTS)),
        ),
    )


def _dividing(facts: Facts, pair: dyad.Dyad, names: tuple[str, str]) -> Blocks:
    """Return the texts that divide two States."""
    divided = wording.dividing(pair, facts.rollcalls)
    if divided.empty:
        return (
            Subheading(_("The texts that divide them")),
            Note(_("None in this window: they voted alike whenever both voted.")),
        )
    counts = {"often": _("Divided in"), "n_opposite": _("Against each other")}
    return (
        Table(
            key="compare_dividing",
            title=_("The texts that divide them ({n} of {all})").format(
                n=i18n.number(len(divided)), all=i18n.number(pair.n_texts)
            ),
            note=_(
                "Each text once, with how many of its votes divided them; shown is the latest of "
                "these. First those on which they voted against each other most often. Tally: in "
                "favour, against, abstained."
            ),
            **_rollcalls(divided, names, counts),
        ),
    )


def _cross(facts: Facts, pair: dyad.Dyad, names: tuple[str, str]) -> Chart:
    """Return how the votes of two States fell together."""
    name_a, name_b = names
    rows, sentence = wording.cross(pair, name_a, name_b)
    return Chart(
        key="compare_cross",
        title=_("How their votes fell together"),
        figure=draw.cross(
            pair.table,
            words=wording.positions(),
            across=name_b,
            down=name_a,
            order=dyad.POSITIONS,
        ),
        table=rows,
        columns={"a": name_a, "b": name_b, "n": _("Roll calls")},
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=sentence,
        note=sentence,
    )


def _listed(facts: Facts, pair: dyad.Dyad, names: tuple[str, str]) -> Blocks:
    """Return the votes in which both States took part, where they are too few to say more."""
    if pair.n_shared == 0:
        return ()
    return (
        Table(
            key="compare_listed",
            title=_("The votes in which both took part ({n})").format(n=i18n.number(pair.n_shared)),
            note=_("Most recent first. Tally: in favour, against, abstained."),
            **_rollcalls(wording.listed(pair, facts.rollcalls), names, {}),
        ),
    )


def _over_time(
    facts: Facts, question: comparison.PairQuestion, a: str, b: str, names: tuple[str, str]
) -> Blocks:
    """Return agreement over the whole record, session by session."""
    whole = dataclasses.replace(question, n_sessions=comparison.ALL_SESSIONS)
    found = facts.recall(agreement.pair_in, whole, a, b).pair
    if found is None or found.by_session["agreed"].notna().sum() < 2:
        return ()
    rows = wording.sessions(found)
    sentence = wording.course_sentence(rows, *names)
    return (
        Chart(
            key="compare_agreement",
            title=_("Agreement over time"),
            figure=draw.agreement(rows, pair=_("These two"), house=_("Two States drawn at random")),
            table=rows,
            columns={
                "session": _("Session"),
                "n_shared": _("Shared votes"),
                "agreed": _("Agreement"),
                "interval": _("90% interval"),
                "by_house": _("Two at random"),
            },
            styles={heading: Share() for heading in (_("Agreement"), _("Two at random"))},
            evidence=tuple(facts.recall(record.plenary_documents)),
            summary=sentence,
            note=sentence
            + " "
            + _(
                "Over the whole record, whatever the window; an abstention against a vote counts "
                "as half. What is voted on differs by session: read the distance between the two "
                "lines, not the height of one. Sessions with fewer than {n} shared votes have no "
                "mark; upright lines: 90% interval."
            ).format(n=dyad.MIN_IN_SESSION),
        ),
    )


def _rollcalls(
    rows: pd.DataFrame, names: tuple[str, str], counts: dict[str, str]
) -> dict[str, Any]:
    """Return roll calls with both votes, the text, the day and the source, for a table.

    Parameters
    ----------
    rows : DataFrame
        In words.
    names : tuple of str
        Of the two States.
    counts : dict of str to str
        Columns behind the text, with their headings.
    """
    return {
        "table": rows,
        "evidence": tuple(rows["evidence_id"]),
        "columns": {
            "text": _("Text"),
            **counts,
            "when": _("When"),
            "a": names[0],
            "b": names[1],
            "tally": _("Tally"),
            "symbol": _("Symbol"),
            "address": _("Source"),
        },
        "styles": {_("Source"): Link(_("open")), _("Text"): Words(TEXT_PX)},
    }
