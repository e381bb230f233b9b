"""A number for another program is the number on screen: results beside blocks of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api import forecasts, listed, results, serving
from dashboard.blocks import Block, Chart, Folded, Table
from dashboard.pages.instruments.roster import content as roster
from dashboard.pages.next_vote.expected import content as expected
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.positions.line import content as line
from dashboard.pages.rollcalls.votes import content as votes
from dashboard.pages.state.partners import content as partners
from dashboard.pages.together.picture import content as picture
from dashboard.words import alignment
from data import columnar
from data.facts import Facts

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"


@pytest.fixture(scope="module")
def client(facts: Facts) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=serving.ROUTES), base_url="http://here/api/v1/") as found:
        yield found


def asked(client: TestClient, path: str, **query: str) -> pd.DataFrame:
    """Return all rows of a result, from as many pages as there are."""
    rows: list[dict[str, Any]] = []
    page, n_pages = 1, 1
    while page <= n_pages:
        answer = client.get(path, params={**query, "page": str(page), "per_page": "10000"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        rows, page, n_pages = rows + told["records"], page + 1, told["n_pages"]
    return pd.DataFrame(rows)


def table(blocks: Iterable[Block], key: str) -> pd.DataFrame:
    """Return the table of a block of a page."""
    for block in blocks:
        if isinstance(block, Chart | Table) and block.key == key:
            return block.table
        if isinstance(block, Folded):
            found = [one for one in block.blocks if getattr(one, "key", "") == key]
            if found:
                return table(found, key)
    raise KeyError(key)


def same(ours: pd.DataFrame, page: pd.DataFrame, by: str, columns: dict[str, int]) -> None:
    """Check that columns are equal, rounded to so many decimals as the page rounds."""
    ours, page = ours.set_index(by).sort_index(), page.set_index(by).sort_index()
    assert list(ours.index) == list(page.index)
    assert len(ours) > 3
    for name, decimals in columns.items():
        left = ours[name].astype("float64").round(decimals)
        right = page[name].astype("float64").round(decimals)
        pd.testing.assert_series_equal(left, right, check_names=False)
        assert left.notna().any(), name


def test_opportunities_are_those_of_their_page(client: TestClient, facts: Facts) -> None:
    page = choice.all_states(facts, OpportunityChoice(PATHWAYS))
    ours = asked(client, "results/opportunities", text=PATHWAYS)
    same(ours, page, "iso3", {"probability": 3, "low": 3, "high": 3})
    assert list(ours["iso3"]) == list(page["iso3"])
    by_default = asked(client, "results/opportunities")
    first = next(iter(choice.texts(facts)))
    same(by_default, choice.all_states(facts, OpportunityChoice(first)), "iso3", {"low": 3})


def test_positions_are_those_of_their_page(client: TestClient, facts: Facts) -> None:
    page = table(line.blocks(facts, "all", 1990, ("NLD",)), "positions_ranking")
    ours = asked(client, "results/positions")
    columns = {"ideal_point": 2, "q05": 2, "q95": 2, "n_votes": 0, "rank": 0, "rank_to": 0}
    same(ours, page, "iso3", columns)


def test_agreement_is_that_of_the_page_of_a_state(client: TestClient, facts: Facts) -> None:
    page = table(partners.blocks(facts, "NLD"), "state_closest")
    ours = asked(client, "results/agreement")
    for row in page.to_dict("records"):
        a, b = sorted(("NLD", row["iso3"]))
        (pair,) = ours[(ours["iso3_a"] == a) & (ours["iso3_b"] == b)].to_dict("records")
        rank = pair["rank_ab" if a == "NLD" else "rank_ba"]
        assert (rank, pair["n_shared"], pair["n_opposite"]) == (
            row["rank"],
            row["n_shared"],
            row["n_opposite"],
        )


def test_the_next_vote_is_that_of_its_page(client: TestClient, facts: Facts) -> None:
    series = forecasts.series_keys(facts)[0]
    page = table(expected.tally(facts, series), "next_tally")
    ours = asked(client, "results/next-vote-tally", series=series)
    same(ours, page, "vote", {"last": 0, "expected": 0, "low": 0, "high": 0})
    states = asked(client, "results/next-vote", series=series)
    is_silent = ~states["has_basis"].astype(bool)
    assert is_silent.any()
    assert states.loc[is_silent, ["p_y", "p_a", "p_n", "p_x"]].isna().all(axis=None)
    told = states.loc[~is_silent, ["p_y", "p_a", "p_n", "p_x"]].astype("float64")
    assert (told.sum(axis=1) - 1).abs().max() < 1e-6


def test_blocs_are_those_of_their_page(client: TestClient, facts: Facts) -> None:
    page = table(picture.blocks(facts, alignment.at_first("votes"), "tiles"), "blocs")
    ours = asked(client, "results/blocs")
    same(ours, page, "iso3", {"certainty": 2, "n_votes": 0})


def test_a_roster_is_that_of_its_page(client: TestClient, facts: Facts) -> None:
    page = table(roster.blocks(facts, PATHWAYS), "roster_world")
    ours = asked(client, "results/roster", instrument=PATHWAYS)
    on_page = ours[ours["iso3"].isin(page["iso3"])]
    assert len(page) == 193
    assert categories(on_page) == categories(page)
    assert client.get("results/roster?instrument=reaim").status_code == 404


def test_a_roll_call_is_that_of_its_page(client: TestClient, facts: Facts) -> None:
    page = table(votes.blocks(facts, "a_res_80_58", votes.EVERYBODY), "votes")
    ours = asked(client, "results/rollcall", rollcall="a_res_80_58")
    assert len(page) == 193
    assert categories(ours) == categories(page)


def categories(rows: pd.DataFrame) -> dict[str, str]:
    """Return where each State stands."""
    return dict(zip(rows["iso3"], rows["category"], strict=True))


@pytest.mark.parametrize("resource", results.RESULTS, ids=lambda one: one.name)
def test_every_result_has_the_columns_that_it_declares(
    client: TestClient, facts: Facts, resource: listed.Resource
) -> None:
    examples = {"instruments": PATHWAYS, "instrument": PATHWAYS, "rollcall": "a_res_80_58"}
    chosen = {
        one.name: examples[one.name] if one.is_required else one.allowed(facts)[0]
        for one in resource.choices
    }
    found = resource.answer(facts, chosen).rows
    assert {one.name for one in resource.columns} <= set(found.columns)
    made = columnar.table(found, resource.columns)
    never = [one.name for one in resource.columns if not one.is_nullable]
    assert [name for name in never if made[name].null_count] == []
    for one in resource.columns:
        held = [cell for cell in made[one.name].to_pylist() if cell is not None]
        assert not one.values or set(held) <= set(one.values), one.name
        assert one.minimum is None or min(held, default=one.minimum) >= one.minimum, one.name
        assert one.maximum is None or max(held, default=one.maximum) <= one.maximum, one.name


def test_a_state_has_its_name_in_the_language_asked_for(client: TestClient) -> None:
    english = asked(client, "results/roster", instrument=PATHWAYS).set_index("iso3")
    dutch = asked(client, "results/roster", instrument=PATHWAYS, lang="nl").set_index("iso3")
    assert (english["name"]["NLD"], dutch["name"]["NLD"]) == ("Netherlands", "Nederland")
    assert english.drop(columns="name").equals(dutch.drop(columns="name"))
    pairs = client.get("results/agreement?iso3_a=DEU&iso3_b=NLD&lang=nl").json()["records"]
    assert (pairs[0]["name_a"], pairs[0]["name_b"]) == ("Duitsland", "Nederland")
    texts = asked(client, "results/texts", lang="nl").set_index("text")["text_name"]
    assert texts[f"next:{PATHWAYS}"].startswith("Volgende versie van")
    tags = {client.get(f"results/texts?lang={one}").headers["ETag"] for one in ("en", "nl")}
    assert len(tags) == 2
    assert client.get("results/texts?lang=fr").json()["expected"] == "one of en, nl"


def test_every_code_of_a_state_has_a_name() -> None:
    for one in results.RESULTS:
        columns = [column.name for column in one.columns]
        for code in (name for name in columns if name.startswith("iso3")):
            assert columns[columns.index(code) + 1] == code.replace("iso3", "name")
