"""Where another record of the same votes differs: listed on *Data*, with what was done."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Table, Unknown, Verbatim
from dashboard.pages.data.gaps import derived
from dashboard.pages.data.terms import content as terms
from data import facts
from etl.outside import differences, resolutions


def test_a_vote_that_differs_stands_with_both_records(world: dict[str, pd.DataFrame]) -> None:
    i18n.use("en", i18n.translations("en"))
    refused = pd.DataFrame(
        [
            {
                "source_id": "tiny",
                "subject": "res_1",
                "found": "KEN Y",
                "expected": "KEN N",
                "action": differences.KEPT,
            }
        ]
    )
    sources = world["sources"].assign(format="undl")
    held = facts.of_tables({**world, "refusals": refused, "sources": sources})
    tables = {block.key: block for block in derived.blocks(held) if isinstance(block, Table)}
    (row,) = tables["data_differing"].table.to_dict("records")
    assert row["text"] == world["rollcalls"].set_index("rollcall_id").loc["res_1", "symbol"]
    assert (row["found"], row["expected"]) == ("KEN Y", "KEN N")
    assert len(tables["data_refused"].table) == 0


def test_no_table_is_drawn_where_nothing_differs(world: dict[str, pd.DataFrame]) -> None:
    held = facts.of_tables(world)
    keys = {block.key for block in derived.blocks(held) if isinstance(block, Table)}
    assert "data_differing" not in keys


def test_the_page_has_words_for_everything_that_is_done() -> None:
    done = {differences.KEPT, differences.DAY_KEPT, differences.NOT_ADDED, resolutions.NO_SPONSOR}
    assert set(derived.ACTIONS) == done


def test_votes_of_the_library_are_cited_with_what_their_terms_forbid(
    world: dict[str, pd.DataFrame],
) -> None:
    i18n.use("en", i18n.translations("en"))
    held = facts.of_tables({**world, "sources": world["sources"].assign(format="undl")})
    said = terms.blocks(held)
    cited = [block.text for block in said if isinstance(block, Verbatim)]
    assert cited[1] == "Tiny World Gazette, Tiny world, https://example.org, November 2026."
    assert any("do not pass on" in block.text for block in said if isinstance(block, Unknown))
    without = terms.blocks(facts.of_tables(world))
    assert not [block for block in without if isinstance(block, Unknown)]
