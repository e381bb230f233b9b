"""From what is handed in to its entries: States as printed, with what is said of each."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from data import printed
from data.errors import SourceError
from data.hidden import HIDDEN
from etl import plain_text
from etl.changes import delivered, workbook
from etl.changes.requests import MAX_FILE, GivenFile, ListRequest

PASTED = "the pasted list"

_MARK_UP = re.compile(r"</?[A-Za-z!][^>]*>|&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
_FILES = (".csv", ".txt", ".xlsx")
_LINE_ENDS = "\t\n\r"


@dataclass(frozen=True)
class ListedState:
    """One entry of a list.

    Attributes
    ----------
    where : str
        Its place in what was handed in, for messages.
    name : str
        The State as printed; empty where only a code is given.
    heading : str
        Code of the heading it stands under: a vote, a role; empty where there is none.
    cells : mapping of str to str
        What else a table says of it: ``iso3, since, until, vote, role`` …
    """

    where: str
    name: str
    heading: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DeliveredList:
    """What was handed in, as read.

    Attributes
    ----------
    states : tuple of ListedState
    tally : tuple of int or None
        Votes in favour, against and abstaining, where the text states them.
    """

    states: tuple[ListedState, ...]
    tally: tuple[int, int, int] | None = None


def delivered_list(
    asked: ListRequest, *, headings: str, is_known: Callable[[str], bool]
) -> DeliveredList:
    """Return the entries of the list that a request brings.

    Parameters
    ----------
    asked : ListRequest
    headings : str
        Which headings the list may have: a key of `printed.HEADINGS`.
    is_known : callable
        Whether a spelling is that of a State: it decides where one name ends and the next begins.

    Raises
    ------
    SourceError, FaultsError
        If there is no list or two, or it cannot be read.
    """
    if (asked.text is None) == (asked.file is None):
        raise SourceError(
            "the list",
            found="both pasted text and a file" if asked.text is not None else "nothing",
            expected="a pasted list, or one file of CSV, XLSX or text",
            do="hand in the one or the other",
        )
    if asked.file is not None:
        return _of_file(asked.file, headings=headings, is_known=is_known)
    return _of_text(asked.text or "", PASTED, headings=headings, is_known=is_known)


def _of_file(file: GivenFile, *, headings: str, is_known: Callable[[str], bool]) -> DeliveredList:
    suffix = PurePosixPath(file.name).suffix.lower()
    if not re.fullmatch(r"[\w][\w .()-]{0,200}", file.name) or suffix not in _FILES:
        raise SourceError(
            "the file",
            found=f"the name {plain_text.shown(file.name)}",
            expected="a plain name that ends in .csv, .xlsx or .txt, without folders",
            do="rename the file, or save it as CSV",
        )
    content = _decoded(file)
    if suffix == ".xlsx":
        rows = workbook.rows(content, where=file.name)
        return DeliveredList(_of_table(delivered.of_rows(rows, where=file.name), file.name))
    if content.startswith(b"PK\x03\x04"):
        raise SourceError(
            file.name, found="a workbook", expected="text", do="name it .xlsx, or save it as CSV"
        )
    text = delivered.decoded(content, where=file.name)
    if suffix == ".csv":
        _refuse_hidden(text, file.name)
        return DeliveredList(_of_table(delivered.of_csv(text, where=file.name), file.name))
    return _of_text(text, file.name, headings=headings, is_known=is_known)


def _decoded(file: GivenFile) -> bytes:
    if len(file.content) > MAX_FILE * 4 // 3 + 4:
        raise SourceError(
            file.name,
            found=f"{len(file.content) * 3 // 4 / 2**20:.0f} MB",
            expected=f"at most {MAX_FILE // 2**20} MB: a list of States is far smaller",
            do="check that it is the right file",
        )
    try:
        return base64.b64decode(file.content, validate=True)
    except binascii.Error as error:
        raise SourceError(
            file.name,
            found="no base64",
            expected="the bytes of the file in base64",
            do="send it anew",
        ) from error


def _of_text(
    text: str, where: str, *, headings: str, is_known: Callable[[str], bool]
) -> DeliveredList:
    _refuse_hidden(text, where)
    if not text.strip():
        raise SourceError(
            where, found="nothing", expected="a list of States", do="paste it from the document"
        )
    if delivered.is_table(text):
        return DeliveredList(_of_table(delivered.of_csv(text, where=where), where))
    states = tuple(
        ListedState(f"{where} line {line}", name, heading)
        for heading, line, name in printed.names(
            text, where=where, headings=headings, is_known=is_known
        )
    )
    return DeliveredList(states, printed.tally(text))


def _of_table(rows: list[dict[str, str]], where: str) -> tuple[ListedState, ...]:
    return tuple(
        ListedState(
            f"{where} line {line}",
            row.get("name_as_listed", ""),
            cells={key: text for key, text in row.items() if key != "name_as_listed"},
        )
        for line, row in enumerate(rows, start=2)
    )


def _refuse_hidden(text: str, where: str) -> None:
    """Refuse what a reader of the list does not see, and marks of a web page.

    Raises
    ------
    SourceError
        Naming the first line that holds such a thing.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        shown = line.strip(_LINE_ENDS).replace("\t", " ")
        hidden, mark = HIDDEN.search(shown), _MARK_UP.search(shown)
        if hidden or mark:
            what = f"the hidden character U+{ord(hidden[0]):04X}" if hidden else ""
            raise SourceError(
                f"{where} line {number}",
                found=what or f"the mark-up {plain_text.shown(mark[0] if mark else '')}",
                expected="the words of the document as a reader sees them",
                do="remove it, or copy the list from the page as displayed",
            )
