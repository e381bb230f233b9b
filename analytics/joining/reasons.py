"""What a reason for or against a State's joining stands on, by name.

"The groups it is in" says little; "Council of Europe: 38 of 46 members have signed" can be said to
a minister. For each reason this names the group, the carriers, the earlier text or the vote that
tells most of the State.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots
from analytics.joining import past_rosters, recent_votes
from analytics.joining.features import carried_alike
from analytics.joining.history import History
from analytics.joining.prediction import Prediction, reasons

Array = npt.NDArray[np.float64]


class NamedReason(NamedTuple):
    """What a reason stands on.

    ``kind`` is group, states, instrument, rollcall, texts, votes or roles; ``key`` the group, text
    or roll call, or States joined by ``|``; ``n`` of ``of`` says how many members, texts or votes;
    ``text`` the text on which a group's members are counted; ``vote`` the position taken.
    """

    kind: str = ""
    key: str = ""
    n: float = np.nan
    of: float = np.nan
    text: str = ""
    vote: str = ""


def named_reasons(history: History, prediction: Prediction, place: int, iso3: str) -> pd.DataFrame:
    """Return the reasons for and against a State's joining, each with what it stands on.

    Parameters
    ----------
    history : History
    prediction : Prediction
        Of the text, on that history.
    place : int
        Row of the text.
    iso3 : str
        A UN member.

    Returns
    -------
    DataFrame
        The columns of `prediction.reasons`, and those of `NamedReason`.

    Raises
    ------
    AnalysisError
        If it is no UN member.
    """
    rows = reasons(prediction, iso3)
    basis = _Basis(history, prediction, place, history.states.index(iso3))
    told: dict[str, Callable[[float], NamedReason]] = {
        "earlier_versions": basis.earlier_versions,
        "record": basis.all_texts,
        "record_of_class": basis.texts_of_class,
        "engagement": basis.engagement,
        "votes_on_subject": basis.last_vote,
        "absence": basis.absence,
        "carrier_votes": basis.carriers,
        "same_carrier": basis.same_carrier,
        "like_carriers": basis.like_carriers,
        "camp": basis.camp,
        "groups": basis.group,
        "signatories": basis.signatories,
        "signatory_votes": lambda _: NamedReason(),
    }
    found = [
        told[str(row.reason)](float(row.log_odds))  # type: ignore[arg-type]  # a column of numbers
        for row in rows.itertuples()
    ]
    return pd.concat([rows, pd.DataFrame(found, columns=list(NamedReason._fields))], axis=1)


class _Basis:
    """What is known of one State and one text on the morning of the prediction."""

    def __init__(self, history: History, prediction: Prediction, place: int, state: int) -> None:
        known = history.known(prediction.day)
        known.opened[place] = False
        self._history, self._place, self._state = history, place, state
        self._known, self._prediction = known, prediction
        self._past = past_rosters.known_rosters(history, known)
        self._ids = history.texts["instrument_id"].astype(str).to_numpy(dtype=object)

    def earlier_versions(self, _: float) -> NamedReason:
        """Return the last version, and on how many of them it was."""
        family = self._history.texts["family"].to_numpy()
        kin = self._past.places[family[self._past.places] == family[self._place]]
        if not len(kin):
            return NamedReason()
        joined = self._known.joined[kin, self._state]
        vote = "Y" if joined[-1] else "N"
        return NamedReason("instrument", self._ids[kin[-1]], joined.sum(), len(kin), vote=vote)

    def all_texts(self, _: float) -> NamedReason:
        """Return on how many earlier texts it is."""
        return self._texts(np.ones(len(self._past.places), dtype=bool))

    def texts_of_class(self, _: float) -> NamedReason:
        """Return on how many earlier texts of this kind it is."""
        classes = self._history.texts["text_class"].to_numpy(dtype=object)
        return self._texts(classes[self._past.places] == classes[self._place])

    def same_carrier(self, _: float) -> NamedReason:
        """Return on how many texts of the same carriers it is."""
        is_same, _likeness = self._alike()
        return self._texts(is_same)._replace(kind="states", key=self._carried_by())

    def carriers(self, _: float) -> NamedReason:
        """Return who carries the text."""
        return NamedReason("states", self._carried_by())

    def like_carriers(self, log_odds: float) -> NamedReason:
        """Return the text of like carriers that tells most of it."""
        return self._telling(self._alike()[1], log_odds)

    def camp(self, log_odds: float) -> NamedReason:
        """Return the text of its camp that tells most of it."""
        names = list(self._prediction.features.names)
        parts = ("camp_by_field", "camp_by_votes")
        added = [self._prediction.contributions[self._state, names.index(part)] for part in parts]
        values = self._prediction.features.values
        lean = values[:, names.index("carrier_votes_in_field")]
        if abs(added[1]) > abs(added[0]):
            lean = values[:, names.index("subject_yes")] - values[:, names.index("subject_no")]
        return self._telling(self._past.direction @ past_rosters.centred(lean), log_odds)

    def signatories(self, log_odds: float) -> NamedReason:
        """Return the text most like this one in its signatories that tells most of it."""
        signed = self._known.joined[self._place] | self._history.carried[self._place]
        return self._telling(self._past.direction @ past_rosters.centred(signed * 1.0), log_odds)

    def group(self, _: float) -> NamedReason:
        """Return its group of whose members most have joined beyond chance."""
        features = self._prediction.features
        group, near = int(features.group[self._state]), features.near
        if group < 0:
            return NamedReason()
        member = self._known.in_group[group] & self._history.is_told[near]
        n = (self._known.joined[near] & member).sum()
        key, text = self._history.groups[group], self._ids[near]
        return NamedReason("group", key, n, member.sum(), text)

    def last_vote(self, _: float) -> NamedReason:
        """Return its last vote on the subject."""
        rows = recent_votes.rows_on_subject(self._history, self._known, self._place)
        if not len(rows):
            return NamedReason()
        code = int(self._history.codes[rows[-1], self._state])
        letters = {value: letter for letter, value in ballots.CODES.items()}
        key = str(self._history.rollcalls["rollcall_id"].iloc[rows[-1]])
        return NamedReason("rollcall", key, vote=letters.get(code, ""))

    def absence(self, _: float) -> NamedReason:
        """Return how many of the last years' votes it missed."""
        missed, listed = recent_votes.missed(self._history, self._known)
        return NamedReason("votes", "", missed[self._state], listed[self._state])

    def engagement(self, _: float) -> NamedReason:
        """Return in how many things of the field it took part."""
        field = self._history.texts["field"]
        in_field = (field == field.iloc[self._place]).to_numpy(dtype=bool) & self._known.opened
        roles = self._known.roles
        is_mine = (roles["state"] == self._state) & (roles["field"] == field.iloc[self._place])
        n = self._known.joined[in_field, self._state].sum() + is_mine.sum()
        return NamedReason("roles", "", float(n))

    def _texts(self, mask: npt.NDArray[np.bool_]) -> NamedReason:
        places = self._past.places[mask]
        told = self._known.is_told[places, self._state]
        return NamedReason("texts", "", self._known.joined[places, self._state].sum(), told.sum())

    def _telling(self, match: Array, log_odds: float) -> NamedReason:
        """Return the text that speaks loudest in the direction of the reason."""
        added = self._past.weight * match * self._past.surprise[:, self._state]
        if not len(added):
            return NamedReason()
        at = int(added.argmax() if log_odds > 0 else added.argmin())
        place = self._past.places[at]
        vote = "Y" if self._known.joined[place, self._state] else "N"
        return NamedReason("instrument", self._ids[place], vote=vote)

    def _alike(self) -> tuple[npt.NDArray[np.bool_], Array]:
        votes, _, _ = recent_votes.of_all(self._history, self._known)
        carriers = self._prediction.features.carriers
        return carried_alike(self._history, self._past, votes, self._place, carriers)

    def _carried_by(self) -> str:
        names = np.array(self._history.states, dtype=object)
        return "|".join(names[self._history.carried[self._place]])
