"""Tables over HTTP: rows, columns, pages and tags; and one sentence where there is no answer."""

from __future__ import annotations

import csv
import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

import duckdb
import pandas as pd
import pyarrow.parquet
import pytest
from starlette.testclient import TestClient

from dashboard.api import answers, listed, serving
from data import schema, snapshots, store

TABLES = tuple(schema.TABLES)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_given_as_it_is(
    client: TestClient, world: dict[str, pd.DataFrame], table: str
) -> None:
    told = client.get(f"tables/{table}").json()
    assert told["n_rows"] == len(world[table])
    assert len(told["records"]) == told["n_rows"]
    columns = list(world[table].columns)
    assert all(list(row) == columns for row in told["records"])
    texts = io.StringIO(client.get(f"tables/{table}?format=csv").text)
    heads, *rows = csv.reader(texts)
    assert (heads, len(rows)) == (columns, told["n_rows"])
    found = client.get(f"tables/{table}?format=parquet")
    assert pd.read_parquet(io.BytesIO(found.content)).shape == world[table].shape


@pytest.mark.slow
def test_what_is_missing_is_null_or_empty_and_never_nought(client: TestClient) -> None:
    asked = "tables/states?iso3=YUG&columns=iso3,iso2,lat_deg,un_region_group_code"
    assert client.get(asked).json()["records"] == [
        {"iso3": "YUG", "iso2": None, "lat_deg": None, "un_region_group_code": None}
    ]
    assert client.get(f"{asked}&format=csv").text.splitlines()[1] == '"YUG",,,'


@pytest.mark.slow
def test_days_whole_numbers_and_truth_keep_their_kind(client: TestClient) -> None:
    asked = "tables/instruments?instrument_id=cta_2023&columns=date_from,official_count,is_final"
    (row,) = client.get(asked).json()["records"]
    assert row == {"date_from": "2023-02-16", "official_count": 4, "is_final": row["is_final"]}
    assert isinstance(row["is_final"], bool)
    content = client.get(f"{asked}&format=parquet").content
    types = pyarrow.parquet.read_schema(io.BytesIO(content))
    assert [str(one.type) for one in types] == ["date32[day]", "int64", "bool"]
    assert types.field("official_count").metadata[b"description"].startswith(b"Number of members")


@pytest.mark.slow
def test_rows_are_chosen_by_value_and_by_what_is_not_known(client: TestClient) -> None:
    two = client.get("tables/states?iso3=KEN&iso3=NLD&columns=iso3").json()["records"]
    assert [row["iso3"] for row in two] == ["KEN", "NLD"]
    none = client.get("tables/states?un_region_group_code=&columns=iso3").json()["records"]
    assert [row["iso3"] for row in none] == ["PSE", "YUG"]
    day = client.get("tables/rollcalls?vote_date=2025-12-01&columns=rollcall_id").json()["records"]
    assert day == [{"rollcall_id": "res_2"}]
    votes = client.get("tables/votes?rollcall_id=res_2&vote=A&columns=iso3").json()["records"]
    assert votes == [{"iso3": "NGA"}]


@pytest.mark.slow
def test_pages_lead_to_one_another_and_hold_every_row_once(client: TestClient) -> None:
    address, found = "tables/states?per_page=3&columns=iso3", []
    while address:
        answer = client.get(address)
        found += [row["iso3"] for row in answer.json()["records"]]
        assert answer.headers["X-Total-Count"] == "8"
        following = answer.links.get("next")
        address = urljoin(str(answer.url), following["url"]) if following else ""
    assert found == sorted(found)
    assert len(found) == 8
    assert urljoin(str(answer.url), answer.links["first"]["url"]).endswith(
        "&page=1&facts=0123456789ab"
    )
    assert client.get("tables/states?per_page=3&page=4").status_code == 404


