"""README and CONTRIBUTING tell the truth: pages, commands, settings and files are as they say."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import navigation
from tests.etl.archive import Archive

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
FOR_SERVERS = ("deploy/README.md", "docs/scale.md")
OURS = ("analytics", "dashboard", "data", "etl", "tests")
SUFFIXES = {".csv", ".md", ".po", ".py", ".sqlite", ".toml", ".txt"}
PLACEHOLDER = re.compile(r"\bNAME\b|\bx\b")
"""What stands for a name of the reader's own: ``rosters/NAME.csv``, ``pages/x/``."""

DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS)


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def spans(text: str) -> list[str]:
    """Return what stands between backquotes in a line."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", prose)


def commands(text: str) -> list[str]:
    """Return what stands between backquotes, and every line of the blocks of commands."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    blocks = [block for language, block in found if not language]
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [*spans(text), *lines]


def modules_run(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each module that a document runs, and what it is given."""
    for command in commands(text):
        if found := re.fullmatch(r"(?:\w+=\S+ )*python -m (\S+)(.*)", command):
            yield found[1], shlex.split(found[2])


def places(text: str) -> set[str]:
    """Return the files and folders that a document names."""
    named = (span.partition(":")[0] for span in spans(text) if "://" not in span)
    return {
        name
        for name in named
        if re.fullmatch(r"[\w.*-]+(/[\w.*-]*)*", name)
        and ("/" in name or Path(name).suffix in SUFFIXES)
    }


def stands(place: str) -> bool:
    """Return whether a place is found from the root, by its end, or is made when needed."""
    made = [line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line]
    if any(place == one or place.startswith(f"{one}/") for one in made):
        return True
    pattern = PLACEHOLDER.sub("*", place.strip("/"))
    return any(ROOT.glob(pattern)) or any(any((ROOT / package).rglob(pattern)) for package in OURS)


def test_the_table_of_pages_is_the_menu() -> None:
    (table,) = re.findall(r"^\| page \|.*?\n\|[-|]+\n((?:\|.*\n)+)", text_of("README.md"), re.M)
    named = [row.split("|")[1].strip() for row in table.splitlines()]
    assert named == [page.title for page in navigation.PAGES]


@DOCUMENT
def test_every_make_target_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    named = {
        found[1]
        for command in commands(text_of(document))
        if (found := re.fullmatch(r"(?:\w+=\S+ )*make ([a-z-]+)", command))
    }
    assert named, "the document names no target any more: this test reads it wrongly"
    assert named <= targets


@pytest.mark.parametrize("document", [*DOCUMENTS, *FOR_SERVERS])
def test_every_module_that_is_run_takes_what_it_is_given(
    document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = list(modules_run(text_of(document)))
    assert named
    for module, given in named:
        if module.partition(".")[0] not in OURS:
            assert importlib.util.find_spec(module), module
            continue
        words = [word for word in given if not PLACEHOLDER.fullmatch(word)]
        with pytest.raises(SystemExit) as ended:
            importlib.import_module(f"{module}.__main__").main([*words, "--help"])
        told = capsys.readouterr()
        assert ended.value.code == 0, f"python -m {module} {' '.join(given)}: {told.err}"
        for option in (word for word in words if word.startswith("--")):
            assert option in told.out, f"python -m {module} has no {option}"


@pytest.mark.slow
def test_the_walk_of_a_newcomer_goes_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a small record: what CONTRIBUTING shows is done, word for word."""
    section = text_of("CONTRIBUTING.md").partition("## Add a text of your own")[2]
    section = section.partition("\n## ")[0]
    (request,) = re.findall(r"^```toml\n(.*?)^```", section, flags=re.DOTALL | re.MULTILINE)
    small = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SOURCES", str(small.root))
    monkeypatch.setenv("TROJKA_CORRECTIONS", str(small.corrections))
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(small.snapshot))
    monkeypatch.chdir(tmp_path)
    Path("harbour.toml").write_text(request, encoding="utf-8")
    run = importlib.import_module("etl.__main__").main
    told = []
    for module, words in modules_run(section):
        assert module == "etl"
        assert run(words) == 0, capsys.readouterr().err
        told.append(capsys.readouterr().out)
    preview, written, journal, undone = told
    assert "This would change: harbour_2026" in preview
    assert "n_listed: – → 4" in written
    assert "roster harbour_2026" in " ".join(journal.split())
    assert "rosters/harbour_2026.csv: 4 rows → removed" in undone
    Path("harbour.toml").write_text(request.replace("count = 4", "count = 5"), encoding="utf-8")
    assert run(["add", "roster", "--request", "harbour.toml"]) == 2
    assert "expected 5, the official count" in capsys.readouterr().err


@pytest.mark.slow
def test_readme_names_every_setting_and_no_other() -> None:
    read = {
        node.value
        for package in set(OURS) - {"tests"}
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"TROJKA_[A-Z_]+", node.value)
    }
    assert read == set(re.findall(r"TROJKA_[A-Z_]+", text_of("README.md")))


@DOCUMENT
def test_every_file_and_folder_that_is_named_exists(document: str) -> None:
    named = places(text_of(document))
    assert named
    assert {place for place in named if not stands(place)} == set()


def test_what_is_not_there_is_found() -> None:
    text = (
        "`tests/nowhere.py`, `pages/x/`, `plain`, `sqlite:////a/b`\n```\nmake nothing  # so\n```\n"
    )
    assert places(text) == {"tests/nowhere.py", "pages/x/"}
    assert [place for place in sorted(places(text)) if not stands(place)] == ["tests/nowhere.py"]
    assert "make nothing" in commands(text)
    assert list(modules_run("`A=b python -m etl status --json`")) == [("etl", ["status", "--json"])]
