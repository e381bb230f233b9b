"""Facts that contradict one another, each well-formed by itself, and what a build then says.

Beside ``hostile``, which has what is wrong in one value. Each row: how the small archive is spoilt,
and what the message says.
"""

from __future__ import annotations

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from etl.sources import unga_votes
from tests.etl.archive import VOTES, Archive
from tests.etl.spoiling import Break, all_of, roster, rows, sidecar, without


def parquet(archive: Archive, table: pa.Table) -> None:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    archive.add("unga/votes", buffer.getvalue(), form="unga_votes", details="", suffix=".parquet")


def bomb(archive: Archive) -> None:
    """Write a small file that unpacks to more rows than there are votes in the world."""
    nothing = np.zeros(unga_votes.MAX_ROWS + 1, dtype="int8")
    texts = pa.DictionaryArray.from_arrays(pa.array(nothing), ["NLD"])
    columns = {"rcid": pa.array(nothing, type=pa.int32()), "iso3": texts, "vote": texts}
    parquet(archive, pa.table(columns))


def as_csv(archive: Archive) -> None:
    path = archive.root / "unga" / "votes.parquet"
    path.unlink()
    archive.add("unga/votes", "rcid,iso3,vote\n", form="unga_votes", details="")


def earlier_state(of: str, other: str) -> Break:
    """Say that one roster is an earlier state of another."""
    return sidecar("\nofficial_count", f'\nsnapshot_of = "{other}"\nofficial_count', of=of)


ROSTERS: dict[str, tuple[Break, str]] = {
    "a counted role that nobody has": (
        sidecar("official_count = 3", 'counted_roles = ["submitter"]'),
        r"hague\.toml: found counted_roles submitter, which nobody has, expected a role of the ro",
    ),
    "names of all under a bare count": (
        all_of(
            sidecar('"partial"', '"count_only"', of="rosters/seoul"),
            sidecar("official_count = 5", "official_count = 1", of="rosters/seoul"),
        ),
        r"seoul\.toml: found 1 of 1 by name and roster_status = \"count_only\", expected fewer",
    ),
    "a copy that ends at nobody": (
        sidecar('"positives_only"', '"alphabetical"\nname_limit = "Atlantis"', of="rosters/seoul"),
        r"seoul\.toml \[instrument\] name_limit: found State 'Atlantis', expected a spelling",
    ),
    "an entry that is a State of ours after all": (
        sidecar("official_count = 3", 'official_count = 4\nnot_in_states = ["Brazil"]'),
        r"hague\.toml \[instrument\] not_in_states: found 'Brazil', which is BRA, expected an ent",
    ),
    "earlier states of each other": (
        all_of(earlier_state("rosters/hague", "seoul"), earlier_state("rosters/seoul", "hague")),
        r"hague\.toml \[instrument\] snapshot_of: found 'seoul', which is itself an earlier state",
    ),
    "an opening after the date": (
        sidecar('date = "2023-02-16"', 'date = "2023-02-16"\nopened = "2023-03-01"'),
        r"hague\.toml \[instrument\]: found '2023-03-01', expected an opening no later than date",
    ),
    "an opening before the United Nations": (
        sidecar('date = "2023-02-16"', 'date = "2023-02-16"\nopened = "1899-05-18"'),
        r"hague\.toml \[instrument\]: found '1899-05-18', expected a date of 1945 or later",
    ),
    "a spell since before the text was there": (
        rows("Kenya,endorser,2023-02-16", "Kenya,endorser,2022-12"),
        r"hague\.csv line 2: found endorser since 2022-12-31, expected no day before 2023-02-16",
    ),
    "a State that has left and is still there": (
        roster("iso3,role,since\nKOR,party,2024-10\nKOR,party_former,2025-01-01\n"),
        r"seoul\.csv line 3: found KOR as party_former and as party at once, expected the day",
    ),
    "a day outside its own bounds": (
        roster("iso3,role,since,since_from,since_to\nKOR,endorser,2024-10,2025-01,2025-02\n"),
        r"seoul\.csv line 2: found since '2024-10', expected a day between since_from and since_to",
    ),
    "a stance of a State that the roster names": (
        rows("seoul,RUS,", "seoul,KOR,", of="stances"),
        r"stances\.csv line 2: found KOR not_invited, but on the roster, expected a State that is",
    ),
    **{
        f"a row's address with {what}": (
            rows("https://www.example.com/press", text, of="rosters/seoul"),
            r"seoul\.csv line 2: found source_url .*, expected ",
        )
        for what, text in (("NUL", "https://example.org/\0"), ("two hosts", "https://a℀b.org"))
    },
    "a role with NUL": (
        rows("Kenya,endorser", "Kenya,endorser\0"),
        r"hague\.csv( line 2)?: found ",
    ),
    "no rosters": (
        without("rosters/hague", "rosters/seoul", "rosters/sponsors"),
        r"the sources: found 0 files of format 'roster', expected at least one",
    ),
}

