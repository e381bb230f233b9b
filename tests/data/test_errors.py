from __future__ import annotations

import pickle

import pytest

from data.errors import (
    AnalysisError,
    FaultError,
    FaultsError,
    PlanError,
    ReconcileError,
    SchemaError,
    SourceError,
    StoreError,
    TrojkaError,
)

KINDS = [AnalysisError, PlanError, ReconcileError, SchemaError, SourceError, StoreError]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_is_one_sentence_with_one_full_stop(kind: type[FaultError]) -> None:
    error = kind("f.csv", found="a", expected="b", do="mend it.")
    assert isinstance(error, TrojkaError)
    assert str(error) == "f.csv: found a, expected b; mend it."
    assert (error.where, error.found, error.expected, error.do) == ("f.csv", "a", "b", "mend it.")


def test_faults_are_told_one_a_line_in_the_order_found() -> None:
    error = FaultsError([_source("one"), _source("two")])
    assert isinstance(error, TrojkaError)
    assert str(error).splitlines() == [str(_source("one")), str(_source("two"))]
    assert [fault.where for fault in error.faults] == ["one", "two"]


@pytest.mark.parametrize(
    "error",
    [
        SourceError("f.csv", found="a", expected="b", do="c"),
        AnalysisError("blocs", found="a", expected="b", do="c", reason="no_votes"),
        FaultsError([SourceError("f.csv", found="a", expected="b", do="c")]),
    ],
)
def test_an_error_comes_home_whole_from_a_worker(error: TrojkaError) -> None:
    home = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(home) is type(error)
    assert str(home) == str(error)
    assert vars(home).keys() == vars(error).keys()
    assert getattr(home, "reason", None) == getattr(error, "reason", None)


def _source(where: str) -> SourceError:
    return SourceError(where, found="a", expected="b", do="c")
