"""Where States stand on a line, session by session, and how sure that is.

Read `ordinal_votes` and `ordinal_irt` first (the model), `ordinal_chain`, `ordinal_mode` and
`ordinal_draws` (how it is solved), `ideal_points` (the result), then what is read off it:
`ranking`, `change_points`, `drift`, and how good it is: `concordance`, `line_fit`,
`dimensionality`. What pages ask stands in `questions`.
"""

from analytics.ideal_points.questions import (
    drift_since,
    ends_on,
    fit_on,
    points_on,
    points_proved,
    turns_on,
)

__all__ = [
    "drift_since",
    "ends_on",
    "fit_on",
    "points_on",
    "points_proved",
    "turns_on",
]
