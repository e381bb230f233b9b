"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import once
from dashboard.blocks import Blocks, Finding, Text, Title, Unknown
from dashboard.i18n import _
from dashboard.pages.quality import wording
from dashboard.pages.quality.baselines import content as baselines
from dashboard.pages.quality.champions import content as champions
from dashboard.pages.quality.choice import BacktestChoice
from dashboard.pages.quality.kinds import content as kinds
from dashboard.pages.quality.open_texts import content as open_texts
from dashboard.pages.quality.stated import content as stated
from dashboard.pages.quality.stated_votes import content as stated_votes
from dashboard.pages.quality.ten_states import content as ten_states
from dashboard.pages.quality.texts import content as texts
from data.facts import Facts


def title() -> Blocks:
    """Return the head of the page, above the filters."""
    return (
        Title(
            _("How good is this?"),
            _("The probabilities of joining, tested on texts that the model had not seen."),
        ),
    )


def fits(facts: Facts, choice: BacktestChoice) -> bool:
    """Return whether any text that was tested fits the choice."""
    return choice.scores(facts, choice.level) is not None


def finding(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return what the probabilities are good for, in plain words; or that no text fits."""
    found = choice.scores(facts, choice.level)
    if found is None:
        return (Unknown(_("No text that was tested fits this choice. Choose another.")),)
    of_ten = ten_states.finding_sentence(ten_states.bands_of(facts, choice))
    return (Finding(f"**{wording.verdict_sentence(found)}** {of_ten}".strip()),)


def measures(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return how good the probabilities are, by their measures; some text must fit."""
    found = choice.scores(facts, choice.level)
    if found is None:
        return ()
    over = None
    if choice.is_first is not True:
        over = choice.scores(facts, choice.level, "family_history")
    return (Text(wording.measures_sentence(found, over, choice.words())),)


PARTS: tuple[Callable[[Facts, BacktestChoice], Blocks], ...] = (
    ten_states.blocks,
    measures,
    baselines.blocks,
    kinds.blocks,
    open_texts.blocks,
    texts.blocks,
    stated.blocks,
    stated_votes.blocks,
    champions.blocks,
)
"""What stands below the answer, in order, where any text fits the choice."""


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    choice = BacktestChoice()
    parts = PARTS if fits(facts, choice) else ()
    below = (block for part in parts for block in once.said_of(facts, part, choice))
    return (*title(), *once.said_of(facts, finding, choice), *below)


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
