"""The world as known on a day: what a forecast made that morning could rest on.

`gather` lays comparable texts, votes and roles of organisers beside each other, each with the day
on which it was known at the latest; `Record.known` covers what is not older than a day. A spell
without a date counts from the day its roster was read. **Groups have no dates in the sources:
today's members stand in for them**, on every day.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, listing
from data import schema
from data.errors import AnalysisError, fault

NOT_TEXTS = ("organisation", "regional_group", "forum", "consultation", "commission")
"""Kinds of instrument that a State is in or attends, rather than puts its name to."""

GROUP_KINDS = ("organisation", "regional_group", "partnership", "forum")
TOLD_USES = ("full", "full_minus_few", "alphabetical")
"""Values of ``roster_use`` by which a roster can say that a State is not listed."""

CLASSES = ("treaty", "resolution", "paper", "political")
"""Treaties and their protocols; sponsors of resolutions; papers and views submitted; and all that
States endorse, sign or pledge without being bound."""

FIELDS = {
    "military AI": "ai",
    "autonomous weapons": "ai",
    "AI": "ai",
    "cyber": "cyber",
    "technology": "cyber",
    "outer space": "space",
}
"""Neighbouring domains; every other one is ``arms``."""

VOTED_ON = ("disarmament", "nuclear", "space_security", "ict_security", "laws", "aimd")
"""Topics of the roll calls used."""

FIRST_VOTE = pd.Timestamp("1990-01-01")
NEVER = np.datetime64("NaT", "D")

Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Record:
    """All that features are made of, with the day on which each piece was known.

    Attributes
    ----------
    states : tuple of str
        iso3 of the S UN members, sorted.
    regions : tuple of str
        UN regional group of each, empty where there is none.
    texts : DataFrame
        A row a comparable text, T in order of opening: ``instrument_id, kind, domain, text_class``
        (of `CLASSES`), ``field`` (of `FIELDS`, or arms), ``family`` (a number: texts of one kind
        and domain; resolutions of one title), ``opened`` (day), ``title`` (plain, of resolutions),
        ``host, as_of`` (as sourced).
    joined : ndarray of bool, shape (T, S)
        Listed in a role that counts.
    joined_on : ndarray of datetime64[D], shape (T, S)
        The latest day on which that can have happened; NaT where it did not.
    covers : ndarray of bool, shape (T, S)
        Whether the roster says of the State that it did not join, if it did not.
    codes : ndarray of int8, shape (R, S)
        Votes, by `ballots.CODES`; -1 where not listed.
    voted_on : ndarray of datetime64[D], shape (R,)
    rollcalls : DataFrame
        The R roll calls: ``rollcall_id, title`` (plain), ``is_plenary``.
    roles : DataFrame
        ``instrument_id, state`` (place in states), ``day, field``: who hosted, chaired, tabled or
        was invited to take part, in what, and when that was known.
    groups : tuple of str
    in_group : ndarray of bool, shape (n_groups, S)
    left_out : DataFrame
        ``kind, key, reason``: instruments that are no comparable text. Reasons: ``earlier_state``,
        ``partly_known`` (silence says nothing there), ``not_dated``, ``nobody_listed``.
    """

    states: tuple[str, ...]
    regions: tuple[str, ...]
    texts: pd.DataFrame
    joined: Flags
    joined_on: Days
    covers: Flags
    codes: npt.NDArray[np.int8]
    voted_on: Days
    rollcalls: pd.DataFrame
    roles: pd.DataFrame
    groups: tuple[str, ...]
    in_group: Flags
    left_out: pd.DataFrame

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
                fault(
                    "joining",
                    found=f"text {instrument_id!r}",
                    expected="a text with a dated roster that tells of every State",
                    do="choose another text",
                )
            )
        return int(found[0])

    def with_text(self, instrument_id: str, *, like: str, opened: np.datetime64) -> Record:
        """Return the record with one text more: the next version of one that it holds.

        Parameters
        ----------
        instrument_id : str
            Key of the new text.
        like : str
            The text whose class, field, family, title and host it takes over.
        opened : datetime64[D]
            The day on whose morning the question is asked.
        """
        row = self.texts.iloc[[self.place(like)]].assign(
            instrument_id=instrument_id, opened=pd.Timestamp(opened)
        )
        nobody = np.zeros((1, len(self.states)), dtype=bool)
        return replace(
            self,
            texts=pd.concat([self.texts, row], ignore_index=True),
            joined=np.vstack([self.joined, nobody]),
            joined_on=np.vstack([self.joined_on, np.full((1, len(self.states)), NEVER)]),
            covers=np.vstack([self.covers, ~nobody]),
        )

    def known(self, day: np.datetime64) -> Known:
        """Return what was known on the morning of a day."""
        had_joined = self.joined & (self.joined_on < day)
        return Known(
            day=day,
            opened=np.asarray(self.texts["opened"].to_numpy(dtype="datetime64[D]") < day),
            joined=had_joined,
            is_told=self.covers | had_joined,
            voted=self.voted_on < day,
            roles=self.roles[self.roles["day"].to_numpy(dtype="datetime64[D]") < day],
        )


@dataclass(frozen=True)
class Known:
    """What of a `Record` was known on the morning of a day.

    Attributes
    ----------
    day : datetime64[D]
    opened : ndarray of bool, shape (T,)
        Texts that had opened.
    joined, is_told : ndarray of bool, shape (T, S)
        Who had joined by then, and of whom the roster tells.
    voted : ndarray of bool, shape (R,)
        Roll calls that had been taken.
    roles : DataFrame
        Roles of organisers known by then.
    """

    day: np.datetime64
    opened: Flags
    joined: Flags
    is_told: Flags
    voted: Flags
    roles: pd.DataFrame


def gather(
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    votes: pd.DataFrame,
) -> Record:
    """Return the record that forecasts rest on, from the tables of those names.

    Raises
    ------
    AnalysisError
        If there is no comparable text, or no recorded vote.
    """
    members = states[states["un_membership"] == "member"].sort_values("iso3")
    names = pd.Index(members["iso3"].astype(str))
    asked = instruments[~instruments["kind"].isin(NOT_TEXTS)]
    reason = _unfit(asked)
    texts = _texts(asked[reason == ""], memberships, rollcalls)
    joined, joined_on, covers = _rosters(texts, memberships, members)
    codes, taken = _votes(votes, rollcalls, topics, names)
    groups = instruments[
        instruments["kind"].isin(GROUP_KINDS)
        & instruments["date_from"].isna()
        & instruments["roster_use"].isin(listing.FULL_USES)
    ]
    kept = [c for c in texts.columns if c not in ("counted_roles", "name_limit")]
    return Record(
        states=tuple(names),
        regions=tuple(members["un_region_group_code"].fillna("").astype(str)),
        texts=texts[kept].reset_index(drop=True),
        joined=joined,
        joined_on=joined_on,
        covers=covers,
        codes=codes,
        voted_on=taken["vote_date"].to_numpy(dtype="datetime64[D]"),
        rollcalls=taken[["rollcall_id", "title", "is_plenary"]],
        roles=_roles(memberships, instruments, names),
        groups=tuple(groups["instrument_id"].astype(str)),
        in_group=_in_groups(groups, memberships, names),
        left_out=ballots.reasons("instrument", asked["instrument_id"], reason),
    )


def plain(title: object) -> str:
    """Return a title without case, accents and signs, so that spellings of it meet.

    Examples
    --------
    >>> plain("No first placement of weapons in outer space : resolution")
    'no first placement of weapons in outer space resolution'
    """
    text = title if isinstance(title, str) else ""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _unfit(asked: pd.DataFrame) -> npt.NDArray[np.str_]:
    """Return why each instrument is no comparable text; empty where it is one."""
    return np.select(
        [
            asked["snapshot_of"].notna().to_numpy(dtype=bool),
            ~asked["roster_use"].isin(TOLD_USES).to_numpy(dtype=bool),
            asked["date_from"].isna().to_numpy(dtype=bool),
            (asked["n_listed"] < 1).to_numpy(dtype=bool),
        ],
        ["earlier_state", "partly_known", "not_dated", "nobody_listed"],
        default="",
    )


def _texts(asked: pd.DataFrame, memberships: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the texts in order of opening: a resolution opens when its first sponsor signs."""
    if asked.empty:
        raise AnalysisError(
            fault(
                "joining",
                found="no dated roster that tells of every State",
                expected="at least one",
                do="add rosters to data/sources",
            ),
            reason="too_little_to_learn",
        )
    titles = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))["title"]
    frame = pd.DataFrame(
        {
            **asked[["instrument_id", "kind"]].astype(str),
            **asked[["domain", "host", "counted_roles"]].fillna("").astype(str),
            "title": [plain(titles.get(r)) for r in asked["rollcall_id"].astype(object)],
            "as_of": listing.last_days(asked["as_of"]),
            "name_limit": asked["name_limit"],
        }
    )
    frame["text_class"] = np.select(
        [
            frame["kind"].str.startswith("treaty").to_numpy(dtype=bool),
            (frame["kind"] == "resolution").to_numpy(dtype=bool),
            (frame["counted_roles"] == "submitter").to_numpy(dtype=bool),
        ],
        ["treaty", "resolution", "paper"],
        default="political",
    )
    frame["field"] = frame["domain"].map(FIELDS).fillna("arms")
    is_resolution = frame["kind"] == "resolution"
    key = frame["kind"] + "|" + frame["domain"]
    frame["family"] = pd.factorize(key.where(~is_resolution, key + "|" + frame["title"]))[0]
    sponsor = memberships[memberships["role"].isin(["sponsor", "main_sponsor"])]
    first = sponsor.groupby(sponsor["instrument_id"].astype(str))["since_to"].min()
    signed = frame["instrument_id"].map(first)
    opened = asked["date_from"].astype("datetime64[us]")
    frame["opened"] = opened.where(~(is_resolution & (signed < opened)), signed)
    return frame.sort_values(["opened", "instrument_id"], ignore_index=True)


