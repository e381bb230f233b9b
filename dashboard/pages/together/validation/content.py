"""How sure the blocs are: votes that were held out, and samples of the texts."""

from __future__ import annotations

import pandas as pd

from analytics import network, selection
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Heading
from dashboard.i18n import _
from dashboard.pages.together.validation import figures as draw
from data.facts import Facts


def blocks(facts: Facts, question: selection.AlignmentQuestion) -> Blocks:
    """Return both tests of every number of blocs."""
    found = facts.recall(bloc_grouping, question)
    evidence = facts.recall(network.alignment_evidence, question)
    return (
        Heading(
            _("How sure is this?"),
            _(
                "Two tests for every number of blocs: do blocs foretell what they were not made "
                "from, and do other texts find the same blocs?"
            ),
        ),
        _held_out(found, evidence),
        _stability(found, evidence),
    )


def _held_out(found: blocs.Blocs, evidence: tuple[str, ...]) -> Chart:
    """Return how well each number of blocs foretells votes that were held out."""
    words = {
        "x": _("Number of blocs"),
        "y": _("Error avoided"),
        "borne": _("enough"),
    }
    base = found.curve["loss"].iloc[0]
    figures = found.curve.iloc[1:]
    shares = figures.assign(
        **{name: figures[name] / base for name in ("gain", "gain_low", "gain_high")}
    ).dropna(subset="gain")
    return Chart(
        key="held_out",
        title=_("How many blocs the record bears"),
        figure=draw.gain(shares, words=words),
        table=found.curve.round(3),
        columns={
            "k": words["x"],
            "loss": _("Log loss a vote"),
            "gain": _("Less than without blocs"),
            "gain_low": _("At least (90%)"),
            "gain_high": _("At most (90%)"),
        },
        evidence=evidence,
        summary=_enough_sentence(found, shares),
        note=_enough_sentence(found, shares)
        + " "
        + _(
            "A fifth of what States did is held out at a time, all that a State did on a text "
            "together, and foretold by its bloc; the base is a house without blocs. Enough is the "
            "smallest number that is not worse than the best beyond chance; dealt otherwise, it "
            "may be one more or one fewer. Bars: 90% intervals "
            "from drawing the texts again. 1 in the table is the house without blocs."
        ),
    )


def _enough_sentence(found: blocs.Blocs, shares: pd.DataFrame) -> str:
    """Return what held-out votes say, in one sentence."""
    if found.n_borne == 1:
        return _("No number of blocs foretells what was held out better than the house as a whole.")
    best = shares[shares["k"] == found.n_borne].iloc[0]
    return _(
        "{k} blocs are enough: they avoid {gain} ({low} to {high}) of the error on what was held "
        "out."
    ).format(
        k=i18n.number(found.n_borne),
        gain=i18n.per_cent(best["gain"]),
        low=i18n.per_cent(best["gain_low"]),
        high=i18n.per_cent(best["gain_high"]),
    )


def _stability(found: blocs.Blocs, evidence: tuple[str, ...]) -> Chart:
    """Return how well samples of the texts agree on each number of blocs."""
    words = {
        "mean": _("Mean likeness of two samples"),
        "low": _("Nine in ten are above"),
        "threshold": _("shown from here"),
        "chosen": _("shown"),
        "x": _("Number of blocs"),
        "y": _("Likeness (1: the same blocs)"),
    }
    figures = found.curve.iloc[1:]
    again = _("No grouping that the record bears comes back often enough: none is shown.")
    if found.is_stable:
        again = _("Shown are {k} blocs: likeness {ari}; at least {least} is needed.").format(
            k=i18n.number(found.k),
            ari=i18n.number(found.stability, decimals=2),
            least=i18n.number(found.min_stability, decimals=2),
        )
    return Chart(
        key="stability",
        title=_("How many blocs other texts find again"),
        figure=draw.stability(
            figures.dropna(subset="ari_mean"), threshold=found.min_stability, words=words
        ),
        table=figures.round(3),
        columns={"k": words["x"], "ari_mean": words["mean"], "ari_q10": words["low"]},
        evidence=evidence,
        summary=again,
        note=again
        + " "
        + _(
            "{runs} samples of the texts, a text with all its votes, are grouped anew. The "
            "adjusted Rand index is 1 where two samples find the same blocs and 0 where they agree "
            "by chance only. Shown is the largest number up to what the record bears that "
            "reaches the line."
        ).format(runs=i18n.number(found.n_runs)),
    )
