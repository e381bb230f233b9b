"""Words and addresses of the record, as Markdown is to take them."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return text with the marks of Markdown taken as they are."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+!|$:~<>" else c for c in text)


def web_address(text: object) -> str | None:
    """Return an address without the remark behind it; none where a document has no address."""
    if not isinstance(text, str) or not text:
        return None
    first, *remark = text.split()
    return first if first.startswith(("http://", "https://")) or not remark else None
