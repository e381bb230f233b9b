"""Every document about a State, with all that it proves and nothing twice."""

from __future__ import annotations

import pytest

from analytics.record import documents, dossier

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")
MORE = ("instruments", "rollcalls", "votes", "sponsors", "leads", "authorships", "stated_positions")


def of_state(world, iso3) -> documents.StateDocuments:
    held = dossier.of_state(iso3, **{name: world[name] for name in TABLES})
    return documents.of_state(held, **{name: world[name] for name in MORE})


def test_votes_on_every_subject_are_proved_and_not_those_shown_alone(world):
    found = of_state(world, "CHL").proofs
    votes = found[found["group"] == "vote"]
    assert sorted(votes["key"]) == ["c1_res_2", "old_1", "res_1", "res_2"]
    assert votes.set_index("key")["detail"].to_dict()["res_2"] == "X"


def test_papers_leads_and_signatures_are_told_with_their_documents(world):
    found = of_state(world, "NLD").proofs
    groups = found.groupby("group")["key"].apply(set)
    assert "cta_2023" in groups["endorsement"]
    assert "cta_2023" in groups["lead"]
    assert len(groups["paper"]) == 2
    assert found["evidence_id"].notna().all()


def test_what_it_says_is_told_with_question_and_answer(world):
    found = of_state(world, "POL").proofs
    said = found[found["group"] == "stated"]
    assert set(said["detail"]) == {"no_new_rules", "process_only"}
    assert set(said["key"]) == {"legally_binding_instrument"}


@pytest.mark.slow
@pytest.mark.parametrize("iso3", ["CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE", "YUG"])
def test_each_document_stands_once_and_counts_what_it_proves(world, iso3):
    found = of_state(world, iso3)
    assert found.documents["evidence_id"].is_unique
    counted = found.proofs["evidence_id"].value_counts().to_dict()
    assert found.documents.set_index("evidence_id")["n"].to_dict() == counted
    days = found.documents["date_to"].dropna()
    assert days.is_monotonic_decreasing


def test_documents_of_an_earlier_state_of_a_roster_are_left_out_and_said_so(world):
    found = of_state(world, "CHL")
    assert "pathways_2026_at_close" not in set(found.proofs["key"])
    assert set(found.left_out["reason"]) == {"earlier_state"}
    assert "pathways_2026_at_close" in set(found.left_out["key"])
