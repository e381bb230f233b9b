"""Words for the codes that the data uses: positions, roles, kinds, topics, statuses.

Each mapping is from a code to an English message; say ``_(ROLES[code])`` to show it, or `word`. A
code without an entry is shown as it is, underscores made spaces, so that a new code never breaks a
page; a test names the codes of the snapshot that have no entry.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.i18n import _, mark

POSITIONS = {
    "Y": mark("In favour"),
    "N": mark("Against"),
    "A": mark("Abstained"),
    "X": mark("Did not vote"),
    "unknown": mark("Not known"),
}

LISTINGS = {
    "listed": mark("Listed"),
    "organiser": mark("Organiser"),
    "former": mark("No longer listed"),
    "not_listed": mark("Not listed"),
    "unknown": mark("Not known"),
}

TIERS = {
    "stayed": mark("Stayed"),
    "left": mark("Did not return"),
    "new": mark("New"),
    "never": mark("Never listed"),
    "unknown": mark("Not known"),
}
"""States over a sequence of texts."""

STANDS = {
    "under": mark("Fewer than chance would bring"),
    "even": mark("As chance could bring"),
    "over": mark("More than chance would bring"),
    "unknown": mark("As far as known"),
}
"""Regional groups beside their share of the membership."""

GROUPS = {
    "AG": mark("African Group"),
    "APG": mark("Asia-Pacific Group"),
    "EEG": mark("Eastern European Group"),
    "GRULAC": mark("Latin American and Caribbean Group"),
    "WEOG": mark("Western European and Others Group"),
}
"""The regional groups of the United Nations."""

GROUPS_SHORT = {
    "AG": mark("Africa"),
    "APG": mark("Asia-Pacific"),
    "EEG": mark("Eastern Europe"),
    "GRULAC": mark("Latin America and Caribbean"),
    "WEOG": mark("Western Europe and Others"),
}

M49_REGIONS = {
    "Africa": mark("Africa"),
    "Americas": mark("The Americas"),
    "Asia": mark("Asia"),
    "Europe": mark("Europe"),
    "Oceania": mark("Oceania"),
}
"""The regions in which the United Nations counts: continents, not groups of States."""

BODIES = {
    "plenary": mark("General Assembly"),
    "first_committee": mark("First Committee"),
    "security_council": mark("Security Council"),
}

TOPICS = {
    "aimd": mark("AI in the military domain"),
    "laws": mark("Autonomous weapons"),
    "ai_nuclear_c3": mark("AI in nuclear command and control"),
    "ai_other": mark("AI, other"),
    "ict_security": mark("ICT security"),
    "cybercrime": mark("Cybercrime"),
    "space_security": mark("Security in outer space"),
    "peaceful_uses_tech": mark("Peaceful uses of technology"),
    "nuclear": mark("Nuclear weapons"),
    "disarmament": mark("Arms control and disarmament"),
    "human_rights": mark("Human rights"),
    "middle_east": mark("Middle East"),
    "colonialism": mark("Colonialism"),
    "economic": mark("Economic development"),
}

ROLES = {
    "endorser": mark("Endorser"),
    "supporter": mark("Supporter"),
    "pledge": mark("Made the pledge"),
    "subscriber": mark("Subscriber"),
    "signatory": mark("Signatory"),
    "party": mark("Party"),
    "party_former": mark("Former party"),
    "withdrawn": mark("Withdrew"),
    "member": mark("Member"),
    "observer": mark("Observer"),
    "participant": mark("Took part"),
    "submitter": mark("Submitted views"),
    "sponsor": mark("Sponsor"),
    "additional_sponsor": mark("Additional sponsor"),
    "sponsor_on_behalf": mark("Sponsor on behalf of a group"),
    "main_sponsor": mark("Main sponsor"),
    "host": mark("Host"),
    "cohost": mark("Co-host"),
    "initiator": mark("Initiator"),
    "chair": mark("Chair"),
}

KINDS = {
    "summit_outcome": mark("Summit outcome"),
    "political_declaration": mark("Political declaration"),
    "joint_statement": mark("Joint statement"),
    "resolution": mark("Sponsors of a resolution"),
    "sg_report_submission": mark("Views sent to the Secretary-General"),
    "consultation": mark("Consultation"),
    "forum": mark("Forum"),
    "partnership": mark("Partnership"),
    "commission": mark("Commission"),
    "code_of_conduct": mark("Code of conduct"),
    "pledge": mark("Pledge"),
    "treaty": mark("Treaty"),
    "treaty_protocol": mark("Protocol to a treaty"),
    "organisation": mark("Organisation"),
    "regional_group": mark("Regional group"),
}

DOMAINS = {
    "military AI": mark("Military AI"),
    "autonomous weapons": mark("Autonomous weapons"),
    "AI": mark("Artificial intelligence"),
    "cyber": mark("Cyber"),
    "outer space": mark("Outer space"),
    "nuclear": mark("Nuclear weapons"),
    "conventional arms": mark("Conventional arms"),
    "humanitarian disarmament": mark("Humanitarian disarmament"),
    "humanitarian": mark("Humanitarian"),
    "arms control": mark("Arms control"),
    "WMD": mark("Weapons of mass destruction"),
    "missiles": mark("Missiles"),
    "technology": mark("Technology"),
}

ROSTER_STATUSES = {
    "official_list": mark("Official list"),
    "secondary_list": mark("List from secondary sources"),
    "partial": mark("Known in part"),
    "count_only": mark("Only the number is known"),
}

ROSTER_USES = {
    "full": mark("Had not joined"),
    "full_minus_few": mark("Had not joined, but for a few missing names"),
    "alphabetical": mark("Had not joined, as far as the alphabet goes"),
    "positives_only": mark("Nothing"),
}
"""What a roster says of a State that it does not list."""

ROLLCALL_STATUSES = {
    "complete": mark("Complete: names equal the published tally"),
    "partial": mark("Only some names are known"),
    "mismatch": mark("Names and published tally differ: not analysed"),
    "unchecked": mark("No tally was published: not analysed"),
}

DATE_QUALITIES = {
    "official": mark("Official day"),
    "day": mark("Day, as collected by others"),
    "year": mark("Only the year is certain"),
}

CONFIDENCES = {
    "official": mark("Official source"),
    "official_record": mark("Official record"),
    "press_release": mark("Official press release"),
    "secondary": mark("Secondary source"),
    "unverified": mark("Not verified"),
    "derived_from_tally": mark("Follows from the published tally"),
}

GRADES = {
    "official": mark("Official site"),
    "recognised": mark("Recognised secondary source"),
    "copy": mark("Unverified copy"),
}

MILESTONE_KINDS = {
    "summit": mark("Summit"),
    "resolution": mark("Resolution"),
    "meeting": mark("Meeting"),
    "consultation": mark("Consultation"),
    "report": mark("Report"),
    "parliamentary_paper": mark("Parliamentary paper"),
}

OPEN = {
    "yes": mark("Open to new members"),
    "no": mark("Closed"),
    "partial": mark("Open to some"),
    "unknown": mark("Not known whether open"),
}

LEVELS = {
    "letter": mark("Letter"),
    "demarche": mark("Démarche"),
    "call": mark("Call"),
    "visit": mark("Visit"),
}
"""Efforts of an approach."""

STANCES = {
    "attended_did_not_endorse": mark("Attended and did not endorse"),
    "not_invited": mark("Was not invited"),
    "opposed": mark("Opposed"),
    "did_not_sign": mark("Did not sign"),
    "did_not_sign_in_hanoi": mark("Did not sign in Hanoi"),
    "not_a_signatory": mark("Reported as no signatory"),
    "not_subscribed": mark("Reported as not subscribed"),
    "not_endorsed": mark("Reported as not having endorsed"),
    "not_a_supporter": mark("Reported as no supporter"),
    "reported_not_signed": mark("Reported as not having signed"),
    "no_pledge_does_not_support": mark("No pledge; does not support it"),
    "not_joined_at_launch": mark("Had not joined at the launch"),
    "not_on_list_chair": mark("Not on the list while in the chair"),
    "on_closing_list_not_on_list_of_2026_07_17": mark(
        "On the closing list, not on that of 17 July 2026"
    ),
    "abstained_in_first_committee": mark("Abstained in the First Committee"),
    "voted_against_in_first_committee": mark("Voted against in the First Committee"),
    "announced_endorsement": mark("Announced its endorsement beforehand"),
    "named_as_cohost": mark("Named as co-host, not confirmed"),
}

MANDATE_STATUSES = {
    "due": mark("Due; outcome not found"),
    "open": mark("Open, without a term"),
    "unknown": mark("Whether it was done is not known"),
    "reported_done": mark("Reported as done"),
    "done": mark("Done"),
}
"""What became of what a decision asks."""

COMMISSIONER_ROLES = {
    "chair": mark("Chair"),
    "commissioner": mark("Commissioner"),
}

TABLES = {
    "states": mark("States"),
    "aliases": mark("Spellings"),
    "instruments": mark("Instruments"),
    "memberships": mark("Memberships"),
    "leads": mark("Who carried a text"),
    "rollcalls": mark("Roll calls"),
    "topics": mark("Topics"),
    "votes": mark("Votes"),
    "sponsors": mark("Sponsors"),
    "milestones": mark("Milestones"),
    "stances": mark("Documented stances"),
    "mandates": mark("Mandates"),
    "authorships": mark("Authors of papers"),
    "commissioners": mark("Commissioners"),
    "stated_positions": mark("Stated positions"),
    "group_positions": mark("Stated positions of groups"),
    "tiles": mark("Tile map"),
    "boundaries": mark("Outlines"),
    "reference_points": mark("Ideal points by others"),
    "repeated_votes": mark("Repeated votes"),
    "evidence": mark("Documents"),
    "sources": mark("Source files"),
    "corrections": mark("Corrections"),
    "refusals": mark("Flagged by the checks"),
}
"""The tables of the snapshot."""

TYPES = {
    "string[pyarrow]": mark("text"),
    "category": mark("code"),
    "Int64": mark("whole number"),
    "float64": mark("number"),
    "bool": mark("yes or no"),
    "datetime64[ns]": mark("day"),
    "object": mark("list of numbers"),
}
"""The types of columns, as the contract names them."""

MEMBERSHIPS = {
    "member": mark("UN member"),
    "observer": mark("UN observer"),
    "none": mark("Not a UN member"),
    "former": mark("Former State"),
}


LIKELIHOODS = (
    (0.05, mark("almost certainly not (under 5%)")),
    (0.20, mark("very unlikely (5–20%)")),
    (0.45, mark("unlikely (20–45%)")),
    (0.55, mark("about even (45–55%)")),
    (0.80, mark("likely (55–80%)")),
    (0.95, mark("very likely (80–95%)")),
    (1.01, mark("almost certain (over 95%)")),
)
"""Upper bounds and words, after the scale of the US intelligence community (ICD 203). The numbers
stand beside the word, since readers understand words of likelihood so differently (Wintle 2019)."""


def probability_in_words(probability: float) -> str:
    """Return a probability, 0 to 1, as a word with the numbers it stands for.

    Examples
    --------
    >>> probability_in_words(0.62)
    'likely (55–80%)'
    """
    return next(_(text) for bound, text in LIKELIHOODS if probability < bound)


def word(words: Mapping[str, str], code: str) -> str:
    """Return the word for a code in the language spoken."""
    return _(words[code]) if code in words else code.replace("_", " ")
