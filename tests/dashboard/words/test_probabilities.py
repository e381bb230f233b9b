"""Who could join: words, charts and pages, on the real record and on rows written by hand."""

import json

import numpy as np
import pandas as pd
import pytest

from analytics import joining, scoring
from analytics.joining import features, opportunities
from analytics.joining.history import CLASSES
from dashboard import i18n, theme
from dashboard.figures import reasons as draw
from dashboard.pages.opportunities.ranking import figures
from dashboard.pages.quality import figures as calibration
from dashboard.words import probabilities
from data.facts import current_facts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

PATHWAYS = "reaim_2026_pathways"


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Kenya", "Chile", "Oman"],
            "origin": ["lapsed", "voted_yes", "voted_no"],
            "probability": [0.6, 0.3, 0.1],
            "low": [0.5, 0.2, 0.05],
            "high": [0.7, 0.4, 0.15],
            "hover": ["a", "b", "c"],
        }
    )


def _texts(app) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info, *app.caption])


def test_every_origin_kind_and_family_has_words_and_a_look() -> None:
    assert set(probabilities.ORIGINS) == set(opportunities.ORIGINS) == set(theme.ORIGIN_STYLES)
    assert set(probabilities.KINDS) == set(CLASSES)
    assert set(probabilities.FAMILIES) == set(features.FAMILIES)
    looks = {(style.colour, style.pattern) for style in theme.ORIGIN_STYLES.values()}
    assert len(looks) == len(theme.ORIGIN_STYLES)


