"""How pages show things: every chart and table with its title, twin, sources and downloads."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import blocks, i18n
from dashboard.kit import show
from dashboard.words import documents, markdown
from data import store
from tests.dashboard.tables import shown_tables

VERSION = "0123456789ab"

pytestmark = pytest.mark.usefixtures("plans_url")  # what is saved is noted


@pytest.fixture(autouse=True)
def _tiny(tiny_snapshot: store.Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))


def chart() -> None:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard import blocks
    from dashboard.kit import show

    show.chart(
        blocks.Chart(
            figure=go.Figure(go.Bar(x=[1, 2], y=[3, 4])),
            key="vote_map",
            title="Who voted how",
            table=pd.DataFrame({"iso3": ["KEN", "NLD"], "vote": ["A", "Y"], "hidden": [1, 2]}),
            columns={"vote": "Position", "iso3": "State"},
            evidence=("record", "press"),
            summary="Kenya abstained; the Netherlands voted yes.",
            note="Two States.",
        )
    )


def documents_of(*publishers: str, grades: list[str] | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {"publisher": publishers, "grade": grades or ["official"] * len(publishers)}
    )


def opened(page: Callable[[], None]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    return app


class TestFigure:
    @pytest.mark.slow
    def test_it_has_title_note_and_words_for_who_cannot_see_it(self) -> None:
        app = opened(chart)
        assert [block.value for block in app.subheader] == ["Who voted how"]
        assert "Two States." in [block.value for block in app.caption]
        (drawn,) = app.get("plotly_chart")
        assert drawn.proto.alt == "Kenya abstained; the Netherlands voted yes."
        assert json.loads(drawn.proto.spec)["layout"]["separators"] == ".,"

    @pytest.mark.slow
    def test_its_twin_has_the_columns_asked_for_under_their_headings(self) -> None:
        app = opened(chart)
        (twin,) = shown_tables(app)
        assert twin.value.to_dict("list") == {"Position": ["A", "Y"], "State": ["KEN", "NLD"]}

    @pytest.mark.slow
    def test_its_documents_are_linked_with_publisher_and_date(self) -> None:
        app = opened(chart)
        (listed,) = [b.value for b in app.markdown if "example.org" in b.value]
        assert listed.count("[") == 2
        assert "[Press](<https://example.org/press>)" in listed
        assert "Tiny World Gazette, read November 2026" in listed

    @pytest.mark.slow
    def test_its_table_can_be_saved(self) -> None:
        app = opened(chart)
        (button,) = app.get("download_button")
        assert button.proto.label == "CSV"


class TestGrade:
    @pytest.fixture(autouse=True)
    def _copied(
        self,
        world: dict[str, pd.DataFrame],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Let the press be a blog that nobody vouches for, and the record be read only there."""
        held = world["evidence"].set_index("evidence_id")
        held.loc["press", ["grade", "publisher"]] = ["copy", "blog.example.net"]
        held.loc["record", "retrieved"] = pd.NA
        world["evidence"] = held.reset_index()[list(world["evidence"])]
        path = tmp_path / "copied.duckdb"
        store.write_snapshot(world, version="with-a-copy", path=path)
        monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))

    @pytest.mark.slow
    def test_the_page_lists_each_document_with_its_grade(self) -> None:
        (listed,) = [b.value for b in opened(chart).markdown if "example.org" in b.value]
        assert "blog.example.net, read November 2026 · Unverified copy" in listed
        assert "Tiny World Gazette, read in a copy · Official site" in listed

    @pytest.mark.slow
    def test_a_saved_table_names_no_copy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given: dict[str, Any] = {}
        monkeypatch.setattr(st, "download_button", lambda label, **rest: given.update(rest))
        frame = pd.DataFrame(
            {
                "Source": ["https://example.org/press", "https://example.org/record", None],
                "Publisher": ["blog.example.net", "Tiny World Gazette", "—"],
                "n": [1, 2, 3],
            }
        )
        show.table(blocks.Table(key="t", title="T", table=frame, evidence=()))
        assert given["data"]().decode("utf-8-sig").splitlines() == [
            "Source,Publisher,n",
            "Unverified copy,Unverified copy,1",
            "https://example.org/record,Tiny World Gazette,2",
            ",—,3",
        ]

    @pytest.mark.slow
    def test_the_facts_themselves_are_saved_with_every_document(
        self, world: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given: dict[str, Any] = {}
        monkeypatch.setattr(st, "download_button", lambda label, **rest: given.update(rest))
        show.download(world["evidence"], key="evidence", label="Save")
        assert "https://example.org/press" in given["data"]().decode("utf-8-sig")


class TestTable:
    @pytest.mark.slow
    def test_a_table_without_documents_has_no_list_of_them(self) -> None:
        def page() -> None:
            import pandas as pd

            from dashboard import blocks
            from dashboard.kit import show

            frame = pd.DataFrame({"a": [1]})
            show.table(blocks.Table(key="t", title="Terms", table=frame, evidence=()))

        app = opened(page)
        assert [block.value for block in app.subheader] == ["Terms"]
        assert not [b for b in app.markdown if "example.org" in b.value]

    @pytest.mark.slow
    def test_a_table_with_documents_lists_them(self) -> None:
        def page() -> None:
            import pandas as pd

            from dashboard import blocks
            from dashboard.kit import show

            frame = pd.DataFrame({"a": [1]})
            show.table(blocks.Table(key="t", title="Terms", table=frame, evidence=("spell",)))

        app = opened(page)
        assert [b.value for b in app.markdown if "example.org/spell" in b.value]

    @pytest.mark.slow
    def test_a_reference_that_is_no_address_is_no_link(self) -> None:
        def page() -> None:
            import pandas as pd

            from dashboard import blocks
            from dashboard.kit import show

            addresses = [
                "https://example.org/a_(2025)/b.pdf",
                "https://example.org/a (press releases)",
                "archive file, no. 5",
                "state?state=KEN",
                None,
            ]
            frame = pd.DataFrame({"Source": addresses})
            styles = {"Source": blocks.Link("open")}
            show.table(blocks.Table(key="t", title="T", table=frame, evidence=(), styles=styles))

        app = opened(page)
        (shown,) = shown_tables(app)
        assert shown.value["Source"].astype(object).where(
            shown.value["Source"].notna(), None
        ).tolist() == [
            "https://example.org/a_(2025)/b.pdf",
            "https://example.org/a",
            None,
            "state?state=KEN",
            None,
        ]

    @pytest.mark.slow
    def test_a_document_without_an_address_is_named_with_its_reference(
        self, world: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world["evidence"].loc[world["evidence"]["evidence_id"] == "press", "url"] = "archive, no. 5"
        path = tmp_path / "other.duckdb"
        store.write_snapshot(world, version="another-version", path=path)
        monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))
        app = opened(chart)
        (listed,) = [b.value for b in app.markdown if "example.org" in b.value]
        assert "Press, archive, no. 5" in listed
        assert "[Press]" not in listed


