from __future__ import annotations

import pytest

from data.errors import (
    AnalysisError,
    FaultsError,
    PlanError,
    ReconcileError,
    SchemaError,
    SourceError,
    StoreError,
    TrojkaError,
    fault,
)


@pytest.mark.parametrize(
    "kind",
    [
        AnalysisError,
        FaultsError,
        PlanError,
        ReconcileError,
        SchemaError,
        SourceError,
        StoreError,
    ],
)
def test_every_error_of_ours_is_caught_at_once(kind: type[Exception]) -> None:
    assert issubclass(kind, TrojkaError)


def test_a_fault_is_one_sentence_with_one_full_stop() -> None:
    said = fault("f.csv", found="a", expected="b", do="mend it.")
    assert said == "f.csv: found a, expected b; mend it."


def test_faults_are_told_one_a_line_in_the_order_found() -> None:
    error = FaultsError([SourceError("one"), SchemaError("two")])
    assert str(error) == "one\ntwo"
    assert len(error.faults) == 2
