"""Put a file that was fetched in the place of ours, once a build with it succeeds."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from data.errors import StoreError
from etl import build
from etl.catalog import Source
from etl.faults import shown
from etl.fetch.news import News


def accept(news: News, *, root: Path, corrections_path: Path, today: dt.date) -> build.Record:
    """Write the file and its sidecar, and return what a build makes of them.

    Nothing is written unless that build succeeds; the snapshot is left to the next build.

    Parameters
    ----------
    news : News
    root, corrections_path : Path
        The folder of sources, and the known errors.
    today : date
        The day of reading.

    Raises
    ------
    TrojkaError
        If no build is possible with it, or it cannot be written; all is as it was.
    """
    files = {
        _path(news.source, root): news.content,
        _path(news.source, root).with_suffix(".toml"): sidecar_with(news, today=today),
    }
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "sources"
        shutil.copytree(root, draft)
        for path, content in files.items():
            (draft / path.relative_to(root)).write_bytes(content)
        record = build.check(draft, corrections_path)
    _put(files)
    return record


def sidecar_with(news: News, *, today: dt.date) -> bytes:
    """Return the sidecar with the checksum, the day of reading and the day for which it holds.

    Everything else stays as it is, letter by letter.
    """
    text = news.source.sidecar_content.decode("utf-8")
    said = {
        "sha256": hashlib.sha256(news.content).hexdigest(),
        "retrieved": today.isoformat(),
        "as_of": news.as_of,
    }
    for key, value in said.items():
        if value:
            text = re.sub(rf'(?m)^{key} = "[^"\n]*"', f'{key} = "{value}"', text, count=1)
    return text.encode()


def _path(source: Source, root: Path) -> Path:
    return root / (source.source_id + Path(source.where).suffix)


def _put(files: dict[Path, bytes]) -> None:
    drafts = {path.with_name(f".{path.name}.draft"): path for path in files}
    try:
        for draft, path in drafts.items():
            draft.write_bytes(files[path])
        for draft, path in drafts.items():
            os.replace(draft, path)  # noqa: PTH105  # the atomic call, named as in its manual
    except OSError as error:
        raise StoreError(
            shown(next(iter(files)).parent),
            found=f"that the file cannot be written ({error.strerror or error})",
            expected="a writable folder with free space",
            do="free space, or change its rights",
        ) from error
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
