"""What the snapshot holds and how fresh it is."""

from __future__ import annotations

import pandas as pd

from analytics import record, stated
from analytics.record import holdings
from dashboard import i18n
from dashboard.blocks import (
    Blocks,
    Chart,
    Finding,
    Link,
    Note,
    Number,
    Numbers,
    Table,
    Text,
    Tile,
    Words,
)
from dashboard.i18n import _, mark, vocabulary
from dashboard.pages.data import figures as draw
from dashboard.words.stated import labels
from data import freshness
from data.facts import Facts

STATUSES = ("official_list", "secondary_list", "partial", "count_only")

LEAD = mark(
    "**{votes}** votes in **{rollcalls}** roll calls, **{memberships}** entries on **{rosters}** "
    "rosters and **{milestones}** milestones, each with its source. The newest source holds for "
    "**{newest}**; all were read in {read}."
)


def blocks(facts: Facts) -> Blocks:
    """Return what the snapshot holds, how good its documents are, and for which day each holds."""
    rows = facts.recall(record.row_counts)
    fresh = facts.recall(record.freshness)
    finding = Finding(
        _(LEAD).format(
            votes=i18n.number(rows["votes"]),
            rollcalls=i18n.number(rows["rollcalls"]),
            memberships=i18n.number(rows["memberships"]),
            rosters=i18n.number(rows["instruments"]),
            milestones=i18n.number(rows["milestones"]),
            newest=i18n.partial_date(fresh.sources["as_of"].iloc[0]),
            read=_when_read(fresh.sources),
        )
    )
    version = Note(
        _("Version {version}: the same sources give the same version.").format(
            version=facts.version
        )
    )
    return (
        finding,
        _numbers(facts),
        version,
        *_grades(facts.recall(record.grades)),
        _freshness(fresh),
        *_stated(facts),
        _sources(fresh.sources, facts),
    )


def _numbers(facts: Facts) -> Numbers:
    """Return how much of the record is used, listed by name and documented."""
    rows = facts.recall(record.row_counts)
    return Numbers(
        (
            Tile(
                _("Roll calls used"),
                i18n.number(facts.recall(record.rollcall_years).n_used),
                _("of {n}; the others do not add up").format(n=i18n.number(rows["rollcalls"])),
            ),
            Tile(
                _("Rosters listed by name"),
                i18n.number(facts.recall(record.completeness).n_listed_in_full),
                _("of {n}; of the others only some names, or the number").format(
                    n=i18n.number(rows["instruments"])
                ),
            ),
            Tile(
                _("Documents"),
                i18n.number(rows["evidence"]),
                _("in {n} files of sources").format(n=i18n.number(rows["sources"])),
            ),
        )
    )


def _when_read(held: pd.DataFrame) -> str:
    """Return when the sources were read: a month, or the first and the last."""
    months = sorted({day[: len("2026-11")] for day in held["retrieved"]})
    return " – ".join(i18n.partial_date(month) for month in dict.fromkeys([months[0], months[-1]]))


def _grades(held: pd.DataFrame) -> Blocks:
    """Return how good the documents are."""
    lines = [
        f"- {vocabulary.word(vocabulary.GRADES, grade)}: {i18n.number(n)}"
        for grade, n in held.itertuples(index=False)
    ]
    return (
        Text("\n".join([_("The documents, by the site on which they were read:"), "", *lines])),
        Note(
            _(
                "Official: governments, organisations of States, the site of a process itself. "
                "Recognised: press, research, civil society, reference works. The others are "
                "copies that nobody vouches for: their addresses stand on the page and in no saved "
                "chart."
            )
        ),
    )


def _freshness(fresh: holdings.Freshness) -> Chart:
    """Return the day for which each roster holds."""
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
    return Chart(
        figure=draw.days(
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
        evidence=tuple(words["evidence_id"]),
        summary=_("The newest roster holds for {newest}, the oldest for {oldest}.").format(
            newest=newest, oldest=oldest
        ),
        note=_(
            "A larger mark stands for several rosters of one day. Lists of sponsors and joint "
            "statements are closed and do not age; memberships of treaties and organisations do. "
            "Where a source says only a month or a year, its first day is drawn."
        ),
    )


def _stated(facts: Facts) -> Blocks:
    """Return how much is on record of what States say, question by question."""
    found = facts.recall(stated.stated_coverage)
    subjects = found.subjects
    if subjects.empty:
        return ()
    shown = subjects.assign(
        topic_word=[vocabulary.word(vocabulary.TOPICS, topic) for topic in subjects["topic"]],
        question_word=[_(labels.QUESTIONS[question]) for question in subjects["question"]],
    )
    return (
        Table(
            key="data_stated",
            title=_("What States say, by question"),
            table=shown,
            columns={
                "question_word": _("Question"),
                "topic_word": _("Subject"),
                "n_rows": _("Rows"),
                "n_documents": _("Documents"),
                "n_states": _("States"),
                "n_own": _("Own text"),
                "n_signed": _("Signed, aligned or named only"),
                "n_none_found": _("Looked, nothing found"),
            },
            styles={_("Rows"): Number(width=100)},
            evidence=tuple(facts.stated_positions["evidence_id"].unique()),
            note=_(
                "{n} States have a stated position on record; of the other {m} nobody has looked "
                "yet, which is not the same as having none."
            ).format(n=i18n.number(found.n_states), m=i18n.number(len(found.left_out))),
        ),
    )


def _sources(held: pd.DataFrame, facts: Facts) -> Table:
    """Return the list of source files."""
    grades = held["url"].map(facts.evidence.set_index("url")["grade"])
    due = freshness.due(facts.sources).set_axis(facts.sources["source_id"])
    shown = held.assign(
        grade=[vocabulary.word(vocabulary.GRADES, grade) for grade in grades],
        name=[_(title) for title in held["title"]],
        when=[i18n.partial_date(text) for text in held["as_of"]],
        read_by=[i18n.day(day) for day in held["source_id"].map(due)],
        was_read=[i18n.partial_date(text) for text in held["retrieved"]],
        terms=[_(licence) for licence in held["licence"]],
    )
    address = _("Address")
    return Table(
        key="data_sources",
        title=_("Source files"),
        table=shown,
        columns={
            "name": _("Source"),
            "when": _("Holds for"),
            "was_read": _("Read"),
            "read_by": _("Fresh until"),
            "n_rows": _("Rows"),
            "publisher": _("Publisher"),
            "grade": _("Grade"),
            "url": address,
            "terms": _("Terms"),
        },
        styles={
            address: Link(_("Open")),
            _("Rows"): Number(width=100),
            _("Fresh until"): Words(width=150),
        },
        evidence=(),
        height=420,
    )
