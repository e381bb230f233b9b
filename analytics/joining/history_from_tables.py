"""The history that forecasts rest on, built from the tables, each piece with its day.

A spell without a date counts from the day its roster was read. Which instruments are no comparable
text, and why, is said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, roster_status
from analytics.joining import sponsors_and_hosts as carriers
from analytics.joining.history import FIELDS, NEVER, Days, Flags, History
from analytics.titles import folded
from data import domains, schema
from data.errors import AnalysisError

NOT_TEXTS = ("organisation", "regional_group", "forum", "consultation", "commission")
"""Kinds of instrument that a State is in or attends, rather than puts its name to."""

FIELD_OF_DOMAIN = {
    "military AI": "ai",
    "autonomous weapons": "ai",
    "AI": "ai",
    "cyber": "cyber",
    "technology": "cyber",
    "outer space": "space",
}
"""Neighbouring domains; every other one is ``arms``."""

FIELD_OF_TOPIC = {
    "disarmament": "arms",
    "nuclear": "arms",
    "space_security": "space",
    "ict_security": "cyber",
    "laws": "ai",
    "aimd": "ai",
}
"""Topics of the roll calls used, and the field that each is in."""

FIRST_VOTE = pd.Timestamp("1990-01-01")


class _Rosters(NamedTuple):
    """What rosters say, as in `History`."""

    joined: Flags
    joined_on: Days
    joined_from: Days
    left_on: Days
    covers: Flags


def build(
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    leads: pd.DataFrame,
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    votes: pd.DataFrame,
) -> History:
    """Return the history that forecasts rest on, from the tables of those names.

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
    rosters = _rosters(texts, memberships, members)
    codes, taken = _votes(votes, rollcalls, topics, names)
    groups = instruments[
        instruments["kind"].isin(domains.GROUP_KINDS) & instruments["date_from"].isna()
    ]
    is_known = groups["n_listed"] > 0
    unknown = pd.DataFrame(
        {
            "kind": "group",
            "key": groups["instrument_id"][~is_known].astype(str),
            "reason": "nobody_listed",
        }
    )
    groups = groups[is_known]
    is_in, entered_on, left_group_on = _in_groups(groups, memberships, names)
    kept = [c for c in texts.columns if c not in ("counted_roles", "name_limit", "as_of")]
    return History(
        states=tuple(names),
        regions=tuple(members["un_region_group_code"].fillna("").astype(str)),
        texts=texts[kept].reset_index(drop=True),
        **rosters._asdict(),
        carried=_carried(texts, leads, memberships, names),
        codes=codes,
        voted_on=taken["vote_date"].to_numpy(dtype="datetime64[D]"),
        rollcalls=taken[["rollcall_id", "title", "is_plenary", *FIELDS]],
        roles=_roles(memberships, instruments, names),
        groups=tuple(groups["instrument_id"].astype(str)),
        in_group=is_in,
        entered_on=entered_on,
        left_group_on=left_group_on,
        left_out=pd.concat(
            [ballots.left_out_rows("instrument", asked["instrument_id"], reason), unknown],
            ignore_index=True,
        ),
    )


