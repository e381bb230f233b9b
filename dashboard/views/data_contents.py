"""What the snapshot holds and how fresh it is: the first part of the page *Data*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import holdings
from dashboard import i18n, show
from dashboard.figures import holdings as draw
from dashboard.i18n import _, mark, vocabulary
from data.facts import current_facts

STATUSES = ("official_list", "secondary_list", "partial", "count_only")

LEAD = mark(
    "**{votes}** votes in **{rollcalls}** roll calls, **{memberships}** entries on **{rosters}** "
    "rosters and **{milestones}** milestones, each with its source. The newest source holds for "
    "**{newest}**; all were read in {read}."
)


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    rows = facts.recall(record.row_counts)
    fresh = facts.recall(record.freshness)
    known = facts.recall(record.completeness)
    show.answer(
        _(LEAD).format(
            votes=i18n.number(rows["votes"]),
            rollcalls=i18n.number(rows["rollcalls"]),
            memberships=i18n.number(rows["memberships"]),
            rosters=i18n.number(rows["instruments"]),
            milestones=i18n.number(rows["milestones"]),
            newest=i18n.partial_date(fresh.sources["as_of"].iloc[0]),
            read=_read(fresh.sources),
        )
    )
    show.numbers(
        [
            (
                _("Roll calls used"),
                i18n.number(facts.recall(record.rollcall_years).n_used),
                _("of {n}; the others do not add up").format(n=i18n.number(rows["rollcalls"])),
            ),
            (
                _("Rosters listed by name"),
                i18n.number(known.n_listed_in_full),
                _("of {n}; of the others only some names, or the number").format(
                    n=i18n.number(rows["instruments"])
                ),
            ),
            (
                _("Documents"),
                i18n.number(rows["evidence"]),
                _("in {n} files of sources").format(n=i18n.number(rows["sources"])),
            ),
        ]
    )
    st.caption(
        _("Version {version}: the same sources give the same version.").format(
            version=facts.version
        )
    )
    _grades(facts.recall(record.grades))
    _freshness(fresh)
    _sources(fresh.sources, facts.evidence)


def _read(held: pd.DataFrame) -> str:
    """Return when the sources were read: a month, or the first and the last."""
    months = sorted(set(held["retrieved"]))
    return " – ".join(i18n.partial_date(month) for month in dict.fromkeys([months[0], months[-1]]))


def _grades(held: pd.DataFrame) -> None:
    """Say how good the documents are."""
    lines = [
        f"- {vocabulary.word(vocabulary.GRADES, grade)}: {i18n.number(n)}"
        for grade, n in held.itertuples(index=False)
    ]
    st.markdown("\n".join([_("The documents, by the site on which they were read:"), "", *lines]))
    st.caption(
        _(
            "Official: governments, organisations of States, the site of a process itself. "
            "Recognised: press, research, civil society, reference works. The others are copies "
            "that nobody vouches for: their addresses stand on the page and in no saved chart."
        )
    )


def _freshness(fresh: holdings.Freshness) -> None:
    """Draw the day for which each roster holds."""
    words = fresh.rosters.assign(
        lane=[vocabulary.word(vocabulary.KINDS, kind) for kind in fresh.rosters["kind"]],
        status=fresh.rosters["roster_status"],
        label=[_(name) for name in fresh.rosters["short_name"]],
        when=[i18n.partial_date(text) for text in fresh.rosters["as_of"]],
        status_word=[
            vocabulary.word(vocabulary.ROSTER_STATUSES, status)
            for status in fresh.rosters["roster_status"]
        ],
    )
    newest, oldest = words["when"].iloc[0], words["when"].iloc[-1]
    show.figure(
        draw.days(
            words,
            lanes=list(dict.fromkeys(words["lane"])),
            kinds=draw.marks(
                [(s, vocabulary.word(vocabulary.ROSTER_STATUSES, s)) for s in STATUSES]
            ),
        ),
        key="data_freshness",
        title=_("For which day each roster holds"),
        table=words,
        columns={
            "label": _("Roster"),
            "lane": _("Kind"),
            "status_word": _("How it is known"),
            "when": _("Holds for"),
        },
        evidence=words["evidence_id"],
        summary=_("The newest roster holds for {newest}, the oldest for {oldest}.").format(
            newest=newest, oldest=oldest
        ),
        note=_(
            "A larger mark stands for several rosters of one day. Lists of sponsors and joint "
            "statements are closed and do not age; memberships of treaties and organisations do. "
            "Where a source says only a month or a year, its first day is drawn."
        ),
    )


def _sources(held: pd.DataFrame, documents: pd.DataFrame) -> None:
    """Draw the list of source files."""
    grades = held["url"].map(documents.set_index("url")["grade"])
    shown = held.assign(
        grade=[vocabulary.word(vocabulary.GRADES, grade) for grade in grades],
        name=[_(title) for title in held["title"]],
        when=[i18n.partial_date(text) for text in held["as_of"]],
        was_read=[i18n.partial_date(text) for text in held["retrieved"]],
        terms=[_(licence) for licence in held["licence"]],
    )
    address = _("Address")
    show.table(
        shown,
        key="data_sources",
        title=_("Source files"),
        columns={
            "name": _("Source"),
            "when": _("Holds for"),
            "was_read": _("Read"),
            "n_rows": _("Rows"),
            "publisher": _("Publisher"),
            "grade": _("Grade"),
            "url": address,
            "terms": _("Terms"),
        },
        config={address: show.link(_("Open")), _("Rows"): show.whole_numbers()},
        evidence=[],
        height=420,
    )
