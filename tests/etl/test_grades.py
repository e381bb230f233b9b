"""How good a site is, by the list of sites."""

from __future__ import annotations

import pandas as pd
import pytest

from data.provenance import GRADES
from etl import build, evidence
from etl.grades import Grades
from tests.etl.archive import Archive

SITES = pd.DataFrame(
    [
        ("un.org", "official"),
        ("blogs.un.org", "recognised"),
        ("gov", "official"),
        ("gov.*", "official"),
        ("github.com", "copy"),
        ("github.com/UNxml", "official"),
        ("github.com/UNxml/Drafts", "recognised"),
    ],
    columns=["site", "grade"],
)


@pytest.mark.parametrize(
    ("url", "grade"),
    [
        ("https://un.org", "official"),
        ("https://docs.un.org/en/A/RES/79/239", "official"),
        ("https://Press.UN.org/en/2023/gadis3731.doc.htm", "official"),
        ("https://blogs.un.org/a", "recognised"),
        ("https://stun.org/a", "copy"),
        ("https://un.org.example.com/a", "copy"),
        ("https://www.state.gov/a", "official"),
        ("https://www.mfa.gov.lv/en/policy", "official"),
        ("https://www.mfa.gov.info/en/policy", "copy"),
        ("https://gov.lv.example.com", "copy"),
        ("https://github.com/UNxml/GAresolutions", "official"),
        ("https://github.com/UNxml/Drafts/blob/main/a.json", "recognised"),
        ("https://github.com/UNxml (a remark)", "copy"),
        ("https://github.com/someone/UNxml", "copy"),
        ("https://www.trtworld.com:443/article/1", "copy"),
        ("public GitHub file, repository not recorded (no. 5)", "copy"),
    ],
)
def test_the_most_exact_site_counts_and_an_unknown_one_is_a_copy(url: str, grade: str) -> None:
    assert Grades(SITES).of(url) == grade


@pytest.mark.slow
def test_every_document_has_the_grade_of_its_site(archive: Archive) -> None:
    documents = build.check(archive.root, archive.corrections).tables["evidence"]
    grades = documents.set_index("url")["grade"]
    assert grades["https://example.org/rosters/hague"] == "official"
    assert grades["https://www.example.com/press"] == "recognised"
    assert grades["https://www.example.com/venue"] == "copy"


@pytest.mark.slow
def test_rows_read_in_a_copy_point_to_it_and_their_text_to_the_official_page(
    archive: Archive,
) -> None:
    archive.edit_sidecar(
        "rosters/hague",
        'url = "https://example.org/rosters/hague"',
        'url = "https://www.mfa.gov.nl/hague"\nread_in = "https://blog.example.net/hague"',
    )
    tables = build.check(archive.root, archive.corrections).tables
    official, copy = (
        evidence.key(url)
        for url in ("https://www.mfa.gov.nl/hague", "https://blog.example.net/hague")
    )
    hague = tables["memberships"].query("instrument_id == 'hague'")
    assert set(hague["evidence_id"]) == {copy}
    assert tables["instruments"].set_index("instrument_id").loc["hague", "evidence_id"] == official
    documents = tables["evidence"].set_index("evidence_id")
    assert documents.loc[[official, copy], "grade"].tolist() == ["official", "copy"]
    assert documents["retrieved"].isna().to_dict()[official]
    assert documents.loc[copy, "retrieved"] == "2026-11"
    assert tables["sources"].set_index("source_id").loc["rosters/hague", "read_in"] == (
        "https://blog.example.net/hague"
    )


@pytest.mark.real
def test_known_sites_of_the_record_have_the_grade_that_is_theirs() -> None:
    documents = build.check().tables["evidence"]
    assert set(documents["grade"]) == set(GRADES)
    site = documents["url"].str.extract(r"://(?:www\.)?([^/:]+)", expand=False)
    held = documents.groupby(site)["grade"].agg(set).to_dict()
    for name in ("treaties.un.org", "exteriores.gob.es", "mofa.go.kr", "state.gov", "elysee.fr"):
        assert held[name] == {"official"}
    assert held["github.com"] == set(GRADES)
    for name in ("americanjuggalo.com", "rumble-crumble-i.com", "defense-arab.com"):
        assert held[name] == {"copy"}


@pytest.mark.real
def test_no_roster_of_the_process_is_known_to_its_reader_by_a_copy_where_another_page_is() -> None:
    tables = build.check().tables
    grade = tables["evidence"].set_index("evidence_id")["grade"]
    page = tables["instruments"].set_index("instrument_id")["evidence_id"].map(grade)
    assert (
        page[["dfi", "cri", "paris_ai_2025", "commonwealth", "caricom_aws_2023"]].tolist()
        == ["official"] * 5
    )
    assert page["laws_js_2022"] == "recognised"
