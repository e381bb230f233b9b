"""The page *Data*, on the real record, in both languages; its charts as pure functions."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import i18n
from dashboard.pages.data import figures as draw
from data import dictionary, schema, store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

PARTS = ("contents", "gaps", "tables", "terms", "programs")
LANGUAGE = pytest.mark.parametrize("language", i18n.LANGUAGES)


def digits(text: str) -> list[int]:
    """Return the whole numbers in a text, however a language groups them."""
    return [int(re.sub(r"[.,]", "", n)) for n in re.findall(r"\d{1,3}(?:[.,]\d{3})+|\d+", text)]


@pytest.mark.real
class TestPage:
    @LANGUAGE
    @pytest.mark.parametrize("part", PARTS)
    def test_every_part_opens_without_a_fault(
        self, open_page: OpenPage, part: str, language: str
    ) -> None:
        app = open_page("data", show=part, lang=language)
        assert not app.exception
        assert not app.error
        assert app.segmented_control(key="show").value == part

    @LANGUAGE
    def test_it_leads_with_what_the_snapshot_holds(
        self, open_page: OpenPage, snapshot: store.Snapshot, language: str
    ) -> None:
        app = open_page("data", lang=language)
        answer = next(block.value for block in app.markdown if block.value.startswith("**"))
        tables = ("votes", "rollcalls", "memberships", "instruments", "milestones")
        assert digits(answer)[:5] == [snapshot.n_rows(table) for table in tables]
        newest = max(snapshot.frame("sources")["as_of"].dropna())
        i18n.use(language, i18n.translations(language))
        assert i18n.partial_date(newest) in answer

    def test_it_gives_the_version(self, open_page: OpenPage, snapshot: store.Snapshot) -> None:
        app = open_page("data")
        assert any(f"Version {snapshot.version}" in block.value for block in app.caption)
        app = open_page("data", show="terms")
        assert any(snapshot.version in one.value for one in app.code)

    def test_every_source_is_listed_with_its_terms(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("data")
        (listed,) = [frame.value for frame in shown_tables(app) if "Terms" in frame.value]
        assert len(listed) == snapshot.n_rows("sources")
        assert listed["Terms"].notna().all()
        assert set(listed["Address"]) == set(snapshot.frame("sources")["url"])

    @LANGUAGE
    def test_it_says_how_many_rosters_and_votes_are_not_whole(
        self, open_page: OpenPage, snapshot: store.Snapshot, language: str
    ) -> None:
        app = open_page("data", show="gaps", lang=language)
        told = [digits(block.value) for block in app.markdown if "**" in block.value]
        statuses = snapshot.frame("instruments")["roster_status"]
        votes = snapshot.frame("rollcalls")["status"]
        assert [
            int(statuses.isin(["partial", "count_only"]).sum()),
            len(statuses),
            int((votes != "complete").sum()),
            len(votes),
        ] in told

    def test_every_roll_call_that_is_left_out_stands_with_both_tallies(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("data", show="gaps")
        (left_out,) = [f.value for f in shown_tables(app) if "Published tally" in f.value]
        assert len(left_out) == (snapshot.frame("rollcalls")["status"] != "complete").sum()
        row = left_out[left_out["Symbol"] == "A/RES/77/293"].iloc[0]
        assert row["Published tally"] == "100 – 9 – 59"
        assert row["Names counted"] == "100 – 9 – 58"

    @LANGUAGE
    def test_votes_that_follow_from_a_tally_are_counted_and_listed(
        self, open_page: OpenPage, snapshot: store.Snapshot, language: str
    ) -> None:
        app = open_page("data", show="gaps", lang=language)
        said = i18n.translations(language).gettext
        (listed,) = [
            f.value
            for f in shown_tables(app)
            if {said("State"), said("Vote")} <= {*f.value.columns}
        ]
        n = int((snapshot.frame("votes")["confidence"] == "derived_from_tally").sum())
        assert len(listed) == n > 0
        assert set(listed[said("State")]) == {"Zimbabwe"}
        assert any(block.value.startswith(f"{n} ") for block in app.caption)

    def test_entries_that_were_not_stored_are_listed(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("data", show="gaps")
        (listed,) = [f.value for f in shown_tables(app) if "Entry" in f.value]
        refused = snapshot.frame("refusals")
        held = set(snapshot.frame("rollcalls")["rollcall_id"])
        assert set(listed["Entry"]) == set(refused["subject"]) - held
        assert set(listed["What was done"]) == {"the pair is not stored"}

    def test_a_tally_that_was_never_published_is_a_dash_not_a_nought(
        self, open_page: OpenPage
    ) -> None:
        app = open_page("data", show="gaps")
        (left_out,) = [f.value for f in shown_tables(app) if "Published tally" in f.value]
        row = left_out[left_out["Symbol"] == "A/RES/ES-10/23"].iloc[0]
        assert pd.isna(row["Published tally"])

    def test_gaps_of_the_long_history_are_named_under_its_years(self, open_page: OpenPage) -> None:
        english, dutch = (open_page("data", show="gaps", lang=one) for one in ("en", "nl"))
        assert any("session 71 lacks Zimbabwe" in block.value for block in english.caption)
        assert any("in zitting 71 ontbreekt Zimbabwe" in block.value for block in dutch.caption)

    def test_corrections_stand_beside_what_the_source_says(self, open_page: OpenPage) -> None:
        app = open_page("data", show="gaps")
        (put_right,) = [f.value for f in shown_tables(app) if "Stored instead" in f.value]
        assert ("Greene", "Greece") in set(
            zip(put_right["The source says"], put_right["Stored instead"], strict=True)
        )

    @pytest.mark.parametrize("table", schema.TABLES)
    def test_the_dictionary_tells_of_every_column(self, open_page: OpenPage, table: str) -> None:
        app = open_page("data", show="tables", table=table)
        assert not app.exception
        (shown,) = [frame.value for frame in shown_tables(app)]
        known = dictionary.dictionary()
        assert shown["Column"].tolist() == known["column"][known["table"] == table].tolist()
        assert shown["Meaning"].str.len().gt(0).all()

    @LANGUAGE
    def test_a_table_can_be_taken_away_whole_unless_no_spreadsheet_holds_it(
        self, open_page: OpenPage, language: str
    ) -> None:
        words = i18n.translations(language).gettext("Save the whole table as CSV")
        small, large = (
            [
                button.proto.label
                for button in open_page("data", show="tables", table=table, lang=language).get(
                    "download_button"
                )
            ]
            for table in ("instruments", "votes")
        )
        assert words in small
        assert words not in large

    def test_nonsense_in_the_address_gives_the_first_part(self, open_page: OpenPage) -> None:
        app = open_page("data", show="<b>", table="secrets")
        assert not app.exception
        assert app.segmented_control(key="show").value == "contents"
        assert "show" not in app.query_params

    def test_licences_are_counted_by_source(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("data", show="terms")
        (terms,) = [frame.value for frame in shown_tables(app)]
        assert terms["Source files"].sum() == snapshot.n_rows("sources")
        assert len(terms) == snapshot.frame("sources")["licence"].nunique()


def dated(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["lane", "status", "day", "label"])
    return frame.assign(day=pd.to_datetime(frame["day"]), when=frame["day"])


KINDS = draw.marks(
    [("official_list", "A"), ("secondary_list", "B"), ("partial", "C"), ("count_only", "D")]
)


class TestDays:
    def test_rosters_of_one_day_are_one_mark_that_names_them(self) -> None:
        figure = draw.days(
            dated(
                ("Treaty", "official_list", "2026-02-03", "One"),
                ("Treaty", "official_list", "2026-02-03", "Two <b>"),
                ("Treaty", "partial", "2026-02-03", "Three"),
            ),
            lanes=["Treaty"],
            kinds=KINDS,
        )
        official, partial = figure.data
        assert (official.name, partial.name) == ("A", "C")
        assert official.customdata[0][1] == "One<br>Two &lt;b&gt;"
        assert official.marker.size[0] == pytest.approx(partial.marker.size[0] * 2**0.5)

    def test_each_status_has_a_shape_of_its_own(self) -> None:
        assert len({kind.symbol for kind in KINDS}) == len(KINDS)

    def test_of_many_names_the_first_are_shown(self) -> None:
        rows = [("Treaty", "partial", "2026-01-01", f"Roster {n}") for n in range(20)]
        figure = draw.days(dated(*rows), lanes=["Treaty"], kinds=KINDS)
        assert figure.data[0].customdata[0][1].count("<br>") == draw.NAMES_IN_HOVER
        assert figure.data[0].customdata[0][1].endswith("…")

    @pytest.mark.slow
    @given(n=st.integers(1, 30))
    def test_the_area_of_the_marks_goes_with_the_number_of_rosters(self, n: int) -> None:
        rows = [("Treaty", "partial", "2026-01-01", f"{i}") for i in range(n)]
        (trace,) = draw.days(dated(*rows), lanes=["Treaty"], kinds=KINDS).data
        assert (trace.marker.size[0] / draw.MARK_PX) ** 2 == pytest.approx(n)


class TestNamesKnown:
    ROSTERS = pd.DataFrame(
        {
            "label": ["Short", "A very long name of a roster " * 4],
            "n_named": [2, 0],
            "n_missing": [3, 9],
            "note": ["2 of 5", "0 of 9"],
        }
    )

    def test_what_is_missing_is_hatched_and_what_is_known_plain(self) -> None:
        figure = draw.names_known(
            self.ROSTERS, named="Known", missing="Missing", hover=["one", "two"]
        )
        known, missing = figure.data
        assert list(known.x) == [2, 0]
        assert list(missing.x) == [3, 9]
        assert not known.marker.pattern.shape
        assert missing.marker.pattern.shape

    def test_each_bar_says_how_many_of_how_many(self) -> None:
        figure = draw.names_known(
            self.ROSTERS, named="Known", missing="Missing", hover=["one", "two"]
        )
        assert [note.text for note in figure.layout.annotations] == ["2 of 5", "0 of 9"]

    def test_a_long_name_takes_two_lines(self) -> None:
        figure = draw.names_known(
            self.ROSTERS, named="Known", missing="Missing", hover=["one", "two"]
        )
        short, long = figure.layout.yaxis.ticktext
        assert short == "Short"
        assert long.count("<br>") == 1
        assert all(len(line) <= draw.NAME_LETTERS for line in long.split("<br>"))


def test_years_stack_what_is_used_and_what_is_left_out() -> None:
    counts = pd.DataFrame({"year": [2024, 2025], "n_used": [5, 6], "n_flagged": [1, 0]})
    figure = draw.years(counts, used="Used", flagged="Left out", hover=["a", "b\nc"])
    used, flagged = figure.data
    assert list(used.y) == [5, 6]
    assert list(flagged.y) == [1, 0]
    assert flagged.marker.pattern.shape
    assert used.customdata[1] == "b<br>c"
    assert figure.layout.barmode == "stack"
