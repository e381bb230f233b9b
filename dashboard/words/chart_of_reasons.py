"""What speaks for and against, as a chart: of a signature, and of a vote in favour."""

from __future__ import annotations

import pandas as pd

from dashboard import theme
from dashboard.blocks import Chart, Number
from dashboard.figures import reasons as draw
from dashboard.i18n import _


def chart(
    rows: pd.DataFrame,
    *,
    key: str,
    title: str,
    looks: tuple[tuple[theme.Style, str], tuple[theme.Style, str]],
    strongest: tuple[str, str],
    note: str,
    evidence: tuple[str, ...],
) -> Chart:
    """Return the reasons of one State as bars to both sides of nothing.

    Parameters
    ----------
    rows : DataFrame
        ``about, words, log_odds, odds``: a row a reason, the largest first.
    key, title : str
    looks : tuple of (Style, str)
        Look and words of what speaks for, and of what speaks against.
    strongest : tuple of str
        The strongest reasons for and against, in words; empty where there is none.
    note : str
        Beside what the bars stand, and what they make together.
    evidence : tuple of str
        Keys of the table ``evidence``.
    """
    positive, negative = (
        theme.Category(side, label, style.colour, style.pattern, style.text_colour)
        for side, (style, label) in zip(("for", "against"), looks, strict=True)
    )
    pro, con = strongest
    measure = _("The bars are in log-odds: 0.7 doubles the odds, and −0.7 halves them.")
    return Chart(
        key=key,
        title=title,
        figure=draw.reasons(
            rows,
            positive=positive,
            negative=negative,
            axis=_("← against · beside the average State · for →"),
        ),
        table=rows,
        columns={
            "about": _("Reason"),
            "words": _("In this case"),
            "log_odds": _("Log-odds"),
            "odds": _("Effect"),
        },
        styles={_("Log-odds"): Number(2)},
        evidence=evidence,
        summary=_("Most for it: {pro}. Most against it: {con}.").format(
            pro=pro or "—", con=con or "—"
        ),
        note=f"{note} {measure}",
    )
