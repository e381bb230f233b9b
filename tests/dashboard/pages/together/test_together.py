"""Who stands together, on the real record and on groupings spelled out."""

import dataclasses

import pandas as pd
import pytest

from analytics import selection
from analytics.blocs import blocs, consensus, questions
from analytics.blocs.questions import bloc_grouping
from dashboard import i18n, theme
from dashboard.pages.together.picture import figures as draw_where
from dashboard.pages.together.validation import figures as draw
from dashboard.words import blocs_in_words
from data.facts import Facts
from tests.dashboard.conftest import OpenPage

QUESTION = selection.AlignmentQuestion("votes", ("disarmament",), 5)


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
    assert f" {found.k} blo" in _texts(app)
    assert f"**{int(found.members['is_swing'].sum())} " in _texts(app)
    assert i18n.number(found.stability, decimals=2) in "\n".join(c.value for c in app.caption)
    i18n.use("en", i18n.translations("en"))


@pytest.mark.real
def test_blocs_are_called_by_members_and_never_by_letters_alone(
    open_page: OpenPage, facts: Facts, found: blocs.Blocs
) -> None:
    names = facts.states.set_index("iso3")["name_en"]
    called = blocs_in_words.bloc_names(found, names.to_dict())
    assert len(set(called.values())) == found.k
    for row in found.blocs.itertuples():
        assert all(names[s] in called[row.bloc] for s in row.typical.split("|")[:2])
    text = _texts(open_page("together"))
    assert all(f"**{name}**" in text for name in called.values())
    assert "Bloc A" not in text


@pytest.mark.real
def test_the_contested_votes_on_disarmament_group_firmly(found: blocs.Blocs) -> None:
    assert found.is_stable
    assert found.stability >= 0.85


@pytest.mark.real
def test_what_other_texts_do_not_find_again_is_refused_with_its_figure(
    open_page: OpenPage, facts: Facts
) -> None:
    question = selection.AlignmentQuestion("rosters", None, 5)
    refused = facts.recall(bloc_grouping, question)
    assert (refused.k, refused.refusal) == (0, consensus.UNSTABLE)
    app = open_page("together", by="rosters")
    assert not app.exception
    assert "**No blocs can be told**" in _texts(app)
    assert f"**{i18n.number(refused.stability, decimals=2)}**" in _texts(app)
    assert "No bloc is drawn" in _texts(app)
    titles = [block.value for block in app.subheader]
    assert "How near States are to one another" in titles
    assert "Blocs of States" not in titles


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


def _planted(**changes: object) -> blocs.Blocs:
    """Return three blocs of three States spelled out, the last of which swings."""
    result = blocs.Blocs(
        members=pd.DataFrame(
            {
                "iso3": ["CHL", "KEN", "NGA"],
                "bloc": pd.array([1, 2, None], "Int64"),
                "leaning": pd.array([1, 2, 3], "Int64"),
                "certainty": [1.0, 0.95, 0.6],
                "is_swing": [False, False, True],
                "n_votes": 40,
                "n_rosters": 0,
                "x": [0.0, 1.0, 2.0],
                "y": [0.0, 1.0, 0.0],
            }
        ),
        blocs=pd.DataFrame(
            {
                "bloc": [1, 2, 3],
                "n_core": [1, 1, 0],
                "n_leaning": [0, 0, 1],
                "typical": ["CHL|KEN|NGA", "KEN", "NGA|CHL"],
            }
        ),
        texts=pd.DataFrame({"bloc": [], "rank": []}),
        separation=pd.DataFrame(
            {
                "bloc_a": [1, 1, 2],
                "bloc_b": [2, 3, 3],
                "n_between": [0, 1, 0],
                "is_apart": [True, True, True],
            }
        ),
        probabilities=pd.DataFrame(),
        curve=pd.DataFrame(),
        k=3,
        n_borne=3,
        stability=0.9,
        refusal="",
        n_states=3,
        n_rollcalls=40,
        n_texts=20,
        n_rosters=0,
        n_runs=60,
        min_stability=0.85,
        min_certainty=0.9,
        seed=1,
        left_out=pd.DataFrame(),
    )
    return dataclasses.replace(result, **changes)


NAMES = {"CHL": "Chile", "KEN": "Kenya", "NGA": "Nigeria"}


def test_a_bloc_is_called_by_its_two_most_typical_members() -> None:
    called = blocs_in_words.bloc_names(_planted(), NAMES)
    assert called == {1: "Around Chile, Kenya", 2: "Around Kenya", 3: "Around Nigeria, Chile"}


def test_blocs_are_said_to_lie_apart_only_where_all_do() -> None:
    apart = _planted()
    assert blocs_in_words.borders_sentence(apart, NAMES) == (
        "The blocs lie apart: 1 State stands halfway between two of them."
    )
    near = dataclasses.replace(
        apart, separation=apart.separation.assign(is_apart=[True, False, True])
    )
    assert (
        "between “Around Chile, Kenya” and “Around Nigeria, Chile”"
        in blocs_in_words.borders_sentence(near, NAMES)
    )


