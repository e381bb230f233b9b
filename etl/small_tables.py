"""From the sources that hold one table each to that table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from data.errors import SourceError
from data.schema import MEMBERSHIP_STATUSES, SOURCE_CONFIDENCES
from etl import contract, dates, evidence
from etl.catalog import Source
from etl.corrections import Correction
from etl.sources import delimited


def states(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of States.

    Raises
    ------
    FaultsError
        For statuses and numbers that are not what they should be.
    """
    where = source.where
    delimited.refuse_unknown(
        frame["un_membership"], known=MEMBERSHIP_STATUSES, what="UN membership", where=where
    )
    return contract.table(
        "states",
        frame.assign(
            un_member_since_year=delimited.whole_numbers(
                frame["un_member_since_year"], what="year", where=where
            ),
            lat_deg=delimited.decimals(frame["lat_deg"], what="latitude", where=where),
            lon_deg=delimited.decimals(frame["lon_deg"], what="longitude", where=where),
        ).sort_values("iso3"),
    )


def aliases(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of spellings."""
    return contract.table("aliases", frame)


def tiles(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of tiles.

    Raises
    ------
    FaultsError
        For places that are no whole numbers, and two States on one tile.
    """
    where = source.where
    delimited.refuse_duplicates(frame, ("column", "row"), where=where)
    numbers = {
        name: delimited.whole_numbers(frame[name], what=name, where=where)
        for name in ("column", "row")
    }
    return contract.table("tiles", frame.assign(**numbers))


def boundaries(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of outlines, each ring as a list of corners.

    Raises
    ------
    SourceError
        If a ring has a corner that is no number, or not as many longitudes as latitudes.
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
    corners = {
        name: pd.Series(_numbers(ring, name, source.where), index=frame.index)
        for name, ring in rings.items()
    }
    ring = delimited.whole_numbers(frame["ring"], what="ring", where=source.where)
    return contract.table("boundaries", frame.assign(ring=ring, **corners))


def milestones(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of milestones, with their ``url``, by day.

    Raises
    ------
    FaultsError
        For ``is_confirmed`` other than yes and no.
    SourceError
        For a date that is not one.
    """
    where = source.where
    delimited.refuse_unknown(
        frame["is_confirmed"], known=("yes", "no"), what="is_confirmed", where=where
    )
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
    """Return the table of stances, with their ``url``.

    Raises
    ------
    FaultsError
        For a confidence that is not known.
    SourceError
        For a date that is not one.
    """
    where = source.where
    delimited.refuse_unknown(
        frame["confidence"], known=("", *SOURCE_CONFIDENCES), what="confidence", where=where
    )
    dates.bounds_columns(frame["date"], where=where)
    return evidence.with_evidence(frame, source).rename(columns={"date": "date_text"})


def sources(read: Sequence[tuple[Source, int]]) -> pd.DataFrame:
    """Return the table of sources, each with the number of its rows."""
    return contract.table(
        "sources",
        pd.DataFrame(
            {
                "as_of": None,
                "note": None,
                "read_in": None,
                **source.about,
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
    return contract.table("corrections", pd.DataFrame(rows, columns=columns))


def _numbers(rings: list[list[str]], name: str, where: str) -> list[list[float]]:
    flat = pd.Series([text for ring in rings for text in ring], dtype="str")
    lines = pd.Index([line for line, ring in enumerate(rings) for _ in ring])
    numbers = iter(delimited.decimals(flat.set_axis(lines), what=name, where=where).tolist())
    return [[next(numbers) for _ in ring] for ring in rings]


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:48].rstrip("_")
