"""The kinds of files that a briefing is written to, and what each is called.

The programs that write them are loaded when first asked for: most readers ask for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.briefing.pack import Pack
from dashboard.briefing.paper.pictures import Pictures
from dashboard.briefing.templates import Kind
from dashboard.i18n import mark

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """A kind of file.

    Attributes
    ----------
    suffix, name, mime : str
    words : str
        What it is for: a message of the catalogue.
    """

    suffix: str
    name: str
    mime: str
    words: str


KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        "pptx": FileKind(
            "pptx",
            "PowerPoint",
            f"{_OFFICE}.presentationml.presentation",
            mark("Slides whose charts can be edited"),
        ),
        "docx": FileKind(
            "docx", "Word", f"{_OFFICE}.wordprocessingml.document", mark("A paper to edit")
        ),
        "pdf": FileKind("pdf", "PDF", "application/pdf", mark("A paper to print and to send")),
        "xlsx": FileKind(
            "xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", mark("Every table behind it")
        ),
    }
)
"""By suffix, in the order in which they are offered."""


def each(
    pack: Pack,
    suffixes: Sequence[str],
    templates: Mapping[Kind, bytes] | None = None,
    pictures: Pictures | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a pack as it is written, with its suffix.

    Parameters
    ----------
    pack : Pack
    suffixes : sequence of str
        Keys of `KINDS`.
    templates : mapping of str to bytes, optional
        A ministry's own slides and paper: a process of its own writes on them.
    pictures : Pictures, optional
        Of its charts, where they are used further; each is painted once.

    Raises
    ------
    BriefingError
        If a template cannot be used.
    """
    from dashboard.briefing import sheets, slides
    from dashboard.briefing.paper import portable, word
    from dashboard.uploads import reading

    given = templates or {}
    pictures = pictures or Pictures()
    for suffix in suffixes:
        match suffix:
            case "pptx" | "docx" if suffix in given:
                content = reading.written_on(pack, given[suffix], kind=suffix)
            case "pptx":
                content = slides.write(pack)
            case "docx":
                content = word.write(pack, pictures=pictures)
            case "pdf":
                content = portable.write(pack, pictures=pictures)
            case "xlsx":
                content = sheets.write(pack)
            case _:
                raise ValueError(f"no kind of file: {suffix}")
        yield suffix, content


def written(pack: Pack, suffix: str) -> bytes:
    """Return one file of a pack; see `each`."""
    ((_suffix, content),) = each(pack, (suffix,))
    return content
