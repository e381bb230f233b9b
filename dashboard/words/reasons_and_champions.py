"""One State that could join: what speaks for and against, on what that rests, who could ask it."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import opportunities
from dashboard import i18n, once, theme
from dashboard.blocks import Blocks, Folded, Link, Share, Table, Text, Unknown
from dashboard.i18n import _, vocabulary
from dashboard.words import backtests, chart_of_reasons, probabilities, reasons, states
from dashboard.words.stated import rows as rows_of_stated
from data.facts import Facts

N_CHAMPIONS = 8


def blocks(
    facts: Facts, target: opportunities.Target, row: pd.Series, *, is_stated: bool = False
) -> Blocks:
    """Return how far one State's chance can be trusted, its reasons, evidence and champions.

    Parameters
    ----------
    facts : Facts
    target : Target
    row : Series
        Of the State, from `probabilities.state_rows`.
    is_stated : bool
        The desk states how many join.
    """
    name, on_record = row["name"], row["on_record"]
    if row["status"] == "no_basis":
        told = _("{state} has too little history: no basis for a probability.")
        return (Unknown(told.format(state=name)),)
    champions = _champions(facts, target, row)
    if row["status"] == "declined":
        told = _("{state} stays away, on record: {fact}. No probability is given.")
        return (Unknown(told.format(state=name, fact=on_record)), champions)
    trusted = backtests.chance_sentence(
        facts, target, float(row["probability"]), is_stated=is_stated
    )
    speaks = (Text(trusted), *_said(facts, row), *_reasons(facts, target, row), champions)
    if not on_record:
        return speaks
    told = _("On record about {state} and this text: {fact}. The model does not know it.")
    return (Unknown(told.format(state=name, fact=on_record)), *speaks)


def _said(facts: Facts, row: pd.Series) -> Blocks:
    """Return what the State says that it wants, which the model does not know."""
    told = rows_of_stated.latest_of(facts, str(row["iso3"]), at_most=rows_of_stated.N_SAID)
    if told.empty:
        return ()
    lines = "\n".join(
        f"- {one['subject']}: {rows_of_stated.line(one)}" for one in told.to_dict("records")
    )
    head = _("What {state} says, which the model does not know:").format(state=row["name"])
    return (Text(f"{head}\n\n{lines}"),)


def _reasons(facts: Facts, target: opportunities.Target, row: pd.Series) -> Blocks:
    """Return what speaks for and against, with the rows of the record behind it."""
    evidence = facts.recall(joining.evidence_for, target, row["iso3"])
    found = facts.recall(joining.reasons_for, target, row["iso3"])
    rows = reasons.rows(found, {**once.said_of(facts, _titles), **states.names(facts.states)})
    chart = chart_of_reasons.chart(
        rows,
        key="reasons",
        title=_("{state}: {words}").format(
            state=row["name"], words=vocabulary.probability_in_words(row["probability"])
        ),
        looks=(
            (theme.ORIGIN_STYLES["returning"], _("Speaks for")),
            (theme.ORIGIN_STYLES["lapsed"], _("Speaks against")),
        ),
        strongest=reasons.strongest(rows),
        note=_(
            "Together with the level of the text the bars make {p}. They say what the "
            "model has learnt, not what moves a government."
        ).format(p=i18n.per_cent(row["probability"])),
        evidence=tuple(evidence["evidence_id"]),
    )
    return (chart, _behind(_on_record(facts, evidence), row["name"]))


def _on_record(facts: Facts, found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the record on which the reasons rest, in words, with their sources."""
    documents = facts.evidence.set_index("evidence_id")
    rows = probabilities.evidence_rows(found, once.said_of(facts, _full_titles))
    return rows.assign(source=rows["evidence_id"].map(documents["url"]))


def _full_titles(facts: Facts) -> dict[str, str]:
    """Return what every text and group is called, and the title of every roll call."""
    rollcalls = facts.rollcalls.dropna(subset=["title"])
    titles = dict(zip(rollcalls["rollcall_id"], rollcalls["title"].map(_), strict=True))
    return {**once.said_of(facts, _titles), **titles}


def _titles(facts: Facts) -> dict[str, str]:
    """Return what every text and group is called, and the symbol of every roll call."""
    rollcalls = facts.rollcalls.dropna(subset=["symbol"])
    return {
        **dict(zip(rollcalls["rollcall_id"], rollcalls["symbol"], strict=True)),
        **probabilities.text_names(facts.instruments),
    }


def _behind(rows: pd.DataFrame, name: str) -> Folded:
    """Return the rows of the record on which the reasons rest."""
    table = Table(
        key="joining_evidence",
        title=_("On record about {state}").format(state=name),
        table=rows,
        columns={
            "family_words": _("Speaks to"),
            "title": _("Text, vote or group"),
            "when": _("When"),
            "what": _("Joined, in favour, or member"),
            "source": _("Source"),
        },
        styles={_("Source"): Link(_("open"))},
        evidence=tuple(rows["evidence_id"]),
    )
    title = _("The record behind the reasons ({n})").format(n=i18n.number(len(rows)))
    return Folded("behind_reasons", title, (table,))


def _champions(facts: Facts, target: opportunities.Target, row: pd.Series) -> Table:
    """Return who is best placed to approach the State, component by component."""
    found = facts.recall(joining.champions_for, target, row["iso3"])
    rows = probabilities.champion_rows(
        found, facts.states, probabilities.text_names(facts.instruments)
    )
    shown = rows.head(N_CHAMPIONS).round(2)
    shown = shown.assign(
        says=rows_of_stated.alike_in_words(facts, str(row["iso3"]), shown["iso3"].tolist())
    )
    share = Share(is_bar=True)
    headings = {key: _(text) for key, text in probabilities.COMPONENTS.items()}
    return Table(
        key="champions",
        title=_("Who could approach {state}").format(state=row["name"]),
        table=shown,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "fitness": _("Fitness"),
            **headings,
            "shared": _("Groups in common"),
            "says": _("Says the same"),
        },
        styles={_("Fitness"): share, **dict.fromkeys(headings.values(), share)},
        evidence=tuple(facts.recall(joining.target_evidence, target)),
        note=_(
            "Fitness is the plain mean of five components, each from 0 to 100%: votes and texts in "
            "common (percentile among the members), shared groups, region or ties of language and "
            "history, and the same road: came to the text without having been on the one before. "
            "No record tells which approach worked: this is a reading aid, not a forecast."
        )
        + " "
        + rows_of_stated.alike_note(),
    )