@pytest.mark.slow
def test_what_is_still_the_same_is_not_sent_again(client: TestClient) -> None:
    first = client.get("tables/states?iso3=KEN")
    tag = first.headers["ETag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get("tables/states?iso3=KEN", headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert client.get("tables/states?iso3=NLD", headers={"If-None-Match": tag}).status_code == 200
    others = ("iso3=NLD", "iso3=KEN&format=csv", "iso3=KEN&page=1&per_page=2", "columns=iso3", "")
    tags = {client.get(f"tables/states?{query}").headers["ETag"] for query in others}
    assert len(tags | {tag}) == 6


@pytest.mark.slow
def test_other_facts_have_other_tags_and_can_be_asked_for(
    client: TestClient, tiny_snapshot: store.Snapshot, tmp_path: Path
) -> None:
    snapshots.keep(tiny_snapshot.path)
    tag = client.get("tables/states").headers["ETag"]
    later = tmp_path / "later"
    shutil.copy(tiny_snapshot.path, later)
    with duckdb.connect(str(later)) as connection:
        connection.execute("UPDATE snapshot SET version = 'ffffffffffff'")
        connection.execute("UPDATE states SET name_en = 'Keniya' WHERE iso3 = 'KEN'")
    later.replace(tiny_snapshot.path)
    now = client.get("tables/states?iso3=KEN")
    then = client.get("tables/states?iso3=KEN&facts=0123456789ab")
    assert client.get("tables/states", headers={"If-None-Match": tag}).status_code == 200
    assert now.json()["facts"] == "ffffffffffff"
    assert now.json()["records"][0]["name_en"] == "Keniya"
    assert then.json()["facts"] == "0123456789ab"
    assert then.json()["records"][0]["name_en"] == "Kenya"


@pytest.mark.slow
def test_pages_are_of_one_version_or_say_that_it_is_gone(
    client: TestClient, tiny_snapshot: store.Snapshot, tmp_path: Path
) -> None:
    snapshots.keep(tiny_snapshot.path)
    asked = "tables/states?per_page=3&columns=iso3,name_en"
    first, bare = client.get(asked), client.get(f"{asked}&format=csv")
    assert first.headers[answers.VERSION] == bare.headers[answers.VERSION] == "0123456789ab"
    later = tmp_path / "later"
    shutil.copy(tiny_snapshot.path, later)
    with duckdb.connect(str(later)) as connection:
        connection.execute("UPDATE snapshot SET version = 'ffffffffffff'")
        connection.execute("DELETE FROM states WHERE iso3 = 'CHL'")
    later.replace(tiny_snapshot.path)
    for answer in (first, bare):
        following = client.get(urljoin(str(answer.url), answer.links["next"]["url"]))
        assert following.headers[answers.VERSION] == "0123456789ab"
        assert following.headers["X-Total-Count"] == "8"
        assert following.links["next"]["url"].count("facts=") == 1
    assert client.get(f"{asked}&page=2").headers[answers.VERSION] == "ffffffffffff"
    for kept in (tmp_path / snapshots.FOLDER).iterdir():
        kept.unlink()
    gone = client.get(urljoin(str(first.url), first.links["next"]["url"]))
    assert gone.status_code == 404
    assert gone.json()["where"] == "facts 0123456789ab"
    assert "page 1" in gone.json()["do"]


@pytest.mark.slow
def test_whoever_waits_for_a_result_holds_up_nobody_else(client: TestClient) -> None:
    turns, portal = serving._turns_of["results/roster"], client.portal
    assert portal is not None
    held = [object() for _ in range(serving.N_OF_RESULT)]
    for one in held:
        portal.call(turns.acquire_on_behalf_of_nowait, one)
    with ThreadPoolExecutor() as threads:
        waits = threads.submit(client.get, "results/roster?instrument=cta_2023")
        assert client.get("tables/states").status_code == 200
        assert client.get("results/rollcall?rollcall=res_2").status_code == 200
        assert not waits.done()
        for one in held:
            portal.call(turns.release_on_behalf_of, one)
        assert waits.result(timeout=30).status_code == 200


@pytest.mark.slow
def test_any_tag_is_held_where_there_is_an_answer(client: TestClient) -> None:
    held = {"If-None-Match": "*"}
    assert client.get("tables/states", headers=held).status_code == 304
    assert client.get("tables/states?page=9", headers=held).status_code == 404
    assert client.get("results/roster?instrument=none", headers=held).status_code == 404
    many = ", ".join(f'"{place:032x}"' for place in range(800))
    assert client.get("tables/states", headers={"If-None-Match": many}).status_code == 200


@pytest.mark.slow
def test_a_part_of_an_answer_is_not_given_by_bytes(client: TestClient) -> None:
    whole = client.get("tables/states")
    for wanted in ("bytes=0-9", "bytes=-1", "bytes=9-0", "rows=1-2", "bytes=0-0,2-2"):
        answer = client.get("tables/states", headers={"Range": wanted, "If-Range": '"x"'})
        assert (answer.status_code, answer.content) == (200, whole.content)


@pytest.mark.slow
@pytest.mark.parametrize("version", ["000000000000", "now", "../../x", "", "0123456789AB"])
def test_facts_that_are_not_kept_are_said_to_be_none(client: TestClient, version: str) -> None:
    answer = client.get("tables/states", params={"facts": version})
    assert answer.status_code == 404
    assert "not kept here" in answer.json()["found"]


@pytest.mark.slow
def test_no_spreadsheet_takes_text_for_a_formula(
    world: dict[str, pd.DataFrame], client: TestClient, tmp_path: Path, monkeypatch
) -> None:
    world["states"].loc[0, "name_en"] = "=HYPERLINK(A1)"
    held = store.write_snapshot(world, version="aaaaaaaaaaaa", path=tmp_path / "formula.duckdb")
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(held.path))
    asked = "tables/states?iso3=CHL&columns=name_en,lat_deg"
    assert client.get(f"{asked}&format=csv").text.splitlines()[1] == '"\'=HYPERLINK(A1)",-30'
    assert client.get(asked).json()["records"][0]["name_en"] == "=HYPERLINK(A1)"


