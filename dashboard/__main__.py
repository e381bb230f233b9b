"""``python -m dashboard warm``: make beforehand what first visitors would wait for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress

from analytics import ensemble
from dashboard import warm
from data.errors import TrojkaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0, or 1 where the facts are at fault."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument("command", choices=["warm"])
    parser.parse_args(arguments)
    console = Console(stderr=True)
    ensemble.use(ensemble.Workers(n_jobs=-1, scheduler=os.environ.get("TROJKA_SCHEDULER")))
    try:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Warming", total=None)
            warm.up(lambda done, total: progress.update(task, completed=done, total=total))
    except TrojkaError as error:
        console.print(str(error), style="red", highlight=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
