"""Who could join, in words: targets, tiers, probabilities, reasons and champions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import champions, joining, opportunities, scoring
from dashboard import i18n, states, theme
from dashboard.i18n import _, mark, vocabulary

TIERS = {
    "returning": mark("On the last version"),
    "voted_no": mark("Voted against"),
    "abstained": mark("Abstained"),
    "lapsed": mark("On an earlier text, not on the last"),
    "voted_yes": mark("Voted in favour, never endorsed"),
    "absent": mark("Did not vote"),
    "no_vote": mark("No vote recorded"),
}

REASONS = {
    "earlier_versions": mark("Earlier versions of this text"),
    "record": mark("How readily it joins texts in general"),
    "record_by_class": mark("Treaties, resolutions, papers and declarations it joined"),
    "record_of_class": mark("Its record on texts of this kind"),
    "record_in_field": mark("Its record in this field"),
    "votes_on_title": mark("Its votes on this very title"),
    "carriers": mark("Votes like the States that carry the text"),
    "camp": mark("Joins the texts that this camp carries"),
    "absence": mark("How often it does not vote"),
    "position": mark("Its place in disarmament votes"),
    "engagement": mark("How active it is in this field"),
    "vote_peers": mark("What States that vote alike do"),
    "text_peers": mark("What States that join the same texts do"),
    "region": mark("What its regional group does"),
    "groups": mark("The groups it is in"),
}

FAMILIES = {
    "same_family": mark("Earlier versions of this text"),
    "record": mark("Its record in this field"),
    "carriers": mark("Its votes on this very title"),
    "votes": mark("Its latest votes"),
    "engagement": mark("What it hosted, chaired or took part in"),
    "groups": mark("The groups it is in"),
}
"""Kinds of evidence."""

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


def categories() -> list[theme.Category]:
    """Return the tiers with their looks and words."""
    return [
        theme.Category(key, _(TIERS[key]), style.colour, style.pattern, style.text_colour)
        for key, style in theme.CHANCE_STYLES.items()
    ]


def rows(table: pd.DataFrame, all_states: pd.DataFrame) -> pd.DataFrame:
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
    frame["tier_words"] = [_(TIERS[tier]) for tier in frame["tier"]]
    frame["in_words"] = [
        vocabulary.probability_in_words(p) if told else _("no basis")
        for p, told in zip(frame["probability"], known, strict=True)
    ]
    frame["interval"] = [
        between(low, high) if told else "—"
        for low, high, told in zip(frame["low"], frame["high"], known, strict=True)
    ]
    frame["hover"] = [
        f"{i18n.per_cent(p)} ({interval})<br>{words}" if told else words
        for p, interval, words, told in zip(
            frame["probability"], frame["interval"], frame["tier_words"], known, strict=True
        )
    ]
    frame["on_record"] = [
        vocabulary.word(vocabulary.STANCES, fact) if isinstance(fact, str) else ""
        for fact in frame["fact"]
    ]
    frame["dossier"] = states.dossiers(frame["iso3"], "chances")
    return frame


def reason_rows(prediction: joining.Prediction, iso3: str) -> pd.DataFrame:
    """Return what speaks for and against a State's joining, in words."""
    found = joining.reasons(prediction, iso3)
    return found.assign(
        words=[_(REASONS[reason]) for reason in found["reason"]],
        odds=[_("odds × {factor}").format(factor=factor(add)) for add in found["log_odds"]],
    )


def strongest(prediction: joining.Prediction, iso3: str) -> tuple[str, str]:
    """Return the strongest reason for and the strongest against, in words; empty where none is."""
    found = joining.reasons(prediction, iso3)
    pro = found["reason"][found["log_odds"] > 0]
    con = found["reason"][found["log_odds"] < 0]
    return (
        _(REASONS[pro.iloc[0]]) if len(pro) else "",
        _(REASONS[con.iloc[0]]) if len(con) else "",
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


def between(low: float, high: float) -> str:
    """Return an interval of probabilities."""
    return _("{low} to {high}").format(low=i18n.per_cent(low), high=i18n.per_cent(high))


def measured(scores: scoring.Scores, name: str, *, is_share: bool = False) -> str:
    """Return a measure with its 90 % interval."""
    parts = [scores.values[name], scores.low[name], scores.high[name]]
    words = [
        "—"
        if np.isnan(part)
        else i18n.per_cent(part)
        if is_share
        else i18n.number(part, decimals=2)
        for part in parts
    ]
    return _("{value} ({low} to {high})").format(value=words[0], low=words[1], high=words[2])


def factor(log_odds: float) -> str:
    """Return by how much a reason multiplies the odds.

    Examples
    --------
    >>> factor(0.6931), factor(-0.6931)
    ('2.0', '0.5')
    """
    return i18n.number(float(np.exp(log_odds)), decimals=1)
