"""Who stands nearest to a State on the line, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.ideal_points import neighbours
from dashboard import i18n, placings
from dashboard import states as naming
from dashboard.i18n import _, ngettext


def answer(found: neighbours.Neighbours, names: Mapping[str, str]) -> str:
    """Return who is surely near, and how many cannot be told apart."""
    where = {
        "state": names[found.iso3],
        "session": placings.session(found.session_number),
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


def rows(found: neighbours.Neighbours, states: pd.DataFrame) -> pd.DataFrame:
    """Return the States that may be near, in words, the likeliest first."""
    named = naming.with_names(found.rows, states)
    is_sure = named["chance"] >= neighbours.SURE
    return named.assign(
        sure=[_("surely") if each else _("cannot be told") for each in is_sure],
        dossier=naming.dossiers(named["iso3"]),
    ).round({"ideal_point": 2, "distance": 2, "q05": 2, "q95": 2, "chance": 2})


def note(found: neighbours.Neighbours, *, is_held: bool) -> str:
    """Return what nearness means, and what it does not."""
    text = _(
        "Chance: the share of the draws in which a State is among the {n} nearest of {placed}; "
        "“surely” from {sure}, and below {least} it is not listed. Distances are in standard "
        "deviations of the session, with their 90% interval. Near on the line is no promise of the "
        "same votes: *Compare* counts those."
    ).format(
        n=i18n.number(found.n_nearest),
        placed=i18n.number(found.n_placed),
        sure=placings.percent(neighbours.SURE),
        least=placings.percent(neighbours.LEAST),
    )
    if is_held:
        return text
    return text + " " + _("**The line cannot hold this State: who is near it says little.**")
