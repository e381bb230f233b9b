from __future__ import annotations

import pandas as pd

from etl import casts


def test_no_number_is_missing_not_zero() -> None:
    assert casts.whole_numbers(pd.Series(["", "2.0"])).isna().tolist() == [True, False]
    assert casts.decimals(pd.Series(["", "2.5"])).isna().tolist() == [True, False]


def test_empty_text_of_a_table_is_missing() -> None:
    frame = pd.DataFrame({"alias": ["Kenya", ""], "iso3": ["KEN", "BRA"]})
    assert casts.table("aliases", frame)["alias"].isna().tolist() == [False, True]
