"""Who could join: words, charts and pages, on the real record and on rows written by hand."""

import json

import numpy as np
import pandas as pd
import pytest

from analytics import opportunities, scoring
from dashboard import cache, chances, i18n, theme
from dashboard.figures import chances as draw
from tests.dashboard.conftest import OpenPage

PATHWAYS = "reaim_2026_pathways"


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Kenya", "Chile", "Oman"],
            "tier": ["lapsed", "voted_yes", "voted_no"],
            "probability": [0.6, 0.3, 0.1],
            "low": [0.5, 0.2, 0.05],
            "high": [0.7, 0.4, 0.15],
            "hover": ["a", "b", "c"],
        }
    )


def _texts(app) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info, *app.caption])


def test_every_tier_and_reason_has_words_and_a_look() -> None:
    assert set(chances.TIERS) == set(opportunities.TIERS) == set(theme.CHANCE_STYLES)
    looks = {(style.colour, style.pattern) for style in theme.CHANCE_STYLES.values()}
    assert len(looks) == len(theme.CHANCE_STYLES)


def test_states_stand_from_the_most_likely_down_with_their_interval(rows: pd.DataFrame) -> None:
    figure = draw.ranked(
        rows, categories=chances.categories(), base_rate=0.2, base_words="Base rate"
    )
    assert list(figure.layout.yaxis.categoryarray) == ["Oman", "Chile", "Kenya"]
    lines = [tuple(trace.x) for trace in figure.data if trace.mode == "lines"]
    assert (0.5, 0.7) in lines
    assert (0.2, 0.2) in lines
    marks = {trace.name: trace.marker.symbol for trace in figure.data if trace.mode == "markers"}
    assert len(set(marks.values())) == len(marks) == 3


def test_reasons_for_and_against_differ_in_texture() -> None:
    rows = pd.DataFrame({"words": ["x", "y"], "log_odds": [1.0, -0.5]})
    pro = theme.Category("a", "for", "#111111", "", "#FFFFFF")
    con = theme.Category("b", "against", "#222222", "/", "#FFFFFF")
    figure = draw.reasons(rows, positive=pro, negative=con, axis="log-odds")
    assert [tuple(trace.x) for trace in figure.data] == [(1.0,), (-0.5,)]
    assert [trace.marker.pattern.shape for trace in figure.data] == ["", "/"]
    assert [trace.marker.pattern.bgcolor for trace in figure.data] == ["#111111", "#222222"]


def test_the_curve_lies_where_predicted_and_observed_say() -> None:
    rows = pd.DataFrame(
        {"n": [9, 9], "predicted": [0.1, 0.5], "observed": [0.2, 0.4], "low": [0, 0.2], "high": 1.0}
    )
    figure = draw.reliability(rows, predicted="p", observed="o", band="b", perfect="1")
    curve = next(trace for trace in figure.data if trace.name == "o")
    assert list(curve.x) == [0.1, 0.5]
    assert list(curve.y) == [0.2, 0.4]


def test_a_measure_that_cannot_be_told_is_a_dash() -> None:
    values = dict.fromkeys(scoring.MEASURES, np.nan)
    scores = scoring.Scores(values, values, values, n_rows=3, n_yes=0, n_events=1)
    assert chances.measured(scores, "auc") == "— (— to —)"


@pytest.mark.parametrize(
    ("log_odds", "factor"), [(0.0, "1.0"), (np.log(2), "2.0"), (-np.log(2), "0.5")]
)
def test_log_odds_are_told_as_a_factor(log_odds: float, factor: str) -> None:
    assert chances.factor(log_odds) == factor


