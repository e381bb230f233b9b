"""Technology and military AI: whether States stand on a line or between two ends."""

from __future__ import annotations

import pandas as pd

from analytics import ideal_points, record
from analytics.ideal_points import dimensionality
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Table
from dashboard.i18n import _, mark
from dashboard.pages.positions import figures as draw
from dashboard.pages.positions import wording
from dashboard.words import positions_in_words, subjects
from dashboard.words import states as naming
from data.facts import Facts

TOPICS = subjects.TOPICS[wording.TECHNOLOGY] or ()

MODELS = {
    "none": mark("States do not differ"),
    "line": mark("One line"),
    "unfolding": mark("Two ends that refuse alike"),
    "plane": mark("A plane"),
}


def blocks(facts: Facts, chosen: tuple[str, ...]) -> Blocks:
    """Return how States stand on technology, by the model that held out votes choose.

    Parameters
    ----------
    facts : Facts
    chosen : tuple of str
        iso3 of the States named on the picture.
    """
    found = facts.recall(ideal_points.ends_on, TOPICS)
    names = naming.names(facts.states)
    held = _rows(found, facts.states)
    said = finding_sentence(found)
    picture = Chart(
        key="positions_ends",
        title=_("Technology and military AI: who stands where"),
        figure=draw.between(
            held,
            chosen={iso3: names[iso3] for iso3 in chosen},
            axis=_axis_title(found),
            across=_("Place between the ends"),
        ),
        table=held,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "first": _("Place between the ends"),
            "second": _("Second place"),
            "yes_pct": _("Chance of a yes, in %"),
            "n_votes": _("Votes"),
        },
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=said.replace("**", ""),
        note=_note(found),
    )
    compared = Table(
        key="positions_models",
        title=_("Which picture foresees votes it has not seen?"),
        table=_models(found),
        columns={
            "word": _("Picture"),
            "log_loss": _("Log loss a vote"),
            "better_by": _("Better than the line by"),
            "low": _("Interval from"),
            "high": _("Interval to"),
            "spread": _("Spread"),
            "correct_pct": _("Foreseen, in %"),
            "reduction_pct": _("Errors of the guess taken away, in %"),
        },
        evidence=tuple(facts.recall(record.plenary_documents)),
        note=_models_note(found),
    )
    return (Finding(said), picture, compared)


def finding_sentence(found: dimensionality.Dimensionality) -> str:
    """Return which picture holds, or that the votes do not decide, in a sentence or two."""
    n = i18n.number(found.positions["n_votes"].sum())
    if not found.is_decided:
        return _undecided_sentence(found, n)
    sentences = {
        "line": _(
            "On technology and military AI **one line** holds: on {n} votes held out, neither two "
            "ends nor a plane foresee more."
        ),
        "unfolding": _(
            "On technology and military AI **both ends refuse alike**: on {n} votes held out, two "
            "ends foresee more than one line beyond chance. The States in the middle vote in "
            "favour most often."
        ),
        "plane": _(
            "On technology and military AI **one line is not enough**: on {n} votes held out, a "
            "plane foresees more beyond chance."
        ),
    }
    return sentences[found.model].format(n=n)


def _undecided_sentence(found: dimensionality.Dimensionality, n: str) -> str:
    """Return that no picture holds beyond doubt, and how near it is."""
    best = found.models.sort_values("log_loss").to_dict("records")[0]
    return _(
        "On technology and military AI **the votes do not decide** whether States stand on one "
        "line or both ends refuse alike: {texts} texts are too few. “{best}” foresees most of the "
        "{n} votes held out, but that may be chance: it beats one line surely in {n_better} of "
        "{n_partitions} partitions of the votes. Drawn is “{drawn}”."
    ).format(
        n=n,
        best=_(MODELS[str(best["model"])]),
        texts=i18n.number(found.n_texts),
        n_better=i18n.number(best["n_better"]),
        n_partitions=i18n.number(found.n_partitions),
        drawn=_(MODELS[found.model]),
    )


def _axis_title(found: dimensionality.Dimensionality) -> str:
    """Return the words for the vertical axis."""
    return _("Second place") if found.model == "plane" else _("Chance of a yes, in %")


def _rows(found: dimensionality.Dimensionality, states: pd.DataFrame) -> pd.DataFrame:
    """Return the States in words, with ``x, y, hover`` to be drawn."""
    named = naming.with_names(found.positions, states)
    named["yes_pct"] = (100 * named["yes"]).round()
    named["x"] = named["first"]
    named["y"] = named["second"] if found.model == "plane" else named["yes_pct"]
    named["hover"] = [
        _(
            "{state}: place {place}, in favour in {share} of the texts by the model (votes: {n})"
        ).format(
            state=row["name"],
            place=positions_in_words.decimal(row["first"]),
            share=positions_in_words.percent(row["yes"]),
            n=i18n.number(row["n_votes"]),
        )
        for row in named.to_dict("records")
    ]
    return named.sort_values(["first", "iso3"], ignore_index=True)


def _models(found: dimensionality.Dimensionality) -> pd.DataFrame:
    """Return the pictures compared, in words."""
    return found.models.assign(
        word=[_(MODELS[model]) for model in found.models["model"]],
        correct_pct=(100 * found.models["correct"]).round(1),
        reduction_pct=(100 * found.models["reduction"]).round(1),
    ).round(dict.fromkeys(("log_loss", "better_by", "low", "high", "spread"), 3))


def _note(found: dimensionality.Dimensionality) -> str:
    """Return what the picture rests on, and what it does not say."""
    return _(
        "{rollcalls} recorded votes of the plenary on {texts} texts in the last seven sessions. "
        "The votes on military AI alone are too few to place anybody; they are among these. A "
        "State's votes on one text are held out together, in {n} partitions drawn by lot. Which "
        "end is left means nothing."
    ).format(
        rollcalls=i18n.number(found.n_rollcalls),
        texts=i18n.number(found.n_texts),
        n=i18n.number(found.n_partitions),
    )


def _models_note(found: dimensionality.Dimensionality) -> str:
    """Return how to read the comparison of pictures."""
    return _(
        "All figures are of votes held out, and means over {n} partitions. Log loss: lower is "
        "better. The interval of 90% takes texts, not votes, as independent; where it holds 0, the "
        "difference may be chance. Spread: between the partitions. The guess is that all vote as "
        "most do."
    ).format(n=i18n.number(found.n_partitions))
