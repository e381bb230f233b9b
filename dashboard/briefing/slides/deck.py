"""Writes a pack as slides: a cover, and sheet by sheet what it says."""

from __future__ import annotations

import contextvars

from dashboard import i18n
from dashboard.briefing.pack import Pack
from dashboard.briefing.slides import cover, layouts, pen, saving, setting
from dashboard.briefing.slides.sheet import SheetWriter


def write(pack: Pack, *, template: bytes | None = None, where: str = "template") -> bytes:
    """Return a pack as a file of slides; the same pack gives the same bytes.

    Parameters
    ----------
    pack : Pack
    template : bytes, optional
        A ministry's own slides, whose layouts, placeholders and styles are used.
    where : str
        What the template is called, for messages.

    Raises
    ------
    BriefingError
        If the template cannot be used; the message says why. Nothing is written then.
    """
    return contextvars.copy_context().run(_write, pack, template, where)


def _write(pack: Pack, template: bytes | None, where: str) -> bytes:
    i18n.use(pack.language, i18n.translations(pack.language))
    found = layouts.of_template(template, where=where)
    cover.put(found, pack)
    for sheet in pack.sheets:
        SheetWriter(pack, sheet, found).write()
    return saving.saved(
        found.slides,
        title=setting.readable(pack.title),
        language=pen.LANGUAGES[pack.language],
        day=pack.as_of,
    )
