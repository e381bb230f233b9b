"""``python -m tests.benchmarks NAME --json``: how fast and how right, beside a peer.

A benchmark is a module of this package with a function ``measure() -> Result``; its name is the
module's, and the first line of its docstring says what it measures.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.result import Result

PACKAGE = "tests.benchmarks"


def main(arguments: Sequence[str] | None = None, *, package: str = PACKAGE) -> int:
    """Run or list the benchmarks of a package and return the exit code."""
    known = benchmarks(package)
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=[*known], help="which benchmark to run")
    parser.add_argument("--list", action="store_true", help="say which benchmarks there are")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    if options.list:
        for name, summary in known.items():
            print(f"{name}: {summary}")
        return 0
    if options.name is None:
        parser.error("name a benchmark, or ask for --list")
    module = importlib.import_module(f"{package}.{options.name}")
    result: Result = module.measure()
    print(result.as_json(options.name) if options.json else in_words(options.name, result))
    return 0


def benchmarks(package: str) -> dict[str, str]:
    """Return every benchmark's name and summary, without importing any."""
    found = {}
    folder = Path(*importlib.import_module(package).__path__)
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(part, ast.FunctionDef) and part.name == "measure" for part in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def in_words(name: str, result: Result) -> str:
    """Return the result as a few lines for a reader."""
    lines = [
        f"{name}: {result.n:,} in {result.seconds:.3g} s, {result.memory_mb:.0f} MB",
        "peer: none"
        if result.peer_seconds is None
        else f"peer: {result.peer}, {result.peer_seconds:.3g} s, ratio {result.ratio:.3g}",
    ]
    return "\n".join([*lines, *(f"  {key}: {value}" for key, value in result.quality.items())])


if __name__ == "__main__":
    sys.exit(main())
