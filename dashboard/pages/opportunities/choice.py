"""What a reader asks: a text, the desk's own number, and which of the States that could join."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import joining
from analytics.joining import opportunities
from analytics.joining.prediction import Prediction
from analytics.joining.questions import StatedNumber
from dashboard import i18n
from dashboard.i18n import _
from dashboard.words import probabilities, states
from data.facts import Facts


@dataclass(frozen=True)
class OpportunityChoice:
    """What a reader asks.

    Attributes
    ----------
    text : str
        Key of a text that can be asked about.
    number : tuple of float, optional
        The desk's own number of States; the model's where not given.
    groups, origins : tuple of str
        Keys of regional groups, and of where States come from; empty for all.
    """

    text: str
    number: StatedNumber | None = None
    groups: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


def texts(facts: Facts) -> dict[str, str]:
    """Return what each text that can be asked about is called, by its key; the first is asked."""
    return probabilities.target_names(facts.recall(joining.joining_targets), facts.instruments)


def target(facts: Facts, text: str) -> opportunities.Target:
    """Return the text of a key."""
    return next(one for one in facts.recall(joining.joining_targets) if one.key == text)


def prediction(facts: Facts, asked: OpportunityChoice) -> Prediction:
    """Return how likely all States are to join the text."""
    return facts.recall(joining.joining_prediction, target(facts, asked.text), asked.number)


def all_states(facts: Facts, asked: OpportunityChoice) -> pd.DataFrame:
    """Return the States that could join the text, in words, whatever else is chosen.

    See `probabilities.state_rows`; the most likely first.
    """
    found = facts.recall(joining.opportunities_for, target(facts, asked.text), asked.number)
    return facts.once(
        (i18n.language(), "could join", asked.text, asked.number),
        lambda: probabilities.state_rows(found, facts.states),
    )


def states_shown(facts: Facts, asked: OpportunityChoice) -> pd.DataFrame:
    """Return the States of the groups and origins chosen that could join, in words."""
    words = all_states(facts, asked)
    is_in_group = words["region"].isin(asked.groups) | (not asked.groups)
    return words[is_in_group & (words["origin"].isin(asked.origins) | (not asked.origins))]


def origins(facts: Facts, asked: OpportunityChoice) -> dict[str, str]:
    """Return from where the States come that could join, in words, by key."""
    present = set(all_states(facts, asked)["origin"])
    return {key: _(words) for key, words in probabilities.ORIGINS.items() if key in present}


def filters_in_words(facts: Facts, asked: OpportunityChoice) -> list[str]:
    """Return the groups and origins chosen, in words."""
    regions, origins_here = states.group_names(), origins(facts, asked)
    return [*(regions[key] for key in asked.groups), *(origins_here[key] for key in asked.origins)]
