"""The States that may move to Yes or away from it, and those of which nothing is known."""

from __future__ import annotations

from analytics import next_vote
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Heading, Link, Share, Style, Table, Unknown, Words
from dashboard.i18n import _, ngettext
from dashboard.words import next_votes, states
from data.facts import Facts

N_FROM_YES = 15
CHANCE_PX = 80
REASON_PX = 190


def blocks(facts: Facts, series: str) -> Blocks:
    """Return the States that may move, to Yes and away from it, and those without a basis.

    Parameters
    ----------
    facts : Facts
    series : str
        Key of the text.
    """
    words = next_votes.mover_rows(facts, series)
    evidence = (next_votes.text_row(facts, series)["evidence_id"],)
    columns = _columns()
    chances: dict[str, Style] = {columns[name]: Share(width=CHANCE_PX) for name in ("p_y", "p_x")}
    styles = chances | {
        columns["speaks_for"]: Words(REASON_PX),
        columns["speaks_against"]: Words(REASON_PX),
        _("Dossier"): Link(_("open")),
    }
    to_yes = words[words["direction"] == "to_yes"]
    gained: Block
    if to_yes.empty:
        gained = Unknown(_("Every State that voted on the text last voted in favour."))
    else:
        gained = Table(
            key="next_to_yes",
            title=_("States that may move to Yes"),
            table=to_yes,
            columns=columns,
            styles=styles,
            evidence=evidence,
            note=_("Those whose last vote on the text was not in favour, the likeliest first."),
        )
    lost = Table(
        key="next_from_yes",
        title=_("States that may leave Yes"),
        table=words[words["direction"] == "from_yes"].head(N_FROM_YES),
        columns=columns,
        styles=styles,
        evidence=evidence,
        note=_(
            "The {n} likeliest to abstain or vote against. Not voting is neither; it has a "
            "column of its own."
        ).format(n=i18n.number(N_FROM_YES)),
    )
    return (
        Heading(
            _("Who may move, and why"),
            _("Beside each chance the reason that counts most for a move, and most against it."),
        ),
        gained,
        lost,
        *_no_basis(facts, series),
    )


def _columns() -> dict[str, str]:
    """Return the columns of both tables with their headings."""
    return {
        "name": _("State"),
        "last_words": _("Last vote"),
        "in_words": _("Chance that it moves"),
        "p_y": _("In favour"),
        "p_x": _("Does not vote"),
        "speaks_for": _("Most for a move"),
        "speaks_against": _("Most against it"),
        "dossier": _("Dossier"),
    }


def _no_basis(facts: Facts, series: str) -> Blocks:
    """Return the States that never voted on the text: nothing is said of them one by one."""
    found = facts.recall(next_vote.next_vote_on, series)
    silent = set(found.states["iso3"][~found.states["has_basis"]])
    if not silent:
        return ()
    who = [name for key, name in states.names(facts.states).items() if key in silent]
    named = ngettext(
        "No basis for {n} State that has not voted on this text of late: {who}.",
        "No basis for {n} States that have not voted on this text of late: {who}.",
        len(who),
    ).format(n=i18n.number(len(who)), who=i18n.listing(who))
    return (Unknown(named + " " + _("In the tally they count by the habits of States like them.")),)
