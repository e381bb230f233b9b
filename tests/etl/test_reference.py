"""What others published on the votes of the small archive: see its docstring for the answers."""

from __future__ import annotations

import pytest

from etl import build
from tests.etl.archive import Archive


@pytest.mark.slow
def test_votes_are_paired_by_the_numbers_of_either_record(archive: Archive) -> None:
    pairs = build.check(archive.root, archive.corrections).tables["repeated_votes"]
    assert pairs.to_numpy().tolist() == [["unga_1", "unga_2"], ["unga_2", "a_res_79_1"]]


@pytest.mark.slow
def test_a_pair_that_names_an_unknown_vote_is_listed_and_not_stored(archive: Archive) -> None:
    refusals = build.check(archive.root, archive.corrections).tables["refusals"]
    row = refusals.set_index("subject").loc["5 – 6"]
    assert row["source_id"] == "reference/repeated"
    assert row["action"] == "the pair is not stored"


@pytest.mark.slow
def test_published_points_of_two_subjects_stand_in_one_table(archive: Archive) -> None:
    archive.add(
        "reference/rights",
        archive.file("reference/points").read_text(),
        form="reference_points",
        details='\n[reference]\nsubject = "human_rights"\n',
    )
    rows = build.check(archive.root, archive.corrections).tables["reference_points"]
    assert rows["subject"].tolist() == ["all", "human_rights"]
    assert rows["ideal_point"].tolist() == [1.5, 1.5]
