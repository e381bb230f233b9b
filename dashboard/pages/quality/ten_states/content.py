"""How many of ten States joined that were given a chance: band by band, as a picture of ten."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from analytics.same_chance import N_ENOUGH
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Number
from dashboard.i18n import _
from dashboard.pages.quality.choice import BacktestChoice, documents
from dashboard.pages.quality.ten_states import figures as draw
from dashboard.words import shares
from data.facts import Facts

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the bands of chances begin and end."""

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
    """Return the bands of what the reader chose; see `bands`."""
    tested = choice.rows(facts)
    return bands(pd.DataFrame({"chance": tested[choice.level], "joined": tested["joined"]}))


def bands(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many joined of those given a chance in each band.

    Parameters
    ----------
    rows : DataFrame
        ``chance, joined``: what the test gave to a State on a text, 0 to 1, and what came of it.

    Returns
    -------
    DataFrame
        ``low, high, n, predicted, observed, of_ten``: a row a band of `EDGES`, the lowest first.
        Shares are 0 to 1, ``of_ten`` is a whole number; all three are missing in a band with fewer
        than `N_ENOUGH` rows.
    """
    place = pd.cut(rows["chance"], list(EDGES), labels=False, include_lowest=True)
    held = rows.groupby(place).agg(
        n=("joined", "size"), predicted=("chance", "mean"), observed=("joined", "mean")
    )
    held = held.reindex(range(len(EDGES) - 1))
    n = held["n"].fillna(0).astype(int)
    known = held.loc[n >= N_ENOUGH, ["predicted", "observed"]].reindex(held.index)
    return pd.DataFrame(
        {
            "low": EDGES[:-1],
            "high": EDGES[1:],
            "n": n,
            "predicted": known["predicted"],
            "observed": known["observed"],
            "of_ten": (known["observed"] * 10).round().astype("Int64"),
        }
    )


def finding_sentence(rows: pd.DataFrame) -> str:
    """Return what came of ten States given a chance near one half; empty where no band is told.

    Parameters
    ----------
    rows : DataFrame
        From `bands`.
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
