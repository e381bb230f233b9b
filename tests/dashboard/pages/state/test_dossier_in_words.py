"""What the record holds on a State, in words: on the tiny world, worked by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from analytics.record import dossier, headline
from dashboard import i18n
from dashboard.pages.state import dossier_in_words, wording
from dashboard.words import states
from data import facts

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")
World = dict[str, pd.DataFrame]


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param, i18n.translations(request.param))
    yield request.param
    i18n.use(i18n.DEFAULT, i18n.translations(i18n.DEFAULT))


def facts_of(world: World, iso3: str) -> pd.DataFrame:
    found = dossier.of_state(iso3, **{name: world[name] for name in TABLES})
    return pd.concat([found.timeline, found.undated], ignore_index=True)


def words_of(world: World, iso3: str) -> pd.DataFrame:
    return dossier_in_words.rows(facts_of(world, iso3), world["evidence"])


def headline_of(world: World, iso3: str) -> headline.Headline:
    tables = {name: world[name] for name in TABLES}
    return headline.of_state(iso3, topic="aimd", domain="military AI", **tables)


def state(world: World, iso3: str) -> pd.Series:
    return world["states"].set_index("iso3").loc[iso3]


def answer(world: World, iso3: str) -> str:
    name = states.names(world["states"])[iso3]
    return wording.finding_sentence(name, state(world, iso3), headline_of(world, iso3))


def test_the_answer_says_votes_sponsorship_and_texts(world: World) -> None:
    assert answer(world, "KEN") == (
        "**Kenya** voted for A/RES/80/2 and abstained on A/RES/79/1. It joined the sponsors of "
        "A/RES/80/2 later. It is listed on Second Blueprint and Third Pathways and is not listed "
        "on First Call."
    )


def test_what_is_documented_is_not_called_unknown(world: World) -> None:
    text = answer(world, "CHL")
    assert "Also documented: Attended and did not endorse (Second Blueprint)." in text
    assert "not known" not in text


def test_what_no_source_tells_is_called_unknown(world: World) -> None:
    assert answer(world, "POL").endswith("Whether it joined Second Blueprint is not known.")


def test_who_is_no_member_has_no_vote_and_is_no_missing_sponsor(world: World) -> None:
    text = answer(world, "PSE")
    assert text.startswith("**Palestine** has no vote in the General Assembly. It is listed on")
    assert "sponsor" not in text
    labels = [tile.label for tile in wording.tiles(state(world, "PSE"), headline_of(world, "PSE"))]
    assert labels == ["First Call", "Second Blueprint", "Third Pathways"]


def test_a_former_state_is_said_to_be_one(world: World) -> None:
    assert answer(world, "YUG").startswith("**Yugoslavia** no longer exists")


def test_a_glance_pairs_every_word_with_a_shape(world: World) -> None:
    tiles = wording.tiles(state(world, "CHL"), headline_of(world, "CHL"))
    assert [(tile.label, tile.value, tile.meaning) for tile in tiles] == [
        ("A/RES/79/1", "● In favour", "24 December 2024 · Sponsors not known"),
        ("A/RES/80/2", "○ Did not vote", "1 December 2025 · Not a sponsor"),
        ("First Call", "○ Not listed", "16 February 2023"),
        ("Second Blueprint", "? Not known", "10 September 2024 · Attended and did not endorse"),
        ("Third Pathways", "● Listed", "5 February 2026"),
    ]


@pytest.mark.slow
def test_every_fact_is_in_words_with_its_source(world: World, language: str) -> None:
    for iso3 in ("CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE"):
        words = words_of(world, iso3)
        assert len(words) == len(facts_of(world, iso3))
        assert words["source"].str.startswith("https://").all()
        assert set(words["lane"]) <= set(dossier_in_words.LANES)
        assert set(words["mark"]) <= {mark.key for mark in dossier_in_words.marks()}
        assert (words[["when", "name", "detail", "confidence"]] != "").all(axis=None)


@pytest.mark.slow
def test_dates_are_given_as_sourced_or_by_their_bounds(world: World) -> None:
    when = words_of(world, "KOR").set_index("key")["when"]
    assert when["pathways_2026"] == "between 5 February 2026 and 17 July 2026"
    assert words_of(world, "NGA").set_index("key")["when"]["views_2025"] == "June 2025"
    assert words_of(world, "NLD").set_index("key")["when"]["north"] == "not dated"


def test_only_votes_on_ai_stand_under_their_symbol(world: World) -> None:
    words = words_of(world, "CHL").set_index("key")
    assert words.loc["res_2", ["lane", "label"]].tolist() == ["vote_ai", "80/2"]
    assert words.loc["pathways_2026", "label"] == "Third Pathways"


def test_a_state_of_which_nothing_is_known_has_no_rows(world: World) -> None:
    assert words_of(world, "YUG").empty


def test_votes_come_by_topic_and_then_the_latest_first(world: World) -> None:
    topics = world["topics"].copy()
    topics.loc[topics["rollcall_id"] == "res_2", "topic"] = "laws"
    world["topics"] = topics
    facts = facts_of(world, "KEN")
    words = dossier_in_words.rows(facts, world["evidence"])
    votes = dossier_in_words.by_topic(words[words["group"] == "vote"], facts)
    assert votes["key"].tolist() == ["c1_res_2", "res_1", "res_2"]


def test_a_place_in_the_united_nations_is_one_line(world: World) -> None:
    assert wording.standing_line(state(world, "KEN")) == "African Group · UN member since 1963"
    assert wording.standing_line(state(world, "PSE")) == "UN observer"


def test_what_is_not_known_has_its_reason_in_words(world: World) -> None:
    found = dossier.of_state("CHL", **{name: world[name] for name in TABLES})
    words = dossier_in_words.unknown_rows(found.unknown)
    assert words["reason"].tolist() == [
        "Few names are known, or none",
        "Few names are known, or none",
        "Few names are known, or none",
        "Only some names are known",
    ]


def test_states_to_choose_from_are_members_first_and_others_with_what_they_are(
    world: World,
) -> None:
    words = list(states.choices(facts.of_tables(world)).values())
    assert words[0] == "Chile"
    assert words[-2:] == ["Palestine · UN observer", "Yugoslavia · Former State"]


@pytest.mark.real
def test_every_reason_in_the_record_has_a_word(record: World) -> None:
    tables = {name: record[name] for name in TABLES}
    found = [dossier.of_state(iso3, **tables).unknown for iso3 in ("KEN", "USA", "VAT", "XKX")]
    assert set(pd.concat(found)["reason"]) <= set(dossier_in_words.REASONS)
