"""Items of a briefing as they stand in an address, one each, and as they are read from it.

A view looks like its own address, a paper like ``@state?states=KEN``; a title of the desk's own,
and the charts and tables chosen, stand behind ``#``. What cannot be read is passed over, as filters
do.
"""

from __future__ import annotations

import contextlib
from typing import Annotated, Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from dashboard.briefing.request import Item, View

_ITEM: TypeAdapter[Item] = TypeAdapter(Annotated[Item, Field(discriminator="kind")])
_LISTS = ("states", "only")


def written(item: Item) -> str:
    """Return an item as it stands in an address.

    Examples
    --------
    >>> written(View(page="state", query={"state": ("KEN",)}, title="Kenya"))
    'state?state=KEN#title=Kenya'
    """
    if isinstance(item, View):
        place, query = item.page, urlencode(item.query, doseq=True)
        rest: dict[str, Any] = {"title": item.title, "only": item.only}
    else:
        fields = item.model_dump(mode="json", exclude={"kind", "title"}, exclude_none=True)
        place, query = f"@{item.kind}", urlencode(fields, doseq=True)
        rest = {"title": item.title}
    behind = urlencode({name: value for name, value in rest.items() if value}, doseq=True)
    return place + (f"?{query}" if query else "") + (f"#{behind}" if behind else "")


def read(text: str) -> Item | None:
    """Return the item that stands in an address; nothing if it is none.

    Examples
    --------
    >>> read("@state?states=KEN&states=GHA").states
    ('KEN', 'GHA')
    >>> read("@nothing") is None
    True
    """
    with contextlib.suppress(ValueError, ValidationError):
        parts = urlsplit(text)
        behind = _fields(parts.fragment)
        if not parts.path.startswith("@"):
            query = {name: tuple(values) for name, values in parse_qs(parts.query).items()}
            return View(page=parts.path, query=query, **behind)
        fields = _fields(parts.query) | behind | {"kind": parts.path[1:]}
        return _ITEM.validate_python(fields, strict=False)
    return None


def _fields(text: str) -> dict[str, Any]:
    """Return names with one value, or with all of those that can have several."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text):
        if name in _LISTS:
            found[name] = (*found.get(name, ()), value)
        else:
            found[name] = value
    return found
