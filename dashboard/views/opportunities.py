"""Opportunities: which States could join a text, how sure that is, why, and who could ask them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import joining
from analytics import opportunities as asked
from dashboard import ask, cache, chances, i18n, show, states
from dashboard.figures import chances as draw
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.views import opportunity_proof, opportunity_state, plan_picked

N_DRAWN = 25
N_NAMED = 5


def render() -> None:
    """Draw the page."""
    show.title(
        _("Opportunities"),
        _("Which States could join a text next, how sure that is, why, and who could ask them."),
    )
    current = cache.snapshot()
    table = cache.frame(current, current.version, "states")
    instruments = cache.frame(current, current.version, "instruments")
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        targets = cache.joining_targets(current, current.version)
        names = chances.target_names(targets, instruments)
        key = ask.one(_("Text"), names, key="text")
        target = next(one for one in targets if one.key == key)
        prediction = cache.joining_prediction(current, current.version, target)
    found = cache.opportunities_in(current, current.version, target)
    words = cache.in_words(("opportunities", key), lambda: chances.rows(found, table))
    shown = _filtered(words)
    show.answer(_answer(prediction, names[key], words))
    opportunity_proof.headline()
    _ranking(prediction, shown, names[key], target)
    plan_picked.part(target, words)
    opportunity_state.part(prediction, target, words, table)


def _filtered(words: pd.DataFrame) -> pd.DataFrame:
    """Return the States of the groups and tiers that the reader chose."""
    tiers = {key: _(text) for key, text in chances.TIERS.items() if key in set(words["tier"])}
    left, right = st.columns(2)
    with left:
        groups = ask.several(
            _("Regional groups"),
            states.group_names(),
            key="group",
            placeholder=_("All regional groups"),
        )
    with right:
        chosen = ask.several(_("From where"), tiers, key="tier", placeholder=_("All"))
    is_shown = words["region"].isin(groups) | (not groups)
    return words[is_shown & (words["tier"].isin(chosen) | (not chosen))]


def _answer(prediction: joining.Prediction, name: str, words: pd.DataFrame) -> str:
    """Return how many may join, and who most likely, in a few sentences."""
    size = prediction.sizes
    low, high = size.between()
    first = [
        f"{row['name']} ({i18n.per_cent(row['probability'])})"
        for row in words[words["fact"].isna()].head(N_NAMED).to_dict("records")
    ]
    facts = {
        "text": name,
        "n": i18n.number(size.expected - size.n_now),
        "low": i18n.number(low - size.n_now),
        "high": i18n.number(high - size.n_now),
        "day": i18n.day(pd.Timestamp(prediction.day)),
        "listed": i18n.number(size.n_now),
        "names": i18n.listing(first),
    }
    if prediction.is_late:
        text = _(
            "**{n} more States** may join {text} within a year of {day} (90% of cases: {low} to "
            "{high}); {listed} are on it. Most likely: **{names}**."
        )
    else:
        text = _(
            "**{n} States** may join: {text} (90% of cases: {low} to {high}), asked on {day}. Most "
            "likely: **{names}**."
        )
    away = words["name"][words["fact"].notna()].tolist()
    if away:
        text += " " + _("Documented as not on it: {away}.")
        facts["away"] = i18n.listing(away)
    return text.format(**facts)


def _ranking(
    prediction: joining.Prediction, shown: pd.DataFrame, name: str, target: asked.Target
) -> None:
    """Draw the States in their order, with the table of all of them."""
    told = shown[shown["probability"].notna() & shown["fact"].isna()]
    if told.empty and shown["fact"].isna().all():
        show.unknown(_("No State fits this choice, or none of them has enough history."))
        return
    current = cache.snapshot()
    columns = {
        "name": _("State"),
        "group": _("Regional group"),
        "tier_words": _("From where"),
        "in_words": _("In words"),
        "probability": _("Probability"),
        "low": _("From"),
        "high": _("To"),
        "on_record": _("On record"),
        "dossier": _("Dossier"),
    }
    percent = st.column_config.NumberColumn(format="percent", width=90)
    config = {
        _("Probability"): percent,
        _("From"): percent,
        _("To"): percent,
        _("Dossier"): show.link(_("open")),
    }
    evidence = cache.target_evidence(current, current.version, target)
    title = _("Who could join: {text}").format(text=name)
    if told.empty:
        show.unknown(_("All States that fit this choice are documented as not on the text."))
        show.table(
            shown,
            key="opportunities",
            title=title,
            evidence=evidence,
            columns=columns,
            config=config,
        )
        return
    first = told.iloc[0]
    show.figure(
        draw.ranked(
            told.head(N_DRAWN),
            categories=chances.categories(),
            base_rate=prediction.base_rate,
            base_words=_("Base rate"),
        ),
        key="opportunities",
        title=title,
        table=shown,
        columns=columns,
        config=config,
        evidence=evidence,
        summary=_("{state} is the most likely to join: {words}.").format(
            state=first["name"], words=vocabulary.probability_in_words(first["probability"])
        ),
        note=_note(prediction, shown),
    )


def _note(prediction: joining.Prediction, shown: pd.DataFrame) -> str:
    """Return what the probabilities mean, and who is left out of them."""
    horizon = (
        _("Probability of joining within a year, for States not on the text.")
        if prediction.is_late
        else _("Probability of joining in the end, if there is such a text.")
    )
    parts = [
        horizon,
        _(
            "Base rate {base}: of all that could join, the share that is expected to. Lines: 90% "
            "interval, had other texts been there to learn from. Not listed is not opposed."
        ).format(base=i18n.per_cent(prediction.base_rate)),
    ]
    if shown["fact"].notna().any():
        parts.append(_("States documented as not on it are in the table only."))
    n_silent = int((shown["status"] == "no_basis").sum())
    if n_silent:
        parts.append(
            ngettext(
                "{n} State has too little history: no basis.",
                "{n} States have too little history: no basis.",
                n_silent,
            ).format(n=i18n.number(n_silent))
        )
    current = cache.snapshot()
    n_later = asked.n_later(cache.joining_record(current, current.version), prediction.day)
    if n_later:
        parts.append(
            ngettext(
                "{n} signature is dated after the record ends: it is not counted.",
                "{n} signatures are dated after the record ends: they are not counted.",
                n_later,
            ).format(n=i18n.number(n_later))
        )
    return " ".join(parts)
