"""With whom a State votes most and least: a part of the page *State*."""

from __future__ import annotations

import pandas as pd

from analytics import agreement, record
from analytics.agreement import comparison, partners
from dashboard import once, pairs, show
from dashboard.i18n import _
from data.facts import current_facts

QUESTION = comparison.Question(None, pairs.WINDOWS["10"], is_contested=True)
"""All subjects, the last ten sessions, only votes that divided the house."""

N_SHOWN = 5


def part(name: str, iso3: str, states: pd.DataFrame) -> None:
    """Draw the closest and the most distant partners of a State.

    Parameters
    ----------
    name, iso3 : str
        Of the State.
    states : DataFrame
        Table ``states``.
    """
    facts = current_facts()
    show.heading(
        _("With whom does it vote?"),
        _(
            "Agreement beyond chance on votes that divided the house in the last ten sessions; the "
            "percentile says how many of all pairs of States agree less."
        ),
    )
    everybody = facts.recall(agreement.agreement_in, QUESTION)
    if iso3 not in everybody.states:
        show.unknown(
            _("{state} cast no vote on these texts: nothing can be said.").format(state=name)
        )
        return
    found = once.in_words(
        ("partners", iso3),
        lambda: partners.ranking(everybody, iso3, measure=comparison.MEASURE, n=N_SHOWN),
    )
    if not found.n_partners:
        show.unknown(_("{state} shares too few votes with anyone.").format(state=name))
        return
    evidence = facts.recall(record.plenary_documents)
    lists = (
        ("state_closest", _("Closest to {state}"), found.closest),
        ("state_distant", _("Most distant from {state}"), found.most_distant),
    )
    for key, title, frame in lists:
        show.table(
            pairs.partner_rows(frame, states, iso3),
            key=key,
            title=title.format(state=name),
            evidence=evidence,
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "value": _("Corrected for chance"),
                "interval": _("90% interval"),
                "percentile": _("Percentile"),
                "n_shared": _("Shared votes"),
                "compare": _("Compare"),
            },
            config={_("Compare"): show.link(_("open"))},
        )
