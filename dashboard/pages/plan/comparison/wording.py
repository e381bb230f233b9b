"""Plans side by side, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _
from dashboard.pages.plan.wording import decimal


def compared_rows(
    found: pd.DataFrame, names: Mapping[str, str], made: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Return plans side by side, in words.

    Parameters
    ----------
    found : DataFrame
        From `simulation.compare`.
    names : mapping of str to str
        Title of each plan.
    made : mapping of str to tuple
        Number of its approaches, and what they cost.
    """
    return found.assign(
        name=[names[key] for key in found["key"]],
        n=[made[key][0] for key in found["key"]],
        cost=[made[key][1] for key in found["key"]],
        size=found["size"].round(1),
        between=[
            _("{low} to {high}").format(low=i18n.number(low), high=i18n.number(high))
            for low, high in zip(found["low"], found["high"], strict=True)
        ],
        reached=[i18n.per_cent(share) for share in found["reach"]],
        apart=[decimal(value, 2, is_signed=True) for value in found["difference"]],
        sampled=[
            _("{low} to {high}").format(
                low=decimal(low, 2, is_signed=True), high=decimal(high, 2, is_signed=True)
            )
            for low, high in zip(found["difference_low"], found["difference_high"], strict=True)
        ],
    )


def comparison_note(gone: Iterable[list[str]], names: Mapping[str, str]) -> str:
    """Return what a reader must know of plans side by side, and who is left out of them."""
    parts = [
        _(
            "All plans meet the same chance, each under its own assumptions: the difference is "
            "surer than the sizes."
        ),
    ]
    out = sorted({names.get(state, state) for states_gone in gone for state in states_gone})
    if out:
        parts.append(
            _("Left out, since they joined meanwhile or have no basis: {states}.").format(
                states=i18n.listing(out)
            )
        )
    return " ".join(parts)
