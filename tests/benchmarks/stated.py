"""How long ten times as many stated positions take, from the file to every State's latest.

Four thousand rows are drawn over the States of the record, its questions and twenty years. We read
and check them as a build does, and find the latest of every State, where it changed, and whether
the last vote fits. The peer is what one would write in pandas without us: ``read_csv``, and for
each State and question the rows of its last day by ``groupby``. It checks nothing, bounds no
partial date, marks no seam and compares no vote. Both take the same text, in the same process.
"""

from __future__ import annotations

import io
import time

import numpy as np
import pandas as pd

from analytics.stated import fit, latest, movers
from data.facts import Facts, current_facts
from data.stated import QUESTIONS
from etl import build, casts, catalog, row_contracts, stated
from etl.sources import SOURCES
from tests.benchmarks.result import Result, memory_mb

N_ROWS = 4_000
AS_OF = pd.Timestamp("2026-11-30")
LAST_VOTE = "a_res_80_57"


def measure() -> Result:
    facts = current_facts()
    source = next(
        each for each in catalog.sources(build.SOURCES) if each.format == "stated_positions"
    )
    small, large = drawn(facts, N_ROWS // 10), drawn(facts, N_ROWS)
    answer(facts, source, small)  # what is imported and opened once is no matter
    started = time.perf_counter()
    answer(facts, source, small)
    small_seconds = time.perf_counter() - started
    started = time.perf_counter()
    positions, moves, fits = answer(facts, source, large)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    last = plain_latest(large)
    peer_seconds = time.perf_counter() - started
    spoken = positions.rows[positions.rows["is_latest"]]
    return Result(
        n=N_ROWS,
        seconds=seconds,
        memory_mb=memory_mb(),
        peer=f"pandas {pd.__version__}, read_csv and the last day by groupby",
        peer_seconds=peer_seconds,
        quality={
            "seconds_a_tenth": small_seconds,
            "times_longer_for_ten_times_the_rows": seconds / small_seconds,
            "n_latest": len(spoken),
            "n_latest_of_peer": sum(map(len, last)),
            "n_moves": len(moves.moves),
            "n_compared": len(fits.compared),
        },
    )


def drawn(facts: Facts, n_rows: int) -> bytes:
    """Return a source file of so many rows, no two alike, that keeps every rule."""
    rng = np.random.default_rng(0)
    members = facts.states.loc[facts.states["un_membership"] == "member", "iso3"]
    answers = [
        (question, code)
        for question, codes in QUESTIONS.items()
        for code in codes
        if code not in ("none_found", "undeclared", "lbi_via_group")
    ]
    days = pd.date_range("2006-01-01", "2025-12-31")
    picked = rng.integers(0, len(answers), n_rows)
    frame = pd.DataFrame(
        {
            "iso3": rng.choice(members, n_rows),
            "topic": rng.choice(["laws", "aimd"], n_rows),
            "question": [answers[place][0] for place in picked],
            "code": [answers[place][1] for place in picked],
            "act": rng.choice(["own_text", "joint_text"], n_rows),
            "date": [
                day.isoformat()[:length]
                for day, length in zip(
                    days[rng.integers(0, len(days), n_rows)].date,
                    rng.choice([4, 7, 10], n_rows),
                    strict=True,
                )
            ],
            "document": [f"Statement {place}" for place in range(n_rows)],
            "source_url": [f"https://example.org/{place % 300}" for place in range(n_rows)],
            "language": "en",
            "confidence": rng.choice(["official", "secondary"], n_rows),
            "superseded_on": "",
            "found_through": "press",
            "note": "",
        }
    )
    return frame.to_csv(index=False).encode()


def answer(
    facts: Facts, source: catalog.Source, content: bytes
) -> tuple[latest.LatestPositions, movers.Movers, fit.Fit]:
    """Return what is made of a source file, read and checked as a build does."""
    frame = SOURCES["stated_positions"](content, where=source.where)
    row_contracts.refuse_rows_against_contract("stated_positions", [(source.where, frame)])
    keys = frozenset(facts.instruments["instrument_id"])
    built = stated.stated_positions(source, frame, instrument_ids=keys)
    table = casts.table("stated_positions", built)
    positions = latest.latest(table, AS_OF, iso3s=tuple(facts.states["iso3"]))
    return (
        positions,
        movers.movers(positions),
        fit.fit(positions, facts.votes, topic="laws", rollcall_id=LAST_VOTE),
    )


def plain_latest(content: bytes) -> list[pd.DataFrame]:
    """Return the rows of the last day of each State and question."""
    frame = pd.read_csv(io.BytesIO(content))
    asked = frame.groupby(["iso3", "topic", "question"])
    return [part[part["date"] == part["date"].max()] for _, part in asked]