def test_states_stand_from_the_most_likely_down_with_their_interval(rows: pd.DataFrame) -> None:
    figure = figures.ranked(
        rows, categories=probabilities.origin_categories(), base_rate=0.2, base_words="Base rate"
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


def test_long_reasons_go_on_below_and_keep_their_place() -> None:
    long = "Joined 3 of 5 texts carried by Spain, South Korea and Netherlands"
    rows = pd.DataFrame({"words": [long, "y < z"], "log_odds": [1.0, -0.5]})
    kind = theme.Category("a", "for", "#111111", "", "#FFFFFF")
    figure = draw.reasons(rows, positive=kind, negative=kind, axis="log-odds")
    first = figure.layout.yaxis.categoryarray[1]
    assert first.replace("<br>", " ") == long
    assert "<br>" in first
    assert list(figure.data[1].y) == ["y &lt; z"]


def test_the_curve_lies_where_predicted_and_observed_say_in_a_panel_each() -> None:
    rows = pd.DataFrame(
        {"n": [9, 9], "predicted": [0.1, 0.5], "observed": [0.2, 0.4], "low": [0, 0.2], "high": 1.0}
    )
    other = rows.assign(observed=[0.3, 0.6])
    words = {"predicted": "p", "observed": "o", "band": "b", "perfect": "1"}
    figure = calibration.reliability({"A": rows, "B": other}, **words)
    curves = [trace for trace in figure.data if trace.name == "o"]
    assert [list(curve.y) for curve in curves] == [[0.2, 0.4], [0.3, 0.6]]
    assert [curve.xaxis for curve in curves] == ["x", "x2"]
    assert [bool(curve.showlegend) for curve in curves] == [True, False]
    named = {note.text for note in figure.layout.annotations}
    assert {"A", "B"} <= named
    assert "A" not in {
        n.text for n in calibration.reliability({"A": rows}, **words).layout.annotations
    }


def test_a_measure_that_cannot_be_told_is_a_dash() -> None:
    values = dict.fromkeys(scoring.MEASURES, np.nan)
    scores = scoring.Scores(values, values, values, n_rows=3, n_yes=0, n_groups=1)
    assert probabilities.measure_with_interval(scores, "within") == "—"
    assert probabilities.measure_with_interval(None, "within") == "—"


def test_a_measure_is_told_with_its_interval_and_a_true_minus() -> None:
    scores = scoring.Scores({"bss": 0.05}, {"bss": -0.1}, {"bss": 0.09}, 9, 4, 3)
    assert probabilities.measure_with_interval(scores, "bss") == "5% (−10% to 9%)"
    assert (
        probabilities.measure_with_interval(scores, "bss", decimals=True) == "0.05 (−0.10 to 0.09)"
    )


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
        table = next(f.value for f in shown_tables(app) if "Probability" in f.value.columns)
        assert len(table) == 193 - 45
        told = table["Probability"].dropna()
        assert told.is_monotonic_decreasing
        assert told.between(0, 1).all()

    def test_who_stays_away_on_record_stands_apart_without_a_probability(
        self, open_page: OpenPage
    ) -> None:
        app = open_page("opportunities", text=PATHWAYS)
        apart = next(f.value for f in shown_tables(app) if "When" in f.value.columns)
        assert set(apart["State"]) == {"China", "United States"}
        assert apart["Source"].str.startswith("http").all()
        table = next(f.value for f in shown_tables(app) if "Probability" in f.value.columns)
        away = table[table["State"].isin(apart["State"])]
        assert away["Probability"].isna().all()
        assert set(away["In words"]) == {"stays away, on record"}
        drawn = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["yaxis"]
        assert not set(apart["State"]) & set(drawn["categoryarray"])

    def test_of_a_state_that_stays_away_the_document_is_told_and_no_reason(
        self, open_page: OpenPage
    ) -> None:
        app = open_page("opportunities", state="USA", text=PATHWAYS)
        assert "United States stays away, on record: Attended and did not endorse." in _texts(app)
        assert not [f for f in shown_tables(app) if "Log-odds" in f.value.columns]

    def test_what_is_documented_otherwise_stands_beside_the_probability(
        self, open_page: OpenPage
    ) -> None:
        app = open_page("opportunities", state="CRI", text=PATHWAYS)
        assert "not on that of 17 July 2026. The model does not know it." in _texts(app)

    def test_who_carries_a_text_to_come_is_named(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text="next:reaim_2026_pathways")
        assert "stand in: Netherlands, South Korea and Spain." in _texts(app)

    @pytest.mark.parametrize(
        ("text", "test"),
        [
            (PATHWAYS, "texts seen 180 or 365 days after they had opened."),
            ("next:reaim_2026_pathways", "political texts, each on the eve of its opening."),
            ("next:unga_80_58", "resolutions, each on the eve of its opening to sponsors."),
        ],
    )
    def test_beside_a_number_stands_the_test_of_that_very_number(
        self, open_page: OpenPage, text: str, test: str
    ) -> None:
        told = _texts(open_page("opportunities", text=text))
        assert test in told
        assert "were ranked right (50% is chance)." in told
        assert "the base rate, the bare number of joiners" in told

    @pytest.mark.parametrize("text", [PATHWAYS, "next:reaim_2026_pathways"])
    def test_filters_rule_the_sentence_the_chart_the_table_and_the_state_explained(
        self, open_page: OpenPage, text: str
    ) -> None:
        app = open_page("opportunities", text=text, group="AG")
        table = next(f.value for f in shown_tables(app) if "Probability" in f.value.columns)
        assert set(table["Regional group"]) == {"Africa"}
        names = table["State"].tolist()
        told = _texts(app)
        assert "Africa: **" in told
        assert f"Most likely: **[{names[0]}](" in told
        charts = [json.loads(one.proto.spec) for one in app.get("plotly_chart")]
        drawn = charts[0]["layout"]["yaxis"]["categoryarray"]
        assert set(drawn) <= set(names)
        assert drawn[-1] == names[0]
        assert [app.selectbox(key="state").options[0]] == names[:1]
        assert f"Who could approach {names[0]}" in [block.value for block in app.subheader]
        assert "more States** may join" not in told

    def test_an_origin_rules_the_sentence_too(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text=PATHWAYS, group="GRULAC", tier="voted_yes")
        table = next(f.value for f in shown_tables(app) if "Probability" in f.value.columns)
        assert set(table["From where"]) == {"Voted in favour, never endorsed"}
        assert "Latin America and Caribbean and Voted in favour, never endorsed: **" in _texts(app)

    @pytest.mark.parametrize(
        ("language", "label"), [("en", "our own number"), ("nl", "ons eigen aantal")]
    )
    def test_all_follows_from_the_desk_s_own_number_and_says_so(
        self, open_page: OpenPage, language: str, label: str
    ) -> None:
        app = open_page("opportunities", lang=language, text=PATHWAYS, own="50~60~70")
        assert not app.exception
        assert "".join(app.query_params["own"]) == "50~60~70"
        told = _texts(app)
        assert f"**{label}**" in told
        assert "15 more States" in told or "Nog 15 staten" in told
        table = next(f.value for f in shown_tables(app) if len(f.value) == 193 - 45)
        assert table.iloc[:, 4].sum() == pytest.approx(15, abs=0.1)

    @pytest.mark.parametrize("own", ["10~20~30", "50~60~194", "60~50~70", "50~80~70"])
    def test_a_number_out_of_range_is_refused_in_our_words(
        self, open_page: OpenPage, own: str
    ) -> None:
        app = open_page("opportunities", text=PATHWAYS, own=own)
        assert not app.exception
        assert "These three numbers cannot be" in _texts(app)
        assert app.number_input(key="own_lowest").value == int(own.split("~")[0])
        app.number_input(key="own_lowest").set_value(46)
        app.number_input(key="own_likely").set_value(50)
        app.number_input(key="own_highest").set_value(60).run()
        assert "These three numbers cannot be" not in _texts(app)
        assert "".join(app.query_params["own"]) == "46~50~60"

    def test_our_own_number_is_of_one_text_and_can_be_taken_back(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text=PATHWAYS, own="50~60~70")
        app.selectbox(key="text").set_value("next:reaim_2026_pathways").run()
        assert "own" not in app.query_params
        assert not app.toggle(key="own_is_on").value
        app.toggle(key="own_is_on").set_value(True).run()
        assert "own" in app.query_params
        app.toggle(key="own_is_on").set_value(False).run()
        assert "own" not in app.query_params
        assert "our own number" not in _texts(app)

    def test_a_text_that_is_not_there_is_dropped(self, open_page: OpenPage) -> None:
        app = open_page("opportunities", text="treaty_of_nowhere")
        assert not app.exception
        assert app.selectbox(key="text").value == open_page("opportunities").selectbox("text").value

    def test_a_text_to_come_can_be_asked_about(self, open_page: OpenPage) -> None:
        facts = current_facts()
        held = facts.recall(joining.joining_targets)
        target = next(one for one in held if one.is_next)
        texts = facts.instruments.set_index("instrument_id")
        app = open_page("opportunities", text=target.key)
        assert not app.exception
        name = texts.loc[target.instrument_id, "short_name"]
        assert f"may join: Next version of {name}" in _texts(app)

    def test_the_state_page_has_its_probabilities_and_reasons(self, open_page: OpenPage) -> None:
        app = open_page("state", state="BRA", dossier="chances")
        assert not app.exception
        headings = [block.value for block in [*app.header, *app.subheader]]
        assert "Could it join?" in headings
        assert "Who could approach Brazil" in headings
        i18n.use("en", i18n.translations("en"))
        facts = current_facts()
        target = facts.recall(joining.joining_targets)[0]
        found = facts.recall(joining.opportunities_for, target)
        chance = found.set_index("iso3")["probability"]["BRA"]
        table = next(f.value for f in shown_tables(app) if "From where" in f.value.columns)
        assert table["Probability"].iloc[0] == i18n.per_cent(round(chance, 3))
        assert table["Ranked right, of pairs"].str.fullmatch(r"\d+%, \d+ texts").all()

    def test_a_state_that_is_no_member_is_not_asked_about(self, open_page: OpenPage) -> None:
        app = open_page("state", state="PSE", dossier="chances")
        assert not app.exception
        assert "dossier" not in app.query_params
        assert "Could it join?" not in [block.value for block in app.header]
