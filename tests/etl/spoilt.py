"""Every way in which the small archive can be spoilt, and what a build then says."""

from __future__ import annotations

import os

import pandas as pd

from tests.etl.archive import VOTES
from tests.etl.spoiling import Break, correct, roster, rows, sidecar, without

WRONG: dict[str, tuple[Break, str]] = {
    "a State's name that nobody knows": (
        rows("Kenya", "Kenyaa"),
        (
            r"hague\.csv line 2: found State 'Kenyaa', expected a spelling that aliases\.csv holds "
            r"\(nearest: 'kenya', KEN\)"
        ),
    ),
    "a State's code that nobody knows": (
        rows("BRA", "XXX", of="rollcalls/plenary"),
        r"plenary\.csv line 2: found code 'XXX', expected an iso3 of data/sources/states\.csv",
    ),
    "a code that contradicts the name": (
        roster("iso3,name_as_listed,role\nKOR,Kenya,endorser\n"),
        r"seoul\.csv line 2: found code KOR beside 'Kenya', which is KEN",
    ),
    "neither code nor name": (
        rows("BRA,X", ",X", of="rollcalls/plenary"),
        r"plenary\.csv line 2: found neither code nor name, expected a State",
    ),
    "one spelling for two States": (
        rows("Kenya,KEN", "Kenya,KEN\nKENYA,BRA", of="aliases"),
        r"aliases\.csv: found 'KENYA' for both KEN and BRA, expected one State a spelling",
    ),
    "a missing column": (
        rows("iso3,vote", "iso3,ballot", of="rollcalls/plenary"),
        (
            r"plenary\.csv line 1: found no column 'vote'; unknown column 'ballot', expected the "
            r"columns vote and optionally iso3"
        ),
    ),
    "a column twice": (
        lambda a: a.overwrite("aliases", b"alias,iso3,iso3\nKenya,KEN,KEN\n"),
        r"aliases\.csv line 1: found column 'iso3' twice",
    ),
    "a row with a field too many": (
        rows("KEN,Y", "KEN,Y,Y", of="rollcalls/plenary"),
        r"plenary\.csv line 3: found 3 fields, expected 2 as in the header",
    ),
    "a quotation that never ends": (
        rows("A summit", '"A summit', of="milestones"),
        r"milestones\.csv: found text that is no CSV \(unexpected end of data\), expected",
    ),
    "another encoding": (
        lambda a: a.overwrite(
            "rosters/hague", "name_as_listed,role\nCôte,endorser\n".encode("latin-1")
        ),
        r"hague\.csv line 2: found byte 0xf4, which is not UTF-8, expected text in UTF-8",
    ),
    "a byte-order mark": (
        lambda a: a.overwrite(
            "rosters/hague", b"\xef\xbb\xbf" + a.file("rosters/hague").read_bytes()
        ),
        r"hague\.csv: found a byte-order mark at the start, expected plain UTF-8",
    ),
    "a vote that is none": (
        rows("RUS,A", "RUS,Q", of="rollcalls/plenary"),
        r"plenary\.csv line 6: found vote 'Q', expected one of Y, N, A, X",
    ),
    "a vote of the history that is none": (
        lambda a: a.add_votes(VOTES.assign(vote=VOTES["vote"].cat.rename_categories({"A": "?"}))),
        r"votes\.parquet: found vote '\?', expected one of Y, N, A, X",
    ),
    "a State twice in a roll call": (
        rows("USA,N", "USA,N\nUSA,N", of="rollcalls/plenary"),
        r"plenary\.csv line 8: found USA a second time, expected each iso3 once",
    ),
    "a State twice on a roster, spelt in two ways": (
        roster("iso3,name_as_listed,role\nKOR,,endorser\n,Republic of Korea,endorser\n"),
        r"seoul\.csv line 3: found KOR endorser a second time",
    ),
    "a State twice in a roll call of the history": (
        lambda a: a.add_votes(pd.concat([VOTES, VOTES.iloc[:1]], ignore_index=True)),
        r"votes\.parquet: found NLD a second time in roll call 1, expected each State once",
    ),
    "a tally that the names do not make": (
        sidecar("n_yes = 3", "n_yes = 4", of="rollcalls/plenary"),
        (
            r"plenary\.csv: found 3–1–1–1 by name \(in favour, against, abstaining, absent\), "
            r"expected 4–1–1–1 as published"
        ),
    ),
    "a partial roll call with more names than votes": (
        sidecar("n_no = 1", "n_no = 0", of="rollcalls/committee"),
        r"committee\.csv: found 0–1–0–0 by name .*, expected 4–0–1–\? as published",
    ),
    "a complete roll call without a tally": (
        sidecar('"partial"\nn_yes = 4', '"complete"', of="rollcalls/committee"),
        r'committee\.toml: found names = "complete" without a published tally',
    ),
    "a roster shorter than the official count": (
        sidecar("official_count = 3", "official_count = 4"),
        r"hague\.csv: found 3 in the roles endorser, expected 4, the official count",
    ),
    "a partial roster longer than the official count": (
        sidecar("official_count = 5", "official_count = 0", of="rosters/seoul"),
        r"seoul\.csv: found 1 in the roles endorser, expected at most 0, the official count",
    ),
    "a vote that the history records otherwise": (
        lambda a: a.add_votes(swapped(VOTES, 3, "KEN", "BRA")),
        r"plenary\.csv, BRA: found X, expected Y as in the long history \(rcid 3\)",
    ),
    "a day that the history records otherwise": (
        sidecar("2024-12-24", "2024-12-23", of="rollcalls/plenary"),
        r"plenary\.toml: found the day 2024-12-23, expected 2024-12-24 as in the long history",
    ),
    "a resolution twice in the history": (
        rows("A/RES/71/9", "A/RES/79/1", of="unga/rollcalls"),
        r"plenary\.csv: found 2 roll calls on A/RES/79/1 in the long history, expected one",
    ),
    "votes that the list of roll calls counts otherwise": (
        lambda a: a.add_votes(VOTES[(VOTES["rcid"] != 1) | (VOTES["iso3"] != "NLD")]),
        r"rollcalls\.csv rcid 1: found 1–1–1–0 by name, expected 2–1–1–0 as the row counts",
    ),
    "votes in a roll call that is not listed": (
        lambda a: a.add_votes(VOTES.assign(rcid=VOTES["rcid"].replace(1, 7).astype("int32"))),
        r"votes\.parquet: found votes in roll call 7, expected only roll calls of the list",
    ),
    "a mismatch that is not on the list": (
        rows("2,1,1,0,2.0", "2,1,1,0,4.0", of="unga/rollcalls"),
        r"mismatches\.csv rcid 1: found complete in the list, expected mismatch, as the recount",
    ),
    "a mismatch on the list that adds up": (
        rows("2,mismatch,", "2,mismatch,\n1,mismatch,", of="unga/mismatches"),
        r"mismatches\.csv rcid 1: found mismatch in the list, expected complete, as the recount",
    ),
    "a mismatch of a roll call that is not listed": (
        rows("2,mismatch,", "2,mismatch,\n9,mismatch,", of="unga/mismatches"),
        r"mismatches\.csv rcid 9: found mismatch in the list, expected complete",
    ),
    "a date that is none": (
        rows("host,2023-02-15", "host,2023-02-30"),
        r"hague\.csv line 5: found since '2023-02-30', expected a day of the calendar",
    ),
    "a date in another order": (
        rows("2024-09,", "09-2024,", of="milestones"),
        r"milestones\.csv line 2: found date '09-2024', expected a day of the calendar",
    ),
    "a sidecar's date that is none": (
        sidecar("2023-02-16", "16 February 2023"),
        r"hague\.toml \[instrument\] date: found '16 February 2023', expected a day",
    ),
    "bounds the wrong way round": (
        roster("iso3,role,since_from,since_to\nKOR,endorser,2024-10,2024-09\n"),
        r"seoul\.csv line 2: found since_from after since_to, expected the earlier day first",
    ),
    "an end before the beginning": (
        roster("iso3,role,since,until\nKOR,endorser,2024-10-02,2024-10-01\n"),
        r"seoul\.csv line 2: found until before since, expected the earlier day first",
    ),
    "a number that is none": (
        rows(",1963,", ",in 1963,", of="states"),
        r"states\.csv line 3: found un_member_since_year 'in 1963', expected a whole number",
    ),
    "a coordinate that is none": (
        rows("4 5 5.5", "4 5 x", of="boundaries"),
        r"boundaries\.csv line 2: found lon_deg '4 5 x', expected numbers from -180 to 200",
    ),
    "a ring with a latitude too few": (
        rows("51 51 52", "51 51", of="boundaries"),
        r"boundaries\.csv line 2: found 3 longitudes and 2 latitudes, expected as many of the one",
    ),
    "two States on one tile": (
        rows("KOR,5,1", "KOR,0,0", of="tiles"),
        r"tiles\.csv line 3: found 0 0 a second time, expected each column and row once",
    ),
    "a place outside the world": (
        rows(",1,38", ",91,38", of="states"),
        r"states\.csv line 3: found lat_deg '91', expected a number from -90 to 90, or nothing",
    ),
    "an instrument that does not exist": (
        rows("seoul,", "busan,", of="stances"),
        r"table stances, column instrument_id: found 'busan', expected keys of table instruments",
    ),
    "a status that is none": (
        rows(",unknown,", ",perhaps,", of="mandates"),
        r"mandates\.csv line 3: found status 'perhaps', expected one of due, open, unknown",
    ),
    "one task twice": (
        rows("A/RES/79/1,OP9", "A/RES/79/1,OP7", of="mandates"),
        r"mandates\.csv line 3: found A/RES/79/1 OP7 a second time",
    ),
    "a State twice on one paper": (
        rows(",Kenya,", ",Netherlands,", of="authorships"),
        r"authorships\.csv line 3: found CCW/GGE\.1/2018/WP\.9 NLD a second time",
    ),
    "a paper of a month that does not exist": (
        rows("2022-07-08", "2022-13", of="authorships"),
        r"authorships\.csv line 4: found date '2022-13', expected a day of the calendar",
    ),
    "a person on a commission that does not exist": (
        rows("hague,A. Chair", "busan,A. Chair", of="commissioners"),
        r"table commissioners, column instrument_id: found 'busan', expected keys of table",
    ),
    "a carrier that nobody knows": (
        rows("hague,NLD", "hague,EUR", of="leads"),
        r"leads\.csv line 2: found code 'EUR', expected an iso3 of data/sources/states\.csv",
    ),
    "a carrier of a text that does not exist": (
        rows("hague,NLD", "busan,NLD", of="leads"),
        r"leads\.csv line 2: found instrument 'busan', expected an instrument_id of a roster",
    ),
    "a carrier in a role that is none": (
        rows("NLD,,host", "NLD,,friend", of="leads"),
        r"leads\.csv line 2: found role 'friend', expected one of host, cohost, initiator",
    ),
    "a carrier twice in a role, spelt in two ways": (
        rows("seoul,,Republic of Korea,", "hague,,Netherlands,", of="leads"),
        r"leads\.csv line 3: found hague NLD host a second time",
    ),
    "a carrier known only after the text had opened": (
        rows("host,2023-02,", "host,2023-03,", of="leads"),
        r"leads\.csv line 2: found a lead since 2023-03-01, expected no day after 2023-02-16",
    ),
    "a carrier on a day that is none": (
        rows("2024-08-30", "2024-08-32", of="leads"),
        r"leads\.csv line 3: found since '2024-08-32', expected a day of the calendar",
    ),
    "a carrier without its document": (
        rows("https://www.example.com/venue", "", of="leads"),
        r"leads\.csv line 3: found no source_url, expected the document that says who carried",
    ),
    "a carrier neither weak nor not": (
        rows("2024-08-30,yes", "2024-08-30,perhaps", of="leads"),
        r"leads\.csv line 3: found is_weak 'perhaps', expected one of yes, no",
    ),
    "a site with a grade that is none": (
        rows("example.org,official", "example.org,excellent", of="sites"),
        r"sites\.csv line 2: found grade 'excellent', expected one of official, recognised, copy",
    ),
    "a site that is an address": (
        rows("example.org,", "https://example.org,", of="sites"),
        r"sites\.csv line 2: found site 'https://example\.org', expected a host in small letters",
    ),
    "a site twice": (
        rows("gov.*,official", "example.org,copy", of="sites"),
        r"sites\.csv line 5: found example\.org a second time, expected each site once",
    ),
    "a topic rule on a column that does not exist": (
        rows("subjects,", "keywords,", of="topic_rules"),
        r"topic_rules\.csv line 4: found column 'keywords', expected one of issues",
    ),
    "broken TOML": (
        sidecar('title = "', "title = "),
        r"hague\.toml: found no valid TOML \(.+\), expected TOML",
    ),
    "a sidecar with a table too many": (
        sidecar("[instrument]", "[treaty]"),
        r"hague\.toml: found table \[treaty\], expected one of source, .*instrument",
    ),
    "a sidecar without a licence": (
        sidecar('licence = "CC0"\n', ""),
        r"hague\.toml \[source\] licence: found nothing, expected this key; complete it",
    ),
    "a sidecar with a confidence that is none": (
        sidecar('"official"', '"hearsay"'),
        r"hague\.toml \[source\] confidence: found 'hearsay', expected one of official",
    ),
    "a sidecar that does not say when it was read": (
        sidecar('"2026-11"', '"last week"'),
        r"hague\.toml \[source\] retrieved: found 'last week', expected a day of the calendar",
    ),
    "an instrument without a key": (
        sidecar('instrument_id = "hague"\n', ""),
        r"hague\.toml \[instrument\] instrument_id: found nothing, expected this key",
    ),
    "a key that is misspelt": (
        sidecar("official_count", "oficial_count"),
        r"hague\.toml \[instrument\]: found unknown key oficial_count, expected official_count",
    ),
    "a count that is a word": (
        sidecar("official_count = 3", 'official_count = "three"'),
        r"hague\.toml \[instrument\] official_count: found 'three', expected a whole number",
    ),
    "a roster status that is none": (
        sidecar('"official_list"', '"complete"'),
        r"hague\.toml \[instrument\] roster_status: found 'complete', expected one of",
    ),
    "a full list that tells of no State": (
        sidecar('"full"', '"positives_only"'),
        (
            r'hague\.toml: found roster_use = "positives_only" of roster_status = "official_list", '
            r'expected "full"'
        ),
    ),
    "a bare count that tells of every State": (
        sidecar(
            '"partial"\nroster_use = "positives_only"',
            '"count_only"\nroster_use = "full"',
            of="rosters/seoul",
        ),
        r'seoul\.toml: found roster_use = "full" of roster_status = "count_only", expected "posit',
    ),
    "an alphabetical copy without its last name": (
        sidecar('"positives_only"', '"alphabetical"', of="rosters/seoul"),
        r"seoul\.toml: found no name_limit, expected one, as roster_use is \"alphabetical\"",
    ),
    "a last name of a copy that is not alphabetical": (
        sidecar("official_", 'name_limit = "Kenya"\nofficial_', of="rosters/seoul"),
        r"seoul\.toml: found a name_limit, expected none, as roster_use is \"positives_only\"",
    ),
    "a part of a list that is called full on no day": (
        sidecar('"positives_only"', '"full"', of="rosters/seoul"),
        r"seoul\.toml: found no as_of, expected the day up to which the names that are known",
    ),
    "a window that closed before it opened": (
        sidecar("official_count", 'window_closed = "2023-01"\nofficial_count'),
        r'hague\.toml: found window_closed = "2023-01", expected no day before 2023-02-16',
    ),
    "a window that closed on a day that is none": (
        sidecar("official_count", 'window_closed = "soon"\nofficial_count'),
        r"hague\.toml \[instrument\] window_closed: found 'soon', expected a day of the calendar",
    ),
    "a format that nothing reads": (
        sidecar('"roster"', '"pdf"'),
        r"hague\.toml \[source\] format: found 'pdf', expected one of aliases",
    ),
    "a missing sidecar": (
        lambda a: a.sidecar("rosters/hague").unlink(),
        r"hague\.csv: found no provenance sidecar, expected hague\.toml beside it",
    ),
    "a sidecar without a file": (
        lambda a: a.file("rosters/hague").unlink(),
        r"hague\.\*: found 0 data files beside the sidecar, expected one file and one \.toml",
    ),
    "no table of States": (
        without("states"),
        r"the sources: found 0 files of format 'states', expected exactly one",
    ),
    "another checksum": (
        lambda a: a.file("rosters/hague").write_text("name_as_listed,role\nKenya,endorser\n"),
        r"hague\.csv: found checksum [0-9a-f]{64}, expected [0-9a-f]{64} as in its sidecar",
    ),
    "an empty file": (
        lambda a: a.file("rosters/hague").write_bytes(b""),
        r"hague\.csv: found an empty file, expected at least a header",
    ),
    "a header without rows": (
        lambda a: a.overwrite("aliases", b"alias,iso3\n"),
        r"aliases\.csv: found no rows, expected at least one",
    ),
    "a file of 200 MB": (
        lambda a: os.truncate(a.file("rosters/hague"), 200 * 2**20),
        r"hague\.csv: found 200 MB, expected at most 64 MB",
    ),
    "a Parquet that is none": (
        lambda a: a.add(
            "unga/votes", b"rcid,iso3,vote\n", form="unga_votes", details="", suffix=".parquet"
        ),
        r"votes\.parquet: found no valid Parquet \(.+\), expected a Parquet file",
    ),
    "a Parquet with other columns": (
        lambda a: a.add_votes(VOTES.rename(columns={"iso3": "state"})),
        r"votes\.parquet: found columns rcid \(int32\), state \(.*string\), vote .*, expected rcid",
    ),
    "no folder of sources": (
        lambda a: a.root.rename(a.root.with_name("elsewhere")),
        r"sources: found no such folder, expected the sources",
    ),
    "corrections that are no TOML": (
        lambda a: a.corrections.write_text("[[correction"),
        r"corrections\.toml: found no valid TOML",
    ),
    "a correction without its reason": (
        lambda a: a.correct(source='"rosters/hague"', key='{ iso3 = "KEN" }'),
        r"corrections\.toml entry 1 reason: found nothing, expected this key",
    ),
    "a correction of what the source no longer says": (
        correct(expect='"Kenia"'),
        (
            r"corrections\.toml, rosters/hague \[name_as_listed=Kenya\]: found name_as_listed "
            r"'Kenya', expected 'Kenia', the error to be put right"
        ),
    ),
    "a correction of a row that is not there": (
        correct(key='{ name_as_listed = "Kenia" }'),
        r"corrections\.toml, rosters/hague \[name_as_listed=Kenia\]: found 0 rows, expected",
    ),
    "a correction of rows of which one is not there": (
        correct(key='{ name_as_listed = ["Kenya", "Kenia"] }'),
        r"corrections\.toml, rosters/hague \[name_as_listed=Kenia\]: found 0 rows, expected",
    ),
    "a correction of a column that is not there": (
        correct(column='"name"'),
        r"corrections\.toml, rosters/hague .*: found column 'name', expected one of role",
    ),
    "a correction of a source that is not there": (
        correct(source='"rosters/oslo"'),
        r"corrections\.toml, rosters/oslo .*: found no such source",
    ),
}


def swapped(votes: pd.DataFrame, rcid: int, one: str, other: str) -> pd.DataFrame:
    out = votes.astype({"iso3": "object"})
    here = out["rcid"] == rcid
    out.loc[here, "iso3"] = out.loc[here, "iso3"].replace({one: other, other: one})
    return out.astype({"iso3": "category"})
