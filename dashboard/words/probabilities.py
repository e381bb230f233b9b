"""Who could join, in words: targets, origins, probabilities, evidence and champions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import scoring
from analytics.joining import champions, opportunities
from analytics.joining.prediction import Prediction
from dashboard import i18n, theme
from dashboard.i18n import _, mark, vocabulary
from dashboard.words import states

ORIGINS = {
    "returning": mark("On the last version"),
    "voted_no": mark("Voted against"),
    "abstained": mark("Abstained"),
    "lapsed": mark("On an earlier text, not on the last"),
    "voted_yes": mark("Voted in favour, never endorsed"),
    "absent": mark("Did not vote"),
    "no_vote": mark("No vote recorded"),
}

FAMILIES = {
    "same_family": mark("Earlier versions of this text"),
    "record": mark("Its record in this field"),
    "carriers": mark("Texts that the same States carried"),
    "votes": mark("Its votes, on the subject first"),
    "engagement": mark("What it hosted, chaired or took part in"),
    "groups": mark("The groups it is in"),
    "signatories": mark("Who has signed so far"),
}
"""Kinds of evidence."""

WITHOUT = {
    "no_basis": mark("no basis"),
    "declined": mark("stays away, on record"),
}
"""In the place of a probability, by status."""

KINDS = {
    "political": mark("Political texts"),
    "resolution": mark("Resolutions"),
    "paper": mark("Papers and views"),
    "treaty": mark("Treaties"),
}
"""Kinds of texts, of `history.CLASSES`."""

COMPONENTS = {
    "votes": mark("Votes alike"),
    "texts": mark("Same texts"),
    "groups": mark("Shared groups"),
    "ties": mark("Region or ties"),
    "road": mark("Same road"),
}


def target_names(
    targets: tuple[opportunities.Target, ...], instruments: pd.DataFrame
) -> dict[str, str]:
    """Return what each text that can be asked about is called, by its key."""
    short = text_names(instruments)
    return {
        one.key: _("Next version of {text}").format(text=short[one.instrument_id])
        if one.is_next
        else short[one.instrument_id]
        for one in targets
    }


def text_names(instruments: pd.DataFrame) -> dict[str, str]:
    """Return the short name of every instrument in the language spoken, by its key."""
    pairs = zip(instruments["instrument_id"], instruments["short_name"], strict=True)
    return {str(key): _(name) for key, name in pairs}


def origin_categories() -> list[theme.Category]:
    """Return the origins with their looks and words."""
    return [
        theme.Category(key, _(ORIGINS[key]), style.colour, style.pattern, style.text_colour)
        for key, style in theme.ORIGIN_STYLES.items()
    ]


def state_rows(table: pd.DataFrame, all_states: pd.DataFrame) -> pd.DataFrame:
    """Return the States that could join, in words.

    Parameters
    ----------
    table : DataFrame
        From `opportunities.table`.
    all_states : DataFrame
        Table ``states``.
    """
    frame = states.with_names(table, all_states).round({"probability": 3, "low": 3, "high": 3})
    known = frame["probability"].notna()
    frame["origin_words"] = [_(ORIGINS[origin]) for origin in frame["origin"]]
    frame["in_words"] = [
        vocabulary.probability_in_words(p) if told else _(WITHOUT[status])
        for p, told, status in zip(frame["probability"], known, frame["status"], strict=True)
    ]
    frame["interval"] = [
        interval(low, high) if told else "—"
        for low, high, told in zip(frame["low"], frame["high"], known, strict=True)
    ]
    frame["on_record"] = [
        vocabulary.word(vocabulary.STANCES, fact) if isinstance(fact, str) else ""
        for fact in frame["fact"]
    ]
    frame["hover"] = [
        "<br>".join(part for part in (value, words, fact) if part)
        for value, words, fact in zip(
            with_intervals(frame), frame["origin_words"], frame["on_record"], strict=True
        )
    ]
    frame["dossier"] = states.dossiers(frame["iso3"], "chances")
    return frame


def with_intervals(frame: pd.DataFrame) -> list[str]:
    """Return each probability with its interval; empty where none is given."""
    return [
        _("{value} ({low} to {high})").format(
            value=i18n.per_cent(p), low=i18n.per_cent(low), high=i18n.per_cent(high)
        )
        if told
        else ""
        for p, low, high, told in zip(
            frame["probability"],
            frame["low"],
            frame["high"],
            frame["probability"].notna(),
            strict=True,
        )
    ]


def base_rate_sentence(found: Prediction) -> str:
    """Return what share of all that could join is expected to, in a sentence."""
    return _("Base rate {base}: of all that could join, the share that is expected to.").format(
        base=i18n.per_cent(found.base_rate)
    )


def champion_rows(
    found: champions.Champions, all_states: pd.DataFrame, names: Mapping[str, str]
) -> pd.DataFrame:
    """Return who is best placed, in words; shares stay numbers from 0 to 1."""
    frame = states.with_names(found.table, all_states)
    frame["shared"] = [
        i18n.listing(sorted(names.get(group, group) for group in groups)) if groups else "—"
        for groups in frame["shared_groups"]
    ]
    return frame


def evidence_rows(found: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of the record behind the reasons, in words."""
    return found.assign(
        family_words=[_(FAMILIES[family]) for family in found["family"]],
        title=[titles.get(key, key) for key in found["key"]],
        when=[i18n.day(day) for day in found["day"]],
        what=[_("yes") if yes else _("no") for yes in found["is_yes"]],
    )


def interval(low: float, high: float) -> str:
    """Return an interval of probabilities."""
    return _("{low} to {high}").format(low=i18n.per_cent(low), high=i18n.per_cent(high))


def measure_with_interval(
    scores: scoring.Scores | None, name: str, *, decimals: bool = False
) -> str:
    """Return a measure with its 90 % interval, a dash where there is nothing to score.

    Parameters
    ----------
    scores : Scores, optional
    name : str
        Of `scoring.MEASURES`.
    decimals : bool
        As a number with two decimals instead of as a percentage.
    """
    if scores is None:
        return "—"
    words = [
        _measure(part, decimals=decimals)
        for part in (scores.values[name], scores.low[name], scores.high[name])
    ]
    if words[1] == "—":
        return words[0]
    return _("{value} ({low} to {high})").format(value=words[0], low=words[1], high=words[2])


def percentage_points(share: float) -> str:
    """Return a difference between shares, in percentage points.

    Examples
    --------
    >>> percentage_points(0.0471)
    '4.7 points'
    """
    return _("{n} points").format(n=i18n.number(100 * share, decimals=1))


def _measure(value: float, *, decimals: bool) -> str:
    """Return one number of a measure, with a true minus sign; a dash where it cannot be told."""
    if np.isnan(value):
        return "—"
    words = i18n.number(value, decimals=2) if decimals else i18n.per_cent(value)
    return words.replace("-", "−")
