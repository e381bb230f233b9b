"""What is known of where a fact comes from: terms, publishers and how good a site is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

import data
from data.errors import SourceError
from etl import dates
from etl.changes.files import SourceFiles
from etl.changes.requests import GivenSource
from etl.faults import Faults
from etl.grades import Grades
from etl.plain_text import is_address, one_of

LICENSES = Path(data.__file__).with_name("LICENSES.md")
HEADER = "Terms, as in the sidecars"
N_OFFERED = 3


@dataclass(frozen=True)
class Offers:
    """What may be said of a source, the likeliest first.

    Attributes
    ----------
    publishers, licences : tuple of str
        Those of the sources on the same site, then, of the terms, all that we know.
    grade : str
        How good the site is: ``official``, ``recognised`` or ``copy``.
    """

    publishers: tuple[str, ...]
    licences: tuple[str, ...]
    grade: str


def licences() -> tuple[str, ...]:
    """Return the terms that ``data/LICENSES.md`` lists."""
    found = re.findall(r"^\| (.+?) \|", LICENSES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(text for text in found if text != HEADER)


def offers(files: SourceFiles, url: str) -> Offers:
    """Return what is offered for a document at an address."""
    sites = files.frame("sites")
    host = _host(url)
    same = [source.about for source in files.sources if host and _host(source.read_at) == host]
    publishers = [text for text, _n in Counter(about.publisher for about in same).most_common(3)]
    named = [row["what"] for row in sites if host and _is_site(row["site"], host)]
    terms = [text for text, _n in Counter(about.licence for about in same).most_common(2)]
    return Offers(
        publishers=tuple(dict.fromkeys([*publishers, *named])),
        licences=tuple(dict.fromkeys([*terms, *licences()])),
        grade=Grades(pd.DataFrame(sites)).of(url) if host else "copy",
    )


def refuse_unsaid(said: object, files: SourceFiles) -> None:
    """Check that a request says who published its source and on which terms; offer what is known.

    Parameters
    ----------
    said : object
        The table ``source`` of a request as it was handed in.
    files : SourceFiles

    Raises
    ------
    FaultsError
        Naming what is missing, with what the other sources on the same site say.
    """
    if not isinstance(said, Mapping) or not is_address(url := str(said.get("url", ""))):
        return  # that is said when the request is read
    known = offers(files, url)
    faults = Faults()
    for key, offered in (("publisher", known.publishers), ("licence", known.licences)):
        if not said.get(key):
            faults.add(
                SourceError(
                    f"the request [source] {key}",
                    found="nothing",
                    expected="for instance "
                    + " or ".join(f"'{text}'" for text in offered[:N_OFFERED])
                    if offered
                    else "who published the document",
                    do="say it",
                )
            )
    faults.raise_if_any()


def refuse_unknown_terms(given: GivenSource, today: date) -> None:
    """Check that the terms are ones we know, and that nothing was read tomorrow.

    Raises
    ------
    SourceError
        If they are not, or it was.
    """
    known = licences()
    if given.licence not in known:
        raise SourceError(
            "the source, licence",
            found=f"'{given.licence}'",
            expected="terms that data/LICENSES.md lists: " + one_of(known, given.licence),
            do="choose one, or have a line added there",
        )
    first, _last = dates.bounds(given.retrieved, where="the source, retrieved")
    if first.date() > today:
        raise SourceError(
            "the source, retrieved",
            found=f"the day {given.retrieved}",
            expected=f"no day after today, {today}",
            do="say when the document was read",
        )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if is_address(url) else ""


def _is_site(site: str, host: str) -> bool:
    return host == site or host.endswith("." + site)
