"""What speaks for and against a vote in favour, by reason, for every State that has voted before.

The probability of a vote in favour, given that the State votes, is a sum on the scale of log-odds:
a level, and what each figure of `transitions` and each effect of `hierarchical_logit` adds beside
the average State whose last vote was of the same kind. Figures that say the same thing to a reader
are added up to one reason.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import logit

from analytics import ballots
from analytics.next_vote import hierarchical_logit, recurring_votes, transitions, vote_model

LEVEL = "level"
"""Where the average State stands whose last vote was of the same kind."""

REASONS = (
    "own_votes",
    "others",
    "region",
    "texts_alike",
    "habits",
    "absence",
    "sponsored",
    "text",
)
"""Its own votes on the text; those of States that vote like it, and of its regional group; its
votes on texts that divide the Assembly alike; its votes at large; how often it is away; whether it
sponsored the text; how the text fares."""

OF_FIGURE = {
    "last_no": "own_votes",
    "absent_last": "absence",
    "yes_before": "own_votes",
    "no_before": "own_votes",
    "yes_ever": "own_votes",
    "no_ever": "own_votes",
    "away_before": "absence",
    "n_votes": "own_votes",
    "n_in_a_row": "own_votes",
    "changes": "own_votes",
    "sponsored": "sponsored",
    "years_since": "text",
    "others_yes": "others",
    "others_yes_of_late": "others",
    "others_no": "others",
    "texts_alike": "texts_alike",
    "region_yes": "region",
    "level": "text",
    "trend": "text",
    "away": "text",
    "moved_to_yes": "text",
    "moves_to_yes": "habits",
    "moves_from_yes": "habits",
    "absence": "absence",
    "absence_now": "absence",
    "yes_share": "habits",
}
"""The reason that each of `transitions.COLUMNS` belongs to."""

OF_EFFECT = {"state": "habits", "text": "text", "region": "region", "vote": "text"}
"""The reason that each of `hierarchical_logit.LEVELS` belongs to."""

STEP = "yes"
"""The question asked: in favour, given that it votes."""


def of_states(
    model: vote_model.VoteModel,
    iso3: pd.Series,
    last: recurring_votes.Codes,
    cells: hierarchical_logit.LogitCells,
) -> pd.DataFrame:
    """Return what speaks for a vote in favour, and against.

    Parameters
    ----------
    model : VoteModel
    iso3 : Series, shape (S,)
    last : ndarray of int8, shape (S,)
        The last Y, A or N of each on the text; States without one are left out.
    cells : LogitCells
        One a State, in order.

    Returns
    -------
    DataFrame
        ``iso3, reason, log_odds``: a row a State and one of `LEVEL` and `REASONS`. Their sum a
        State is the log-odds of a vote in favour, given that it votes.
    """
    columns = (LEVEL, *REASONS)
    place = {reason: k for k, reason in enumerate(columns)}
    added = np.zeros((len(last), len(columns)))
    for group, inside in vote_model.groups(last).items():
        part = model.parts.get((group, STEP))
        if isinstance(part, float):
            added[inside, place[LEVEL]] = logit(part)
        elif part is not None and inside.any():
            figures, effects = hierarchical_logit.additions(part, cells.at(inside))
            added[inside, place[LEVEL]] = part.constant
            for name, column in zip(transitions.COLUMNS, figures.T, strict=True):
                added[inside, place[OF_FIGURE[name]]] += column
            for name, effect in effects.items():
                added[inside, place[OF_EFFECT[name]]] += effect
    told = last != ballots.NOT_LISTED
    states = np.repeat(iso3.to_numpy(dtype=object)[told], len(columns))
    return pd.DataFrame(
        {
            "iso3": states,
            "reason": np.tile(np.array(columns, dtype=object), int(told.sum())),
            "log_odds": added[told].ravel(),
        }
    )
