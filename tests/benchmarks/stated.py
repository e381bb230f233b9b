"""How long ten times as many stated positions take, from the file to every State's latest.

Four thousand rows are drawn over the States of the record, its questions and twenty years. We read
and check them as a build does, and find the latest of every State, where it changed, and whether
the last vote fits. The peer is what one would write in pandas without us: ``read_csv``, and for
each State and question the rows of its last day by ``groupby``. It checks nothing, bounds no
partial date, marks no seam and compares no vote. Both take the same text, in the same process.

Then every part of a page that tells what States say is put into blocks of the same rows: the first
time, and again when what it asks for has been answered (the median of five).
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.stated import fit, latest, movers
from dashboard.pages.compare.says import content as compare_says
from dashboard.pages.state.says import content as state_says
from dashboard.pages.stated.answers import content as answers
from dashboard.pages.stated.board import content as board
from dashboard.pages.stated.by_vote import content as by_vote
from dashboard.pages.stated.groups import content as groups
from dashboard.pages.stated.movers import content as movers_page
from data import facts as facts_of
from data.facts import Facts, current_facts
from data.schema import TABLES
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
            **seconds_of_parts(with_rows(facts, table_of(facts, source, large))),
        },
    )


def with_rows(facts: Facts, stated_positions: pd.DataFrame) -> Facts:
    """Return the facts with other stated positions, whose documents are those of the record."""
    documents = np.resize(facts.evidence["evidence_id"].to_numpy(), len(stated_positions))
    told = stated_positions.assign(evidence_id=documents)
    held = {name: getattr(facts, name) for name in TABLES if name != "stated_positions"}
    return facts_of.of_tables({**held, "stated_positions": told})


def parts(facts: Facts) -> dict[str, Callable[[], object]]:
    """Return what makes each part of a page that tells what States say, by its name."""
    subject = next(iter(board.subjects(facts)))
    vote = next(iter(by_vote.votes(facts, subject)))
    busiest = str(facts.stated_positions["iso3"].value_counts().index[0])
    return {
        "board": lambda: board.blocks(facts, board.at_first(facts)),
        "board_of_a_group": lambda: board.blocks(facts, board.BoardChoice(subject, "au")),
        "board_own": lambda: board.blocks(facts, board.BoardChoice(subject, is_own=True)),
        "votes": lambda: by_vote.blocks(facts, subject, vote),
        "movers": lambda: movers_page.blocks(facts),
        "groups": lambda: groups.blocks(facts),
        "answers": lambda: answers.blocks(facts),
        "state_says": lambda: state_says.blocks(facts, busiest),
        "compare_says": lambda: compare_says.blocks(facts, busiest, "NLD"),
    }


def seconds_of_parts(facts: Facts) -> dict[str, float]:
    """Return how long each part takes, the first time and again."""
    found = {}
    for name, make in parts(facts).items():
        first, *again = (_seconds(make) for _ in range(6))
        found[f"{name}_first_seconds"] = round(first, 3)
        found[f"{name}_again_seconds"] = round(statistics.median(again), 3)
    return found


def _seconds(make: Callable[[], object]) -> float:
    started = time.perf_counter()
    make()
    return time.perf_counter() - started


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
    table = table_of(facts, source, content)
    positions = latest.latest(table, AS_OF, iso3s=tuple(facts.states["iso3"]))
    return (
        positions,
        movers.movers(positions),
        fit.fit(positions, facts.votes, topic="laws", rollcall_id=LAST_VOTE),
    )


def table_of(facts: Facts, source: catalog.Source, content: bytes) -> pd.DataFrame:
    """Return the table of a source file, read and checked as a build does."""
    frame = SOURCES["stated_positions"](content, where=source.where)
    row_contracts.refuse_rows_against_contract("stated_positions", [(source.where, frame)])
    keys = frozenset(facts.instruments["instrument_id"])
    built = stated.stated_positions(source, frame, instrument_ids=keys)
    return casts.table("stated_positions", built)


def plain_latest(content: bytes) -> list[pd.DataFrame]:
    """Return the rows of the last day of each State and question."""
    frame = pd.read_csv(io.BytesIO(content))
    asked = frame.groupby(["iso3", "topic", "question"])
    return [part[part["date"] == part["date"].max()] for _, part in asked]
