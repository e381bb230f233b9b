"""Buttons that save the calendar of milestones and the feed of changes, and where to subscribe."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dashboard import i18n
from dashboard.feeds import changes_feed, milestone_calendar
from dashboard.i18n import _
from dashboard.kit import noting, save_button, take_along
from data.facts import Facts, current_facts


def calendar_button() -> None:
    """Draw the button that saves the milestones as a calendar."""
    _button(
        _("Milestones for your calendar"),
        milestone_calendar.calendar,
        name=milestone_calendar.NAME,
        mime=milestone_calendar.MIME,
        file=milestone_calendar.file_name(),
    )


def feed_button() -> None:
    """Draw the button that saves what changed as a feed."""
    site = take_along.site()
    _button(
        _("Feed of changes"),
        lambda facts: changes_feed.feed(facts, site),
        name=changes_feed.NAME,
        mime=changes_feed.MIME,
        file=changes_feed.file_name(),
    )


def _button(label: str, make: Callable[[Facts], bytes], *, name: str, mime: str, file: str) -> None:
    """Draw a button that saves a file; its note says where to subscribe to the same."""
    address = f"{take_along.site()}/{name}?lang={i18n.language()}"
    save_button.offer(
        label,
        partial(make, current_facts()),
        kind="page",
        thing=noting.on_page(name),
        file=file,
        mime=mime,
        key=f"save_{name}",
        icon=":material/rss_feed:" if mime == changes_feed.MIME else ":material/calendar_month:",
        help=_("Saves it as it is now. To be kept up to date, subscribe to {address}").format(
            address=address
        ),
    )
