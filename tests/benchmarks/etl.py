"""How long a build of the whole record takes, beside a bare DuckDB read of the same files.

The peer only reads: every CSV with ``read_csv`` and the Parquet with ``read_parquet``, into tables
in memory. It resolves no name, reconciles no tally, checks no contract and writes nothing: the
ratio says what all that costs. Both run here, one after the other, on the files of this checkout;
our time is that of a second build, when all modules have been imported.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import duckdb

from etl import build
from tests.benchmarks.result import Result, memory_mb


def measure() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "trojka.duckdb"
        started = time.perf_counter()
        build.build(snapshot=snapshot)
        first_seconds = time.perf_counter() - started
        started = time.perf_counter()
        record = build.build(snapshot=snapshot)
        seconds = time.perf_counter() - started
        n_bytes = snapshot.stat().st_size
    started = time.perf_counter()
    n_files = bare_read(build.SOURCES)
    peer_seconds = time.perf_counter() - started
    return Result(
        n=sum(len(table) for table in record.tables.values()),
        seconds=seconds,
        memory_mb=memory_mb(),
        peer=f"duckdb {duckdb.__version__}, read_csv and read_parquet of the same files",
        peer_seconds=peer_seconds,
        quality={
            "version": record.version,
            "first_build_seconds": first_seconds,
            "n_files": n_files,
            "n_votes": len(record.tables["votes"]),
            "snapshot_mb": n_bytes / 2**20,
            "rollcalls_complete": (record.tables["rollcalls"]["status"] == "complete").sum(),
            "rollcalls_flagged": len(record.tables["refusals"]),
            "corrections": len(record.tables["corrections"]),
        },
    )


def bare_read(root: Path) -> int:
    """Read every data file into a table in memory and return how many there were."""
    readers = {".csv": "read_csv", ".parquet": "read_parquet"}
    paths = [path for path in sorted(root.rglob("*")) if path.suffix in readers]
    with duckdb.connect() as connection:
        for number, path in enumerate(paths):
            options = ", header = true, all_varchar = true" if path.suffix == ".csv" else ""
            connection.execute(
                f"CREATE TABLE t{number} AS FROM {readers[path.suffix]}('{path}'{options})"
            )
    return len(paths)
