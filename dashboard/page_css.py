"""The style sheet of every page: ``assets/page.css``, with the palette for both grounds."""

from __future__ import annotations

from pathlib import Path

from dashboard import dark, theme

LINK_ON_DARK = "#8FB8E3"
"""The accent as text and thin lines, which ask for more contrast than a fill."""

_SHEET = Path(__file__).parent / "assets" / "page.css"
GROUNDS = {
    name: (colour, dark.twin(colour))
    for name, colour in (
        ("paper", theme.PAPER),
        ("quiet", theme.QUIET),
        ("ink", theme.INK),
        ("muted", theme.MUTED),
        ("rule", theme.RULE),
    )
} | {"accent": (theme.ACCENT, LINK_ON_DARK)}


def _css() -> str:
    """Return the sheet after the colours that it names, each light and dark."""
    named = "".join(
        f"--{name}: light-dark({one}, {other});" for name, (one, other) in GROUNDS.items()
    )
    return f":root {{ {named} }}\n{_SHEET.read_text(encoding='utf-8')}"


CSS = _css()
