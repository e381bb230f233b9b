"""Through whom one State reaches another: ties, and how sure they are.

Read `network` first (graphs of States), then what is drawn of them. What pages ask stands in
`questions`.
"""

from analytics.network.questions import (
    alignment_evidence,
    brokers_of,
    communities_of,
    rosters_now,
    web_of,
)

__all__ = [
    "alignment_evidence",
    "brokers_of",
    "communities_of",
    "rosters_now",
    "web_of",
]
