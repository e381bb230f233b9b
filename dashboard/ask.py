"""Filters whose values live in the address, so that a view can be sent as a link.

A value in the address is a key of the data, never a word on screen: the same link works in every
language. It seeds the filter; a value that is not among the options is dropped. A filter at its
default leaves no trace in the address. Values outlive a change of page, so that a State or text
chosen on one page is still chosen on the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

MAX_WORDS = 80


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
    _tell(key, chosen, [] if chosen == first else [chosen])
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
    )
    value = chosen or first
    _tell(key, value, [] if value == first else [value])
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
    _seed(key, given=[value for value in _given(key) if value in options] or None, fallback=first)
    st.session_state[key] = [value for value in st.session_state[key] if value in options]
    chosen: list[str] = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder=placeholder,
        help=note,
    )
    _tell(key, chosen, [] if chosen == first else chosen)
    return chosen


def yes(label: str, *, key: str, default: bool = False, note: str | None = None) -> bool:
    """Return whether a switch is on; ``1`` or ``0`` in the address."""
    given = next((value == "1" for value in _given(key) if value in ("0", "1")), None)
    _seed(key, given=given, fallback=default)
    chosen: bool = st.toggle(label, key=key, help=note)
    _tell(key, chosen, [] if chosen == default else [str(int(chosen))])
    return chosen


def whole(
    label: str, *, key: str, low: int, high: int, default: int, note: str | None = None
) -> int:
    """Return a whole number from ``low`` to ``high``, chosen on a slider."""
    given = [int(value) for value in _given(key) if value.isdecimal()]
    _seed(key, given=next((n for n in given if low <= n <= high), None), fallback=default)
    st.session_state[key] = min(max(st.session_state[key], low), high)
    chosen: int = st.slider(label, low, high, key=key, help=note)
    _tell(key, chosen, [] if chosen == default else [str(chosen)])
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
    given = [_pair(value) for value in _given(key)]
    inside = [pair for pair in given if pair and low <= pair[0] <= pair[1] <= high]
    _seed(key, given=next(iter(inside), None), fallback=default)
    slider = st.slider(label, low, high, step=step, key=key, help=note)
    chosen = cast("tuple[float, float]", slider)  # two handles: the value put in place is a pair
    _tell(key, chosen, [] if chosen == default else [f"{chosen[0]:g}~{chosen[1]:g}"])
    return chosen


def words(label: str, *, key: str, placeholder: str, note: str | None = None) -> str:
    """Return words that the reader types; at most `MAX_WORDS` characters, none to begin with."""
    given = [value[:MAX_WORDS] for value in _given(key)]
    _seed(key, given=next(iter(given), None), fallback="")
    chosen: str = st.text_input(
        label, key=key, placeholder=placeholder, max_chars=MAX_WORDS, help=note
    )
    _tell(key, chosen, [chosen] if chosen else [])
    return chosen


def arrived(key: str) -> str | None:
    """Return what a link just followed says under a name; nothing once a filter has taken it."""
    given = _given(key)
    is_new = given != st.session_state.get(f"told:{key}", [])
    return given[0] if given and is_new else None


def held(key: str) -> list[str]:
    """Return the values of a filter that a page draws itself: the link's where new, else kept."""
    given = _given(key)
    is_new = given != st.session_state.get(f"told:{key}", [])
    return given if given and is_new else list(st.session_state.get(f"kept:{key}", []))


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
    _tell(key, list(values), list(values) if len(values) <= most else [])


def put(key: str, value: str | list[str]) -> None:
    """Put values into the address, as if the link had said them; before their filter is drawn.

    Without any value the filter begins afresh.
    """
    if value:
        st.query_params[key] = value
        return
    st.query_params.pop(key, None)
    for name in (key, f"kept:{key}", f"told:{key}"):
        st.session_state.pop(name, None)


def _seed_one(options: Mapping[str, str], key: str, default: str | None) -> str:
    """Put one of the options in place and return the default one."""
    first = default if default is not None and default in options else next(iter(options))
    _seed(key, given=next((v for v in _given(key) if v in options), None), fallback=first)
    if st.session_state[key] not in options:
        st.session_state[key] = first
    return first


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


def _seed(key: str, *, given: object, fallback: object) -> None:
    """Put a filter's value in place: the address where it is new, else what was chosen before."""
    is_new = _given(key) != st.session_state.get(f"told:{key}", [])
    if given is not None and is_new:
        value = given
    else:
        value = st.session_state.get(key, st.session_state.get(f"kept:{key}", fallback))
    st.session_state[key] = value  # set afresh: a widget of another page does not hand its value on


def _tell(key: str, chosen: object, values: list[str]) -> None:
    """Keep a filter's value for the next page, and write it into the address unless default."""
    if values != _given(key):
        if values:
            st.query_params[key] = values
        else:
            st.query_params.pop(key, None)
    st.session_state[f"told:{key}"] = values
    st.session_state[f"kept:{key}"] = chosen
