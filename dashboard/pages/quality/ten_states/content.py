"""How many of ten States joined that were given a chance: band by band, as a picture of ten."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from analytics import same_chance
from analytics.same_chance import N_ENOUGH
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Number
from dashboard.i18n import _
from dashboard.pages.quality.choice import BacktestChoice, documents
from dashboard.pages.quality.ten_states import figures as draw
from dashboard.words import shares
from data.facts import Facts

MIDDLE = 0.5
"""A chance that says least: the band that holds it is told first."""


def blocks(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return the picture of ten States for each band of chances, with its table."""
    rows = bands_of(facts, choice)
    told = rows.assign(
        band=[_span(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)],
        words=[_in_words(row) for row in rows.to_dict("records")],
    )
    return (
        Chart(
            key="ten_states",
            title=_("Of ten States that were given a chance of …"),
            figure=draw.of_ten(told, joined=_("Joined"), stayed=_("Did not join")),
            table=told.round({"predicted": 3, "observed": 3}),
            columns={
                "band": _("Chance given"),
                "n": _("Rows"),
                "predicted": _("Given on average"),
                "observed": _("Joined"),
                "of_ten": _("Of ten, joined"),
            },
            styles={_("Of ten, joined"): Number(0)},
            evidence=documents(facts),
            summary=" ".join(told["words"]),
            note=_(
                "A State counts once for each text that it could join. Bands with fewer than "
                "{least} are not drawn. States of one text do not decide apart from one another: "
                "one more or one fewer of ten says little."
            ).format(least=i18n.number(N_ENOUGH)),
        ),
    )


def bands_of(facts: Facts, choice: BacktestChoice) -> pd.DataFrame:
    """Return the bands of what the reader chose; see `same_chance.bands`."""
    tested = choice.rows(facts)
    return same_chance.bands(
        tested[choice.level].to_numpy(dtype=np.float64), tested["joined"].to_numpy(dtype=bool)
    )


def finding_sentence(rows: pd.DataFrame) -> str:
    """Return what came of ten States given a chance near one half; empty where no band is told.

    Parameters
    ----------
    rows : DataFrame
        From `same_chance.bands`.
    """
    told = rows.dropna(subset="of_ten")
    if told.empty:
        return ""
    away = ((told["low"] + told["high"]) / 2 - MIDDLE).abs()
    return _in_words(told.assign(away=away).nsmallest(1, "away").to_dict("records")[0])


def _in_words(row: dict[Hashable, Any]) -> str:
    """Return what came of ten States in a band, in a sentence."""
    band = _span(row["low"], row["high"])
    if pd.isna(row["of_ten"]):
        return _("Given {band}: too few to tell.").format(band=band)
    return _("Of ten States that were given {band}, about **{n}** joined.").format(
        band=band, n=i18n.number(int(row["of_ten"]))
    )


def _span(low: float, high: float) -> str:
    """Return the ends of a band in words."""
    return shares.span(low, high, i18n.per_cent)
