"""The network, on the real record and on one small enough to draw by hand."""

import networkx as nx
import pandas as pd
import pytest

from analytics.network import alignment, backbone, brokers, communities, layout, network
from analytics.network.questions import communities_of, web_of
from dashboard import blocs_in_words, i18n, webs
from dashboard.figures import network as draw
from dashboard.views import network_brokers
from data.facts import Facts
from tests.dashboard.conftest import OpenPage

QUESTION = alignment.Question("votes", ("disarmament",), 5)
NAMES = {
    "CHL": "Chile",
    "KEN": "Kenya",
    "KOR": "South Korea",
    "NGA": "Nigeria",
    "NLD": "Netherlands",
}


def _texts(app) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info])


@pytest.fixture
def web() -> alignment.Web:
    """Return a chain CHL-KEN-KOR-NGA, and NLD that is tied to nobody."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(NAMES)
    for a, b in (("CHL", "KEN"), ("KEN", "KOR"), ("KOR", "NGA")):
        graph.add_edge(a, b, weight=0.5, p_value=0.01)
    out = pd.DataFrame({"kind": ["state"], "key": ["NLD"], "reason": ["no_ties_kept"]})
    edges = pd.DataFrame(
        [(a, b, 0.5, 0.01) for a, b in graph.edges],
        columns=["iso3_a", "iso3_b", "weight", "p_value"],
    )
    return alignment.Web(
        whole=network.Network(graph, 2, 0, 0, out.iloc[:0]),
        kept=backbone.Backbone(graph, edges, 0.05, None, 9, 6, 0, 4, 1, out),
        layout=layout.places(graph, seed=1),
        n_rollcalls=12,
        n_rosters=0,
    )


@pytest.fixture
def found(web: alignment.Web) -> communities.Communities:
    return communities.consensus(web.kept.graph, seed=1, n_runs=5, n_random=2)


@pytest.fixture
def table(world: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return world["states"]


def test_the_picture_has_every_state_once_and_every_tie(
    web: alignment.Web, found: communities.Communities, table: pd.DataFrame
) -> None:
    rows = webs.rows(web, found, table, None)
    kinds = blocs_in_words.community_categories(found)
    figure = draw.web(rows, web.kept.edges, categories=kinds, chosen=None)
    faint, strong, *marks = figure.data
    assert faint.x.count(None) == 3
    assert len(strong.x) == 0
    assert sum(len(trace.x) for trace in marks) == 4
    assert len({trace.marker.symbol for trace in marks}) == len(marks)
    assert "http" not in figure.to_json()


def test_the_ties_of_the_state_chosen_stand_out(
    web: alignment.Web, found: communities.Communities, table: pd.DataFrame
) -> None:
    rows = webs.rows(web, found, table, "KEN")
    assert set(rows.loc[rows["is_named"], "iso3"]) == {"KEN", "CHL", "KOR"}
    kinds = blocs_in_words.community_categories(found)
    figure = draw.web(rows, web.kept.edges, categories=kinds, chosen="KEN")
    assert figure.data[0].x.count(None) == 1
    assert figure.data[1].x.count(None) == 2
    faded = [shown for trace in figure.data[2:] for shown in trace.marker.opacity if shown < 1]
    assert len(faded) == 1


def test_names_are_set_away_from_the_state_chosen(
    web: alignment.Web, found: communities.Communities, table: pd.DataFrame
) -> None:
    places = {"CHL": (-1.0, 0.2), "KEN": (0.0, 0.0), "KOR": (0.3, 2.0), "NGA": (0.3, -2.0)}
    rows = webs.rows(web, found, table, "KEN").set_index("iso3")
    rows[["x", "y"]] = [places[iso3] for iso3 in rows.index]
    kinds = blocs_in_words.community_categories(found)
    figure = draw.web(rows.reset_index(), web.kept.edges, categories=kinds, chosen="KEN")
    sides = {
        point[0]: side
        for trace in figure.data[2:]
        for point, side in zip(trace.customdata, trace.textposition, strict=True)
    }
    assert sides == {
        "Chile": "middle left",
        "Kenya": "top center",
        "South Korea": "top right",
        "Nigeria": "bottom right",
    }


def test_notes_name_who_is_not_drawn_and_what_the_ties_are(web: alignment.Web) -> None:
    text = " ".join(webs.notes(web, NAMES))
    assert "Of 9 ties the 3 are drawn" in text
    assert "not as ties beyond chance" in text
    assert "2 pairs share too few votes" in text
    assert "1 State has no tie that stands out and is not drawn: Netherlands." in text


def _brokers(rank_high: list[int | None], n_replicates: int) -> brokers.Brokers:
    states = pd.DataFrame(
        {
            "iso3": ["KEN", "KOR"],
            "betweenness": [0.5, 0.4],
            "low": 0.1,
            "high": 0.6,
            "rank": [1, 2],
            "rank_low": pd.array([1, 1], dtype="Int64"),
            "rank_high": pd.array(rank_high, dtype="Int64"),
            "n_ties": 2,
            "tied_share": 1.0,
        }
    )
    return brokers.Brokers(states, n_replicates, 0.05, 3, 0, pd.DataFrame())


@pytest.mark.parametrize(
    ("rank_high", "n_replicates", "sentence"),
    [
        ([3, 90], 50, "**Kenya** is among the first 12 brokers"),
        ([90, 90], 50, "**No State is a sure broker:**"),
        ([None, None], 0, "By shared rosters **Kenya and South Korea** stand between"),
    ],
)
def test_a_broker_is_named_only_where_its_interval_allows(
    rank_high: list[int | None], n_replicates: int, sentence: str
) -> None:
    assert network_brokers.finding(_brokers(rank_high, n_replicates), NAMES).startswith(sentence)


def test_ranks_are_drawn_with_their_intervals() -> None:
    states = _brokers([3, 9], 50).states.assign(name=["Kenya", "South Korea"], hover="")
    figure = draw.ranks(states, axis="Rank")
    intervals, points = figure.data
    assert list(intervals.x) == [1, 9, None, 1, 3, None]
    assert list(intervals.y) == ["South Korea"] * 3 + ["Kenya"] * 3
    assert list(points.y) == ["South Korea", "Kenya"]
    assert list(figure.layout.yaxis.categoryarray) == ["South Korea", "Kenya"]


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answer_gives_ties_communities_and_modularity(
    open_page: OpenPage, facts: Facts, language: str
) -> None:
    app = open_page("network", lang=language)
    assert not app.exception
    groups, stability = facts.recall(communities_of, QUESTION)
    kept = facts.recall(web_of, QUESTION).kept
    assert len(kept.edges) <= backbone.MAX_EDGES
    i18n.use(language, i18n.translations(language))
    text = _texts(app)
    assert i18n.number(len(kept.edges)) in text
    assert f"**{i18n.number(groups.modularity, decimals=2)}**" in text
    assert f"**{i18n.number(stability.ari_mean, decimals=2)}**" in text
    i18n.use("en", i18n.translations("en"))


@pytest.mark.real
def test_a_state_in_the_address_has_its_ties_listed(open_page: OpenPage, facts: Facts) -> None:
    app = open_page("network", state="NLD")
    assert not app.exception
    kept = facts.recall(web_of, QUESTION).kept
    n = len(alignment.ties_of(kept, "NLD"))
    assert n > 0
    assert f"Netherlands: the closest ties ({n})" in [block.value for block in app.subheader]
    assert app.query_params["state"] == "NLD"


@pytest.mark.real
def test_shared_rosters_make_a_network_of_their_own(open_page: OpenPage) -> None:
    app = open_page("network", by="rosters", state="XXX")
    assert not app.exception
    assert "rosters that States join by choice" in _texts(app)
    assert "state" not in app.query_params
