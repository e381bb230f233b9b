"""What happened, as the record has it.

Read `standing` first (where every State stands on one roll call or roster), then `coalition` and
`headline` (a subject in figures), `return_tiers`, `joining_curve` and `versions` (who came and
went), `funnel`, `roster_matrix` and `shifts` (texts side by side), `dossier` and `documents` (one
State), `group_votes` and `representation` (groups), `process` (what is to come), `events` (since a
day), `search`, `holdings` and `recency` (what there is, and how recent). What pages ask stands in
`questions`.
"""

from analytics.record.questions import (
    coalition_on,
    completeness,
    curve,
    derived_votes,
    documents_of,
    dossier_of,
    events_since,
    freshness,
    grades,
    group_documents,
    group_votes_in,
    headline_of,
    latest_day,
    matrix,
    plenary_documents,
    process_on,
    recency_on,
    rollcall,
    rollcall_pairs,
    rollcall_years,
    rollcalls_found,
    roster,
    roster_versions,
    row_counts,
    shift,
    sponsor_votes_in,
    steps_after,
    terms,
)

__all__ = [
    "coalition_on",
    "completeness",
    "curve",
    "derived_votes",
    "documents_of",
    "dossier_of",
    "events_since",
    "freshness",
    "grades",
    "group_documents",
    "group_votes_in",
    "headline_of",
    "latest_day",
    "matrix",
    "plenary_documents",
    "process_on",
    "recency_on",
    "rollcall",
    "rollcall_pairs",
    "rollcall_years",
    "rollcalls_found",
    "roster",
    "roster_versions",
    "row_counts",
    "shift",
    "sponsor_votes_in",
    "steps_after",
    "terms",
]
