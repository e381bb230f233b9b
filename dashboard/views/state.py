"""State: everything on record about one of them, as plain questions and their answers."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import standing
from dashboard import ask, dossiers, headlines, i18n, once, show, states
from dashboard.figures import lanes
from dashboard.i18n import _, ngettext
from dashboard.views import state_chances, state_partners, state_questions, state_unknown
from data.facts import current_facts

TOPIC = "aimd"
DOMAIN = "military AI"
DEFAULT = "KEN"
"""A cohost of summits that came with the second text: its dossier shows every part of the page."""

RECENT_YEAR = 2014
"""The first meeting on autonomous weapons; what is older is mostly treaties and groups."""


def render() -> None:
    """Draw the page."""
    facts = current_facts()
    table = facts.states
    evidence = facts.evidence
    show.title(
        _("State"),
        _("Everything on record about one State, each fact with its source."),
    )
    names = states.choices(table)
    iso3 = ask.one(_("Show the dossier of"), names, key="state", default=DEFAULT)
    row = standing.one_row(table, "iso3", iso3, "State")
    first = facts.recall(record.headline_of, iso3, TOPIC, DOMAIN)
    found = facts.recall(record.dossier_of, iso3)
    name = states.names(table)[iso3]
    show.heading(name, headlines.standing_line(row))
    show.answer(headlines.answer(name, row, first))
    membership = str(row["un_membership"])
    if membership != "former":
        show.glance(headlines.glance(row, first))
    part = ask.switch(_("Show"), _parts(membership), key="dossier")
    if part == "chances":
        state_chances.part(name, iso3, table)
    elif part == "unknown":
        state_unknown.part(name, found, evidence)
    else:
        timeline = pd.concat([found.timeline, found.undated], ignore_index=True)
        words = once.in_words(("dossier", iso3), lambda: dossiers.rows(timeline, evidence))
        if part == "votes":
            state_questions.votes(name, timeline, words)
            state_questions.history(name, found)
            state_partners.part(name, iso3, table)
        else:
            _timeline(iso3, name, words)
            state_questions.part(words)


def _parts(membership: str) -> dict[str, str]:
    """Return the parts of a dossier in words, the first one shown first.

    A State that no longer exists left its votes; who is no UN member is not asked to join.
    """
    parts = {
        "record": _("On record"),
        "votes": _("Votes and partners"),
        "chances": _("Could it join?"),
        "unknown": _("What is not known"),
    }
    if membership == "former":
        return {key: parts[key] for key in ("votes", "record", "unknown")}
    return parts if membership == "member" else {k: v for k, v in parts.items() if k != "chances"}


def _timeline(iso3: str, name: str, words: pd.DataFrame) -> None:
    """Draw all dated facts in lanes, and name the undated ones."""
    periods = {"recent": _("Since {year}").format(year=RECENT_YEAR), "all": _("All years")}
    dated = words[words["date_from"].notna()]
    if dated.empty:
        show.unknown(_("Nothing on record about {state} has a date.").format(state=name))
        return
    period = ask.switch(_("Period"), periods, key="period")
    first = dossiers.first_day(dated, RECENT_YEAR if period == "recent" else None)
    shown = dated[dated["date_to"] >= first]
    columns = {
        "when": _("When"),
        "lane_words": _("What it is"),
        "name": _("Text or meeting"),
        "detail": _("What is on record"),
        "confidence": _("How sure"),
        "source": _("Source"),
    }
    chart = once.in_words(
        ("dossier timeline", iso3, period),
        lambda: lanes.chart(
            dated,
            lanes=dossiers.lane_words(),
            marks=dossiers.marks(),
            first=first,
            last=dossiers.last_day(dated),
            empty=_("nothing on record in these years"),
        ),
    )
    show.figure(
        chart,
        key="state_timeline",
        title=_("{state} on one timeline").format(state=name),
        table=shown,
        evidence=shown["evidence_id"],
        summary=dossiers.timeline_summary(name, shown),
        columns=columns,
        config={_("Source"): show.link(_("open"))},
        note=" ".join(_notes(words, n_earlier=len(dated) - len(shown))),
    )


def _notes(words: pd.DataFrame, *, n_earlier: int) -> list[str]:
    """Return what the timeline does not show, in sentences."""
    notes = [_("A bar covers all the days that a date can mean; its mark stands in the middle.")]
    if n_earlier:
        notes.append(
            ngettext(
                "{n} earlier fact is shown with “All years”.",
                "{n} earlier facts are shown with “All years”.",
                n_earlier,
            ).format(n=i18n.number(n_earlier))
        )
    undated = words["title"][words["date_from"].isna()].tolist()
    if undated:
        notes.append(_("Without a first day: {names}.").format(names=i18n.listing(undated)))
    return notes
