"""The page on the next recorded vote: its figures, its words and its charts."""

import pandas as pd
import pytest

from analytics import next_vote, titles
from analytics.next_vote import forecast
from dashboard import i18n
from dashboard.pages.next_vote import content
from dashboard.pages.next_vote import figures as draw
from dashboard.words import next_votes
from data.facts import Facts
from tests.dashboard.conftest import OpenPage

LAWS = "lethal autonomous weapons systems"


@pytest.fixture(scope="module")
def expected(facts: Facts) -> forecast.Forecast:
    return facts.recall(next_vote.next_vote_on, next_votes.AIMD)


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answer_is_the_tally_expected_with_its_range(
    open_page: OpenPage, expected: forecast.Forecast, language: str
) -> None:
    app = open_page("next-vote", lang=language)
    assert not app.exception
    assert not app.error
    (answer,) = [
        text.value
        for text in app.markdown
        if text.value.count("**") >= 4 and "\n" not in text.value
    ][:1]
    tally = expected.tally.set_index("vote")
    for column in ("expected", "low", "high", "last"):
        assert str(round(tally.loc["Y", column])) in answer
    assert app.selectbox(key="series").value == next_votes.AIMD


@pytest.mark.real
def test_the_text_comes_from_the_address_and_nonsense_is_dropped(open_page: OpenPage) -> None:
    app = open_page("next-vote", series=LAWS, case="a_res_79_62")
    assert app.selectbox(key="series").value == LAWS
    assert any("A/RES/79/62" in text.value and "166" in text.value for text in app.markdown)
    assert open_page("next-vote", series="none").selectbox(key="series").value == next_votes.AIMD


@pytest.mark.real
def test_states_without_an_earlier_vote_have_no_forecast_of_their_own(
    expected: forecast.Forecast,
) -> None:
    movers = forecast.movers(expected)
    silent = set(expected.states["iso3"][~expected.states["has_basis"]])
    assert silent
    assert not silent & set(movers["iso3"])
    assert len(movers) + len(silent) == len(expected.states) == 193


@pytest.mark.real
def test_the_texts_of_the_subject_are_offered_first(facts: Facts) -> None:
    texts = facts.recall(next_vote.recurring_texts)
    names = content.texts(facts)
    assert list(names)[:2] == [next_votes.AIMD, LAWS]
    assert set(names) == set(texts["series"])
    assert all(titles.plain(series) == series for series in names)


def test_the_chart_parts_the_likely_range_from_the_rest_by_texture() -> None:
    yes = pd.DataFrame({"n_yes": [1, 2, 3, 4], "share": [0.05, 0.5, 0.4, 0.05]})
    words = {"inside": "in", "outside": "out", "before": "last", "axis": "n"}
    chart = draw.spread(yes, low=2, high=3, last=2, **words)
    within, beyond, line = chart.data
    assert (list(within.x), list(beyond.x)) == ([2, 3], [1, 4])
    assert within.marker.pattern.shape != beyond.marker.pattern.shape
    assert list(line.x) == [2, 2]
