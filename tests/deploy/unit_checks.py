"""The units of systemd: whether it reads them, and how exposed it finds them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from data import memory, store
from tests.deploy import confined
from tests.deploy.checking import require
from tests.deploy.site import DEPLOY, ROOT, Site

PLACE = "/srv/trojka/app"
"""Where README.md puts the checkout."""

MOST_EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` counts; a unit without any hardening has 9.6."""


def units(site: Site) -> str:
    """Systemd reads every unit without a word, and rates every service as protected."""
    folder = site.folder / "units"
    folder.mkdir()
    for path in sorted((DEPLOY / "systemd").iterdir()):
        text = path.read_text(encoding="utf-8").replace(PLACE, str(ROOT))
        (folder / path.name).write_text(text, encoding="utf-8")
    paths = sorted(folder.iterdir())
    read = _asked("verify", *paths)
    require(not read.strip(), read)
    rated = {}
    for path in paths:
        if path.suffix == ".service":
            said = _asked("security", "--offline=true", path)
            found = re.search(r"exposure level for \S+: ([\d.]+)", said)
            require(found, f"no rating of {path.name}: {said[-300:]}")
            rated[path.name] = float(found[1]) if found else 10.0
    worst = {name: level for name, level in rated.items() if level > MOST_EXPOSED}
    require(not worst, f"too exposed: {worst}")
    return f"{len(paths)} units are read; exposure at most {max(rated.values())} of 10"


def facts(site: Site) -> str:
    """The script of the unit makes the facts, and leaves alone what desks have entered."""
    state = site.folder / "facts" / "anew"
    kept = store.snapshot_path().parent / memory.FOLDER
    if kept.exists():  # else it takes minutes
        shutil.copytree(kept, state / "facts" / memory.FOLDER)
    places = {
        "TROJKA_CORRECTIONS": str(state / "corrections.toml"),
        "TROJKA_SNAPSHOT": str(state / "facts" / "trojka.duckdb"),
        "TROJKA_SOURCES": str(state / "sources"),
    }
    entered = state / "sources" / "rosters" / "reaim_2023_cta.toml"
    entered.parent.mkdir(parents=True)
    said = (ROOT / "data/sources/rosters/reaim_2023_cta.toml").read_text(encoding="utf-8")
    entered.write_text(f"{said}\n# entered by a desk\n", encoding="utf-8")
    confined.give(state)
    done = subprocess.run(
        confined.command([str(DEPLOY / "facts")], state, site.folder / "temporary"),
        cwd=ROOT,
        env=site.replicas["a"].environment | places,
        check=False,
        capture_output=True,
        text=True,
    )
    require(done.returncode == 0, f"exit {done.returncode}: {(done.stdout + done.stderr)[-1000:]}")
    require("entered by a desk" in entered.read_text(encoding="utf-8"), "written over")
    made = store.open_snapshot(state / "facts" / "trojka.duckdb")
    n_votes = len(made.frame("votes"))
    require(n_votes > 1_000_000, f"{n_votes} votes")
    return f"sources, snapshot ({n_votes:,} votes) and first views made; what was entered is left"


def _asked(command: str, *words: str | Path) -> str:
    program = shutil.which("systemd-analyze")
    require(program, "no systemd-analyze on this machine")
    done = subprocess.run(
        ["systemd-analyze", command, *map(str, words)], check=False, capture_output=True, text=True
    )
    return done.stdout + done.stderr if command == "security" else done.stderr + done.stdout
