"""Results that took long, kept in files beside the snapshot for the next start.

They are keyed by the version of the facts and by the code that made them. A folder says itself
which frames it holds; one that cannot be read, or holds fewer, is made again and replaced. Losing
the folder loses time, never facts.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pyarrow as pa

from data import store

CONTENTS = "contents.json"
"""The names of the frames in a folder."""


def frames(
    name: str,
    snapshot: store.Snapshot,
    modules: tuple[ModuleType, ...],
    make: Callable[[], dict[str, pd.DataFrame]],
) -> dict[str, pd.DataFrame]:
    """Return frames made before from the same facts by the same code, or make and keep them.

    Parameters
    ----------
    name : str
        Of the result; part of the name of its files.
    snapshot : Snapshot
    modules : tuple of module
        The code that makes the result: another text of it is another result.
    make : callable
        Makes the frames.
    """
    code = hashlib.sha256("".join(inspect.getsource(m) for m in modules).encode()).hexdigest()
    folder = snapshot.path.parent / "kept" / f"{name}-{snapshot.version}-{code[:12]}"
    with contextlib.suppress(OSError, ValueError, pa.ArrowException):
        names = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        return {held: pd.read_parquet(folder / f"{held}.parquet") for held in names}
    made = make()
    with contextlib.suppress(OSError):
        _write(made, folder)
    return made


def _write(made: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write the frames in a folder of their own, put in its place in one step."""
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        inner = Path(draft) / "draft"
        inner.mkdir()
        for name, frame in made.items():
            frame.to_parquet(inner / f"{name}.parquet")
        (inner / CONTENTS).write_text(json.dumps(list(made)), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        inner.rename(folder)
