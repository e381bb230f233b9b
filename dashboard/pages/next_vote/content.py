"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import next_vote
from dashboard import once
from dashboard.blocks import Blocks, Heading, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.next_vote.expected import content as expected
from dashboard.pages.next_vote.movers import content as movers
from dashboard.pages.next_vote.past import content as past
from dashboard.words import next_votes, states
from data.facts import Facts


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
    names = {row["series"]: next_votes.text_label(row) for row in held.to_dict("records")}
    first = {key: names[key] for key in next_votes.FIRST if key in names}
    return first | names


def no_texts() -> Blocks:
    """Return what is shown where no text can be asked about."""
    return (Unknown(_("No text on disarmament has been voted on in the last five years.")),)


def states_asked(facts: Facts, series: str) -> dict[str, str]:
    """Return the UN members by name: those that may move to Yes first, the likeliest before."""
    names = states.names(facts.states)
    movers = next_votes.mover_rows(facts, series)
    members = set(facts.recall(next_vote.next_vote_on, series).states["iso3"])
    first = movers.loc[movers["direction"] == "to_yes", "iso3"]
    ordered = [*first, *(iso3 for iso3 in names if iso3 in members)]
    return {iso3: names[iso3] for iso3 in dict.fromkeys(ordered)}


def why_heading() -> Blocks:
    """Return what stands above the choice of a State."""
    return (Heading(_("Why one State may move"), _("All reasons of one State, by their weight.")),)


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
        *once.said_of(facts, movers.blocks, series),
        *why_heading(),
        *once.said_of(facts, next_votes.why, series, next(iter(states_asked(facts, series)))),
        *once.said_of(facts, expected.tally, series),
        *(past.heading() if cases else ()),
        *(once.said_of(facts, past.case, next(iter(cases))) if cases else ()),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