def _rosters(
    texts: pd.DataFrame, memberships: pd.DataFrame, members: pd.DataFrame
) -> tuple[Flags, Days, Flags]:
    """Return who joined each text, by when, and whom its roster covers."""
    names = pd.Index(members["iso3"].astype(str))
    shape = (len(texts), len(names))
    pairs = pd.MultiIndex.from_frame(memberships[["instrument_id", "role"]].astype(str))
    spell = memberships[pairs.isin(listing.counted_pairs(texts))]
    row = pd.Index(texts["instrument_id"]).get_indexer(pd.Index(spell["instrument_id"].astype(str)))
    column = names.get_indexer(pd.Index(spell["iso3"].astype(str)))
    spell, row, column = _inside(spell, row, column)
    read = texts["as_of"].fillna(texts["opened"]).to_numpy(dtype="datetime64[D]")
    since = spell["since_to"].to_numpy(dtype="datetime64[D]")
    since = np.where(np.isnat(since), read[row], since)
    joined = np.zeros(shape, dtype=bool)
    joined[row, column] = True
    first = np.full(shape, np.datetime64("9999-12-31", "D"))
    np.minimum.at(first, (row, column), since)
    covers = np.ones(shape, dtype=bool)
    folded = members["name_en"].map(plain).to_numpy(dtype=object)
    for at, limit in enumerate(texts["name_limit"]):
        if isinstance(limit, str):
            covers[at] = folded <= plain(limit)
    return joined, np.where(joined, first, NEVER), covers


