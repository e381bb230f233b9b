"""What a plan of outreach would bring, under stated assumptions.

Read `assumptions` and `approaches` first (what a plan is), `opening` (where it starts),
`peer_rounds` and `simulation` (what happens), `whatif` and `tornado` (what it would bring and on
what that hangs), `limits`, `greedy` and `portfolio` (the best plan), `scorecard` (what came of it).
What pages ask stands in `questions`.
"""

from analytics.outreach.questions import (
    coalition_for,
    leads_for,
    opening_of,
    outcome_of,
    peer_bound,
    plans_compared,
    portfolio_of,
)

__all__ = [
    "coalition_for",
    "leads_for",
    "opening_of",
    "outcome_of",
    "peer_bound",
    "plans_compared",
    "portfolio_of",
]
