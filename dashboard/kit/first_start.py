"""The first start: build the snapshot where there is none yet, and say how far it is."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import streamlit as st

from dashboard import warm
from dashboard.i18n import _
from data import store
from data.errors import StoreError

ROOT = Path(__file__).parents[2]

_one_at_a_time = threading.Lock()


def ensure_snapshot() -> None:
    """Build the snapshot if there is none; wait for whoever is building it already.

    Raises
    ------
    StoreError
        With the words of the build, if it fails.
    """
    if store.snapshot_path().exists():
        return
    with st.status(_("Building the facts from their sources; this takes a few seconds")) as status:
        with _one_at_a_time:
            if not store.snapshot_path().exists():
                _build()
                warm.beside()
        status.update(label=_("The facts are ready"), state="complete")
    st.rerun()


def _build() -> None:
    """Run the build as a program of its own, showing its lines as they come."""
    command = [sys.executable, "-m", "etl", "build"]
    with subprocess.Popen(  # noqa: S603  # our own program, no words from outside
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as build:
        lines = []
        for line in build.stdout or ():
            lines.append(line.rstrip())
            st.caption(line)
    if build.returncode:
        raise StoreError(
            "the facts",
            found="a build that failed",
            expected="a snapshot",
            do="mend what it says and reload this page:\n" + "\n".join(lines),
        )
