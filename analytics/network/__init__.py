"""Through whom one State reaches another: ties, and how sure they are.

Read `network` first (graphs of States), then what is drawn of them. What pages ask stands in
`questions`.
"""

from analytics.network.questions import (
    alignment_evidence,
    closeness_again,
    closest_in,
    compared_in,
    forums,
    go_betweens_again,
    go_betweens_to,
    rosters_now,
    special_ties_in,
    standing_with_us,
)

__all__ = [
    "alignment_evidence",
    "closeness_again",
    "closest_in",
    "compared_in",
    "forums",
    "go_betweens_again",
    "go_betweens_to",
    "rosters_now",
    "special_ties_in",
    "standing_with_us",
]
