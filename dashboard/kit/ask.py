"""Filters whose values live in the address, so that a view can be sent as a link.

A value in the address is a key of the data, never a word on screen: the same link works in every
language. It seeds the filter; a value that is not among the options is dropped. A filter at its
default leaves no trace in the address, and follows its default: what nobody chose on one page is
not chosen on the next. Choices outlive a change of page, so that a State or text chosen on one page
is still chosen on the next.

Where a link is followed, or the browser's way back, the address says all that the view hangs on:
what was chosen before is forgotten, as in a tab of its own.

Two pages may use one name for filters of different kinds, or of the same kind with other options.
A value therefore enters a filter only by way of a function that fits it to that filter's kind and
options, or says that it does not fit: one value and a list of just that value stand for each
other; whatever else does not fit is passed over, and the page that chose it finds it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

import streamlit as st

from dashboard.kit import fitting
from dashboard.words.addresses import FACTS

Value = TypeVar("Value")
Fit = Callable[[object], Value | None]
"""Turns anything into a value of a filter; into nothing if it is none."""

CHOICE = "choice"
CHOICES = "choices"
TRUTH = "truth"
NUMBER = "number"
RANGE = "range"
TEXT = "text"
DAY = "day"
DRAWN = "drawn"
"""Kinds of filters: values are kept for each apart, beside the latest one of all."""

FOLLOWED = "followed"
"""Name in the address by which the browser says so; it is taken away at once."""

LASTING = ("lang", "we")
"""Names that no link and no way back forgets: a reader's language, and for whom the reader asks."""

EVERY = "all"
"""Key of all options of a few, where they stand side by side."""

DAY_PX = 220
"""Width of a filter for a day."""


def one(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    note: str | None = None,
) -> str:
    """Return the option chosen from a list.

    Parameters
    ----------
    label : str
        Over the list.
    options : mapping of str to str
        Keys of the data to words on screen; at least one.
    key : str
        Name in the address.
    default : str, optional
        Key of the option chosen at first; the first one if not given or not an option.
    note : str, optional
        Explanation, shown on demand.
    """
    first = _seed_one(options, key, default)
    chosen: str = st.selectbox(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        help=note,
    )
    _tell(key, CHOICE, chosen, [] if chosen == first else [chosen])
    return chosen


def switch(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    note: str | None = None,
) -> str:
    """Return the option chosen from a few that stand side by side; see `one`."""
    first = _seed_one(options, key, default)
    chosen: str | None = st.segmented_control(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        help=note,
        required=True,
        wrap=True,
    )
    value = chosen or first
    _tell(key, CHOICE, value, [] if value == first else [value])
    return value


def several(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: Sequence[str] = (),
    placeholder: str,
    note: str | None = None,
) -> list[str]:
    """Return the options chosen, none or more, in the order in which they were chosen; see `one`.

    Other Parameters
    ----------------
    placeholder : str
        Words in the box while nothing is chosen; they say what that means.
    """
    first = [value for value in default if value in options]
    given = _given(key) or None
    _seed(key, CHOICES, lambda value: fitting.some_of(value, options), given=given, fallback=first)
    chosen: list[str] = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder=placeholder,
        help=note,
    )
    _tell(key, CHOICES, chosen, [] if chosen == first else chosen)
    return chosen


def side_by_side(
    label: str, options: Mapping[str, str], *, key: str, every: str, note: str | None = None
) -> list[str]:
    """Return the options chosen of a few that stand side by side, none if all may be; see `one`.

    All stand first, as a choice of their own, and are chosen at first. Whoever chooses one of the
    others leaves them, and whoever takes the last one away comes back to them.

    Other Parameters
    ----------------
    every : str
        Words for all of them.
    """
    shown = {EVERY: every, **options}
    given = _given(key) or None
    _seed(key, CHOICES, lambda value: fitting.some_of(value, shown), given=given, fallback=[EVERY])
    chosen: list[str] = st.pills(
        label,
        list(shown),
        selection_mode="multi",
        format_func=lambda value: shown.get(value, value),
        key=key,
        help=note,
        on_change=_choose_all_or_some,
        args=(key, tuple(st.session_state[key])),
    )
    _tell(key, CHOICES, chosen, [] if chosen == [EVERY] else chosen)
    return [] if EVERY in chosen else chosen


