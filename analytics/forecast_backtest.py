"""The forecast of recorded votes on the past that it had not seen.

Before each session the model learns from the votes until then; each vote of the session is forecast
from what was known on the morning of its day. The question that matters is who moves: of States
whose last vote on the text was not Yes, which vote Yes now? Beside it stands the baseline of rates:
how often, until then, each last vote was followed by each outcome.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, forecast, recurring, scoring, transitions
from analytics.transitions import Array

FIRST_DAY = np.datetime64("2003-07-01", "D")
"""From this session on the record knows the day of every vote."""

N_DRAWS = 400
CANDIDATES = 10
"""Votes with fewer States that could move are left out of recall: there ten is everybody."""

HIGH = 0.4
"""Probabilities above it are called high."""


@dataclass(frozen=True)
class BackTest:
    """Forecasts of past votes.

    Attributes
    ----------
    rows : DataFrame
        ``event, iso3, last, outcome, p_y, p_a, p_n, p_x, base_y, base_a, base_n, base_x, rate_y,
        rate_a, rate_n, rate_x``: a row a State and vote. ``base_…`` are the rates after its last
        vote, ``rate_…`` those of all States, until then.
    events : DataFrame
        ``event, rollcall_id, series, symbol, vote_date, n_yes, expected, low, high``: a row a vote;
        the tally of Yes, what was expected and the 90 % interval beforehand.
    """

    rows: pd.DataFrame
    events: pd.DataFrame


@dataclass(frozen=True)
class Skill:
    """How good the forecasts of who moves to Yes were, of States that did not vote Yes last.

    Attributes
    ----------
    scores, base : Scores
        Of the model and of the baseline; the skill is over the baseline. Given that they vote.
    with_absence : Scores
        The same of all, those that then did not vote too: not to vote is not to move.
    recall_at_10, recall_pooled, recall_base : float
        Share of the movers among the ten most likely: the mean over votes, over all movers at once,
        and the mean if the order were that of the baseline; votes with at least `CANDIDATES`.
    recall_random : float
        The mean if the order were by chance.
    n_ranked : int
        Votes behind recall.
    top_predicted, top_observed : float
        Mean probability of those above `HIGH`, and the share that did move.
    n_top : int
    reliability : DataFrame
        See `scoring.reliability`.
    outcomes : DataFrame
        ``method, brier, log_loss, accuracy``: of all rows and the four outcomes; methods ``model``,
        ``transition``, ``persistence``, ``base_rate``.
    coverage : float
        Share of votes whose tally of Yes lay within the 90 % interval.
    """

    scores: scoring.Scores
    base: scoring.Scores
    with_absence: scoring.Scores
    recall_at_10: float
    recall_pooled: float
    recall_base: float
    recall_random: float
    n_ranked: int
    top_predicted: float
    top_observed: float
    n_top: int
    reliability: pd.DataFrame
    outcomes: pd.DataFrame
    coverage: float


def run(record: recurring.Record, *, seed: int, first_day: np.datetime64 = FIRST_DAY) -> BackTest:
    """Return the forecasts of every vote since a day that follows another on the same text.

    Raises
    ------
    AnalysisError
        If there is too little to learn from before the first session; see `forecast.fit`.
    """
    known = transitions.situations(record)
    days = record.days[known.rows]
    session = _session(days)
    rows, events = [], []
    for number in np.unique(session[days >= first_day]):
        here = np.flatnonzero(session == number)
        model = forecast.fit(record, known, days[here].min())
        before = days < days[here].min()
        rates = _rates(known.last[before], record.codes[known.rows[before]])
        for event in here:
            found = _forecast(record, known, int(event), model, rates, seed)
            rows.append(found[0])
            events.append(found[1])
    return BackTest(pd.concat(rows, ignore_index=True), pd.DataFrame(events))


def skill(test: BackTest, *, seed: int, n_replicates: int = 400) -> Skill:
    """Return how good the forecasts were.

    Raises
    ------
    AnalysisError
        If no State could have moved.
    """
    rows = test.rows
    could = rows[rows["last"].isin(["A", "N"])]
    told = could[could["outcome"] != "X"]
    p, base = (told[f"{m}_y"] / (1 - told[f"{m}_x"]) for m in ("p", "base"))
    yes = (told["outcome"] == "Y").to_numpy(dtype=bool)
    event = told["event"].to_numpy(dtype=np.int64)
    chance, reference = p.to_numpy(dtype=np.float64), base.to_numpy(dtype=np.float64)
    is_high = chance > HIGH
    ranked, ranked_base = (_recalls(c, yes, event) for c in (chance, reference))
    return Skill(
        scores=scoring.score(chance, yes, event, reference, seed=seed, n_replicates=n_replicates),
        base=scoring.score(reference, yes, event, reference, seed=seed, n_replicates=0),
        with_absence=scoring.score(
            could["p_y"].to_numpy(dtype=np.float64),
            (could["outcome"] == "Y").to_numpy(dtype=bool),
            could["event"].to_numpy(dtype=np.int64),
            could["base_y"].to_numpy(dtype=np.float64),
            seed=seed,
            n_replicates=n_replicates,
        ),
        recall_at_10=_mean(ranked[:, 0] / ranked[:, 1]),
        recall_pooled=_mean(ranked[:, 0]) / max(_mean(ranked[:, 1]), 1e-9),
        recall_base=_mean(ranked_base[:, 0] / ranked_base[:, 1]),
        recall_random=_mean(scoring.TOP / ranked[:, 2]),
        n_ranked=len(ranked),
        top_predicted=_mean(chance[is_high]),
        top_observed=_mean(yes[is_high].astype(np.float64)),
        n_top=int(is_high.sum()),
        reliability=scoring.reliability(chance, yes, seed=seed),
        outcomes=_outcomes(rows),
        coverage=float(
            test.events["n_yes"].between(test.events["low"], test.events["high"]).mean()
        ),
    )


def moves(test: BackTest, rollcall_id: str) -> pd.DataFrame:
    """Return the States that could have moved at a vote, or did, as foreseen.

    Returns
    -------
    DataFrame
        ``iso3, last, outcome, p_moves, p_outcome, rank``: States with an earlier Y, A or N that
        voted otherwise now, and the ten most likely to; the likeliest first. ``p_moves`` is the
        probability of another of Y, A or N than the last; ``p_outcome`` that of what came out;
        ``rank`` is the place among all States, from 1.
    """
    event = test.events["event"][test.events["rollcall_id"] == rollcall_id]
    rows = test.rows[test.rows["event"].isin(event) & (test.rows["last"] != "")]
    stays, out = np.zeros(len(rows)), np.zeros(len(rows))
    for vote in forecast.OUTCOMES:
        p = rows[f"p_{vote.lower()}"].to_numpy(dtype=np.float64)
        stays += np.where(rows["last"] == vote, p, 0.0)
        out += np.where(rows["outcome"] == vote, p, 0.0)
    frame = rows[["iso3", "last", "outcome"]].assign(p_moves=1 - stays - rows["p_x"], p_outcome=out)
    frame = frame.sort_values(["p_moves", "iso3"], ascending=[False, True], ignore_index=True)
    frame["rank"] = np.arange(1, len(frame) + 1)
    has_moved = (frame["outcome"] != frame["last"]) & (frame["outcome"] != "X")
    kept: pd.DataFrame = frame[has_moved | (frame["rank"] <= scoring.TOP)]
    return kept.reset_index(drop=True)


def _forecast(
    record: recurring.Record,
    known: transitions.Situations,
    event: int,
    model: forecast.Model,
    rates: Array,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the rows of a vote, and the vote itself."""
    place = int(known.rows[event])
    codes, last = record.codes[place], known.last[event]
    there = codes != ballots.NOT_LISTED
    steps = forecast.chances(model, last[there], known.figures[event][there])
    drawn = forecast.simulated(model, steps, seed=seed + event, n_draws=N_DRAWS)
    low, high = np.quantile(drawn[:, 0], [0.05, 0.95])
    p = forecast.outcomes(steps)
    letters = np.array(["", *ballots.CODES], dtype=object)
    frame = pd.DataFrame(
        {
            "event": event,
            "iso3": record.states["iso3"].to_numpy(dtype=object)[there],
            "last": letters[last[there] + 1],
            "outcome": letters[codes[there] + 1],
        }
    )
    overall = np.broadcast_to(rates[-1], p.shape)
    for name, values in (("p", p), ("base", rates[last[there]]), ("rate", overall)):
        for k, vote in enumerate(forecast.OUTCOMES):
            frame[f"{name}_{vote.lower()}"] = values[:, k]
    row = record.rollcalls.iloc[place]
    return frame, {
        "event": event,
        **{name: row[name] for name in ("rollcall_id", "series", "symbol", "vote_date")},
        "n_yes": int((codes == transitions.Y).sum()),
        "expected": float(p[:, 0].sum()),
        "low": float(low),
        "high": float(high),
    }


