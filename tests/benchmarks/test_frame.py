from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import result
from tests.benchmarks.__main__ import PACKAGE, benchmarks, main
from tests.benchmarks.result import Result

STUB = '''"""How fast nothing is.

More words.
"""

from tests.benchmarks.result import Result


def measure() -> Result:
    return Result(10, 2.0, 1.5, "a peer 1.0", 3.0, {"rho": 0.5})
'''
KEYS = ["name", "n", "seconds", "memory_mb", "peer", "peer_seconds", "ratio", "quality"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    folder = tmp_path / "stub_benchmarks"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "nothing.py").write_text(STUB)
    (folder / "not_one.py").write_text("raise RuntimeError('nobody asked for this one')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder.name
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


def test_the_list_names_those_that_measure(
    package: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--list"], package=package) == 0
    assert capsys.readouterr().out == "nothing: How fast nothing is.\n"


def test_a_result_is_one_json_object(package: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing", "--json"], package=package) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == KEYS
    assert found["ratio"] == 1.5
    assert found["quality"] == {"rho": 0.5}


def test_a_result_can_be_read_by_people(package: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["nothing"], package=package)
    assert capsys.readouterr().out.splitlines()[1] == "peer: a peer 1.0, 3 s, ratio 1.5"


def test_without_a_peer_there_is_no_ratio() -> None:
    found = json.loads(Result(1, 1.0, 1.0, None, None, {}).as_json("x"))
    assert found["peer"] is found["peer_seconds"] is found["ratio"] is None


def test_an_unknown_name_is_refused(package: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["speed"], package=package)
    assert stop.value.code == 2
    assert "invalid choice: 'speed'" in capsys.readouterr().err


def test_memory_is_measured_in_megabytes() -> None:
    assert 10 < result.memory_mb() < 100_000


def test_every_benchmark_of_ours_says_what_it_measures() -> None:
    known = benchmarks(PACKAGE)
    assert "etl" in known
    assert all(known.values())
