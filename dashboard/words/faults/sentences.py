"""A fault as a sentence: its four parts are known by the English that the programs say."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from dashboard import i18n
from dashboard.i18n import _
from dashboard.words.faults import expectations, findings, handed_in, logins, places, remedies
from data.errors import FaultError, FaultsError, TrojkaError

PARTS: Mapping[str, tuple[str, ...]] = {
    "where": (*places.PLACES, *logins.PLACES, *handed_in.PLACES),
    "found": (*findings.FINDINGS, *logins.FINDINGS, *handed_in.FINDINGS),
    "expected": (*expectations.EXPECTATIONS, *logins.EXPECTATIONS, *handed_in.EXPECTATIONS),
    "do": (*remedies.REMEDIES, *logins.REMEDIES, *handed_in.REMEDIES),
}
"""What can be said in each part of a fault."""

_FIELD = re.compile(r"\\\{(\d)\\\}")


def sentence(fault: Mapping[str, str]) -> str:
    """Return a fault in the language spoken, as plain text.

    Parameters
    ----------
    fault : mapping
        ``text``, in English; and, unless it is no fault of four parts, ``where, found, expected,
        do``. A part that has no words here stays in English.
    """
    if i18n.language() == i18n.DEFAULT or not PARTS.keys() <= fault.keys():
        return fault["text"]
    told = {name: in_words(fault[name].removesuffix("."), name) for name in PARTS}
    return _("{where}: found {found}, expected {expected}; {do}.").format(**told)


def of_error(error: TrojkaError) -> str:
    """Return an error in the language spoken, as plain text: several faults a line each."""
    if isinstance(error, FaultsError):
        return "\n".join(of_error(fault) for fault in error.faults)
    parts = {name: getattr(error, name) for name in PARTS if isinstance(error, FaultError)}
    return sentence({"text": str(error), **parts})


def in_words(text: str, *parts: str) -> str:
    """Return a part of a fault in the language spoken, what it names in it too.

    Parameters
    ----------
    text : str
    *parts : str
        Keys of `PARTS` in which it may stand.
    """
    for part in parts:
        for pattern, phrase in _patterns(part):
            if found := pattern.fullmatch(text):
                return _(phrase).format(*(_named(value) for value in found.groups()))
    return text


def _named(value: str) -> str:
    """Return what a part names: mostly a name or a number, at times a phrase of its own."""
    return in_words(value, "expected", "where") if " " in value else value


@functools.cache
def _patterns(part: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what can be said in a part, as patterns; what says most by itself comes first."""
    ordered = sorted(PARTS[part], key=lambda phrase: -len(re.sub(r"\{\d\}", "", phrase)))
    return tuple(
        (re.compile(_FIELD.sub("(.+?)", re.escape(phrase)), re.DOTALL), phrase)
        for phrase in ordered
    )
