from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import funnel
from data.errors import AnalysisError
from tests import tiny_world

STEPS = (
    ("rollcall", "res_2", "Y"),
    ("roster", "sponsors_2", "listed"),
    ("roster", "blueprint_2024", "listed"),
    ("roster", "pathways_2026", "listed"),
)


def of_steps(world, steps=STEPS, on=None) -> funnel.Funnel:
    tables = ("states", "instruments", "memberships", "rollcalls", "votes")
    return funnel.of_steps(steps, **{name: world[name] for name in tables}, on=on)


def answers(result: funnel.Funnel, key: str) -> dict[str, str]:
    return dict(zip(result.states["iso3"], result.states[key], strict=True))


class TestAnswers:
    def test_a_vote_is_yes_or_no(self, world):
        assert answers(of_steps(world), "res_2:Y") == {
            "CHL": "no",
            "KEN": "yes",
            "KOR": "yes",
            "NGA": "no",
            "NLD": "yes",
            "POL": "yes",
        }

    def test_a_roster_known_in_part_never_answers_no(self, world):
        found = answers(of_steps(world), "blueprint_2024:listed")
        assert found["NLD"] == "yes"
        assert set(found.values()) == {"yes", "unknown"}

    def test_of_several_sources_one_is_enough(self, world):
        step = ("roster", ("cta_2023", "blueprint_2024"), "listed")
        found = answers(of_steps(world, [step]), "cta_2023+blueprint_2024:listed")
        assert (found["POL"], found["KEN"], found["NGA"]) == ("yes", "yes", "unknown")

    def test_several_full_sources_can_answer_no(self, world):
        step = ("roster", ("cta_2023", "pathways_2026"), "listed")
        assert answers(of_steps(world, [step]), "cta_2023+pathways_2026:listed")["NGA"] == "no"

    def test_an_observer_has_no_vote_and_so_no_answer(self, world):
        result = of_steps(world, [*STEPS, ("roster", "cta_2023", "listed")])
        assert answers(result, "res_2:Y")["PSE"] == "unknown"
        assert answers(result, "cta_2023:listed")["PSE"] == "yes"
        assert answers(result, "pathways_2026:listed")["PSE"] == "no"
        assert answers(result, "blueprint_2024:listed")["PSE"] == "unknown"

    def test_another_category_is_another_step(self, world):
        steps = [("rollcall", "res_1", "A"), ("rollcall", "res_1", "X")]
        result = of_steps(world, steps)
        assert answers(result, "res_1:A")["KEN"] == "yes"
        assert answers(result, "res_1:X")["POL"] == "yes"

    def test_rosters_are_asked_for_the_day(self, world):
        result = of_steps(world, on=pd.Timestamp("2026-03-01"))
        assert answers(result, "pathways_2026:listed")["KOR"] == "unknown"


class TestCounts:
    def test_steps_are_counted_apart_and_nested(self, world):
        steps = of_steps(world).steps.set_index("key")
        assert steps["n_yes"].tolist() == [4, 2, 2, 4]
        assert steps["n_no"].tolist() == [2, 4, 0, 2]
        assert steps["n_unknown"].tolist() == [0, 0, 4, 0]
        # yes at res_2: KEN KOR NLD POL; sponsors among them: KEN NLD; both named, both endorsed
        assert steps["n_nested_yes"].tolist() == [4, 2, 2, 2]
        assert steps["n_nested_left"].tolist() == [2, 2, 0, 0]

    def test_who_may_still_be_in_is_counted_as_unknown(self, world):
        steps = of_steps(world, [STEPS[0], STEPS[2], STEPS[3]]).steps
        # KOR and POL may be on the second text; POL is not on the third
        assert steps["n_nested_unknown"].tolist() == [0, 2, 1]
        assert steps["n_nested_left"].tolist() == [2, 0, 1]

    def test_published_counts_stand_beside(self, world):
        counts = of_steps(world).steps["official_count"]
        assert counts.tolist() == [4, 2, 3, 4]
        several = of_steps(world, [("roster", ("cta_2023", "pathways_2026"), "listed")])
        assert several.steps["official_count"].isna().all()

    def test_yes_no_and_unknown_add_up_to_the_membership(self, world):
        steps = of_steps(world).steps
        assert (steps[["n_yes", "n_no", "n_unknown"]].sum(axis=1) == 6).all()


class TestReached:
    def test_yes_voters_that_never_endorsed(self, world):
        result = of_steps(world)
        assert funnel.reached(result, yes=["res_2:Y"], no=["pathways_2026:listed"]) == ("POL",)

    def test_an_unknown_answer_is_in_neither(self, world):
        result = of_steps(world)
        assert funnel.reached(result, no=["blueprint_2024:listed"]) == ()

    def test_an_unknown_step_is_refused(self, world):
        with pytest.raises(AnalysisError, match="found no step 'res_2', expected res_2:Y or"):
            funnel.reached(of_steps(world), yes=["res_2"])


def test_every_answer_but_unknown_carries_its_evidence(world):
    evidence = of_steps(world).evidence
    is_told = evidence["category"] != "unknown"
    assert evidence["evidence_id"][is_told].notna().all()
    assert set(evidence["id"]) == {"res_2", "sponsors_2", "blueprint_2024", "pathways_2026"}


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "found steps none, expected each step once"),
        ([STEPS[0], STEPS[0]], "found steps res_2:Y, res_2:Y"),
        ([("survey", "x", "Y")], "found a step of kind 'survey', expected rollcall or roster"),
        ([("rollcall", "res_2", "listed")], "found category 'listed' of a rollcall, expected Y or"),
        ([("rollcall", "res_9", "Y")], "found no roll call 'res_9'"),
        ([("rollcall", "old_1", "Y")], "found roll call old_1 with status mismatch"),
        ([("roster", "cta_2020", "listed")], "found no instrument 'cta_2020'"),
        (
            [("roster", "pathways_2026_at_close", "listed")],
            "an earlier state of pathways_2026",
        ),
    ],
)
def test_steps_that_mean_nothing_are_refused(world, steps, message):
    with pytest.raises(AnalysisError, match=message):
        of_steps(world, steps)


@pytest.mark.slow
@given(order=st.permutations(["CHL", "KEN", "KOR", "NGA", "NLD", "POL"]))
@settings(max_examples=10)
def test_relabelling_states_changes_no_count(order):
    world = tiny_world.tables()
    before = of_steps(world).steps
    new = dict(zip(sorted(order), order, strict=True))
    for table in ("states", "memberships", "votes"):
        world[table]["iso3"] = world[table]["iso3"].astype(object).replace(new)
    pd.testing.assert_frame_equal(of_steps(world).steps, before)


@pytest.mark.real
def test_the_outreach_pool_is_the_yes_voters_on_neither_full_text(record):
    steps = (
        ("rollcall", "a_res_80_58", "Y"),
        ("roster", "unga_80_58", "listed"),
        ("roster", "reaim_2023_cta", "listed"),
        ("roster", "reaim_2024_blueprint", "listed"),
        ("roster", "reaim_2026_pathways", "listed"),
        ("roster", "us_political_declaration", "listed"),
    )
    result = of_steps(record, steps)
    counts = result.steps.set_index("key")
    assert counts["n_yes"].tolist() == [167, 64, 57, 10, 45, 57]
    assert counts.loc["reaim_2024_blueprint:listed", "n_unknown"] == 183
    pool = funnel.reached(
        result, yes=["a_res_80_58:Y"], no=["reaim_2023_cta:listed", "reaim_2026_pathways:listed"]
    )
    assert len(pool) == 101
    assert not {"NLD", "POL", "KEN"} & set(pool)
