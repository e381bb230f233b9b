"""The codes that facts may use: what is misspelt is refused, with the nearest code named.

A new code is a line here and a word in ``dashboard/i18n/vocabulary.py``; a test holds the two
together. Codes that carry a rule stand with that rule in ``data/schema.py``.
"""

from __future__ import annotations

KINDS = (
    "summit_outcome",
    "political_declaration",
    "joint_statement",
    "resolution",
    "sg_report_submission",
    "consultation",
    "forum",
    "partnership",
    "commission",
    "code_of_conduct",
    "pledge",
    "treaty",
    "treaty_protocol",
    "organisation",
    "regional_group",
)
"""Kinds of instrument."""

DOMAINS = (
    "military AI",
    "autonomous weapons",
    "AI",
    "cyber",
    "outer space",
    "nuclear",
    "conventional arms",
    "humanitarian disarmament",
    "humanitarian",
    "arms control",
    "WMD",
    "missiles",
    "technology",
)
"""Fields of policy of instruments."""

ROLES = (
    "endorser",
    "supporter",
    "pledge",
    "subscriber",
    "signatory",
    "party",
    "party_former",
    "withdrawn",
    "member",
    "observer",
    "participant",
    "submitter",
    "sponsor",
    "additional_sponsor",
    "sponsor_on_behalf",
    "main_sponsor",
    "host",
    "cohost",
    "initiator",
    "chair",
)
"""Roles of a State in an instrument."""

TOPICS = (
    "aimd",
    "laws",
    "ai_nuclear_c3",
    "ai_other",
    "ict_security",
    "cybercrime",
    "space_security",
    "peaceful_uses_tech",
    "nuclear",
    "disarmament",
    "human_rights",
    "middle_east",
    "colonialism",
    "economic",
)
"""What a roll call is on."""

MILESTONE_KINDS = (
    "summit",
    "resolution",
    "meeting",
    "consultation",
    "report",
    "parliamentary_paper",
)
"""Kinds of milestone."""

STANCES_OF_ABSENCE = (
    "attended_did_not_endorse",
    "not_invited",
    "did_not_sign",
    "did_not_sign_in_hanoi",
    "not_a_signatory",
    "not_subscribed",
    "not_endorsed",
    "not_a_supporter",
    "reported_not_signed",
    "no_pledge_does_not_support",
    "not_joined_at_launch",
    "not_on_list_chair",
)
"""Those that say that a State was not on the text on that day."""

STANCES_TOWARDS = ("announced_endorsement", "named_as_cohost")
"""Those that speak for a text; all others tell of States that stayed away."""

STANCES = (
    *STANCES_OF_ABSENCE,
    "opposed",
    "on_closing_list_not_on_list_of_2026_07_17",
    "abstained_in_first_committee",
    "voted_against_in_first_committee",
    *STANCES_TOWARDS,
)
"""Documented facts that are neither a vote nor a membership."""
