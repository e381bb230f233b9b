"""Who came, stayed, left, is new or never came over a sequence of texts.

A text whose roster is known only in part speaks for the States it names and for no other: a State
that it does not name may have been on it. Tiers that hang on such a text are marked uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics import roster_status
from analytics.record import standing
from data import domains
from data.errors import AnalysisError

TIERS = ("stayed", "left", "new", "never", "unknown")
"""By the last full text and those before it. stayed: on it and on an earlier one. left: on an
earlier one, not on it. new: on it alone. never: on none. unknown: the last does not tell."""


@dataclass(frozen=True)
class ReturnTiers:
    """States over a sequence of texts.

    Attributes
    ----------
    texts : DataFrame
        ``instrument_id, short_name, date_text, as_of, roster_status, is_full, official_count,
        n_listed, n_unknown, evidence_id``: in the order given. ``is_full``: the roster tells of
        every State. ``n_unknown`` counts UN members.
    states : DataFrame
        ``iso3, is_member, un_region_group_code, tier, is_certain``, and a column a text, named by
        its instrument_id, with a category of `roster_status.CATEGORIES`. UN members first.
        ``is_certain`` is false where a text known in part could change the tier.
    tiers : DataFrame
        ``tier, n_members, n_others, n_uncertain, iso3``: a row each of `TIERS`; ``n_uncertain``
        of all of them; ``iso3`` is the tuple of the States.
    flows : DataFrame
        ``text_from, text_to, source, target, n, iso3``: between successive *full* texts, with the
        States behind each ribbon. Source and target are categories.
    left_out : DataFrame
        ``kind, key, reason``. Reasons: ``not_full`` (a text that flows pass over).
    """

    texts: pd.DataFrame
    states: pd.DataFrame
    tiers: pd.DataFrame
    flows: pd.DataFrame
    left_out: pd.DataFrame


def of_texts(
    texts: Sequence[str],
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None = None,
) -> ReturnTiers:
    """Return who came, stayed and left over a sequence of texts.

    Parameters
    ----------
    texts : sequence of str
        Instruments, the earliest first. At least one is known in full.
    states, instruments, memberships : DataFrame
        The tables of those names.
    on : Timestamp, optional
        The day asked for; without it each roster as it stood when it was read.

    Raises
    ------
    AnalysisError
        If a text is unknown, named twice, or an earlier state of another; if none is full.
    """
    asked = chosen(texts, instruments)
    asked["is_full"] = asked["roster_use"].isin(domains.FULL_USES)
    full = list(asked["instrument_id"][asked["is_full"]])
    if not full:
        raise AnalysisError(
            "sequence of texts",
            found="only texts known in part",
            expected="one whose roster tells of every State",
            do="add such a text",
        )
    table = roster_status.table(
        states=states, instruments=asked, memberships=memberships, on=on, earlier=instruments
    )
    paths = _paths(table, states, asked)
    paths.insert(3, "tier", _tiers(paths, list(asked["instrument_id"]), full[-1]))
    paths.insert(4, "is_certain", _certain(paths, list(asked["instrument_id"]), full[-1]))
    is_listed = table["category"] == "listed"
    is_unknown = (table["category"] == "unknown") & table["is_member"]
    by_text = table["instrument_id"]
    shown = asked[
        ["instrument_id", "short_name", "date_text", "as_of", "roster_status", "is_full"]
    ].assign(
        official_count=asked["official_count"],
        n_listed=asked["instrument_id"].map(is_listed.groupby(by_text).sum()),
        n_unknown=asked["instrument_id"].map(is_unknown.groupby(by_text).sum()),
        evidence_id=asked["evidence_id"],
    )
    partial = asked["instrument_id"][~asked["is_full"]]
    return ReturnTiers(
        texts=shown,
        states=paths,
        tiers=_tier_counts(paths),
        flows=_flows(paths, full),
        left_out=pd.DataFrame(
            {"kind": "instrument", "key": partial.to_numpy(dtype=object), "reason": "not_full"}
        ),
    )


def chosen(texts: Sequence[str], instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of some instruments, in the order given.

    Raises
    ------
    AnalysisError
        If one is unknown, named twice, or an earlier state of another; if none is given.
    """
    if not texts or len(set(texts)) < len(texts):
        raise AnalysisError(
            "sequence of texts",
            found=f"texts {', '.join(texts) or 'none'}",
            expected="each text once",
            do="name them once",
        )
    for text in texts:
        row = standing.one_row(instruments, "instrument_id", text, "instrument")
        if pd.notna(row["snapshot_of"]):
            raise AnalysisError(
                "sequence of texts",
                found=f"{text}, an earlier state of {row['snapshot_of']}",
                expected="an instrument of its own",
                do=f"ask for {row['snapshot_of']} on an earlier day",
            )
    place = instruments["instrument_id"].map({text: i for i, text in enumerate(texts)})
    asked = instruments.assign(place=place)[place.notna().to_numpy(dtype=bool)]
    asked = asked.sort_values("place", ignore_index=True).drop(columns="place")
    return asked.astype({"instrument_id": object})


