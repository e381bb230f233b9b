"""Strict reading of TOML: refused whole, each fault in a sentence with file, table and key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from data import strict
from data.errors import FaultsError, SourceError
from data.provenance import SOURCE_CONFIDENCES
from data.strict import StrictModel
from etl import dates, plain_text

MAX_BYTES = 64 * 2**10
"""No text in TOML of ours comes near this; a bigger one is a mistake."""

MAX_COUNT = 9_999
"""No count of States or votes comes near this."""

_KEY = re.compile(r"[a-z0-9_]{1,80}")


def misfit(value: object, expected: str) -> PydanticCustomError:
    """Return the error that a check of our own raises, with the value as messages show it."""
    return strict.misfit(found=plain_text.shown(value), expected=expected)


def must(is_right: Callable[[str], bool], expected: str) -> AfterValidator:
    """Return the check that a text is right; if not, the sentence says what was expected."""

    def check(text: str) -> str:
        if not is_right(text):
            raise misfit(text, expected)
        return text

    return AfterValidator(check)


def among(known: tuple[str, ...]) -> AfterValidator:
    """Return the check that a text is one of some codes."""

    def check(code: str) -> str:
        if code not in known:
            raise misfit(code, plain_text.one_of(known, code))
        return code

    return AfterValidator(check)


def distinct(words: list[str]) -> list[str]:
    """Return words that are all different."""
    if len(set(words)) < len(words):
        raise misfit(words, "each word once")
    return words


def _is_line(text: str) -> bool:
    return 0 < len(text) <= plain_text.MAX_LINE and plain_text.is_plain(text)


def _is_note(text: str) -> bool:
    return bool(text.strip()) and all(
        plain_text.is_plain(line.strip()) for line in text.split("\n")
    )


Line = Annotated[
    str,
    must(
        _is_line,
        f"some text of one line, at most {plain_text.MAX_LINE} characters, none of them hidden",
    ),
]
Note = Annotated[str, must(_is_note, "some text without hidden characters")]
Key = Annotated[
    str, must(lambda text: bool(_KEY.fullmatch(text)), "a key of small letters, digits and _")
]
Address = Annotated[
    str, must(plain_text.is_address, "an address that begins with https:// or http://")
]
Language = Annotated[str, must(plain_text.is_language, "a language in two small letters, as en")]
PartialDate = Annotated[str, must(dates.is_date, dates.EXPECTED)]
Confidence = Annotated[str, among(SOURCE_CONFIDENCES)]
Tally = Annotated[int, Field(ge=0, le=MAX_COUNT)]
Age = Annotated[int, Field(ge=1, le=MAX_COUNT)]


Read = TypeVar("Read", bound=StrictModel)


def toml(content: bytes, where: str) -> dict[str, Any]:
    """Return the tables of a text in TOML.

    Raises
    ------
    SourceError
        If it is none, or larger than any of ours.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(
            where,
            found=f"{len(content) / 2**10:.0f} kB",
            expected=f"at most {MAX_BYTES // 2**10} kB",
            do="shorten the note, or check that it is the right file",
        )
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise SourceError(
            where, found=f"no valid TOML ({reason})", expected="TOML", do="correct it"
        ) from error


def read(
    model: type[Read],
    content: object,
    *,
    where: str,
    tables: Mapping[str, type[StrictModel]] | None = None,
) -> Read:
    """Return what a model reads.

    Parameters
    ----------
    model : type of StrictModel
        What is expected.
    content : object
        What ``tomllib`` made of the text.
    where : str
        Path, for messages.
    tables : mapping of str to type of StrictModel, optional
        The models of the fields that are tables of their own, which messages name in brackets.

    Raises
    ------
    FaultsError
        Naming every key that is missing, unknown, or has a value that is not what it should be.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise FaultsError(
            _fault(where, one, model, tables or {}) for one in error.errors(include_url=False)
        ) from error


_WORDS = {
    "string_type": "some text in quotes",
    "int_type": "a whole number",
    "list_type": "a list of words",
    "model_type": "a table",
    "dict_type": "a table",
    "too_short": "at least one",
    "greater_than_equal": f"a number from 0 to {MAX_COUNT}",
    "less_than_equal": f"a number from 0 to {MAX_COUNT}",
}
"""What was expected, by the type of pydantic's error."""


def _fault(
    where: str, one: ErrorDetails, model: type[StrictModel], tables: Mapping[str, type[StrictModel]]
) -> SourceError:
    """Return one error of pydantic in our sentence."""
    steps = one["loc"]
    if one["type"] == "extra_forbidden":
        return _unknown(where, [str(step) for step in steps], model, tables)
    place = _place(where, steps, tables)
    if one["type"] == "missing":
        what = "this table" if steps[0] in tables and len(steps) == 1 else "this key"
        return SourceError(
            place, found="nothing", expected=what, do="complete it as CONTRIBUTING.md shows"
        )
    if one["type"] == "misfit":
        found, expected = one["ctx"]["found"], one["ctx"]["expected"]
    else:
        found = plain_text.shown(one["input"])
        expected = _WORDS.get(one["type"], one["msg"][:1].lower() + one["msg"][1:])
    return SourceError(place, found=found, expected=expected, do="correct it")


def _place(
    where: str, steps: tuple[int | str, ...], tables: Mapping[str, type[StrictModel]]
) -> str:
    """Return where a fault lies, such as ``ccw.toml [instrument] counted_roles, word 2``."""
    place = where
    for depth, step in enumerate(steps):
        if isinstance(step, int):
            place += f", word {step + 1}"
        else:
            place += f" [{step}]" if depth == 0 and step in tables else f" {step}"
    return place


def _unknown(
    where: str, steps: list[str], model: type[StrictModel], tables: Mapping[str, type[StrictModel]]
) -> SourceError:
    """Return the error for a name that no model knows, with the nearest that one does."""
    name = steps[-1]
    is_table = len(steps) == 1 and set(model.model_fields) <= set(tables)
    known = list((tables[steps[0]] if len(steps) > 1 else model).model_fields)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    shown = name if plain_text.is_plain(name) else plain_text.shown(name)
    return SourceError(
        where if len(steps) == 1 else f"{where} [{steps[0]}]",
        found=f"table [{shown}]" if is_table else f"unknown key {shown}",
        expected=near[0] if near else "one of " + ", ".join(known),
        do="correct the name, or remove it",
    )
