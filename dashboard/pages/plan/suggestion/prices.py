"""What the best approaches would be at other costs, in words: the table and one sentence."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.outreach import cost_sensitivity
from analytics.outreach.assumptions import LEVELS
from analytics.outreach.cost_sensitivity import ASKED
from analytics.outreach.portfolio import Portfolio
from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from dashboard.pages.plan.wording import decimal

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
    mix = cost_sensitivity.mix_of_efforts(found.prices, LEVELS)
    if mix is None:
        return _("At these costs nothing is worth approaching: other costs are in the table.")
    if mix.is_moved:
        records = found.prices.to_dict("records")
        most = records[mix.furthest]
        return _(
            "The mix of efforts rests on what they are assumed to cost: it is {now}, but {other} "
            "with this change: {change}."
        ).format(now=_mix(records[0]), other=_mix(most), change=_lower(_change(most)))
    return _(
        "With any one cost halved or doubled, the effort used most stays {level}, and at least "
        "{kept} of the {n} States stay."
    ).format(
        level=_word(mix.most_used).lower(),
        kept=i18n.number(mix.n_kept),
        n=i18n.number(mix.n),
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