def _session(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    """Return the year in which the session of each day began: it opens in September."""
    months = days.astype("datetime64[M]") - np.timedelta64(8, "M")
    return np.asarray(months.astype("datetime64[Y]").astype(np.int64))


def _rates(last: recurring.Codes, codes: recurring.Codes) -> Array:
    """Return how often each outcome followed each last vote (N, A, Y), and any; shape (4, 4)."""
    order = [ballots.CODES[vote] for vote in forecast.OUTCOMES]
    count = np.array([[((last == a) & (codes == b)).sum() for b in order] for a in range(3)])
    count = np.vstack([count, [(codes == b).sum() for b in order]]) + 0.5
    return np.asarray(count / count.sum(axis=1, keepdims=True), dtype=np.float64)


def _recalls(chance: Array, yes: npt.NDArray[np.bool_], event: npt.NDArray[np.int64]) -> Array:
    """Return of each vote: movers among the ten likeliest, movers, candidates; shape (n, 3)."""
    order = np.lexsort([np.arange(len(event)), -chance, event])
    starts = np.flatnonzero(np.r_[True, np.diff(event[order]) != 0])
    out = [
        (part[: scoring.TOP].sum(), part.sum(), len(part)) for part in np.split(yes[order], starts)
    ]
    found = np.array(out, dtype=np.float64).reshape(-1, 3)
    return np.asarray(found[(found[:, 1] > 0) & (found[:, 2] >= CANDIDATES)])


def _mean(values: Array) -> float:
    """Return a mean; missing where there is nothing."""
    return float(values.mean()) if len(values) else float("nan")


def _outcomes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how good all rows were over the four outcomes, for each method."""
    votes = np.array(forecast.OUTCOMES, dtype=object)
    truth = rows["outcome"].to_numpy(dtype=object)[:, None] == votes
    last = rows["last"].where(rows["last"] != "", "Y").to_numpy(dtype=object)[:, None] == votes
    found = {
        method: rows[[f"{name}_{vote.lower()}" for vote in votes]].to_numpy(dtype=np.float64)
        for method, name in (("model", "p"), ("transition", "base"), ("base_rate", "rate"))
    }
    found["persistence"] = last.astype(np.float64)
    return pd.DataFrame(
        [
            {
                "method": method,
                "brier": float(((p - truth) ** 2).sum(axis=1).mean()),
                "log_loss": float(-np.log(np.maximum(p[truth], forecast.FLOOR)).mean()),
                "accuracy": float(truth[np.arange(len(p)), p.argmax(axis=1)].mean()),
            }
            for method, p in found.items()
        ]
    ).sort_values("brier", ignore_index=True)
