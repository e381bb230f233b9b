"""The forecast of a count beside what came out."""

from __future__ import annotations

import numpy as np

from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Note, Numbers, Tile
from dashboard.i18n import _, ngettext
from dashboard.pages.live.judged import JudgedCount


def blocks(count: JudgedCount) -> Blocks:
    """Return how good the forecast was, once the count is over."""
    found = count.score
    if found is None:
        return ()
    within = _("within the range of 90%, {low} to {high}")
    outside = _("outside the range of 90%, {low} to {high}")
    bounds = {"low": i18n.number(found.low), "high": i18n.number(found.high)}
    beside = _("Brier score; 0 is perfect. Base rate {base}.").format(base=_score(found.brier_base))
    if not np.isnan(found.brier_last):
        beside = _("Brier score; 0 is perfect. Base rate {base}, as last time {last}.").format(
            base=_score(found.brier_base), last=_score(found.brier_last)
        )
    expected = count.range_before
    tiles = (
        Tile(
            _("Counted"),
            i18n.number(found.counted),
            (within if found.is_within else outside).format(**bounds),
        ),
        Tile(
            _("Forecast"),
            i18n.number(expected[0] if expected else np.nan),
            _("expected before the first answer"),
        ),
        Tile(_("Error of the forecast"), _score(found.brier), beside),
        Tile(
            _("Surprises"),
            i18n.number(len(count.surprises.states)),
            _("{due} were due").format(due=i18n.number(count.surprises.n_due, decimals=1)),
        ),
    )
    note = ngettext(
        "Scored on {n} State, by the probabilities as they were when the count was begun.",
        "Scored on {n} States, by the probabilities as they were when the count was begun.",
        found.n,
    ).format(n=i18n.number(found.n))
    left = len(found.left_out)
    if left:
        note += " " + ngettext(
            "{n} State is left out: it had no forecast, or its answer is not settled.",
            "{n} States are left out: they had no forecast, or their answer is not settled.",
            left,
        ).format(n=i18n.number(left))
    return (
        Heading(
            _("How good was the forecast?"),
            _("The mean square of its error, beside that of simpler forecasts."),
        ),
        Numbers(tiles),
        Note(note),
    )


def _score(value: float) -> str:
    return i18n.number(value, decimals=3)