def test_an_unknown_table_names_the_nearest(client: TestClient) -> None:
    answer = client.get("tables/vots")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["expected"].endswith("/api/v1/tables/votes")
    assert told["detail"] == (
        f"{told['where']}: found {told['found']}, expected {told['expected']}; {told['do']}."
    )
    assert (told["type"], told["title"], told["status"]) == ("about:blank", "Not Found", 404)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["tables/states", "", "openapi.json", "nowhere", "../v1"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.json()["do"] == "ask with one of these"


@pytest.mark.slow
def test_a_head_is_that_of_the_answer(client: TestClient) -> None:
    whole, head = client.get("tables/states"), client.head("tables/states")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.slow
def test_without_facts_a_sentence_says_so_and_no_place(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tmp_path / "nowhere.duckdb"))
    answer = client.get("tables/states")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "nowhere" not in answer.text
    assert answer.json()["detail"].startswith("the facts: found no snapshot that can be read")


@pytest.mark.slow
def test_too_long_a_query_is_refused(client: TestClient) -> None:
    answer = client.get("tables/states", params={"iso3": "A" * 5_000})
    assert answer.status_code == 414
    assert answer.json()["expected"] == "at most 4,000"


@pytest.mark.slow
def test_who_leaves_out_a_slash_is_led_to_the_list(client: TestClient) -> None:
    for path in ("/api", "/api/v1"):
        answer = client.get(f"http://here{path}")
        assert str(answer.url) == "http://here/api/v1/"
        assert answer.status_code == 200


def test_the_tag_hangs_on_the_code() -> None:
    assert set(answers.PACKAGES) == {"analytics", "dashboard", "data"}
    assert len(listed.BY_PATH) == len(listed.RESOURCES)
