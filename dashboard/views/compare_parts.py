"""The parts of the page *Compare*: agreement over time, votes, and texts in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import streamlit as st

from analytics import network, record
from analytics.agreement import comparison, partners
from analytics.agreement.questions import pair_in
from dashboard import i18n, once, pairs, show
from dashboard.figures import compare as draw
from dashboard.i18n import _
from data.facts import current_facts

TEXT_PX = 380


def agreement(
    question: comparison.Question, iso3_a: str, iso3_b: str, names: Mapping[str, str]
) -> None:
    """Draw agreement over the whole record, session by session."""
    facts = current_facts()
    whole = dataclasses.replace(question, n_sessions=comparison.ALL_SESSIONS)
    found = facts.recall(pair_in, whole, iso3_a, iso3_b).pair
    if found is None:
        return
    of = (str(whole), iso3_a, iso3_b)
    rows = once.in_words(("pair sessions", *of), lambda: pairs.sessions(found))
    chart = once.in_words(
        ("pair over time", *of),
        lambda: draw.agreement(
            rows,
            raw=_("Raw agreement"),
            corrected=_("Corrected for chance"),
            chance=_("chance alone"),
        ),
    )
    show.figure(
        chart,
        key="compare_agreement",
        title=_("Agreement over time"),
        table=rows,
        columns={
            "session": _("Session"),
            "n_shared": _("Shared votes"),
            "raw": _("Raw agreement"),
            "raw_q05": _("Raw, interval from"),
            "raw_q95": _("Raw, interval to"),
            "kappa": _("Corrected for chance"),
            "kappa_q05": _("Corrected, interval from"),
            "kappa_q95": _("Corrected, interval to"),
        },
        evidence=facts.recall(record.plenary_documents),
        summary=pairs.course(rows, names[iso3_a], names[iso3_b]),
        note=_(
            "Over the whole record, whatever the window. Sessions with fewer than {n} shared votes "
            "have no mark. Corrected: Cohen's κ on the scale against, abstained, in favour. Lines: "
            "90% interval over the votes of the session."
        ).format(n=found.min_shared),
    )


def votes(
    question: comparison.Question,
    pair: partners.Pair,
    iso3_a: str,
    iso3_b: str,
    names: Mapping[str, str],
) -> None:
    """Draw how their votes fell together, and list those that divide them."""
    facts = current_facts()
    rollcalls = facts.rollcalls
    name_a, name_b = names[iso3_a], names[iso3_b]
    of = (str(question), iso3_a, iso3_b)
    rows, sentence = pairs.cross(pair, name_a, name_b)
    divided = once.in_words(("pair divided", *of), lambda: pairs.dividing(pair, rollcalls))
    chart = once.in_words(
        ("pair crossed", *of),
        lambda: draw.cross(
            pair.table,
            words=pairs.positions(),
            across=name_b,
            down=name_a,
            order=pairs.POSITIONS,
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
    if divided.empty:
        st.subheader(_("The votes that divide them"), anchor=False)
        st.caption(_("None in this window: they voted alike whenever both voted."))
        return
    show.table(
        divided,
        key="compare_dividing",
        title=_("The votes that divide them ({n})").format(n=i18n.number(len(divided))),
        evidence=divided["evidence_id"],
        columns={
            "when": _("When"),
            "text": _("Text"),
            "a": name_a,
            "b": name_b,
            "tally": _("Tally"),
            "symbol": _("Symbol"),
            "address": _("Source"),
        },
        config={
            _("Source"): show.link(_("open")),
            _("Text"): st.column_config.TextColumn(width=TEXT_PX),
        },
        note=_("Most recent first. Tally: in favour, against, abstained."),
    )


def shared(iso3_a: str, iso3_b: str, names: Mapping[str, str]) -> None:
    """List the texts and forums in which both are, and those in which only one is."""
    facts = current_facts()
    rosters = facts.recall(network.rosters_now)
    rows = once.in_words(
        ("pair rosters", iso3_a, iso3_b),
        lambda: pairs.shared(rosters, iso3_a, iso3_b, names[iso3_a], names[iso3_b]),
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
