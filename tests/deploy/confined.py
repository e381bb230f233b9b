"""A program that may write to two folders only and has no rights beyond its user's."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NOBODY = ("--reuid=nobody", "--regid=nogroup", "--clear-groups")
NO_RIGHTS = ("--no-new-privs", "--bounding-set=-all", "--inh-caps=-all")

_MOUNTS = """
for folder in "$1" "$2"; do mount --bind "$folder" "$folder"; done
mount -o remount,bind,ro /
shift 2
exec "$@"
"""


@functools.cache
def can_mount() -> bool:
    """Return whether this machine lets us make a file system read-only for one program."""
    if os.geteuid() != 0:
        return False
    tried = subprocess.run(
        [*_unshared(), "mount -o remount,bind,ro /"], check=False, capture_output=True
    )
    return tried.returncode == 0


@functools.cache
def can_be_nobody() -> bool:
    """Return whether our Python can be run by a user who owns nothing."""
    if os.geteuid() != 0:
        return False
    tried = subprocess.run(
        ["setpriv", *NOBODY, "--", "sh", "-c", f"{sys.executable} -c 'import streamlit'"],
        check=False,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    return tried.returncode == 0


def command(program: Sequence[str], facts: Path, temporary: Path) -> list[str]:
    """Return the command that runs a program so, as far as this machine lets us.

    Parameters
    ----------
    program : sequence of str
    facts, temporary : Path
        The two folders that it may write to.
    """
    if not can_mount():
        return list(program)
    user = NOBODY if can_be_nobody() else ()
    rights = ("setpriv", *user, *NO_RIGHTS, "--", *program)
    return [*_unshared(), _MOUNTS, "confined", str(facts), str(temporary), *rights]


def give(folder: Path) -> None:
    """Let programs that are held so have a folder with all that is in it."""
    if can_be_nobody():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody", "nogroup")


def in_words() -> str:
    """Return how far programs are held here."""
    if not can_mount():
        return "NOT CHECKED: this machine does not let us hold the replicas to their folders"
    user = (
        "nobody" if can_be_nobody() else "root without capabilities (nobody cannot run our Python)"
    )
    return f"the replicas run as {user}, on a file system that is read-only but for facts and /tmp"


def _unshared() -> list[str]:
    return ["unshare", "--mount", "--propagation", "private", "sh", "-e", "-c"]
