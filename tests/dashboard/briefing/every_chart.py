"""Every chart of every page in both languages, for tests: some always, all of them as a proof."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from dashboard import i18n, navigation, once
from dashboard.blocks import Chart, flat
from dashboard.briefing import sources
from dashboard.briefing.pack import Pack, Sheet
from data.facts import current_facts
from tests import parts

SPREAD = {
    ("rollcalls:moves", "nl"): "bars and a flow chart",
    ("together", "en"): "tiles, lines and points",
    ("compare", "nl"): "bars, a grid of shapes, lines with bands",
    ("plan", "en"): "a histogram with lines over it",
    ("trends", "nl"): "steps by day",
    ("trends:moves", "en"): "dots and intervals",
}
"""Views whose charts are of every kind, with what they hold: these are tested always."""

BY_NAME = {parts.name(view): view for view in parts.VIEWS}

VIEWS = [
    pytest.param(
        name,
        language,
        id=f"{name}-{language}",
        marks=() if (name, language) in SPREAD else pytest.mark.proof,
    )
    for name in BY_NAME
    for language in i18n.LANGUAGES
]


@functools.cache
def charts(name: str, language: str) -> tuple[Chart, ...]:
    """Return the charts of a view as it is drawn at first."""
    page, query = BY_NAME[name]
    with i18n.spoken(language):
        said = once.said(navigation.views(page)["".join(query.values())])
    return tuple(block for block in flat(said) if isinstance(block, Chart))


@functools.cache
def pack(name: str, language: str) -> Pack:
    """Return a pack of the charts of a view, a sheet each, called what the chart is called."""
    facts = current_facts()
    with i18n.spoken(language):
        documents = sources.documents(facts)
    sheets = tuple(
        Sheet(f"chart-{n}", chart.title, (chart,), f"{name.split(':')[0]}?lang={language}")
        for n, chart in enumerate(charts(name, language))
    )
    return Pack(
        f"Trojka {name}",
        language,
        facts.version,
        date(2026, 9, 14),
        sheets,
        "Openbaar",
        "https://trojka.example",
        documents,
    )
