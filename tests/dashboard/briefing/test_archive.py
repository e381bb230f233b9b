"""Archives do not tell when they were made."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from dashboard.briefing import archive

FILES = {"word/b.xml": b"<b/>" * 99, "[Content_Types].xml": b"<t/>", "a.png": b"\x89PNG" * 99}


def test_the_same_files_are_the_same_archive_in_whatever_order() -> None:
    first = archive.packed(FILES, date(2026, 11, 20))
    assert first == archive.packed(dict(reversed(FILES.items())), date(2026, 11, 20))
    with zipfile.ZipFile(io.BytesIO(first)) as made:
        assert made.namelist() == ["[Content_Types].xml", "a.png", "word/b.xml"]
        assert {name: made.read(name) for name in made.namelist()} == FILES
        assert {one.date_time for one in made.infolist()} == {(2026, 11, 20, 0, 0, 0)}


def test_what_a_library_packed_at_its_own_time_is_settled() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in FILES.items():
            made.writestr(zipfile.ZipInfo(name, (2030, 1, 2, 3, 4, 6)), content)
    assert archive.settled(file.getvalue(), date(2026, 11, 20)) == archive.packed(
        FILES, date(2026, 11, 20)
    )


def test_a_day_before_archives_is_in_their_first_year() -> None:
    with zipfile.ZipFile(io.BytesIO(archive.packed(FILES, date(1970, 3, 4)))) as made:
        assert made.infolist()[0].date_time[:3] == (1980, 3, 4)
