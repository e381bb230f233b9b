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
from data import progress
from data.errors import TrojkaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0, or 1 where the facts are at fault."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument("command", choices=["warm"])
    parser.parse_args(arguments)
    console = Console()
    ensemble.use(ensemble.Workers(n_jobs=-1, scheduler=os.environ.get("TROJKA_SCHEDULER")))
    try:
        if console.is_terminal:
            _with_bars(console)
        else:
            warm.up(lambda name, made, total: console.print(f"{made + 1} of {total}: {name}"))
    except TrojkaError as error:
        Console(stderr=True).print(str(error), style="red", highlight=False)
        return 1
    return 0


def _with_bars(console: Console) -> None:
    """Warm up with a bar for the views, and one for the runs of what is being made."""
    with Progress(console=console, transient=True) as bars:
        views, runs = bars.add_task("Views"), bars.add_task("Runs", visible=False)

        def on_view(name: str, made: int, total: int) -> None:
            bars.update(views, completed=made, total=total, description=f"Views, now {name}")
            bars.update(runs, visible=False)

        def on_runs(done: int, total: int) -> None:
            bars.update(runs, completed=done, total=total, visible=True)

        with progress.watched(on_runs):
            warm.up(on_view)


if __name__ == "__main__":
    sys.exit(main())
