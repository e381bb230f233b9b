"""Roll calls: how a vote went, who voted how, who moved, and who sponsored the text."""

from __future__ import annotations

from analytics import record
from analytics.record import standing
from dashboard import ask, i18n, resolutions, show
from dashboard.i18n import _, vocabulary
from dashboard.resolutions import Row
from dashboard.views import (
    rollcall_choice,
    rollcall_committee,
    rollcall_moves,
    rollcall_sponsors,
    rollcall_tally,
    rollcall_votes,
)
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Roll calls"),
        _(
            "Who voted how on AI in the military domain and on autonomous weapons, and who moved "
            "between texts."
        ),
    )
    choice = rollcall_choice.choose()
    if choice is None:
        show.unknown(_("No roll call answers to these words."))
        return
    row = choice.row
    facts = current_facts()
    found = facts.recall(record.rollcall, str(row["rollcall_id"]))
    others = rollcall_moves.compared(choice)
    pair = rollcall_committee.pair(choice)
    show.heading(resolutions.title(row), _caption(row, found))
    show.answer(" ".join([_answer(found), *rollcall_moves.in_short(row, others)]))
    rollcall_tally.part(row, found)
    aspects = _aspects(
        has_names=found.n_listed > 0, has_others=not others.empty, has_pair=pair is not None
    )
    aspect = ask.switch(_("Look closer"), aspects, key="aspect")
    if aspect == "votes":
        rollcall_votes.part(row, found)
    elif aspect == "moves":
        rollcall_moves.part(row, others)
    elif aspect == "committee" and pair is not None:
        rollcall_committee.part(*pair)
    else:
        rollcall_sponsors.part(row, found, pair or (found.key,))


def _aspects(*, has_names: bool, has_others: bool, has_pair: bool) -> dict[str, str]:
    """Return what there is to see of a roll call, in words."""
    aspects = {"votes": _("Who voted how")} if has_names else {}
    if has_others:
        aspects["moves"] = _("Who moved")
    if has_pair:
        aspects["committee"] = _("First Committee to plenary")
    return aspects | {"text": _("Sponsors and documents")}


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
    elif rollcall_tally.is_known(found):
        parts.append(_("Only the tally is known, no names"))
    if row["is_paragraph_vote"]:
        parts.append(_("a vote on part of the text"))
    if row["is_amendment_vote"]:
        parts.append(_("a vote on an amendment"))
    return " · ".join(part for part in parts if part)


def _answer(found: standing.Standing) -> str:
    """Return how the vote went, in one sentence."""
    counts = found.counts.set_index("category")
    n = counts["n_published"].fillna(counts["n_members"])
    if not rollcall_tally.is_known(found):
        return _("**Not known:** neither the tally nor a name of this vote is in our sources.")
    return _(
        "**{yes}** in favour, **{no}** against, **{abstain}** abstained; **{absent}** did not vote."
    ).format(
        yes=i18n.number(n["Y"]),
        no=i18n.number(n["N"]),
        abstain=i18n.number(n["A"]),
        absent=i18n.number(n["X"]),
    )
