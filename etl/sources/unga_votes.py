"""The long history of the General Assembly: its votes, one row a State and roll call."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import SourceError

MAX_ROWS = 20_000_000
"""Nearly twenty times the votes of eighty years; a file that says it holds more is a mistake."""

_TYPES = {"rcid": pa.int32(), "iso3": pa.string(), "vote": pa.string()}


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return the columns ``rcid`` (whole number), ``iso3`` and ``vote`` (categories).

    Raises
    ------
    SourceError
        If the file is no Parquet, holds too many rows, or other columns or types than these.
    """
    try:
        n_rows = pq.read_metadata(pa.BufferReader(content)).num_rows
        if n_rows > MAX_ROWS:
            raise SourceError(
                where,
                found=f"{n_rows:,} rows",
                expected=f"at most {MAX_ROWS:,}",
                do="check that it is the right file",
            )
        table = pq.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            where,
            found=f"no valid Parquet ({str(error).splitlines()[0]})",
            expected="a Parquet file",
            do="restore the file",
        ) from error
    found = {
        field.name: field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        for field in table.schema
    }
    if found != _TYPES:
        raise SourceError(
            where,
            found="columns " + ", ".join(f"{name} ({kind})" for name, kind in found.items()),
            expected=", ".join(f"{name} ({kind})" for name, kind in _TYPES.items()),
            do="write the file with these columns",
        )
    for name in _TYPES:
        if table[name].null_count:
            raise SourceError(
                where,
                found=f"{table[name].null_count} rows without {name}",
                expected="a value in every row",
                do="restore the file",
            )
    plain = table.replace_schema_metadata(None)  # what pandas wrote is not trusted
    votes: pd.DataFrame = plain.to_pandas()
    return votes.astype({"iso3": "category", "vote": "category"})
