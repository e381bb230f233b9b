"""What a careless or hostile hand puts where a word is asked for, at any door of the program."""

from __future__ import annotations

import re
from typing import Any

TEXTS = (
    "", " ", "\t", "\n", "\r\n", "\0", "a\0b", "\x07", "\x1b[31mred", "\x7f", "\x85",
    "\u202eevil", "\u2066a\u2069", "\u200b", "\ufeff", "\u2028", "e\u0301" * 40, "ＫＥＮ", "İ",
    "٢٠٢٣", "💥" * 60, "a" * 300, "a" * 100_000, "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "file:///etc/passwd", "https://[::1", "<script>alert(1)</script>", "[x](javascript:alert(1))",
    "'; DROP TABLE plans; --", "{{7*7}}", "${jndi:ldap://x/y}", "=1+1", "%00", "%2e%2e%2f",
    "../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "/dev/zero", "~root", "CON", ".",
    "NaN", "Infinity", "-1", "0x10", "1e309", "9" * 400, "9" * 5_000, "null",
    "None", "True", "[" * 1_000,
)  # fmt: skip
"""Texts, as an address, a file or the environment may hold them."""

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 10**400, 1.5, -0.0, float("nan"), float("inf"), [], [[]], ["KEN"],
    [None], {}, {"": ""}, {"a": {"b": [{}]}}, {"\u202e": 1}, {"a" * 100_000: 1},
)  # fmt: skip
"""Values of other types, as JSON may hold them."""

SENTENCE = re.compile(r"^.+?: found .+, expected .+; .+\.$")
HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
MAX_CHARACTERS = 4_000


def assert_is_told(error: Exception) -> None:
    """Check that an error is told in sentences that a reader can see whole, and not at length."""
    told = str(error)
    assert len(told) < MAX_CHARACTERS, f"{len(told):,} characters: {told[:200]}"
    assert not HIDDEN.search(told), ascii(told)
    for line in told.splitlines():
        assert SENTENCE.match(line) or re.fullmatch(r"And \d+ more\.", line), ascii(line)