def test_without_blocs_states_are_told_apart_by_region_and_named_in_none() -> None:
    members = _planted().members.assign(
        bloc=pd.array([None] * 3, "Int64"), leaning=pd.array([None] * 3, "Int64"), is_swing=False
    )
    refused = _planted(
        refusal=consensus.UNSTABLE, members=members, blocs=_planted().blocs.head(0), k=0
    )
    kinds = blocs_in_words.categories(refused, NAMES)
    assert [kind.label for kind in kinds][:1] == ["Africa"]
    assert not [kind for kind in kinds if kind.key in ("1", blocs_in_words.SWING)]


def test_a_text_is_told_in_words_of_its_kind() -> None:
    vote = {"kind": "votes", "title": "A ban", "mean_bloc": -0.9, "mean_rest": 0.5}
    roster = {"kind": "rosters", "title": "A call", "mean_bloc": 1.0, "mean_rest": 0.25}
    assert blocs_in_words.text_line(vote) == "**A ban**: against; the others rather in favour"
    assert (
        blocs_in_words.text_line(roster) == "**A call**: 100% of the bloc listed, 25% of the others"
    )


@pytest.mark.parametrize(
    ("mean", "word"), [(1, "in favour"), (0.0, "abstaining or divided"), (-1.0, "against")]
)
def test_the_ends_of_the_scale_have_names(mean: float, word: str) -> None:
    text = {"kind": "votes", "title": "T", "mean_bloc": mean, "mean_rest": mean}
    assert blocs_in_words.text_line(text).endswith(f"the others {word}")


def test_states_left_out_are_named() -> None:
    left_out = pd.DataFrame(
        {"kind": ["state", "rollcall"], "key": ["CHL", "r1"], "reason": "too_few_votes"}
    )
    text = blocs_in_words.left_out_sentence(left_out, {"CHL": "Chile"})
    assert text == "1 State has too few votes or rosters to be compared: Chile."
    assert blocs_in_words.left_out_sentence(left_out.iloc[1:], {"CHL": "Chile"}) == ""


def test_blocs_differ_in_mark_and_not_in_hue_alone() -> None:
    kinds = blocs_in_words.categories(_planted(), NAMES)
    states = pd.DataFrame(
        {
            "x": [0.0, 1.0, 2.0],
            "y": [0.0, 1.0, 0.0],
            "category": ["1", "2", "swing"],
            "name": ["Chile", "Kenya", "Nigeria"],
            "hover": "",
        }
    )
    figure = draw_where.closeness(states, categories=kinds)
    assert [len(trace.x) for trace in figure.data] == [1, 1, 0, 1]
    assert len({trace.marker.symbol for trace in figure.data}) == 4
    assert [trace.name for trace in figure.data] == [
        "Around Chile, Kenya (1)",
        "Around Kenya (1)",
        "Around Nigeria, Chile (0)",
        "Swing (1)",
    ]


def test_the_stability_curve_marks_what_was_chosen_and_the_threshold() -> None:
    curve = pd.DataFrame(
        {
            "k": [2, 3],
            "ari_mean": [0.7, 0.95],
            "ari_q10": [0.5, 0.9],
            "is_shown": [False, True],
        }
    )
    words = dict.fromkeys(("mean", "low", "threshold", "chosen", "x", "y"), "word")
    figure = draw.stability(curve, threshold=0.85, words=words)
    assert [list(trace.y) for trace in figure.data] == [[0.7, 0.95], [0.5, 0.9]]
    assert len({trace.line.dash for trace in figure.data}) == 2
    assert figure.layout.shapes[0].y0 == 0.85
    assert {(note.x, note.y) for note in figure.layout.annotations} >= {(3, 0.95)}


def test_the_gain_on_held_out_votes_has_its_interval_and_marks_what_is_enough() -> None:
    shares = pd.DataFrame(
        {
            "k": [2, 3],
            "gain": [0.3, 0.5],
            "gain_low": [0.2, 0.4],
            "gain_high": [0.4, 0.7],
            "is_borne": [False, True],
        }
    )
    figure = draw.gain(shares, words=dict.fromkeys(("x", "y", "borne"), "word"))
    (trace,) = figure.data
    assert list(trace.y) == [0.3, 0.5]
    assert list(trace.error_y.array) == pytest.approx([0.1, 0.2])
    assert list(trace.error_y.arrayminus) == pytest.approx([0.1, 0.1])
    assert [(note.x, note.y) for note in figure.layout.annotations] == [(3, 0.7)]


def test_every_number_of_blocs_has_a_look_of_its_own() -> None:
    n = questions.BLOC_RUNS.k_max
    many = pd.DataFrame({"bloc": range(1, n + 1), "typical": "KEN"})
    kinds = blocs_in_words.categories(_planted(blocs=many), NAMES)
    assert len(kinds) == n + 1
    assert len({(kind.colour, kind.pattern) for kind in kinds}) == len(kinds)
    assert all(
        kind.text_colour in (theme.INK, theme.TEXT_ON_LIGHT, theme.TEXT_ON_DARK) for kind in kinds
    )
