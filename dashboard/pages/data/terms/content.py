"""Under which terms the facts come, and how to cite them."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Heading, Note, Number, Table, Unknown, Verbatim
from dashboard.i18n import _, mark
from data.facts import Facts

LEAD = mark(
    "Facts are taken from the sources, not their texts, under **{n}** kinds of terms. The votes "
    "are unofficial copies of United Nations records: name the United Nations as the source."
)

CITATION = mark(
    "Trojka, snapshot {version}. Votes: United Nations, machine-readable resolutions "
    "(UNxml/GAresolutions), and E. Voeten, A. Strezhnev and M. Bailey, United Nations General "
    "Assembly Voting Data. Rosters: the documents named beside each."
)


IMPORTED = "undl"
"""Format of what a desk imported of the UN Digital Library."""


def blocks(facts: Facts) -> Blocks:
    """Return the terms of the sources, and a citation."""
    terms = facts.recall(record.terms)
    return (
        Finding(_(LEAD).format(n=i18n.number(len(terms)))),
        Table(
            key="data_terms",
            title=_("Terms"),
            table=terms.assign(licence=[_(licence) for licence in terms["licence"]]),
            columns={
                "licence": _("Terms"),
                "n_sources": _("Source files"),
                "n_rows": _("Rows"),
                "publishers": _("Publishers"),
            },
            styles={_("Rows"): Number(width=100)},
            evidence=(),
            height="content",
        ),
        Heading(
            _("How to cite"),
            _("With the version, anyone can find the same figures again."),
        ),
        Verbatim(_(CITATION).format(version=facts.version)),
        *_imported(facts.sources),
        Note(
            _(
                "Names, groups, outlines and places on a map imply no position on the legal status "
                "of any State or territory. Not listed is not opposed: absence from a roster is "
                "absence from a roster."
            )
        ),
    )


def _imported(held: pd.DataFrame) -> Blocks:
    """Return how votes of the UN Digital Library are cited, and what their terms forbid."""
    rows = held[held["format"] == IMPORTED]
    if rows.empty:
        return ()
    cited = [
        f"{publisher}, {title}, {url}, {i18n.partial_date(day)}."
        for publisher, title, url, day in zip(
            rows["publisher"], rows["title"], rows["url"], rows["retrieved"], strict=True
        )
    ]
    return (
        Verbatim("\n".join(cited)),
        Unknown(
            _(
                "This snapshot holds votes of the UN Digital Library. Its terms allow "
                "non-commercial use with attribution: cite it as above, and do not pass on the "
                "snapshot."
            )
        ),
    )
