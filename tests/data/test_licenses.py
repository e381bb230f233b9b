from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
LICENSES = (DATA / "LICENSES.md").read_text(encoding="utf-8")
SIDECARS = sorted((DATA / "sources").rglob("*.toml"))
REFUSED = r"python package index|pypi\.org|factbook"
LISTED = set(re.findall(r"^\| (.+?) \|", LICENSES, flags=re.MULTILINE)) - {
    "Terms, as in the sidecars"
}


@pytest.mark.parametrize("path", SIDECARS, ids=lambda path: path.stem)
def test_the_terms_of_every_source_are_listed(path: Path) -> None:
    licence = tomllib.loads(path.read_text(encoding="utf-8"))["source"]["licence"]
    assert licence in LISTED


@pytest.mark.parametrize("path", SIDECARS, ids=lambda path: path.stem)
def test_no_fact_rests_on_a_package_or_on_a_factbook(path: Path) -> None:
    """A ministry asks an organisation who its members are, and no index of packages."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    table = path.with_suffix(".csv")
    named = table.read_text(encoding="utf-8") if table.exists() else ""
    told = " ".join([source["publisher"], source["url"], source.get("read_in", ""), named])
    assert re.findall(REFUSED, told, flags=re.IGNORECASE) == []


def test_nothing_else_is_listed() -> None:
    used = {
        tomllib.loads(path.read_text(encoding="utf-8"))["source"]["licence"] for path in SIDECARS
    }
    assert used == LISTED
