"""What States say that they want, and how it lies beside what they did.

Read `known` first (what was on record on a day, and how each row is documented), then `latest` (the
latest of every State on every question), `own_texts` (the same in texts of its own only), `movers`
(where an answer changed), `by_vote` (what was said beside a recorded vote), `fit` and `signatures`
(what an answer would lead one to expect of votes and of signatures, and what was done).
`side_by_side` sets two States beside each other. `coverage` counts what there is; `groups` keeps
statements of groups apart from their members; `for_rules` makes one figure of it, for models that
try it. What pages ask stands in `questions`.
"""

from analytics.stated.questions import (
    fit_of,
    group_statements,
    last_day,
    last_vote_on,
    latest_positions,
    movers_of,
    own_texts_of_states,
    pair_of,
    positions_by_vote,
    signatures_of,
    stated_coverage,
)

__all__ = [
    "fit_of",
    "group_statements",
    "last_day",
    "last_vote_on",
    "latest_positions",
    "movers_of",
    "own_texts_of_states",
    "pair_of",
    "positions_by_vote",
    "signatures_of",
    "stated_coverage",
]