def yes(label: str, *, key: str, default: bool = False, note: str | None = None) -> bool:
    """Return whether a switch is on; ``1`` or ``0`` in the address."""
    given = next((value == "1" for value in _given(key) if value in ("0", "1")), None)
    _seed(key, TRUTH, fitting.truth, given=given, fallback=default)
    chosen: bool = st.toggle(label, key=key, help=note)
    _tell(key, TRUTH, chosen, [] if chosen == default else [str(int(chosen))])
    return chosen


def whole(
    label: str,
    *,
    key: str,
    low: int,
    high: int,
    default: int,
    note: str | None = None,
    is_typed: bool = False,
) -> int:
    """Return a whole number from ``low`` to ``high``, chosen on a slider or typed into a box."""
    numbers = [int(value) for value in _given(key) if value.isdecimal() and len(value) < 10]
    given = next((n for n in numbers if low <= n <= high), None)
    _seed(
        key, NUMBER, lambda value: fitting.number(value, low, high), given=given, fallback=default
    )
    chosen: int = (
        st.number_input(label, low, high, step=1, key=key, help=note)
        if is_typed
        else st.slider(label, low, high, key=key, help=note)
    )
    _tell(key, NUMBER, chosen, [] if chosen == default else [str(chosen)])
    return chosen


def between(
    label: str,
    *,
    key: str,
    low: float,
    high: float,
    step: float,
    default: tuple[float, float],
    note: str | None = None,
) -> tuple[float, float]:
    """Return a range chosen on a slider with two handles; ``from~to`` in the address."""
    pairs = [fitting.span(_pair(value), low, high) for value in _given(key)]
    given = next((pair for pair in pairs if pair), None)
    _seed(key, RANGE, lambda value: fitting.span(value, low, high), given=given, fallback=default)
    slider = st.slider(label, low, high, step=step, key=key, help=note)
    chosen = cast("tuple[float, float]", slider)  # two handles: the value put in place is a pair
    _tell(key, RANGE, chosen, [] if chosen == default else [f"{chosen[0]:g}~{chosen[1]:g}"])
    return chosen


def words(label: str, *, key: str, placeholder: str, note: str | None = None) -> str:
    """Return words that the reader types, none to begin with; see `fitting.MAX_WORDS`."""
    _seed(key, TEXT, fitting.words, given=next(iter(_given(key)), None), fallback="")
    chosen: str = st.text_input(
        label, key=key, placeholder=placeholder, max_chars=fitting.MAX_WORDS, help=note
    )
    _tell(key, TEXT, chosen, [chosen] if chosen else [])
    return chosen


def day(
    label: str, *, key: str, low: date, high: date, default: date, note: str | None = None
) -> date:
    """Return a day from ``low`` to ``high``; ``2026-02-05`` in the address."""
    days = [fitting.day(value, low, high) for value in _given(key)]
    given = next((found for found in days if found), None)
    _seed(key, DAY, lambda value: fitting.day(value, low, high), given=given, fallback=default)
    chosen: date = st.date_input(
        label,
        min_value=low,
        max_value=high,
        key=key,
        help=note,
        format="DD/MM/YYYY",
        width=DAY_PX,
    )
    _tell(key, DAY, chosen, [] if chosen == default else [chosen.isoformat()])
    return chosen


def follow() -> None:
    """Forget what was chosen on any page, where a link or the browser's way back is followed.

    What pages draw and hold themselves is kept: plans under way, and what is collected. Which facts
    are looked at is said by the link.
    """
    if st.query_params.pop(FOLLOWED, None) is None:
        return
    names = [str(name) for name in st.session_state]
    for key in (name.removeprefix("told:") for name in names if name.startswith("told:")):
        is_held = key in LASTING or (DRAWN in _kept(key) and key != FACTS)
        if not is_held:
            _begin_afresh(key)


def arrived(key: str) -> str | None:
    """Return what a link just followed says under a name; nothing once a filter has taken it."""
    given = _given(key)
    is_new = given != st.session_state.get(f"told:{key}", [])
    return given[0] if given and is_new else None


