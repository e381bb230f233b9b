"""How a text that comes back fares at its next recorded vote.

Read `recurring` first (texts as series of votes), then `transitions` and `likeness` (what was known
before), `vote_model` (the model), `forecast` (what is shown); `forecast_backtest` and
`forecast_skill` are the proof, `nine_counts` the baseline to beat. What pages ask stands in
`questions`.
"""

from analytics.next_vote.questions import (
    moves_foreseen,
    next_vote_backtest,
    next_vote_on,
    next_vote_skill,
    recurring_record,
    recurring_texts,
    situations,
)

__all__ = [
    "moves_foreseen",
    "next_vote_backtest",
    "next_vote_on",
    "next_vote_skill",
    "recurring_record",
    "recurring_texts",
    "situations",
]
