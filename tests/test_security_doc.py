"""docs/security.md tells the truth: each test that it names is there, and no requirement is not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)+)`")
MET = ("yes", "in part", "ministry", "no", "not applicable")

LEVELS = """
1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123 2.1:122 2.2:112 2.3:12223 2.4:23 3.1:3
3.2:113 3.3:12223 3.4:11222233 3.5:11122333 3.6:3 3.7:22333 4.1:12233 4.2:23333 4.3:22 4.4:1222
5.1:2 5.2:112333 5.3:113 5.4:222 6.1:122 6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333
6.6:2223 6.7:33 6.8:2222 7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223 7.6:22 8.1:1233 8.2:1123 8.3:133
8.4:23 9.1:111 9.2:1222 10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222 10.6:22
10.7:222 11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33 12.1:12233 12.2:11
12.3:22223 13.1:2333 13.2:222223 13.3:2233 13.4:1222233 14.1:22 14.2:12223333 14.3:122 15.1:12233
15.2:12233 15.3:1222222 15.4:3333 16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:2223 17.1:23
17.2:22223333 17.3:22
"""
"""Of every section of ASVS 5.0.0, the levels of its requirements in their order."""

ASVS = {
    f"{section}.{place}": int(level)
    for section, _colon, levels in (part.partition(":") for part in LEVELS.split())
    for place, level in enumerate(levels, start=1)
}
"""Level by number."""

ISO = [
    f"{chapter}.{place}"
    for chapter, last in ((5, 37), (6, 8), (7, 14), (8, 34))
    for place in range(1, last + 1)
]
"""Numbers of the controls of ISO/IEC 27002:2022."""


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


def rows(text: str = TEXT) -> list[list[str]]:
    """Return the cells of every row of requirements."""
    lines = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def between(begin: str, end: str) -> str:
    """Return what stands between two headings."""
    return TEXT.partition(f"\n{begin}")[2].partition(f"\n{end}")[0]


def numbers(text: str) -> list[str]:
    """Return the numbers that begin the rows of a text; ``5.1–3, 8.2`` are four."""
    found = []
    for part in (part for row in rows(text) for part in row[0].split(", ")):
        first, _dash, last = part.partition("–")
        section, _dot, place = first.rpartition(".")
        found += [f"{section}.{one}" for one in range(int(place), int(last or place) + 1)]
    return found


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


def test_every_requirement_of_levels_1_and_2_is_answered_once() -> None:
    assert Counter(ASVS.values()) == {1: 70, 2: 183, 3: 92}
    answered = Counter(numbers(between("## OWASP ASVS", "## BIO")))
    assert [number for number, times in answered.items() if times > 1] == []
    assert set(answered) - set(ASVS) == set()
    assert {number for number, level in ASVS.items() if level < 3} - set(answered) == set()


def test_a_requirement_of_level_3_says_so() -> None:
    for row in rows(between("## OWASP ASVS", "## BIO")):
        levels = {ASVS[number] for number in numbers(f"| {row[0]} |")}
        assert levels == {3} if "(level 3)" in row[1] else 3 not in levels, row[0]


def test_every_control_is_answered_once() -> None:
    assert sorted(numbers(between("### Controls", "### Measures"))) == sorted(ISO)


def test_what_is_not_met_is_said_again_at_the_end() -> None:
    short = TEXT.partition("## Not met, in short")[2]
    unmet = [part for row in rows() if row[2] == "no" for part in row[0].split(", ")]
    assert len(unmet) > 3
    assert [number for number in unmet if number not in short] == []
