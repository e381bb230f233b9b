"""Through whom a State is reached, and the closest ties: by hand and on the real record."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pandas as pd
import pytest

from analytics.blocs import blocs
from analytics.network import (
    closest,
    go_betweens,
    layout,
    replication,
    shared_forums,
    special_ties,
    split_half,
    text_matches,
)
from dashboard import i18n
from dashboard.pages.network import wording
from dashboard.pages.network.closest_ties import figures as draw
from dashboard.pages.network.closest_ties import wording as ties_wording
from dashboard.pages.network.go_betweens import figures as draw_ways
from data import store
from tests.dashboard.conftest import OpenPage

NAMES = {
    "CHL": "Chile",
    "KEN": "Kenya",
    "KOR": "South Korea",
    "NGA": "Nigeria",
    "NLD": "Netherlands",
    "POL": "Poland",
}
FORUMS = shared_forums.Forums(
    pd.DataFrame(
        {"south": ["not_listed", "listed", "unknown", "listed", "not_listed", "not_listed"]},
        index=list(NAMES),
    ),
    {"south": "Southern Group"},
    2,
    (),
)
WITH_US = shared_forums.WithUs("p", "Pathways", frozenset({"KEN", "KOR"}), frozenset(), "", ())


def compared(**votes: str) -> text_matches.TextMatches:
    """Return what States voted, a letter a text: Y, A, N, or a dot for nothing."""
    states = tuple(sorted(votes))
    codes = np.array([["NAY".find(letter) for letter in votes[iso3]] for iso3 in states]).T
    keys = pd.DataFrame({"key": range(len(codes)), "title": ""})
    return text_matches.TextMatches(codes.astype(np.int8), states, keys, "votes", pd.DataFrame())


@pytest.fixture
def world_of_ways() -> text_matches.TextMatches:
    """Return a world in which Kenya is between the Netherlands and Nigeria, and Korea is not."""
    return compared(
        NLD="Y" * 40,
        NGA="N" * 24 + "Y" * 16,
        KEN="Y" * 12 + "N" * 12 + "Y" * 16,
        KOR="Y" * 36 + "A" * 4,
        CHL="Y" * 12 + "N" * 12 + "Y" * 16,
        POL="Y" * 9 + "." * 31,
    )


@pytest.fixture
def found(world_of_ways: text_matches.TextMatches) -> go_betweens.GoBetweens:
    return go_betweens.to_state(world_of_ways, "NGA", ("NLD",), WITH_US.listed, seed=1)


@pytest.fixture
def table(world: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return world["states"]


def test_the_answer_names_the_go_between_and_both_of_its_ties(
    found: go_betweens.GoBetweens,
) -> None:
    text = wording.finding_sentence(found, NAMES, "Pathways", "votes")
    assert text == (
        "**Kenya** could carry a message to Nigeria: it is closer to Nigeria than we are, and "
        "closer to us than Nigeria is. Kenya voted as Nigeria did on 28 of 40 texts and as we did "
        "on 28 of 40. Nigeria and we voted alike on 16 of 40."
    )
    assert wording.outsiders_sentence(found, NAMES, "Pathways") == (
        "Between us too, but not on Pathways: Chile."
    )


def test_where_nobody_is_between_the_answer_says_so_and_claims_no_order(
    world_of_ways: text_matches.TextMatches,
) -> None:
    nobody = go_betweens.to_state(world_of_ways, "KOR", ("NLD",), {"KEN", "NGA"}, seed=1)
    text = wording.finding_sentence(nobody, NAMES, "Pathways", "votes")
    assert text.startswith("**Of the 2 States on Pathways none can be shown to stand between us")
    assert "Closest to South Korea among them: Kenya (24 of 40) and Nigeria (12 of 40)." in text
    assert wording.outsiders_sentence(nobody, NAMES, "Pathways") == ""


def test_several_of_us_are_told_by_shares_not_by_halves_of_texts() -> None:
    assert wording.amount(34, 47) == "34 of 47"
    assert wording.amount(34.5, 47) == "73% of 47"
    assert wording.interval(0.6, 0.75) == "(60–75%)"
    assert wording.interval(float("nan"), float("nan")) == ""


def test_a_forum_nobody_knows_of_is_counted_as_unknown_not_as_absent(
    found: go_betweens.GoBetweens, table: pd.DataFrame
) -> None:
    rows = wording.rows(found, table, FORUMS, WITH_US).set_index("iso3")
    assert rows.loc["KEN", "forums_target"] == "Southern Group"
    assert rows.loc["KOR", "forums_target"] == "none known"
    assert (rows.loc["KEN", "n_unknown"], rows.loc["KOR", "n_unknown"]) == (0, 1)
    assert rows.loc["KEN", "listed"] == "yes"
    assert rows.loc["CHL", "listed"] == "not listed"
    assert rows.loc["KEN", "verdict"] == "between, among the first"
    assert "Of 2 forums no names are known" in wording.note(found, FORUMS, "Pathways", "votes")
    assert wording.shared_forums_sentence(rows.reset_index(), "Nigeria") == (
        "Forums with Nigeria: Kenya: Southern Group."
    )


def test_the_ways_are_solid_only_beyond_chance(
    found: go_betweens.GoBetweens, table: pd.DataFrame
) -> None:
    rows = wording.rows_to_draw(wording.rows(found, table, FORUMS, WITH_US))
    rows = rows.reset_index(drop=True).assign(label_us="a", label_target="b", hover="")
    figure = draw_ways.paths(
        rows, us="Us", target="Nigeria", direct="16 of 40", sure="sure", unsure="unsure"
    )
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [line.line.dash for line in lines] == ["dot", "solid", "dash"]
    legend = [trace.name for trace in figure.data if trace.showlegend is None]
    assert {"sure", "unsure"} <= set(legend)
    near = draw_ways.ties(
        rows, to_us="us", to_target="it", direct=0.4, direct_words="themselves", axis="share"
    )
    assert near.data[0].marker.symbol != near.data[1].marker.symbol
    assert list(near.layout.yaxis.ticktext) == rows["name"].tolist()[::-1]


def test_closeness_is_shown_beside_its_test() -> None:
    held = split_half.SplitHalf(0.5, 0.3, 0.7, 0.32, 0.1, 0.6, 0.05, 190, 47, 40)
    text = wording.closeness_test_sentence(held, "Brazil")
    assert "rank correlation of **0.50** (0.30 to 0.70;" in text
    assert "**3.2** are among the 10 closest by the other (1.0 to 6.0); by chance" in text
    assert wording.closeness_test_sentence(None, "Brazil").startswith(
        "There are too few texts or States"
    )


def grouped(*, is_stable: bool) -> blocs.Blocs:
    """Return two blocs of three, or none: what the picture asks of them."""
    members = pd.DataFrame(
        {
            "iso3": list(NAMES),
            "leaning": [1, 1, 1, 2, 2, 2] if is_stable else [pd.NA] * 6,
            "certainty": 1.0,
            "is_swing": False,
        }
    )
    two = pd.DataFrame({"bloc": [1, 2], "typical": ["CHL|KEN", "NGA|NLD"]})
    found = SimpleNamespace(
        members=members, blocs=two if is_stable else two.iloc[:0], is_stable=is_stable
    )
    return cast("blocs.Blocs", found)


def test_go_betweens_are_shown_beside_what_everybody_would_do() -> None:
    text = wording.go_between_test_sentence(replication.Replication(51, 50, 1000, 300), "Pathways")
    assert text.startswith("Of 51 go-betweens found by one half, towards any State, **50** stand")
    assert text.endswith("of all States on Pathways 30% do.")
    assert wording.go_between_test_sentence(replication.Replication(0, 0, 10, 3), "Pathways") == ""
    assert wording.go_between_test_sentence(None, "Pathways") == ""


@pytest.fixture
def ties() -> closest.Closest:
    rng = np.random.default_rng(3)
    votes = {iso3: "".join(rng.choice(list("NAY"), size=30)) for iso3 in NAMES}
    votes["POL"] = votes["NLD"]
    return closest.of_all(compared(**votes), seed=1, n_replicates=40)


def special(*pairs: tuple[str, str]) -> special_ties.SpecialTies:
    columns = ["iso3_a", "iso3_b", "n_same", "n_texts", "n_expected", "p_value"]
    frame = pd.DataFrame([(*pair, 9, 10, 5.0, 0.0) for pair in pairs], columns=columns)
    return special_ties.SpecialTies(frame, 15, 0.05)


def test_ties_are_called_closest_and_only_special_ones_more(
    ties: closest.Closest, table: pd.DataFrame
) -> None:
    kinds = ties_wording.ties_by_kind(ties, special(("KEN", "NGA"))).set_index(
        ["iso3_a", "iso3_b"]
    )["kind"]
    assert kinds["KEN", "NGA"] == ties_wording.SPECIAL
    assert kinds["NLD", "POL"] == ties_wording.AGAIN
    assert len(kinds) == len(kinds.index.unique())
    assert ties_wording.special_ties_sentence(special(), NAMES).startswith(
        "**No tie of two can be told"
    )
    assert ties_wording.special_ties_sentence(special(("KEN", "NGA")), NAMES).endswith(
        "beyond chance:** Kenya–Nigeria."
    )
    text = ties_wording.note(ties, ties_wording.ties_by_kind(ties, special()), special())
    assert "nothing more is claimed" in text


@pytest.mark.parametrize("is_stable", [True, False])
def test_the_picture_has_every_state_once_and_each_tie_in_its_own_line(
    ties: closest.Closest, table: pd.DataFrame, is_stable: bool
) -> None:
    held = grouped(is_stable=is_stable)
    places = layout.places(ties.graph, seed=1)
    rows = ties_wording.rows(ties, places, table, held, {"NLD", "KEN"})
    kinds = ties_wording.ties_by_kind(ties, special(("KEN", "NGA")))
    words = dict.fromkeys((ties_wording.ONCE, ties_wording.AGAIN, ties_wording.SPECIAL), "tie")
    figure = draw.network(
        rows, kinds, categories=ties_wording.categories(held, NAMES), kinds=words, ends={"NLD"}
    )
    lines, marks = figure.data[:3], figure.data[3:]
    assert sum(line.x.count(None) for line in lines) == len(kinds)
    assert lines[2].x.count(None) == 1
    assert len({line.line.dash for line in lines[:2]}) == 2
    assert sum(len(trace.x) for trace in marks) == len(NAMES)
    assert len({trace.marker.symbol for trace in marks}) == len(marks)
    assert len(marks) == (2 if is_stable else 5)  # blocs, or regional groups
    assert sum(word != "" for trace in marks for word in trace.text) == 2
    assert "http" not in figure.to_json()


def test_names_are_set_where_they_cover_no_other() -> None:
    states = pd.DataFrame(
        {
            "iso3": ["A", "B", "C"],
            "x": [0.0, 0.001, 10.0],
            "y": [0.0, 0.001, 10.0],
            "label": ["Netherlands", "Belgium", "far"],
            "is_named": [True, True, False],
        }
    )
    sides = draw.sides_of(states)
    assert sides["A"] != sides["B"]


def test_a_name_without_a_free_side_is_left_out_and_never_that_of_an_end() -> None:
    n = 12
    states = pd.DataFrame(
        {
            "iso3": [*(f"S{k:02}" for k in range(n)), "FAR"],
            "x": [*([0.0] * n), 10.0],
            "y": [*([0.0] * n), 10.0],
            "label": [*(["A long name of a State"] * n), "far"],
            "is_named": [*([True] * n), False],
        }
    )
    sides = draw.sides_of(states, {"S03", "S07"})
    assert {"S03", "S07"} <= set(sides)
    assert len(sides) < n
    assert len(set(sides.values())) == len(sides)


def test_the_closest_of_one_state_come_with_the_interval_of_their_place(
    ties: closest.Closest, table: pd.DataFrame
) -> None:
    rows = ties_wording.nearest(ties, table, "NLD")
    assert rows["name"].iloc[0] == "Poland"
    assert rows["rank"].iloc[0] == "1 to 1"
    assert ties_wording.nearest(ties, table, "XXX").empty


def _texts(app) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info, *app.caption])


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_answers_through_whom_a_state_is_reached(
    open_page: OpenPage, snapshot: store.Snapshot, language: str
) -> None:
    app = open_page("network", lang=language, state="BRA")
    assert not app.exception
    words = i18n.translations(language).gettext
    titles = [block.value for block in app.subheader]
    name = {"en": "Brazil", "nl": "Brazilië"}[language]
    assert words("The ways to {target}").format(target=name) in titles
    assert words("Closest to {name}").format(name=name) in titles
    text = _texts(app)
    assert {"en": "**Does closeness last?**", "nl": "**Houdt nabijheid stand?**"}[language] in text
    assert app.query_params["state"] == "BRA"


@pytest.mark.real
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"state": "NLD"}, "Netherlands is one of us."),
        ({"state": "VAT"}, "is on none of these texts"),
        ({"state": "VEN"}, "Venezuela and we share too few of these texts"),
        ({"state": "BRA", "we": "VAT"}, "We are on none of these texts"),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_network_stays(
    open_page: OpenPage, query: dict[str, str], sentence: str
) -> None:
    app = open_page("network", **query)
    assert not app.exception
    assert any(sentence in block.value for block in app.info)
    assert "The closest ties between States" in [block.value for block in app.subheader]


@pytest.mark.real
def test_shared_rosters_make_an_answer_of_their_own(open_page: OpenPage) -> None:
    app = open_page("network", by="rosters", state="XXX")
    assert not app.exception
    assert "rosters that States join by choice" in _texts(app)
    assert "state" not in app.query_params
