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
