"""The voting files of the UN Digital Library: every layout, and what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceError
from data.schema import POSITIONS
from etl.sources import undl
from etl.sources.undl import VotingFile
from tests.etl import undl_files

STATES = {"FRA": "FRANCE", "KEN": "KENYA", "NLD": "NETHERLANDS (KINGDOM OF THE)", "USA": "U, S"}
KNOWN = undl_files.text(
    4060001, "A/RES/79/1", "2024-12-24", {"FRA": "Y", "KEN": "X", "NLD": "A", "USA": "N"}
)

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str | bytes, name: str = "2026_02_06_ga_voting.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def read(path: Path) -> VotingFile:
    return undl.voting_file(path, resolve=lambda code, _name: code if code in STATES else None)


def rows(held: VotingFile) -> set[tuple[str, str, str]]:
    return {
        (held.texts["symbol"].iloc[text], held.states[state], POSITIONS[vote])
        for text, state, vote in zip(held.text, held.state, held.vote, strict=True)
    }


@pytest.mark.parametrize("layout", undl_files.LAYOUTS)
def test_every_layout_gives_every_vote(written: Written, layout: str) -> None:
    absent = "NV" if layout.startswith("2024") else "X"
    path = written(undl_files.csv_text(KNOWN, undl_files.LAYOUTS[layout], absent=absent))
    held = read(path)
    assert rows(held) == {
        ("A/RES/79/1", "FRA", "Y"),
        ("A/RES/79/1", "KEN", "X"),
        ("A/RES/79/1", "NLD", "A"),
        ("A/RES/79/1", "USA", "N"),
    }
    text = held.texts.iloc[0]
    assert (text["date"], text["n_yes"], text["n_absent"]) == ("2024-12-24", 1, 1)
    assert text["title"].startswith("A text")
    assert held.n_rows == 4


@pytest.mark.slow
@pytest.mark.parametrize("layout", undl_files.LAYOUTS)
def test_a_file_of_many_blocks_loses_no_row(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "large.csv"
    n = undl_files.write(path, n_rows=30_000, layout=layout, states=STATES, seed=1, n_a_text=3)
    assert path.stat().st_size > undl.BLOCK_BYTES
    held = read(path)
    assert (len(held.text), held.n_rows, len(held.texts)) == (n, n, n // 3)
    tallies = held.texts[["n_yes", "n_no", "n_abstain", "n_absent"]].to_numpy(dtype=int)
    counted = np.zeros_like(tallies)
    np.add.at(counted, (held.text, held.vote), 1)
    assert (counted == tallies).all()


def test_the_council_is_told_by_its_symbols(tmp_path: Path) -> None:
    path = tmp_path / "sc.csv"
    undl_files.write(path, n_rows=30, layout="Security Council", states=STATES, seed=1, n_a_text=3)
    assert read(path).body == "security_council"


def test_a_mark_of_byte_order_and_other_line_ends_are_read(written: Written) -> None:
    text = undl_files.csv_text(KNOWN).replace("\n", "\r\n")
    assert len(rows(read(written(b"\xef\xbb\xbf" + text.encode())))) == 4


def test_a_state_that_did_not_vote_may_be_a_blank(written: Written) -> None:
    held = read(written(undl_files.csv_text(KNOWN, absent="")))
    assert ("A/RES/79/1", "KEN", "X") in rows(held)


def test_the_rows_of_a_text_need_not_follow_one_another(written: Written) -> None:
    other = undl_files.text(4060002, "A/RES/79/2", "2024-12-24", {"FRA": "N", "KEN": "Y"})
    mixed = [KNOWN[0], other[0], *KNOWN[1:], other[1]]
    assert rows(read(written(undl_files.csv_text(mixed)))) >= {
        ("A/RES/79/1", "USA", "N"),
        ("A/RES/79/2", "KEN", "Y"),
    }


def test_texts_adopted_without_a_vote_are_counted_and_left_out(written: Written) -> None:
    other = undl_files.text(
        4055388, "S/RES/1(1946)", "1946-01-25", {"FRA": "Y"}, modality="adopted without vote"
    )
    voted = undl_files.text(4055389, "S/RES/2(1946)", "1946-01-30", {"FRA": "Y"})
    held = read(written(undl_files.csv_text([*other, *voted], undl_files.COUNCIL)))
    assert (rows(held), held.n_without_vote) == ({("S/RES/2(1946)", "FRA", "Y")}, 1)


GOOD = undl_files.csv_text(KNOWN)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "found no column undl_id, ms_code, ms_vote, resolution, date"),
        (GOOD.replace(",", ";"), "header: found no column undl_id"),
        (GOOD.replace("ms_code,ms_name,ms_vote,", "a,b,c,"), "no column ms_code, ms_vote"),
        (
            GOOD.replace("subjects", "Resolution", 1),
            "resolution and Resolution, which mean the same",
        ),
        (GOOD.splitlines()[0] + "\n", "found no rows"),
        (GOOD.replace(",KEN,KEN,X,", ",KEN,KEN,Z,"), "row 2: found vote 'Z', expected Y, N, A, X"),
        (GOOD.replace(",KEN,KEN,", ",XYZ,ATLANTIS,"), "row 2: found State 'XYZ ATLANTIS'"),
        (GOOD.replace(",KEN,KEN,", ",,KEN,"), "row 2: found code ''"),
        (GOOD.replace(",NLD,NLD,", ",KEN,KEN,"), "row 3: found KEN a second time on A/RES/79/1"),
        (GOOD.replace("2024-12-24", "24/12/2024"), "row 1: found date '24/12/2024'"),
        (GOOD.replace("2024-12-24", "2024-02-31"), "row 1: found date '2024-02-31'"),
        (GOOD.replace("NLD,A,2024-12-24", "NLD,A,2024-12-23"), "row 3: found date '2024-12-23'"),
        (GOOD.replace("A/RES/79/1,", "79/1,"), "row 1: found symbol '79/1'"),
        (GOOD.replace("1.0,1.0,1.0,1.0", "one,1.0,1.0,1.0"), "row 1: found n_yes 'one'"),
        (GOOD.replace("KEN,X,2024-12-24", "KEN,X"), "row 2: found 19 fields, expected 20"),
        (GOOD.replace("An item", '"An item', 1), "row 1: found 12 fields"),
        (GOOD.encode().replace(b"KEN,KEN", b"KEN,K\xe9N"), "cannot be read"),
        (b"PK\x03\x04" + bytes(200), "header: found no column"),
    ],
    ids=range(18),
)
def test_what_is_no_such_file_is_refused_with_its_row(
    written: Written, text: str | bytes, sentence: str
) -> None:
    path = written(text)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert sentence in str(caught.value)
    assert path.name in caught.value.where


@pytest.mark.slow
def test_a_fault_in_a_later_block_is_named_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    n = undl_files.write(path, n_rows=30_000, layout="2026", states=STATES, seed=1, n_a_text=3)
    lines = path.read_text().splitlines(keepends=True)
    lines[n - 5] = (
        lines[n - 5]
        .replace("NLD,", "XXX,")
        .replace("FRA,", "XXX,")
        .replace("KEN,", "XXX,")
        .replace("USA,", "XXX,")
    )
    path.write_text("".join(lines))
    with pytest.raises(SourceError, match=f"row {n - 5}: found State 'XXX"):
        read(path)


def test_resolutions_of_two_bodies_are_not_one_file(written: Written) -> None:
    other = undl_files.text(4055389, "S/RES/2(1946)", "1946-01-30", {"FRA": "Y"})
    with pytest.raises(SourceError, match="of the General Assembly and of the Security Council"):
        read(written(undl_files.csv_text([*KNOWN, *other])))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.csv: found that it cannot be read"):
        read(tmp_path / "none.csv")


def test_hidden_characters_do_not_reach_a_title(written: Written) -> None:
    path = written(GOOD.replace("A text :", "A\x00 te\u202ext :"))
    assert read(path).texts["title"].iloc[0].startswith("A te xt : resolution")


def test_such_a_file_may_not_lie_among_the_sources() -> None:
    with pytest.raises(SourceError, match="import-undl"):
        undl.parse(b"undl_id", where="data/sources/undl.csv")


@settings(max_examples=60)
@given(
    place=st.integers(0, len(GOOD.encode())),
    length=st.integers(0, 40),
    put=st.binary(max_size=12) | st.sampled_from([b",", b'"', b"\n", b"\xff", b"\x00", b",,,,"]),
)
def test_a_file_that_was_spoilt_is_refused_or_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, place: int, length: int, put: bytes
) -> None:
    content = GOOD.encode()
    path = tmp_path_factory.mktemp("spoilt") / "ga.csv"
    path.write_bytes(content[:place] + put + content[place + length :])
    with contextlib.suppress(SourceError):  # anything else is a fault of ours
        held = read(path)
        text = path.read_bytes().decode("utf-8", errors="replace")
        lines = [line for line in csv.reader(io.StringIO(text, newline="")) if line]
        assert held.n_rows == len(lines) - 1
        assert len(held.text) + held.n_without_vote == held.n_rows
