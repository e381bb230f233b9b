"""The glossary of CONTRIBUTING.md names what exists, and says the same as that of the pages."""

from __future__ import annotations

import re
from pathlib import Path

from dashboard import i18n
from dashboard.words import glossary
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


def test_both_glossaries_say_the_same_of_a_word() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text().split("## Glossary")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.split("|")[1:4]] for line in text.splitlines() if "|" in line
    ]
    dutch = i18n.translations("nl").gettext
    shared = [
        (term, in_dutch.partition(",")[0], meaning)
        for names, in_dutch, meaning in rows
        if (term := names.partition(",")[0]) in glossary.TERMS
    ]
    assert len(shared) > 20
    for term, in_dutch, meaning in shared:
        assert meaning.startswith(glossary.TERMS[term]), term
        assert in_dutch == dutch(term), term


def test_the_words_explained_are_in_the_order_of_the_language_spoken() -> None:
    for language in i18n.LANGUAGES:
        with i18n.spoken(language):
            terms = re.findall(r"\| \*\*(.+?)\*\* \|", glossary.as_table())
            assert len(terms) == len(glossary.TERMS)
            assert terms == sorted(terms, key=i18n.sorting)
