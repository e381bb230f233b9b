"""What stands on every page of a paper beside what its sheets say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.briefing import sources
from dashboard.briefing.charts import lettering
from dashboard.briefing.pack import Pack
from dashboard.briefing.paper import parts
from dashboard.i18n import _

AUTHOR = "Trojka"


@dataclass(frozen=True)
class PaperWords:
    """Words of a paper as a whole.

    Attributes
    ----------
    title, author, marking, contents : str
        Of the paper; ``contents`` is the head of its list of sheets.
    foot : str
        On which facts it stands, and of which day they are.
    pages : tuple of str
        What stands before, between and after the number of a page and that of all.
    labels : mapping of str to str
        What is said before prose of a role.
    part_of : str
        What names a part of a picture that was cut, with ``{alt}``, ``{n}`` and ``{total}``.
    """

    title: str
    author: str
    marking: str
    contents: str
    foot: str
    pages: tuple[str, str, str]
    labels: Mapping[str, str]
    part_of: str

    def of_slices(self, image: parts.Image) -> list[str]:
        """Return what a reader would see on each part of a picture."""
        total = len(image.slices)
        if total == 1:
            return [image.alt]
        return [
            self.part_of.format(alt=image.alt, n=place + 1, total=total) for place in range(total)
        ]


def words_of(pack: Pack) -> PaperWords:
    """Return the words of a pack, in the language spoken."""
    before, between, after = _("Page {n} of {total}").replace("{total}", "{n}").split("{n}")
    return PaperWords(
        title=lettering.visible(pack.title),
        author=AUTHOR,
        marking=lettering.visible(pack.marking),
        contents=_("Contents"),
        foot=f"{AUTHOR} · {sources.facts_line(pack)}",
        pages=(before, between, after),
        labels={"unknown": _("Not known:"), "verified": _("Verified:")},
        part_of=_("{alt} (part {n} of {total})"),
    )
