"""Where States stand on one thing, in the reader's words: for maps, lists and notes.

UN members and the other participants are kept apart: a map or a count of members never holds one
of the others.
"""

from __future__ import annotations

import pandas as pd

from analytics.record import standing
from dashboard import i18n, theme
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import states


def categories(found: standing.Standing) -> list[theme.Category]:
    """Return the categories that occur among UN members, in order, in words."""
    words, styles = vocabulary.LISTINGS, theme.LISTING_STYLES
    if found.kind == "rollcall":
        words, styles = vocabulary.POSITIONS, theme.POSITION_STYLES
    occurring = found.counts.loc[found.counts["n_members"] > 0, "category"]
    return [
        theme.Category(
            key,
            vocabulary.word(words, key),
            styles[key].colour,
            styles[key].pattern,
            styles[key].text_colour,
        )
        for key in occurring
    ]


def position_categories() -> list[theme.Category]:
    """Return the positions in a vote, in order, with their words and looks."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.POSITIONS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in ((key, theme.POSITION_STYLES[key]) for key in standing.POSITIONS)
    ]


def rows(
    found: standing.Standing, table: pd.DataFrame, evidence: pd.DataFrame, *, is_member: bool
) -> pd.DataFrame:
    """Return the States of a standing in words, in the alphabetical order of the language.

    Parameters
    ----------
    found : Standing
    table : DataFrame
        Table ``states``.
    evidence : DataFrame
        Table ``evidence``.
    is_member : bool
        Whether to return the UN members or the others.

    Returns
    -------
    DataFrame
        ``iso3, name, group, category, position, role, since, name_as_listed, confidence, source,
        dossier``; ``category`` is the key of ``position``; ``source`` and ``dossier`` are
        addresses.
    """
    chosen = found.states[found.states["is_member"] == is_member]
    words = vocabulary.POSITIONS if found.kind == "rollcall" else vocabulary.LISTINGS
    urls = evidence.set_index("evidence_id")["url"]
    shown = pd.DataFrame(
        {
            "iso3": chosen["iso3"],
            "category": chosen["category"],
            "position": [vocabulary.word(words, key) for key in chosen["category"]],
            "role": _words(vocabulary.ROLES, chosen["role"]),
            "since": [
                _since(*row)
                for row in zip(
                    chosen["since"], chosen["since_from"], chosen["since_to"], strict=True
                )
            ],
            "name_as_listed": chosen["name_as_listed"].fillna(""),
            "confidence": _words(vocabulary.CONFIDENCES, chosen["confidence"]),
            "source": chosen["evidence_id"].map(urls),
            "dossier": states.dossiers(chosen["iso3"]),
        }
    )
    shown = states.with_names(shown, table)
    return shown.sort_values("name", key=lambda names: names.map(i18n.sorting), ignore_index=True)


def on_map(listed: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return rows as ``dashboard.figures.world`` draws them.

    Parameters
    ----------
    listed : DataFrame
        From `rows`.
    table : DataFrame
        Table ``states``.
    """
    places = table.set_index("iso3")[["iso2", "lat_deg", "lon_deg"]]
    drawn = listed.join(places, on="iso3")
    lines = zip(drawn["position"], drawn["role"], drawn["since"], strict=True)
    return pd.DataFrame(
        {
            "iso3": drawn["iso3"],
            "label": drawn["iso2"].fillna(drawn["iso3"]),
            "name": drawn["name"],
            "category": drawn["category"],
            "hover": ["\n".join(word for word in line if word) for line in lines],
            "lat_deg": drawn["lat_deg"],
            "lon_deg": drawn["lon_deg"],
        }
    )


def notes(found: standing.Standing) -> list[str]:
    """Return what a reader must know about a standing, a sentence each."""
    return [_note(*row) for row in found.notes.itertuples(index=False, name=None)]


def _note(note: str, n: int, detail: object) -> str:
    """Return a note in words."""
    many = i18n.number(n)
    if note == "partial":
        text = ngettext(
            "Of {n} State the source does not tell; it is drawn as not known.",
            "Of {n} States the source does not tell; they are drawn as not known.",
            n,
        )
        return text.format(n=many)
    if note == "alphabetical":
        return _("The list we have ends at {name}; what comes after it is not known.").format(
            name=detail
        )
    if note == "names_missing":
        text = ngettext(
            "{n} State that the publisher counts is named in no source we have.",
            "{n} States that the publisher counts are named in no source we have.",
            n,
        )
        return text.format(n=many)
    if note == "not_in_states":
        text = ngettext(
            "{n} entry of the official list is not a State.",
            "{n} entries of the official list are not States.",
            n,
        )
        return text.format(n=many)
    return _rarer_note(note, n, detail)


def _rarer_note(note: str, n: int, detail: object) -> str:
    """Return one of the other notes in words."""
    many = i18n.number(n)
    if note == "between_dates":
        text = ngettext(
            "{n} State joined on a day that is not known.",
            "{n} States joined on days that are not known.",
            n,
        )
        return text.format(n=many)
    if note == "other_role":
        roles = [vocabulary.word(vocabulary.ROLES, role) for role in str(detail).split("|")]
        text = ngettext(
            "{n} State is named in a role that does not count as listed: {roles}.",
            "{n} States are named in a role that does not count as listed: {roles}.",
            n,
        )
        return text.format(n=many, roles=i18n.listing(roles))
    return vocabulary.word(vocabulary.ROLLCALL_STATUSES, note)


def _since(since: object, first: object, last: object) -> str:
    """Return since when, in words: a day, or the days between which it lies."""
    if isinstance(since, str) and since:
        return i18n.partial_date(since)
    if isinstance(first, pd.Timestamp) and isinstance(last, pd.Timestamp) and first < last:
        return _("between {first} and {last}").format(first=i18n.day(first), last=i18n.day(last))
    return ""


def _words(words: dict[str, str], codes: pd.Series) -> list[str]:
    """Return words for codes; nothing where there is no code."""
    return [vocabulary.word(words, code) if isinstance(code, str) else "" for code in codes]
