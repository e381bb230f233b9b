"""What the page says, part after part.

Counts are no facts: they change while the facts stay. What is said of them is made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.blocks import Block, Blocks, Finding, Link, Note, Table, Title, Unknown
from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.pages.live import wording
from dashboard.pages.live.begin import content as begin
from dashboard.pages.live.judged import JudgedCount
from dashboard.pages.live.outlook import content as outlook
from dashboard.pages.live.score import content as score
from dashboard.plans.counts import CountEntry, KeptCount, ListedCount, kept_counts
from dashboard.words import states
from data.facts import Facts


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Live"),
            _("A vote or a summit as it goes: names as they come in, beside what was forecast."),
        ),
    )


def all_counts(listed: tuple[ListedCount, ...]) -> Blocks:
    """Return all counts, each with its link; where none is kept, how to begin."""
    if not listed:
        return (Finding(_("No count has been begun yet: begin one below.")),)
    return (
        Finding(_("Choose a count, or begin a new one below.")),
        Table(
            key="counts",
            title=_("All counts"),
            table=wording.count_rows(listed),
            evidence=(),
            columns={
                "title": _("Count"),
                "kind": _("What is counted"),
                "begun": _("Begun on"),
                "link": _("Link"),
            },
            styles={_("Link"): Link(_("open"))},
        ),
    )


def not_here() -> Blocks:
    """Return what is said of a link to a count that is not kept here."""
    return (Unknown(_("The count of this link is not kept here: ask its makers for the file.")),)


def judged(facts: Facts, kept: KeptCount, entries: tuple[CountEntry, ...]) -> JudgedCount:
    """Return a count with what follows from its lines."""
    is_member = (facts.states["un_membership"] == "member").to_numpy(dtype=bool)
    return JudgedCount(kept, entries, tuple(facts.states["iso3"][is_member].astype(str)))


def finding(facts: Facts, count: JudgedCount) -> Blocks:
    """Return how a count stands, and what of it is not clear."""
    names = states.names(facts.states)
    said: list[Block] = [Finding(wording.finding_sentence(count, names))]
    standing = count.standing
    if standing.repeated:
        said.append(Note(wording.repeated_sentence(standing, names)))
    if count.already_on:
        told = [names.get(iso3, iso3) for iso3 in count.already_on]
        said.append(
            Note(_("On the text already and counted once: {names}.").format(names=", ".join(told)))
        )
    if count.document.snapshot_version != facts.version and count.has_forecast:
        said.append(
            Note(
                _(
                    "The facts have changed since the count was begun; its forecast stays the one "
                    "that stood then."
                )
            )
        )
    return tuple(said)


def outcome(facts: Facts, count: JudgedCount) -> Blocks:
    """Return the score where it is over, and the count beside its forecast."""
    return (*score.blocks(count), *outlook.blocks(facts, count))


def at_first(_facts: Facts) -> Blocks:
    """Return what the page shows when nothing was chosen: the counts that are kept now."""
    return (*title(), *all_counts(kept_counts(ALONE).list()), *begin.heading())


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
