"""A page on one State as paper, written at the press of a button."""

from __future__ import annotations

from functools import partial

from dashboard import i18n
from dashboard.briefing import files, making, request
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.kit import here, noting, save_button, take_along
from data.facts import current_facts

KIND = files.KINDS["pdf"]


def offer(iso3: str, name: str) -> None:
    """Draw the button that writes a page on a State.

    Parameters
    ----------
    iso3, name : str
    """
    save_button.offer(
        _("One page on {state} ({kind})").format(state=name, kind=KIND.name),
        partial(_content, iso3, take_along.site(), here.person()),
        kind="page",
        thing=noting.on_page(f"one_pager.{KIND.suffix}"),
        file=f"trojka-{iso3.lower()}-{current_facts().version}.{KIND.suffix}",
        mime=KIND.mime,
        key="one_pager",
        icon=":material/description:",
        help=_("Where it stands, whether it may join, who could ask it and what is new."),
    )


def _content(iso3: str, where: str, who: Person) -> bytes:
    """Return the paper."""
    asked = request.make(language=i18n.language(), items=(request.StatePages(states=(iso3,)),))
    made = making.made(asked, current_facts(), person=who, site=where)
    return files.written(made, KIND.suffix)
