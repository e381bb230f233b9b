"""The tables of what States, and groups of them, say that they want.

A *stated position* is what one document says of one question: it is neither a vote nor a place on
the line of ideal points. Rows are never overwritten by later ones. They are part of the one
contract, ``data/schema.py``.
"""

from __future__ import annotations

import pandera.pandas as pa

from data.table import ISO3, PARTIAL_DATE, Day, TableModel

NONE_FOUND = "none_found"
"""Somebody looked and found nothing. That is no denial, and no row at all is something else still:
nobody has looked."""

UNDECLARED = "undeclared"
"""Somebody recorded that the State had not declared itself at that time."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "legally_binding_instrument": (
        "lbi_ban",
        "lbi_open",
        "lbi_via_group",
        "ban_call",
        "ban_use_only",
        "negotiate_on_text",
        "new_rules_wanted",
        "soft_rules",
        "process_only",
        "not_now",
        "lbi_not_supported",
        "no_new_rules",
        "mixed",
        UNDECLARED,
        NONE_FOUND,
    ),
    "forum": (
        "ccw_right_forum",
        "ccw_only",
        "any_forum",
        "not_security_council",
        "security_council_role",
        NONE_FOUND,
    ),
    "human_control": (
        "control_required",
        "involvement_required",
        "human_judgment",
        "two_tier",
        "ihl_noncompliant_banned",
        "existing_law",
        "legal_review",
        NONE_FOUND,
    ),
    "new_un_process": ("against", "un_led", "norms_wanted", "plurilateral_backed", NONE_FOUND),
    "national_policy": (
        "policy_published",
        "strategy_published",
        "principles_published",
        "guidelines_published",
        "renounces_faw",
        NONE_FOUND,
    ),
    "explanation_of_vote": (
        "against_wrong_forum",
        "abstain_wrong_forum",
        "for_with_reservations",
        NONE_FOUND,
    ),
}
"""What is asked of a document, and the codes that can answer it: those that say what kind of rules
is wanted stand from a treaty to none. Every code has a sentence in the words of pages."""

ONE_ANSWER = ("legally_binding_instrument", "forum", "new_un_process")
"""Questions on which a later answer takes the place of an earlier one. On the others answers add
up: a State that published principles and then a strategy has both."""

STATED_TOPICS = ("laws", "aimd")
"""What a stated position is on: codes of ``data.codes.TOPICS``."""

STATED_CONFIDENCES = ("official", "official_via_third_party", "secondary")
"""official: words of the government, or of its parliament's record, read on its own site, or a
joint statement on a member's site. official_via_third_party: an official document as described by
someone else, a summary of a meeting, or its text in a copy. secondary: press, campaign, tracker or
research page."""

ACTS = ("own_text", "joint_text", "via_group", "named_by_others", "review")
"""By what the State is on record. own_text: a speech, submission or paper of its own. joint_text:
its name under a text with others, which is weaker than a speech of its own. via_group: in line with
the statement of a group. named_by_others: on a list that others keep. review: a reviewer's finding
on the record, and no act of the State."""

ACT_OF_CODE = {NONE_FOUND: "review", UNDECLARED: "review", "lbi_via_group": "via_group"}
"""Codes that can only be on record by one act."""

ROSTER_MARK = "roster:"
"""How ``found_through`` begins where a row follows from the roster of an instrument."""


class StatedPositions(TableModel):
    """What one document says that a State wants, on one question."""

    iso3: str = pa.Field(str_matches=ISO3, description="The State")
    topic: str = pa.Field(isin=STATED_TOPICS, description="Subject of the document")
    question: str = pa.Field(isin=tuple(QUESTIONS), description="What is asked of the document")
    code: str = pa.Field(description="What the document answers, as one code of its question")
    act: str = pa.Field(isin=ACTS, description="By what the State is on record")
    date_text: str = pa.Field(str_matches=PARTIAL_DATE, description="When, as sourced")
    date_from: Day = pa.Field(description="Earliest day that date_text can mean")
    date_to: Day = pa.Field(description="Latest day that date_text can mean")
    document: str = pa.Field(description="The document that says so")
    language: str = pa.Field(
        str_matches=r"^[a-z]{2}$", description="Language in which it was read, ISO 639-1"
    )
    confidence: str = pa.Field(isin=STATED_CONFIDENCES, description="How good the source is")
    superseded_on: str = pa.Field(
        str_matches=PARTIAL_DATE,
        nullable=True,
        description="Date of the later row that a source itself marks as a change of position",
    )
    found_through: str = pa.Field(
        description="The collection in which it was found; roster:x is the roster of instrument x"
    )
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")

    class Config:
        """One row an answer of a document."""

        unique = ("iso3", "topic", "question", "code", "date_text", "document")


class GroupPositions(TableModel):
    """What one document says that a group of States wants; it says nothing of any one member."""

    group_id: str = pa.Field(description="The group or meeting: key of an instrument")
    topic: str = pa.Field(isin=STATED_TOPICS, description="Subject of the document")
    question: str = pa.Field(isin=tuple(QUESTIONS), description="What is asked of the document")
    code: str = pa.Field(description="What the document answers, as one code of its question")
    date_text: str = pa.Field(str_matches=PARTIAL_DATE, description="When, as sourced")
    date_from: Day = pa.Field(description="Earliest day that date_text can mean")
    date_to: Day = pa.Field(description="Latest day that date_text can mean")
    document: str = pa.Field(description="The document that says so")
    confidence: str = pa.Field(isin=STATED_CONFIDENCES, description="How good the source is")
    evidence_id: str = pa.Field(description="Document behind this row")
    note: str = pa.Field(nullable=True, description="What a reader should know")

    class Config:
        """One row an answer of a document."""

        unique = ("group_id", "topic", "question", "code", "date_text", "document")
