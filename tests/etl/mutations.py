"""Ways in which a file goes wrong on its way: bytes, columns, rows, encodings, quotes, TOML."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

Mutation = Callable[[st.DataObject, bytes], bytes]

STRANGE = (
    "", " ", "\0", "\u202e", "\u200b", "\x1b[31m", "<b>", "=1+1", "'", '"', "\n", "NA", "nan", "-1",
    "1e30", "2**64", "9" * 30, "0000", "2023-02-31", "2199", "٢٠٢٣", "KEN", "Kenya", "xx", "|", "É",
    "javascript:alert(1)", "https://[::1", "https://a℀b.org", "../../etc/passwd", "a" * 6_000,
)  # fmt: skip
"""Values that a careless hand or a hostile one may put anywhere."""

ENCODINGS = ("latin-1", "cp1252", "utf-16", "utf-8-sig", "utf-32", "cp037")


def _place(data: st.DataObject, length: int) -> int:
    return data.draw(st.integers(0, max(length - 1, 0)))


def a_byte(data: st.DataObject, content: bytes) -> bytes:
    i = _place(data, len(content))
    new = data.draw(st.binary(max_size=3))
    return content[:i] + new + content[i + data.draw(st.integers(0, 3)) :]


def an_end(data: st.DataObject, content: bytes) -> bytes:
    return content[: _place(data, len(content))]


def an_encoding(data: st.DataObject, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    if data.draw(st.booleans()):
        text = unicodedata.normalize(data.draw(st.sampled_from(("NFD", "NFKD"))), text)
    return text.encode(data.draw(st.sampled_from(ENCODINGS)), "replace")


def a_quote(data: st.DataObject, content: bytes) -> bytes:
    i = _place(data, len(content))
    return content[:i] + data.draw(st.sampled_from((b'"', b"'", b'""', b'"\n"'))) + content[i:]


def a_separator(data: st.DataObject, content: bytes) -> bytes:
    old, new = data.draw(
        st.sampled_from(((b",", b";"), (b",", b"\t"), (b"\n", b"\r\n"), (b"\n", b"\r")))
    )
    return content.replace(old, new, data.draw(st.sampled_from((1, -1))))


def a_word(data: st.DataObject, content: bytes) -> bytes:
    """Put a strange value where a word was, in CSV or TOML."""
    words = content.decode("utf-8", "replace").replace('"', " ").replace(",", " ").split()
    if not words:
        return content
    old = words[_place(data, len(words))]
    return content.replace(old.encode(), data.draw(st.sampled_from(STRANGE)).encode(), 1)


def a_line(data: st.DataObject, content: bytes) -> bytes:
    """Leave out a line, repeat it, or move it: a row of CSV, a key or a heading of TOML."""
    lines = content.splitlines(keepends=True)
    if not lines:
        return content
    i, j = _place(data, len(lines)), _place(data, len(lines))
    line = lines[i]
    what = data.draw(st.sampled_from(("leave out", "repeat", "move")))
    if what != "repeat":
        del lines[i]
    if what != "leave out":
        lines.insert(j, line)
    return b"".join(lines)


def a_column(data: st.DataObject, content: bytes) -> bytes:
    """Leave out a column, repeat it, rename it, or change places with another."""
    table = list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))
    width = min((len(row) for row in table), default=0)
    if not width:
        return content
    i, j = _place(data, width), _place(data, width)
    what = data.draw(st.sampled_from(("leave out", "repeat", "rename", "exchange", "add")))
    for number, row in enumerate(table):
        if what == "leave out":
            del row[i]
        elif what == "repeat":
            row.insert(j, row[i])
        elif what == "exchange" and number:
            row[i], row[j] = row[j], row[i]
        elif what == "add":
            row.insert(j, "x")
        elif what == "rename" and not number:
            row[i] = data.draw(st.sampled_from(STRANGE))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue().encode()


MUTATIONS: tuple[Mutation, ...] = (
    a_byte, an_end, an_encoding, a_quote, a_separator, a_word, a_word, a_line, a_line, a_column,
)  # fmt: skip
"""What can be done to the content of a file; two of them twice as often as the rest."""
