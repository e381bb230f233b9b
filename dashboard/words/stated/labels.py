"""Short words for boards and tables: questions, answers, and how an answer is documented."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import i18n
from dashboard.i18n import _, mark
from data.stated import NONE_FOUND

QUESTIONS = {
    "legally_binding_instrument": mark("Rules on autonomous weapons"),
    "forum": mark("Where to handle it"),
    "human_control": mark("The role of humans"),
    "new_un_process": mark("Who should make rules"),
    "national_policy": mark("Policy at home"),
    "explanation_of_vote": mark("Why it voted so"),
}

ASKED = {
    "legally_binding_instrument": mark("What kind of rules on autonomous weapons does it want?"),
    "forum": mark("Where does it want this to be handled?"),
    "human_control": mark("What does it say of the role of humans?"),
    "new_un_process": mark("Who should make rules, and how?"),
    "national_policy": mark("What has it published for itself?"),
    "explanation_of_vote": mark("What reason did it give for its vote?"),
}
"""Each question in full."""

CODES = {
    ("legally_binding_instrument", "lbi_ban"): mark("Treaty that prohibits"),
    ("legally_binding_instrument", "lbi_open"): mark("Treaty, content left open"),
    ("legally_binding_instrument", "lbi_via_group"): mark("Treaty, through its group"),
    ("legally_binding_instrument", "ban_call"): mark("Ban, form left open"),
    ("legally_binding_instrument", "ban_use_only"): mark("Ban on use only"),
    ("legally_binding_instrument", "negotiate_on_text"): mark("Negotiate on the present text"),
    ("legally_binding_instrument", "new_rules_wanted"): mark("New rules, form left open"),
    ("legally_binding_instrument", "soft_rules"): mark("Non-binding measures"),
    ("legally_binding_instrument", "process_only"): mark("Go on with the talks"),
    ("legally_binding_instrument", "not_now"): mark("No treaty talks yet"),
    ("legally_binding_instrument", "lbi_not_supported"): mark("No treaty"),
    ("legally_binding_instrument", "no_new_rules"): mark("No new rules"),
    ("legally_binding_instrument", "mixed"): mark("More than one direction"),
    ("legally_binding_instrument", "undeclared"): mark("Not declared"),
    ("forum", "ccw_right_forum"): mark("CCW as the right place"),
    ("forum", "ccw_only"): mark("CCW only"),
    ("forum", "any_forum"): mark("Other forums too"),
    ("forum", "not_security_council"): mark("Not the Security Council"),
    ("forum", "security_council_role"): mark("Security Council too"),
    ("human_control", "control_required"): mark("Human control required"),
    ("human_control", "involvement_required"): mark("Human involvement required"),
    ("human_control", "human_judgment"): mark("Human judgment"),
    ("human_control", "two_tier"): mark("Outlaw some, regulate others"),
    ("human_control", "ihl_noncompliant_banned"): mark("Forbid what breaks the law of war"),
    ("human_control", "existing_law"): mark("Follows from existing law"),
    ("human_control", "legal_review"): mark("Legal review of weapons"),
    ("new_un_process", "against"): mark("No new UN process"),
    ("new_un_process", "un_led"): mark("UN in the lead"),
    ("new_un_process", "norms_wanted"): mark("Norms, process left open"),
    ("new_un_process", "plurilateral_backed"): mark("Like-minded formats"),
    ("national_policy", "policy_published"): mark("Policy"),
    ("national_policy", "strategy_published"): mark("Strategy"),
    ("national_policy", "principles_published"): mark("Principles"),
    ("national_policy", "guidelines_published"): mark("Guidelines"),
    ("national_policy", "renounces_faw"): mark("Will not develop them"),
    ("explanation_of_vote", "against_wrong_forum"): mark("Against: another forum"),
    ("explanation_of_vote", "abstain_wrong_forum"): mark("Abstained: another forum"),
    ("explanation_of_vote", "for_with_reservations"): mark("In favour, with reservations"),
}
"""By question and code; `NOTHING_FOUND` answers all of them."""

NOTHING_FOUND = mark("Looked, nothing found")

HOW = {
    "own_words": mark("In its own words"),
    "described": mark("As described by others"),
    "press": mark("As reported"),
    "signature": mark("Signed with others"),
    "via_group": mark("Through its group"),
    "named_by_others": mark("Named by others"),
    "review": mark("Review by others"),
}
"""How an answer is documented, as one of `analytics.stated.known.HOW`."""

HOW_IN_FULL = {
    "own_words": mark("A text of its own, read on an official site."),
    "described": mark("A text of its own, as someone else describes or copies it."),
    "press": mark("A text of its own, as the press, a campaign or researchers report it."),
    "signature": mark(
        "Its name stands under a text with others, which says less than a speech of its own."
    ),
    "via_group": mark("It aligned itself with a statement of its group."),
    "named_by_others": mark("A list that others keep names it."),
    "review": mark("Others looked through the record; the State itself said nothing here."),
}

ACTS = {
    "own_text": mark("A text of its own"),
    "joint_text": mark("A text signed with others"),
    "via_group": mark("Through its group"),
    "named_by_others": mark("Named by others"),
    "review": mark("Review by others"),
}
"""By what a State is on record: `data.stated.ACTS`."""

STATUSES = {
    "stated": mark("On record"),
    "documents_differ": mark("Documents of about one day differ"),
    "undeclared": mark("Not declared when others looked"),
    "none_found": mark("Looked, nothing found"),
    "not_reviewed": mark("Not reviewed"),
}
"""What is known of a State on a question: `analytics.stated.latest.STATUSES`."""

STATUSES_IN_FULL = {
    "stated": mark("A document says what it wants."),
    "documents_differ": mark(
        "Documents of which none is surely the later one answer differently; all are shown."
    ),
    "undeclared": mark("Others recorded that it had not declared itself at that time."),
    "none_found": mark("Others looked and found nothing, which is no denial."),
    "not_reviewed": mark("Nobody has looked yet, so nothing is said of it."),
}

FITS = {
    "fits": mark("The vote fits what it says"),
    "differs": mark("Words and vote differ"),
    "cannot_be_compared": mark("Cannot be compared"),
}
"""What a vote is beside what was said: `analytics.stated.fit.FITS`."""

SIGNATURE_FITS = {
    "fits": mark("The signature fits what it says"),
    "differs": mark("Words and signature differ"),
}
"""What a signature is beside what was said: those of `analytics.stated.fit.FITS` that it can be."""

REASONS = {
    "nothing_signed": mark("It has signed nothing that can be compared"),
    "says_nothing": mark("What it says implies nothing about this vote"),
    "replaced": mark("It has said something else since"),
    "documents_differ": mark("Documents of about one day differ"),
    "no_vote": mark("It has no vote in this roll call"),
    "none_found": mark("Looked, nothing found"),
    "undeclared": mark("Not declared when others looked"),
    "not_reviewed": mark("Not reviewed"),
    "adds_up": mark("Answers to this question add up"),
    "review": mark("A review by others, no word of its own"),
    "later": mark("Of a later day"),
}
"""Why something was left out of what `analytics.stated` compares."""

CONFIDENCES = {
    "official": mark("Read on an official site"),
    "official_via_third_party": mark("Official, by way of others"),
    "secondary": mark("Secondary source"),
}


def label(question: str, code: str) -> str:
    """Return a code in a few words, in the language spoken."""
    return _(NOTHING_FOUND) if code == NONE_FOUND else _(CODES[question, code])


def labels(question: str, codes: Iterable[str]) -> str:
    """Return several codes in a few words each, as a list in the language spoken."""
    return i18n.listing([label(question, code) for code in codes])
