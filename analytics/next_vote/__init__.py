"""How a text that comes back fares at its next recorded vote.

Read `recurring_votes` first (texts as series of votes), then `transitions` and `vote_similarity`
(what was known before), `vote_model` (the model), `forecast` (what is shown), `vote_reasons` and
`reason_basis` (what speaks for and against a vote in favour); `backtest` and `skill` are the proof,
`counts_baseline` the baseline to beat, `stated_trial` what was tried and left out;
`tally_under_way` is for the day of the vote itself, and `replay` proves it on votes of the past.
What pages ask stands in `questions`.
"""

from analytics.next_vote.questions import (
    board,
    moved_with_chance,
    moves_foreseen,
    next_vote_backtest,
    next_vote_on,
    next_vote_skill,
    recurring_texts,
    recurring_votes_on_record,
    replayed_votes,
    shocks_of_past_votes,
    situations,
    stated_trial_of_votes,
    stated_trial_of_votes_scores,
    vote_reasons_on,
)

__all__ = [
    "board",
    "moved_with_chance",
    "moves_foreseen",
    "next_vote_backtest",
    "next_vote_on",
    "next_vote_skill",
    "recurring_texts",
    "recurring_votes_on_record",
    "replayed_votes",
    "shocks_of_past_votes",
    "situations",
    "stated_trial_of_votes",
    "stated_trial_of_votes_scores",
    "vote_reasons_on",
]
