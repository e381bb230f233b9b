"""Milestones of the process in the reader's words: for sentences, lists and the chart."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.record import process
from dashboard import i18n, theme
from dashboard.figures import lanes
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.words import dates

LANES = {
    "reaim": mark("REAIM process"),
    "general_assembly": mark("General Assembly and First Committee"),
    "security_council": mark("Security Council"),
    "ccw": mark("CCW: autonomous weapons"),
    "declaration": mark("Political Declaration, AI partnership"),
    "other": mark("Other conferences and institutes"),
    "netherlands": mark("The Netherlands at home"),
}

SYMBOLS = {
    "summit": ("star", theme.SERIES[2]),
    "resolution": ("square", theme.SERIES[0]),
    "meeting": ("circle", theme.SERIES[4]),
    "consultation": ("diamond", theme.SERIES[3]),
    "report": ("triangle-up", theme.SERIES[1]),
    "parliamentary_paper": ("hexagon", theme.SERIES[5]),
}
"""Symbol and colour of each kind; hollow where the date is not confirmed."""


def lane_words(chosen: Collection[str]) -> dict[str, str]:
    """Return the lanes chosen, or all if none is, in words and in order."""
    return {lane: _(LANES[lane]) for lane in process.LANES if lane in chosen or not chosen}


def kind_words() -> dict[str, str]:
    """Return the kinds of milestones in words."""
    return {kind: _(words) for kind, words in vocabulary.MILESTONE_KINDS.items()}


def marks() -> list[lanes.Mark]:
    """Return what each mark stands for; those of unconfirmed dates are hollow."""
    solid = [
        lanes.Mark(kind, vocabulary.word(vocabulary.MILESTONE_KINDS, kind), symbol, colour)
        for kind, (symbol, colour) in SYMBOLS.items()
    ]
    return solid + [
        lanes.Mark(f"{kind}_open", "", f"{symbol}-open", colour)
        for kind, (symbol, colour) in SYMBOLS.items()
    ]


def span(
    words: pd.DataFrame, on: pd.Timestamp, first_year: int
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return both ends of the chart: the first year asked for; the last milestone, and the day."""
    last = max([*words["date_to"], on])
    return pd.Timestamp(year=first_year, month=1, day=1), last + pd.Timedelta(days=45)


def finding_sentence(result: process.Process, words: pd.DataFrame) -> str:
    """Return where the process is on the day, in a few sentences."""
    counts = result.counts.set_index("when")["n"]
    n_past, n_coming = int(counts["past"]), int(counts["around"] + counts["coming"])
    past = words[words["when"] == "past"]
    ahead = words[words["when"] != "past"]
    sentences = [
        ngettext(
            "On {day} **{n} milestone** is past",
            "On {day} **{n} milestones** are past",
            n_past,
        ).format(day=i18n.day(result.on), n=i18n.number(n_past))
    ]
    if len(past):
        last = past.iloc[-1]
        sentences[0] += _("; the latest: {title}, {when}").format(
            title=last["title"], when=last["day"]
        )
    sentences[0] += "."
    if not n_coming:
        sentences.append(_("None to come is on record."))
    else:
        coming = ahead.iloc[0]
        sentences.append(
            ngettext(
                "**{n}** is due now or later: {title}, {when}.",
                "**{n}** are due now or later, first: {title}, {when}.",
                n_coming,
            ).format(n=i18n.number(n_coming), title=coming["title"], when=coming["day"])
        )
        if coming["certainty"] != _("confirmed"):
            sentences.append(_("Its date is not confirmed."))
    return " ".join(sentences)


def summary_sentence(words: pd.DataFrame) -> str:
    """Return what the chart shows, in one sentence."""
    counts = words["lane"].value_counts()
    parts = [
        f"{_(name)}: {i18n.number(counts[lane])}" for lane, name in LANES.items() if lane in counts
    ]
    if not parts:
        return _("No milestone fits these filters.")
    return _("Milestones by body. {counts}.").format(counts=i18n.listing(parts))


def notes(result: process.Process, words: pd.DataFrame, first: pd.Timestamp) -> list[str]:
    """Return what a reader must know of the chart, whose axis begins at `first`, in sentences."""
    found = dates.bars(words, first)
    n_unconfirmed = int(result.counts["n_unconfirmed"].sum())
    if n_unconfirmed:
        found.append(
            ngettext(
                "{n} date rests on thin sources and is drawn hollow.",
                "{n} dates rest on thin sources and are drawn hollow.",
                n_unconfirmed,
            ).format(n=i18n.number(n_unconfirmed))
        )
    n_earlier = int((result.left_out["reason"] == "earlier").sum())
    if n_earlier:
        found.append(
            ngettext(
                "{n} earlier milestone is left out.",
                "{n} earlier milestones are left out.",
                n_earlier,
            ).format(n=i18n.number(n_earlier))
        )
    return found


def by_year(words: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return milestones in parts, each with its heading: what is to come, then year by year."""
    ahead = words[words["when"] != "past"]
    parts = [(_("Due now or later"), ahead)] if len(ahead) else []
    past = words[words["when"] == "past"].iloc[::-1]
    years = past.groupby(past["date_from"].dt.year, sort=False)
    return parts + [(str(year), part) for year, part in years]
