"""What the search box shows of the real record, in both languages."""

import pytest

from dashboard import i18n, navigation
from dashboard.search import suggestions
from data.facts import Facts

pytestmark = pytest.mark.real

ASKED = [
    ("Brazilië", "state?state=BRA"),
    ("brazil", "state?state=BRA"),
    ("Swaziland", "state?state=SWZ"),
    ("ivory coast", "state?state=CIV"),
    ("80/58", "rollcalls?rollcall=a_res_80_58"),
    ("A/RES/80/58", "rollcalls?rollcall=a_res_80_58"),
    ("pathways", "instruments?part=roster&instrument=reaim_2026_pathways"),
    ("gge", "instruments?part=roster&instrument=gge_laws"),
    ("african group", "instruments?part=roster&instrument=un_ag"),
    ("tijdlijn", "timeline"),
    ("next vote", "next-vote"),
]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_a_desk_types_leads_to_its_view(facts: Facts, language: str) -> None:
    """In either language, as a desk speaks both; the link carries on the language."""
    carried = "" if language == i18n.DEFAULT else f"lang={language}"
    with i18n.spoken(language):
        for typed, address in ASKED:
            found = suggestions.for_words(facts, typed, navigation.PLACES)
            first = found["groups"][0]["links"][0]["address"]
            mark = "&" if "?" in address else "?"
            assert first == address + (mark + carried if carried else ""), typed


def test_every_state_and_text_is_found_under_its_own_name(facts: Facts) -> None:
    for table, column, view in (
        (facts.states, "name_en", "state"),
        (facts.instruments[facts.instruments["snapshot_of"].isna()], "short_name", "instruments"),
    ):
        for name in table[column]:
            found = suggestions.for_words(facts, name, navigation.PLACES)
            links = [link for group in found["groups"] for link in group["links"]]
            assert name in [link["name"] for link in links], name
            assert any(link["address"].startswith(view) for link in links), name


def test_milestones_and_documents_are_found(facts: Facts) -> None:
    found = suggestions.for_words(facts, "nairobi summit", navigation.PLACES)
    links = {group["heading"]: group["links"][0] for group in found["groups"]}
    assert links["Milestones"]["address"].startswith("timeline?from=")
    found = suggestions.for_words(facts, "seoul declaration safe", navigation.PLACES)
    (document,) = (
        group["links"][0] for group in found["groups"] if group["heading"] == "Documents"
    )
    assert document["is_outside"]
    assert document["address"].startswith("https://")


def test_what_fits_nothing_is_said_and_the_nearest_offered(facts: Facts) -> None:
    found = suggestions.for_words(facts, "kenja", navigation.PLACES)
    assert found["sentence"] == "Nothing here is called “kenja”. Nearest to it:"
    assert found["groups"][0]["links"][0]["name"] == "Kenya"
    found = suggestions.for_words(facts, "qqqxxzz", navigation.PLACES)
    assert found["groups"] == []
    assert "Nothing here is called “qqqxxzz”, or nearly so." in found["sentence"]
