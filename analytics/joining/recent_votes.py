"""How States voted of late: in general, in a field, and on a text of one title.

Votes in plenary on roll calls that divided the voting States, each around its mean; a State's
column is set to length 1, so that products of columns are cosines.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analytics import ballots
from analytics.joining.history import History, InformationSet
from analytics.joining.past_rosters import unit_length

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

VOTE_YEARS = 5
MIN_ROLLCALLS = 20
MIN_DIVISION = 0.25
"""Standard deviation of the votes (−1, 0, 1) from which a roll call divides the voting States."""

MIN_ROLLCALLS_IN_FIELD = 10
MIN_DIVISION_IN_FIELD = 0.1
"""The same for votes in one field, of which there are few."""


def of_all(history: History, known: InformationSet) -> tuple[Array, Array, Flags]:
    """Return how each State votes (R', S), how often it does not (S,), and who votes at all (S,).

    Votes of the last `VOTE_YEARS` on roll calls that divide the voting States, each around its
    mean; a State's column has length 1, so that products of columns are cosines.
    """
    missing, listed = missed(history, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        absent = missing / listed
    everything = np.ones(len(history.rollcalls), dtype=bool)
    votes = _contested(history, known, everything, least=MIN_ROLLCALLS, division=MIN_DIVISION)
    return votes, absent, np.isfinite(absent) & (absent < 1)


def missed(history: History, known: InformationSet) -> tuple[Places, Places]:
    """Return how many of the last years' roll calls each State missed, and of how many (S,).

    Who never voted yet is as if not listed: 0 of 0.
    """
    is_plenary = history.rollcalls["is_plenary"].to_numpy(dtype=bool)
    cast = (history.codes >= 0) & (history.codes <= ballots.CODES["Y"])
    ever = cast[known.voted & is_plenary].any(axis=0)
    rows = _recent(history, known, np.ones(len(is_plenary), dtype=bool), MIN_ROLLCALLS)
    is_listed = (history.codes[rows] >= 0) & ever
    return (is_listed & ~cast[rows]).sum(axis=0), is_listed.sum(axis=0)


def in_field(history: History, known: InformationSet, field: str) -> Array:
    """Return how each State votes on roll calls of a field, of `history.FIELDS` (R', S)."""
    asked = history.rollcalls[field].to_numpy(dtype=bool)
    return _contested(
        history, known, asked, least=MIN_ROLLCALLS_IN_FIELD, division=MIN_DIVISION_IN_FIELD
    )


def affinity(votes: Array, some: Flags) -> Array:
    """Return how alike each State votes to the middle of some, from -1 to 1 (S,)."""
    if not some.any() or not len(votes):
        return np.zeros(votes.shape[1])
    middle = votes[:, some].mean(axis=1)
    return np.asarray(votes.T @ unit_length(middle))


def on_subject(history: History, known: InformationSet, place: int) -> dict[str, Array]:
    """Return the shares of Y, N and A in the last votes on the subject of a text.

    Of a resolution those on its title; of another text those on resolutions of its domain that the
    same States carry: the summits' texts and the resolutions of their hosts are one subject.
    """
    names = {"subject_yes": "Y", "subject_no": "N", "subject_abstain": "A"}
    rows = rows_on_subject(history, known, place)[-VOTE_YEARS:]
    if len(rows) == 0:
        return dict.fromkeys(names, np.zeros(len(history.states)))
    weight = 0.5 ** np.arange(len(rows))[::-1]
    weight = weight / weight.sum()
    return {
        name: weight @ (history.codes[rows] == ballots.CODES[vote]) for name, vote in names.items()
    }


def rows_on_subject(history: History, known: InformationSet, place: int) -> Places:
    """Return the roll calls that had been taken on the subject of a text, in order."""
    texts = history.texts
    title = str(texts["title"].iloc[place])
    titles = {title}
    if not title:
        is_domain = (texts["domain"] == texts["domain"].iloc[place]).to_numpy(dtype=bool)
        shares = (history.carried & history.carried[place]).any(axis=1)
        titles = set(texts["title"][is_domain & shares & known.opened].astype(str))
    on_subject = np.zeros(len(history.rollcalls), dtype=bool)
    for one in titles - {""}:
        on_subject |= history.rollcalls["title"].str.contains(one, regex=False).to_numpy(dtype=bool)
    return np.flatnonzero(on_subject & known.voted)


def _recent(history: History, known: InformationSet, asked: Flags, least: int) -> Places:
    """Return the plenary roll calls of the last years; if too few, as many as are asked for."""
    is_plenary = history.rollcalls["is_plenary"].to_numpy(dtype=bool) & asked & known.voted
    since = known.day - np.timedelta64(round(365.25 * VOTE_YEARS), "D")
    rows = np.flatnonzero(is_plenary & (history.voted_on >= since))
    return rows if len(rows) >= least else np.flatnonzero(is_plenary)[-least:]


def _contested(
    history: History,
    known: InformationSet,
    asked: Flags,
    *,
    least: int,
    division: float,
) -> Array:
    """Return votes around their mean, a row a roll call that divided, each column at length 1."""
    codes = history.codes[_recent(history, known, asked, least)]
    cast = (codes >= 0) & (codes <= ballots.CODES["Y"])
    n_cast = np.maximum(cast.sum(axis=1), 1)
    mean = np.where(cast, codes, 0).sum(axis=1) / n_cast
    around = np.where(cast, codes - mean[:, None], 0.0)
    spread = np.sqrt((around**2).sum(axis=1) / n_cast)
    around = around[spread > division]
    return np.asarray(around / np.maximum(np.sqrt((around**2).sum(axis=0)), 1e-9))
