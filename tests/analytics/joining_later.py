"""Tables in which what happens on a day or later is another: no forecast of that day may notice."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import roster_status

Tables = dict[str, pd.DataFrame]


def scrambled(held: Tables, cut: pd.Timestamp, rng: np.random.Generator) -> Tables:
    """Return tables in which all that is dated on the cut or later is dealt anew.

    Who joined, left, hosted, carried or was invited then, and who voted how; not which texts and
    roll calls there were. Groups have no dates, and stay.
    """
    spells, votes = held["memberships"].copy(), held["votes"].copy()
    late = np.flatnonzero(is_late_spell(held, cut))
    spells.loc[spells.index[late], "iso3"] = (
        spells["iso3"].iloc[late].to_numpy(dtype=object)[rng.permutation(len(late))]
    )
    late = np.flatnonzero(is_late_vote(held, cut))
    dealt = votes["vote"].astype(object).to_numpy(copy=True)
    dealt[late] = dealt[late][rng.permutation(len(late))]
    late = np.flatnonzero(is_late_lead(held, cut))
    leads = held["leads"].copy()
    leads.loc[leads.index[late], "iso3"] = (
        leads["iso3"].iloc[late].to_numpy(dtype=object)[rng.permutation(len(late))]
    )
    return held | {"memberships": spells, "votes": votes.assign(vote=dealt), "leads": leads}


def shortened(held: Tables, cut: pd.Timestamp) -> Tables:
    """Return tables without anything that happened on the cut or later."""
    return held | {
        "memberships": held["memberships"][~is_late_spell(held, cut)],
        "votes": held["votes"][~is_late_vote(held, cut)],
        "leads": held["leads"][~is_late_lead(held, cut)],
    }


def is_late_spell(held: Tables, cut: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return which spells began on the cut or later; without a date, whose roster was read then."""
    spells, instruments = held["memberships"], held["instruments"]
    about = instruments.set_index(instruments["instrument_id"].astype(str))
    read = roster_status.last_days(about["as_of"])
    read = read.fillna(about["date_from"]).where(about["date_from"].notna())
    when = spells["since_to"].fillna(spells["instrument_id"].astype(str).map(read))
    return (when >= cut).to_numpy(dtype=bool)


def is_late_vote(held: Tables, cut: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return which votes were cast on the cut or later."""
    rollcalls = held["rollcalls"]
    late = rollcalls["rollcall_id"][rollcalls["vote_date"] >= cut].astype(str)
    return held["votes"]["rollcall_id"].astype(str).isin(late).to_numpy(dtype=bool)


def is_late_lead(held: Tables, cut: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return which leads are of texts that opened after the cut: on its morning they were named."""
    leads, instruments = held["leads"], held["instruments"]
    day = instruments.set_index(instruments["instrument_id"].astype(str))["date_from"]
    is_coming = leads["instrument_id"].astype(str).map(day) > cut
    return (is_coming & ~(leads["since_to"] < cut)).to_numpy(dtype=bool)
