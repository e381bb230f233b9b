"""What the best approaches would be at other costs, in words: the table and one sentence."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.outreach.cost_sensitivity import ASKED
from analytics.outreach.portfolio import Portfolio
from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from dashboard.pages.plan.wording import decimal
from dashboard.words.planning import LEVELS

FACTORS = {
    0.5: mark("{level} at half its cost"),
    2.0: mark("{level} at twice its cost"),
}

Row = Mapping[Hashable, Any]


def rows(found: Portfolio) -> pd.DataFrame:
    """Return the best choice at the costs asked and at others, in words, a row a change.

    Returns
    -------
    DataFrame
        ``change, n_letter, n_call, n_visit, gain, kept``; a dash where no choice keeps to the
        limits.
    """
    frame = found.prices
    n_asked = frame["n"].iloc[0]
    return pd.DataFrame(
        [
            {
                "change": _change(row),
                **{f"n_{level}": _count(row[f"n_{level}"]) for level in LEVELS},
                "gain": "—" if pd.isna(row["gain"]) else decimal(row["gain"], 2),
                "kept": "—"
                if pd.isna(row["n_kept"])
                else _("{n} of {total}").format(
                    n=i18n.number(row["n_kept"]), total=i18n.number(n_asked)
                ),
            }
            for row in frame.to_dict("records")
        ]
    )


def cost_sentence(found: Portfolio) -> str:
    """Return in one sentence whether the choice rests on what an effort is assumed to cost."""
    possible = found.prices[found.prices["n"].fillna(0) > 0]
    if possible.empty or possible["level"].iloc[0] != ASKED:
        return _("At these costs nothing is worth approaching: other costs are in the table.")
    counts = possible[[f"n_{level}" for level in LEVELS]].astype(float)
    mix = counts.div(counts.sum(axis=1), axis=0)
    apart = (mix - mix.iloc[0]).abs().sum(axis=1)
    records = possible.to_dict("records")
    first, most = records[0], records[int(apart.to_numpy().argmax())]
    used_most = mix.idxmax(axis=1)
    if (used_most != used_most.iloc[0]).any():
        return _(
            "The mix of efforts rests on what they are assumed to cost: it is {now}, but {other} "
            "with this change: {change}."
        ).format(now=_mix(first), other=_mix(most), change=_lower(_change(most)))
    return _(
        "With any one cost halved or doubled, the effort used most stays {level}, and at least "
        "{kept} of the {n} States stay."
    ).format(
        level=_word(str(used_most.iloc[0]).removeprefix("n_")).lower(),
        kept=i18n.number(int(possible["n_kept"].min())),
        n=i18n.number(int(first["n"])),
    )


def _change(row: Row) -> str:
    """Return what costs something else."""
    if row["level"] == ASKED:
        return _("Costs as asked")
    return _(FACTORS[float(row["factor"])]).format(level=_word(row["level"]))


def _mix(row: Row) -> str:
    """Return how many approaches there are of each effort that is used."""
    used = [(level, int(row[f"n_{level}"])) for level in LEVELS if row[f"n_{level}"]]
    return i18n.listing([f"{i18n.number(n)} × {_word(level).lower()}" for level, n in used])


def _count(n: float | None) -> str:
    return "—" if pd.isna(n) else i18n.number(n)


def _word(level: str) -> str:
    return vocabulary.word(vocabulary.LEVELS, level)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
