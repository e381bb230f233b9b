from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.blocks import (
    Box,
    Chart,
    Finding,
    Folded,
    Note,
    Table,
    Text,
    Title,
    Unknown,
)
from dashboard.briefing import views

CHART = Chart("bars", "Votes", go.Figure(), pd.DataFrame({"n": [1]}), (), "One bar.")
TABLE = Table("rows", "Rows", pd.DataFrame({"n": [1]}), ())
BLOCKS = (
    Title("Roll calls", "Who voted how."),
    Finding("**Kenya** voted yes."),
    CHART,
    Note("Small print."),
    Box((Text("Words."), Folded("more", "More", (TABLE, Unknown("The rest."))))),
)


def test_a_sheet_bears_what_the_page_finds_and_no_title_twice() -> None:
    sheet = views.sheet(BLOCKS, key="rollcalls", address="rollcalls?lang=en")
    assert sheet.title == "Kenya voted yes."
    assert sheet.blocks == BLOCKS[1:]
    assert sheet.tables() == (CHART, TABLE)


def test_a_page_without_a_finding_gives_its_name() -> None:
    assert views.sheet(BLOCKS[:1], key="rollcalls", address="").title == "Roll calls"


def test_a_title_of_the_desk_s_own_holds() -> None:
    assert views.sheet(BLOCKS, key="rollcalls", address="", title="Ours").title == "Ours"


def test_parts_of_a_page_keep_its_finding_and_what_is_unknown() -> None:
    sheet = views.sheet(BLOCKS, key="rollcalls", address="", only=("rows",))
    assert sheet.blocks == (BLOCKS[1], TABLE, Unknown("The rest."))


def test_every_chart_and_table_can_be_chosen() -> None:
    assert views.choices(BLOCKS) == {"bars": "Votes", "rows": "Rows"}


def test_an_address_says_every_value_and_one_language() -> None:
    query = {"we": ["KEN", "NLD"], "lang": "nl"}
    assert views.address("network", query, "en") == "network?we=KEN&we=NLD&lang=en"
