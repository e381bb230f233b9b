"""What would be new if a State joined: regions, groups and bridges that it would open."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import joining
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Note, Share, Table
from dashboard.i18n import _
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.words import probabilities, states
from data.facts import Facts

N_SHOWN = 10
N_NAMED = 3
"""Circles named for each State; the emptiest."""


def blocks(facts: Facts, asked: OpportunityChoice) -> Blocks:
    """Return the States that fit the choice by their expected broadening, beside its test."""
    rows = _rows(facts, asked)
    if rows.empty:
        return ()
    share = Share(width=90)
    return (
        Heading(
            _("What would be new"),
            _("States by what their joining would open, not only by how likely it is."),
        ),
        Table(
            key="reach",
            title=_("Likely, and new to the coalition"),
            table=rows.round({"reach": 2, "bridges": 2, "expected": 3}),
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "probability": _("Probability"),
                "reach": _("Reach"),
                "expected": _("Both together"),
                "bridges": _("Bridges"),
                "opens_words": _("Would be among the first of"),
            },
            styles={
                _("Probability"): share,
                _("Reach"): share,
                _("Both together"): share,
                _("Bridges"): share,
            },
            evidence=tuple(facts.recall(joining.target_evidence, choice.target(facts, asked.text))),
            note=_(
                "Reach: how far the State’s region and groups are still outside the coalition. "
                "Bridges: of the fifteen States that vote most like it, the share outside. Among "
                "the first: at most one in ten of the group has joined."
            ),
        ),
        Note(_backtest_sentence(facts)),
    )


def _rows(facts: Facts, asked: OpportunityChoice) -> pd.DataFrame:
    """Return the first of the States that fit the choice, with what each would open, in words."""
    shown = choice.states_shown(facts, asked)
    found = facts.recall(joining.reach_for, choice.target(facts, asked.text))
    about = pd.DataFrame(
        {
            "iso3": found.states,
            "reach": found.reach,
            "bridges": found.bridges,
            "opens": found.opened,
        }
    )
    rows = shown[shown["probability"].notna()].merge(about, on="iso3").dropna(subset=["reach"])
    names = probabilities.text_names(facts.instruments) | states.group_names()
    rows = rows.assign(
        expected=rows["probability"] * rows["reach"],
        opens_words=[
            i18n.listing([names.get(key, key) for key in keys[:N_NAMED]]) if keys else "—"
            for keys in rows["opens"]
        ],
    )
    return rows.sort_values(["expected", "iso3"], ascending=[False, True]).head(N_SHOWN)


def _backtest_sentence(facts: Facts) -> str:
    """Return what lists in this order would have brought in the past, in a sentence."""
    rows = facts.recall(joining.broadening_tested).set_index("ranking")
    figures = ["n_texts", "joined", "joined_low", "gained", "gained_low"]
    table = rows.loc[["broadening", "probability"], figures].to_numpy(dtype=np.float64)
    by_both, by_chance = (dict(zip(figures, row.tolist(), strict=True)) for row in table)
    are_apart = (
        by_both["gained_low"] > by_chance["gained"] or by_chance["joined_low"] > by_both["joined"]
    )
    said = _(
        "Tested on {n} texts with an earlier version: of ten new States in this order {joined} "
        "joined, of ten by probability alone {other}; with their reach that is {gained} beside "
        "{other_gained}."
    ).format(
        n=i18n.number(int(by_both["n_texts"])),
        joined=i18n.number(by_both["joined"], decimals=1),
        other=i18n.number(by_chance["joined"], decimals=1),
        gained=i18n.number(by_both["gained"], decimals=1),
        other_gained=i18n.number(by_chance["gained"], decimals=1),
    )
    if are_apart:
        return said
    return said + " " + _("The two orders cannot be told apart: choose by what you want to open.")
