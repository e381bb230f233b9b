"""The glossary of CONTRIBUTING.md names tables, columns, files and facts that exist."""

from __future__ import annotations

import re
from pathlib import Path

from data import codes, facts, schema

ROOT = Path(__file__).parents[1]


def test_what_the_glossary_names_in_code_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text().split("## Glossary")[1].split("\n## ")[0]
    named = set(re.findall(r"`([^`]+)`", text))
    columns = {name for model in schema.TABLES.values() for name in model.to_schema().columns}
    rosters = {path.stem for path in (ROOT / "data/sources/rosters").glob("*.toml")}
    keys = {
        line.split('"')[1]
        for path in (ROOT / "data/sources/rosters").glob("*.toml")
        for line in path.read_text().splitlines()
        if line.startswith("instrument_id")
    }
    known = {*schema.TABLES, *columns, *rosters, *keys, *codes.TOPICS, ".toml"}
    known |= {f"{facts.Facts.__module__}.{facts.Facts.__name__}"}
    known |= {name for name in named if "/" in name and (ROOT / name).is_file()}
    assert len(named) > 10
    assert named - known == set()
