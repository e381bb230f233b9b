"""Two ends of a subject in words: which picture holds, and what it says."""

from __future__ import annotations

import pandas as pd

from analytics.ideal_points import two_ends
from dashboard import i18n, placings
from dashboard import states as naming
from dashboard.i18n import _, mark

MODELS = {
    "none": mark("States do not differ"),
    "line": mark("One line"),
    "two_ends": mark("Two ends that refuse alike"),
    "plane": mark("A plane"),
}


def answer(found: two_ends.TwoEnds) -> str:
    """Return which picture holds, in a sentence."""
    sentences = {
        "line": _(
            "On technology and military AI **one line** holds: on {n} votes held out, neither two "
            "ends nor a plane foresee more beyond chance."
        ),
        "two_ends": _(
            "On technology and military AI **both ends refuse alike**: on {n} votes held out, two "
            "ends foresee more than one line beyond chance. The States in the middle vote in "
            "favour most often."
        ),
        "plane": _(
            "On technology and military AI **one line is not enough**: on {n} votes held out, a "
            "plane foresees more beyond chance."
        ),
    }
    return sentences[found.model].format(n=i18n.number(found.positions["n_votes"].sum()))


def across(found: two_ends.TwoEnds) -> str:
    """Return the words for the vertical axis."""
    return _("Second place") if found.model == "plane" else _("Chance of a yes, in %")


def rows(found: two_ends.TwoEnds, states: pd.DataFrame) -> pd.DataFrame:
    """Return the States in words, with ``x, y, hover`` to be drawn."""
    named = naming.with_names(found.positions, states)
    named["yes_pct"] = (100 * named["yes"]).round()
    named["x"] = named["first"]
    named["y"] = named["second"] if found.model == "plane" else named["yes_pct"]
    named["hover"] = [
        _(
            "{state}: place {place}, in favour in {share} of the texts by the model ({n} votes)"
        ).format(
            state=row["name"],
            place=placings.decimal(row["first"]),
            share=placings.percent(row["yes"]),
            n=i18n.number(row["n_votes"]),
        )
        for row in named.to_dict("records")
    ]
    return named.sort_values(["first", "iso3"], ignore_index=True)


def models(found: two_ends.TwoEnds) -> pd.DataFrame:
    """Return the pictures compared, in words."""
    return found.models.assign(
        word=[_(MODELS[model]) for model in found.models["model"]],
        correct_pct=(100 * found.models["correct"]).round(1),
        reduction_pct=(100 * found.models["reduction"]).round(1),
    ).round({"log_loss": 3, "better_by": 3, "se": 3})


def note(found: two_ends.TwoEnds) -> str:
    """Return what the picture rests on, and what it does not say."""
    return _(
        "{rollcalls} recorded votes of the plenary on {texts} texts in the last seven sessions. "
        "The votes on military AI alone are too few to place anybody; they are among these. A "
        "State's votes on one text are held out together. Which end is left means nothing."
    ).format(rollcalls=i18n.number(found.n_rollcalls), texts=i18n.number(found.n_texts))
