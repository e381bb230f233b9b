"""Where the sources lie in a git checkout, each change is a commit too, if a setting says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from data.journal import JournalEntry
from etl.changes.draft import Remark

SETTING = "TROJKA_COMMIT_CHANGES"
MAX_SUBJECT = 60
SECONDS = 60


def is_wanted() -> bool:
    """Return whether each change shall be a commit."""
    return os.environ.get("TROJKA_COMMIT_CHANGES") == "1"


def commit(entry: JournalEntry, paths: Iterable[Path], *, root: Path) -> Remark:
    """Commit the files of a change that was made, and its entry in the journal; nothing else.

    The change stands whatever git says.

    Returns
    -------
    Remark
        That it was committed, or why not.
    """
    git = shutil.which("git")
    if git is None:
        return Remark("not_committed", ("git",))
    subject, body = words(entry)
    names = [str(path) for path in paths]
    for command in (
        ["add", "--all", "--", *names],
        ["commit", "--quiet", "-m", subject, "-m", body, "--", *names],
    ):
        try:
            done = subprocess.run(  # noqa: S603  # git with paths of our own, no shell
                [git, "-C", str(root), *command],
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Remark("not_committed", (f"{SECONDS} s",))
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            return Remark("not_committed", (said[-1] if said else "git",))
    return Remark("committed", (subject,))


def words(entry: JournalEntry) -> tuple[str, str]:
    """Return the subject and the body of the commit of a change."""
    if entry.undoes:
        return f"Undo change {entry.undoes}", f"{entry.why}\n\nBy {entry.who}."
    subject = f"{_ACTS[entry.kind]} {entry.subject}"
    return subject[:MAX_SUBJECT], f"{entry.why}\n\nBy {entry.who}. Source: {entry.url}"


_ACTS = {
    "roster": "Enter list of",
    "endorsement": "Change who is on",
    "rollcall": "Add roll call",
    "sponsors": "Enter sponsors of",
    "milestone": "Add milestone",
    "stance": "Add stance on",
    "position": "Add what States say in",
    "group": "Enter members of",
    "correction": "Enter correction of",
    "fetch": "Fetch",
}
"""What a change of each kind does; what it is on follows."""
