"""The world as known on a day: what a forecast made that morning could rest on.

A `History` lays comparable texts, votes and roles of organisers beside each other, each with the
day on which it was known at the latest; `History.known` covers what is not older than a day.
`history_from_tables.build` makes it of the tables. **Where no date of joining a group is in the
sources, today's members stand in for those of every earlier day**: `History.undated_groups`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import AnalysisError

CLASSES = ("treaty", "resolution", "paper", "political")
"""Treaties and their protocols; sponsors of resolutions; papers and views submitted; and all that
States endorse, sign or pledge without being bound."""

FIELDS = ("ai", "cyber", "space", "arms")
"""Neighbouring domains of policy, of texts and of votes."""

NEVER = np.datetime64("NaT", "D")

Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class History:
    """All that features are made of, with the day on which each piece was known.

    Attributes
    ----------
    states : tuple of str
        iso3 of the S UN members, sorted.
    regions : tuple of str
        UN regional group of each, empty where there is none.
    texts : DataFrame
        A row a comparable text, T in order of opening: ``instrument_id, kind, domain, text_class``
        (of `CLASSES`), ``field`` (of `history_from_tables.FIELDS`, or arms), ``family`` (a number:
        texts of one kind and domain; resolutions of one title), ``opened`` (day), ``title`` (plain,
        of resolutions), ``host, as_of`` (as sourced).
    joined : ndarray of bool, shape (T, S)
        Listed in a role that counts.
    joined_on : ndarray of datetime64[D], shape (T, S)
        The latest day on which that can have happened; NaT where it did not.
    joined_from : ndarray of datetime64[D], shape (T, S)
        The earliest day on which it can have happened; NaT where it did not.
    left_on : ndarray of datetime64[D], shape (T, S)
        The day on which a State that had joined was out again; NaT where it is not known to have
        left. Its having joined stays on record.
    carried : ndarray of bool, shape (T, S)
        Who carried the text when it opened: hosts, initiators, main sponsors
        (`sponsors_and_hosts`). Nobody where none is on record.
    covers : ndarray of bool, shape (T, S)
        Whether the roster says of the State that it did not join, if it did not.
    codes : ndarray of int8, shape (R, S)
        Votes, by `ballots.CODES`; -1 where not listed.
    voted_on : ndarray of datetime64[D], shape (R,)
    rollcalls : DataFrame
        The R roll calls: ``rollcall_id, title`` (plain), ``is_plenary``, and for each of `FIELDS`
        whether the vote was on it.
    roles : DataFrame
        ``instrument_id, state`` (place in states), ``day, field``: who hosted, chaired, tabled or
        was invited to take part, in what, and when that was known.
    groups : tuple of str
    in_group : ndarray of bool, shape (n_groups, S)
        Today's members.
    entered_on : ndarray of datetime64[D], shape (n_groups, S)
        The latest day on which a member can have entered; NaT where no date is in the sources: it
        then counts as a member from ever.
    left_group_on : ndarray of datetime64[D], shape (n_groups, S)
        The day on which a member of then was out of the group; NaT where it is a member or never
        was.
    left_out : DataFrame
        ``kind, key, reason``: instruments that are no comparable text, and groups of which nobody
        is known. Reasons: ``earlier_state``, ``partly_known`` (silence says nothing there),
        ``not_dated``, ``nobody_listed``.
    """

    states: tuple[str, ...]
    regions: tuple[str, ...]
    texts: pd.DataFrame
    joined: Flags
    joined_on: Days
    joined_from: Days
    left_on: Days
    carried: Flags
    covers: Flags
    codes: npt.NDArray[np.int8]
    voted_on: Days
    rollcalls: pd.DataFrame
    roles: pd.DataFrame
    groups: tuple[str, ...]
    in_group: Flags
    entered_on: Days
    left_group_on: Days
    left_out: pd.DataFrame

    @cached_property
    def opened(self) -> Days:
        """Day on which each text opened, shape (T,)."""
        return self.texts["opened"].to_numpy(dtype="datetime64[D]")

    @property
    def undated_groups(self) -> tuple[str, ...]:
        """Groups of which, for some member at least, no date of joining is known."""
        is_undated = np.asarray((self.in_group & np.isnat(self.entered_on)).any(axis=1))
        return tuple(key for key, out in zip(self.groups, is_undated, strict=True) if out)

    @cached_property
    def families(self) -> npt.NDArray[np.int64]:
        """Number of the family of each text, shape (T,)."""
        return self.texts["family"].to_numpy(dtype=np.int64)

    @cached_property
    def classes(self) -> npt.NDArray[np.object_]:
        """Class of each text, of `CLASSES`, shape (T,)."""
        return self.texts["text_class"].to_numpy(dtype=object)

    @property
    def is_scored(self) -> Flags:
        """Whether a forecast of each State on each text is scored, shape (T, S).

        The roster tells of the State, and it did not carry the text: that a host joins is no
        forecast.
        """
        return self.is_told & ~self.carried

    @property
    def is_told(self) -> Flags:
        """Whether each roster says of each State whether it joined, shape (T, S)."""
        return self.covers | self.joined

    def place(self, instrument_id: str) -> int:
        """Return the row of a text.

        Raises
        ------
        AnalysisError
            If it is not among the comparable texts.
        """
        found = np.flatnonzero(self.texts["instrument_id"].to_numpy() == instrument_id)
        if len(found) == 0:
            raise AnalysisError(
                "joining",
                found=f"text {instrument_id!r}",
                expected="a text with a dated roster that tells of every State",
                do="choose another text",
            )
        return int(found[0])

    def with_text(self, instrument_id: str, *, like: str, opened: np.datetime64) -> History:
        """Return the history with one text more: the next version of one that it holds.

        Parameters
        ----------
        instrument_id : str
            Key of the new text.
        like : str
            The text whose class, field, family, title, host and carriers it takes over: who will
            carry the next version is not on record yet.
        opened : datetime64[D]
            The day on whose morning the question is asked.
        """
        row = self.texts.iloc[[self.place(like)]].assign(
            instrument_id=instrument_id, opened=pd.Timestamp(opened), closed_on=None, is_open=True
        )
        place = self.place(like)
        nobody = np.zeros((1, len(self.states)), dtype=bool)
        never = np.full(nobody.shape, NEVER)
        return replace(
            self,
            texts=pd.concat([self.texts, row.astype(self.texts.dtypes)], ignore_index=True),
            joined=np.vstack([self.joined, nobody]),
            joined_on=np.vstack([self.joined_on, never]),
            joined_from=np.vstack([self.joined_from, never]),
            left_on=np.vstack([self.left_on, never]),
            carried=np.vstack([self.carried, self.carried[[place]]]),
            covers=np.vstack([self.covers, ~nobody]),
        )

    def known(self, day: np.datetime64) -> InformationSet:
        """Return what was known on the morning of a day."""
        had_joined = self.joined & (self.joined_on < day)
        return InformationSet(
            day=day,
            opened=np.asarray(self.texts["opened"].to_numpy(dtype="datetime64[D]") < day),
            joined=had_joined,
            listed=had_joined & ~(self.left_on <= day),
            is_told=self.covers | had_joined,
            voted=self.voted_on < day,
            in_group=(self.in_group | (self.left_group_on > day)) & ~(self.entered_on >= day),
            roles=self.roles[self.roles["day"].to_numpy(dtype="datetime64[D]") < day],
        )


@dataclass(frozen=True)
class InformationSet:
    """What of a `History` was known on the morning of a day.

    Attributes
    ----------
    day : datetime64[D]
    opened : ndarray of bool, shape (T,)
        Texts that had opened.
    joined, listed, is_told : ndarray of bool, shape (T, S)
        Who had joined by then, who of them had not left again, and of whom the roster tells.
    voted : ndarray of bool, shape (R,)
        Roll calls that had been taken.
    in_group : ndarray of bool, shape (n_groups, S)
        Who was in each group; where no dates are known, today's members.
    roles : DataFrame
        Roles of organisers known by then.
    """

    day: np.datetime64
    opened: Flags
    joined: Flags
    listed: Flags
    is_told: Flags
    voted: Flags
    in_group: Flags
    roles: pd.DataFrame
