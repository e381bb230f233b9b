"""How a vote went, and what there is to see of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics import record
from analytics.record import standing
from dashboard import i18n, once
from dashboard.blocks import Blocks, Finding, Heading, Title
from dashboard.i18n import _, vocabulary
from dashboard.pages.rollcalls import rollcall_choice
from dashboard.pages.rollcalls.committee import content as committee
from dashboard.pages.rollcalls.moves import content as moves
from dashboard.pages.rollcalls.rollcall_choice import RollcallChoice
from dashboard.pages.rollcalls.sponsors import content as sponsors
from dashboard.pages.rollcalls.tally import content as tally
from dashboard.pages.rollcalls.votes import content as votes
from dashboard.words import resolutions
from dashboard.words.resolutions import Row
from data.facts import Facts


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Roll calls"),
            _(
                "Who voted how on AI in the military domain and on autonomous weapons, and who "
                "moved between texts."
            ),
        ),
    )


def blocks(facts: Facts, key: str, before: str | None) -> Blocks:
    """Return which vote it was and how it went.

    Parameters
    ----------
    facts : Facts
    key : str
        Of the roll call.
    before : str or None
        Key of the roll call on the text before, if there is one.
    """
    row = resolutions.of_key(facts.rollcalls, key)
    found = facts.recall(record.rollcall, key)
    return (
        Heading(resolutions.title(row), _caption(row, found)),
        Finding(" ".join([_finding_sentence(found), *moves.moved_sentences(facts, key, before)])),
        *tally.blocks(facts, key),
    )


def aspects(facts: Facts, choice: RollcallChoice) -> dict[str, str]:
    """Return what there is to see of a roll call, in words; that which is drawn at first leads."""
    has_names = facts.recall(record.rollcall, choice.key).n_listed > 0
    words = {"votes": _("Who voted how")} if has_names else {}
    if not moves.comparable_rollcalls(facts, choice).empty:
        words["moves"] = _("Who moved")
    if committee.pair(facts, choice) is not None:
        words["committee"] = _("First Committee to plenary")
    return words | {"text": _("Sponsors and documents")}


def at_first(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen."""
    return _view(facts, None)


def on_moves(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen but to see who moved."""
    return _view(facts, "moves")


def on_committee(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen but the way to plenary."""
    return _view(facts, "committee")


def on_text(facts: Facts) -> Blocks:
    """Return all that the page shows when nothing was chosen but sponsors and documents."""
    return _view(facts, "text")


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": at_first,
    "moves": on_moves,
    "committee": on_committee,
    "text": on_text,
}
"""What the page shows when nothing was chosen, by its aspect in the address."""


def _view(facts: Facts, aspect: str | None) -> Blocks:
    """Return all that the page shows when at most an aspect was chosen."""
    choice = rollcall_choice.at_first(facts)
    before = moves.text_before(moves.comparable_rollcalls(facts, choice))
    return (
        *title(facts),
        *once.said_of(facts, blocks, choice.key, before),
        *_aspect_blocks(facts, choice, aspect),
    )


def _aspect_blocks(facts: Facts, choice: RollcallChoice, aspect: str | None) -> Blocks:
    """Return an aspect of a roll call as it is drawn at first; the first one if it has not that."""
    there = once.said_of(facts, aspects, choice)
    chosen = aspect if aspect in there else next(iter(there))
    pair = committee.pair(facts, choice)
    if chosen == "votes":
        return once.said_of(facts, votes.blocks, choice.key, votes.EVERYBODY)
    if chosen == "moves":
        return moves.at_first(facts, *moves.first_pair(facts, choice))
    if chosen == "committee" and pair is not None:
        return committee.at_first(facts, *pair)
    return once.said_of(facts, sponsors.blocks, choice.key, pair or (choice.key,))


def _caption(row: Row, found: standing.Standing) -> str:
    """Return which vote it was, and how well it is known."""
    parts = [
        resolutions.symbol(row),
        vocabulary.word(vocabulary.BODIES, row["body"]),
        _("session {n}").format(n=row["session"]) if isinstance(row["session"], str) else "",
        resolutions.when(row),
    ]
    if found.n_listed:
        parts.append(vocabulary.word(vocabulary.ROLLCALL_STATUSES, found.roster_status))
    elif tally.is_known(found):
        parts.append(_("Only the tally is known, no names"))
    if row["is_paragraph_vote"]:
        parts.append(_("a vote on part of the text"))
    if row["is_amendment_vote"]:
        parts.append(_("a vote on an amendment"))
    return " · ".join(part for part in parts if part)


def _finding_sentence(found: standing.Standing) -> str:
    """Return how the vote went, in one sentence."""
    counts = found.counts.set_index("category")
    n = counts["n_published"].fillna(counts["n_members"])
    if not tally.is_known(found):
        return _("**Not known:** neither the tally nor a name of this vote is in our sources.")
    return _(
        "**{yes}** in favour, **{no}** against, **{abstain}** abstained; **{absent}** did not vote."
    ).format(
        yes=i18n.number(n["Y"]),
        no=i18n.number(n["N"]),
        abstain=i18n.number(n["A"]),
        absent=i18n.number(n["X"]),
    )
