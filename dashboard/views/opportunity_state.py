"""One State that could join: what speaks for and against, on what that rests, who could ask it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import joining
from analytics.joining import opportunities
from dashboard import ask, chances, i18n, once, reasons, show, states, theme
from dashboard.figures import chances as draw
from dashboard.i18n import _, vocabulary
from data.facts import current_facts

N_CHAMPIONS = 8


def part(target: opportunities.Target, words: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw the reasons, evidence and champions of a State that the reader chooses.

    Parameters
    ----------
    target : Target
    words : DataFrame
        The States to choose from, in words, the most likely first; at least one.
    table : DataFrame
        Table ``states``.
    """
    show.heading(_("Why, and who could ask"))
    names = dict(zip(words["iso3"], words["name"], strict=True))
    iso3 = ask.one(_("State"), names, key="state")
    row = words[words["iso3"] == iso3].iloc[0]
    of_one(target, row, table)


def of_one(target: opportunities.Target, row: pd.Series, table: pd.DataFrame) -> None:
    """Draw the reasons, evidence and champions of one State; see `part`."""
    if row["status"] == "no_basis":
        show.unknown(
            _("{state} has too little history: no basis for a probability.").format(
                state=row["name"]
            )
        )
        return
    if row["status"] == "declined":
        show.unknown(
            _("{state} stays away, on record: {fact}. No probability is given.").format(
                state=row["name"], fact=row["on_record"]
            )
        )
        _champions(target, row, table)
        return
    if row["on_record"]:
        show.unknown(
            _("On record about {state} and this text: {fact}. The model does not know it.").format(
                state=row["name"], fact=row["on_record"]
            )
        )
    _reasons(target, row, table)
    _champions(target, row, table)


def _reasons(target: opportunities.Target, row: pd.Series, table: pd.DataFrame) -> None:
    """Draw what speaks for and against, with the rows of the record behind it."""
    facts = current_facts()
    iso3 = row["iso3"]
    evidence = facts.recall(joining.joining_evidence_of, target, iso3)
    found = facts.recall(joining.joining_reasons_of, target, iso3)
    named = {**_titles(), **states.names(table)}
    of = (target.key, iso3)
    rows = once.in_words(("reasons", *of), lambda: reasons.rows(found, named))
    pro, con = reasons.strongest(rows)
    chart = once.in_words(
        ("reasons chart", *of),
        lambda: draw.reasons(
            rows,
            positive=_look("returning", _("Speaks for")),
            negative=_look("lapsed", _("Speaks against")),
            axis=_("How much it counts, beside the average State (log-odds)"),
        ),
    )
    show.figure(
        chart,
        key="reasons",
        title=_("{state}: {words}").format(
            state=row["name"], words=vocabulary.probability_in_words(row["probability"])
        ),
        table=rows,
        columns={
            "about": _("Reason"),
            "words": _("In this case"),
            "log_odds": _("Log-odds"),
            "odds": _("Effect"),
        },
        config={_("Log-odds"): st.column_config.NumberColumn(format="%.2f")},
        evidence=evidence["evidence_id"],
        summary=_("Most for it: {pro}. Most against it: {con}.").format(
            pro=pro or "—", con=con or "—"
        ),
        note=_(
            "Together with the level of the text the bars make {p}. They say what the "
            "model has learnt, not what moves a government."
        ).format(p=i18n.per_cent(row["probability"])),
    )
    on_record = once.in_words(("reasons on record", target.key, iso3), lambda: _on_record(evidence))
    _evidence(on_record, row["name"])


def _on_record(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the record on which the reasons rest, in words, with their sources."""
    facts = current_facts()
    rollcalls = facts.rollcalls.dropna(subset=["title"])
    documents = facts.evidence.set_index("evidence_id")
    titles = dict(zip(rollcalls["rollcall_id"], rollcalls["title"], strict=True))
    rows = chances.evidence_rows(found, {**_titles(), **titles})
    return rows.assign(source=rows["evidence_id"].map(documents["url"]))


def _titles() -> dict[str, str]:
    """Return what every text and group is called, and the symbol of every roll call."""
    facts = current_facts()
    rollcalls = facts.rollcalls.dropna(subset=["symbol"])
    return {
        **dict(zip(rollcalls["rollcall_id"], rollcalls["symbol"], strict=True)),
        **chances.text_names(facts.instruments),
    }


def _evidence(rows: pd.DataFrame, name: str) -> None:
    """List the rows of the record on which the reasons rest."""
    with st.expander(_("The record behind the reasons ({n})").format(n=i18n.number(len(rows)))):
        show.table(
            rows,
            key="joining_evidence",
            title=_("On record about {state}").format(state=name),
            columns={
                "family_words": _("Speaks to"),
                "title": _("Text, vote or group"),
                "when": _("When"),
                "what": _("Joined, in favour, or member"),
                "source": _("Source"),
            },
            config={_("Source"): show.link(_("open"))},
            evidence=rows["evidence_id"],
        )


def _champions(target: opportunities.Target, row: pd.Series, table: pd.DataFrame) -> None:
    """List who is best placed to approach the State, component by component."""
    facts = current_facts()
    found = facts.recall(joining.champions_for, target, row["iso3"])
    instruments = facts.instruments
    rows = once.in_words(
        ("champions", target.key, row["iso3"]),
        lambda: chances.champion_rows(found, table, chances.text_names(instruments)),
    )
    share = st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent", width=110)
    headings = {key: _(text) for key, text in chances.COMPONENTS.items()}
    show.table(
        rows.head(N_CHAMPIONS).round(2),
        key="champions",
        title=_("Who could approach {state}").format(state=row["name"]),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "fitness": _("Fitness"),
            **headings,
            "shared": _("Groups in common"),
        },
        config={_("Fitness"): share, **dict.fromkeys(headings.values(), share)},
        evidence=facts.recall(joining.target_evidence, target),
        note=_(
            "Fitness is the plain mean of five components, each from 0 to 100%: votes and texts in "
            "common (percentile among the members), shared groups, region or ties of language and "
            "history, and the same road: came to the text without having been on the one before. "
            "No record tells which approach worked: this is a reading aid, not a forecast."
        ),
    )


def _look(tier: str, label: str) -> theme.Category:
    """Return a look with other words."""
    style = theme.CHANCE_STYLES[tier]
    return theme.Category(tier, label, style.colour, style.pattern, style.text_colour)
