from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl import reading, sources
from etl.sources import SOURCES
from etl.sources.plain_lists import PLAIN_LISTS
from tests.etl.archive import Archive

FOLDER = Path(sources.__file__).parent


def test_every_module_and_every_plain_list_is_a_format_that_can_be_named() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {
        "__init__",
        "delimited",
        "plain_lists",
        "undl_layouts",
    }
    assert not modules & PLAIN_LISTS.keys()
    assert set(SOURCES) == modules | PLAIN_LISTS.keys()


@pytest.mark.parametrize("form", sorted(SOURCES.keys() - set(reading.NEVER)))
def test_a_reader_returns_rows_and_reads_no_file(archive: Archive, form: str) -> None:
    paths = {
        line.split('"')[1]: path
        for path in archive.root.rglob("*.toml")
        for line in path.read_text().splitlines()
        if line.startswith("format")
    }
    sidecar = paths[form]
    content = next(p for p in sidecar.parent.glob(sidecar.stem + ".*") if p != sidecar).read_bytes()
    frame = SOURCES[form](content, where="a path that does not exist")
    assert len(frame) > 0
    pd.testing.assert_frame_equal(frame, SOURCES[form](content, where="another"))


def test_both_yemens_of_the_published_points_are_told_apart() -> None:
    content = (
        b"ccode,session,NVotes,IdealPoint,Q5%,Q50%,Q95%,iso3c,Countryname\n"
        b"678,30,9,0,0,0,0,YAR,Yemen Arab Republic\n"
        b"680,30,9,0,0,0,0,YAR,Yemen People's Republic\n"
        b"679,50,9,0,0,0,0,YEM,Yemen\n"
    )
    frame = SOURCES["reference_points"](content, where="x")
    assert frame["iso3"].tolist() == ["YEM", "YMD", "YEM"]
