"""What a careless hand or a hostile one writes into a source, and what a build then says.

Beside ``spoilt``, which has what goes wrong in good faith. Each row: how the small archive is
spoilt, and what the message says.
"""

from __future__ import annotations

import hashlib

from tests.etl.archive import VOTES, Archive
from tests.etl.spoiling import Break, all_of, correct, roster, rows, sidecar

HIDDEN = {
    "NUL": "\\u0000",
    "ESC": "\\u001b[31m",
    "a new line": "\\n",
    "a right-to-left override": "\\u202e",
    "a character without width": "\\u200b",
    "a byte-order mark": "\\ufeff",
    "nothing but a blank": "",
}
"""Ways to write what no reader sees, as TOML spells them."""

ADDRESSES = {
    "a script": "javascript:alert(1)",
    "data": "data:text/html;x",
    "a file": "file:///etc/passwd",
    "a broken host": "https://[::1",
    "a name and a password": "https://user:pass@example.org",
    "a blank": "https://example.org/a b",
    "no host": "https:///a",
    "a mark-up sign": "https://example.org/<b>",
}

DATES = ("2026-13", "99-99", "0000", "9999", "2199", "2023-02-31", "٢٠٢٣")


def linked(archive: Archive) -> None:
    path = archive.file("rosters/hague")
    outside = archive.root.parent / "outside.csv"
    path.rename(outside)
    path.symlink_to(outside)


def linked_sidecar(archive: Archive) -> None:
    path = archive.sidecar("rosters/hague")
    outside = archive.root.parent / "outside.toml"
    path.rename(outside)
    path.symlink_to(outside)


def in_two_files(archive: Archive) -> None:
    text = archive.file("rollcalls/plenary").read_text()
    archive.add("rollcalls/again", text, form="rollcall", details=_details(archive))


def _details(archive: Archive) -> str:
    text = archive.sidecar("rollcalls/plenary").read_text()
    return text[text.index("\n[rollcall]") :]


def without_seal(archive: Archive, text: str) -> None:
    """Write a sidecar anew but for its checksum."""
    digest = hashlib.sha256(archive.file("rosters/hague").read_bytes()).hexdigest()
    archive.sidecar("rosters/hague").write_text(text.replace("SUM", digest))


