"""Everything that is kept between reruns, keyed by the version of the snapshot it was made from.

Nothing else in the dashboard caches. What is kept is shared by all readers and is never changed:
frames and frozen results, not copies of them.
"""

from __future__ import annotations

import gettext
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import i18n
from data import store


def snapshot() -> store.Snapshot:
    """Return the snapshot as it lies on disk now.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    path = store.snapshot_path()
    return _opened(path, path.stat().st_mtime_ns if path.exists() else 0)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: Path, mtime_ns: int) -> store.Snapshot:  # noqa: ARG001  # part of the key
    return store.open_snapshot(path)


@st.cache_resource(max_entries=64, show_spinner=False)
def frame(_snapshot: store.Snapshot, version: str, table: str) -> pd.DataFrame:  # noqa: ARG001
    """Return a whole table; not to be changed by the caller."""
    return _snapshot.frame(table)


@st.cache_resource(show_spinner=False)
def translations(language: str) -> gettext.NullTranslations:
    """Return the words of a language."""
    return i18n.translations(language)