ROLLCALLS: dict[str, tuple[Break, str]] = {
    "no roll calls of our own": (
        without("rollcalls/plenary", "rollcalls/committee"),
        r"the sources: found 0 files of format 'rollcall', expected at least one",
    ),
    "a key of the long history": (
        sidecar('"a_c1_79_l1"', '"unga_1"', of="rollcalls/committee"),
        r"committee\.toml \[rollcall\]: found 'unga_1', expected a rollcall_id that the long",
    ),
    "one resolution in two files": (
        sidecar(
            'body = "first_committee"\nsymbol = "A/C.1/79/L.1"',
            'body = "plenary"\nsymbol = "A/RES/79/1"',
            of="rollcalls/committee",
        ),
        r"plenary\.toml: found text 'A/RES/79/1', which .*committee\.toml is on, expected one file",
    ),
    **{
        f"a symbol of session {session}": (
            sidecar("A/RES/79/1", f"A/RES/{session}/1", of="rollcalls/plenary"),
            r"plenary\.toml \[rollcall\]: found .*, expected ",
        )
        for session in ("9" * 30, "9999", "٧٩", "78")
    },
    "a roll call on a day with a new line": (
        sidecar('"2024-12-24"', '"2024-12-24\\n"', of="rollcalls/plenary"),
        r"plenary\.toml \[rollcall\] date: found '2024-12-24\\n', expected a day of the calendar",
    ),
    **{
        f"a roll call of the history on {text or 'no day'}": (
            rows("2016-12-05", text, of="unga/rollcalls"),
            r"rollcalls\.csv line 3: found date .*, expected a day",
        )
        for text in ("", "2016", "2016-12", "1800-12-05", "2199-12-05")
    },
    "a session of another century": (
        rows(
            "1950-01-01,voeten: day/month often wrong before 2003,5,",
            "1950-01-01,voeten: day/month often wrong before 2003,79,",
            of="unga/rollcalls",
        ),
        r"rollcalls\.csv line 2: found session '79', expected the session that sat in the year",
    ),
    "a published tally short of a part": (
        rows("2,1,1,0,2.0,1.0,1.0", "2,1,1,0,2.0,,1.0", of="unga/rollcalls"),
        r"rollcalls\.csv line 2: found off_yes '2\.0', expected the whole tally as published",
    ),
    "one text twice, as the United Nations published it": (
        rows(
            "2016-12-05,voeten,71,A/RES/71/9",
            "2024-12-05,official,79,A/RES/79/1",
            of="unga/rollcalls",
        ),
        r"rollcalls\.csv line 4: found A/RES/79/1 a second time, expected each resolution once",
    ),
    **{
        f"a text spelt {text!r}": (
            rows("79,A/RES/79/1", f"79,{text}", of="unga/rollcalls"),
            r"rollcalls\.csv line 4: found resolution .*, expected ",
        )
        for text in ("A/RES/79/1 ", "a/res/79/1", "A/RES/79\u00a0/1")
    },
    **{
        f"a mismatch numbered {text!r}": (
            rows("2,mismatch", f"{text},mismatch", of="unga/mismatches"),
            r"mismatches\.csv line 2: found rcid .*, expected (a whole number without|text of)",
        )
        for text in ("2.0", "9" * 20, "")
    },
    "votes without a position": (
        lambda a: a.add_votes(VOTES.assign(vote=VOTES["vote"].where(VOTES["vote"] != "A"))),
        r"votes\.parquet: found \d+ rows without vote, expected a value in every row",
    ),
    "more votes than the world has cast": (
        bomb,
        r"votes\.parquet: found 20,000,001 rows, expected at most 20,000,000",
    ),
    "votes in a file of another suffix": (
        as_csv,
        r"votes\.csv: found a file that ends in \.csv, expected \.parquet, as of format",
    ),
}

