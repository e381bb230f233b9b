"""A world of texts that come back each year, in which who moves can be foretold.

Twenty-four States stand on a line; each text asks for a place on it, and the Assembly drifts
towards Yes year by year. A State votes Yes right of the text's place, No far left of it, abstains
between, and stays away now and then. Who moves next is who stands nearest to the text. Of each text
the State furthest to the right is the sponsor, from 2010 on.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.next_vote import recurring_votes
from analytics.next_vote.recurring_votes import RecurringVotes

N_STATES, N_YEARS = 24, 16
TEXTS = ("Mines", "Space", "Trade in arms", "Water", "Nuclear risk", "Robots", "Small arms")
LETTERS = np.array(list("NAYX"), dtype=object)


def tables(*, seed: int = 7) -> dict[str, pd.DataFrame]:
    """Return the tables of the world; the votes of a year are all on one day."""
    rng = np.random.default_rng(seed)
    names = [f"S{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(N_STATES)]
    place = np.linspace(-2, 2, N_STATES)
    rows, votes, sponsors = [], [], []
    for year in range(N_YEARS):
        for number, title in enumerate(TEXTS):
            key = f"r{year:02}_{number}"
            asks = np.linspace(-0.8, 1.6, len(TEXTS))[number] - 0.09 * year
            lean = place - asks + rng.normal(0, 0.12, N_STATES)
            code = np.where(lean > 0, 2, np.where(lean > -0.9, 1, 0))
            code = np.where(rng.random(N_STATES) < 0.08, 3, code)
            rows.append((key, title, pd.Timestamp(2001 + year, 12, 3), 56 + year))
            if year >= 9:
                sponsors.append((key, names[-1]))
            votes += [(key, iso3, LETTERS[c]) for iso3, c in zip(names, code, strict=True)]
    rollcalls = pd.DataFrame(rows, columns=["rollcall_id", "title", "vote_date", "session_number"])
    return {
        "states": pd.DataFrame(
            {
                "iso3": names,
                "un_membership": "member",
                "un_region_group_code": ["AG", "APG", "WEOG", "GRULAC"] * (N_STATES // 4),
            }
        ),
        "rollcalls": rollcalls.assign(
            session_number=rollcalls["session_number"].astype("Int64"),
            body="plenary",
            status="complete",
            is_paragraph_vote=False,
            is_amendment_vote=False,
            symbol=rollcalls["rollcall_id"],
            evidence_id="e",
            text_id=rollcalls.groupby("title").ngroup(),
        ),
        "topics": pd.DataFrame({"rollcall_id": rollcalls["rollcall_id"], "topic": "disarmament"}),
        "votes": pd.DataFrame(votes, columns=["rollcall_id", "iso3", "vote"]),
        "sponsors": pd.DataFrame(sponsors, columns=["rollcall_id", "iso3"]),
    }


def record(**changed: pd.DataFrame) -> RecurringVotes:
    """Return the record of the world, with some tables replaced."""
    return recurring_votes.build(**(tables() | changed))


def after_shuffled(day: pd.Timestamp) -> RecurringVotes:
    """Return the record with the votes of a day and later dealt out anew among States."""
    world = tables()
    later = world["rollcalls"].loc[world["rollcalls"]["vote_date"] >= day, "rollcall_id"]
    is_later = world["votes"]["rollcall_id"].isin(later).to_numpy()
    vote = world["votes"]["vote"].to_numpy(copy=True)
    vote[is_later] = np.random.default_rng(3).permutation(vote[is_later])
    return record(votes=world["votes"].assign(vote=vote))
