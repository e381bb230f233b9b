"""What happened, as the record has it.

Read `standing` first (where every State stands on one roll call or roster), then `coalition` and
`headline` (a subject in figures), `growth` (the same over the years), `return_tiers`,
`joining_curve` and `versions` (who came and went), `funnel`, `roster_matrix` and `shifts` (texts
side by side), `dossier` (one State), `group_votes` and `representation` (groups), `process` (what
is to come), `events` (since a day), `search` and `holdings` (what there is). What pages ask stands
in `questions`.
"""

from analytics.record.questions import (
    coalition_on,
    completeness,
    curve,
    derived_votes,
    dossier_of,
    events_since,
    freshness,
    grades,
    group_documents,
    group_votes_in,
    growth_of,
    headline_of,
    latest_day,
    matrix,
    plenary_documents,
    process_on,
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
    "dossier_of",
    "events_since",
    "freshness",
    "grades",
    "group_documents",
    "group_votes_in",
    "growth_of",
    "headline_of",
    "latest_day",
    "matrix",
    "plenary_documents",
    "process_on",
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
