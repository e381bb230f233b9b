"""The contract of a table is what pandera makes of its model, made without asking for an index."""

from __future__ import annotations

import pandas as pd
import pandera.errors
import pandera.pandas as pa
import pytest

from data import schema
from data.table import TableModel


@pytest.mark.proof  # pandera asks for Dask, which takes 2 s to come
@pytest.mark.parametrize("name", schema.TABLES)
def test_the_contract_is_that_of_pandera(name: str) -> None:
    model = schema.TABLES[name]
    theirs = super(TableModel, model).build_schema_().columns
    ours = model.to_schema().columns
    assert [said(column) for column in ours.values()] == [said(one) for one in theirs.values()]


def said(column: pa.Column) -> tuple[object, ...]:
    asked = (column.name, str(column.dtype), column.nullable, column.unique, column.required)
    checks = [
        (one.name, one.statistics, one.error, one.element_wise, one.ignore_na, one.raise_warning)
        for one in column.checks
    ]
    return (*asked, column.coerce, checks, column.description)


@pytest.mark.parametrize(
    "alias", [[1], ["Kenya", None], [None], pd.Series([b"Kenya"]), pd.Categorical(["Kenya"])]
)
def test_a_column_that_is_not_of_text_throughout_is_refused(alias: list[object]) -> None:
    frame = pd.DataFrame({"alias": alias, "iso3": "KEN"})
    with pytest.raises(pandera.errors.SchemaErrors):
        schema.Aliases.validate(frame, lazy=True)
