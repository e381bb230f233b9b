"""What each reason for or against a vote in favour stands on, in counts that can be looked up.

"How States that vote like it voted" says little; "Belarus and Cuba vote like it, and were not in
favour" can be said to a minister. For each reason this names the States, or counts the votes, that
tell most of it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots
from analytics.next_vote import transitions, vote_reasons, vote_similarity
from analytics.next_vote.forecast import Forecast
from analytics.next_vote.recurring_votes import Codes, RecurringVotes

N_NEAREST = 3
"""States named that vote most like one: of those in favour, or of the others."""

LEANS = 1 / 3
"""Mean vote from which a State is said to vote in favour, or against; it abstains between."""


class ReasonBasis(NamedTuple):
    """What a reason stands on.

    ``n`` of ``of`` counts votes or States; ``key`` names States, joined by ``|``, or a regional
    group; ``vote`` is the position taken, by the State or, of other States, by those named: empty
    where they were not in favour.
    """

    key: str = ""
    n: float = np.nan
    of: float = np.nan
    vote: str = ""


def named_reasons(record: RecurringVotes, found: Forecast) -> pd.DataFrame:
    """Return the reasons of a forecast, each with what it stands on, the strongest first.

    Parameters
    ----------
    record : RecurringVotes
        On which the forecast was made.
    found : Forecast

    Returns
    -------
    DataFrame
        ``iso3, reason, log_odds`` and the fields of `ReasonBasis`: a row a State and reason; the
        level that all share is left out.
    """
    basis = _VoteBasis(record, found)
    rows = found.reasons[found.reasons["reason"] != vote_reasons.LEVEL]
    named = [
        basis.of_reason(iso3, reason, is_for=add > 0)
        for iso3, reason, add in zip(rows["iso3"], rows["reason"], rows["log_odds"], strict=True)
    ]
    frame = rows.reset_index(drop=True).join(pd.DataFrame(named, columns=list(ReasonBasis._fields)))
    ordered: pd.DataFrame = (
        frame.assign(size=frame["log_odds"].abs())
        .sort_values(["iso3", "size", "reason"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="size")
    )
    return ordered


class _VoteBasis:
    """What the record tells on the morning of the forecast."""

    def __init__(self, record: RecurringVotes, found: Forecast) -> None:
        self._iso3 = record.states["iso3"].to_numpy(dtype=object)
        self._region = record.states["un_region_group_code"].to_numpy(dtype=object, na_value="")
        day = np.datetime64(found.day, "D")
        of_text = (record.rollcalls["series"] == found.series).to_numpy(dtype=bool)
        self._own = record.codes[of_text]
        self._is_sponsor = (record.sponsored[of_text] == 1).any(axis=0)
        given = dict(zip(found.states["iso3"], found.states["last"], strict=True))
        self._last = np.array(
            [ballots.CODES.get(given.get(iso3, ""), ballots.NOT_LISTED) for iso3 in self._iso3]
        ).astype(np.int8)
        held = record.assembly
        self._recent = held.codes[held.days >= day - transitions.RECENT]
        is_late = held.days >= day - transitions.OF_LATE
        self._late = held.codes[is_late]
        self._alike = vote_similarity.of_states(self._recent)
        is_other = held.series[is_late] != found.series
        self._leaning = vote_similarity.on_texts_alike(self._late[is_other], self._last)
        self._moved, self._could = _moves(self._own)

    def of_reason(self, iso3: str, reason: str, *, is_for: bool) -> ReasonBasis:
        """Return what a reason of a State stands on, which speaks for a vote in favour or not."""
        state = int(np.flatnonzero(self._iso3 == iso3)[0])
        match reason:
            case "own_votes":
                return self._own_votes(state)
            case "others":
                return self._others(state, is_for=is_for)
            case "region":
                return self._of_region(state)
            case "texts_alike":
                return ReasonBasis(vote=_leaning(float(self._leaning[state])))
            case "habits":
                return _share(self._recent[:, state], transitions.Y, among_votes=True)
            case "absence":
                return _share(self._late[:, state], transitions.X, among_votes=False)
            case "sponsored":
                return ReasonBasis(n=float(self._is_sponsor[state]))
            case _:
                return ReasonBasis(n=float(self._moved), of=float(self._could))

    def _own_votes(self, state: int) -> ReasonBasis:
        """Return in how many of its votes on the text it voted as it did last."""
        codes = self._own[:, state]
        last = self._last[state]
        n_voted = int(_has_voted(codes).sum())
        return ReasonBasis(n=float((codes == last).sum()), of=float(n_voted), vote=_letter(last))

    def _others(self, state: int, *, is_for: bool) -> ReasonBasis:
        """Return who votes most like it: of those in favour last time, or of the others."""
        is_yes = self._last == transitions.Y
        told = (self._last != ballots.NOT_LISTED) & (is_yes == is_for)
        told[state] = False
        asked = np.flatnonzero(told)
        nearest = asked[np.argsort(-self._alike[state, asked], kind="stable")[:N_NEAREST]]
        return ReasonBasis("|".join(self._iso3[nearest]), vote="Y" if is_for else "")

    def _of_region(self, state: int) -> ReasonBasis:
        """Return how many others of its regional group were in favour last time."""
        region = self._region[state]
        others = (self._region == region) & (self._last != ballots.NOT_LISTED)
        others[state] = False
        n = int((self._last[others] == transitions.Y).sum())
        return ReasonBasis(str(region), float(n), float(others.sum()))


def _moves(codes: Codes) -> tuple[int, int]:
    """Return how often a State moved to Yes on the text, and how often one could have."""
    before = np.full(codes.shape[1], ballots.NOT_LISTED, dtype=np.int8)
    n_moved = n_could = 0
    for now in codes:
        has_voted = _has_voted(now)
        could = has_voted & _has_voted(before) & (before != transitions.Y)
        n_could, n_moved = (
            n_could + int(could.sum()),
            n_moved + int((now[could] == transitions.Y).sum()),
        )
        before = np.where(has_voted, now, before)
    return n_moved, n_could


def _share(codes: Codes, vote: int, *, among_votes: bool) -> ReasonBasis:
    """Return how many of a State's roll calls, or of its votes, were of one kind."""
    of = _has_voted(codes) if among_votes else codes != ballots.NOT_LISTED
    return ReasonBasis(n=float((codes == vote).sum()), of=float(of.sum()))


def _has_voted(codes: Codes) -> npt.NDArray[np.bool_]:
    """Return which codes are a vote in favour, against or an abstention."""
    return np.isin(codes, [transitions.N, transitions.A, transitions.Y])


def _leaning(mean: float) -> str:
    """Return the position of a State whose mean vote lies from -1 (against) to 1 (in favour)."""
    return "Y" if mean > LEANS else "N" if mean < -LEANS else "A"


def _letter(code: np.int8) -> str:
    """Return the position that a code stands for."""
    letters = {value: letter for letter, value in ballots.CODES.items()}
    return letters.get(int(code), "")
