"""What a plan of outreach would bring, under stated assumptions.

Read `assumptions` and `outreach_plan` first (what a plan is), `baseline` (where it starts),
`threshold_model` and `simulation` (what happens), `plan_effects` and `one_at_a_time` (what it would
bring and on what that hangs), `constraints`, `milp`, `greedy` and `portfolio` (the best plan),
`leads` (who makes each approach), `scorecard` (what came of it). What pages ask stands in
`questions`.
"""

from analytics.outreach.questions import (
    baseline_for,
    best_portfolio,
    coalition_for,
    effects_of,
    leads_for,
    peer_bound,
    plans_compared,
)

__all__ = [
    "baseline_for",
    "best_portfolio",
    "coalition_for",
    "effects_of",
    "leads_for",
    "peer_bound",
    "plans_compared",
]
