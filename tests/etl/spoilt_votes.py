"""Every way in which what goes with roll calls can be spoilt, and what a build then says.

Sponsors, repeated votes, and the points that others made of the votes.
"""

from __future__ import annotations

from tests.etl.spoilt import Break

WRONG: dict[str, tuple[Break, str]] = {
    "published points without a subject": (
        lambda a: a.edit_sidecar("reference/points", "subject", "topic"),
        r"points\.toml \[reference\]: found unknown key topic, expected one of subject",
    ),
    "published points on a subject that is none": (
        lambda a: a.edit_sidecar("reference/points", '"all"', '"everything"'),
        r"points\.toml \[reference\] subject: found 'everything', expected one of all",
    ),
    "published points of one subject in two files": (
        lambda a: a.add(
            "reference/again",
            a.file("reference/points").read_text(),
            form="reference_points",
            details='\n[reference]\nsubject = "all"\n',
        ),
        r"points\.toml: found subject 'all', which another file is on, expected one file a subject",
    ),
    "no published points": (
        lambda a: (a.file("reference/points").unlink(), a.sidecar("reference/points").unlink()),
        r"the sources: found 0 files of format 'reference_points', expected at least one",
    ),
    "a repetition that comes before what it repeats": (
        lambda a: a.edit("reference/repeated", "1,2\n", "3,2\n"),
        r"repeated\.csv line 2: found unga_2, which does not come later, expected the repetition",
    ),
    "a vote that is repeated twice": (
        lambda a: a.edit("reference/repeated", "2,9058", "1,9058"),
        r"repeated\.csv line 3: found 1 a second time, expected each rcid1 once",
    ),
    "a pair of votes that is no number": (
        lambda a: a.edit("reference/repeated", "5,6", "5,six"),
        r"repeated\.csv line 4: found rcid2 'six', expected a whole number without",
    ),
    "a sponsor that the roster does not name": (
        lambda a: a.edit("unga/sponsors", "KOR,sponsor", "BRA,sponsor"),
        (
            r"sponsors_79_1, BRA: found sponsor in .*unga/sponsors\.csv only, expected the same in "
            r"the roster"
        ),
    ),
    "a sponsor that only the roster names": (
        lambda a: a.edit("rosters/sponsors", "KOR,sponsor", "KOR,sponsor\nBRA,sponsor"),
        r"sponsors_79_1, BRA: found sponsor in the roster only, expected the same in .*sponsors",
    ),
    "a role that sponsors do not have": (
        lambda a: a.edit("unga/sponsors", "additional_sponsor", "friend"),
        r"unga/sponsors\.csv line 4: found role 'friend', expected one of sponsor, additional_s",
    ),
    "sponsors of another text than that of the roll call": (
        lambda a: a.edit("unga/sponsors", "2,A/RES/71/9", "1,A/RES/71/9"),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found that it is not the text of that roll call",
    ),
    "sponsors of a roll call that is not there": (
        lambda a: a.edit("unga/sponsors", "2,A/RES/71/9", "7,A/RES/71/9"),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found that it is not the text of that roll call",
    ),
    "a sponsor on behalf of nobody": (
        lambda a: a.edit("unga/sponsors", "the States of a group", ""),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found nobody on whose behalf",
    ),
    "a sponsor of its own on behalf of a group": (
        lambda a: a.edit("unga/sponsors", "KOR,sponsor,", "KOR,sponsor,a group"),
        r"unga/sponsors\.csv line 3, A/RES/79/1: found a group beside another role",
    ),
    "a sponsor twice in a role": (
        lambda a: a.edit("unga/sponsors", "KOR,sponsor", "NLD,sponsor"),
        r"unga/sponsors\.csv line 3: found 3 NLD sponsor a second time",
    ),
}
