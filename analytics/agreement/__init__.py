"""Who votes alike: all pairs of States, one pair, the members of a group.

Read `pairwise` first (sums over shared roll calls), then `closeness` (all pairs, with intervals),
`partners`, `dyad` and `comparison` (one State, one pair), `absence` (whether its reading matters)
and `cohesion` (groups). What pages ask stands in `questions`.
"""

from analytics.agreement.questions import (
    by_subject_in,
    closeness_in,
    cohesion_on,
    pair_in,
    silence_in,
)

__all__ = [
    "by_subject_in",
    "closeness_in",
    "cohesion_on",
    "pair_in",
    "silence_in",
]
