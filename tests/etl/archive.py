"""A folder of sources small enough to work out by hand.

Six States. The Hague's list has three of them (the Netherlands, Korea and Kenya; the Netherlands is
host too), Seoul's is partial (Korea). One resolution, A/RES/79/1, went 3–1–1–1: the Netherlands,
Korea and Kenya in favour, the United States against, the Russian Federation abstaining, Brazil
absent; in the First Committee only the vote against is known by name. The long history holds three
roll calls: rcid 1 (1950, 2–1–1–0), rcid 2 (2016, published 3–1–1 but two in favour by name: a known
mismatch) and rcid 3, which is A/RES/79/1 again and which the authors number 9058. The Netherlands
and Korea sponsored A/RES/79/1, Kenya additionally; Brazil sponsored the text of rcid 2 for a group.
The machine-readable resolutions say the same of A/RES/79/1.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pandas as pd

from etl.__main__ import main

SOURCE = """[source]
format = "{form}"
title = "{title}"
publisher = "A publisher"
url = "https://example.org/{name}"
retrieved = "2026-11"
licence = "CC0"
confidence = "official"
sha256 = "{sha256}"
"""

HAGUE = """
[instrument]
instrument_id = "hague"
name = "A call to action"
short_name = "Call"
kind = "summit_outcome"
open_to_new_members = "yes"
date = "2023-02-16"
roster_status = "official_list"
roster_use = "full"
official_count = 3
"""

SEOUL = """
[instrument]
instrument_id = "seoul"
name = "A blueprint"
short_name = "Blueprint"
kind = "summit_outcome"
open_to_new_members = "unknown"
date = "2024-09"
roster_status = "partial"
roster_use = "positives_only"
official_count = 5
"""

SPONSORS = """
[instrument]
instrument_id = "sponsors_79_1"
name = "Sponsors of A/RES/79/1"
short_name = "79/1"
kind = "resolution"
open_to_new_members = "no"
roster_status = "official_list"
roster_use = "full"
counted_roles = ["sponsor", "additional_sponsor"]
rollcall_id = "a_res_79_1"
"""

PLENARY = """
[rollcall]
rollcall_id = "a_res_79_1"
body = "plenary"
symbol = "A/RES/79/1"
date = "2024-12-24"
title = "A text"
draft = "A/C.1/79/L.1"
topics = ["aimd"]
names = "complete"
n_yes = 3
n_no = 1
n_abstain = 1
n_absent = 1
"""

COMMITTEE = """
[rollcall]
rollcall_id = "a_c1_79_l1"
body = "first_committee"
symbol = "A/C.1/79/L.1"
date = "2024-11-06"
title = "A text"
topics = ["aimd"]
names = "partial"
n_yes = 4
n_no = 1
n_abstain = 1
"""

STATES = """iso3,iso2,un_name,name_en,name_nl,un_region_group_code,m49_region,m49_subregion,\
un_membership,un_member_since_year,lat_deg,lon_deg
BRA,BR,Brazil,Brazil,Brazilië,GRULAC,Americas,South America,member,1945,-10,-55
KEN,KE,Kenya,Kenya,Kenia,AG,Africa,Eastern Africa,member,1963,1,38
KOR,KR,Republic of Korea,South Korea,Zuid-Korea,APG,Asia,Eastern Asia,member,1991,37,127.5
NLD,NL,Netherlands,Netherlands,Nederland,WEOG,Europe,Western Europe,member,1945,52.5,5.75
RUS,RU,Russian Federation,Russia,Rusland,EEG,Europe,Eastern Europe,member,1945,60,100
USA,US,United States of America,United States,Verenigde Staten,WEOG,Americas,Northern America,\
member,1945,38,-97
"""

ALIASES = """alias,iso3
Brazil,BRA
Kenya,KEN
Republic of Korea,KOR
Netherlands,NLD
Russian Federation,RUS
United States of America,USA
"""

HISTORY = """rcid,voeten_rcid,date,date_quality,session,resolution,resolution_raw,title,issues,\
subjects,committee,para,amend,importantvote,Y,N,A,X,off_yes,off_no,off_abstain,off_source,\
reconciles,source
1,,1950-01-01,voeten: day/month often wrong before 2003,5,A/RES/5(V),R/5/1,AN OLD TEXT,me|co,,,\
1.0,0.0,0.0,2,1,1,0,2.0,1.0,1.0,Voeten,yes,voeten
2,,2016-12-05,voeten,71,A/RES/71/9,R/71/9,Another text,,,,0.0,0.0,0.0,2,1,1,0,3.0,1.0,1.0,Voeten,\
no,voeten
3,9058.0,2024-12-24,official,79,A/RES/79/1,A/RES/79/1,A text,,NUCLEAR WEAPONS|TECHNOLOGY,\
First Committee,,,,3,1,1,1,3.0,1.0,1.0,UN,yes,un
"""

VOTES = pd.DataFrame(
    [
        (rcid, iso3, vote)
        for rcid, votes in {
            1: {"NLD": "Y", "USA": "Y", "RUS": "N", "BRA": "A"},
            2: {"NLD": "Y", "KOR": "Y", "USA": "N", "RUS": "A"},
            3: {"BRA": "X", "KEN": "Y", "KOR": "Y", "NLD": "Y", "RUS": "A", "USA": "N"},
        }.items()
        for iso3, vote in votes.items()
    ],
    columns=["rcid", "iso3", "vote"],
).astype({"rcid": "int32", "iso3": "category", "vote": "category"})

RESOLUTIONS = [
    {
        "symbol": "A/RES/79/1",
        "title": "A\u00a0text",
        "adoption_date": "24\u00a0December 2024",
        "adoption_type": "By a recorded vote",
        "committee": "First Committee",
        "pv": "A/79/PV.55",
        "originating_document": "A/C.1/79/L.1",
        "subjects": [["NUCLEAR WEAPONS", "UNBIS Thesaurus"], ["103 d", "A/79/251"]],
        "MS_in_favour": ["KENYA", "NETHERLANDS", "REPUBLIC OF KOREA"],
        "MS_against": ["UNITED STATES OF AMERICA"],
        "MS_abstaining": ["RUSSIAN FEDERATION"],
        "MS_in_favour_count": "3",
        "MS_against_count": "1",
        "MS_abstaining_count": "1",
        "sponsors": ["NETHERLANDS", "REPUBLIC OF KOREA"],
        "additional_sponsors": ["KENYA"],
    }
]
"""As the United Nations prints them: what the record has too."""

FILES = {
    "states": ("states", STATES, ""),
    "aliases": ("aliases", ALIASES, ""),
    "tiles": ("tiles", "iso3,column,row\nNLD,0,0\nKOR,5,1\n", ""),
    "boundaries": ("boundaries", "iso3,ring,lon_deg,lat_deg\nNLD,0,4 5 5.5,51 51 52\n", ""),
    "milestones": (
        "milestones",
        (
            "date,title,body,place,symbol,kind,source_url,is_confirmed\n"
            "2024-09,A summit,REAIM,Seoul,,summit,https://www.example.com/summit,yes\n"
            "2023-02-15,A first summit,REAIM,The Hague,,summit,,no\n"
        ),
        "",
    ),
    "stances": (
        "stances",
        (
            "instrument_id,iso3,fact,date,source_url,confidence\n"
            "seoul,RUS,not_invited,2024-09,https://www.example.com/press,secondary\n"
        ),
        "",
    ),
    "leads": (
        "leads",
        (
            "instrument_id,iso3,name_as_listed,role,since,is_weak,source_url,confidence,note\n"
            "hague,NLD,,host,2023-02,no,https://www.example.com/press,secondary,\n"
            "seoul,,Republic of Korea,host,2024-08-30,yes,https://www.example.com/venue,,A venue.\n"
        ),
        "",
    ),
    "mandates": (
        "mandates",
        (
            "symbol,paragraphs,task,who,due,due_date,status,outcome,source_url\n"
            "A/RES/79/1,OP7,A report,Secretary-General,80th session,,done,A/80/1,\n"
            "A/RES/79/1,OP9,Three days of exchanges,States,2026,2026,unknown,,"
            "https://www.example.com/press\n"
        ),
        "",
    ),
    "authorships": (
        "authorships",
        (
            "paper,title,iso3,name_as_listed,is_joint,date,source_url,confidence\n"
            "CCW/GGE.1/2018/WP.9,A joint paper,NLD,,yes,2018,,secondary\n"
            "CCW/GGE.1/2018/WP.9,A joint paper,,Kenya,yes,2018,,secondary\n"
            "non-paper-2022,A non-paper,RUS,,no,2022-07-08,,\n"
        ),
        "",
    ),
    "commissioners": (
        "commissioners",
        (
            "instrument_id,person,role,institution,since,source_url,note\n"
            'hague,A. Person,commissioner,"A university, Kenya",2024-03-22,,\n'
            "hague,A. Chair,chair,,2024-03,https://www.example.com/press,A former minister.\n"
        ),
        "",
    ),
    "stated_positions": (
        "stated_positions",
        (
            "iso3,topic,question,code,act,date,document,source_url,language,confidence,"
            "superseded_on,found_through,note\n"
            "USA,laws,legally_binding_instrument,not_now,own_text,2019-03-27,A statement,"
            "https://www.example.com/press,en,secondary,2024-10-09,press,Not at this time.\n"
            "KEN,laws,legally_binding_instrument,lbi_ban,joint_text,2023,A joint paper,"
            "https://www.example.com/paper,en,official_via_third_party,,roster:hague,\n"
            "NLD,aimd,human_control,control_required,own_text,2023-02-16,A letter,"
            "https://www.example.gov.nl/letter,nl,official,,press,\n"
            "USA,laws,legally_binding_instrument,process_only,own_text,2024-10-09,A later one,"
            "https://www.example.com/later,en,official,,press,\n"
            "BRA,laws,legally_binding_instrument,none_found,review,2026-07,A review,"
            "https://www.example.com/review,en,secondary,,press,\n"
        ),
        "",
    ),
    "group_positions": (
        "group_positions",
        (
            "group_id,topic,question,code,date,document,source_url,confidence,note\n"
            "hague,laws,legally_binding_instrument,lbi_open,2021-12-13,A statement,"
            "https://www.example.com/group,secondary,Urgent.\n"
        ),
        "",
    ),
    "sites": (
        "sites",
        (
            "site,grade,what\nexample.org,official,A publisher\n"
            "example.com,copy,Anyone\nexample.com/press,recognised,A paper\n"
            "gov.*,official,Governments\n"
        ),
        "",
    ),
    "topic_rules": (
        "topic_rules",
        (
            "column,contains,topic\nissues,me,middle_east\nissues,co,colonialism\n"
            "subjects,nuclear,nuclear\ncommittee,first committee,disarmament\n"
        ),
        "",
    ),
    "reference/points": (
        "reference_points",
        (
            "ccode,session,NVotes,IdealPoint,Q5%,Q50%,Q95%,iso3c,Countryname\n"
            "2,5,40,1.5,1.2,1.5,1.8,USA,United States\n"
        ),
        '\n[reference]\nsubject = "all"\n',
    ),
    "reference/repeated": ("repeated_votes", "rcid1,rcid2\n1,2\n2,9058\n5,6\n", ""),
    "unga/rollcalls": ("unga_rollcalls", HISTORY, ""),
    "unga/mismatches": ("unga_mismatches", "rcid,status,note\n2,mismatch,\n", ""),
    "unga/sponsors": (
        "unga_sponsors",
        (
            "rcid,symbol,iso3,role,on_behalf_of\n3,A/RES/79/1,NLD,sponsor,\n"
            "3,A/RES/79/1,KOR,sponsor,\n3,A/RES/79/1,KEN,additional_sponsor,\n"
            "2,A/RES/71/9,BRA,sponsor_on_behalf,the States of a group\n"
        ),
        "",
    ),
    "rosters/hague": (
        "roster",
        (
            "name_as_listed,role,since\nKenya,endorser,2023-02-16\n"
            "Netherlands,endorser,2023-02-16\nRepublic of Korea,endorser,2023\n"
            "Netherlands,host,2023-02-15\n"
        ),
        HAGUE,
    ),
    "rosters/seoul": (
        "roster",
        "iso3,role,source_url,confidence\nKOR,endorser,https://www.example.com/press,secondary\n",
        SEOUL,
    ),
    "rosters/sponsors": (
        "roster",
        "iso3,role\nNLD,sponsor\nKOR,sponsor\nKEN,additional_sponsor\nNLD,main_sponsor\n",
        SPONSORS,
    ),
    "rollcalls/plenary": (
        "rollcall",
        "iso3,vote\nBRA,X\nKEN,Y\nKOR,Y\nNLD,Y\nRUS,A\nUSA,N\n",
        PLENARY,
    ),
    "rollcalls/committee": (
        "rollcall",
        "name_as_listed,vote\nUnited States of America,N\n",
        COMMITTEE,
    ),
}


class Archive:
    """The folder: write, change and build it."""

    def __init__(self, folder: Path, *, like: Archive | None = None) -> None:
        """Write the folder; as a copy of another one, and of what it built, where one is given."""
        self.root = folder / "sources"
        self.corrections = folder / "corrections.toml"
        self.snapshot = folder / "warehouse" / "trojka.duckdb"
        if like is not None:
            shutil.copytree(like.root.parent, folder, dirs_exist_ok=True)
            return
        self.corrections.write_text("")
        for source_id, (form, text, details) in FILES.items():
            self.add(source_id, text, form=form, details=details)
        self.add_votes(VOTES)
        resolutions = "\n".join(json.dumps(one) for one in RESOLUTIONS)
        self.add("unga/resolutions", resolutions, form="un_resolutions", details="", suffix=".json")

    def add(
        self, source_id: str, content: str | bytes, *, form: str, details: str, suffix: str = ".csv"
    ) -> None:
        path = self.root / (source_id + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode() if isinstance(content, str) else content
        path.write_bytes(raw)
        about = SOURCE.format(
            form=form,
            title=f"Title of {source_id}",
            name=source_id,
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        self.sidecar(source_id).write_text(about + details)

    def add_votes(self, votes: pd.DataFrame) -> None:
        buffer = io.BytesIO()
        votes.to_parquet(buffer)
        self.add("unga/votes", buffer.getvalue(), form="unga_votes", details="", suffix=".parquet")

    def sidecar(self, source_id: str) -> Path:
        return self.root / (source_id + ".toml")

    def file(self, source_id: str) -> Path:
        return self.root / (source_id + ".csv")

    def edit(self, source_id: str, old: str, new: str) -> None:
        """Change a data file, and its checksum with it."""
        path = self.file(source_id)
        self.overwrite(source_id, path.read_text().replace(old, new).encode())

    def overwrite(self, source_id: str, content: bytes) -> None:
        path = self.file(source_id)
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        assert content != path.read_bytes()
        path.write_bytes(content)
        self.edit_sidecar(source_id, before, hashlib.sha256(content).hexdigest())

    def edit_sidecar(self, source_id: str, old: str, new: str) -> None:
        text = self.sidecar(source_id).read_text()
        assert old in text
        self.sidecar(source_id).write_text(text.replace(old, new))

    def correct(self, **entry: str) -> None:
        lines = [f"{name} = {value}" for name, value in entry.items()]
        with self.corrections.open("a") as file:
            file.write("\n".join(["[[correction]]", *lines]) + "\n")

    def arguments(self, command: str) -> list[str]:
        return [command, "--sources", str(self.root), "--corrections", str(self.corrections)]

    def run(self, command: str = "build") -> int:
        return main(self.arguments(command))
