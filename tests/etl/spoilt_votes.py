"""Every way in which what goes with roll calls can be spoilt, and what a build then says.

Sponsors, repeated votes, and the points that others made of the votes.
"""

from __future__ import annotations

from tests.etl.spoiling import Break, rows, sidecar, without

WRONG: dict[str, tuple[Break, str]] = {
    "published points without a subject": (
        sidecar("subject", "topic", of="reference/points"),
        r"points\.toml \[reference\]: found unknown key topic, expected one of subject",
    ),
    "published points on a subject that is none": (
        sidecar('"all"', '"everything"', of="reference/points"),
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
        without("reference/points"),
        r"the sources: found 0 files of format 'reference_points', expected at least one",
    ),
    "a repetition that comes before what it repeats": (
        rows("1,2\n", "3,2\n", of="reference/repeated"),
        r"repeated\.csv line 2: found unga_2, which does not come later, expected the repetition",
    ),
    "a vote that is repeated twice": (
        rows("2,9058", "1,9058", of="reference/repeated"),
        r"repeated\.csv line 3: found 1 a second time, expected each rcid1 once",
    ),
    "a pair of votes that is no number": (
        rows("5,6", "5,six", of="reference/repeated"),
        r"repeated\.csv line 4: found rcid2 'six', expected a whole number without",
    ),
    "a sponsor that the roster does not name": (
        rows("KOR,sponsor", "BRA,sponsor", of="unga/sponsors"),
        (
            r"sponsors_79_1, BRA: found sponsor in .*unga/sponsors\.csv only, expected the same in "
            r"the roster"
        ),
    ),
    "a sponsor that only the roster names": (
        rows("KOR,sponsor", "KOR,sponsor\nBRA,sponsor", of="rosters/sponsors"),
        r"sponsors_79_1, BRA: found sponsor in the roster only, expected the same in .*sponsors",
    ),
    "a role that sponsors do not have": (
        rows("additional_sponsor", "friend", of="unga/sponsors"),
        r"unga/sponsors\.csv line 4: found role 'friend', expected one of sponsor, additional_s",
    ),
    "sponsors of another text than that of the roll call": (
        rows("2,A/RES/71/9", "1,A/RES/71/9", of="unga/sponsors"),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found that it is not the text of that roll call",
    ),
    "sponsors of a roll call that is not there": (
        rows("2,A/RES/71/9", "7,A/RES/71/9", of="unga/sponsors"),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found that it is not the text of that roll call",
    ),
    "a sponsor on behalf of nobody": (
        rows("the States of a group", "", of="unga/sponsors"),
        r"unga/sponsors\.csv line 5, A/RES/71/9: found nobody on whose behalf",
    ),
    "a sponsor of its own on behalf of a group": (
        rows("KOR,sponsor,", "KOR,sponsor,a group", of="unga/sponsors"),
        r"unga/sponsors\.csv line 3, A/RES/79/1: found a group beside another role",
    ),
    "a sponsor twice in a role": (
        rows("KOR,sponsor", "NLD,sponsor", of="unga/sponsors"),
        r"unga/sponsors\.csv line 3: found 3 NLD sponsor a second time",
    ),
}
