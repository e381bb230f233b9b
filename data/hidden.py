"""Characters that no reader sees: what they are, and how a message shows them."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Control characters, overrides of the direction of writing, and characters without width."""

TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of those behind them, so that a text reads as another."""

_NEVER_SHOWN = re.compile(rf"(?![\t\n])(?:{HIDDEN.pattern}|[\ud800-\udfff])")


def escaped(text: str) -> str:
    r"""Return a text with what is hidden written out, but for tabs and the ends of lines.

    Examples
    --------
    >>> escaped("plan\u202etxt.json")
    'plan\\u202etxt.json'
    """
    return _NEVER_SHOWN.sub(lambda found: ascii(found[0])[1:-1], text)
