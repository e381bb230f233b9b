"""Whether what States had said would tell better who joins, in a finding and its table."""

from __future__ import annotations

from analytics import joining
from analytics.scoring import Scores
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Text
from dashboard.i18n import _, vocabulary
from dashboard.pages.quality.choice import BacktestChoice
from dashboard.pages.quality.scores_table import Row, scores_row, scores_table
from data.facts import Facts


def blocks(facts: Facts, _choice: BacktestChoice) -> Blocks:
    """Return what came of trying it, whatever is chosen above; nothing where no text was tried."""
    trial = facts.recall(joining.stated_trial_of_texts)
    found = facts.recall(joining.stated_trial_scores, is_new=True)
    if found is None:
        return ()
    rows = [_row(_("All, States on no earlier version"), found)]
    everybody = facts.recall(joining.stated_trial_scores)
    if everybody is not None:
        rows.append(_row(_("All, all States"), everybody))
    for domain in dict.fromkeys(trial.texts["domain"]):
        scores = facts.recall(joining.stated_trial_scores, domain, is_new=True)
        if scores is not None:
            rows.append(_row(vocabulary.word(vocabulary.DOMAINS, domain), scores))
    return (
        Heading(_("Would what States say tell more?")),
        Text(finding_sentence(found)),
        scores_table(
            facts,
            rows,
            key="stated_trial",
            title=_("With what States had said on rules before each text opened"),
            label=_("Texts tried"),
            more={},
            skill=_("Error smaller than without it"),
            note=_(
                "The same texts, forecast with and without one feature more: how far each State "
                "had spoken for rules on autonomous weapons on the eve of the opening. Two things "
                "flatter it: what States said was gathered in 2026, with an eye to what became of "
                "the texts, and rows that follow from joint papers repeat the record of joining."
            ),
        ),
    )


def finding_sentence(found: Scores) -> str:
    """Return what came of trying it: the model does without, and why."""
    told = _(
        "On {n} texts on artificial intelligence, knowing what States had said on rules would have "
        "made the error on States on no earlier version **{bss}** smaller."
    )
    verdict = (
        _(
            "That is surely smaller, yet what was said was gathered afterwards: the model does "
            "without it until it has been seen to help on texts to come."
        )
        if found.is_skilled
        else _("That is **not surely smaller**: the model does without it.")
    )
    return f"{told} {verdict}".format(n=i18n.number(found.n_groups), bss=_smaller(found))


def _row(label: str, scores: Scores) -> Row:
    return scores_row(label, scores, bss=_smaller(scores))


def _smaller(scores: Scores) -> str:
    """Return how much smaller the error is, to a tenth of a percent: whole ones hide what it is."""
    value, low, high = (
        i18n.per_cent(part["bss"], decimals=1).replace("-", "−")
        for part in (scores.values, scores.low, scores.high)
    )
    return _("{value} ({low} to {high})").format(value=value, low=low, high=high)
