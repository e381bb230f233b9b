"""How fast a voting file of the UN Digital Library is imported, beside a bare read by pandas.

A file of a million rows in each layout, made up by a seeded writer, is imported: read, checked row
by row, its States resolved, and laid by. The peer only reads the same files into memory. Each runs
in a process of its own, so that its memory is its own; the ratio is that of all files together, the
smallest of one file stands beside it. `TEN_MILLION` rows are imported once more, for memory alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from etl import build
from tests.benchmarks.result import Result
from tests.etl import undl_files

N_ROWS = 1_000_000
TEN_MILLION = 10_000_000

OURS = """
import json, os, resource, sys, time
from pathlib import Path
from etl import build
from etl.outside import library
started = time.perf_counter()
record = library.import_file(Path(sys.argv[1]), root=build.SOURCES)
seconds = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([seconds, used.ru_maxrss, len(record.votes), used.ru_utime + used.ru_stime]))
"""

PEER = """
import json, resource, sys, time
import pandas as pd
started = time.perf_counter()
frame = pd.read_csv(sys.argv[1])
seconds = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([seconds, used.ru_maxrss, len(frame), used.ru_utime + used.ru_stime]))
"""


def measure(n_rows: int = N_ROWS, n_large: int = TEN_MILLION) -> Result:
    states = _states()
    ours, peers, ratios, votes = [], [], {}, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2026_02_06_ga_voting.csv"
        for layout in undl_files.LAYOUTS:
            undl_files.write(path, n_rows=n_rows, layout=layout, states=states, seed=1)
            ours.append(_run(OURS, path))
            peers.append(_run(PEER, path))
            ratios[layout] = peers[-1][0] / ours[-1][0]
            votes += ours[-1][2]
            (Path(folder) / "undl" / "general_assembly.parquet").unlink(missing_ok=True)
            n_bytes = path.stat().st_size
        undl_files.write(path, n_rows=n_large, layout="2026", states=states, seed=2)
        large = _run(OURS, path)
    return Result(
        n=votes,
        seconds=sum(seconds for seconds, *_ in ours),
        memory_mb=max(memory for _, memory, *_ in ours),
        peer=f"pandas {pd.__version__}, read_csv of the same files",
        peer_seconds=sum(seconds for seconds, *_ in peers),
        quality={
            "seconds_of_the_slowest_layout": max(seconds for seconds, *_ in ours),
            "cpu_seconds_of_the_slowest_layout": max(cpu for *_, cpu in ours),
            "smallest_ratio_of_a_layout": min(ratios.values()),
            "ratios": {layout: round(ratio, 2) for layout, ratio in ratios.items()},
            "peer_memory_mb": max(memory for _, memory, *_ in peers),
            "votes_of_the_large_file": large[2],
            "seconds_of_the_large_file": large[0],
            "memory_mb_of_the_large_file": large[1],
            "mb_of_the_last_layout": n_bytes / 2**20,
        },
    )


def _states() -> dict[str, str]:
    listed = pd.read_csv(build.SOURCES / "states.csv", keep_default_na=False)
    members = listed[listed["un_membership"] == "member"]
    return dict(zip(members["iso3"], members["un_name"].str.upper(), strict=True))


def _run(program: str, path: Path) -> tuple[float, float, int, float]:
    """Run a program on a file; return its seconds, memory in MB, votes, and processor seconds."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env={"PATH": "", "TROJKA_UNDL": str(path.parent / "undl"), "PYTHONPATH": "."},
        cwd=build.SOURCES.parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, kilobytes, n, cpu_seconds = json.loads(done.stdout)
    return seconds, kilobytes / 1024, n, cpu_seconds
