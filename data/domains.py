"""Which kinds of instruments, uses of rosters and topics belong together, whoever asks."""

from __future__ import annotations

FULL_USES = ("full", "full_minus_few")
"""Values of ``roster_use`` by which a State that is not listed was not a member."""

BLOC_KINDS = ("regional_group", "organisation")
"""Kinds of rosters that tell where a State lies, not where it chose to stand."""

GROUP_KINDS = (*BLOC_KINDS, "partnership", "forum")
"""Kinds of rosters whose members are a group, in the order in which they are offered."""

MEETING_KINDS = ("organisation", "forum", "commission", "partnership", "consultation")
"""Kinds of instruments that meet."""

AI_TOPICS = ("aimd", "laws", "ai_nuclear_c3", "ai_other")
"""Topics on artificial intelligence, those in the military domain first."""

TECHNOLOGY_TOPICS = (
    *AI_TOPICS,
    "ict_security",
    "cybercrime",
    "space_security",
    "peaceful_uses_tech",
)
"""Topics on technology: those whose roll calls are offered by name and shown one by one."""

RECURRING_TOPICS = ("aimd", "laws", "disarmament", "nuclear", "ai_nuclear_c3", "space_security")
"""Topics whose texts come back, and whose next votes are foretold together."""

COALITION_KINDS = ("summit_outcome", "political_declaration")
"""Kinds of texts by which a State stands with the coalition, in the order in which they are given.
"""
