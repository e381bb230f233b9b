"""The parts of the page *Compare*: subjects, votes, agreement over time, and texts in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import agreement, network, record, resampling
from analytics.agreement import comparison, dyad
from dashboard import i18n, once, pair_votes, show
from dashboard.figures import compare as draw
from dashboard.figures import tally
from dashboard.i18n import _
from data.facts import current_facts

TEXT_PX = 300


def subjects(question: comparison.Question, pair: dyad.Dyad, names: Mapping[str, str]) -> None:
    """Draw what divides two States, by subject; nothing where one was chosen, or all are small."""
    if question.topic is not None:
        return
    facts = current_facts()
    frame = facts.recall(agreement.by_subject_in, question, pair.iso3_a, pair.iso3_b)
    if not (frame["n_texts"] >= resampling.MIN_TEXTS).any():
        return
    of = (str(question), pair.iso3_a, pair.iso3_b)
    rows, bars = once.in_words(("pair subjects", *of), lambda: pair_votes.by_subject(frame))
    sentence = pair_votes.subject_line(frame, names[pair.iso3_a], names[pair.iso3_b])
    show.figure(
        tally.bars(bars, categories=pair_votes.ways()),
        key="compare_subjects",
        title=_("What divides them, by subject"),
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
        config={
            heading: st.column_config.NumberColumn(format="percent")
            for heading in (_("Share the same way"), _("Agreement"), _("Two at random"))
        },
        evidence=facts.recall(record.plenary_documents),
        summary=sentence,
        note=sentence
        + " "
        + _(
            "Most dividing first; a vote on several subjects counts on each. The table has the "
            "subjects with fewer than {n} texts too, and sets agreement beside that of two States "
            "drawn at random on the same votes."
        ).format(n=i18n.number(resampling.MIN_TEXTS)),
    )


def votes(question: comparison.Question, pair: dyad.Dyad, names: Mapping[str, str]) -> None:
    """List the texts that divide two States, and draw how their votes fell together."""
    facts = current_facts()
    rollcalls = facts.rollcalls
    name_a, name_b = names[pair.iso3_a], names[pair.iso3_b]
    of = (str(question), pair.iso3_a, pair.iso3_b)
    divided = once.in_words(("pair divided", *of), lambda: pair_votes.dividing(pair, rollcalls))
    if divided.empty:
        st.subheader(_("The texts that divide them"), anchor=False)
        st.caption(_("None in this window: they voted alike whenever both voted."))
    else:
        _table(
            divided,
            key="compare_dividing",
            title=_("The texts that divide them ({n} of {all})").format(
                n=i18n.number(len(divided)), all=i18n.number(pair.n_texts)
            ),
            names=(name_a, name_b),
            often=_("Divided in"),
            note=_(
                "Each text once, with how many of its votes divided them; shown is the latest of "
                "these. First those on which they voted against each other most often. Tally: in "
                "favour, against, abstained."
            ),
        )
    rows, sentence = pair_votes.cross(pair, name_a, name_b)
    chart = once.in_words(
        ("pair crossed", *of),
        lambda: draw.cross(
            pair.table,
            words=pair_votes.positions(),
            across=name_b,
            down=name_a,
            order=dyad.POSITIONS,
        ),
    )
    show.figure(
        chart,
        key="compare_cross",
        title=_("How their votes fell together"),
        table=rows,
        columns={"a": name_a, "b": name_b, "n": _("Roll calls")},
        evidence=facts.recall(record.plenary_documents),
        summary=sentence,
        note=sentence,
    )


def listed(question: comparison.Question, pair: dyad.Dyad, names: Mapping[str, str]) -> None:
    """List the votes in which both States took part, where they are too few to say more."""
    if pair.n_shared == 0:
        return
    facts = current_facts()
    rollcalls = facts.rollcalls
    of = (str(question), pair.iso3_a, pair.iso3_b)
    _table(
        once.in_words(("pair listed", *of), lambda: pair_votes.listed(pair, rollcalls)),
        key="compare_listed",
        title=_("The votes in which both took part ({n})").format(n=i18n.number(pair.n_shared)),
        names=(names[pair.iso3_a], names[pair.iso3_b]),
        note=_("Most recent first. Tally: in favour, against, abstained."),
    )


def over_time(
    question: comparison.Question, iso3_a: str, iso3_b: str, names: Mapping[str, str]
) -> None:
    """Draw agreement over the whole record, session by session."""
    facts = current_facts()
    whole = dataclasses.replace(question, n_sessions=comparison.ALL_SESSIONS)
    found = facts.recall(agreement.pair_in, whole, iso3_a, iso3_b).pair
    if found is None or found.by_session["agreed"].notna().sum() < 2:
        return
    of = (str(whole), iso3_a, iso3_b)
    rows = once.in_words(("pair sessions", *of), lambda: pair_votes.sessions(found))
    chart = once.in_words(
        ("pair over time", *of),
        lambda: draw.agreement(rows, pair=_("These two"), house=_("Two States drawn at random")),
    )
    sentence = pair_votes.course(rows, names[iso3_a], names[iso3_b])
    show.figure(
        chart,
        key="compare_agreement",
        title=_("Agreement over time"),
        table=rows,
        columns={
            "session": _("Session"),
            "n_shared": _("Shared votes"),
            "agreed": _("Agreement"),
            "interval": _("90% interval"),
            "by_house": _("Two at random"),
        },
        config={
            heading: st.column_config.NumberColumn(format="percent")
            for heading in (_("Agreement"), _("Two at random"))
        },
        evidence=facts.recall(record.plenary_documents),
        summary=sentence,
        note=sentence
        + " "
        + _(
            "Over the whole record, whatever the window; an abstention against a vote counts as "
            "half. What is voted on differs by session: read the distance between the two lines, "
            "not the height of one. Sessions with fewer than {n} shared votes have no mark; "
            "upright lines: 90% interval."
        ).format(n=dyad.MIN_IN_SESSION),
    )


def shared(iso3_a: str, iso3_b: str, names: Mapping[str, str]) -> None:
    """List the texts and forums in which both are, and those in which only one is."""
    facts = current_facts()
    rosters = facts.recall(network.rosters_now)
    rows = once.in_words(
        ("pair rosters", iso3_a, iso3_b),
        lambda: pair_votes.shared(rosters, iso3_a, iso3_b, names[iso3_a], names[iso3_b]),
    )
    if rows.empty:
        show.unknown(_("One of the two is on no roster that is known in full."))
        return
    n_both = int((rows["is_a_listed"] & rows["is_b_listed"]).sum())
    n_out = int(rosters.left_out["reason"].eq("not_full").sum())
    show.table(
        rows,
        key="compare_shared",
        title=_("Texts and forums: both are on {n}").format(n=i18n.number(n_both)),
        evidence=rows["evidence_id"],
        columns={
            "text": _("Text or forum"),
            "who": _("Who is listed"),
            "kind_word": _("Kind"),
            "domain_word": _("Subject"),
            "n_members": _("States on it"),
        },
        note=_(
            "The smallest circles first. Not listed is not opposed. {n} rosters known only in part "
            "are left out."
        ).format(n=i18n.number(n_out)),
    )


def _table(
    rows: pd.DataFrame,
    *,
    key: str,
    title: str,
    names: tuple[str, str],
    note: str,
    often: str | None = None,
) -> None:
    """Draw roll calls with both votes, the text, the day and the source."""
    show.table(
        rows,
        key=key,
        title=title,
        evidence=rows["evidence_id"],
        columns={
            "text": _("Text"),
            **({} if often is None else {"often": often, "n_opposite": _("Against each other")}),
            "when": _("When"),
            "a": names[0],
            "b": names[1],
            "tally": _("Tally"),
            "symbol": _("Symbol"),
            "address": _("Source"),
        },
        config={
            _("Source"): show.link(_("open")),
            _("Text"): st.column_config.TextColumn(width=TEXT_PX),
        },
        note=note,
    )
