"""Text of blocks as writers need it: Markdown taken apart into paragraphs of runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SCREEN_ONLY = re.compile(r":material/[a-z_]+:\s*|:gray\[((?:[^\[\]]|\[[^\]]*\])*)\]")
"""What only the screen has: its signs, and its colour for small print."""

_MARKDOWN = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Run:
    """Letters of one look; ``address`` where they lead somewhere."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs in a line, or an item of a list; ``level`` is how deep the list is nested, from 0."""

    runs: tuple[Run, ...]
    kind: Literal["text", "bullet", "number"] = "text"
    level: int = 0

    @property
    def text(self) -> str:
        """Return its letters."""
        return "".join(run.text for run in self.runs)


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of a text of blocks.

    Examples
    --------
    >>> [part.kind for part in paragraphs("- one\n- two")]
    ['bullet', 'bullet']
    >>> paragraphs("[Kenya](state?state=KEN)")[0].runs
    (Run(text='Kenya', is_bold=False, is_italic=False, address='state?state=KEN'),)
    """
    found: list[Paragraph] = []
    lists: list[Literal["bullet", "number"]] = []
    for token in _MARKDOWN.parse(_SCREEN_ONLY.sub(r"\1", markdown)):
        if token.type == "bullet_list_open":
            lists.append("bullet")
        elif token.type == "ordered_list_open":
            lists.append("number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline":
            runs = _runs(token.children or [])
            kind = lists[-1] if lists else "text"
            found.append(Paragraph(runs, kind, max(len(lists) - 1, 0)))
        elif token.type in ("fence", "code_block"):
            found.append(Paragraph((Run(token.content.rstrip("\n")),)))
    return tuple(found)


def plain_text(markdown: str) -> str:
    """Return a text of blocks without its marks, paragraphs parted by line breaks."""
    return "\n".join(part.text for part in paragraphs(markdown))


def _runs(tokens: list[Token]) -> tuple[Run, ...]:
    """Return the runs of a line."""
    found: list[Run] = []
    look = Run("")
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "html_inline":
                found.append(replace(look, text=token.content))
            case "softbreak":
                found.append(replace(look, text=" "))
            case "hardbreak":
                found.append(replace(look, text="\n"))
            case "strong_open" | "strong_close":
                look = replace(look, is_bold=token.nesting == 1)
            case "em_open" | "em_close":
                look = replace(look, is_italic=token.nesting == 1)
            case "link_open":
                look = replace(look, address=str(token.attrGet("href") or ""))
            case "link_close":
                look = replace(look, address="")
    return tuple(run for run in found if run.text)
