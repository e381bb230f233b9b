"""The words of the field and of this house, each explained in a sentence; one source for all."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import i18n
from dashboard.i18n import _, mark

TERMS: Mapping[str, str] = {
    mark("abstention"): mark("Neither in favour nor against, said aloud; counted apart"),
    mark("AIMD"): mark("Artificial intelligence in the military domain"),
    mark("back-test"): mark("A model judged on a past that it had not seen"),
    mark("base rate"): mark(
        "How often the thing happens, nothing else known: what a model has to beat"
    ),
    mark("bloc"): mark("States that keep standing together when the data are drawn anew"),
    mark("Blueprint"): mark("Outcome of the summit in Seoul, 2024"),
    mark("Call to Action"): mark("Outcome of the first REAIM summit, in The Hague, 2023"),
    mark("CCW"): mark(
        "The Convention on Certain Conventional Weapons, in Geneva: autonomous weapons are "
        "discussed under it"
    ),
    mark("champion"): mark("A State on a text that is close to one who is not, and could ask it"),
    mark("closeness"): mark(
        "Agreement of two States beyond what their own habits of voting would bring"
    ),
    mark("cohesion"): mark("How united a group votes, 0 to 1"),
    mark("count only"): mark("A roster of which the number is known and not the names"),
    mark("evidence"): mark("The document behind a row, graded by its site"),
    mark("First Committee"): mark(
        "The committee of the General Assembly on disarmament; it votes weeks before the plenary"
    ),
    mark("GC REAIM"): mark(
        "The Global Commission on Responsible AI in the Military Domain: persons, not States"
    ),
    mark("GGE"): mark("The Group of Governmental Experts on LAWS, in Geneva"),
    mark("GRULAC"): mark("The Latin American and Caribbean Group of the United Nations"),
    mark("ideal point"): mark("Where a State stands on the line that best explains its votes"),
    mark("instrument"): mark("A text, forum, group or consultation that States can be on"),
    mark("interval"): mark("Where a number lies with 90 % certainty, unless another is named"),
    mark("LAWS"): mark("Lethal autonomous weapons systems"),
    mark("lead"): mark("A State that hosts, starts or tables a text"),
    mark("NC3"): mark("Nuclear command, control and communications"),
    mark("not listed"): mark(
        'A roster that tells of absences does not name the State; not "opposed"'
    ),
    mark("Pathways"): mark("Outcome of the summit in A Coruña, 2026"),
    mark("PfD"): mark("The AI Partnership for Defense, begun by the United States in 2020"),
    mark("Political Declaration"): mark(
        "On responsible military use of AI and autonomy, launched by the United States in 2023"
    ),
    mark("RAISE"): mark("The Roundtable for AI, Security and Ethics of UNIDIR"),
    mark("reach"): mark("How open the circles of a State still are, were it to join"),
    mark("REAIM"): mark(
        "The summits on Responsible AI in the Military Domain: The Hague, Seoul, A Coruña"
    ),
    mark("roll call"): mark("One recorded vote on one text"),
    mark("roster"): mark("The States on one instrument"),
    mark("snapshot"): mark("The one file of all tables that a build writes"),
    mark("sponsor"): mark("A State on a draft, at first, additionally, or for a group"),
    mark("swing"): mark("Between two sides: a vote that may move"),
    mark("tally"): mark("Votes in favour, against, abstaining and absent, as published"),
    mark("UNIDIR"): mark("The United Nations Institute for Disarmament Research, in Geneva"),
    mark("WEOG"): mark("The Western European and Others Group of the United Nations"),
}
"""Terms and their meaning: messages of the catalogue. Developers' own stand in CONTRIBUTING.md."""


def as_table() -> str:
    """Return all terms with their meaning in the language spoken, in its order, as Markdown."""
    said = sorted(
        ((_(term), _(meaning)) for term, meaning in TERMS.items()),
        key=lambda pair: i18n.sorting(pair[0]),
    )
    lines = [f"| **{term}** | {meaning} |" for term, meaning in said]
    return "\n".join([f"| {_('Word')} | {_('What it means here')} |", "|:--|:--|", *lines])
