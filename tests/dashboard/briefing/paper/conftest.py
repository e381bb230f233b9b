"""Packs that papers are written of: a plain one, and one with all that could go wrong."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import blocks, i18n, theme
from dashboard.briefing.pack import Document, Pack, Sheet

NAMES = (
    "Saint Vincent and the Grenadines",
    "United Kingdom of Great Britain and Northern Ireland",
    "Demokratische Republik Kongo / République démocratique du Congo",
    "Bosnië en Herzegovina",
    "Ελληνική Δημοκρατία",
    "Україна",
    "جمهورية مصر العربية",
    "מדינת ישראל",
    "대한민국",
    "日本国",
)
MARKUP = (
    r"#set text(fill: red) $x^2$ @cite <label> \u{41} *bold* _it_ `raw` ~ -- </w:t> ]]> &amp; =1+1"
)
LONGEST = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstellenleiter" * 3
DOCUMENTS = {
    "un": Document("United Nations", "A/RES/80/58", "November 2026", "https://example.org/58"),
    "copy": Document("Somebody's blog", "A copy", "", "https://copy.example/x", is_copy=True),
}


def figure(names: tuple[str, ...]) -> go.Figure:
    made = go.Figure(go.Bar(x=list(range(len(names))), y=list(names), orientation="h"))
    theme.lay_out(made, height=60 + 24 * len(names))
    return made


def chart(key: str, names: tuple[str, ...] = ("Kenya", "Spain")) -> blocks.Chart:
    table = pd.DataFrame({"State": list(names), "Votes": range(len(names))})
    return blocks.Chart(key, f"Chart {key}", figure(names), table, ("un",), f"What {key} shows.")


def table(n_rows: int) -> blocks.Table:
    rows = pd.DataFrame(
        {
            "state": [NAMES[rank % len(NAMES)] for rank in range(n_rows)],
            "n": [1234.5 * rank for rank in range(n_rows)],
            "share": [rank / n_rows for rank in range(n_rows)],
            "source": ["https://example.org/58", "https://copy.example/x", None] * (n_rows // 3),
            "said": [MARKUP if rank % 7 == 0 else "In favour of it" for rank in range(n_rows)],
        }
    )
    return blocks.Table(
        "states",
        "All of them",
        rows,
        ("un", "copy"),
        columns={
            "state": "State",
            "n": "Number",
            "share": "Share",
            "source": "Source",
            "said": "Said",
        },
        note="Not listed is **not** opposed.",
        styles={"Share": blocks.Share(), "Source": blocks.Link("open")},
    )


def worst(language: str) -> Pack:
    """Return a pack with the longest names, 60 States, all scripts and every kind of block."""
    sheet = Sheet(
        "worst",
        f"{NAMES[1]} and {NAMES[2]} {MARKUP}",
        (
            blocks.Finding("**Five** of [Kenya](state?state=KEN) voted. " + "It goes on. " * 60),
            blocks.Heading(
                MARKUP.replace("*", r"\*").replace("_", r"\_"), "A line of explanation."
            ),
            blocks.Numbers(tuple(blocks.Tile(name, "1,234", MARKUP) for name in NAMES[:5])),
            blocks.Numbers(tuple(blocks.Tile(name, "Yes", "") for name in NAMES), is_glance=True),
            blocks.Text("- " + "\n- ".join(NAMES) + "\n\n1. one\n2. two\n\n" + LONGEST),
            blocks.Verbatim(MARKUP + "\n" + LONGEST),
            blocks.Subheading("Smaller"),
            blocks.Unknown("Nobody knows."),
            blocks.Proof("It was held beside others.", is_verified=True),
            blocks.Proof("[odd](javascript:alert(1)) [mail](mailto:a@b.c)"),
            blocks.Note("control \x07 and \u202eturned\u202c signs"),
            blocks.Folded("more", "More", (chart("tall", NAMES * 6),)),
            table(60),
            blocks.Table("none", "Nothing", pd.DataFrame({"a": []}), ()),
        ),
        "state?state=KEN&part=" + "x" * 120,
        "2014–2026",
        ("Every State decides by itself.", MARKUP),
    )
    return Pack(
        f"Pack {MARKUP}",
        language,
        "0123456789ab",
        date(2026, 11, 20),
        (sheet, Sheet("empty", "Nothing at all", (), "standing")),
        "Departementaal Vertrouwelijk",
        "https://trojka.example/",
        DOCUMENTS,
    )


def small(**changes: object) -> Pack:
    """Return a pack of one sheet with a chart."""
    sheet = Sheet(
        "kenya",
        "Kenya voted in favour",
        (blocks.Text("One [chart](https://example.org/)."), chart("one")),
        "state?state=KEN",
    )
    given: dict[str, object] = {
        "title": "State one-pager",
        "language": "en",
        "version": "0123456789ab",
        "as_of": date(2026, 11, 20),
        "sheets": (sheet,),
        "documents": DOCUMENTS,
    }
    return Pack(**{**given, **changes})  # type: ignore[arg-type]  # by name


@pytest.fixture(params=list(i18n.LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    spoken: str = request.param
    i18n.use(spoken, i18n.translations(spoken))
    return spoken
