"""What the page says, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import selection
from analytics.blocs import blocs, consensus
from analytics.blocs.questions import bloc_grouping
from dashboard import i18n, once
from dashboard.blocks import Blocks, Finding, Text, Title, Unknown
from dashboard.i18n import _, ngettext
from dashboard.pages.together.blocs import content as one_by_one
from dashboard.pages.together.picture import content as picture
from dashboard.pages.together.validation import content as validation
from dashboard.words import alignment, states
from data.facts import Facts

BASES = selection.BASES
"""By what States can be grouped, the first at first."""

SHAPE = "tiles"
"""How blocs are shown at first."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Who stands together"),
            _("Which States act alike, how firmly, and who is in between."),
        ),
    )


def finding(facts: Facts, question: selection.AlignmentQuestion) -> Blocks:
    """Return into which blocs States fall: what stands above their picture."""
    found = facts.recall(bloc_grouping, question)
    answer = Finding(_finding_sentence(found, alignment.rests_on(facts, question)))
    if not found.is_stable:
        return (answer, Unknown(_("No bloc is drawn or named: it would look firmer than it is.")))
    return (answer, Text(one_by_one.summary(found, states.names(facts.states))))


def blocs_and_validation(facts: Facts, question: selection.AlignmentQuestion) -> Blocks:
    """Return what tells the blocs apart, and how sure they are: what stands below their picture."""
    is_stable = facts.recall(bloc_grouping, question).is_stable
    told = one_by_one.blocks(facts, question) if is_stable else ()
    return (*told, *validation.blocks(facts, question))


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    asked = alignment.at_first(BASES[0])
    shown = once.said_of(facts, picture.blocks, asked, SHAPE)
    return (
        *title(),
        *once.said_of(facts, finding, asked),
        *shown,
        *once.said_of(facts, blocs_and_validation, asked),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""


def _finding_sentence(found: blocs.Blocs, basis: str) -> str:
    """Return into how many blocs States fall, and how sure that is, in a few sentences."""
    words = {
        "basis": basis,
        "k": i18n.number(found.k),
        "ari": i18n.number(found.stability, decimals=2),
        "least": i18n.number(found.min_stability, decimals=2),
    }
    if found.refusal == consensus.NO_GAIN:
        return _(
            "**No blocs can be told** by {basis}. To know who stands with whom foretells nothing "
            "better than to know the house as a whole."
        ).format(**words)
    if found.refusal:
        return _(
            "**No blocs can be told** by {basis}. There are groups, but with other texts many "
            "States would be in another one: likeness **{ari}**, where at least {least} is needed."
        ).format(**words)
    n_swing = int(found.members["is_swing"].sum())
    parts = [
        _(
            "**States fall into {k} blocs** by {basis}. With other texts nearly the same blocs "
            "come back."
        ),
        ngettext(
            "**{n} State** swings between them.", "**{n} States** swing between them.", n_swing
        )
        if n_swing
        else "",
        _("A finer division does not come back: it is not shown.")
        if found.n_borne > found.k
        else "",
    ]
    return " ".join(part for part in parts if part).format(n=i18n.number(n_swing), **words)