def _paths(table: pd.DataFrame, states: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return the category of every State at every text, members first."""
    wide = roster_status.square(table)
    wide = wide.reindex(columns=list(asked["instrument_id"]))
    for text, is_full in zip(asked["instrument_id"], asked["is_full"], strict=True):
        wide[text] = wide[text].fillna("not_listed" if is_full else "unknown")
    member = table.groupby("iso3")["is_member"].first()
    about = states.set_index(states["iso3"].astype(str))["un_region_group_code"].astype(object)
    wide.insert(0, "is_member", member)
    wide.insert(1, "un_region_group_code", about.reindex(wide.index))
    frame = wide.rename_axis(columns=None).reset_index()
    return frame.sort_values(["is_member", "iso3"], ascending=[False, True], ignore_index=True)


def _tiers(paths: pd.DataFrame, texts: list[str], last: str) -> pd.Series:
    """Return the tier of every State."""
    earlier = texts[: texts.index(last)]
    was_on = (paths[earlier] == "listed").any(axis=1)
    is_on, is_unknown = paths[last] == "listed", paths[last] == "unknown"
    was_former = paths[last] == "former"
    return pd.Series(
        np.select(
            [is_unknown, is_on & was_on, is_on, was_on | was_former],
            ["unknown", "stayed", "new", "left"],
            default="never",
        ),
        index=paths.index,
        dtype=object,
    )


def _certain(paths: pd.DataFrame, texts: list[str], last: str) -> pd.Series:
    """Return of which States no text known in part can change the tier."""
    earlier = texts[: texts.index(last)]
    is_open = paths["tier"].isin(["new", "never"])
    may_have_been = (paths[earlier] == "unknown").any(axis=1)
    return ~(is_open & may_have_been) & (paths["tier"] != "unknown")


def _tier_counts(paths: pd.DataFrame) -> pd.DataFrame:
    """Return the States of each tier."""
    rows = []
    for tier in TIERS:
        group = paths[paths["tier"] == tier]
        rows.append(
            {
                "tier": tier,
                "n_members": int(group["is_member"].sum()),
                "n_others": int((~group["is_member"]).sum()),
                "n_uncertain": int((~group["is_certain"]).sum()),
                "iso3": tuple(group["iso3"]),
            }
        )
    return pd.DataFrame(rows)


def _flows(paths: pd.DataFrame, full: list[str]) -> pd.DataFrame:
    """Return the ribbons between successive full texts."""
    order = {category: place for place, category in enumerate(roster_status.CATEGORIES)}
    rows = []
    for text_from, text_to in pairwise(full):
        groups = paths.groupby([text_from, text_to])
        ribbons = [
            {
                "text_from": text_from,
                "text_to": text_to,
                "source": source,
                "target": target,
                "n": len(group),
                "iso3": tuple(group["iso3"]),
            }
            for (source, target), group in groups
        ]
        rows += sorted(
            ribbons, key=lambda row: (order[str(row["source"])], order[str(row["target"])])
        )
    return pd.DataFrame(rows, columns=["text_from", "text_to", "source", "target", "n", "iso3"])
