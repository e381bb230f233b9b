"""A whole sentence for every answer, to read aloud: what the document asks for, and no more."""

from __future__ import annotations

from dashboard.i18n import _, mark
from data.stated import NONE_FOUND

SENTENCES = {
    ("legally_binding_instrument", "lbi_ban"): mark(
        "It asks for a treaty that prohibits some or all autonomous weapons."
    ),
    ("legally_binding_instrument", "lbi_open"): mark(
        "It asks for a treaty on autonomous weapons and leaves open what that should prohibit."
    ),
    ("legally_binding_instrument", "lbi_via_group"): mark(
        "It backs a treaty on autonomous weapons through the statement of its group, without words "
        "of its own on it."
    ),
    ("legally_binding_instrument", "ban_call"): mark(
        "It is named among those who ask for a ban on fully autonomous weapons; the form of that "
        "ban is left open."
    ),
    ("legally_binding_instrument", "ban_use_only"): mark(
        "It is named among those who ask for a ban on the use of fully autonomous weapons, not on "
        "developing or producing them."
    ),
    ("legally_binding_instrument", "negotiate_on_text"): mark(
        "It is ready to negotiate on the present text of the group of experts and leaves the "
        "nature of the result open."
    ),
    ("legally_binding_instrument", "new_rules_wanted"): mark(
        "It wants agreed international rules and limits for autonomous weapons, without choosing "
        "between a treaty and rules that do not bind."
    ),
    ("legally_binding_instrument", "soft_rules"): mark(
        "It wants new measures on autonomous weapons that are not legally binding."
    ),
    ("legally_binding_instrument", "process_only"): mark(
        "It wants the work by consensus within the CCW to go on, and does not say what that should "
        "yield."
    ),
    ("legally_binding_instrument", "not_now"): mark(
        "It says that the time for negotiating a treaty has not come, or that it cannot support "
        "such negotiations yet."
    ),
    ("legally_binding_instrument", "lbi_not_supported"): mark(
        "It does not support negotiating a treaty; the text seen does not rule out other measures."
    ),
    ("legally_binding_instrument", "no_new_rules"): mark(
        "It says that existing law is enough and opposes new international rules."
    ),
    ("legally_binding_instrument", "mixed"): mark(
        "The words that it wrote, alone or with others, point in more than one direction."
    ),
    ("legally_binding_instrument", "undeclared"): mark(
        "Others recorded that it had not declared itself on a treaty at that time."
    ),
    ("forum", "ccw_right_forum"): mark(
        "It sees the CCW, or its group of experts, as the right place for this."
    ),
    ("forum", "ccw_only"): mark(
        "It sees the CCW as the only legitimate place for this, or opposes handling it elsewhere."
    ),
    ("forum", "any_forum"): mark("It is open to negotiating this in other forums beside the CCW."),
    ("forum", "not_security_council"): mark(
        "It says that the Security Council is not, or not yet, the place for this."
    ),
    ("forum", "security_council_role"): mark(
        "It says that the Security Council should take this up as part of its work."
    ),
    ("human_control", "control_required"): mark(
        "It says that humans must keep control over weapons, or over the use of force."
    ),
    ("human_control", "involvement_required"): mark(
        "It says that humans must be involved, and does not speak of control."
    ),
    ("human_control", "human_judgment"): mark(
        "It builds on human judgment, alone or beside human control."
    ),
    ("human_control", "two_tier"): mark(
        "It wants some systems outlawed and the others regulated, and leaves the form of that open."
    ),
    ("human_control", "ihl_noncompliant_banned"): mark(
        "It wants the use of systems that cannot respect humanitarian law forbidden, and the rest "
        "left to each State."
    ),
    ("human_control", "existing_law"): mark(
        "It sees the role of humans as following from existing humanitarian law."
    ),
    ("human_control", "legal_review"): mark(
        "It puts forward the legal review of weapons as the measure to take."
    ),
    ("new_un_process", "against"): mark(
        "It opposes a new regulatory process, or central control, under the United Nations."
    ),
    ("new_un_process", "un_led"): mark(
        "It wants the United Nations to take the lead, or the Charter and international law to "
        "govern."
    ),
    ("new_un_process", "norms_wanted"): mark(
        "It wants international norms or safeguards and names no process for them."
    ),
    ("new_un_process", "plurilateral_backed"): mark(
        "It puts its weight behind REAIM, the Political Declaration or other formats of "
        "like-minded States."
    ),
    ("national_policy", "policy_published"): mark(
        "It has published a policy or formal opinion on autonomy or artificial intelligence in "
        "weapons."
    ),
    ("national_policy", "strategy_published"): mark(
        "It has published a strategy, or a plan to carry one out, for artificial intelligence in "
        "defence."
    ),
    ("national_policy", "principles_published"): mark(
        "It has published principles for artificial intelligence in defence."
    ),
    ("national_policy", "guidelines_published"): mark(
        "It has published guidelines, or a way to assess, for artificial intelligence in defence."
    ),
    ("national_policy", "renounces_faw"): mark(
        "It says that it does not intend to develop fully autonomous weapons."
    ),
    ("explanation_of_vote", "against_wrong_forum"): mark(
        "It explained its vote against mainly by the forum: the text moves the work away from the "
        "group of experts, or repeats it."
    ),
    ("explanation_of_vote", "abstain_wrong_forum"): mark(
        "It explained its abstention by the forum: the text moves the work away from the group of "
        "experts, or repeats it."
    ),
    ("explanation_of_vote", "for_with_reservations"): mark(
        "It voted in favour and explained that with a condition, a limit or an emphasis of its own."
    ),
}
"""By question and code; `NOTHING_FOUND` answers all of them."""

NOTHING_FOUND = mark(
    "Others looked for what it says on this and found nothing, which is no denial."
)

OF_A_GROUP = mark("A group speaks for itself here; a member may say something else.")


def sentence(question: str, code: str) -> str:
    """Return what an answer says, as a whole sentence in the language spoken."""
    return _(NOTHING_FOUND) if code == NONE_FOUND else _(SENTENCES[question, code])