WRONG: dict[str, tuple[Break, str]] = {
    **{
        f"a title with {what}": (
            sidecar('title = "Title of rosters/hague"', f'title = "{text} "'),
            r"hague\.toml \[source\] title: found '.*', expected some text of one line",
        )
        for what, text in HIDDEN.items()
    },
    **{
        f"an instrument's {key} with {what}": (
            sidecar(f'\n{key} = "', f'\n{key} = "{text} '),
            rf"hague\.toml \[instrument\] {key}: found .*, expected ",
        )
        for key in ("instrument_id", "name", "short_name", "kind")
        for what, text in HIDDEN.items()
    },
    **{
        f"a sidecar's address that is {what}": (
            sidecar('"https://example.org/rosters/hague"', f'"{text}"'),
            r"hague\.toml \[source\] url: found .*, expected an address that begins with https",
        )
        for what, text in ADDRESSES.items()
    },
    **{
        f"a row's address that is {what}": (
            rows("https://www.example.com/press", text, of="rosters/seoul"),
            r"seoul\.csv line 2: found source_url .*, expected an address that begins with https",
        )
        for what, text in ADDRESSES.items()
    },
    **{
        f"a sidecar read on {text}": (
            sidecar('"2026-11"', f'"{text}"'),
            r"hague\.toml \[source\] retrieved: found .*, expected a day of the calendar",
        )
        for text in DATES
    },
    **{
        f"an instrument of {text}": (
            sidecar("2023-02-16", text),
            r"hague\.toml \[instrument\] date: found .*, expected a day of the calendar",
        )
        for text in DATES
    },
    **{
        f"a spell since {text}": (
            rows("host,2023-02-15", f"host,{text}"),
            r"hague\.csv line 5: found since .*, expected a day of the calendar",
        )
        for text in DATES
    },
    **{
        f"{table} that is {what}": (
            lambda a, text=text: without_seal(a, text),
            r"hague\.toml( \[source\])?: found .*, expected (a table|TOML)",
        )
        for table, what, text in (
            ("a source", "a text", 'source = "x"\n'),
            ("a source", "a number", "source = 1\n"),
            ("a source", "a list", "source = [1]\n"),
            ("a source", "an array of tables", '[[source]]\ntitle = "x"\n'),
            ("a sidecar", "a number of 5000 digits", f"n = {'9' * 5000}\n"),
            ("a sidecar", "nested without end", f"n = {'[' * 5000}\n"),
        )
    },
    **{
        f"a title that is {text}": (
            sidecar('title = "Title of rosters/hague"', f"title = {text}"),
            r"hague\.toml \[source\] title: found .*, expected some text in quotes",
        )
        for text in ("1", "true", "nan", '["x"]', "{ a = 1 }", "2023-02-16")
    },
    **{
        f"a count of {text}": (
            sidecar("official_count = 3", f"official_count = {text}"),
            r"hague\.toml \[instrument\] official_count: found .*, expected a number from 0 to",
        )
        for text in ("-1", "18446744073709551616", "1" + "0" * 25)
    },
    "a sidecar of 100 kB": (
        lambda a: a.sidecar("rosters/hague").write_text("#" * 100 * 2**10),
        r"hague\.toml: found 100 kB, expected at most 64 kB",
    ),
    "a note that hides something": (
        sidecar('confidence = "official"', 'confidence = "official"\nnote = "a\\u202eb"'),
        r"hague\.toml \[source\] note: found 'a\\u202eb', expected some text without hidden",
    ),
    "a roster that holds later than it was read": (
        sidecar('confidence = "official"', 'confidence = "official"\nas_of = "2026-12-01"'),
        r"hague\.toml \[source\]: found '2026-12-01', expected an as_of no later than retrieved",
    ),
    "an instrument of a day after it was read": (
        sidecar("2023-02-16", "2027-01-01"),
        r"hague\.toml: found the day 2027-01-01, expected no day after 2026-11-30",
    ),
    "a spell since a day after it was read": (
        rows("host,2023-02-15", "host,2027-01-01"),
        r"hague\.csv line 5: found the day 2027-01-01, expected no day after 2026-11-30",
    ),
    "a roll call of a day after it was read": (
        all_of(
            sidecar("2024-11-06", "2027-01-01", of="rollcalls/committee"),
            sidecar("A/C.1/79", "A/C.1/81", of="rollcalls/committee"),
        ),
        r"committee\.toml: found the day 2027-01-01, expected no day after 2026-11-30",
    ),
    "a roll call of another century": (
        sidecar("2024-11-06", "1801-11-06", of="rollcalls/committee"),
        r"committee\.toml \[rollcall\] date: found '1801-11-06', expected a day of the calendar",
    ),
    "a roll call dated by a month, in both records": (
        sidecar("2024-12-24", "2024-12", of="rollcalls/plenary"),
        r"plenary\.toml: found the day \(not known\), expected 2024-12-24 as in the long history",
    ),
    "details of an instrument beside a table of tiles": (
        lambda a: a.sidecar("tiles").write_text(
            a.sidecar("tiles").read_text() + '\n[reference]\nsubject = "all"\n'
        ),
        r"tiles\.toml: found \[reference\], expected \[source\] only",
    ),
    "a roster without its instrument": (
        lambda a: a.sidecar("rosters/hague").write_text(
            a.sidecar("rosters/hague").read_text().split("\n[instrument]")[0]
        ),
        r"hague\.toml: found no table beside \[source\], expected \[instrument\] beside",
    ),
    "a roster with a subject": (
        lambda a: a.sidecar("rosters/hague").write_text(
            a.sidecar("rosters/hague").read_text() + '\n[reference]\nsubject = "all"\n'
        ),
        r"hague\.toml: found \[instrument\] and \[reference\], expected \[instrument\] beside",
    ),
    "a kind that is misspelt": (
        sidecar('"summit_outcome"', '"sumit_outcome"'),
        r"hague\.toml \[instrument\] kind: found 'sumit_outcome', .* \(perhaps summit_outcome\)",
    ),
    "a domain that is none": (
        sidecar('kind = "', 'domain = "gardening"\nkind = "'),
        r"hague\.toml \[instrument\] domain: found 'gardening', expected one of military AI",
    ),
    "a topic that is misspelt": (
        sidecar('"aimd"', '"aimdd"', of="rollcalls/plenary"),
        r"plenary\.toml \[rollcall\] topics, word 1: found 'aimdd', .* \(perhaps aimd\)",
    ),
    "a counted role twice": (
        sidecar('"sponsor", "additional_sponsor"', '"sponsor", "sponsor"', of="rosters/sponsors"),
        r"sponsors\.toml \[instrument\] counted_roles: found .*, expected each word once",
    ),
    "a counted role with a bar": (
        sidecar('"sponsor", "', '"sponsor|host", "', of="rosters/sponsors"),
        r"sponsors\.toml \[instrument\] counted_roles, word 1: found 'sponsor\|host', expected one",
    ),
    "an entry that is no State of ours, twice": (
        sidecar("official_count = 3", 'official_count = 5\nnot_in_states = ["Rome", "Rome"]'),
        r"hague\.toml \[instrument\] not_in_states: found .*, expected each word once",
    ),
    "an earlier state of itself": (
        sidecar("official_count", 'snapshot_of = "hague"\nofficial_count'),
        r"hague\.toml \[instrument\]: found 'hague', expected a snapshot_of another instrument",
    ),
    "one instrument in two files": (
        sidecar('"seoul"', '"hague"', of="rosters/seoul"),
        r"seoul\.toml: found instrument 'hague', which .*hague\.toml is on, expected one file",
    ),
    "one roll call in two files": (
        in_two_files,
        r"plenary\.toml: found roll call 'a_res_79_1', which .*again\.toml is on, expected one",
    ),
    "a symbol in small letters": (
        sidecar('"A/RES/79/1"', '"a/res/79/1"', of="rollcalls/plenary"),
        r"plenary\.toml \[rollcall\]: found 'a/res/79/1', expected a symbol of the body plenary",
    ),
    "a symbol with a blank behind": (
        sidecar('"A/RES/79/1"', '"A/RES/79/1 "', of="rollcalls/plenary"),
        r"plenary\.toml \[rollcall\] symbol: found 'A/RES/79/1 ', expected some text of one line",
    ),
    "a symbol with a blank that does not break": (
        sidecar('"A/RES/79/1"', '"A/RES/79\u00a0/1"', of="rollcalls/plenary"),
        r"plenary\.toml \[rollcall\]: found 'A/RES/79.+/1', expected a symbol of the body plenary",
    ),
    "a symbol of another body": (
        sidecar('"first_committee"', '"plenary"', of="rollcalls/committee"),
        r"committee\.toml \[rollcall\]: found 'A/C\.1/79/L\.1', expected a symbol of the body plen",
    ),
    "a role that is misspelt": (
        rows("Kenya,endorser", "Kenya,endorserr"),
        r"hague\.csv line 2: found role 'endorserr', expected one of endorser",
    ),
    "a role with a blank": (
        rows("Kenya,endorser", "Kenya,endorser "),
        r"hague\.csv line 2: found role 'endorser ', expected text of one line",
    ),
    "a role with a character without width": (
        rows("Kenya,endorser", "Kenya,endor\u200bser"),
        r"hague\.csv line 2: found role 'endor\\u200bser', expected text of one line",
    ),
    "a role with a bar": (
        rows("Kenya,endorser", "Kenya,endorser|host"),
        r"hague\.csv line 2: found role 'endorser\|host', expected one of endorser",
    ),
    "a role in mark-up": (
        rows("Kenya,endorser", "Kenya,<b>endorser</b>"),
        r"hague\.csv line 2: found role '<b>endorser</b>', expected one of endorser",
    ),
    "two open spells of one State": (
        roster("iso3,role,since\nKOR,endorser,2024\nKOR,endorser,2025\n"),
        r"seoul\.csv line 3: found KOR as endorser while an earlier spell of it goes on",
    ),
    "spells that overlap": (
        roster(
            "iso3,role,since,until\nKOR,endorser,2024-09-10,2025-06-01\n"
            "KOR,endorser,2025-01-01,2025-12-01\n"
        ),
        r"seoul\.csv line 3: found KOR as endorser while an earlier spell of it goes on",
    ),
    "a milestone of a kind that is none": (
        rows("Seoul,,summit", "Seoul,,picnic", of="milestones"),
        r"milestones\.csv line 2: found kind 'picnic', expected one of summit",
    ),
    "a milestone with a hidden character": (
        rows("A summit,", "A \u202esummit,", of="milestones"),
        r"milestones\.csv line 2: found title 'A \\u202esummit', expected text of one line",
    ),
    "a stance that is none": (
        rows("not_invited", "not_amused", of="stances"),
        r"stances\.csv line 2: found fact 'not_amused', expected one of attended_did_not_endorse",
    ),
    "a topic rule that every text fits": (
        rows("issues,me,", "issues,,", of="topic_rules"),
        r"topic_rules\.csv line 2: found contains '', expected some text",
    ),
    "a topic rule on a topic that is misspelt": (
        rows("nuclear,nuclear", "nuclear,nuklear", of="topic_rules"),
        r"topic_rules\.csv line 4: found topic 'nuklear', expected one of aimd",
    ),
    "two States with one English name": (
        rows("Kenya,Kenya,Kenia", "Kenya,Brazil,Kenia", of="states"),
        r"states\.csv line 3: found Brazil a second time, expected each name_en once",
    ),
    "two States with one iso2": (
        rows("KEN,KE", "KEN,BR", of="states"),
        r"states\.csv line 3: found BR a second time, expected each iso2 once",
    ),
    "a State without a name": (
        rows("Kenya,Kenya,Kenia", "Kenya,,Kenia", of="states"),
        r"states\.csv line 3: found name_en '', expected some text",
    ),
    "a member since the year 3000": (
        rows(",1963,", ",3000,", of="states"),
        r"states\.csv line 3: found un_member_since_year '3000', expected a whole number from 1945",
    ),
    "a tile far outside": (
        rows("KOR,5,1", "KOR,1e30,1", of="tiles"),
        r"tiles\.csv line 3: found column '1e30', expected a whole number from 0 to 99",
    ),
    "an outline outside the world": (
        rows("4 5 5.5", "4 5 9999", of="boundaries"),
        r"boundaries\.csv line 2: found lon_deg '4 5 9999', expected numbers from -180 to 200",
    ),
    "an outline without a corner": (
        rows("4 5 5.5,51 51 52", ",", of="boundaries"),
        r"boundaries\.csv line 2: found lon_deg '', expected numbers from -180 to 200",
    ),
    "a published point without end": (
        rows(",1.5,1.2,", ",1e308,1.2,", of="reference/points"),
        r"points\.csv line 2: found ideal_point '1e308', expected a number from -20 to 20",
    ),
    "a published point of session 500": (
        rows("2,5,40", "2,500,40", of="reference/points"),
        r"points\.csv line 2: found session_number '500', expected a whole number from 1 to 200",
    ),
    **{
        f"a roll call numbered {text!r}": (
            rows("\n1,,1950", f"\n{text},,1950", of="unga/rollcalls"),
            r"rollcalls\.csv line 2: found rcid .*, expected (a whole number without|text of)",
        )
        for text in ("01", "1.0", " 1", "9" * 30, "one")
    },
    **{
        f"a roll call of session {text!r}": (
            rows(",5,A/RES/5", f",{text},A/RES/5", of="unga/rollcalls"),
            r"rollcalls\.csv line 2: found session .*, expected a session, as 79 or ES-11",
        )
        for text in ("5.5", "inf", "abc", "9" * 30, "٥")
    },
    "a published tally of 1e30": (
        rows("2,1,1,0,2.0", "2,1,1,0,1e30", of="unga/rollcalls"),
        r"rollcalls\.csv line 2: found off_yes '1e30', expected a whole number from 0 to 300",
    ),
    "a count that is empty": (
        rows("2,1,1,0,2.0", ",1,1,0,2.0", of="unga/rollcalls"),
        r"rollcalls\.csv line 2: found Y '', expected a whole number from 0 to 300",
    ),
    "a mismatch with zeros before its number": (
        rows("2,mismatch", "02,mismatch", of="unga/mismatches"),
        r"mismatches\.csv line 2: found rcid '02', expected a whole number without zeros",
    ),
    "votes of no State": (
        lambda a: a.add_votes(VOTES.assign(iso3=VOTES["iso3"].where(VOTES["iso3"] != "BRA"))),
        r"votes\.parquet: found \d+ rows without iso3, expected a value in every row",
    ),
    "a file behind a link": (linked, r"hague\.csv: found a link, expected files and folders of"),
    "a sidecar behind a link": (
        linked_sidecar,
        r"hague\.toml: found a link, expected files and folders of their own",
    ),
    "a folder that is a link to its parent": (
        lambda a: (a.root / "loop").symlink_to(a.root),
        r"loop: found a link, expected files and folders of their own",
    ),
    "corrections under a misspelt name": (
        lambda a: a.corrections.write_text("[[corrections]]\n"),
        r"corrections\.toml: found table 'corrections', expected \[\[correction\]\] only",
    ),
    "corrections that are a number": (
        lambda a: a.corrections.write_text("correction = 1\n"),
        r"corrections\.toml correction: found 1, expected a list of tables",
    ),
    **{
        f"a correction whose {key} is {text}": (
            correct(**{key: text}),
            rf"corrections\.toml entry 1 {key}.*: found .*, expected ",
        )
        for key, text in (
            ("value", "1"),
            ("value", "{ a = 1 }"),
            ("source", "[1]"),
            ("source", "{ a = 1 }"),
            ("column", '["role"]'),
            ("reason", "1"),
            ("url", '"javascript:alert(1)"'),
            ("key", "{ role = { a = 1 } }"),
            ("key", '{ role = [["host"]] }'),
            ("key", "{}"),
            ("key", "{ role = [] }"),
        )
    },
    "a correction that does nothing": (
        correct(value='"Kenya"'),
        r"corrections\.toml entry 1: found 'Kenya', expected a value other than expect",
    ),
}
