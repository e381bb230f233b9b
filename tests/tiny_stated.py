"""What the States of the tiny world say that they want.

On rules for autonomous weapons: NLD wanted new rules (a source says that this changed on
2024-06-01), then a treaty, and signed a joint text in September 2025; KEN signed for a ban; two
documents of CHL of one day differ; POL said that law suffices in 2022 and backs the process since
2025-11-04; others list PSE as calling for a ban; of NGA a reviewer found nothing; of KOR nobody has
looked. On military AI only NLD has said something, of human control. The northern group wants a
treaty.
"""

from __future__ import annotations

from typing import Any

LBI = "legally_binding_instrument"

ROWS = f"""
CHL | laws | {LBI} | lbi_ban | own_text | 2024-10-09 | Statement | official |
CHL | laws | {LBI} | not_now | own_text | 2024-10-09 | Interview | secondary |
KEN | laws | {LBI} | lbi_ban | joint_text | 2023-05-10 | Draft protocol | secondary |
NGA | laws | {LBI} | none_found | review | 2026-07-17 | Review | secondary |
NLD | aimd | human_control | control_required | own_text | 2023-02-16 | Letter | official |
NLD | laws | {LBI} | new_rules_wanted | own_text | 2021 | Speech | secondary | 2024-06-01
NLD | laws | {LBI} | lbi_open | own_text | 2024-06-01 | Letter | official |
NLD | laws | {LBI} | negotiate_on_text | joint_text | 2025-09 | Joint text | \
official_via_third_party |
POL | laws | {LBI} | no_new_rules | own_text | 2022 | Statement | official_via_third_party |
POL | laws | {LBI} | process_only | own_text | 2025-11-04 | Statement | official |
PSE | laws | {LBI} | ban_call | named_by_others | 2020 | List | secondary |
"""
"""iso3, topic, question, code, act, date, document, confidence, superseded on."""


def stated_positions(bounds: Any) -> list[dict[str, Any]]:
    """Return the rows of States; ``bounds`` gives the first and the last day of a partial date."""
    return [
        {
            "iso3": iso3,
            "topic": topic,
            "question": question,
            "code": code,
            "act": act,
            "date_text": date,
            "date_from": bounds(date)[0],
            "date_to": bounds(date)[1],
            "document": document,
            "language": "en",
            "confidence": confidence,
            "superseded_on": superseded or None,
            "found_through": "press",
            "evidence_id": "press",
        }
        for iso3, topic, question, code, act, date, document, confidence, superseded in (
            [cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()
        )
    ]


def group_positions(bounds: Any) -> list[dict[str, Any]]:
    """Return the one row of a group."""
    return [
        {
            "group_id": "north",
            "topic": "laws",
            "question": LBI,
            "code": "lbi_open",
            "date_text": "2021-12-13",
            "date_from": bounds("2021-12-13")[0],
            "date_to": bounds("2021-12-13")[1],
            "document": "Statement of the group",
            "confidence": "secondary",
            "evidence_id": "press",
        }
    ]