class TestDownload:
    @pytest.fixture
    def saved(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """Return what is given to the button."""
        given: dict[str, Any] = {}
        monkeypatch.setattr(st, "download_button", lambda label, **rest: given.update(rest))
        show.download(
            pd.DataFrame({"name": ["Côte d'Ivoire", "Türkiye, Republic of"], "n": [1, None]}),
            key="all_states",
            label="Save",
        )
        return given

    @pytest.mark.slow
    def test_spreadsheets_read_its_accents_and_commas(self, saved: dict[str, Any]) -> None:
        content = saved["data"]()
        assert content.startswith(b"\xef\xbb\xbf"), "without the mark, Excel takes it for Latin-1"
        lines = content.decode("utf-8-sig").split()
        assert content.decode("utf-8-sig").splitlines() == [
            "name,n",
            "Côte d'Ivoire,1.0",
            '"Türkiye, Republic of",',
        ], lines

    @pytest.mark.slow
    def test_its_name_says_what_it_is_and_of_which_facts(self, saved: dict[str, Any]) -> None:
        assert saved["file_name"] == f"trojka-all-states-{VERSION}.csv"


class TestSourceLine:
    @pytest.mark.slow
    def test_it_names_each_publisher_once_with_the_version(self) -> None:
        line = documents.source_line(documents_of("UN", "NATO", "UN"))
        assert line == f"Sources: UN; NATO. Trojka, facts {VERSION}."

    @pytest.mark.slow
    def test_of_many_publishers_it_names_three_and_counts_the_rest(self) -> None:
        line = documents.source_line(documents_of(*"ABCDE"))
        assert line == f"Sources: A; B; C and 2 more. Trojka, facts {VERSION}."

    @pytest.mark.slow
    def test_official_sites_stand_first(self) -> None:
        line = documents.source_line(documents_of("Paper", "UN", grades=["recognised", "official"]))
        assert line == f"Sources: UN; Paper. Trojka, facts {VERSION}."

    @pytest.mark.slow
    def test_a_copy_is_counted_and_never_named(self) -> None:
        grades = ["copy", "official", "copy", "copy"]
        line = documents.source_line(
            documents_of("blog.com", "UN", "board.com", "blog.com", grades=grades)
        )
        assert line == (
            f"Sources: UN; 2 unverified copies, listed on the page. Trojka, facts {VERSION}."
        )
        line = documents.source_line(documents_of("blog.com", grades=["copy"]))
        assert line == f"Sources: 1 unverified copy, listed on the page. Trojka, facts {VERSION}."

    @pytest.mark.slow
    def test_it_speaks_the_readers_language(self) -> None:
        i18n.use("nl", i18n.translations("nl"))
        try:
            line = documents.source_line(documents_of(*"ABCD"))
        finally:
            i18n.use("en", i18n.translations("en"))
        assert line == f"Bronnen: A; B; C en 1 andere. Trojka, feiten {VERSION}."


@pytest.mark.slow
def test_marks_of_markdown_in_a_title_are_letters() -> None:
    assert markdown.plain("A/RES/78/241 [draft] *") == r"A/RES/78/241 \[draft\] \*"


@pytest.mark.slow
def test_what_is_not_known_is_said_in_a_box_of_its_own() -> None:
    def page() -> None:
        from dashboard.kit import show

        show.unknown("Ten of 61 are named.")

    app = opened(page)
    assert [box.value for box in app.info] == ["Ten of 61 are named."]


@pytest.mark.slow
def test_a_page_leads_with_title_question_and_figures() -> None:
    def page() -> None:
        from dashboard.kit import show

        show.title("Data", "What is known?")
        show.answer("**205** States.")
        show.numbers([("States", "205", "members and others")])

    app = opened(page)
    assert [block.value for block in app.title] == ["Data"]
    assert ":gray[What is known?]" in [block.value for block in app.markdown]
    assert [(m.label, m.value) for m in app.metric] == [("States", "205")]
    assert "members and others" in [block.value for block in app.caption]
