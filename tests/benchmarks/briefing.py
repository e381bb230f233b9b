"""How long a full briefing takes, and one-pagers of all States, beside LibreOffice as PDF.

The full one holds the coalition brief, three State one-pagers, opportunities, a plan and a voting
sheet, written as slides, DOCX, PDF and sheets; made twice, the second time is told. One-pagers of
all UN members are made and written by as many processes as there are cores. The peer turns the same
DOCX into PDF.
"""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from pptx import Presentation
from pptx.parts.chart import ChartPart

from dashboard import i18n
from dashboard.briefing import files, making
from dashboard.briefing.pack import Pack
from dashboard.briefing.papers import outreach_plan, state_paper
from dashboard.briefing.request import CoalitionBrief, StatePages, View, VotingSheet, make
from dashboard.desks.person import ALONE
from dashboard.pages.plan import current_plan
from dashboard.pages.plan.current_plan import PlanChoice
from dashboard.plans.document import PlanDocument
from dashboard.words import planning
from data.facts import current_facts
from tests.benchmarks.result import Result, memory_mb

DAY = date(2026, 11, 29)
SINCE = date(2025, 11, 29)
ROLLCALL = "a_res_80_58"
STATES = ("KEN", "NLD", "TUV")
N_APPROACHES = 6


def measure() -> Result:
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    _full()
    started = time.perf_counter()
    made = _full()
    seconds = time.perf_counter() - started
    slides = Presentation(io.BytesIO(made["pptx"])).slides
    parts = slides.part.package.iter_parts()
    n_charts = sum(isinstance(part, ChartPart) for part in parts)
    pages = {suffix: _all_states(suffix) for suffix in ("docx", "pdf")}
    peer, peer_seconds = _peer(made["docx"])
    return Result(
        n=len(slides),
        seconds=seconds,
        memory_mb=memory_mb(),
        peer=peer,
        peer_seconds=peer_seconds,
        quality={
            "slides": len(slides),
            "native_charts": n_charts,
            "bytes": {suffix: len(content) for suffix, content in made.items()},
            "all_one_pagers_docx_seconds": pages["docx"],
            "all_one_pagers_pdf_seconds": pages["pdf"],
            "cores": len(os.sched_getaffinity(0)),
        },
    )


def _full() -> dict[str, bytes]:
    """Return the full briefing in every kind of file."""
    return dict(files.each(_pack(), tuple(files.KINDS)))


def _pack() -> Pack:
    facts = current_facts()
    asked = make(
        title="Full briefing",
        items=(
            CoalitionBrief(),
            StatePages(states=STATES, since=SINCE),
            View(page="opportunities"),
            VotingSheet(rollcall=ROLLCALL),
        ),
    )
    held = making.made(asked, facts, person=ALONE, day=DAY)
    with i18n.spoken("en"):
        plan = outreach_plan.sheet(facts, _plan(), DAY)
        return making.of_sheets((*held.sheets, plan), facts, asked)


def _plan() -> PlanDocument:
    """Return a plan that calls on the first States that could join."""
    facts = current_facts()
    first = current_plan.at_first(facts)
    states = sorted(first.start.open_states)[:N_APPROACHES]
    rows = {state: planning.ApproachRow(state, "call") for state in states}
    asked = PlanChoice(rows, first.asked.ranges, {}, planning.COSTS, current_plan.PlanLimits())
    draft = current_plan.from_choice(facts, first.target.key, first.goal, asked)
    return draft.document("Plan", "", facts.version)


def _all_states(suffix: str) -> float:
    """Return the seconds that one-pagers of all UN members take, the pool's start included."""
    table = current_facts().states
    members = table.loc[table["un_membership"] == "member", "iso3"].astype(str).tolist()
    afresh = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    started = time.perf_counter()
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), mp_context=afresh) as pool:
        sizes = list(pool.map(_one, members, [suffix] * len(members), chunksize=8))
    if not all(sizes):
        raise AssertionError("a one-pager is empty")
    return time.perf_counter() - started


def _one(iso3: str, suffix: str) -> int:
    """Return the size of the one-pager of a State."""
    facts = current_facts()
    with i18n.spoken("en"):
        sheet = state_paper.sheet(facts, iso3, SINCE)
        return len(files.written(making.of_sheets((sheet,), facts, make()), suffix))


def _peer(docx: bytes) -> tuple[str | None, float | None]:
    """Return LibreOffice and the seconds it takes to turn the paper into PDF; none where absent."""
    program = shutil.which("soffice")
    if program is None:
        return "LibreOffice is not on this machine: skipped", None
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(docx)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # makes a profile
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        seconds = time.perf_counter() - started
        if not path.with_suffix(".pdf").exists():
            raise AssertionError("LibreOffice wrote no PDF")
    return f"{version.stdout.split('(')[0].strip()}, DOCX to PDF", seconds
