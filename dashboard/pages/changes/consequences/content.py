"""What other facts moved: the same questions asked of both snapshots, by today's program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from analytics import before_and_after, ideal_points, joining
from analytics.before_and_after import BeforeAndAfter
from analytics.blocs import regrouping
from analytics.blocs.questions import bloc_grouping
from analytics.ideal_points import ranking
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Number, Share, Table, Text, Unknown
from dashboard.desks.person import Person
from dashboard.i18n import _, ngettext
from dashboard.pages.changes.consequences import figures_of_coalition
from dashboard.pages.changes.consequences.saved import plans
from dashboard.words import alignment, blocs_in_words, probabilities, states
from data import facts as versions
from data import progress
from data.errors import AnalysisError, StoreError
from data.facts import Facts

N_STATES = 25
"""States named of one question; the others are counted."""

MIN_PROBABILITY = 0.01
MIN_POSITION = 0.05
"""Moves that are smaller are counted and not told: they are within what drawing anew can bring."""

BASIS = "both"
"""Votes and rosters together, as the page *Who stands together* offers them."""


def heading() -> Blocks:
    """Return what stands above the consequences."""
    return (
        Heading(
            _("What this moved"),
            _(
                "Headline figures, blocs, positions, probabilities and saved plans, asked of both "
                "snapshots and reckoned by today’s program."
            ),
        ),
    )


def blocks(facts: Facts, older: str, person: Person) -> Blocks:
    """Return what moved, question by question; told to who waits as it goes."""
    try:
        before = versions.facts_of(older)
    except StoreError:
        return (
            Unknown(
                _(
                    "The earlier snapshot was written by another program, which today’s cannot ask "
                    "these questions of. Its rows are compared above."
                )
            ),
        )
    parts: tuple[Callable[[Facts, Facts], Blocks], ...] = (
        headline,
        chances,
        positions,
        sides,
        partial(plans, person=person),
    )
    said: list[Blocks] = []
    for n, part in enumerate(parts):
        progress.say(n, len(parts))
        try:
            said.append(part(before, facts))
        except AnalysisError as error:
            if error.reason is None:
                raise
            said.append((Unknown(_("One of the two snapshots cannot answer this question.")),))
    return tuple(block for part in said for block in part)


def headline(before: Facts, after: Facts) -> Blocks:
    """Return the figures of the first page that are others."""
    moves = before_and_after.compare(
        figures_of_coalition.rows(before),
        figures_of_coalition.rows(after),
        key=("figure",),
        value="n",
    )
    title = _("Headline figures")
    if moves.moves.empty and moves.left_out.empty:
        return (_same(title, moves.n_compared),)
    new = moves.left_out[moves.left_out["reason"] == "after"]["figure"]
    return (
        _table(
            "moved_headline",
            title,
            moves.moves,
            {"figure": _("Figure")},
            Number(0),
            note=_("New: {names}.").format(names=i18n.listing(list(new))) if len(new) else None,
        ),
    )


def chances(before: Facts, after: Facts) -> Blocks:
    """Return the States that are likelier, or less likely, to join than before.

    Asked of the text that *Opportunities* shows at first and of the next versions of others.
    """
    first, *others = after.recall(joining.joining_targets)
    targets = {one.key: one for one in (first, *others) if one is first or one.is_next}
    shared = [one for one in before.recall(joining.joining_targets) if one.key in targets]
    named = probabilities.target_names(tuple(targets.values()), after.instruments)
    names = states.names(after.states)
    said: list[Blocks] = []
    for target in shared:
        columns = ["iso3", "probability"]
        moves = before_and_after.compare(
            before.recall(joining.opportunities_for, target)[columns],
            after.recall(joining.opportunities_for, targets[target.key])[columns],
            key=("iso3",),
            value="probability",
            at_least=MIN_PROBABILITY,
        )
        title = _("Probability of joining: {text}").format(text=named[target.key])
        key = f"moved_{target.key.replace(':', '_')}"
        said.append(_of_states(key, title, moves, names, Share()))
    return tuple(block for part in said for block in part)


def positions(before: Facts, after: Facts) -> Blocks:
    """Return the States whose position in the last session of both is another."""
    points = [one.recall(ideal_points.points_on, None) for one in (before, after)]
    session = min(int(one.positions["session_number"].max()) for one in points)
    placed = [ranking.of_session(one, session=session) for one in points]
    moves = before_and_after.compare(
        placed[0], placed[1], key=("iso3",), value="ideal_point", at_least=MIN_POSITION
    )
    title = _("Positions in session {n}").format(n=session)
    return _of_states("moved_positions", title, moves, states.names(after.states), Number(2))


def sides(before: Facts, after: Facts) -> Blocks:
    """Return the States that changed from one bloc to another."""
    question = alignment.at_first(BASIS)
    was, now = (one.recall(bloc_grouping, question) for one in (before, after))
    found = regrouping.between(was, now)
    title = _("Blocs")
    if not found.is_comparable:
        return (
            Text(f"**{title}**: " + _("one of the two snapshots has no stable blocs to compare.")),
        )
    names = states.names(after.states)
    called = blocs_in_words.bloc_names(now, names)
    if found.moved.empty and found.swung.empty:
        return (_same(title, len(now.members)),)
    rows = found.moved.merge(found.swung, on="iso3", how="outer")
    table = pd.DataFrame(
        {
            "name": rows["iso3"].map(names),
            "before": rows["before"].map(called).fillna(""),
            "after": rows["after"].map(called).fillna(""),
            "swing": rows["is_swing"].map({True: _("is swing now"), False: _("no longer swing")}),
        }
    ).fillna("")
    return (
        Table(
            key="moved_blocs",
            title=title,
            table=table,
            evidence=(),
            columns={
                "name": _("State"),
                "before": _("Before"),
                "after": _("After"),
                "swing": _("Swing"),
            },
        ),
    )


def _of_states(
    key: str, title: str, moves: BeforeAndAfter, names: dict[str, str], style: Number | Share
) -> Blocks:
    """Return how a figure of States moved, the largest moves first."""
    if moves.moves.empty:
        return (_same(title, moves.n_compared),)
    shown = moves.moves.head(N_STATES)
    rest = moves.n_compared - len(shown)
    return (
        _table(
            key,
            title,
            shown.assign(name=shown["iso3"].map(names)),
            {"name": _("State")},
            style,
            note=ngettext(
                "{n} other State moved less, or not at all.",
                "{n} other States moved less, or not at all.",
                rest,
            ).format(n=i18n.number(rest)),
        ),
    )


def _table(
    key: str,
    title: str,
    rows: pd.DataFrame,
    first: dict[str, str],
    style: Number | Share,
    *,
    note: str | None,
) -> Table:
    """Return figures before and after, with what they moved by."""
    headings = {"before": _("Before"), "after": _("After"), "change": _("Difference")}
    return Table(
        key=key,
        title=title,
        table=rows,
        evidence=(),
        columns=first | headings,
        styles=dict.fromkeys(headings.values(), style),
        note=note,
    )


def _same(title: str, n: int) -> Text:
    """Return that nothing moved that is worth telling."""
    told = ngettext(
        "**{title}**: nothing moved; {n} figure compared.",
        "**{title}**: nothing moved; {n} figures compared.",
        n,
    )
    return Text(told.format(title=title, n=i18n.number(n)))
