"""docs/security.md tells the truth: each test that it names is there, and says which is not met."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)+)`")
MET = ("yes", "in part", "ministry", "no")


def held(path: Path) -> set[str]:
    """Return the tests of a file, as ``::name`` or ``::class::name``."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        before = f"::{node.name}" if isinstance(node, ast.ClassDef) else ""
        found |= {
            f"{before}::{one.name}"
            for one in inner
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }
    return found


def missing(text: str) -> list[str]:
    """Return the tests that a text names and that are not there."""
    return [
        file + name
        for file, name in NAMED.findall(text)
        if not (ROOT / file).is_file() or name not in held(ROOT / file)
    ]


def rows() -> list[list[str]]:
    """Return the cells of every row of requirements."""
    lines = [line for line in TEXT.splitlines() if re.match(r"\| [\dV]", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED.findall(TEXT)) > 50
    assert missing(TEXT) == []


def test_a_test_that_is_not_there_is_named() -> None:
    gone = "tests/test_security_doc.py::test_of_nothing"
    assert missing(
        f"`{gone}` and `tests/test_security_doc.py::test_every_test_that_is_named_is_there`"
    ) == [gone]


def test_every_requirement_says_whether_it_is_met() -> None:
    assert len(rows()) > 70
    wrong = [row for row in rows() if len(row) != 4 or row[2] not in MET]
    assert wrong == []


def test_what_is_called_met_says_how() -> None:
    assert [row[0] for row in rows() if not row[3].strip()] == []
