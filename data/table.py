"""What the models of all tables are made of: their base, their types and two patterns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.engines import pandas_engine

ISO3 = r"^[A-Z]{3}$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

if TYPE_CHECKING:
    Day = pd.Timestamp
    Count = int
else:
    Day = np.dtype("datetime64[us]")
    Count = pd.Int64Dtype


class TextType(pandas_engine.STRING):
    """The type of a column of text, known by its name.

    A column that has it holds text in every row: pandas sees to that. pandera would ask row by row.
    """

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool | Iterable[bool]:
        """Return whether a column has this type, or which of its rows could have."""
        found = getattr(pandera_dtype, "type", None)
        return found == self.type or super().check(pandera_dtype, data_container)


class TableModel(pa.DataFrameModel):
    """What all tables share: no column more, no column less."""

    class Config:
        """pandera settings."""

        strict = True
        ordered = True

    @classmethod
    def build_schema_(cls, **settings: Any) -> pa.DataFrameSchema:
        """Return the contract of the columns; a table of ours has no index.

        pandera's own way asks for one, and imports Dask, where it is installed, to do so: 2 s.
        """
        columns = {}
        for annotation, field in cls.__fields__.values():
            kind = annotation.raw_annotation
            if kind is str:
                kind = TextType()  # type: ignore[call-arg]  # a dataclass, which mypy cannot see
            columns[field.name] = pa.Column(**field.column_properties(kind, name=field.name))
        return pa.DataFrameSchema(columns, **settings)
