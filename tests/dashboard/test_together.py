"""Who stands together, on the real record and on groupings spelled out."""

import dataclasses

import pandas as pd
import pytest

from analytics import selection
from analytics.blocs import blocs, questions
from analytics.blocs.questions import bloc_grouping
from dashboard import blocs_in_words, i18n, theme
from dashboard.figures import blocs as draw
from data.facts import Facts
from tests.dashboard.conftest import OpenPage

QUESTION = selection.Question("votes", ("disarmament",), 5)


@pytest.fixture(scope="module")
def found(facts: Facts) -> blocs.Blocs:
    return facts.recall(bloc_grouping, QUESTION)


def _texts(app) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info])


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answer_gives_blocs_and_stability(
    open_page: OpenPage, found: blocs.Blocs, language: str
) -> None:
    app = open_page("together", lang=language)
    assert not app.exception
    i18n.use(language, i18n.translations(language))
    assert f"**{i18n.number(found.stability, decimals=2)}**" in _texts(app)
    assert f"**{found.k} blo" in _texts(app)
    assert f"**{int(found.members['is_swing'].sum())} " in _texts(app)
    i18n.use("en", i18n.translations("en"))


@pytest.mark.real
def test_the_contested_votes_on_disarmament_group_firmly(found: blocs.Blocs) -> None:
    assert found.is_stable
    assert found.stability >= 0.85


@pytest.mark.real
def test_rosters_alone_are_said_to_give_no_stable_grouping(open_page: OpenPage) -> None:
    app = open_page("together", by="rosters")
    assert not app.exception
    assert "**No stable grouping**" in _texts(app)
    assert "must not be quoted" in _texts(app)


@pytest.mark.real
def test_a_link_brings_its_filters_and_nonsense_is_dropped(open_page: OpenPage) -> None:
    app = open_page("together", on="nuclear", sessions="7", shape="near")
    assert not app.exception
    assert app.query_params["on"] == "nuclear"
    assert app.query_params["shape"] == "near"
    assert "sessions" not in app.query_params


@pytest.mark.real
def test_every_swing_state_is_in_no_bloc_on_the_map(facts: Facts, found: blocs.Blocs) -> None:
    rows = blocs_in_words.rows(found, facts.states)
    swing = set(found.members.loc[found.members["is_swing"], "iso3"])
    assert set(rows.loc[rows["category"] == blocs_in_words.SWING, "iso3"]) == swing
    assert set(rows["iso3"]) == set(found.members["iso3"])


@pytest.mark.real
def test_states_near_the_threshold_swing_when_it_rises(facts: Facts, found: blocs.Blocs) -> None:
    none = dataclasses.replace(found, members=found.members.assign(is_swing=False))
    rows = blocs_in_words.rows(none, facts.states)
    assert blocs_in_words.SWING not in set(rows["category"])


def test_a_text_is_told_in_words_of_its_kind() -> None:
    vote = {"kind": "votes", "title": "A ban", "mean_bloc": -0.9, "mean_rest": 0.5}
    roster = {"kind": "rosters", "title": "A call", "mean_bloc": 1.0, "mean_rest": 0.25}
    assert blocs_in_words.apart(vote) == "**A ban**: against; the others rather in favour"
    assert blocs_in_words.apart(roster) == "**A call**: 100% of the bloc listed, 25% of the others"


@pytest.mark.parametrize(
    ("mean", "word"), [(1, "in favour"), (0.0, "abstaining or divided"), (-1.0, "against")]
)
def test_the_ends_of_the_scale_have_names(mean: float, word: str) -> None:
    text = {"kind": "votes", "title": "T", "mean_bloc": mean, "mean_rest": mean}
    assert blocs_in_words.apart(text).endswith(f"the others {word}")


def test_states_left_out_are_named() -> None:
    left_out = pd.DataFrame(
        {"kind": ["state", "rollcall"], "key": ["CHL", "r1"], "reason": "too_few_votes"}
    )
    text = blocs_in_words.out_of(left_out, {"CHL": "Chile"})
    assert text == "1 State has too few votes or rosters to be compared: Chile."
    assert blocs_in_words.out_of(left_out.iloc[1:], {"CHL": "Chile"}) == ""


def test_blocs_differ_in_mark_and_not_in_hue_alone() -> None:
    kinds = blocs_in_words.categories(3, has_swing=True)
    states = pd.DataFrame(
        {
            "x": [0.0, 1.0, 2.0],
            "y": [0.0, 1.0, 0.0],
            "category": ["1", "2", "swing"],
            "name": ["Chile", "Kenya", "Nigeria"],
            "hover": "",
        }
    )
    figure = draw.closeness(states, categories=kinds)
    assert [len(trace.x) for trace in figure.data] == [1, 1, 0, 1]
    assert len({trace.marker.symbol for trace in figure.data}) == 4
    assert [trace.name for trace in figure.data] == [
        "Bloc A (1)",
        "Bloc B (1)",
        "Bloc C (0)",
        "Swing (1)",
    ]


def test_the_stability_curve_marks_what_was_chosen_and_the_threshold() -> None:
    curve = pd.DataFrame(
        {
            "k": [2, 3],
            "ari_mean": [0.7, 0.95],
            "ari_q10": [0.5, 0.9],
            "null_q95": [0.1, 0.1],
            "is_chosen": [False, True],
        }
    )
    words = dict.fromkeys(("mean", "low", "null", "threshold", "chosen", "x", "y"), "word")
    figure = draw.stability(curve, threshold=0.85, words=words)
    assert [list(trace.y) for trace in figure.data] == [[0.7, 0.95], [0.5, 0.9], [0.1, 0.1]]
    assert len({trace.line.dash for trace in figure.data}) == 3
    assert figure.layout.shapes[0].y0 == 0.85
    assert {(note.x, note.y) for note in figure.layout.annotations} >= {(3, 0.95)}


def test_every_number_of_blocs_has_a_look_of_its_own() -> None:
    kinds = blocs_in_words.categories(questions.BLOC_RUNS.k_max, has_swing=True)
    assert len({(kind.colour, kind.pattern) for kind in kinds}) == len(kinds)
    assert all(kind.text_colour in (theme.INK, "#FFFFFF") for kind in kinds)
