"""The page Positions from votes, and its figures."""

import pandas as pd
import pytest

from analytics.ideal_points import change_points, dimensionality, line_fit, ranking
from dashboard.figures import labels
from dashboard.pages.positions import figures as draw
from dashboard.pages.positions import wording
from dashboard.pages.positions.technology import content as technology
from tests.analytics import points as spelled

POINTS = pd.DataFrame(
    {
        "iso3": ["CHL", "CHL", "KEN", "KEN"],
        "session_number": [70, 71, 70, 71],
        "ideal_point": [0.5, 0.6, -0.2, 0.7],
        "n_votes": 20,
    }
)


NAMES = {"CHL": "Chile", "KEN": "Kenya"}
NONE = pd.DataFrame(columns=["iso3", "year", "ideal_point", "hover"])


@pytest.fixture
def points():
    return spelled.of(POINTS)


def test_the_last_session_is_ranked_from_the_upper_end(points):
    ranked = ranking.of_session(points)
    assert ranked["iso3"].tolist() == ["KEN", "CHL"]
    assert ranked["rank"].tolist() == [1, 2]
    assert ranking.of_session(points, session=70)["iso3"].tolist() == ["CHL", "KEN"]


def test_a_session_without_votes_is_refused(points):
    with pytest.raises(ranking.AnalysisError, match="found nobody placed in session 3"):
        ranking.of_session(points, session=3)


def test_a_course_keeps_the_order_asked_for_and_the_years_wanted(points):
    course = ranking.trajectories(points, ["KEN", "CHL"], first_year=2016)
    assert course["iso3"].tolist() == ["KEN", "CHL"]
    assert course["year"].tolist() == [2016, 2016]


def test_each_state_has_a_band_and_a_line_with_a_dash_of_its_own(points):
    course = ranking.trajectories(points, ["CHL", "KEN"], first_year=1946).assign(hover="<b>")
    figure = draw.course(course, names=NAMES, axis="Position", changes=NONE)
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.name]
    assert len(figure.data) == 4
    assert len({trace.line.dash for trace in lines}) == 2
    assert [note.text for note in figure.layout.annotations] == ["Chile", "Kenya"]
    assert "&lt;b&gt;" in lines[0].customdata[0]


def test_everybody_is_drawn_and_only_the_chosen_are_named(points):
    ranked = ranking.of_session(points).assign(hover="", is_held=True)
    figure = draw.everybody(ranked, chosen={"KEN": "Kenya"}, axis="", across="")
    assert [len(trace.x) for trace in figure.data] == [1, 1]
    assert {tuple(trace.marker.symbol) for trace in figure.data} == {("circle-open",), ("diamond",)}
    assert [note.text for note in figure.layout.annotations] == ["Kenya"]


def test_a_name_stands_higher_than_the_next_to_its_right(points):
    ranked = ranking.of_session(points).assign(hover="", is_held=True)
    chosen = {"CHL": "Chile", "KEN": "Kenya"}
    notes = draw.everybody(ranked, chosen=chosen, axis="", across="").layout.annotations
    assert [note.text for note in notes] == ["Chile", "Kenya"]
    left = {note.x: note.ay for note in notes}
    assert left[1] < left[2] < 0


def test_labels_that_would_lie_on_each_other_are_moved_apart():
    heights = labels.spread(pd.Series({"a": 1.0, "b": 1.0, "c": 1.1}), gap=0.5)
    assert heights.sort_values().diff().dropna().min() >= 0.5 - 1e-9


def test_a_change_of_course_is_marked_on_its_line(points):
    course = ranking.trajectories(points, ["CHL", "KEN"], first_year=1946).assign(hover="")
    marks = pd.DataFrame({"iso3": ["KEN"], "year": [2016], "ideal_point": [0.7], "hover": ["up"]})
    figure = draw.course(course, names=NAMES, axis="", changes=marks)
    marked = [trace for trace in figure.data if trace.mode == "markers"]
    assert [(trace.x, trace.y) for trace in marked] == [((2016,), (0.7,))]


def test_the_answer_gives_each_rank_with_its_range(points):
    text = wording.finding_sentence(ranking.of_session(points), ["KEN"], NAMES)
    assert "**Kenya** 1 (1 to 2)" in text


def test_moves_are_told_with_their_sign_and_interval(points):
    moves = ranking.net_moves(points, ["CHL", "KEN"], first_year=1946)
    text = wording.moves_sentence(moves, NAMES)
    assert "Kenya from −0.20 to 0.70 (+0.90; 90% interval +0." in text


def test_a_session_that_no_text_ties_to_those_before_is_named():
    bare = spelled.of(POINTS, n_bridges=0)
    assert "session 71 (2016)" in wording.basis_note(bare, first_year=2015)
    assert "came back in" not in wording.basis_note(bare, first_year=2016)
    assert "came back in" not in wording.basis_note(spelled.of(POINTS), first_year=1946)


def test_changes_of_the_states_chosen_are_told_and_their_absence_too():
    row = {"iso3": "KEN", "session_number": 71, "before": -0.2, "since": 0.7, "change": 0.9}
    found = change_points.ChangePoints(pd.DataFrame([row]), 190, 0.05)
    assert "**Kenya** in 2016 (+0.90)" in wording.changes_sentence(found, NAMES, ["KEN"])
    assert "None of the States chosen" in wording.changes_sentence(found, NAMES, ["CHL"])
    assert "5%" in wording.changes_sentence(found, NAMES, ["CHL"])


def test_a_state_that_the_line_cannot_hold_is_a_cross_and_named(points):
    by_state = pd.DataFrame(
        {"iso3": ["CHL", "KEN"], "missed": [0.1, 0.4], "is_held": pd.array([pd.NA, False])}
    )
    by_subject = pd.DataFrame({"topic": ["all"], "correct": [0.9], "reduction": [0.5]})
    fit = line_fit.LineFit(by_state, by_subject, 70, 71)
    held = wording.with_held(ranking.of_session(points), fit).assign(hover="")
    figure = draw.everybody(held, chosen={"KEN": "Kenya"}, axis="", across="")
    assert [tuple(trace.marker.symbol) for trace in figure.data] == [("circle-open",), ("x",)]
    assert "Kenya (missed on 40% of its votes)" in wording.fit_sentence(fit, NAMES)


def test_states_between_two_ends_are_drawn_and_the_chosen_named():
    rows = pd.DataFrame({"iso3": ["CHL", "KEN"], "x": [0.0, 1.0], "y": [90, 40], "hover": ["", ""]})
    figure = draw.between(rows, chosen={"KEN": "Kenya"}, axis="", across="")
    assert [trace.y for trace in figure.data] == [(90,), (40,)]
    assert [note.text for note in figure.layout.annotations] == ["Kenya"]


@pytest.mark.parametrize(
    ("is_decided", "said"), [(True, "one line** holds"), (False, "not decide")]
)
def test_a_near_thing_is_not_told_as_decided(is_decided, said):
    models = pd.DataFrame(
        {"model": ["line", "unfolding"], "log_loss": [0.23, 0.22], "n_better": [0, 1]}
    )
    positions = pd.DataFrame({"n_votes": [40, 30]})
    found = dimensionality.Dimensionality(
        models, "line", is_decided, 5, positions, 45, 17, pd.DataFrame()
    )
    assert said in technology.finding_sentence(found)
    assert ("in 1 of 5 partitions" in technology.finding_sentence(found)) != is_decided
