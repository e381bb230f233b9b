"""What a link within the dashboard carries on: the language, and the facts that are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard import i18n
from dashboard.i18n import _
from data import facts, snapshots

FACTS = "facts"
"""Name in the address of the version of the facts; today's where it is not said."""


def carried() -> dict[str, str]:
    """Return what every link carries on; nothing where a reader of today reads English."""
    version = facts.version_looked_at()
    return _spoken() | ({} if version is None else {FACTS: version})


def suffix(start: str = "&") -> str:
    """Return `carried` as the end of an address; empty where there is nothing to carry.

    Parameters
    ----------
    start : str
        ``?`` where the address has no query yet.
    """
    query = urlencode(carried())
    return start + query if query else ""


def of_page(path: str, query: Mapping[str, str]) -> str:
    """Return the address of a page with filters, in the language spoken.

    Parameters
    ----------
    path : str
        Of the page, as the menu has it.
    query : mapping of str to str
        Names in the address, and their values.
    """
    words = urlencode(dict(query) | carried())
    return f"{path}?{words}" if words else path


def facts_as_then(version: str, page: str = "standing") -> str:
    """Return a link to the facts on which something was saved, or that they are not kept.

    Parameters
    ----------
    version : str
    page : str
        What stands before ``facts=`` in the address: a page, with its query if there is one.
    """
    if version not in {one.version for one in snapshots.kept()}:
        return _("Those of then ({version}) are not kept here any more.").format(version=version)
    mark = "&" if "?" in page else "?"
    return _("[See the facts as they were then]({address})").format(
        address=f"{page}{mark}{urlencode({FACTS: version} | _spoken())}"
    )


def what_changed(older: str, newer: str) -> str:
    """Return the address of what differs between two versions; empty where one is not kept."""
    if not {older, newer} <= {one.version for one in snapshots.kept()}:
        return ""
    query = {"compare": "snapshots", "before": older, FACTS: newer}
    return f"changes?{urlencode(query | _spoken())}"


def _spoken() -> dict[str, str]:
    """Return the language as every link carries it; nothing where it is English."""
    language = i18n.language()
    return {} if language == i18n.DEFAULT else {"lang": language}
