"""What the models of all tables are made of: their base, their types and two patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pandera.pandas as pa

ISO3 = r"^[A-Z]{3}$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

if TYPE_CHECKING:
    Day = pd.Timestamp
    Count = int
else:
    Day = np.dtype("datetime64[us]")
    Count = pd.Int64Dtype


class TableModel(pa.DataFrameModel):
    """What all tables share: no column more, no column less."""

    class Config:
        """pandera settings."""

        strict = True
        ordered = True
