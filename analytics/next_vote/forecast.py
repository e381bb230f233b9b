"""The next recorded vote on a text: how each State may vote, and how the tally may come out.

The probabilities are those of `vote_model`, learnt from every vote until now. How strongly to
learn, and by how much whole votes differ from what is foretold, the forecasts of earlier votes have
taught (`backtest.lessons`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots, intervals
from analytics.next_vote import recurring_votes, transitions, vote_model, vote_reasons
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array
from analytics.next_vote.vote_model import OUTCOMES
from data.errors import AnalysisError


@dataclass(frozen=True)
class Forecast:
    """The next vote on a text.

    Attributes
    ----------
    series, title : str
    rollcall_id : str
        The last vote on the text.
    day : Timestamp
        The day for which it is forecast.
    states : DataFrame
        ``iso3, last, p_y, p_a, p_n, p_x, has_basis``: a row a member; ``last`` is its last Y, A or
        N on the text, empty where it has none: then there is no basis for its own forecast, and
        what is given counts for the tally only.
    reasons : DataFrame
        What speaks for and against a vote in favour, of States with a basis; see
        `vote_reasons.of_states`.
    tally : DataFrame
        ``vote, last, expected, low, high``: a row an outcome, with the last tally, and the 90 %
        interval of the simulated ones.
    yes : DataFrame
        ``n_yes, share``: how often each number of Yes came out.
    n_events : int
        Votes learnt from.
    left_out : DataFrame
        ``kind, key, reason``: see `recurring_votes.RecurringVotes`.
    """

    series: str
    title: str
    rollcall_id: str
    day: pd.Timestamp
    states: pd.DataFrame
    reasons: pd.DataFrame
    tally: pd.DataFrame
    yes: pd.DataFrame
    n_events: int
    left_out: pd.DataFrame


def series(record: RecurringVotes) -> pd.DataFrame:
    """Return the texts that can be asked about: those voted on in the last five years.

    Returns
    -------
    DataFrame
        ``series, title, symbol, rollcall_id, vote_date, n_votes, evidence_id``: the last vote of
        each, by title; ``n_votes`` counts votes under the title.
    """
    named = record.rollcalls[record.rollcalls["series"] != ""]
    n_votes = named.groupby("series")["rollcall_id"].size()
    latest = named.drop_duplicates("series", keep="last")
    days = latest["vote_date"].to_numpy(dtype="datetime64[D]")
    latest = latest[record.days[-1] - days <= recurring_votes.MAX_GAP]
    columns = ["series", "title", "symbol", "rollcall_id", "vote_date", "n_votes", "evidence_id"]
    found: pd.DataFrame = latest.assign(n_votes=latest["series"].map(n_votes))[columns]
    return found.sort_values("series", ignore_index=True)


def next_vote(
    record: RecurringVotes,
    series_asked: str,
    *,
    lessons: vote_model.Lessons,
    seed: int,
    day: pd.Timestamp | None = None,
    past_situations: transitions.Situations | None = None,
) -> Forecast:
    """Return how the next vote on a text may go.

    Parameters
    ----------
    record : RecurringVotes
    series_asked : str
        Plain title of the text, see `series`.
    lessons : Lessons
        From forecasts of votes before the day only.
    seed : int
    day : Timestamp, optional
        Of the vote; nothing of that day or later is used. A year after the last vote on the text
        when not given, or the day after the record ends if that is later.
    past_situations : Situations, optional
        Of the same record, where they are made already; only without a day.

    Raises
    ------
    AnalysisError
        If the text has not been voted on in the five years before; see also `vote_model.fit`.
    """
    known = record if day is None else record.before(day)
    past = np.flatnonzero((known.rollcalls["series"] == series_asked).to_numpy(dtype=bool))
    if day is None and len(past):
        a_year_on = known.days[past[-1]] + np.timedelta64(365, "D")
        asked = max(a_year_on, known.days[-1] + np.timedelta64(1, "D"))
    else:
        asked = np.datetime64("NaT", "D") if day is None else np.datetime64(day, "D")
    if not len(past) or asked - known.days[past[-1]] > recurring_votes.MAX_GAP:
        raise AnalysisError(
            "next vote",
            found=f"no vote of the last five years on {series_asked!r}",
            expected="at least one",
            do="choose another text",
        )
    learnt_from = (
        transitions.situations(known, ahead=vote_model.AHEAD)
        if past_situations is None
        else past_situations
    )
    model = vote_model.fit(known, learnt_from, asked, strength=lessons.strength)
    situation = transitions.before_next(known, series_asked, asked)
    is_member = known.codes[-1] != ballots.NOT_LISTED
    last = situation.last[0]
    cells = vote_model.cells_of(known, situation, np.array([0]), to_come=series_asked)
    odds = vote_model.log_odds(model, last, cells)
    p = vote_model.chances(odds)
    row = known.rollcalls.iloc[past[-1]]
    drawn = vote_model.simulated(odds[is_member], lessons, seed=seed)
    low, high = intervals.of_draws(drawn)
    n_yes, times = np.unique(drawn[:, 0], return_counts=True)
    voted = known.codes[past[-1]]
    return Forecast(
        series=series_asked,
        title=str(row["title"]),
        rollcall_id=str(row["rollcall_id"]),
        day=pd.Timestamp(asked),
        states=_rows(known, last, p)[is_member].reset_index(drop=True),
        reasons=vote_reasons.of_states(
            model, known.states["iso3"][is_member], last[is_member], cells.at(is_member)
        ),
        tally=pd.DataFrame(
            {
                "vote": OUTCOMES,
                "last": [int((voted == ballots.CODES[vote]).sum()) for vote in OUTCOMES],
                "expected": p[is_member].sum(axis=0),
                "low": low.astype(np.int64),
                "high": high.astype(np.int64),
            }
        ),
        yes=pd.DataFrame({"n_yes": n_yes, "share": times / len(drawn)}),
        n_events=model.n_events,
        left_out=known.left_out,
    )


def movers(found: Forecast) -> pd.DataFrame:
    """Return the States that voted on the text before, by how likely they are to move.

    Returns
    -------
    DataFrame
        The columns of ``states``, ``direction`` (``to_yes`` or ``from_yes``), ``p_moves``: the
        probability of Yes for States whose last vote was another, of No or abstention for those
        whose last was Yes; and ``p_yes_if_votes``. The likeliest to move first.
    """
    states = found.states[found.states["has_basis"]]
    is_yes = states["last"] == "Y"
    frame = states.assign(
        direction=np.where(is_yes, "from_yes", "to_yes"),
        p_moves=states["p_y"].where(~is_yes, states["p_a"] + states["p_n"]),
        p_yes_if_votes=states["p_y"] / (1 - states["p_x"]),
    )
    return frame.sort_values(["p_moves", "iso3"], ascending=[False, True], ignore_index=True)


def _rows(record: RecurringVotes, last: recurring_votes.Codes, p: Array) -> pd.DataFrame:
    """Return a row a State."""
    letters = {code: vote for vote, code in ballots.CODES.items()}
    frame = pd.DataFrame({"iso3": record.states["iso3"]})
    frame["last"] = [letters.get(int(code), "") for code in last]
    for k, vote in enumerate(OUTCOMES):
        frame[f"p_{vote.lower()}"] = p[:, k]
    return frame.assign(has_basis=last != ballots.NOT_LISTED)
