"""Lists as the United Nations print them: headings, names in a row, and the tally in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from data.errors import SourceError

Known = Callable[[str], bool]

_VOTES = {
    "Y": "in favou?r|yes|for|pour|votent pour|ont voté pour|a favor|votos a favor|за|"
    "голосовали за|赞成|贊成|المؤيدون",
    "N": "against|no|contre|votent contre|ont voté contre|en contra|votos en contra|против|"
    "голосовали против|反对|反對|المعارضون",
    "A": "abstain(?:ing|ed)?|abstentions?|s.abstiennent|se sont abstenus|abstenciones|"
    "воздержались|弃权|棄權|الممتنعون",
    "X": "absent|not voting|non.votants?|did not vote|absents|ausentes|отсутствовали|缺席|الغائبون",
}
_SPONSORS = {
    "additional_sponsor": "additional (?:co.?)?sponsors?|further sponsors?",
    "main_sponsor": "main (?:co.?)?sponsors?|penholders?",
    "sponsor": "(?:co.?)?sponsors?|sponsored by|submitted by",
}
HEADINGS: dict[str, dict[str, str]] = {"": {}, "votes": _VOTES, "sponsors": _SPONSORS}
"""Headings by what a list is of: the code each stands for, and how it is written."""

_BETWEEN = re.compile(r"[,;\n、，；،؛•·|]")
_AND = re.compile(r"^(?:and|et|y|e|и|و|和)\s+|\s+(?:and|et|y|e|и|و|和)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]\s+|[-–—*•]\s+)")
_NOTES = re.compile(r"(?:\s*\[\w{1,3}\]|[*†‡§¹²³⁰⁴-⁹]+|\.)$")
_MOST_PIECES = 4
"""Pieces between commas or line ends that one name can have: Korea, Republic of."""

_NUMBER = r"(\d{1,3}|none|no)"
_TALLIES = (
    re.compile(rf"by {_NUMBER}(?: votes?)? to {_NUMBER},? with {_NUMBER} abstentions?", re.I),
    re.compile(
        rf"{_NUMBER} (?:votes? )?in favou?r,? (?:to )?{_NUMBER} against,? (?:and )?(?:with )?"
        rf"{_NUMBER} abst",
        re.I,
    ),
    re.compile(rf"recorded vote of {_NUMBER}[-–]{_NUMBER}[-–]{_NUMBER}", re.I),
)


def tally(text: str) -> tuple[int, int, int] | None:
    """Return the votes in favour, against and abstaining that a text states in words.

    Examples
    --------
    >>> tally("It was adopted by 167 votes to 5, with 5 abstentions.")
    (167, 5, 5)
    """
    flat = " ".join(text.split())
    for pattern in _TALLIES:
        if found := pattern.search(flat):
            yes, no, abstaining = (int(n) if n.isdecimal() else 0 for n in found.groups())
            return yes, no, abstaining
    return None


def names(
    text: str, *, where: str, headings: str, is_known: Known
) -> Iterator[tuple[str, int, str]]:
    """Yield heading, line and name of each entry of a list as printed.

    Parameters
    ----------
    text : str
        Names between commas, semicolons or line ends, perhaps below headings.
    where : str
        For messages.
    headings : str
        A key of `HEADINGS`.
    is_known : callable
        Whether a spelling is that of a State.

    Raises
    ------
    SourceError
        For a heading that is missing or comes twice, or two States without a comma between.
    """
    known = HEADINGS[headings]
    for heading, line, body in _sections(text, known, where):
        for number, name in _split(body, is_known, where, line):
            yield heading, number, name


def _sections(text: str, known: dict[str, str], where: str) -> list[tuple[str, int, str]]:
    """Return the parts of a text: heading, line of its beginning, words below it."""
    if not known:
        return [("", 1, text)]
    pattern = re.compile(
        r"(?:^|(?<=[.;\n]))[ \t]*(?:"
        + "|".join(f"(?P<{code}>{words})" for code, words in known.items())
        + r")[ \t]*(?:\(\d+\)[ \t]*)?[::][ \t]*",
        re.IGNORECASE | re.MULTILINE,
    )
    found = list(pattern.finditer(text))
    if not found:
        return [("", 1, text)]
    codes = [match.lastgroup or "" for match in found]
    for code in codes:
        if codes.count(code) > 1:
            again = [match for match in found if match.lastgroup == code][1]
            raise SourceError(
                f"{where} line {text.count(chr(10), 0, again.start()) + 1}",
                found=f"the heading '{again[0].strip()}' a second time",
                expected="each heading once",
                do="paste one roll call at a time",
            )
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (code, text.count("\n", 0, match.end()) + 1, text[match.end() : end])
        for code, match, end in zip(codes, found, ends, strict=True)
    ]


def _split(body: str, is_known: Known, where: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield line and name of each entry of a part, the longest known names first."""
    pieces, ends, lines = [], [], []
    start = 0
    for mark in [*_BETWEEN.finditer(body), None]:
        piece = body[start : mark.start() if mark else len(body)]
        pieces.append(" ".join(piece.split()))
        ends.append(mark[0] if mark else "")
        lines.append(line + body.count("\n", 0, start))
        start = mark.end() if mark else start
    i = 0
    while i < len(pieces):
        for n in range(min(_MOST_PIECES, len(pieces) - i), 0, -1):
            name = _clean(_joined(pieces[i : i + n], ends[i : i + n]))
            if n == 1 or (all(pieces[i : i + n]) and is_known(name)):
                break
        if name:
            for one in _parts(name, is_known, f"{where} line {lines[i]}"):
                yield lines[i], one
        i += n


def _joined(pieces: list[str], ends: list[str]) -> str:
    marks = [" " if end == "\n" else f"{end} " for end in ends[:-1]] + [""]
    return "".join(piece + mark for piece, mark in zip(pieces, marks, strict=True))


def _clean(name: str) -> str:
    """Return a name without numbering, footnotes, or the "and" before the last one."""
    name = _NUMBERED.sub("", name)
    name = _AND.sub("", f" {name} ".strip() if name else "")
    before = None
    while before != name:
        before, name = name, _NOTES.sub("", name).strip()
    return "" if name.casefold() in ("and", "et", "y", "e", "и", "و", "和") else name


def _parts(name: str, is_known: Known, where: str) -> list[str]:
    """Return a name, or the two that an "and" joins.

    Raises
    ------
    SourceError
        If it is two States without anything between them.
    """
    if is_known(name):
        return [name]
    words = name.split()
    for i, word in enumerate(words):
        before, after = " ".join(words[:i]), " ".join(words[i + 1 :])
        is_joint = word.casefold() in ("and", "et", "y", "e", "и", "和")
        if is_joint and is_known(before) and is_known(after):
            return [before, after]
    for i in range(1, len(words)):
        before, after = " ".join(words[:i]), " ".join(words[i:])
        if is_known(before) and is_known(after):
            raise SourceError(
                where,
                found=f"two States on one line: {before!r} and {after!r}",
                expected="a comma or a new line between them",
                do="put one there",
            )
    return [name]
