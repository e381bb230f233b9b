"""From the sources that hold one table each to that table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from data.errors import SourceError
from etl import casts, dates, evidence
from etl.catalog import Source
from etl.corrections import Correction
from etl.sources import delimited


def states(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of States.

    Raises
    ------
    FaultsError
        For two States of one name or code.
    """
    for column in ("un_name", "name_en", "name_nl"):
        delimited.refuse_duplicates(frame, (column,), where=source.where)
    coded = frame[frame["iso2"] != ""]
    delimited.refuse_duplicates(coded, ("iso2",), where=source.where)
    return casts.table(
        "states",
        frame.assign(
            un_member_since_year=casts.whole_numbers(frame["un_member_since_year"]),
            lat_deg=casts.decimals(frame["lat_deg"]),
            lon_deg=casts.decimals(frame["lon_deg"]),
        ).sort_values("iso3"),
    )


def aliases(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of spellings."""
    return casts.table("aliases", frame)


def tiles(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of tiles.

    Raises
    ------
    FaultsError
        For two States on one tile.
    """
    where = source.where
    delimited.refuse_duplicates(frame, ("column", "row"), where=where)
    numbers = {name: casts.whole_numbers(frame[name]) for name in ("column", "row")}
    return casts.table("tiles", frame.assign(**numbers))


def boundaries(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of outlines, each ring as a list of corners.

    Raises
    ------
    SourceError
        If a ring has not as many longitudes as latitudes.
    """
    rings = {name: [text.split() for text in frame[name]] for name in ("lon_deg", "lat_deg")}
    for line, (lon, lat) in enumerate(zip(rings["lon_deg"], rings["lat_deg"], strict=True), 2):
        if len(lon) != len(lat):
            raise SourceError(
                f"{source.where} line {line}",
                found=f"{len(lon)} longitudes and {len(lat)} latitudes",
                expected="as many of the one as of the other",
                do="restore the file",
            )
    corners = {name: pd.Series(_numbers(ring), index=frame.index) for name, ring in rings.items()}
    ring = casts.whole_numbers(frame["ring"])
    return casts.table("boundaries", frame.assign(ring=ring, **corners))


def milestones(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of milestones, with their ``url``, by day."""
    where = source.where
    first, last = dates.bounds_columns(frame["date"], where=where)
    rows = evidence.with_evidence(frame, source).assign(
        date_text=frame["date"],
        date_from=first,
        date_to=last,
        is_confirmed=frame["is_confirmed"] == "yes",
        milestone_id=[
            f"{date}_{_slug(title)}"
            for date, title in zip(frame["date"], frame["title"], strict=True)
        ],
    )
    return rows.sort_values(["date_from", "date_to", "title"])


def stances(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of stances, with their ``url``."""
    return evidence.with_evidence(frame, source).rename(columns={"date": "date_text"})


def mandates(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of mandates, with their ``url``, by decision and paragraph."""
    first, last = dates.bounds_columns(frame["due_date"], where=source.where)
    rows = evidence.with_evidence(frame, source).assign(
        due_from=first,
        due_to=last,
        mandate_id=[
            _slug(f"{symbol} {paragraphs}")
            for symbol, paragraphs in zip(frame["symbol"], frame["paragraphs"], strict=True)
        ],
    )
    return rows.sort_values(["symbol", "paragraphs"])


def authorships(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of who wrote which paper, with their ``url``, by day.

    Raises
    ------
    FaultsError
        For a State listed twice on a paper.
    """
    where = source.where
    delimited.refuse_duplicates(frame, ("paper", "iso3"), where=where)
    first, last = dates.bounds_columns(frame["date"], where=where)
    rows = evidence.with_evidence(frame, source).assign(
        paper_id=frame["paper"],
        symbol=frame["paper"].where(frame["paper"].str.contains("/"), ""),
        is_joint=frame["is_joint"] == "yes",
        date_text=frame["date"],
        date_from=first,
        date_to=last,
    )
    return rows.sort_values(["date_from", "date_to", "paper_id", "iso3"])


def commissioners(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of persons on commissions, with their ``url``, the chair first."""
    rows = evidence.with_evidence(frame, source)
    return rows.sort_values(["instrument_id", "role", "person"])


def sources(read: Sequence[tuple[Source, int]]) -> pd.DataFrame:
    """Return the table of sources, each with the number of its rows."""
    return casts.table(
        "sources",
        pd.DataFrame(
            {
                **source.about.model_dump(),
                "source_id": source.source_id,
                "n_rows": n_rows,
                "n_bytes": len(source.content),
            }
            for source, n_rows in read
        ),
    )


def corrections(entries: Sequence[Correction]) -> pd.DataFrame:
    """Return the table of corrections."""
    columns = ["source_id", "key", "column", "expect", "value", "reason", "url"]
    rows = [(e.source, e.key_text, e.column, e.expect, e.value, e.reason, e.url) for e in entries]
    return casts.table("corrections", pd.DataFrame(rows, columns=columns))


def _numbers(rings: list[list[str]]) -> list[list[float]]:
    return [[float(text) for text in ring] for ring in rings]


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:48].rstrip("_")
