"""The page Trends and its figures."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analytics.agreement import cohesion
from analytics.record import joining_curve
from dashboard.pages.trends import figures as draw
from dashboard.pages.trends.cohesion import content as unity
from dashboard.pages.trends.growth import content as growth
from dashboard.pages.trends.joining import content as joining
from dashboard.pages.trends.moves import content as moved
from tests.analytics import drawn

DATED = {"g77": pd.NaT, "eu": pd.Timestamp("1995-01-01")}
"""Two groups of all States, one of which says since when."""


@pytest.mark.real
@pytest.mark.parametrize("language", ["en", "nl"])
def test_groups_of_the_address_are_drawn_beside_all_states(open_page, language):
    app = open_page("trends", trend="cohesion", groups=["nato", "none"], lang=language)
    assert not app.exception
    assert not app.error
    assert any("**N" in m.value for m in app.markdown)
    assert app.query_params["groups"] == "nato"


@pytest.mark.real
def test_a_page_without_groups_says_so(open_page):
    app = open_page("trends", trend="cohesion")
    next(field for field in app.multiselect if field.label == "Groups").set_value([]).run()
    assert any("at least one group" in info.value for info in app.info)


@pytest.mark.real
def test_states_of_no_regional_group_are_said_not_to_be_drawn(record):
    tables = {t: record[t] for t in ("states", "instruments", "memberships")}
    curve = joining_curve.of_texts(["tpnw"], **tables)
    _rows, names = joining.stairs(curve)
    n_drawn = sum(int(name.rsplit(": ", 1)[1]) for name in names.values())
    n_apart = curve.totals["n_cumulative"].max() - n_drawn
    assert n_apart > 0
    assert f"{n_apart} of them are in no regional group" in joining.note(curve)


@pytest.mark.real
def test_the_stairs_end_at_the_number_listed(open_page, record):
    app = open_page("trends", trend="joining", text="att")
    n = record["instruments"].set_index("instrument_id").loc["att", "n_listed"]
    assert any(f"**{n} States** joined" in m.value for m in app.markdown)


@pytest.mark.real
def test_the_world_is_played_from_the_first_step_to_the_last(facts):
    chart = next(b for b in growth.blocks(facts) if getattr(b, "key", "") == "trends_steps")
    names = [frame.name for frame in chart.figure.frames]
    assert [step.label for step in chart.figure.layout.sliders[0].steps] == names
    assert list(chart.table.columns[2:]) == names
    years = [int(name.split(" · ")[0]) for name in names]
    assert years == sorted(years)
    last = chart.table[names[-1]].value_counts()
    assert all(f"({n})" in " ".join(t.name for t in chart.figure.data if t.name) for n in last)
    assert chart.title.endswith(names[-1])


@pytest.mark.real
def test_an_address_that_names_a_text_opens_joining_as_it_did(open_page):
    app = open_page("trends", trend="joining", text="att")
    assert any("joined" in m.value for m in app.markdown)


def test_lines_are_told_apart_by_dash_and_named_at_their_end():
    rows = pd.DataFrame(
        {"key": ["a", "a", "h", "h"], "x": [1, 2, 1, 2], "y": [0.5, 0.6, 0.6, 0.7], "hover": ""}
    )
    figure = draw.lines(rows, names={"a": "A", "h": "All"}, axis="", muted="h")
    assert [trace.line.dash for trace in figure.data] == ["solid", "dot"]
    assert [note.text for note in figure.layout.annotations] == ["A", "All"]


def test_an_interval_is_drawn_behind_its_line_where_there_is_one():
    rows = pd.DataFrame(
        {
            "key": ["a", "a", "a", "h"],
            "x": [1, 2, 3, 1],
            "y": [0.5, 0.6, 0.6, 0.7],
            "q05": [0.4, None, 0.5, None],
            "q95": [0.6, None, 0.8, None],
            "hover": "",
        }
    )
    band, line, house = draw.lines(rows, names={"a": "A", "h": "All"}, axis="", muted="h").data
    assert (list(band.x), list(band.y)) == ([1, 3, 3, 1], [0.6, 0.8, 0.5, 0.4])
    assert list(line.x) == [1, 2, 3]
    assert house.line.dash == "dot"


def test_members_of_today_are_named_as_such_and_so_is_what_stands_in():
    codes = np.random.default_rng(0).integers(0, 3, size=(12, 6)).astype(np.int8)
    spells = pd.DataFrame(
        [(group, iso3, day) for iso3 in drawn.states(6) for group, day in DATED.items()],
        columns=["instrument_id", "iso3", "since_to"],
    ).assign(role="member", until=None)
    found = cohesion.of_groups(
        drawn.of_codes(codes), drawn.rollcalls(12), spells, list(DATED), seed=0
    )
    names = {"g77": "G77", "eu": "EU"}
    rows, labels = unity.lines(found, names)
    assert labels == {"g77": "G77, today's members", "eu": "EU", "house": "All States"}
    assert "6 members of G77: there, today's members stand in" in unity.note(found, names)
    assert "stand in" not in unity.note(found, {"eu": "EU"})
    first = rows[rows["key"] == "eu"].iloc[0]
    told = unity.finding_sentence(rows, names)
    assert f"**EU** ({first['y']:.2f}, {first['q05']:.2f} to {first['q95']:.2f})" in told


def test_only_moves_beyond_chance_are_named():
    rows = pd.DataFrame({"name": ["Chile", "Kenya"], "move": [0.9, 0.5]})
    found = SimpleNamespace(session_from=70, session_to=80)
    told = moved.finding_sentence(found, rows.assign(is_clear=[False, True]))
    assert "**1 of 2 States** moved" in told
    assert "Kenya" in told
    assert "Chile" not in told
    assert "**none of 2 States**" in moved.finding_sentence(found, rows.assign(is_clear=False))


def test_groups_that_lead_together_are_both_named(world):
    curve = joining_curve.of_texts(
        ["pathways_2026"], **{t: world[t] for t in ("states", "instruments", "memberships")}
    )
    rows, _names = joining.stairs(curve)
    told = joining.finding_sentence(curve, rows, "Pathways")
    most = rows.groupby("group")["y"].max()
    assert all(f"**{name}**" in told for name in most.index[most == most.max()])
    assert told.count("**") == 2 + 2 * (most == most.max()).sum()


def test_a_move_is_drawn_from_a_hollow_mark_to_a_full_one():
    rows = pd.DataFrame(
        {
            "name": ["Chile"],
            "point_from": [0.1],
            "point_to": [0.9],
            "q05": [0.5],
            "q95": [1.2],
            "hover": ["<i>"],
        }
    )
    figure = draw.moves(rows, before="before", since="since", axis="")
    assert [t.marker.symbol for t in figure.data[1:]] == ["circle-open", "diamond"]
    assert list(figure.data[2].x) == [0.9]
    assert figure.data[2].customdata[0] == "&lt;i&gt;"
    assert figure.data[2].error_x.array == pytest.approx([0.4])
    assert figure.data[2].error_x.arrayminus == pytest.approx([0.3])
    assert figure.data[1].error_x.array is None