@pytest.mark.real
class TestPages:
    @pytest.mark.parametrize(
        ("language", "title", "sentence"),
        [
            ("en", "Opportunities", "may join REAIM 2026 Pathways within a year of"),
            ("nl", "Kansen", "kunnen zich binnen een jaar na"),
        ],
    )
    def test_it_tells_how_many_may_join_the_last_of_the_summits(
        self, open_page: OpenPage, language: str, title: str, sentence: str
    ) -> None:
        app = open_page("opportunities", lang=language, text=PATHWAYS)
        assert not app.exception
        assert app.title[0].value == title
        assert sentence in _texts(app)

    def test_the_table_holds_everybody_not_listed_in_order(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text=PATHWAYS)
        table = next(f.value for f in app.dataframe if "Probability" in f.value.columns)
        assert len(table) == 193 - 45
        told = table["Probability"].dropna()
        assert told.is_monotonic_decreasing
        assert told.between(0, 1).all()

    def test_who_is_documented_as_not_on_it_is_not_drawn_as_the_likeliest(
        self, open_page: OpenPage
    ) -> None:
        app = open_page("opportunities", text=PATHWAYS)
        chart = json.loads(app.get("plotly_chart")[0].proto.spec)
        drawn = chart["layout"]["yaxis"]["categoryarray"]
        table = next(f.value for f in app.dataframe if "Probability" in f.value.columns)
        documented = set(table["State"][table["On record"] != ""])
        assert "United States" in documented
        assert not documented & set(drawn)
        assert "States documented as not on it are in the table only." in _texts(app)

    def test_what_is_documented_stands_beside_the_probability(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", state="USA", text=PATHWAYS)
        assert "Documented as not on it: " in _texts(app)
        assert "Attended and did not endorse. The model does not know it." in _texts(app)

    def test_filters_come_from_the_address(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", group="GRULAC", tier="voted_yes")
        table = next(f.value for f in app.dataframe if "Probability" in f.value.columns)
        assert set(table["From where"]) == {"Voted in favour, never endorsed"}
        assert len(set(table["Regional group"])) == 1

    def test_a_text_that_is_not_there_is_dropped(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text="treaty_of_nowhere")
        assert not app.exception
        assert app.selectbox(key="text").value == open_page("opportunities").selectbox("text").value

    def test_a_text_to_come_can_be_asked_about(self, open_page: OpenPage) -> None:
        current = cache.snapshot()
        held = cache.joining_targets(current, current.version)
        target = next(one for one in held if one.is_next)
        texts = cache.frame(current, current.version, "instruments").set_index("instrument_id")
        app = open_page("opportunities", text=target.key)
        assert not app.exception
        name = texts.loc[target.instrument_id, "short_name"]
        assert f"may join: Next version of {name}" in _texts(app)

    @pytest.mark.parametrize(
        ("language", "title", "model"),
        [("en", "How good is this?", "The model"), ("nl", "Hoe goed is dit?", "Het model")],
    )
    def test_the_model_stands_beside_its_baselines(
        self, open_page: OpenPage, language: str, title: str, model: str
    ) -> None:
        app = open_page("quality", lang=language)
        assert not app.exception
        assert app.title[0].value == title
        table = app.dataframe[0].value
        assert table.iloc[0, 0] == model
        assert len(table) == 7

    def test_the_state_page_has_its_probabilities_and_reasons(self, open_page: OpenPage) -> None:
        app = open_page("state", state="BRA", dossier="chances")
        assert not app.exception
        headings = [block.value for block in [*app.header, *app.subheader]]
        assert "Could it join?" in headings
        assert "Who could approach Brazil" in headings
        i18n.use("en", i18n.translations("en"))
        current = cache.snapshot()
        target = cache.joining_targets(current, current.version)[0]
        found = cache.opportunities_in(current, current.version, target)
        chance = found.set_index("iso3")["probability"]["BRA"]
        table = next(f.value for f in app.dataframe if "From where" in f.value.columns)
        assert table["Probability"].iloc[0] == i18n.per_cent(round(chance, 3))

    def test_a_state_that_is_no_member_is_not_asked_about(self, open_page: OpenPage) -> None:
        app = open_page("state", state="PSE", dossier="chances")
        assert not app.exception
        assert "dossier" not in app.query_params
        assert "Could it join?" not in [block.value for block in app.header]
