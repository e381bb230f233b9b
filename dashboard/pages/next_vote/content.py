"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import next_vote
from dashboard import once
from dashboard.blocks import Blocks, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.next_vote.expected import content as expected
from dashboard.pages.next_vote.movers import content as movers
from dashboard.pages.next_vote.past import content as past
from data.facts import Facts

AIMD = (
    "artificial intelligence in the military domain and its implications for international peace "
    "and security"
)
FIRST = (AIMD, "lethal autonomous weapons systems")
"""Texts that are offered first."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Next vote"),
            _(
                "How a text may fare when the Assembly votes on it again, and which States may "
                "move."
            ),
        ),
    )


def texts(facts: Facts) -> dict[str, str]:
    """Return what each text that can be asked about is called, those of the subject first."""
    held = facts.recall(next_vote.recurring_texts)
    names = {
        row["series"]: f"{_(row['title'])} · {row['symbol']}" for row in held.to_dict("records")
    }
    first = {key: names[key] for key in FIRST if key in names}
    return first | names


def no_texts() -> Blocks:
    """Return what is shown where no text can be asked about."""
    return (Unknown(_("No text on disarmament has been voted on in the last five years.")),)


def tally_and_movers(facts: Facts, series: str) -> Blocks:
    """Return the tally expected of a text, and the States that may move on it."""
    return (*expected.tally(facts, series), *movers.blocks(facts, series))


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    names = once.said_of(facts, texts)
    if not names:
        return (*title(), *no_texts())
    series = next(iter(names))
    cases = once.said_of(facts, past.cases)
    return (
        *title(),
        *once.said_of(facts, expected.finding, series),
        *once.said_of(facts, past.backtest),
        *once.said_of(facts, tally_and_movers, series),
        *(past.heading() if cases else ()),
        *(once.said_of(facts, past.case, next(iter(cases))) if cases else ()),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
