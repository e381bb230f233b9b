"""Every line of a count."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Table
from dashboard.i18n import _
from dashboard.pages.live import wording
from dashboard.pages.live.judged import JudgedCount
from dashboard.words import states
from data.facts import Facts


def every_line(facts: Facts, count: JudgedCount) -> Blocks:
    """Return every line that was ever entered, those taken back too."""
    if not count.entries:
        return ()
    table = Table(
        key="live_lines",
        title=_("Every line, the last one first"),
        table=wording.line_rows(count.entries, states.names(facts.states)),
        evidence=(),
        columns={
            "at": _("At"),
            "act": _("What"),
            "name": _("State"),
            "said": _("As entered"),
            "answer": _("Answer"),
            "who": _("Entered by"),
        },
    )
    title = _("Every line ({n})").format(n=i18n.number(len(count.entries)))
    return (Folded("live_log", title, (table,)),)
