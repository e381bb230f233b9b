"""What is missing, doubtful or put right."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import holdings
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Folded, Heading, Link, Table, Text, Unknown
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.pages.data import figures as draw
from dashboard.pages.data import translations
from dashboard.pages.data.gaps import derived, groups
from dashboard.words.markdown import plain
from data.facts import Facts

HISTORY = "unga/rollcalls"
"""The source of most roll calls; its note names the gaps."""

LEAD = mark(
    "Of **{short}** of {rosters} rosters names are missing, and **{flagged}** of {rollcalls} roll "
    "calls do not add up and are left out. Both are shown as not known, never as a no."
)


def blocks(facts: Facts) -> Blocks:
    """Return which names, roll calls and dates are not known, and what the checks changed."""
    known = facts.recall(record.completeness)
    years = facts.recall(record.rollcall_years)
    finding = Finding(
        _(LEAD).format(
            short=i18n.number(known.n_in_part),
            rosters=i18n.number(len(known.rosters)),
            flagged=i18n.number(len(years.flagged)),
            rollcalls=i18n.number(facts.recall(record.row_counts)["rollcalls"]),
        )
    )
    return (
        finding,
        _names(known),
        _rosters(known.rosters),
        *groups.blocks(facts),
        _years(years, facts.sources),
        _flagged(years.flagged),
        *derived.blocks(facts),
        _corrections(facts.corrections),
        *_dates(years, facts.milestones),
        _notes(facts.sources),
        *_untranslated(facts),
    )


def _names(known: holdings.Completeness) -> Chart:
    """Return how many names are known of the rosters that are not complete."""
    short = known.short
    words = short.assign(
        label=[_(name) for name in short["short_name"]],
        note=[
            _("{n} of {total}").format(n=i18n.number(n), total=i18n.number(total))
            for n, total in zip(short["n_named"], short["official_count"], strict=True)
        ],
        when=[i18n.partial_date(text) for text in short["as_of"]],
    )
    unlisted = i18n.listing([_(name) for name in known.unlisted["short_name"]])
    return Chart(
        figure=draw.names_known(
            words,
            named=_("Names known"),
            missing=_("Names missing"),
            hover=[
                f"{_(name)}\n{note}\n{when}"
                for name, note, when in zip(
                    short["name"], words["note"], words["when"], strict=True
                )
            ],
        ),
        key="data_names",
        title=_("Rosters of which names are missing"),
        table=words,
        columns={
            "label": _("Roster"),
            "n_named": _("Names known"),
            "official_count": _("Official number"),
            "n_missing": _("Names missing"),
            "when": _("Holds for"),
        },
        evidence=tuple(words["evidence_id"]),
        summary=ngettext(
            "Of {n} roster the official number is known and names are missing.",
            "Of {n} rosters the official number is known and names are missing.",
            len(words),
        ).format(n=i18n.number(len(words))),
        note=_("Not even the number is published of: {rosters}.").format(rosters=unlisted),
    )


def _rosters(rosters: pd.DataFrame) -> Table:
    """Return the list of all rosters: how each is known, and what its silence means."""
    shown = rosters.assign(
        label=[_(name) for name in rosters["name"]],
        status=_in_words(vocabulary.ROSTER_STATUSES, rosters["roster_status"]),
        use=_in_words(vocabulary.ROSTER_USES, rosters["roster_use"]),
        when=[i18n.partial_date(text) for text in rosters["as_of"]],
    )
    return Table(
        key="data_rosters",
        title=_("How each roster is known"),
        table=shown,
        columns={
            "label": _("Roster"),
            "status": _("How it is known"),
            "n_named": _("Names known"),
            "official_count": _("Official number"),
            "when": _("Holds for"),
            "use": _("Not listed means"),
            "note": _("Note, in the words of the source file"),
        },
        evidence=tuple(rosters["evidence_id"]),
        height=420,
    )


def _years(result: holdings.Years, held: pd.DataFrame) -> Chart:
    """Return how many roll calls of each year are used, and the gaps of their source."""
    used, flagged = _("Analysed"), _("Left out")
    counts = result.years
    return Chart(
        figure=draw.years(
            counts,
            used=used,
            flagged=flagged,
            hover=[
                f"{year}\n{used}: {n}\n{flagged}: {left}"
                for year, n, left in counts.itertuples(index=False)
            ],
        ),
        key="data_years",
        title=_("Roll calls by year"),
        table=counts,
        columns={"year": _("Year"), "n_used": used, "n_flagged": flagged},
        evidence=tuple(result.evidence),
        summary=_("{used} roll calls are analysed and {flagged} left out.").format(
            used=i18n.number(result.n_used), flagged=i18n.number(len(result.flagged))
        ),
        note=" ".join(
            [
                _("A short bar may be a quiet year or a gap of the source."),
                *(_(note) for note in held["note"][held["source_id"] == HISTORY].dropna()),
            ]
        ),
    )


def _flagged(flagged: pd.DataFrame) -> Table:
    """Return the list of roll calls whose names and tally do not agree."""
    shown = flagged.assign(
        when=[i18n.day(day) for day in flagged["vote_date"]],
        where=_in_words(vocabulary.BODIES, flagged["body"]),
        why=_in_words(vocabulary.ROLLCALL_STATUSES, flagged["status"]),
        text=[_(title) if isinstance(title, str) else "—" for title in flagged["title"]],
        published=_tallies(flagged, "_published"),
        counted=_tallies(flagged, ""),
    )
    return Table(
        key="data_flagged",
        title=_("Roll calls that are left out"),
        table=shown,
        columns={
            "when": _("Day"),
            "where": _("Body"),
            "symbol": _("Symbol"),
            "text": _("Text, in the language of the source"),
            "published": _("Published tally"),
            "counted": _("Names counted"),
            "why": _("Why"),
        },
        note=_("Tallies are in favour – against – abstaining."),
        evidence=tuple(flagged["evidence_id"]),
        height=320,
    )


def _corrections(held: pd.DataFrame) -> Table:
    """Return the list of errors of sources that were put right."""
    address = _("Address")
    return Table(
        key="data_corrections",
        title=_("Errors of sources put right"),
        table=held.assign(because=[_(reason) for reason in held["reason"]]),
        columns={
            "source_id": _("Source file"),
            "key": _("Row"),
            "expect": _("The source says"),
            "value": _("Stored instead"),
            "because": _("Why"),
            "url": address,
        },
        styles={address: Link(_("Open"))},
        note=_("The build fails once a source no longer says what was corrected."),
        evidence=(),
    )


def _dates(years: holdings.Years, milestones: pd.DataFrame) -> Blocks:
    """Return how far dates can be trusted."""
    lines = [
        f"- {vocabulary.word(vocabulary.DATE_QUALITIES, quality)}: {i18n.number(n)}"
        for quality, n in years.qualities.itertuples(index=False)
    ]
    thin = milestones[~milestones["is_confirmed"]]
    days = "; ".join(
        f"{_(title)}, {i18n.partial_date(date)}"
        for title, date in zip(thin["title"], thin["date_text"], strict=True)
    )
    doubtful = _("These days rest on thin sources: {milestones}.").format(milestones=days)
    return (
        Heading(_("How far dates can be trusted")),
        Text("\n".join([_("Days of roll calls:"), "", *lines])),
        *([Unknown(doubtful)] if len(thin) else []),
    )


def _notes(held: pd.DataFrame) -> Folded:
    """Return what the sources of no single text leave out, in the words of their files."""
    kept = translations.notes_of_sources(held)
    return Folded(
        "data_notes",
        _("What the sources say of themselves ({n})").format(n=i18n.number(len(kept))),
        tuple(
            Text(f"**{_(title)}.** {_(note)}")
            for title, note in zip(kept["title"], kept["note"], strict=True)
        ),
    )


def _untranslated(facts: Facts) -> Blocks:
    """Return the texts that are shown in English since nobody has translated them."""
    tables = {name: getattr(facts, name) for name in translations.TABLES}
    held = translations.untranslated(tables, language=i18n.language())
    if held.empty:
        return ()
    return (
        Folded(
            "data_untranslated",
            _("Texts that have no words in your language yet ({n})").format(
                n=i18n.number(len(held))
            ),
            (Text("\n".join(f"- {plain(text)}" for text in held["text"])),),
        ),
    )


def _in_words(words: dict[str, str], codes: pd.Series) -> list[str]:
    return [vocabulary.word(words, code) for code in codes]


def _tallies(rows: pd.DataFrame, which: str) -> list[str]:
    """Return tallies in one text each; an em dash where not all of it is known."""
    columns = [rows[f"n_{position}{which}"] for position in ("yes", "no", "abstain")]
    return [
        "—" if any(pd.isna(n) for n in tally) else " – ".join(i18n.number(n) for n in tally)
        for tally in zip(*columns, strict=True)
    ]
