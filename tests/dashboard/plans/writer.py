"""A program that saves a plan again and again, and says so each time it was told that it is kept.

``python -m tests.dashboard.plans.writer URL NAME N``: a line ``plan_id number title`` a save.
"""

from __future__ import annotations

import sys

from dashboard.plans import document, store

STATES = [a + b + c for a in "ABCDEF" for b in "GHIJKL" for c in "MNOPQ"]
"""So many that a plan is longer than a page of the database."""


def main(url: str, name: str, n: str) -> None:
    plans = store.open_plans(url)
    plan_id, number = None, 0
    for i in range(int(n)):
        plan = document.make(
            title=f"{name}-{i}",
            instrument_id="reaim_2026_pathways",
            target=60,
            snapshot_version="0a1b",
            probabilities=dict.fromkeys(STATES, 1 / (i + 1)),
        )
        saved = plans.save(plan, who=name, plan_id=plan_id, expect_revision=number)
        plan_id, number = saved.plan_id, saved.number
        print(plan_id, number, saved.document.title, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
