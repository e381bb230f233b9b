"""The next recorded vote on a text: how each State may vote, and how the tally may come out.

Three questions follow one another: does the State vote; if so, in favour; if not, against. Each is
a regularised logistic regression on what was known before the day (`transitions`), apart for States
whose last vote on the text was Yes, for those whose was not, and for those without one. Older votes
weigh less. States do not err one by one: on some days many are away, or many move together. So each
simulated vote takes over, for all States at once, by how much some past vote differed from what the
model gave for it.

References
----------
Murphy, A. H. & Winkler, R. L. (1987) on probabilities that mean what they say; Fienberg, S. E.
(1980), *The Analysis of Cross-Classified Categorical Data*, on nested (continuation) logits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics import ballots, recurring, transitions
from analytics.transitions import Array, Flags
from data.errors import AnalysisError, fault

OUTCOMES = ("Y", "A", "N", "X")
"""Outcomes in the order of every array and column of them."""

STEPS = ("votes", "yes", "no")
"""The three questions: votes at all; Yes if it votes; No if it votes, and not Yes."""

GROUPS = ("no_vote", "not_yes", "yes")
"""States by their last vote on the text: none, No or abstention, Yes."""

HALF_LIFE_YEARS = 5.0
MAX_YEARS = 15
"""Votes lose half their weight in so many years, and are left aside after so many."""

STRENGTH = 0.1
"""Inverse strength of the penalty of scikit-learn's logistic regression."""

MIN_EVENTS = 30
MIN_EACH = 5
"""Votes to learn from; rows of either answer to learn a question from, else its rate is used."""

N_SHIFTS = 150
"""Past votes, the latest, whose differences from the model simulated votes take over."""

N_DRAWS = 4000
FLOOR = 1e-4


