"""Imports run one way: etl → data ← analytics ← dashboard."""

import ast
from pathlib import Path

import grimp
import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("data", "etl", "analytics", "dashboard")
MAY_IMPORT = {
    "data": set(),
    "etl": {"data"},
    "analytics": {"data"},
    "dashboard": {"data", "analytics"},
}
NEVER = {
    "data": {"streamlit", "plotly", "sklearn", "networkx"},
    "etl": {"streamlit", "plotly", "sklearn", "networkx"},
    "analytics": {"streamlit", "plotly", "duckdb", "pathlib", "os", "time", "socket"},
}
ALLOWED = {("analytics/ensemble.py", "time")}
"""A scheduler that does not answer is tried again after a while; no result hangs on the clock."""

KNOW_NO_STREAMLIT = (
    "dashboard/figures",
    "dashboard/i18n",
    "dashboard/plans",
    "dashboard/theme.py",
)
MAX_LINES = 400


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imported(source: str) -> list[tuple[int, str]]:
    """Return line and dotted name of every import, those inside functions too."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append((node.lineno, node.module))
    return found


def faults(package: str, source: str, where: str) -> list[str]:
    """Return a sentence for each import that a package must not make."""
    out = []
    for line, name in imported(source):
        top = name.partition(".")[0]
        if top in PACKAGES and top != package and top not in MAY_IMPORT[package]:
            out.append(f"{where}:{line}: {package} must not import {top}")
        if top in NEVER.get(package, ()) and (where, top) not in ALLOWED:
            out.append(f"{where}:{line}: {package} must not import {top}")
    return out


@pytest.mark.slow
@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    found = []
    for path in modules(package):
        where = str(path.relative_to(ROOT))
        found += faults(package, path.read_text(encoding="utf-8"), where)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("package", "source", "sentence"),
    [
        ("analytics", "from dashboard import show", "analytics must not import dashboard"),
        ("data", "import etl.names", "data must not import etl"),
        ("etl", "def f():\n    import streamlit", "etl must not import streamlit"),
        ("analytics", "from etl import build", "analytics must not import etl"),
    ],
)
def test_an_arrow_back_is_found(package: str, source: str, sentence: str) -> None:
    (fault,) = faults(package, source, "x.py")
    assert sentence in fault


def circles(house: grimp.ImportGraph) -> list[list[str]]:
    """Return the modules that lead back to themselves, those imported for their types only too."""
    arrows = [
        (name, other)
        for name in house.modules
        for other in house.find_modules_directly_imported_by(name)
    ]
    found = nx.strongly_connected_components(nx.DiGraph(arrows))
    return sorted(sorted(names) for names in found if len(names) > 1)


@pytest.mark.slow
def test_no_module_leads_back_to_itself() -> None:
    assert circles(grimp.build_graph(*PACKAGES, cache_dir=None)) == []


def test_a_circle_is_found() -> None:
    house = grimp.ImportGraph()
    for name in "abcd":
        house.add_module(name)
    for importer, imported_name in ("ab", "bc", "ca", "cd"):
        house.add_import(importer=importer, imported=imported_name)
    assert circles(house) == [["a", "b", "c"]]


def test_figures_and_words_know_no_streamlit() -> None:
    paths = [ROOT / place for place in KNOW_NO_STREAMLIT]
    files = [p for path in paths for p in ([path] if path.is_file() else path.rglob("*.py"))]
    assert files
    users = [
        str(path.relative_to(ROOT))
        for path in files
        if any(name.partition(".")[0] == "streamlit" for _, name in imported(path.read_text()))
    ]
    assert users == []


@pytest.mark.slow
def test_only_plans_know_their_database() -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in modules(*PACKAGES)
        for _, name in imported(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] in ("sqlalchemy", "alembic", "pg8000", "sqlite3")
    }
    assert users
    assert all(user.startswith("dashboard/plans/") for user in users)


@pytest.mark.slow
def test_only_the_memory_keeps_results() -> None:
    """Streamlit keeps nothing; what never changes in a process may be read once."""
    read_once = {
        "data/digests.py",
        "etl/dates.py",
        "dashboard/i18n/__init__.py",
        "dashboard/plans/database.py",
        "dashboard/briefing/charts/lettering.py",  # letters are read from files of fonts
        "dashboard/briefing/charts/raster.py",  # so is what turns them into pixels
        "dashboard/briefing/paper/portable.py",  # and what sets pages
        "dashboard/briefing/paper/word_styles.py",  # our own template of papers
        "dashboard/briefing/slides/design.py",  # and of slides
        "dashboard/briefing/slides/setting.py",
        "dashboard/words/faults/sentences.py",  # patterns of our own phrases
        "dashboard/desks/login.py",  # settings of the environment, read at the start
        "dashboard/kit/ready.py",  # a drawn block, which lives no longer than the block it is of
    }
    keepers = {
        (str(path.relative_to(ROOT)), name)
        for path in modules(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and (name := node.attr if isinstance(node, ast.Attribute) else node.id)
        in ("cache_data", "cache_resource", "lru_cache", "cache", "WeakKeyDictionary")
    }
    assert {where for where, _name in keepers} <= read_once
    assert {name for _where, name in keepers}.isdisjoint({"cache_data", "cache_resource"})


def test_no_module_is_longer_than_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules(*PACKAGES)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MAX_LINES
    }
    assert long == {}, "split these"


@pytest.mark.slow
def test_domain_errors_are_caught_only_at_the_edges() -> None:
    edges = {
        "dashboard/app.py",
        "dashboard/__main__.py",
        "dashboard/api/read_only.py",  # a program is told why there is no answer
        "dashboard/briefing/__main__.py",
        "dashboard/uploads/__main__.py",
        "dashboard/server.py",  # a calendar or feed that cannot be made says why
        "dashboard/warm.py",
        "etl/__main__.py",
    }
    catchers = {
        str(path.relative_to(ROOT))
        for path in modules("dashboard", "analytics")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and "TrojkaError" in ast.unparse(node.type)
    }
    assert catchers <= edges


def test_nothing_reads_the_folder_of_the_briefs() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in modules(*PACKAGES)
        if "../shared" in path.read_text(encoding="utf-8")
    ]
    assert readers == []


def test_no_other_source_folders_stand_at_the_top() -> None:
    folders = {path.parent.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py")}
    assert folders - {".venv"} == {*PACKAGES, "tests"}
