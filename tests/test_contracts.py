"""Each contract on imports refuses what it forbids: one line that breaks it is seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BREACHES = {
    "Facts run one way: data, analytics, dashboard": ("data/errors.py", "import analytics.spells"),
    "The ETL knows the data only, and nobody knows the ETL": (
        "etl/dates.py",
        "import analytics.spells",
    ),
    "Nobody knows the ETL": ("analytics/spells.py", "import etl.dates"),
    "Only the dashboard draws": ("analytics/spells.py", "import plotly"),
    "Only analytics compute": ("etl/dates.py", "import networkx"),
    "Analytics packages answer one question each": (
        "analytics/record/standing.py",
        "import analytics.blocs.blocs",
    ),
    "What a page says knows no browser": ("dashboard/words/states.py", "import streamlit"),
    "No page imports another": (
        "dashboard/pages/standing/content.py",
        "import dashboard.pages.data.content",
    ),
}
"""By contract: a module, and a line in it that the contract forbids."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code."""
    copy = tmp_path_factory.mktemp("house")
    for package in ("analytics", "dashboard", "data", "etl"):
        shutil.copytree(
            ROOT / package,
            copy / package,
            ignore=shutil.ignore_patterns("sources", "warehouse", "__pycache__"),
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_every_contract_has_a_line_that_breaks_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert names == set(BREACHES)


@pytest.mark.proof
@pytest.mark.parametrize("contract", BREACHES)
def test_a_line_that_breaks_a_contract_is_refused(house: Path, contract: str) -> None:
    where, line = BREACHES[contract]
    path = house / where
    before = path.read_text(encoding="utf-8")
    path.write_text(before + f"\n{line}\n", encoding="utf-8")
    try:
        found = lint(house)
    finally:
        path.write_text(before, encoding="utf-8")
    assert found.returncode == 1, found.stdout
    assert f"{contract} BROKEN" in found.stdout


@pytest.mark.proof
def test_the_house_as_it_is_keeps_them_all(house: Path) -> None:
    assert lint(house).returncode == 0
