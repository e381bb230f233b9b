"""Names tell what they hold: a name for one class, no drawer of odds and ends, no private words."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ("data", "etl", "analytics", "dashboard")
DRAWERS = {"utils", "helpers", "common", "misc"}


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def classes(sources: dict[str, str]) -> dict[str, list[str]]:
    """Return where each class of a module stands; those inside another class belong to it."""
    where = defaultdict(list)
    for name, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef):
                where[node.name].append(name)
    return dict(where)


def prose(source: str) -> list[str]:
    """Return every docstring, and every comment, of a module."""
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return strings + [token.string for token in tokens if token.type == tokenize.COMMENT]


def private_words(source: str) -> list[str]:
    """Return the docstrings and comments that begin with "Of", or say "whence"."""
    return [
        text.strip().splitlines()[0]
        for text in prose(source)
        if text.lstrip("# ").startswith("Of ") or "whence" in text.lower()
    ]


@pytest.mark.slow
def test_a_class_name_stands_for_one_class():
    sources = {str(path.relative_to(ROOT)): path.read_text() for path in modules(*HOUSE)}
    shared = {name: where for name, where in classes(sources).items() if len(where) > 1}
    assert shared == {}


def test_no_module_is_a_drawer_of_odds_and_ends():
    stems = {str(path): path.stem for path in modules(*HOUSE, "tests")}
    assert [path for path, stem in stems.items() if stem in DRAWERS] == []


@pytest.mark.slow
def test_docstrings_and_comments_speak_plainly():
    found = {
        str(path.relative_to(ROOT)): private_words(path.read_text()) for path in modules(*HOUSE)
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_name_that_is_taken_is_seen():
    source = "class Roster:\n    class Config:\n        pass\n"
    assert classes({"a.py": source, "b.py": source}) == {"Roster": ["a.py", "b.py"]}


@pytest.mark.parametrize(
    "source",
    [
        '"""Of the draws."""',
        'N = 3\n"""Of the draws."""',
        "# Of the draws",
        "def f():\n    '''Say whence it comes.'''",
    ],
)
def test_private_words_are_seen(source):
    assert len(private_words(source)) == 1
