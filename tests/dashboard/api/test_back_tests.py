"""Beside every forecast stands the test of that very number: the one that pages show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow.parquet
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.api import back_tests, forecasts, listed, results, serving
from dashboard.blocks import Blocks, Table, flat
from dashboard.pages.next_vote.past import content as past
from dashboard.pages.opportunities import choice, content
from dashboard.pages.quality.baselines import content as baselines
from dashboard.pages.quality.choice import BacktestChoice
from dashboard.words import backtests, next_votes, probabilities
from data.facts import Facts

OPEN = "reaim_2026_pathways"
TO_COME = f"next:{OPEN}"

FORECASTS = ("opportunities", "next-vote", "next-vote-tally")


@pytest.fixture(scope="module")
def client(facts: Facts) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=serving.ROUTES), base_url="http://here/api/v1/") as found:
        yield found


def told(client: TestClient, path: str, **query: str) -> dict[str, Any]:
    answer = client.get(f"results/{path}", params={"per_page": "10000", **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


def texts(blocks: Blocks) -> str:
    """Return all that blocks say in sentences."""
    return " ".join(one.text for one in flat(blocks) if hasattr(one, "text"))


def in_words(measure: dict[str, float]) -> str:
    """Return a measure with its interval, as pages write it."""
    value, low, high = (i18n.per_cent(measure[end]) for end in ("value", "low", "high"))
    return f"{value} ({low} to {high})".replace("-", "−")


def test_every_chance_has_its_test_and_its_base_rate() -> None:
    """A column that is a probability or an expected number, and none of these left out."""
    foretold = {
        one.name
        for one in results.RESULTS
        for column in one.columns
        if column.name in ("probability", "expected") or column.name.startswith("p_")
    }
    assert foretold == set(FORECASTS)
    for one in results.RESULTS:
        is_forecast = one.name in FORECASTS
        assert ("back_test" in one.about) == is_forecast
        assert any(column.name.startswith("tested_") for column in one.columns) == is_forecast


@pytest.mark.real
@pytest.mark.parametrize("text", [OPEN, TO_COME])
def test_that_of_a_text_is_that_of_its_page(client: TestClient, facts: Facts, text: str) -> None:
    page = texts(content.backtest(facts, text, is_stated=False))
    about = told(client, "opportunities", text=text)["about"]
    tested = about["back_test"]
    (beside,) = tested["beside"].values()
    assert f"**{in_words(tested['measures']['within'])}** were ranked right" in page
    assert in_words(tested["measures"]["bss"]) in page
    assert in_words(beside["measures"]["within"]) in page
    assert f"Tested on {tested['n_texts']} " in page
    days = " or ".join(map(str, tested["days_after_opening"]))
    assert (f"seen {days} days after" in page) == bool(days) == (text == OPEN)
    assert ("**no better** than the base rate" in page) == (tested["is_skilled"] is False)
    prediction = choice.prediction(facts, choice.OpportunityChoice(text))
    rate = probabilities.base_rate_sentence(prediction)
    assert f"Base rate {i18n.per_cent(about['base_rate'])}:" in rate


@pytest.mark.real
@pytest.mark.parametrize(("who", "is_new"), [("all", False), ("new", True)])
def test_that_of_a_text_to_come_is_that_of_how_good_is_this(
    client: TestClient, facts: Facts, who: str, is_new: bool
) -> None:
    tested = told(client, "opportunities", text=TO_COME)["about"]["back_test"]
    part = tested["beside"]["on_no_earlier_version"] if is_new else tested
    blocks = baselines.blocks(facts, BacktestChoice(who=who, kind=tested["text_class"]))
    (table,) = (one for one in blocks if isinstance(one, Table))
    model = table.table.iloc[0]
    assert model["within"] == in_words(part["measures"]["within"])
    assert model["bss"] == in_words(part["measures"]["bss"])
    assert f"{i18n.number(part['n_states'])} States on {part['n_texts']} texts" in str(table.note)
    assert f"of which {i18n.number(part['n_came'])} joined" in str(table.note)


@pytest.mark.real
@pytest.mark.parametrize("text", [OPEN, TO_COME])
def test_that_of_each_chance_is_that_of_its_page(
    client: TestClient, facts: Facts, text: str
) -> None:
    rows = pd.DataFrame(told(client, "opportunities", text=text)["records"])
    known = rows[rows["probability"].notna()]
    assert len(known) > 10
    assert rows.loc[rows["probability"].isna(), list(back_tests.TESTED)].isna().all(axis=None)
    target = choice.target(facts, text)
    enough = known[known["tested_n"] >= 20].iloc[[0, -1]]
    for row in enough.to_dict("records"):
        page = backtests.chance_sentence(facts, target, round(row["probability"], 3))
        assert f"in {i18n.number(row['tested_n'])} cases" in page
        assert f"in **{i18n.number(row['tested_came'])}** it joined" in page


@pytest.mark.real
def test_that_of_the_next_vote_is_that_of_its_page(client: TestClient, facts: Facts) -> None:
    page = texts(past.backtest(facts))
    found = told(client, "next-vote")["about"]
    assert found == told(client, "next-vote-tally")["about"]
    tested = found["back_test"]
    moves, tally = tested["moves_to_yes"], tested["tally_of_yes"]
    assert f"Tested on {tested['n_votes']} votes" in page
    assert f"on {moves['n_groups']} texts since" in page
    assert f"{i18n.per_cent(found['base_rate'], decimals=1)} of them moved to Yes" in page
    assert f"{i18n.per_cent(moves['share_among_ten_likeliest'])} were among the ten" in page
    assert f"{i18n.per_cent(moves['measures']['bss']['value'])} smaller than that of" in page
    assert f"off by {i18n.number(tally['error'], decimals=1)} States (root" in page
    assert f"last time by {i18n.number(tally['error_of_last_time'], decimals=1)}" in page
    assert f"its range in {i18n.per_cent(tally['share_within_interval'])} of votes" in page
    latest = tested["latest_session"]
    assert f"expected {i18n.number(latest['too_many_expected'], decimals=1)} more" in page


@pytest.mark.real
def test_that_of_each_move_is_that_of_its_page(client: TestClient, facts: Facts) -> None:
    series = forecasts.series_keys(facts)[0]
    rows = pd.DataFrame(told(client, "next-vote")["records"]).set_index("iso3")
    movers = next_votes.mover_rows(facts, series)
    assert len(movers) == rows["p_moves"].notna().sum()
    is_enough = rows.loc[movers["iso3"], "tested_n"].ge(20).to_numpy()
    for direction, told_of in movers[is_enough].groupby("direction"):
        row = told_of.iloc[0]
        ours = rows.loc[row["iso3"]]
        assert ours["direction"] == direction
        assert round(ours["p_moves"], 3) == row["p_moves"]
        page = next_votes.trusted_sentence(facts, row)
        assert f"in {i18n.number(ours['tested_n'])} cases" in page
        assert f"in **{i18n.number(ours['tested_came'])}** it" in page
    assert set(movers.loc[is_enough, "direction"]) == {"to_yes", "from_yes"}


@pytest.mark.real
@pytest.mark.parametrize("name", FORECASTS)
def test_it_is_described_to_programs(client: TestClient, name: str) -> None:
    import jsonschema  # here, because it compiles grammars for seconds

    resource = listed.resource(f"results/{name}")
    about = told(client, name)["about"]
    for key, rule in resource.about.items():
        jsonschema.validate(about[key], rule)


@pytest.mark.real
@pytest.mark.parametrize("name", FORECASTS)
def test_no_format_goes_without_it(client: TestClient, name: str, tmp_path: Any) -> None:
    about = told(client, name)["about"]
    file = tmp_path / "answer.parquet"
    file.write_bytes(client.get(f"results/{name}?format=parquet").content)
    held = json.loads(pyarrow.parquet.read_schema(file).metadata[b"trojka"])
    assert held["about"] == about
    sheet = client.get(f"results/{name}?format=csv")
    assert "tested_n" in sheet.text.partition("\n")[0]
    described = client.get(f"results/{name}{sheet.links['describedby']['url']}")
    assert described.json()["about"] == about
    assert "describedby" not in client.get(f"results/{name}").links