def _votes(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, topics: pd.DataFrame, names: pd.Index
) -> tuple[npt.NDArray[np.int8], pd.DataFrame]:
    """Return votes as roll calls by States, in order of the day, plenary and committee apart."""
    about = topics.loc[topics["topic"].isin(VOTED_ON), "rollcall_id"].astype(str).unique()
    is_asked = rollcalls["rollcall_id"].astype(str).isin(about)
    asked = rollcalls[is_asked & (rollcalls["vote_date"] >= FIRST_VOTE)]
    codes, taken = [], []
    for body in schema.BODIES:
        if not ((asked["body"] == body) & (asked["status"] == "complete")).any():
            continue
        house = ballots.house(votes, asked, body=body, is_division_needed=False)
        place = pd.Index(house.states).get_indexer(names)
        padded = np.pad(house.codes, ((0, 0), (0, 1)), constant_values=ballots.NOT_LISTED)
        codes.append(padded[:, place])
        title = house.rollcalls["title"].map(plain)
        taken.append(house.rollcalls.assign(is_plenary=body == "plenary", title=title))
    if not codes:
        raise AnalysisError(
            fault(
                "joining",
                found="no complete roll call on disarmament or technology",
                expected="at least one",
                do="build the snapshot with the record of votes",
            ),
            reason="too_little_to_learn",
        )
    frame = pd.concat(taken)
    order = np.lexsort([frame["rollcall_id"], frame["vote_date"]])
    return np.concatenate(codes)[order], frame.iloc[order].reset_index(drop=True)


def _roles(memberships: pd.DataFrame, instruments: pd.DataFrame, names: pd.Index) -> pd.DataFrame:
    """Return who organised or was invited to what, with the day on which that was known."""
    is_role = memberships["role"].isin([*schema.ORGANISER_ROLES, "participant", "observer"])
    spell = memberships[is_role & memberships["since_to"].notna()]
    domain = instruments.set_index(instruments["instrument_id"].astype(str))["domain"].map(FIELDS)
    frame = pd.DataFrame(
        {
            "instrument_id": spell["instrument_id"].astype(str),
            "state": names.get_indexer(pd.Index(spell["iso3"].astype(str))),
            "day": spell["since_to"],
            "role": spell["role"].astype(str),
        }
    )
    frame["field"] = frame["instrument_id"].map(domain).fillna("arms")
    return frame[frame["state"] >= 0].reset_index(drop=True)


def _in_groups(groups: pd.DataFrame, memberships: pd.DataFrame, names: pd.Index) -> Flags:
    """Return who is in each group."""
    member = memberships[memberships["role"] == "member"]
    row = pd.Index(groups["instrument_id"].astype(str)).get_indexer(
        pd.Index(member["instrument_id"].astype(str))
    )
    column = names.get_indexer(pd.Index(member["iso3"].astype(str)))
    _, row, column = _inside(member, row, column)
    out = np.zeros((len(groups), len(names)), dtype=bool)
    out[row, column] = True
    return out


def _inside(
    frame: pd.DataFrame, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64]
) -> tuple[pd.DataFrame, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows of which both places were found."""
    is_found = (row >= 0) & (column >= 0)
    return frame[is_found], row[is_found], column[is_found]
