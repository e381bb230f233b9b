"""Why a question has no answer, in the reader's words, and what to choose instead."""

from __future__ import annotations

from dashboard.i18n import _, mark
from data.errors import AnalysisError

SENTENCES = {
    "too_few_texts": mark(
        "Too few texts, rosters or States fit this choice to compare anyone: votes on one text "
        "count as one. Choose more sessions or a wider subject."
    ),
    "no_votes": mark("No roll call fits this choice. Choose more sessions or a wider subject."),
    "all_alike": mark(
        "On these texts all States acted alike: nothing sets them apart. Choose more sessions or a "
        "wider subject."
    ),
    "not_anchored": mark(
        "The United States or the Russian Federation cast no vote on this subject, and it is by "
        "them that the line is turned. Choose a wider subject."
    ),
    "no_change": mark(
        "No States are placed both before and since this year. Choose another year or a wider "
        "subject."
    ),
    "no_group_votes": mark(
        "No group has enough members that voted in a roll call which divided the house. Choose a "
        "wider subject."
    ),
    "too_little_to_learn": mark(
        "These facts hold too few dated rosters or votes to learn from: no probability can be told."
    ),
    "nobody_to_ask": mark("Every State is on this text already. Choose another text."),
    "size_out_of_range": mark(
        "These three numbers cannot be: the lowest must not be under the number listed now, the "
        "most likely must lie between the two others, and the highest must not be over the number "
        "of UN members. Correct them."
    ),
    "no_plan_fits": mark(
        "No choice of approaches keeps to all limits. Raise the budget, or loosen the quotas, the "
        "capacities or the States named."
    ),
}
"""By the ``reason`` of the error."""


def sentence(error: AnalysisError) -> str:
    """Return why a question has no answer; the error's own words where its reason has none."""
    return _(SENTENCES[error.reason]) if error.reason in SENTENCES else str(error)
