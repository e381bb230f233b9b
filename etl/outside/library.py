"""Voting files of the UN Digital Library that a person has downloaded: imported once, then laid by.

The Library's terms allow use with attribution and for no profit; they allow no copy by a program
and no passing on. So the file is never fetched, and what was read of it lies in a folder that git
ignores: ``data/undl``, or where ``TROJKA_UNDL`` says. One Parquet file a body, put in place in one
step; remove it, and the next build does without.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import settings
from data.errors import SourceError, StoreError
from data.schema import POSITIONS
from etl import catalog, dates, rollcalls
from etl.catalog import Source
from etl.faults import shown
from etl.names import Names
from etl.outside.other_record import TEXT_COLUMNS, OtherRecord
from etl.sidecars import About
from etl.sources import SOURCES, undl
from etl.sources.undl import VotingFile
from etl.sources.undl_layouts import TALLIES

FOLDER = Path(__file__).parents[2] / "data" / "undl"
"""Where imports lie unless ``TROJKA_UNDL`` names another place."""

LICENCE = "Copyright, United Nations; non-commercial use, with attribution"
PUBLISHER = "United Nations Dag Hammarskjöld Library"
MAX_AGE_DAYS = 240
"""The Library publishes a new file three or four times a year."""

NAMES = {"plenary": "general_assembly", "security_council": "security_council"}
TITLES = {
    "plenary": "General Assembly Voting Data",
    "security_council": "Security Council Voting Data",
}
ADDRESSES = {
    "plenary": "https://digitallibrary.un.org/record/4060887",
    "security_council": "https://digitallibrary.un.org/record/4055387",
}

FORMER_CODES = {
    "BUR": "MMR",
    "BYS": "BLR",
    "DHY": "BEN",
    "EAT": "TZA",
    "GER": "DEU",
    "HVO": "BFA",
    "ROM": "ROU",
    "SUN": "RUS",
    "TMP": "TLS",
    "ZAR": "COD",
}
"""Codes that States had in the files under earlier names, and have no longer."""

_ABOUT = b"trojka"


def folder() -> Path:
    """Return where imports lie: ``TROJKA_UNDL``, or the default place.

    Raises
    ------
    StoreError
        If no folder can have the name.
    """
    return settings.place("TROJKA_UNDL", FOLDER)


def import_file(path: Path, *, root: Path, downloaded: str | None = None) -> OtherRecord:
    """Read a file that was downloaded, lay by what it holds, and return it.

    Parameters
    ----------
    path : Path
        The file as the Library publishes it.
    root : Path
        The folder of sources: which States there are, and under which names.
    downloaded : str, optional
        The day of the download; the day of the file if not given.

    Raises
    ------
    SourceError
        If the file is not what it should be, or is older than what was imported before.
    StoreError
        If nothing can be written; what was imported before is untouched.
    """
    where = shown(path)
    _refuse_folder_among_sources(root)
    held = undl.voting_file(path, resolve=_resolver(root))
    last = max(held.texts["date"])
    about = {
        "body": held.body,
        "file": path.name,
        "sha256": _digest(path),
        "retrieved": _day(path, downloaded, last),
        "as_of": last,
        "n_rows": held.n_rows,
        "n_without_vote": held.n_without_vote,
    }
    place = folder() / f"{NAMES[held.body]}.parquet"
    if place.exists():
        before = _about(place)
        if before["as_of"] > last:
            raise SourceError(
                where,
                found=f"votes up to {last}",
                expected=f"votes up to {before['as_of']} at least, as {before['file']} has, which "
                "was imported before",
                do=f"download the newest file, or remove {shown(place)} first",
            )
    _write(place, held, about)
    return _record(place)


def imported() -> list[OtherRecord]:
    """Return what was imported, body by body; nothing if nothing was.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    """
    places = [folder() / f"{name}.parquet" for name in NAMES.values()]
    return [_record(place) for place in places if place.exists()]


def _resolver(root: Path) -> undl.Resolve:
    held = catalog.sources_of(root, ("states", "aliases"))
    frames = {form: SOURCES[form](one.content, where=one.where) for form, one in held.items()}
    if len(frames) < 2:
        raise SourceError(
            shown(root),
            found="no list of States, or none of their names",
            expected="states.csv and aliases.csv",
            do="restore data/sources",
        )
    states = set(frames["states"]["iso3"])
    names = Names(frames["aliases"], where=held["aliases"].where)

    def resolve(code: str, name: str) -> str | None:
        iso3 = FORMER_CODES.get(code, code)
        return iso3 if iso3 in states else names.find(name)

    return resolve


def _day(path: Path, downloaded: str | None, last: str) -> str:
    if downloaded is None:
        day = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
        return max(day.date().isoformat(), last)
    if not dates.is_date(downloaded) or dates.bounds(downloaded, where="--downloaded")[
        1
    ] < pd.Timestamp(last):
        raise SourceError(
            "--downloaded",
            found=f"'{downloaded}'",
            expected=f"a day as 2026-11-20, no earlier than the last vote of the file, {last}",
            do="correct it, or leave it out",
        )
    return downloaded


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_folder_among_sources(root: Path) -> None:
    if folder().resolve().is_relative_to(root.resolve()):
        raise SourceError(
            "TROJKA_UNDL",
            found=f"{shown(folder())}, which lies among the sources",
            expected="a folder that is not passed on: the terms of the Library forbid it",
            do="name another folder",
        )


def _write(place: Path, held: VotingFile, about: dict[str, Any]) -> None:
    order = np.argsort(held.text, kind="stable")
    ends = np.cumsum(np.bincount(held.text, minlength=len(held.texts)))
    offsets = pa.array(np.concatenate([[0], ends]), type=pa.int32())
    columns = {name: pa.array(held.texts[name]) for name in held.texts.columns}
    for name, codes, words in (
        ("states", held.state, held.states),
        ("votes", held.vote, POSITIONS),
    ):
        values = pa.DictionaryArray.from_arrays(pa.array(codes[order]), pa.array(words))
        columns[name] = pa.ListArray.from_arrays(offsets, values.cast(pa.string()))
    table = pa.table(columns).replace_schema_metadata({_ABOUT: json.dumps(about)})
    draft = place.with_name(f".{place.name}.{os.getpid()}.draft")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            pq.write_table(table, draft, compression="zstd")
            os.replace(draft, place)  # noqa: PTH105  # the atomic call, named as in its manual
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            shown(place.parent),
            found=f"that nothing can be written there ({error})",
            expected="a writable folder with about 50 MB of free space",
            do="free space, change its rights, or set TROJKA_UNDL to another folder; what was "
            "imported before is unchanged",
        ) from error


def _about(place: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads(pq.read_schema(place).metadata[_ABOUT])
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise _damaged(place, error) from error
    return about


def _record(place: Path) -> OtherRecord:
    about = _about(place)
    try:
        table = pq.read_table(place)
        texts = table.drop_columns(["states", "votes"]).to_pandas()
        lists = {name: table[name].combine_chunks() for name in ("states", "votes")}
        votes = pd.DataFrame(
            {
                "text": pa.compute.list_parent_indices(lists["states"]).to_numpy(),
                "iso3": lists["states"].flatten().dictionary_encode().to_pandas(),
                "vote": lists["votes"].flatten().dictionary_encode().to_pandas(),
            }
        )
    except (pa.ArrowException, OSError, KeyError) as error:
        raise _damaged(place, error) from error
    return OtherRecord(_source(place, about), _texts(texts, about["body"]), votes)


def _source(place: Path, about: dict[str, Any]) -> Source:
    content = place.read_bytes()
    body = about["body"]
    left_out = f"; {about['n_without_vote']:,} on texts adopted without a vote are left out"
    said = About(
        format="undl",
        title=TITLES[body],
        publisher=PUBLISHER,
        url=ADDRESSES[body],
        retrieved=about["retrieved"],
        as_of=about["as_of"],
        licence=LICENCE,
        confidence="official_record",
        sha256=about["sha256"],
        note=f"Downloaded by hand as {about['file']}, {about['n_rows']:,} rows"
        + (left_out if about["n_without_vote"] else "")
        + ". Only resolutions that were adopted by a recorded vote; no votes on parts of them.",
        max_age_days=MAX_AGE_DAYS,
    )
    return Source(
        source_id=f"undl/{NAMES[body]}",
        where=shown(place),
        content=content,
        about=said,
        details=None,
        sidecar_content=json.dumps(about).encode(),
    )


def _texts(said: pd.DataFrame, body: str) -> pd.DataFrame:
    """Return the texts as another record has them; a session that is not said is in the symbol."""
    symbol = said["symbol"].str.replace(r"\s", "", regex=True)
    from_symbol = symbol.str.extract(rollcalls.SESSION.pattern, expand=False)
    session = said["session"].str.removesuffix(".0")
    session = session.mask(session == "").fillna(from_symbol)
    return said.assign(
        rollcall_id="undl_" + said["undl_id"].str.replace(r"[^0-9A-Za-z]+", "_", regex=True),
        body=body,
        symbol=symbol,
        session=session if body == "plenary" else "",
        vote_date=pd.to_datetime(said["date"]),
        committee="",
        **{f"{name}_published": said[name] for name in TALLIES},
    )[list(TEXT_COLUMNS)].fillna({"session": ""})


def _damaged(place: Path, error: Exception) -> SourceError:
    return SourceError(
        shown(place),
        found=f"an import that cannot be read ({type(error).__name__})",
        expected="what python -m etl import-undl wrote",
        do="import the file of the Library again, or remove it",
    )