def held(key: str) -> list[str]:
    """Return the values of a filter that a page draws itself: the link's where new, else kept."""
    given = _given(key)
    is_new = given != st.session_state.get(f"told:{key}", [])
    return given if given and is_new else list(cast("list[str]", _kept(key).get(DRAWN, [])))


def hold(key: str, values: Sequence[str], *, most: int) -> None:
    """Keep the values of a filter that a page draws itself; in the address too if at most so many.

    Parameters
    ----------
    key : str
        Name in the address.
    values : sequence of str
    most : int
        Values that an address has room for.
    """
    _tell(key, DRAWN, list(values), list(values) if len(values) <= most else [])


def add(key: str, value: str) -> None:
    """Add a value to a filter that another page draws itself; that page finds it there."""
    _keep(key, DRAWN, [*cast("list[str]", _kept(key).get(DRAWN, [])), value])


def put(key: str, value: str | list[str]) -> None:
    """Put values into the address, as if the link had said them; before their filter is drawn.

    Without any value the filter begins afresh.
    """
    if value:
        st.query_params[key] = value
        return
    st.query_params.pop(key, None)
    _begin_afresh(key)


def _begin_afresh(key: str) -> None:
    """Forget what was chosen under a name."""
    for name in (key, f"kept:{key}", f"told:{key}", f"first:{key}"):
        st.session_state.pop(name, None)


def _seed_one(options: Mapping[str, str], key: str, default: str | None) -> str:
    """Put one of the options in place and return the default one."""
    first = default if default is not None and default in options else next(iter(options))
    given = next((value for value in _given(key) if value in options), None)
    _seed(key, CHOICE, lambda value: fitting.one_of(value, options), given=given, fallback=first)
    return first


def _choose_all_or_some(key: str, before: tuple[str, ...]) -> None:
    """Let all options and some of them not be chosen at once, and never none."""
    chosen: list[str] = st.session_state[key]
    is_all_new = EVERY in chosen and EVERY not in before
    some = [] if is_all_new else [value for value in chosen if value != EVERY]
    st.session_state[key] = some or [EVERY]


def _pair(text: str) -> tuple[float, float] | None:
    """Return the two numbers of a range in the address; nothing if it is none."""
    low, _tilde, high = text.partition("~")
    try:
        return float(low), float(high)
    except ValueError:
        return None


def _given(key: str) -> list[str]:
    """Return what the address says under a name."""
    return st.query_params.get_all(key)


def _kept(key: str) -> dict[str, object]:
    """Return what was chosen under a name by filters of each kind, the latest last."""
    kept: dict[str, object] = st.session_state.get(f"kept:{key}", {})
    return kept


def _seed(key: str, kind: str, fit: Fit[Value], *, given: object, fallback: Value) -> None:
    """Put a filter's value in place: the address where it is new, else what was chosen before.

    What was chosen before is what the widget holds, else the latest choice, else the latest of
    this kind: the first that fits. Where a filter of another kind was the last to be drawn under
    this name, the widget holds what that one left behind. A default is no choice.
    """
    told = st.session_state.get(f"told:{key}", [])
    kept = _kept(key)
    latest = next(reversed(kept), kind)
    held = st.session_state.get(key, kept.get(latest))
    if latest == kind:
        is_default = held == st.session_state.get(f"first:{key}", fallback)
        before = () if is_default else (held, kept.get(kind))
    else:
        is_akin = {latest, kind} == {CHOICE, CHOICES} and bool(told)
        before = (held if is_akin else None, kept.get(kind))
    offered = (given if _given(key) != told else None, *before)
    fitted = (fit(value) for value in offered)
    # set afresh: a widget of another page does not hand its value on
    st.session_state[key] = next((value for value in fitted if value is not None), fallback)
    st.session_state[f"first:{key}"] = fallback


def _tell(key: str, kind: str, chosen: object, values: list[str]) -> None:
    """Keep a filter's value for the next page, and write it into the address unless default."""
    if values != _given(key):
        if values:
            st.query_params[key] = values
        else:
            st.query_params.pop(key, None)
    st.session_state[f"told:{key}"] = values
    _keep(key, kind, chosen)


def _keep(key: str, kind: str, chosen: object) -> None:
    """Keep a value as the latest one of its kind."""
    others = {other: value for other, value in _kept(key).items() if other != kind}
    st.session_state[f"kept:{key}"] = others | {kind: chosen}
