"""How the axes of a Plotly figure are read: what they span, and what stands on them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib import dates as matplotlib_dates
from matplotlib.ticker import MaxNLocator

from dashboard import i18n, theme
from dashboard.briefing.charts.drawing import Axis, Numbers, Stroke, Tick

Kind = Literal["number", "day", "category"]

SECONDS_A_DAY = 86_400
N_TICKS = 6
POINT_AIR = 0.04
"""Part of the span that is left free at each end, so that marks are not cut."""

UNGROUPED = 10_000
"""Whole numbers below this are written as years are: 2026, not 2,026."""

GRID_PX = 1.0
LINE_PX = 1.0

_DAY = re.compile(r"\d{4}-\d{2}(-\d{2}.*)?$")
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<br\s*/?>")


@dataclass(frozen=True)
class Scale:
    """What the values of an axis are, and where each of them lies."""

    kind: Kind
    categories: tuple[str, ...] = ()

    def places(self, values: Iterable[Any]) -> Numbers:
        """Return where values lie on the axis; not a number where there is none."""
        items = list(values)
        if self.kind == "category":
            ranks = {name: float(rank) for rank, name in enumerate(self.categories)}
            return np.array([_rank(item, ranks) for item in items], dtype=np.float64)
        if self.kind == "day":
            return np.array([_day(item) for item in items], dtype=np.float64)
        return np.array([np.nan if item is None else item for item in items], dtype=np.float64)


def scale(values: Sequence[Any], axis: Any) -> Scale:
    """Return what the values of an axis are, as Plotly would take them.

    Parameters
    ----------
    values : sequence
        Of all traces on the axis, in order.
    axis : plotly axis
        Its layout.
    """
    known = [value for value in values if not _is_missing(value)]
    if axis.type == "date" or (axis.type is None and known and all(map(_is_day, known))):
        return Scale("day")
    if axis.type == "category" or any(isinstance(value, str) for value in known):
        first = [str(name) for name in axis.categoryarray] if _is_given(axis.categoryarray) else []
        return Scale("category", tuple(dict.fromkeys([*first, *map(str, known)])))
    return Scale("number")


def axis(layout: Any, of: Scale, extent: tuple[float, float], *, is_across: bool) -> Axis:
    """Return an axis with its ends, ticks and lines.

    Parameters
    ----------
    layout : plotly axis
        As the figure gives it, over the template of the house.
    of : Scale
    extent : tuple of float
        Least and greatest place of what is drawn, used where the figure gives no range.
    is_across : bool
        Whether it is the horizontal one.
    """
    low, high = _ends(layout, of, extent)
    is_shown = layout.visible is not False
    has_grid = is_shown and layout.showgrid is not False and of.kind != "category"
    has_zero = is_shown and layout.zeroline is not False and of.kind == "number"
    domain = tuple(layout.domain) if _is_given(layout.domain) else (0.0, 1.0)
    return Axis(
        low=low,
        high=high,
        domain=(float(domain[0]), float(domain[1])),
        kind=of.kind,
        categories=of.categories,
        ticks=_ticks(layout, of, low, high) if is_shown else (),
        title=plain(layout.title.text) if is_shown and layout.title.text else "",
        side=layout.side or ("bottom" if is_across else "left"),
        angle_deg=float(layout.tickangle or 0),
        has_labels=is_shown and layout.showticklabels is not False,
        grid=Stroke(layout.gridcolor or theme.RULE, GRID_PX) if has_grid else None,
        zero=Stroke(layout.zerolinecolor or theme.RULE, LINE_PX) if has_zero else None,
        line=Stroke(layout.linecolor or theme.RULE, LINE_PX)
        if is_shown and layout.showline
        else None,
        size_px=float(layout.tickfont.size or theme.SIZE_BODY),
    )


def unpacked(values: Any) -> Any:
    """Return values as they are, or the array that Plotly packed to send it to a browser."""
    if isinstance(values, dict) and "bdata" in values:
        array = np.frombuffer(b64decode(values["bdata"]), dtype=np.dtype(values["dtype"]))
        shape = [int(part) for part in str(values.get("shape", "")).split(",") if part.strip()]
        return array.reshape(shape) if shape else array
    return values


def plain(text: object) -> str:
    """Return a chart's text without its marks, with its line breaks.

    Examples
    --------
    >>> plain("<b>Côte d&#39;Ivoire</b>: 5 &lt; 6")
    "Côte d'Ivoire: 5 < 6"
    """
    return unescape(_TAG.sub("", _BREAK.sub("\n", str(text))))


def _ends(layout: Any, of: Scale, extent: tuple[float, float]) -> tuple[float, float]:
    """Return the low and the high end, as given or as fits."""
    low, high = extent
    if of.kind == "category":
        low, high = -0.5, max(len(of.categories), 1) - 0.5
    if layout.rangemode in ("tozero", "nonnegative"):
        low = min(low, 0.0) if layout.rangemode == "tozero" else max(low, 0.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    if layout.autorange == "reversed":
        low, high = high, low
    if _is_given(layout.range):
        given = [None if value is None else float(_place(value, of)) for value in layout.range]
        low = low if given[0] is None else given[0]
        high = high if given[1] is None else given[1]
    return low, high


def _place(value: Any, of: Scale) -> float:
    """Return where an end lies: on an axis of categories it is given as a rank."""
    if of.kind == "category" and not isinstance(value, str):
        return float(value)
    return float(of.places([value])[0])


def _ticks(layout: Any, of: Scale, low: float, high: float) -> tuple[Tick, ...]:
    """Return the ticks in sight, with their labels."""
    least, greatest = min(low, high), max(low, high)
    if _is_given(layout.tickvals):
        values = unpacked(layout.tickvals)
        places = [_place(value, of) for value in values]
        words = layout.ticktext if _is_given(layout.ticktext) else values
        found = [Tick(at, plain(word)) for at, word in zip(places, words, strict=True)]
    elif of.kind == "category":
        found = [Tick(float(rank), plain(name)) for rank, name in enumerate(of.categories)]
    elif of.kind == "day":
        found = _days(layout, least, greatest)
    else:
        found = _numbers(layout, least, greatest)
    return tuple(tick for tick in found if least - 1e-9 <= tick.at <= greatest + 1e-9)


def _numbers(layout: Any, least: float, greatest: float) -> list[Tick]:
    """Return ticks of numbers at even distances."""
    if isinstance(layout.dtick, int | float):
        first = np.ceil(least / layout.dtick) * layout.dtick
        places = np.arange(first, greatest + layout.dtick / 1e6, layout.dtick)
    else:
        bins = int(layout.nticks or N_TICKS)
        locator = MaxNLocator(nbins=bins, steps=[1, 2, 5, 10])
        places = np.asarray(locator.tick_values(least, greatest))
    step = float(places[1] - places[0]) if len(places) > 1 else 1.0
    return [Tick(float(at), _number(float(at), step, layout.tickformat)) for at in places]


def _number(value: float, step: float, pattern: str | None) -> str:
    """Return a number as the axis writes it; years are not grouped."""
    if pattern and pattern.endswith("%"):
        return i18n.per_cent(value, decimals=int(pattern.strip(".%") or 0))
    decimals = 0 if step >= 1 else int(np.ceil(-np.log10(step) - 1e-9))
    is_year = decimals == 0 and abs(value) < UNGROUPED
    words = f"{value + 0.0:.0f}" if is_year else i18n.number(value, decimals=decimals)
    return words.replace("-", "−")


def _days(layout: Any, least: float, greatest: float) -> list[Tick]:
    """Return ticks of days: whole years where more than three are in sight."""
    if layout.dtick == "M12":
        years = range(_year(least), _year(greatest) + 1)
        places = np.array([_day(f"{year}-01-01") for year in years])
    else:
        locator = matplotlib_dates.AutoDateLocator(  # type: ignore[no-untyped-call]
            maxticks=int(layout.nticks or N_TICKS + 2), minticks=3
        )
        ends = [_timestamp(at).to_pydatetime() for at in (least, greatest)]
        places = np.array(locator.tick_values(*ends), dtype=np.float64)  # type: ignore[no-untyped-call]
    are_years = all(_timestamp(at).dayofyear == 1 for at in places)
    return [Tick(float(at), _day_in_words(float(at), are_years)) for at in places]


def _day_in_words(at: float, are_years: bool) -> str:
    when = _timestamp(at)
    if are_years:
        return str(when.year)
    return i18n.partial_date(f"{when:%Y-%m}" if when.day == 1 else f"{when:%Y-%m-%d}")


def _year(at: float) -> int:
    return int(_timestamp(at).year)


def _timestamp(at: float) -> pd.Timestamp:
    return pd.Timestamp(at * SECONDS_A_DAY, unit="s")


def _day(value: Any) -> float:
    """Return the days from 1970 to a day; not a number where there is none."""
    if _is_missing(value):
        return np.nan
    return float(pd.Timestamp(value).timestamp() / SECONDS_A_DAY)


def _rank(value: Any, ranks: dict[str, float]) -> float:
    return np.nan if _is_missing(value) else ranks[str(value)]


def _is_day(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_DAY.match(value))
    return isinstance(value, date | datetime | np.datetime64)


def _is_missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _is_given(values: Any) -> bool:
    return values is not None and len(values) > 0
