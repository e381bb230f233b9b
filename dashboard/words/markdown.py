"""Words and addresses of the record, as Markdown is to take them."""

from __future__ import annotations

from urllib.parse import urlsplit


def plain(text: str) -> str:
    """Return text with the marks of Markdown taken as they are."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+!|$:~<>" else c for c in text)


def web_address(text: object) -> str | None:
    """Return an address without the remark behind it; none where a document has no address.

    An address is one of the web, or one within the dashboard: no script, and no mail.

    Examples
    --------
    >>> web_address("https://example.org/a (in French)"), web_address("state?state=KEN")
    ('https://example.org/a', 'state?state=KEN')
    >>> web_address("archive file, no. 5"), web_address("javascript:alert(1)")
    (None, None)
    """
    if not isinstance(text, str) or not text.strip():
        return None
    first, *remark = text.split()
    if first.startswith(("http://", "https://")):
        return first
    try:
        parts = urlsplit(first)
    except ValueError:
        return None
    return None if remark or parts.scheme or parts.netloc else first
