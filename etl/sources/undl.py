"""The bulk voting files of the United Nations Digital Library, read row by row from any layout.

A person downloads them by hand: the Library's terms allow no copy by a program. One row is the vote
of one State on one text. The columns are told by their names, which have changed over the years
(see ``undl_layouts``); what else a file holds is ignored. However large a file is, one block of it
is in memory at a time, and of each vote seven bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from data.errors import SourceError
from data.hidden import HIDDEN
from data.schema import POSITIONS
from etl import plain_text
from etl.faults import shown
from etl.sources import undl_layouts
from etl.sources.undl_layouts import BODIES, COLUMNS, EXPECTED, OF_A_TEXT, TALLIES, VOTES

BLOCK_BYTES = 4 * 2**20
N_BODY = len("A/RES/")

_BROKEN = re.compile(r"Row #(\d+): Expected (\d+) columns, got (\d+)")
"""How pyarrow says that a row has too many or too few fields; the header is row 1."""

Resolve = Callable[[str, str], str | None]
"""Returns our code of a State from theirs and its name; None for one that is not known."""


def parse(content: bytes, *, where: str) -> pd.DataFrame:  # noqa: ARG001  # what every reader takes
    """Refuse a file that was put among the sources: the terms of the Library do not allow it.

    Raises
    ------
    SourceError
        Always, saying where such a file goes.
    """
    raise SourceError(
        where,
        found="a voting file of the UN Digital Library",
        expected="no such file among the sources: its terms forbid to pass it on",
        do="move it elsewhere, remove its sidecar, and run: python -m etl import-undl FILE",
    )


@dataclass(frozen=True)
class VotingFile:
    """What a file holds.

    Attributes
    ----------
    body : str
        ``plenary`` or ``security_council``.
    texts : DataFrame
        One row a text: ``undl_id`` and what ``undl_layouts.COLUMNS`` names beside the State's own.
    text, state, vote : ndarray
        One entry a vote: the text's row, the place of its State in ``states``, and that of its
        position in ``POSITIONS``.
    states : tuple of str
        Codes of States.
    n_rows : int
        Rows read.
    n_without_vote : int
        Rows on texts adopted without a vote, which are left out.
    """

    body: str
    texts: pd.DataFrame
    text: npt.NDArray[np.int32]
    state: npt.NDArray[np.int16]
    vote: npt.NDArray[np.int8]
    states: tuple[str, ...]
    n_rows: int
    n_without_vote: int


def voting_file(path: Path, *, resolve: Resolve) -> VotingFile:
    """Return what a file holds; every row of it is accounted for.

    Raises
    ------
    SourceError
        If it cannot be read, is another file, or holds a row that is not what it should be; the
        message names the row, counted from the first below the header.
    """
    where = shown(path)
    reading = _Reading(where, resolve)
    try:
        columns = undl_layouts.columns(undl_layouts.header(path), where=where)
        with pyarrow.csv.open_csv(
            path,
            read_options=pyarrow.csv.ReadOptions(block_size=BLOCK_BYTES, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=list(columns.values()),
                column_types=dict.fromkeys(columns.values(), pa.string()),
                strings_can_be_null=False,
            ),
        ) as blocks:
            for block in blocks:
                reading.add(block.rename_columns(list(columns)))
    except (OSError, pa.ArrowException, UnicodeDecodeError, csv.Error) as error:
        reading.refuse(error)
    return reading.result()


class _Reading:
    """What has been read of a file so far."""

    def __init__(self, where: str, resolve: Resolve) -> None:
        self._where = where
        self._resolve = resolve
        self._n_rows = 0
        self._places: dict[str, int] = {}
        self._said: dict[str, list[str]] = {name: [] for name in _OF_TEXTS}
        self._states: dict[str, int] = {}
        self._codes: dict[tuple[str, str], int] = {}
        self._votes: list[tuple[npt.NDArray[np.generic], ...]] = []

    def refuse(self, error: Exception) -> NoReturn:
        """Refuse a file that cannot be read, in our sentence."""
        broken = _BROKEN.search(str(error))
        if broken:
            row, expected, found = (int(number) for number in broken.groups())
            raise SourceError(
                f"{self._where} row {row - 1}",
                found=f"{found} fields",
                expected=f"{expected} as in the header",
                do="download the file again; an old copy has broken lines that later ones have not",
            ) from error
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it is damaged"
        raise SourceError(
            self._where,
            found=f"that it cannot be read after row {self._n_rows} ({reason})",
            expected="comma-separated text in UTF-8, as the Library publishes it",
            do="download the file again",
        ) from error

    def add(self, block: pa.RecordBatch) -> None:
        """Take in a block of rows."""
        columns = {
            name: _coded(block.column(name)) for name in _CODED if name in block.schema.names
        }
        self._refuse_strange_words(columns)
        self._refuse_texts_that_vary(columns)
        ids = columns["undl_id"]
        votes = [VOTES[word.strip().upper()] for word in columns["vote"].words]
        positions = np.array([POSITIONS.index(vote) for vote in votes], dtype=np.int8)
        self._votes.append(
            (
                self._texts(block, columns)[ids.places],
                self._state(columns, len(block)),
                positions[columns["vote"].places],
            )
        )
        self._n_rows += len(block)

    def _texts(self, block: pa.RecordBatch, columns: dict[str, _Coded]) -> npt.NDArray[np.int32]:
        """Return the place of each text of a block; one that is met first is noted."""
        ids = columns["undl_id"]
        first = np.unique(ids.places, return_index=True)[1]
        places = np.empty(len(first), dtype=np.int32)
        new = []
        for i, key in enumerate(ids.words):
            held = self._places.get(key)
            if held is None:
                held = self._places[key] = len(self._places)
                new.append(first[i])
            else:
                self._refuse_text_that_varies(columns, held, int(first[i]))
            places[i] = held
        rows = pa.array(new, type=pa.int64())
        for name, said in self._said.items():
            if name in block.schema.names:
                said += block.column(name).take(rows).to_pylist()
            else:
                said += [""] * len(new)
        return places

    def _refuse_strange_words(self, columns: dict[str, _Coded]) -> None:
        """Refuse a value that is none: each is looked at once, however many rows have it."""
        for name, is_right, expected in EXPECTED:
            if name in columns:
                strange = {word for word in columns[name].words if not is_right(word)}
                self._refuse_among(columns[name], strange, name, expected)

    def _refuse_text_that_varies(self, columns: dict[str, _Coded], place: int, row: int) -> None:
        """Refuse a text that an earlier block tells otherwise."""
        for name in OF_A_TEXT:
            if name in columns and columns[name].at(row) != self._said[name][place]:
                self._differs(
                    columns["undl_id"].at(row),
                    name,
                    self._said[name][place],
                    columns[name].at(row),
                    row,
                )

    def _refuse_texts_that_vary(self, columns: dict[str, _Coded]) -> None:
        ids = columns["undl_id"]
        for name in OF_A_TEXT:
            if name not in columns:
                continue
            pairs = ids.places.astype(np.int64) * len(columns[name].words) + columns[name].places
            rows = np.unique(pairs, return_index=True)[1]
            if len(rows) > len(np.unique(ids.places)):
                again = pd.Series(ids.places[np.sort(rows)]).duplicated().to_numpy()
                row = int(np.sort(rows)[again][0])
                start = int(np.flatnonzero(ids.places == ids.places[row])[0])
                self._differs(
                    ids.at(row), name, columns[name].at(start), columns[name].at(row), row
                )

    def _differs(self, key: str, name: str, held: str, said: str, row: int) -> NoReturn:
        raise SourceError(
            f"{self._where} row {self._n_rows + row + 1}",
            found=f"{name} {plain_text.shown(said)} of text {key}",
            expected=f"{plain_text.shown(held)}, as in its earlier rows",
            do="download the file again",
        )

    def _state(self, columns: dict[str, _Coded], n_rows: int) -> npt.NDArray[np.int16]:
        """Return the place of the State of each row."""
        codes = columns["code"]
        names = columns.get("name") or _Coded(np.zeros(n_rows, dtype=np.int64), [""])
        pairs = codes.places.astype(np.int64) * len(names.words) + names.places
        distinct, first, back = np.unique(pairs, return_index=True, return_inverse=True)
        found = np.empty(len(distinct), dtype=np.int16)
        for i, row in enumerate(first):
            pair = (codes.at(row), names.at(row))
            if pair not in self._codes:
                iso3 = self._resolve(*pair)
                if iso3 is None:
                    self._fault(
                        int(row),
                        "State",
                        f"{pair[0]} {pair[1]}".strip(),
                        "a code of data/sources/states.csv, or a name of data/sources/aliases.csv",
                        do="add the spelling to data/sources/aliases.csv",
                    )
                self._codes[pair] = self._states.setdefault(iso3, len(self._states))
            found[i] = self._codes[pair]
        return found[back]

    def _refuse_among(self, column: _Coded, strange: set[str], name: str, expected: str) -> None:
        wrong = [i for i, word in enumerate(column.words) if word in strange]
        if wrong:
            row = int(np.flatnonzero(np.isin(column.places, wrong))[0])
            self._fault(row, name, column.at(row), expected)

    def _fault(
        self, row: int, name: str, value: str, expected: str, do: str = "download the file again"
    ) -> NoReturn:
        raise SourceError(
            f"{self._where} row {self._n_rows + row + 1}",
            found=f"{name} {plain_text.shown(value)}",
            expected=expected,
            do=do,
        )

    def result(self) -> VotingFile:
        """Return what was read, when all was."""
        if not self._n_rows:
            raise SourceError(
                self._where, found="no rows", expected="at least one", do="download the file again"
            )
        bodies = {BODIES[symbol.strip()[:N_BODY]] for symbol in self._said["symbol"]}
        if len(bodies) > 1:
            raise SourceError(
                self._where,
                found="resolutions of the General Assembly and of the Security Council",
                expected="those of one",
                do="import the two files as they were published, one after the other",
            )
        text, state, vote = (np.concatenate(part) for part in zip(*self._votes, strict=True))
        self._votes = []
        self._refuse_states_twice(text, state)
        texts = _texts_table(self._said)
        is_vote = ~texts["modality"].str.contains("without", case=False).to_numpy(dtype=bool)
        kept = is_vote[text]
        places = np.cumsum(is_vote) - 1
        return VotingFile(
            body=bodies.pop(),
            texts=texts[is_vote].drop(columns="modality").reset_index(drop=True),
            text=places[text[kept]].astype(np.int32),
            state=state[kept],
            vote=vote[kept],
            states=tuple(self._states),
            n_rows=self._n_rows,
            n_without_vote=int((~kept).sum()),
        )

    def _refuse_states_twice(
        self, text: npt.NDArray[np.int32], state: npt.NDArray[np.int16]
    ) -> None:
        keys = text.astype(np.int64) * len(self._states) + state
        order = np.argsort(keys, kind="stable")
        again = order[1:][keys[order[1:]] == keys[order[:-1]]]
        if len(again):
            row = int(again.min())
            raise SourceError(
                f"{self._where} row {row + 1}",
                found=f"{list(self._states)[state[row]]} a second time on "
                f"{self._said['symbol'][text[row]]}",
                expected="each State once a text",
                do="download the file again",
            )


@dataclass(frozen=True)
class _Coded:
    """A column as the words that it holds and, row by row, their places."""

    places: npt.NDArray[np.int64]
    words: list[str]

    def at(self, row: int | np.integer) -> str:
        """Return the word of a row."""
        return self.words[int(self.places[row])]


def _coded(column: pa.Array) -> _Coded:
    encoded = column.dictionary_encode()
    return _Coded(encoded.indices.to_numpy(), encoded.dictionary.to_pylist())


def _texts_table(said: dict[str, list[str]]) -> pd.DataFrame:
    """Return the texts, their tallies as numbers and every other column as text."""
    columns: dict[str, pd.Series] = {}
    for name, words in said.items():
        known = {word: _count(word) if name in TALLIES else _line(word) for word in set(words)}
        kind = "Int64" if name in TALLIES else "str"
        columns[name] = pd.Series([known[word] for word in words], dtype=kind)
    return pd.DataFrame(columns)


def _line(text: str) -> str:
    """Return a text with single blanks and without hidden characters."""
    return " ".join(HIDDEN.sub(" ", text).split())


def _count(text: str) -> int | None:
    """Return a count such as ``166.0``; None where there is none."""
    return int(float(text)) if text.strip() else None


_CODED = ("undl_id", "code", "vote", "name", *OF_A_TEXT)
"""Columns of which every row is looked at."""

_OF_TEXTS = tuple(name for name in COLUMNS if name not in ("code", "vote", "name"))
"""Columns that say something of a text."""
