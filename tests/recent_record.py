"""The record with its long history cut to the latest sessions: real, and built in a few seconds."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pandas as pd

from etl import build

FIRST_SESSION = 78


def write(folder: Path) -> dict[str, str]:
    """Write the sources and corrections into a folder; return the settings that name them."""
    root = folder / "sources"
    shutil.copytree(build.SOURCES, root)
    listed = pd.read_csv(root / "unga/rollcalls.csv", dtype="str", keep_default_na=False)
    session = pd.to_numeric(listed["session"], errors="coerce")
    flagged = pd.read_csv(root / "unga/mismatches.csv", dtype="str")["rcid"].iloc[-1]
    kept = listed[(session >= FIRST_SESSION) | (listed["rcid"] == flagged)]
    put(root, "unga/rollcalls", kept)
    for name in ("unga/mismatches", "unga/sponsors"):
        rows = pd.read_csv(root / f"{name}.csv", dtype="str", keep_default_na=False)
        put(root, name, rows[rows["rcid"].isin(kept["rcid"])])
    path = root / "unga/votes.parquet"
    votes = pd.read_parquet(path)
    votes[votes["rcid"].isin(kept["rcid"].astype(int))].reset_index(drop=True).to_parquet(path)
    _seal(path)
    corrections = folder / "corrections.toml"
    entries = build.CORRECTIONS.read_text(encoding="utf-8").split("[[correction]]")
    corrections.write_text(
        "[[correction]]".join(part for part in entries if 'source = "unga/' not in part),
        encoding="utf-8",
    )
    return {
        "TROJKA_SOURCES": str(root),
        "TROJKA_CORRECTIONS": str(corrections),
        "TROJKA_SNAPSHOT": str(folder / "warehouse" / "trojka.duckdb"),
    }


def put(root: Path, name: str, rows: pd.DataFrame) -> None:
    """Write the rows of a source anew, and its checksum."""
    path = root / f"{name}.csv"
    rows.to_csv(path, index=False, lineterminator="\n")
    _seal(path)


def without(root: Path, roster: str, rollcall: str) -> None:
    """Take a roster and a roll call out of the sources, and what others say of them."""
    for path in (root / "rosters").glob(f"{roster}*"):
        path.unlink()
    for path in (root / "rollcalls").glob(f"{rollcall}.*"):
        path.unlink()
    for name in ("leads", "stances"):
        rows = pd.read_csv(root / f"{name}.csv", dtype="str", keep_default_na=False)
        put(root, name, rows[~rows["instrument_id"].str.startswith(roster)])
    for path in (root / "rosters").glob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.strip() != f'rollcall_id = "{rollcall}"']
        path.write_text("".join(kept), encoding="utf-8")


def _seal(path: Path) -> None:
    sidecar = path.with_suffix(".toml")
    lines = sidecar.read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sidecar.write_text(
        "\n".join(f'sha256 = "{digest}"' if one.startswith("sha256") else one for one in lines)
        + "\n",
        encoding="utf-8",
    )
