"""Into which groups States fall, and whether other texts would find them again.

Read `profiles` first (on what a grouping rests), then the models and `blocs` (what is shown, or
refused); `regrouping` sets two groupings side by side. What pages ask stands in `questions`.
"""

from analytics.blocs.questions import bloc_grouping, tables

__all__ = [
    "bloc_grouping",
    "tables",
]
