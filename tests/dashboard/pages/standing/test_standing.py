"""The first page, on the real record, in both languages."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.record import coalition
from dashboard import i18n
from data import store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")


@pytest.fixture(scope="module")
def found(snapshot: store.Snapshot) -> coalition.Coalition:
    tables = {table: snapshot.frame(table) for table in TABLES}
    return coalition.of_subject(topic="aimd", domain="military AI", **tables)


def _answer(app: AppTest) -> str:
    (text,) = [
        block.value for block in app.markdown if "**" in block.value and "80/58" in block.value
    ]
    return str(text)


def _headings(app: AppTest) -> list[str]:
    return [block.value for block in app.subheader]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answer_gives_the_figures_of_the_record(
    open_page: OpenPage, found: coalition.Coalition, language: str
) -> None:
    app = open_page("standing", lang=language)
    assert not app.exception
    vote = found.votes.iloc[-1]
    answer = _answer(app)
    assert f"**{vote['n_yes']} " in answer
    assert f"**{vote['n_sponsors']}**" in answer
    for row in found.texts.to_dict("records"):
        shown = f"**{row['n_endorsers']}**" in answer
        assert shown == (row["n_named"] > 0)


def test_every_figure_stands_in_a_tile_with_its_meaning(
    open_page: OpenPage, found: coalition.Coalition
) -> None:
    app = open_page("standing")
    shown = {metric.label: metric.value for metric in app.metric}
    for row in found.texts.to_dict("records"):
        view = f"instruments?part=roster&instrument={row['instrument_id']}"
        assert shown[f"[{row['short_name']}](<{view}>)"] == str(row["n_endorsers"])
    assert shown["Voted for A/RES/80/58"] == "167"
    assert shown["Voted for it, named on no summit text"] == str(len(found.pool))
    captions = [caption.value for caption in app.caption]
    (votes,) = [caption for caption in captions if "5 abstained, 16 did not vote" in caption]
    assert votes.startswith("[5 against](next-vote?series=")
    assert "10 known by name; 10 September 2024" in captions


def test_names_are_listed_by_tier_and_lead_to_the_dossiers(
    open_page: OpenPage, found: coalition.Coalition
) -> None:
    app = open_page("standing")
    texts = [block.value for block in app.markdown]
    tiers = found.return_tiers.tiers.set_index("tier")
    for tier, word in (("left", "Did not return"), ("stayed", "Stayed"), ("new", "New")):
        place = texts.index(f"**{word}: {tiers.loc[tier, 'n_members']}**")
        names = texts[place + 1]
        assert names.count("(state?state=") == tiers.loc[tier, "n_members"]
    assert any("[Ghana](state?state=GHA)" in text for text in texts)


def test_others_than_un_members_stand_apart(open_page: OpenPage) -> None:
    app = open_page("standing")
    assert any("Not a UN member: [Palestine]" in caption.value for caption in app.caption)
    app = open_page("standing", of="us_political_declaration")
    assert any(block.value == "Not UN members: Kosovo (Listed)." for block in app.markdown)


def test_the_last_summit_text_is_shown_at_first_and_leaves_no_trace(
    open_page: OpenPage, found: coalition.Coalition
) -> None:
    app = open_page("standing")
    assert app.selectbox(key="of").value == found.return_tiers.texts["instrument_id"].iloc[-1]
    assert "of" not in app.query_params


@pytest.mark.parametrize("view", ["tiles", "map", "list"])
def test_a_link_names_what_is_shown_and_how(open_page: OpenPage, view: str) -> None:
    app = open_page("standing", **{"of": "a_res_80_58", "as": view})
    assert not app.exception
    assert app.selectbox(key="of").value == "a_res_80_58"
    assert (
        "AI in the military domain · General Assembly A/RES/80/58 · 1 December 2025"
        in _headings(app)
    )
    n_charts = len(app.get("plotly_chart"))
    assert n_charts == (2 if view == "list" else 3)


def test_what_is_not_an_option_is_dropped(open_page: OpenPage, found: coalition.Coalition) -> None:
    app = open_page("standing", **{"of": "reaim_2031", "as": "globe"})
    assert not app.exception
    assert app.selectbox(key="of").value == found.return_tiers.texts["instrument_id"].iloc[-1]
    assert "of" not in app.query_params
    assert "as" not in app.query_params


def test_a_roster_known_in_part_says_what_is_not_known(open_page: OpenPage) -> None:
    app = open_page("standing", of="reaim_2024_blueprint")
    said = [info.value for info in app.info]
    assert any("Of 183 States the source does not tell" in text for text in said)
    assert any(
        "51 States that the publisher counts are named in no source" in text for text in said
    )
    assert any("cannot be said" in caption.value for caption in app.caption)


def test_a_roll_call_known_in_part_is_not_measured(open_page: OpenPage) -> None:
    app = open_page("standing", of="a_c1_79_l43")
    assert not app.exception
    assert any("No UN member is counted here" in caption.value for caption in app.caption)


def test_groups_represented_beyond_chance_are_named(open_page: OpenPage) -> None:
    app = open_page("standing")
    told = "\n".join(caption.value for caption in app.caption)
    few, many = re.search(r"Fewer than chance (.+\)\.) More than chance (.+\)\.)", told).groups()
    for words, side in ((few, 1), (many, -1)):
        counts = re.findall(r"\((\d+) of (\d+); in proportion", words)
        assert counts
        assert all(side * (45 * int(of) - int(n) * 193) > 0 for n, of in counts)


def test_what_is_documented_beside_the_lists_is_shown(
    open_page: OpenPage, found: coalition.Coalition
) -> None:
    app = open_page("standing")
    (table,) = [t.value for t in shown_tables(app) if "Fact" in t.value.columns]
    assert len(table) == len(found.stances)
    assert {"China", "United States", "Costa Rica"} <= set(table["State"])


def test_a_region_is_looked_at_from_near(open_page: OpenPage) -> None:
    app = open_page("standing", near="Africa")
    assert not app.exception
    assert app.selectbox(key="near").value == "Africa"
    app = open_page("standing", near="Atlantis")
    assert "near" not in app.query_params
