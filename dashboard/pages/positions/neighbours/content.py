"""Who stands nearest to a State on the line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import record
from analytics.ideal_points import neighbours
from analytics.ideal_points.questions import fit_on, points_on
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Link, Share, Table, Text
from dashboard.i18n import _, ngettext
from dashboard.pages.positions import wording
from dashboard.words import positions_in_words
from dashboard.words import states as naming
from data.facts import Facts

LEAST_PARTS = 3
"""The nearest are at most so small a part of the others: of a few States fewer are asked for."""


def options(facts: Facts, issue: str, chosen: tuple[str, ...]) -> dict[str, str]:
    """Return the States chosen, by name, that voted in the last session.

    Parameters
    ----------
    facts : Facts
    issue : str
        Of `positions_in_words.ISSUES`.
    chosen : tuple of str
        iso3 in the order in which they were chosen.
    """
    _last, voted = _last_session(facts, issue)
    names = naming.names(facts.states)
    return {iso3: names[iso3] for iso3 in chosen if iso3 in voted}


def heading(facts: Facts, issue: str) -> Blocks:
    """Return what is asked, above the choice of a State."""
    last, _voted = _last_session(facts, issue)
    return (
        Heading(
            _("Who stands nearest?"),
            _("On this line, in {session}, with the chance that it is so.").format(
                session=positions_in_words.session(last)
            ),
        ),
    )


def blocks(facts: Facts, issue: str, state: str) -> Blocks:
    """Return the nearest of a State in the last session, one of `options`."""
    points = facts.recall(points_on, positions_in_words.topic(issue))
    _last, voted = _last_session(facts, issue)
    few = max(1, (len(voted) - 1) // LEAST_PARTS)
    found = neighbours.nearest(points, state, n_nearest=min(neighbours.N_NEAREST, few))
    fitted = facts.recall(fit_on, positions_in_words.topic(issue))
    return (
        Text(_nearest_sentence(found, naming.names(facts.states))),
        Table(
            key="positions_near",
            title=_("Who may be among the {n} nearest").format(n=found.n_nearest),
            table=_rows(found, facts.states),
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "chance": _("Chance that it is near"),
                "sure": _("Among the nearest"),
                "distance": _("Distance"),
                "q05": _("Interval from"),
                "q95": _("Interval to"),
                "dossier": _("Dossier"),
            },
            styles={_("Chance that it is near"): Share(), _("Dossier"): Link(_("open"))},
            evidence=tuple(facts.recall(record.plenary_documents)),
            note=_note(found, is_held=state not in wording.not_held(fitted)),
        ),
    )


def _last_session(facts: Facts, issue: str) -> tuple[int, frozenset[str]]:
    """Return the last session, and the States that voted in it."""
    positions = facts.recall(points_on, positions_in_words.topic(issue)).positions
    last = int(positions["session_number"].max())
    return last, frozenset(positions.loc[positions["session_number"] == last, "iso3"])


def _nearest_sentence(found: neighbours.Neighbours, names: Mapping[str, str]) -> str:
    """Return who is surely near, and how many cannot be told apart."""
    where = {
        "state": names[found.iso3],
        "session": positions_in_words.session(found.session_number),
        "n": i18n.number(found.n_nearest),
    }
    n_open = len(found.rows) - found.n_sure
    if not found.n_sure:
        return _(
            "No State is surely among the {n} nearest to **{state}** in {session}: {open} may be, "
            "and the votes cannot tell them apart."
        ).format(**where, open=i18n.number(n_open))
    sure = i18n.listing([names[iso3] for iso3 in found.rows["iso3"].head(found.n_sure)])
    text = _("Surely among the {n} nearest to **{state}** in {session}: **{sure}**.").format(
        **where, sure=sure
    )
    if not n_open:
        return text
    more = ngettext(
        "{open} more State may be: the votes cannot tell.",
        "{open} more States may be: the votes cannot tell them apart.",
        n_open,
    ).format(open=i18n.number(n_open))
    return f"{text} {more}"


def _rows(found: neighbours.Neighbours, states: pd.DataFrame) -> pd.DataFrame:
    """Return the States that may be near, in words, the likeliest first."""
    named = naming.with_names(found.rows, states)
    is_sure = named["chance"] >= neighbours.SURE
    return named.assign(
        sure=[_("surely") if each else _("cannot be told") for each in is_sure],
        dossier=naming.dossiers(named["iso3"]),
    ).round({"ideal_point": 2, "distance": 2, "q05": 2, "q95": 2, "chance": 2})


def _note(found: neighbours.Neighbours, *, is_held: bool) -> str:
    """Return what nearness means, and what it does not."""
    text = _(
        "Chance: how likely a State is to be among the {n} nearest of {placed}; "
        "“surely” from {sure}, and below {least} it is not listed. Distances are in standard "
        "deviations of the session, with their 90% interval. Near on the line is no promise of the "
        "same votes: *Compare* counts those."
    ).format(
        n=i18n.number(found.n_nearest),
        placed=i18n.number(found.n_placed),
        sure=positions_in_words.percent(neighbours.SURE),
        least=positions_in_words.percent(neighbours.LEAST),
    )
    if is_held:
        return text
    return text + " " + _("**The line cannot hold this State: who is near it says little.**")
