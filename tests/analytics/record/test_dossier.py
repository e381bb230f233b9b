from __future__ import annotations

import pandas as pd
import pytest

from analytics import roster_status
from analytics.record import dossier
from data.errors import AnalysisError

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")


def of_state(world, iso3, **options) -> dossier.Dossier:
    return dossier.of_state(iso3, **{name: world[name] for name in TABLES}, **options)


def entries(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(frame[["group", "key", "detail"]].itertuples(index=False, name=None))


class TestTimeline:
    def test_it_holds_everything_the_latest_first(self, world):
        assert entries(of_state(world, "CHL").timeline) == [
            ("endorsement", "pathways_2026", "endorser"),
            ("vote", "res_2", "X"),
            ("vote", "c1_res_2", "Y"),
            ("vote", "res_1", "Y"),
            ("stance", "blueprint_2024", "attended_did_not_endorse"),
            ("membership", "charter", "party"),
        ]

    def test_roles_and_kinds_tell_the_group(self, world):
        nld, nga = of_state(world, "NLD"), of_state(world, "NGA")
        groups = {(key, detail): group for group, key, detail in entries(nld.timeline)}
        assert groups["summit_2024", "cohost"] == "forum"
        assert groups["sponsors_2", "sponsor"] == "sponsorship"
        assert groups["ban", "party"] == "membership"
        assert ("submission", "views_2025", "submitter") in entries(nga.timeline)

    def test_every_entry_has_its_evidence_and_confidence(self, world):
        result = of_state(world, "NGA")
        everything = pd.concat([result.timeline, result.undated])
        assert everything[["confidence", "evidence_id"]].notna().all(axis=None)

    def test_undated_things_are_kept_apart(self, world):
        assert entries(of_state(world, "NGA").undated) == [("stance", "summit_2024", "not_invited")]
        assert entries(of_state(world, "NLD").undated) == [("membership", "north", "member")]

    @pytest.mark.slow
    def test_a_bounded_day_is_placed_by_its_earliest(self, world):
        timeline = of_state(world, "KOR").timeline.set_index("key")
        assert timeline.loc["pathways_2026", "date_from"] == pd.Timestamp("2026-02-05")
        assert timeline.loc["pathways_2026", "date_to"] == pd.Timestamp("2026-07-17")
        assert pd.isna(timeline.loc["pathways_2026", "date_text"])

    def test_earlier_states_of_a_roster_are_left_out(self, world):
        result = of_state(world, "CHL")
        assert "pathways_2026_at_close" not in set(result.timeline["key"])
        assert "pathways_2026_at_close" in set(result.left_out["key"])

    def test_only_the_topics_asked_for_are_shown_vote_by_vote(self, world):
        result = of_state(world, "CHL", shown_topics=("nuclear",))
        votes = result.timeline[result.timeline["group"] == "vote"]
        assert votes["key"].tolist() == ["old_1"]

    def test_votes_tell_body_and_first_topic_and_instruments_their_kind(self, world):
        more = pd.DataFrame({"rollcall_id": ["res_1", "res_1"], "topic": ["nuclear", "laws"]})
        world["topics"] = pd.concat([more, world["topics"]], ignore_index=True)
        rows = of_state(world, "CHL", shown_topics=("laws", "aimd")).timeline.set_index("key")
        assert rows.loc["res_1", ["body", "topic"]].tolist() == ["plenary", "laws"]
        assert rows.loc["c1_res_2", ["body", "topic"]].tolist() == ["first_committee", "aimd"]
        assert rows.loc["charter", "kind"] == "treaty"
        assert rows.loc["blueprint_2024", "kind"] == "summit_outcome"
        assert rows.loc["charter", ["body", "topic", "symbol"]].isna().all()


class TestHistory:
    def test_votes_are_counted_by_year_and_topic(self, world):
        history = of_state(world, "CHL").history.set_index(["year", "topic"])
        assert history.loc[(2024, "aimd")].to_dict() == {"Y": 1, "N": 0, "A": 0, "X": 0}
        assert history.loc[(2025, "all")].to_dict() == {"Y": 0, "N": 0, "A": 0, "X": 1}

    def test_committee_votes_and_mismatches_are_not_counted(self, world):
        assert of_state(world, "CHL").history["year"].tolist() == [2024, 2024, 2025, 2025]

    @pytest.mark.slow
    def test_it_names_the_documents_it_was_counted_from(self, world):
        assert of_state(world, "CHL").history_evidence == ("record",)
        assert of_state(world, "PSE").history_evidence == ()

    def test_a_state_without_votes_has_none(self, world):
        history = of_state(world, "PSE").history
        assert history.empty
        assert history.columns.tolist() == ["year", "topic", "Y", "N", "A", "X"]


class TestSilence:
    def test_what_a_roster_tells_is_kept_from_what_it_cannot(self, world):
        result = of_state(world, "CHL")
        assert result.not_listed["key"].tolist() == [
            "sponsors_2",
            "cta_2023",
            "ban",
            "south",
            "north",
        ]
        assert list(result.unknown[["key", "reason"]].itertuples(index=False, name=None)) == [
            ("views_2025", "positives_only"),
            ("blueprint_2024", "positives_only"),
            ("summit_2024", "positives_only"),
            ("c1_res_1", "partial"),
        ]

    def test_an_observer_has_no_unknown_votes(self, world):
        unknown = of_state(world, "PSE").unknown
        assert set(unknown["kind"]) == {"instrument"}
        assert "charter" in set(unknown["key"])

    def test_of_a_former_state_only_what_names_it_is_asked(self, world):
        result = of_state(world, "YUG")
        assert result.not_listed.empty
        assert result.unknown.empty
        assert result.timeline.empty

    def test_who_left_is_no_longer_listed(self, world):
        assert "ban" in set(of_state(world, "POL").not_listed["key"])


def test_an_unknown_state_is_refused(world):
    with pytest.raises(AnalysisError, match="found no State 'XXX', expected a iso3"):
        of_state(world, "XXX")


@pytest.mark.real
class TestRecord:
    def test_the_netherlands(self, record):
        result = of_state(record, "NLD")
        assert set(result.timeline["group"]) == set(dossier.GROUPS)
        assert ("vote", "a_res_80_58", "Y") in entries(result.timeline)
        assert ("endorsement", "reaim_2026_pathways", "endorser") in entries(result.timeline)
        assert "reaim_2024_blueprint" not in set(result.unknown["key"])
        assert result.history["year"].min() == 1946

    def test_every_state_has_a_dossier_in_which_each_datum_has_its_evidence(self, record):
        for iso3 in ("KEN", "PSE", "XKX", "YUG", "CRI", "SSD"):
            result = of_state(record, iso3)
            everything = pd.concat([result.timeline, result.undated])
            assert everything[["evidence_id", "confidence", "key", "title"]].notna().all(axis=None)
            assert set(everything["group"]) <= set(dossier.GROUPS)


class TestRostersMadeAlready:
    @pytest.mark.slow
    def test_give_the_same_of_every_state(self, world):
        rosters = {name: world[name] for name in ("states", "instruments", "memberships")}
        made = roster_status.table(**rosters)
        for iso3 in world["states"]["iso3"]:
            alone, shared = of_state(world, iso3), of_state(world, iso3, on_rosters=made)
            pd.testing.assert_frame_equal(alone.not_listed, shared.not_listed)
            pd.testing.assert_frame_equal(alone.unknown, shared.unknown)