def _unfit(asked: pd.DataFrame) -> npt.NDArray[np.str_]:
    """Return why each instrument is no comparable text; empty where it is one."""
    return np.select(
        [
            asked["snapshot_of"].notna().to_numpy(dtype=bool),
            ~asked["roster_use"].isin(schema.TELLING_USES).to_numpy(dtype=bool),
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
            "joining",
            found="no dated roster that tells of every State",
            expected="at least one",
            do="add rosters to data/sources",
            reason="too_little_to_learn",
        )
    titles = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))["title"]
    frame = pd.DataFrame(
        {
            **asked[["instrument_id", "kind"]].astype(str),
            **asked[["domain", "host", "counted_roles"]].fillna("").astype(str),
            "title": [folded(titles.get(r)) for r in asked["rollcall_id"].astype(object)],
            "as_of": roster_status.last_days(asked["as_of"]),
            "closed_on": roster_status.last_days(asked["window_closed"]),
            "is_open": asked["open_to_new_members"] != "no",
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
    frame["field"] = frame["domain"].map(FIELD_OF_DOMAIN).fillna("arms")
    is_resolution = frame["kind"] == "resolution"
    key = frame["kind"] + "|" + frame["domain"]
    frame["family"] = pd.factorize(key.where(~is_resolution, key + "|" + frame["title"]))[0]
    sponsor = memberships[memberships["role"].isin(["sponsor", "main_sponsor"])]
    first = sponsor.groupby(sponsor["instrument_id"].astype(str))["since_to"].min()
    signed = frame["instrument_id"].map(first)
    opened = asked["date_from"].astype("datetime64[us]")
    frame["opened"] = opened.where(~(is_resolution & (signed < opened)), signed)
    read = asked["complete_to"].astype("datetime64[us]").fillna(frame["as_of"])
    frame["read_to"] = read.where(read >= frame["opened"], frame["opened"])
    return frame.sort_values(["opened", "instrument_id"], ignore_index=True)


def _rosters(texts: pd.DataFrame, memberships: pd.DataFrame, members: pd.DataFrame) -> _Rosters:
    """Return who joined each text, between which days, when it left, and whom its roster covers.

    A State that has left had joined all the same: its spell counts with its dates. One that joined
    again after it had left is there.
    """
    names = pd.Index(members["iso3"].astype(str))
    shape = (len(texts), len(names))
    counted = roster_status.counted_pairs(texts)
    ids, roles = memberships["instrument_id"].astype(str), memberships["role"].astype(str)
    pairs = pd.MultiIndex.from_arrays([ids, roles])
    is_over = roles.isin(schema.FORMER_ROLES) & ids.isin(texts["instrument_id"])
    has_begun = is_over & (roles != "withdrawn") & memberships["since_to"].notna()
    spell = memberships[pairs.isin(counted) | has_begun]
    spell, row, column = _placed(spell, texts, names)
    read = texts["as_of"].fillna(texts["opened"]).to_numpy(dtype="datetime64[D]")
    opened = texts["opened"].to_numpy(dtype="datetime64[D]")
    is_dated = spell["since_to"].notna().to_numpy(dtype=bool)
    latest = np.where(is_dated, spell["since_to"].to_numpy(dtype="datetime64[D]"), read[row])
    earliest = spell["since_from"].to_numpy(dtype="datetime64[D]")
    earliest = np.where(is_dated & ~np.isnat(earliest), earliest, np.minimum(opened[row], latest))
    joined = np.zeros(shape, dtype=bool)
    joined[row, column] = True
    has_ended = pairs.isin(counted) & memberships["until"].notna()
    gone, at, state = _placed(memberships[is_over | has_ended], texts, names)
    until = roster_status.last_days(gone["until"]).fillna(
        gone["since_to"].where(gone["role"].astype(str) == "withdrawn")
    )
    left, seen_gone = np.full(shape, NEVER), np.full(shape, NEVER)
    np.fmax.at(left, (at, state), until.to_numpy(dtype="datetime64[D]"))
    seen_gone[at, state] = read[at]
    left = np.where(np.isnat(left), seen_gone, left)
    again = np.full(shape, np.datetime64("0001-01-01", "D"))
    np.maximum.at(again, (row, column), latest)
    left[again > left] = NEVER
    covers = np.ones(shape, dtype=bool)
    spelt = members["name_en"].map(folded).to_numpy(dtype=object)
    for place, limit in enumerate(texts["name_limit"]):
        if isinstance(limit, str):
            covers[place] = spelt <= folded(limit)
    return _Rosters(
        joined=joined,
        joined_on=np.where(joined, _first(shape, row, column, latest), NEVER),
        joined_from=np.where(joined, _first(shape, row, column, earliest), NEVER),
        left_on=np.where(joined, left, NEVER),
        covers=covers,
    )


def _first(
    shape: tuple[int, int],
    row: npt.NDArray[np.int64],
    column: npt.NDArray[np.int64],
    days: Days,
) -> Days:
    """Return the first of the days of each cell."""
    first = np.full(shape, np.datetime64("9999-12-31", "D"))
    np.minimum.at(first, (row, column), days)
    return first


def _carried(
    texts: pd.DataFrame, leads: pd.DataFrame, memberships: pd.DataFrame, names: pd.Index
) -> Flags:
    """Return who carried each text when it opened; a mere place of signature does not count."""
    asked = texts[["instrument_id"]].assign(date_to=texts["opened"])
    found = carriers.of_instruments(leads=leads, memberships=memberships, instruments=asked)
    found, row, column = _placed(found[~found["is_weak"]], texts, names)
    is_early = (
        found["known_by"].to_numpy(dtype="datetime64[D]")
        <= texts["opened"].to_numpy(dtype="datetime64[D]")[row]
    )
    out = np.zeros((len(texts), len(names)), dtype=bool)
    out[row[is_early], column[is_early]] = True
    return out


def _placed(
    frame: pd.DataFrame, texts: pd.DataFrame, names: pd.Index
) -> tuple[pd.DataFrame, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows on a text and a State that are asked about, with the places of both."""
    row = pd.Index(texts["instrument_id"]).get_indexer(pd.Index(frame["instrument_id"].astype(str)))
    column = names.get_indexer(pd.Index(frame["iso3"].astype(str)))
    return _inside(frame, row, column)


def _votes(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, topics: pd.DataFrame, names: pd.Index
) -> tuple[npt.NDArray[np.int8], pd.DataFrame]:
    """Return votes as roll calls by States, in order of the day, plenary and committee apart."""
    field = topics["topic"].astype(str).map(FIELD_OF_TOPIC)
    about = pd.crosstab(topics["rollcall_id"].astype(str), field) > 0
    is_asked = rollcalls["rollcall_id"].astype(str).isin(about.index)
    asked = rollcalls[is_asked & (rollcalls["vote_date"] >= FIRST_VOTE)]
    codes, taken = [], []
    for body in schema.ASSEMBLY_BODIES:
        if not ((asked["body"] == body) & (asked["status"] == "complete")).any():
            continue
        house = ballots.voting_body(votes, asked, body=body, require_division=False)
        place = pd.Index(house.states).get_indexer(names)
        padded = np.pad(house.codes, ((0, 0), (0, 1)), constant_values=ballots.NOT_LISTED)
        codes.append(padded[:, place])
        title = house.rollcalls["title"].map(folded)
        taken.append(house.rollcalls.assign(is_plenary=body == "plenary", title=title))
    if not codes:
        raise AnalysisError(
            "joining",
            found="no complete roll call on disarmament or technology",
            expected="at least one",
            do="build the snapshot with the record of votes",
            reason="too_little_to_learn",
        )
    frame = pd.concat(taken)
    frame[list(FIELDS)] = (
        about.reindex(index=frame["rollcall_id"].astype(str), columns=list(FIELDS))
        .fillna(value=False)
        .to_numpy(dtype=bool)
    )
    order = np.lexsort([frame["rollcall_id"], frame["vote_date"]])
    return np.concatenate(codes)[order], frame.iloc[order].reset_index(drop=True)


def _roles(memberships: pd.DataFrame, instruments: pd.DataFrame, names: pd.Index) -> pd.DataFrame:
    """Return who organised or was invited to what, with the day on which that was known."""
    is_role = memberships["role"].isin([*schema.ORGANISER_ROLES, "participant", "observer"])
    spell = memberships[is_role & memberships["since_to"].notna()]
    domain = instruments.set_index(instruments["instrument_id"].astype(str))["domain"].map(
        FIELD_OF_DOMAIN
    )
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


def _in_groups(
    groups: pd.DataFrame, memberships: pd.DataFrame, names: pd.Index
) -> tuple[Flags, Days, Days]:
    """Return who is in each group today, since when at the latest, and when others left."""
    member = memberships[memberships["role"] == "member"]
    row = pd.Index(groups["instrument_id"].astype(str)).get_indexer(
        pd.Index(member["instrument_id"].astype(str))
    )
    column = names.get_indexer(pd.Index(member["iso3"].astype(str)))
    member, row, column = _inside(member, row, column)
    shape = (len(groups), len(names))
    is_over = member["until"].notna().to_numpy(dtype=bool)
    is_in = np.zeros(shape, dtype=bool)
    is_in[row[~is_over], column[~is_over]] = True
    entered, left = np.full(shape, NEVER), np.full(shape, NEVER)
    entered[row, column] = member["since_to"].to_numpy(dtype="datetime64[D]")
    ended = roster_status.last_days(member["until"][is_over]).to_numpy(dtype="datetime64[D]")
    left[row[is_over], column[is_over]] = ended
    return is_in, entered, np.where(is_in, NEVER, left)


def _inside(
    frame: pd.DataFrame, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64]
) -> tuple[pd.DataFrame, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows of which both places were found."""
    is_found = (row >= 0) & (column >= 0)
    return frame[is_found], row[is_found], column[is_found]
