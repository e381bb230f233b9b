"""What the page says of two States, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import agreement
from analytics.agreement import closeness, comparison
from dashboard import once
from dashboard.blocks import Blocks, Finding, Numbers, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.compare import wording
from dashboard.pages.compare.measures import content as measures
from dashboard.pages.compare.rosters import content as rosters
from dashboard.pages.compare.says import content as says
from dashboard.pages.compare.votes import content as votes
from dashboard.words import states
from data.facts import Facts

STATES = ("NLD", "KOR")
"""The two that are compared at first."""

SUBJECT = "all"
WINDOW = "10"
IS_CONTESTED = True
"""On what they are compared at first."""


def question(subject: str, window: str, *, is_contested: bool) -> comparison.PairQuestion:
    """Return on what two States are compared, of the keys that stand in the address."""
    topic = None if subject == "all" else subject
    return comparison.PairQuestion(topic, wording.WINDOWS[window], is_contested)


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Compare"),
            _("Two States: how far they agree, which votes divide them, and where they meet."),
        ),
    )


def finding(facts: Facts, a: str, b: str, question: comparison.PairQuestion) -> Blocks:
    """Return how two States voted beside each other, and how close that is.

    Parameters
    ----------
    facts : Facts
    a, b : str
        Codes of the two States.
    question : PairQuestion
        On what they are compared.
    """
    names = states.names(facts.states)
    found = facts.recall(agreement.pair_in, question, a, b)
    is_contested = question.is_contested
    if found.pair is None:
        why = found.reason or ""
        return (
            Unknown(wording.refusal_sentence(why, names[a], names[b], is_contested=is_contested)),
        )
    everybody = None if found.is_few else facts.recall(agreement.closeness_in, question)
    row = None if everybody is None else closeness.pair_row(everybody, a, b)
    said = wording.finding_sentence(found.pair, row, names[a], names[b], is_contested=is_contested)
    if everybody is None or row is None:
        return (Finding(said),)
    n_partners = int(everybody.n_partners[a])
    tiles = wording.tiles(found.pair, row, n_partners, names[a], names[b])
    return (Finding(said), Numbers(tiles))


def votes_and_rosters(facts: Facts, a: str, b: str, question: comparison.PairQuestion) -> Blocks:
    """Return what stands above the measures: votes of both, what they say, texts that list them."""
    shared = () if a == b else (*says.blocks(facts, a, b), *rosters.blocks(facts, a, b))
    return (*votes.blocks(facts, a, b, question), *shared)


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    asked = (*STATES, question(SUBJECT, WINDOW, is_contested=IS_CONTESTED))
    return (
        *title(facts),
        *once.said_of(facts, finding, *asked),
        *once.said_of(facts, votes_and_rosters, *asked),
        *once.said_of(facts, measures.blocks, *asked),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