@dataclass(frozen=True)
class Model:
    """How votes follow from what was known, learnt before a day.

    Attributes
    ----------
    day : datetime64
    parts : dict of (str, str) to Pipeline or float
        By group and step; a rate where there is too little to learn from.
    shifts : ndarray, shape (n, 3)
        By how many log-odds past votes differed, by step.
    n_events : int
        Votes learnt from.
    """

    day: np.datetime64
    parts: dict[tuple[str, str], Pipeline | float]
    shifts: Array
    n_events: int


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
    tally : DataFrame
        ``vote, last, expected, low, high``: a row an outcome, with the last tally, and the 90 %
        interval of the simulated ones.
    yes : DataFrame
        ``n_yes, share``: how often each number of Yes came out.
    n_events : int
        Votes learnt from.
    left_out : DataFrame
        ``kind, key, reason``: see `recurring.Record`.
    """

    series: str
    title: str
    rollcall_id: str
    day: pd.Timestamp
    states: pd.DataFrame
    tally: pd.DataFrame
    yes: pd.DataFrame
    n_events: int
    left_out: pd.DataFrame


def fit(record: recurring.Record, known: transitions.Situations, day: np.datetime64) -> Model:
    """Return the model learnt from the votes before a day.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_EVENTS` votes before the day follow another on the same text.
    """
    days = record.days[known.rows]
    years = (day - days).astype(np.float64) / 365.25
    used = np.flatnonzero((days < day) & (years <= MAX_YEARS))
    if len(used) < MIN_EVENTS:
        raise AnalysisError(
            fault(
                "next vote",
                found=f"{len(used)} votes before {day} that follow another on the same text",
                expected=f"at least {MIN_EVENTS}",
                do="ask about a later day",
            ),
            reason="too_few_texts",
        )
    codes = record.codes[known.rows[used]]
    last, figures = known.last[used], known.figures[used]
    weight = np.broadcast_to(0.5 ** (years[used] / HALF_LIFE_YEARS)[:, None], codes.shape)
    parts: dict[tuple[str, str], Pipeline | float] = {}
    for group, inside in _groups(last).items():
        for step, (asked, answer) in _answers(codes).items():
            rows = inside & asked
            parts[group, step] = _learnt(figures[rows], answer[rows], weight[rows])
    latest = slice(-N_SHIFTS, None)
    found = _chances(parts, last[latest], figures[latest])
    shifts = np.stack(
        [_shift(found[..., k], *pair) for k, pair in enumerate(_answers(codes[latest]).values())],
        axis=1,
    )
    return Model(day=day, parts=parts, shifts=shifts, n_events=len(used))


def chances(model: Model, last: recurring.Codes, figures: Array) -> Array:
    """Return the answers to the three steps (…, S, 3), as probabilities."""
    return _chances(model.parts, last, figures)


def outcomes(steps: Array) -> Array:
    """Return the probabilities of `OUTCOMES` from those of the three steps.

    Examples
    --------
    >>> outcomes(np.array([0.9, 0.5, 0.2])).round(2).tolist()
    [0.45, 0.36, 0.09, 0.1]
    """
    votes, yes, no = (steps[..., k] for k in range(3))
    rest = votes * (1 - yes)
    return np.stack([votes * yes, rest * (1 - no), rest * no, 1 - votes], axis=-1)


def simulated(
    model: Model, steps: Array, *, seed: int, n_draws: int = N_DRAWS
) -> npt.NDArray[np.int64]:
    """Return simulated tallies (n_draws, 4) of a vote of some States, in order of `OUTCOMES`.

    Parameters
    ----------
    model : Model
    steps : ndarray, shape (S, 3)
        From `chances`.
    seed : int
    n_draws : int
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    shift = model.shifts[rng.integers(len(model.shifts), size=n_draws)]
    each = logit(np.clip(steps, FLOOR, 1 - FLOOR)).astype(np.float32)
    answers = [
        rng.random((n_draws, len(steps)), dtype=np.float32)
        < expit(each[:, k] + shift[:, k, None].astype(np.float32))
        for k in range(3)
    ]
    votes, yes, no = answers
    rest = votes & ~yes
    counts = [votes & yes, rest & ~no, rest & no, ~votes]
    return np.stack([one.sum(axis=1) for one in counts], axis=1)


def series(record: recurring.Record) -> pd.DataFrame:
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
    latest = latest[record.days[-1] - days <= recurring.MAX_GAP]
    columns = ["series", "title", "symbol", "rollcall_id", "vote_date", "n_votes", "evidence_id"]
    found: pd.DataFrame = latest.assign(n_votes=latest["series"].map(n_votes))[columns]
    return found.sort_values("series", ignore_index=True)


def next_vote(
    record: recurring.Record,
    series_asked: str,
    *,
    seed: int,
    day: pd.Timestamp | None = None,
    past_situations: transitions.Situations | None = None,
) -> Forecast:
    """Return how the next vote on a text may go.

    Parameters
    ----------
    record : Record
    series_asked : str
        Plain title of the text, see `series`.
    seed : int
    day : Timestamp, optional
        Of the vote; nothing of that day or later is used. A year after the last vote on the text
        when not given, or the day after the record ends if that is later.
    past_situations : Situations, optional
        Of the same record, where they are made already; only without a day.

    Raises
    ------
    AnalysisError
        If the text has not been voted on in the five years before; see also `fit`.
    """
    known = record if day is None else record.before(day)
    past = np.flatnonzero((known.rollcalls["series"] == series_asked).to_numpy(dtype=bool))
    if day is None and len(past):
        a_year_on = known.days[past[-1]] + np.timedelta64(365, "D")
        asked = max(a_year_on, known.days[-1] + np.timedelta64(1, "D"))
    else:
        asked = np.datetime64("NaT", "D") if day is None else np.datetime64(day, "D")
    if not len(past) or asked - known.days[past[-1]] > recurring.MAX_GAP:
        raise AnalysisError(
            fault(
                "next vote",
                found=f"no vote of the last five years on {series_asked!r}",
                expected="at least one",
                do="choose another text",
            )
        )
    learnt_from = transitions.situations(known) if past_situations is None else past_situations
    model = fit(known, learnt_from, asked)
    situation = transitions.before_next(known, series_asked, asked)
    is_member = known.codes[-1] != ballots.NOT_LISTED
    last, steps = situation.last[0], chances(model, situation.last[0], situation.figures[0])
    row = known.rollcalls.iloc[past[-1]]
    drawn = simulated(model, steps[is_member], seed=seed)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    n_yes, times = np.unique(drawn[:, 0], return_counts=True)
    voted = known.codes[past[-1]]
    return Forecast(
        series=series_asked,
        title=str(row["title"]),
        rollcall_id=str(row["rollcall_id"]),
        day=pd.Timestamp(asked),
        states=_rows(known, last, outcomes(steps))[is_member].reset_index(drop=True),
        tally=pd.DataFrame(
            {
                "vote": OUTCOMES,
                "last": [int((voted == ballots.CODES[vote]).sum()) for vote in OUTCOMES],
                "expected": outcomes(steps)[is_member].sum(axis=0),
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
        The columns of ``states``, ``direction`` (``to_yes`` or ``from_yes``) and ``p_moves``:
        the probability of Yes for States whose last vote was another, of No or abstention for
        those whose last was Yes; the likeliest first.
    """
    states = found.states[found.states["has_basis"]]
    is_yes = states["last"] == "Y"
    frame = states.assign(
        direction=np.where(is_yes, "from_yes", "to_yes"),
        p_moves=states["p_y"].where(~is_yes, states["p_a"] + states["p_n"]),
    )
    return frame.sort_values(["p_moves", "iso3"], ascending=[False, True], ignore_index=True)


def _rows(record: recurring.Record, last: recurring.Codes, p: Array) -> pd.DataFrame:
    """Return a row a State."""
    letters = {code: vote for vote, code in ballots.CODES.items()}
    frame = pd.DataFrame({"iso3": record.states["iso3"]})
    frame["last"] = [letters.get(int(code), "") for code in last]
    for k, vote in enumerate(OUTCOMES):
        frame[f"p_{vote.lower()}"] = p[:, k]
    return frame.assign(has_basis=last != ballots.NOT_LISTED)


def _groups(last: recurring.Codes) -> dict[str, Flags]:
    """Return which States are in each of `GROUPS`."""
    is_yes, is_none = last == transitions.Y, last == ballots.NOT_LISTED
    return dict(zip(GROUPS, (is_none, ~is_none & ~is_yes, is_yes), strict=True))


def _answers(codes: recurring.Codes) -> dict[str, tuple[Flags, Flags]]:
    """Return for each of `STEPS` of whom it is asked, and whether the answer is yes."""
    listed = codes != ballots.NOT_LISTED
    voted = listed & (codes != transitions.X)
    yes = codes == transitions.Y
    told = (listed, voted), (voted, yes), (voted & ~yes, codes == transitions.N)
    return dict(zip(STEPS, told, strict=True))


def _learnt(figures: Array, answer: Flags, weight: Array) -> Pipeline | float:
    """Return a regression, or the rate where there is too little to learn from."""
    if min(answer.sum(), (~answer).sum()) < MIN_EACH:
        return float((answer.sum() + 1) / (len(answer) + 2))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=300))
    return model.fit(figures, answer, logisticregression__sample_weight=weight)


def _chances(
    parts: dict[tuple[str, str], Pipeline | float], last: recurring.Codes, figures: Array
) -> Array:
    """Return the answers to the three steps of every State, as probabilities."""
    out = np.zeros((*last.shape, len(STEPS)))
    for group, inside in _groups(last).items():
        if not inside.any():
            continue
        for k, step in enumerate(STEPS):
            part = parts[group, step]
            out[inside, k] = (
                part if isinstance(part, float) else part.predict_proba(figures[inside])[:, 1]
            )
    return out


def _shift(p: Array, asked: Flags, answer: Flags) -> Array:
    """Return by how many log-odds each vote differed from the model, drawn a little to none."""
    odds = logit(np.clip(p, FLOOR, 1 - FLOOR))
    shift = np.zeros(len(p))
    for _ in range(12):
        found = np.where(asked, expit(odds + shift[:, None]), 0.0)
        gap = (asked & answer).sum(axis=1) - found.sum(axis=1) - shift
        shift = shift + np.clip(gap / ((found * (1 - found)).sum(axis=1) + 1), -1, 1)
    return shift
