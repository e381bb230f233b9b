"""Which texts of the record are shown in the reader's language, and which have no words in it yet.

A fact needs no code, so it may come without its Dutch. Its title is then shown as it is, in
English; the page *Data* and ``make words`` list what a translator still has to do.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import i18n

FACTS = (
    ("instruments", "name"),
    ("instruments", "short_name"),
    ("instruments", "host"),
    ("milestones", "title"),
    ("milestones", "body"),
    ("milestones", "place"),
    ("milestones", "note"),
    ("mandates", "task"),
    ("mandates", "who"),
    ("mandates", "due"),
    ("mandates", "outcome"),
    ("authorships", "title"),
    ("commissioners", "note"),
    ("stated_positions", "document"),
    ("group_positions", "document"),
    ("sources", "licence"),
    ("corrections", "reason"),
    ("refusals", "action"),
    ("sources", "title"),
)
"""Columns whose text is shown in the reader's language, as far as there is one."""

TABLES = (
    "instruments",
    "milestones",
    "mandates",
    "authorships",
    "commissioners",
    "stated_positions",
    "group_positions",
    "rollcalls",
    "sources",
    "corrections",
    "refusals",
)
"""Tables with such texts."""

NOTED_ELSEWHERE = ("roster", "rollcall", "unga_votes")
"""Formats of sources whose notes stand beside the text they are of, or are those of another."""


def texts(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every text of the record that is shown in the reader's language, each once.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables named in `TABLES`.

    Returns
    -------
    DataFrame
        ``text, place``; the place is the table and the column in which it first stands.
    """
    rollcalls = tables["rollcalls"]
    own_file = rollcalls["source_id"].str.startswith("rollcalls/")
    held = [(f"{table}.{column}", tables[table][column]) for table, column in FACTS]
    held.append(("rollcalls.title", rollcalls.loc[own_file, "title"]))
    held.append(("sources.note", notes_of_sources(tables["sources"])["note"]))
    parts = [
        pd.DataFrame({"text": values.dropna().astype(object), "place": place})
        for place, values in held
    ]
    return pd.concat(parts).drop_duplicates("text", ignore_index=True)


def untranslated(tables: Mapping[str, pd.DataFrame], *, language: str) -> pd.DataFrame:
    """Return the texts of the record that have no words in a language; see `texts`."""
    found = texts(tables)
    if language == i18n.DEFAULT:
        return found.head(0)
    words = {message.id for message in i18n.read_catalogue(language) if message.string}
    return found[~found["text"].isin(words)].reset_index(drop=True)


def notes_of_sources(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the sources of no single text that have something to say of themselves."""
    return sources[~sources["format"].isin(NOTED_ELSEWHERE) & sources["note"].notna()]
