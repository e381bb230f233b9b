"""Whether what States had said would tell better how they vote, in a finding and its table."""

from __future__ import annotations

from analytics import next_vote
from analytics.next_vote import stated_trial
from analytics.next_vote.stated_trial import VoteTrial
from analytics.scoring import Scores
from dashboard import i18n
from dashboard.blocks import Blocks, Subheading, Table, Text
from dashboard.i18n import _, ngettext
from dashboard.pages.quality.choice import BacktestChoice
from dashboard.words import resolutions
from data.facts import Facts


def blocks(facts: Facts, _choice: BacktestChoice) -> Blocks:
    """Return what came of trying it, whatever is chosen above; nothing where no vote was tried."""
    trial = facts.recall(next_vote.stated_trial_of_votes)
    if trial.votes.empty:
        return ()
    return (
        Subheading(_("And how States vote?")),
        Text(finding_sentence(trial, facts.recall(next_vote.stated_trial_of_votes_scores))),
        _votes(facts, trial),
    )


def finding_sentence(trial: VoteTrial, found: Scores | None) -> str:
    """Return what came of trying it: the model of the next vote does without, and why.

    Parameters
    ----------
    trial : VoteTrial
    found : Scores or None
        `stated_trial.scores` of the trial.
    """
    n_votes = len(trial.votes)
    told = ngettext(
        "{n} vote on autonomous weapons or military AI could be forecast from what was known half "
        "a year before.",
        "{n} votes on autonomous weapons or military AI could be forecast from what was known half "
        "a year before.",
        n_votes,
    ).format(n=i18n.number(n_votes))
    if found is None:
        never = _(
            "Before none of them could the model have learnt what such words tell of a vote: it "
            "does without."
        )
        return f"{told} {never}"
    learnt = ngettext(
        "Before {n} of them the model could have learnt what such words tell of a vote: of {rows} "
        "States that had not voted in favour and voted again {yes} then did, and the error in who "
        "would was **{bss}** smaller.",
        "Before {n} of them the model could have learnt what such words tell of a vote: of {rows} "
        "cases of a State that had not voted in favour and voted again {yes} then did, and the "
        "error in who would was **{bss}** smaller.",
        trial.n_learnt,
    ).format(
        n=i18n.number(trial.n_learnt),
        rows=i18n.number(found.n_rows),
        yes=i18n.number(found.n_yes),
        bss=i18n.per_cent(found.values["bss"], decimals=1).replace("-", "−"),
    )
    return f"{told} {learnt} {_verdict(trial, found)}"


def _verdict(trial: VoteTrial, found: Scores) -> str:
    """Return whether the model takes the figure, by the number of votes and the interval."""
    if trial.n_learnt < stated_trial.ENOUGH:
        return _("So few votes cannot tell it **from chance**: the model does without it.")
    if found.is_skilled:
        return _(
            "That is surely smaller, yet what was said was gathered afterwards: the model does "
            "without it until it has been seen to help on votes to come."
        )
    return _("That is **not surely smaller**: the model does without it.")


def _votes(facts: Facts, trial: VoteTrial) -> Table:
    """Return each vote with its error, with the figure and without it."""
    votes = trial.votes
    symbols = [
        resolutions.symbol(resolutions.of_key(facts.rollcalls, key)) for key in votes["rollcall_id"]
    ]
    evidence = facts.rollcalls.set_index("rollcall_id")["evidence_id"]
    return Table(
        key="stated_trial_votes",
        title=_("With what States had said on rules half a year before each vote"),
        table=votes.assign(
            vote=symbols,
            day=[i18n.day(day) for day in votes["vote_date"]],
            without=[i18n.number(error, decimals=3) for error in votes["error_without"]],
            beside=[i18n.number(error, decimals=3) for error in votes["error_with_stated"]],
        ),
        columns={
            "vote": _("Vote"),
            "day": _("Day"),
            "n_on_record": _("States on record"),
            "n_learnt": _("Votes learnt from"),
            "without": _("Error without it"),
            "beside": _("Error with it"),
        },
        evidence=tuple(evidence.loc[votes["rollcall_id"]]),
        note=_(
            "Error: the Brier score over in favour, abstaining, against and absent, of all States "
            "(0 is perfect). A vote is learnt from where anything was on record half a year before "
            "it and it follows another on the same text."
        ),
    )