SMALL: dict[str, tuple[Break, str]] = {
    "a spelling that is the name of another State": (
        rows("Kenya,KEN", "Kenya,KEN\nBrazilië,KEN", of="aliases"),
        r"aliases\.csv line 4: found 'Brazilië' for KEN, which is the name of BRA, expected",
    ),
    "a spelling of no State of ours": (
        rows("Kenya,KEN", "Kenya,KEN\nAtlantis,ATL", of="aliases"),
        r"aliases\.csv line 4: found code 'ATL', expected an iso3 of data/sources/states\.csv",
    ),
    "two States with one name at the United Nations": (
        rows("KEN,KE,Kenya", "KEN,KE,Brazil", of="states"),
        r"states\.csv line 3: found Brazil a second time, expected each un_name once",
    ),
    "a member without a group": (
        rows("Kenia,AG,", "Kenia,,", of="states"),
        r"states\.csv line 3: found un_region_group_code '', expected a member's group",
    ),
    "a member since never": (
        rows("member,1963,", "member,,", of="states"),
        r"states\.csv line 3: found un_member_since_year '', expected a member's first year",
    ),
    "a place with one coordinate": (
        rows("1963,1,38", "1963,,38", of="states"),
        r"states\.csv line 3: found lon_deg '38', expected a longitude where there is a latitude",
    ),
    **{
        f"a State whose name holds {what}": (
            rows("Kenya,Kenya,Kenia", f'Kenya,"Ken{text}ya",Kenia', of="states"),
            r"states\.csv( line 3)?: found ",
        )
        for what, text in (
            ("NUL", "\0"),
            ("ESC", "\x1b[31m"),
            ("a new line", "\n"),
            ("a character without width", "\u200b"),
        )
    },
    **{
        f"an outline of {what}": (
            rows("4 5 5.5,51 51 52", text, of="boundaries"),
            r"boundaries\.csv line 2: found l(on|at)_deg .*, expected ",
        )
        for what, text in (
            ("one corner", "4,51"),
            ("two corners", "4 5,51 51"),
            ("91°", "4 5 6,51 91 52"),
        )
    },
    "a published point of nobody": (
        rows("1.8,USA", "1.8,ATL", of="reference/points"),
        r"points\.csv line 2: found code 'ATL', expected an iso3 of data/sources/states\.csv",
    ),
    **{
        f"a published point with {what}": (
            rows("1.5,1.2,1.5,1.8", text, of="reference/points"),
            r"points\.csv line 2: found ideal_point '1\.5', expected a position between its q05",
        )
        for what, text in (
            ("crossed quantiles", "1.5,1.8,1.5,1.2"),
            ("a band beside it", "1.5,1.6,1.7,1.8"),
        )
    },
    **{
        f"a milestone at {text[:24]!r}": (
            rows("https://www.example.com/summit", text, of="milestones"),
            r"milestones\.csv line 2: found source_url .*, expected ",
        )
        for text in (
            "javascript:alert(1)",
            "  ",
            "https://[::1",
            "https://a℀b.org",
            "https://" + "a" * 100_000,
        )
    },
    "a milestone of 6,000 letters": (
        rows("A summit,", "A summit" + "t" * 6_000 + ",", of="milestones"),
        r"milestones\.csv line 2: found title .*, expected text of one line",
    ),
    "a milestone of 131 kB": (
        rows("A summit,", "A summit" + "t" * 131 * 2**10 + ",", of="milestones"),
        r"milestones\.csv: found text that is no CSV \(field larger than field limit",
    ),
    "a stance in a document that is no address": (
        rows("https://www.example.com/press", "https://[::1", of="stances"),
        r"stances\.csv line 2: found source_url .*, expected an address that begins with https",
    ),
    **{
        f"a member since {text}": (
            rows("member,1963,", f"member,{text},", of="states"),
            r"states\.csv line 3: found un_member_since_year .*, expected a whole number from 1945",
        )
        for text in ("1e30", "9" * 20)
    },
}

WRONG = {**ROSTERS, **ROLLCALLS, **SMALL}
