"""One roster by itself: how many are listed, what it is, who is on it, and since when."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import standing
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Folded, Heading, Text, Unknown
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.instruments.roster import changes, listed_states, persons
from dashboard.words import choices, standing_in_words
from dashboard.words.markdown import plain
from data.facts import Facts

COMMISSION = "commission"
"""Kind of an instrument on which persons sit, and no States."""


def options(facts: Facts) -> dict[str, str]:
    """Return every instrument in words: what is nearest to military AI first, then the latest."""
    rosters = facts.instruments
    subjects = {name: place for place, name in enumerate(choices.NEAR_DOMAINS)}
    kinds = {name: place for place, name in enumerate(choices.NEAR_KINDS)}
    ordered = rosters.assign(
        subject=rosters["domain"].astype(object).map(subjects).fillna(len(subjects)),
        place=rosters["kind"].astype(object).map(kinds).fillna(len(kinds)),
        is_earlier=rosters["snapshot_of"].notna(),
    ).sort_values(
        ["subject", "place", "is_earlier", "date_from", "short_name"],
        ascending=[True, True, True, False, True],
    )
    return {
        str(row["instrument_id"]): _(row["short_name"])
        + " · "
        + vocabulary.word(vocabulary.KINDS, row["kind"])
        for row in ordered.to_dict("records")
    }


def blocks(facts: Facts, key: str) -> Blocks:
    """Return all that is known of a roster: one of `options`."""
    row = standing.one_row(facts.instruments, "instrument_id", key, "instrument")
    found = facts.recall(record.roster, key)
    short, full = _(str(row["short_name"])), _(str(row["name"]))
    growth = () if pd.notna(row["snapshot_of"]) else changes.growth(facts, key)
    if str(row["kind"]) == COMMISSION:
        return (
            Heading(short, full if full != short else None),
            Finding(persons.finding_sentence(facts, row)),
            _what_it_is(row),
            *persons.commissioners(facts, row),
            *listed_states.in_lists(facts, found),
            *listed_states.documented_beside(facts, key),
            *_note(row),
        )
    answer = _finding_sentence(row, found)
    return (
        Heading(short, full if full != short else None),
        Finding(answer),
        _what_it_is(row),
        *changes.later_state(row, facts.instruments),
        *(Unknown(note) for note in standing_in_words.notes(found)),
        listed_states.on_map(facts, found, answer.replace("**", "")),
        *growth,
        *listed_states.in_lists(facts, found),
        *changes.earlier_states(facts, key),
        *listed_states.documented_beside(facts, key),
        *_note(row),
    )


def _finding_sentence(row: pd.Series, found: standing.Standing) -> str:
    """Return how many are listed, of how many, and when."""
    n = int(row["n_listed"])
    if not n and found.official_count is None:
        text = _("**No State** is listed by name, and no count was published.")
    elif found.official_count is None:
        text = ngettext(
            "**{n} State** is listed by name; no count was published.",
            "**{n} States** are listed by name; no count was published.",
            n,
        )
    else:
        text = ngettext(
            "**{n} State** is listed by name; the official count is **{official}**.",
            "**{n} States** are listed by name; the official count is **{official}**.",
            n,
        )
    official = "" if found.official_count is None else i18n.number(found.official_count)
    text = text.format(n=i18n.number(n), official=official)
    if found.as_of is None:
        return text
    return (
        text + " " + _("The roster is that of {when}.").format(when=i18n.partial_date(found.as_of))
    )


def _what_it_is(row: pd.Series) -> Text:
    """Return what the instrument is, in a few lines."""
    roles = str(row["counted_roles"]).split("|") if pd.notna(row["counted_roles"]) else []
    lines = {
        _("Kind"): vocabulary.word(vocabulary.KINDS, str(row["kind"])),
        _("Subject"): _known(row["domain"], vocabulary.DOMAINS),
        _("Opened or adopted"): i18n.partial_date(row["date_text"]),
        _("Host, depositary or body"): _(str(row["host"])) if pd.notna(row["host"]) else "—",
        _("Roster"): vocabulary.word(vocabulary.ROSTER_STATUSES, str(row["roster_status"])),
        _("Accession"): vocabulary.word(vocabulary.OPEN, str(row["open_to_new_members"])),
        _("Who counts as listed"): i18n.listing(
            [vocabulary.word(vocabulary.ROLES, role) for role in roles]
        )
        or "—",
    }
    return Text(" · ".join(f":gray[{name}:] {value}" for name, value in lines.items()))


def _known(value: object, words: dict[str, str]) -> str:
    """Return a value in words, a dash where it is not known."""
    return vocabulary.word(words, value) if isinstance(value, str) else "—"


def _note(row: pd.Series) -> Blocks:
    """Return the note of the source file, if it has one."""
    if pd.isna(row["note"]):
        return ()
    text = Text(plain(str(row["note"])))
    return (Folded("roster_note", _("Note on the source (in English)"), (text,)),)
