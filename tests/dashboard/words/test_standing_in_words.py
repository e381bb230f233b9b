import pandas as pd
import pytest

from analytics.record import standing
from dashboard import i18n
from dashboard.words import choices, standing_in_words

World = dict[str, pd.DataFrame]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en", i18n.translations("en"))


def _roster(world: World, key: str) -> standing.Standing:
    return standing.of_roster(
        key,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
    )


def _rollcall(world: World, key: str) -> standing.Standing:
    return standing.of_rollcall(
        key, states=world["states"], rollcalls=world["rollcalls"], votes=world["votes"]
    )


def _rows(found: standing.Standing, world: World, *, is_member: bool = True) -> pd.DataFrame:
    return standing_in_words.rows(found, world["states"], world["evidence"], is_member=is_member)


class TestRows:
    def test_members_and_others_are_apart_and_by_name(self, world: World) -> None:
        found = _roster(world, "cta_2023")
        members = _rows(found, world)
        assert list(members["name"]) == [
            "Chile",
            "Kenya",
            "Netherlands",
            "Nigeria",
            "Poland",
            "South Korea",
        ]
        others = _rows(found, world, is_member=False)
        assert others[["name", "position"]].to_numpy().tolist() == [["Palestine", "Listed"]]

    def test_names_follow_the_language(self, world: World) -> None:
        i18n.use("nl", i18n.translations("nl"))
        rows = _rows(_roster(world, "cta_2023"), world)
        assert list(rows["name"])[-1] == "Zuid-Korea"
        assert set(rows["position"]) == {"Vermeld", "Niet vermeld"}

    def test_each_row_leads_to_its_source_and_to_the_dossier(self, world: World) -> None:
        row = _rows(_roster(world, "cta_2023"), world).set_index("iso3").loc["NLD"]
        assert row["source"] == "https://example.org/spell"
        assert row["dossier"] == "state?state=NLD"

    def test_a_day_is_written_out_and_an_unknown_one_is_bounded(self, world: World) -> None:
        rows = _rows(_roster(world, "pathways_2026"), world).set_index("iso3")
        assert rows.loc["NLD", "since"] == "5 February 2026"
        assert rows.loc["KOR", "since"] == "between 5 February 2026 and 17 July 2026"
        assert rows.loc["NGA", "since"] == ""


class TestMap:
    def test_it_carries_letters_places_and_what_is_known(self, world: World) -> None:
        rows = _rows(_roster(world, "pathways_2026"), world)
        drawn = standing_in_words.on_map(rows, world["states"]).set_index("iso3")
        assert drawn.loc["NLD", ["label", "category"]].tolist() == ["NL", "listed"]
        assert drawn.loc["NLD", "hover"] == "Listed\nEndorser\n5 February 2026"
        assert drawn.loc["NGA", "hover"] == "Not listed"
        assert drawn.loc["NLD", "lat_deg"] == 52.5

    def test_categories_are_those_that_occur_among_members(self, world: World) -> None:
        labels = [c.label for c in standing_in_words.categories(_roster(world, "blueprint_2024"))]
        assert labels == ["Listed", "Not known"]
        labels = [c.label for c in standing_in_words.categories(_rollcall(world, "res_2"))]
        assert labels == ["In favour", "Abstained", "Did not vote"]


class TestNotes:
    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            (
                "blueprint_2024",
                [
                    "Of 4 States the source does not tell; they are drawn as not known.",
                    "1 State that the publisher counts is named in no source we have.",
                ],
            ),
            (
                "charter",
                [
                    "Of 4 States the source does not tell; they are drawn as not known.",
                    "The list we have ends at Kenya; what comes after it is not known.",
                    "1 State that the publisher counts is named in no source we have.",
                ],
            ),
            ("cta_2023", []),
            (
                "ban",
                ["1 State is named in a role that does not count as listed: Signatory."],
            ),
        ],
    )
    def test_of_a_roster(self, world: World, key: str, expected: list[str]) -> None:
        assert standing_in_words.notes(_roster(world, key)) == expected

    def test_of_a_roll_call_that_is_not_analysed(self, world: World) -> None:
        notes = standing_in_words.notes(_rollcall(world, "old_1"))
        assert "Names and published tally differ: not analysed" in notes

    def test_of_a_day_between_two_bounds(self, world: World) -> None:
        found = standing.of_roster(
            "pathways_2026",
            states=world["states"],
            instruments=world["instruments"],
            memberships=world["memberships"],
            on=pd.Timestamp("2026-03-01"),
        )
        assert "1 State joined on a day that is not known." in standing_in_words.notes(found)

    def test_of_entries_that_are_no_states(self, world: World) -> None:
        world["instruments"] = world["instruments"].assign(n_not_in_states=2)
        notes = standing_in_words.notes(_roster(world, "cta_2023"))
        assert "2 entries of the official list are not States." in notes


class TestChoices:
    def test_texts_come_first_then_votes_then_everything_else(self, world: World) -> None:
        found = choices.texts_and_votes(world["instruments"], world["rollcalls"], world["topics"])
        assert list(found)[:8] == [
            "pathways_2026",
            "blueprint_2024",
            "cta_2023",
            "res_2",
            "res_1",
            "c1_res_2",
            "c1_res_1",
            "sponsors_2",
        ]
        assert found["pathways_2026"] == "Summit outcome · Third Pathways"
        assert found["res_2"] == (
            "AI in the military domain · General Assembly A/RES/80/2 · 1 December 2025"
        )

    def test_every_roster_is_there_once_and_earlier_states_of_one_are_not(
        self, world: World
    ) -> None:
        found = choices.texts_and_votes(world["instruments"], world["rollcalls"], world["topics"])
        rosters = set(world["instruments"]["instrument_id"]) - {"pathways_2026_at_close"}
        assert rosters < set(found)
        assert "pathways_2026_at_close" not in found

    def test_votes_on_other_subjects_are_not_offered(self, world: World) -> None:
        found = choices.texts_and_votes(world["instruments"], world["rollcalls"], world["topics"])
        assert "old_1" not in found
