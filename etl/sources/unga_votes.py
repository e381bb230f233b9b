"""The long history of the General Assembly: its votes, one row a State and roll call."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import SourceError

_TYPES = {"rcid": pa.int32(), "iso3": pa.string(), "vote": pa.string()}


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return the columns ``rcid`` (whole number), ``iso3`` and ``vote`` (categories).

    Raises
    ------
    SourceError
        If the file is no Parquet, or has other columns or types than these.
    """
    try:
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
    votes: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    return votes.astype({"iso3": "category", "vote": "category"})
