"""What bears a name leads to its view, and what only looks like one does not."""

import pytest

from dashboard import i18n
from dashboard.search import views
from data import facts


def test_a_name_leads_to_its_view_in_the_language_spoken(world) -> None:
    held = facts.of_tables(world)
    for language, name in (("en", "Netherlands"), ("nl", "Nederland")):
        with i18n.spoken(language):
            address = views.view_of(held, name)
            assert address == "state?state=NLD" + ("&lang=nl" if language == "nl" else "")
    assert views.view_of(held, "Nederland") is None
    assert views.view_of(held, "NLD") is None


def test_a_name_that_two_bear_leads_nowhere(world) -> None:
    held = facts.of_tables(world)
    symbol = world["rollcalls"]["symbol"].dropna().iloc[-1]
    assert views.view_of(held, symbol) is not None
    world["rollcalls"]["symbol"] = symbol
    assert views.view_of(facts.of_tables(world), symbol) is None


@pytest.mark.slow
def test_the_states_of_a_sentence_lead_to_their_pages(world) -> None:
    held = facts.of_tables(world)
    assert views.linked(held, "**Kenya (4), Chile** and Kenyan; Netherlands-like.") == (
        "**[Kenya](<state?state=KEN>) (4), [Chile](<state?state=CHL>)** and Kenyan; "
        "Netherlands-like."
    )
    assert views.linked(held, "[Kenya](rollcalls) came") == "[Kenya](rollcalls) came"
    with i18n.spoken("nl"):
        assert views.linked(held, "Nederland") == "[Nederland](<state?state=NLD&lang=nl>)"


@pytest.mark.real
def test_a_name_within_a_longer_one_is_not_taken_for_a_state(facts: facts.Facts) -> None:
    for name, iso3 in (("Equatorial Guinea", "GNQ"), ("Guinea-Bissau", "GNB"), ("Niger", "NER")):
        assert views.linked(facts, f"{name} and") == f"[{name}](<state?state={iso3}>) and"


@pytest.mark.real
def test_every_text_with_a_name_of_its_own_leads_to_its_roster(facts: facts.Facts) -> None:
    texts = facts.instruments[facts.instruments["snapshot_of"].isna()]
    for key, name in zip(texts["instrument_id"], texts["short_name"], strict=True):
        view = f"instruments?part=roster&instrument={key}"
        assert views.view_of(facts, name) in (view, None), name
    assert views.view_of(facts, "A/RES/80/58") == "rollcalls?rollcall=a_res_80_58"
