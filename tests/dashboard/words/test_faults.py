"""Faults of the programs of the facts have Dutch words: each that a desk can be told is found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import i18n
from dashboard.plans import document
from dashboard.words.faults import sentences
from data.errors import FaultsError, PlanError, SourceError, TrojkaError
from etl.changes.command import faults
from etl.row_contracts import ROWS
from etl.row_rules import RULES
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.etl.changes.test_refusals import WRONG

ROOT = Path(__file__).parents[3]
ERRORS = ("SourceError", "ReconcileError", "SchemaError", "StoreError")

READ = (
    *sorted((ROOT / "etl" / "changes").rglob("*.py")),
    *(
        ROOT / name
        for name in (
            "data/printed.py",
            "data/journal.py",
            "data/snapshots.py",
            "data/store.py",
            "data/contract.py",
            "etl/catalog.py",
            "etl/corrections.py",
            "etl/dates.py",
            "etl/leads.py",
            "etl/merge_rollcalls.py",
            "etl/names.py",
            "etl/reading.py",
            "etl/refusals.py",
            "etl/reference.py",
            "etl/roster_rules.py",
            "etl/row_contracts.py",
            "etl/sidecars.py",
            "etl/small_tables.py",
            "etl/sponsors.py",
            "etl/stated.py",
            "etl/strict.py",
        )
    ),
)
"""Modules whose faults a request on the page *Update* can meet. Those that read the long history
and what publishers send are not among them: no request touches these files."""

WRITTEN = ("roster", "rollcall", "milestones", "stances", "stated_positions", "aliases")
"""Formats of the files that a request writes."""


def alternatives(text: ast.expr) -> list[str]:
    """Return what an expression can say, with ``7`` in the place of what it names."""
    if isinstance(text, ast.Constant):
        return [str(text.value)]
    if isinstance(text, ast.IfExp):
        return alternatives(text.body) + alternatives(text.orelse)
    if isinstance(text, ast.BinOp):
        both = alternatives(text.left), alternatives(text.right)
        return [one + other for one in both[0] for other in both[1]]
    if isinstance(text, ast.JoinedStr):
        said = [""]
        for value in text.values:
            inner = value.value if isinstance(value, ast.FormattedValue) else value
            is_said = isinstance(inner, ast.Constant | ast.IfExp | ast.JoinedStr)
            parts = alternatives(inner) if is_said else ["7"]
            said = [one + part for one in said for part in parts]
        return said
    return ["7"]


def parts(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, part and words of every fault of a module."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ERRORS:
            given = {word.arg: word.value for word in call.keywords}
            given |= {"where": call.args[0]} if call.args else {}
            for name in sentences.PARTS.keys() & given.keys():
                yield from ((call.lineno, name, said) for said in alternatives(given[name]))


def has_words(text: str, part: str) -> bool:
    """Return whether a part is said in Dutch, or names something and says nothing."""
    names = r"[^a-z]*(MB|kB)?" if part != "where" else r".*[./\[].*|[^a-z]*"
    is_name = bool(re.fullmatch(names, text, re.IGNORECASE))
    return is_name or text in UNCHANGED or sentences.in_words(text, part) != text


NAMED = re.compile(r"\w+|(\w+ )?'.*'")
"""A word of the files, or what stands there, perhaps below the name of its column."""

UNCHANGED = ("TOML", 'window_closed = "7"')
"""The same in Dutch."""


FEW = ("a State twice", "a tally that does not add up", "no date")
"""Refusals that are tried always; all of them by the long proofs."""


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with i18n.spoken("nl"):
        yield


def test_every_fault_that_a_request_can_meet_has_dutch_words() -> None:
    missing = [
        f"{path.relative_to(ROOT)}:{line} {part}: {said}"
        for path in READ
        for line, part, said in parts(path.read_text(encoding="utf-8"))
        if not has_words(said, part)
    ]
    assert not missing, "\n".join(missing)


def test_what_is_expected_of_the_files_of_a_request_has_dutch_words() -> None:
    said = {
        str(check.error) for f in WRITTEN for c in ROWS[f].columns.values() for check in c.checks
    }
    said |= {rule.expected for form in WRITTEN for rule in RULES.get(form, ())}
    assert sorted(text for text in said if not has_words(text, "expected")) == []


def test_a_fault_is_said_whole_with_what_it_names() -> None:
    error = SourceError(
        "the list line 3",
        found="'Kenya' (KEN) a second time, after the list line 1",
        expected="each State once",
        do="remove the one that is wrong",
    )
    assert sentences.of_error(error) == (
        "de lijst, regel 3: gevonden 'Kenya' (KEN) voor de tweede keer, na de lijst, regel 1, "
        "verwacht elke staat één keer; verwijder de foute."
    )
    assert sentences.of_error(FaultsError([error, error])).count("\n") == 1
    with i18n.spoken("en"):
        assert sentences.of_error(error) == str(error)


def test_a_fault_without_words_stays_in_english() -> None:
    error = SourceError("x", found="something odd", expected="else", do="mend it")
    assert "gevonden something odd" in sentences.of_error(error)
    assert sentences.of_error(TrojkaError("something odd")) == "something odd"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('SourceError(where, found="nothing", do="go")', ["nothing", "go", "7"]),
        ('StoreError("a", found=f"no {x}" if x else "none")', ["no 7", "none", "a"]),
        ('SourceError("a", found="a" + (f", {x}" if x else ""))', ["a, 7", "a", "a"]),
    ],
)
def test_faults_are_read_as_they_are_said(source: str, said: list[str]) -> None:
    assert sorted(text for _line, _part, text in parts(source)) == sorted(said)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [*FEW, *(pytest.param(one, marks=pytest.mark.proof) for one in WRONG if one not in FEW)]
)
def test_what_is_refused_is_said_in_dutch(archive: Archive, case: str) -> None:
    kind, asked, _sentence = WRONG[case]
    with pytest.raises(TrojkaError) as refused:
        desk.add(archive, kind, **asked)
    for fault in faults(refused.value)["faults"]:
        english = [part for part in sentences.PARTS if not has_words(fault[part], part)]
        assert [part for part in english if not NAMED.fullmatch(fault[part])] == [], fault


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("[" * 300, "ongeldige JSON: te diep genest, in regel 1, kolom "),
        ("[1 2]", "ongeldige JSON: geen `,` of `]` waar dat hoort, in regel 1, kolom 4"),
        ("no plan", "ongeldige JSON: een woord dat geen waarde is, in regel 1, kolom 2"),
    ],
)
def test_why_a_file_is_no_json_is_told_in_dutch(file: str, said: str) -> None:
    with pytest.raises(PlanError) as refused:
        document.from_json(file.encode())
    with i18n.spoken("nl"):
        assert said in sentences.of_error(refused.value)
