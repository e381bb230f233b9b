"""Words, numbers and dates in the reader's language.

English is the language of the source code; Dutch stands in the catalogues under ``nl``: what pages
say, and the titles of instruments, roll calls and milestones. ``use`` sets the language for the
rest of a page's run; nothing here knows streamlit, so figures and briefings speak through it too.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
import io
import unicodedata
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

import pandas as pd
from babel import dates, lists, numbers
from babel.messages import catalog, mofile, pofile
from pandas.api.typing import NaTType

LANGUAGES = {"en": "English", "nl": "Nederlands"}
"""What each language calls itself."""

DEFAULT = "en"
LOCALES = {"en": "en_GB", "nl": "nl"}
FOLDER = Path(__file__).parent

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_translations: ContextVar[gettext.NullTranslations] = ContextVar("translations")


def read_catalogue(language: str) -> catalog.Catalog:
    """Return all the catalogues of a language as one; empty for English."""
    merged = catalog.Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale=language):
                if message.id:
                    merged[message.id] = message
    return merged


@functools.cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the words of a language, ready for `use`."""
    if language == DEFAULT:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    mofile.write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use(language: str, words: gettext.NullTranslations) -> None:
    """Speak a language from here on, in this thread."""
    _language.set(language)
    _translations.set(words)


@contextlib.contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak a language in this thread while the context lasts."""
    held = _language.set(language), _translations.set(translations(language))
    try:
        yield
    finally:
        _language.reset(held[0])
        _translations.reset(held[1])


def language() -> str:
    """Return the language spoken: a key of `LANGUAGES`."""
    return _language.get()


def locale() -> str:
    """Return the CLDR locale of the language spoken: its numbers, dates and lists."""
    return LOCALES[language()]


def _(message: str) -> str:
    """Return a message in the language spoken."""
    return _words().gettext(message) if message else message


def mark(message: str) -> str:
    """Return a message as it is: it is put into the catalogues here and translated where shown."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a message that goes with a number."""
    return _words().ngettext(one, many, n)


def number(value: float, *, decimals: int = 0) -> str:
    """Return a number as the language writes it; what rounds to nothing has no sign.

    Examples
    --------
    >>> number(1084371), number(0.5, decimals=1), number(-0.001, decimals=2)
    ('1,084,371', '0.5', '0.00')
    """
    return _unsigned_zero(_decimal, value, _pattern(decimals))


def separators() -> str:
    """Return the marks of decimals and of thousands, as a chart wants them.

    Examples
    --------
    >>> separators()
    '.,'
    """
    return f"{numbers.get_decimal_symbol(locale())}{numbers.get_group_symbol(locale())}"


def signed(value: int) -> str:
    """Return a difference with its sign.

    Examples
    --------
    >>> signed(8), signed(-12), signed(0)
    ('+8', '−12', '0')
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value))


def per_cent(share: float, *, decimals: int = 0) -> str:
    """Return a share, 0 to 1, as a percentage; see `number`.

    Examples
    --------
    >>> per_cent(0.865), per_cent(-0.001)
    ('86%', '0%')
    """
    return _unsigned_zero(_percent, share, _pattern(decimals) + "%")


def day(when: pd.Timestamp | NaTType) -> str:
    """Return a day in words; an em dash where it is not known.

    Examples
    --------
    >>> day(pd.Timestamp("2026-02-05"))
    '5 February 2026'
    """
    if pd.isna(when):
        return "—"
    return str(dates.format_date(when.date(), format="d MMMM y", locale=locale()))


def partial_date(text: object) -> str:
    """Return a date as sourced, a year, month or day, in words; an em dash where there is none.

    Examples
    --------
    >>> partial_date("2024-09-10"), partial_date("2025-10"), partial_date("2016")
    ('10 September 2024', 'October 2025', '2016')
    """
    if not isinstance(text, str) or not text:
        return "—"
    if len(text) == 4:
        return text
    if len(text) == 7:
        when = pd.Timestamp(text + "-01").date()
        return str(dates.format_skeleton("yMMMM", when, locale=locale()))
    return day(pd.Timestamp(text))


def listing(items: list[str]) -> str:
    """Return names in one line, with the language's comma and "and".

    Examples
    --------
    >>> listing(["Kenya", "Ghana", "Senegal"])
    'Kenya, Ghana and Senegal'
    """
    return str(lists.format_list(items, locale=locale()))


def sorting(text: str) -> str:
    """Return the key by which names are put in order: without accents and capitals.

    Examples
    --------
    >>> sorted(["Zambia", "Åland", "albania"], key=sorting)
    ['Åland', 'albania', 'Zambia']
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _pattern(decimals: int) -> str:
    """Return the pattern of a number with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimal(value: float, pattern: str) -> str:
    return str(numbers.format_decimal(value, format=pattern, locale=locale()))


def _percent(value: float, pattern: str) -> str:
    return str(numbers.format_percent(value, format=pattern, locale=locale()))


def _unsigned_zero(write: Callable[[float, str], str], value: float, pattern: str) -> str:
    """Return a number as written, but without a sign where nothing else is left of it."""
    if value > 0:
        return write(value, pattern)
    zero = write(0, pattern)
    return zero if write(abs(value), pattern) == zero else write(value, pattern)


def _words() -> gettext.NullTranslations:
    """Return the translations in use; English where no language was set."""
    return _translations.get(gettext.NullTranslations())
