"""What the record holds on one State, in the reader's words: for sentences, tables and charts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import i18n, theme
from dashboard.figures import lanes
from dashboard.i18n import _, mark, vocabulary
from dashboard.words import dates
from data import domains

"""Topics whose votes stand in the first lane, each with its symbol."""

LANES = {
    "vote_ai": mark("Votes on AI and autonomous weapons"),
    "vote_technology": mark("Votes on other technology"),
    "endorsement": mark("Endorsed or joined"),
    "sponsorship": mark("Sponsored"),
    "submission": mark("Submitted"),
    "forum": mark("Took part"),
    "membership": mark("Groups and treaties"),
    "stance": mark("Also documented"),
}

MARKS = {
    "endorsement": ("square", theme.ACCENT),
    "sponsorship": ("star", theme.ACCENT),
    "submission": ("triangle-up", theme.ACCENT),
    "forum": ("diamond", theme.ACCENT),
    "membership": ("hexagon", theme.MUTED),
    "stance": ("cross-open", theme.INK),
}
"""Symbol and colour of all that is no vote; its lane says what it is."""

VOTE_SYMBOLS = {"Y": "circle", "A": "triangle-up", "N": "x", "X": "circle-open"}

GLYPHS = {
    "Y": "●",
    "A": "▲",
    "N": "✕",
    "X": "○",
    "listed": "●",
    "organiser": "◆",
    "former": "◐",
    "not_listed": "○",
    "unknown": "?",
}
"""Shape beside the word for a position or a standing."""

REASONS = {
    "positives_only": mark("Few names are known, or none"),
    "alphabetical": mark("Names are known for part of the alphabet"),
    "full": mark("Joined on a day that is not known"),
    "full_minus_few": mark("Joined on a day that is not known"),
    "partial": mark("Only some names are known"),
}
"""Why the record cannot tell, by ``roster_use`` of an instrument or ``status`` of a roll call."""


def rows(facts: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return facts of a dossier in words.

    Parameters
    ----------
    facts : DataFrame
        Rows of ``Dossier.timeline`` and ``Dossier.undated``.
    evidence : DataFrame
        Table ``evidence``.

    Returns
    -------
    DataFrame
        ``group, key, date_from, date_to, evidence_id`` as they are; ``when, until, title, symbol,
        kind, topic, body, detail, confidence`` in words; ``source``, an address; and for the chart
        ``lane, lane_words, mark, label, name, hover``.
    """
    is_vote = (facts["group"] == "vote").to_numpy(dtype=bool)
    is_ai = facts["topic"].isin(domains.AI_TOPICS)
    words = facts[["group", "key", "date_from", "date_to", "evidence_id"]].assign(
        when=[
            dates.date_in_words(text, first, last)
            for text, first, last in zip(
                facts["date_text"], facts["date_from"], facts["date_to"], strict=True
            )
        ],
        until=[i18n.partial_date(text) if isinstance(text, str) else "" for text in facts["until"]],
        title=facts["title"].map(_),
        symbol=facts["symbol"].fillna(""),
        kind=_in_words(vocabulary.KINDS, facts["kind"]),
        topic=_in_words(vocabulary.TOPICS, facts["topic"]),
        body=_in_words(vocabulary.BODIES, facts["body"]),
        detail=[
            _detail(group, detail)
            for group, detail in zip(facts["group"], facts["detail"], strict=True)
        ],
        confidence=_in_words(vocabulary.CONFIDENCES, facts["confidence"]),
        source=facts["evidence_id"].map(evidence.set_index("evidence_id")["url"]),
        lane=facts["group"].mask(is_vote & is_ai, "vote_ai").replace("vote", "vote_technology"),
        mark=facts["detail"].where(is_vote, facts["group"]),
    )
    symbols = words["symbol"].tolist()
    return words.assign(
        lane_words=[lane_words()[lane] for lane in words["lane"]],
        name=[
            f"{symbol} · {title}" if symbol else title
            for symbol, title in zip(symbols, words["title"], strict=True)
        ],
        label=[
            symbol.removeprefix("A/RES/").removeprefix("A/")
            if lane == "vote_ai"
            else ("" if lane == "vote_technology" else title)
            for lane, symbol, title in zip(words["lane"], symbols, words["title"], strict=True)
        ],
        hover=[
            "\n".join(parts)
            for parts in zip(words["when"], words["detail"], words["confidence"], strict=True)
        ],
    )


def by_topic(votes: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return votes in words, those on the first topic of the dossier first, the latest first.

    Parameters
    ----------
    votes : DataFrame
        Of `rows`.
    facts : DataFrame
        What they were made of.
    """
    order = {topic: place for place, topic in enumerate(domains.TECHNOLOGY_TOPICS)}
    place = facts.loc[votes.index, "topic"].map(order)
    ordered: pd.DataFrame = votes.assign(place=place).sort_values(
        ["place", "date_from"], ascending=[True, False], kind="stable"
    )
    return ordered.drop(columns="place")


def lane_words() -> dict[str, str]:
    """Return the lanes of the timeline, from the top down, in words."""
    return {key: _(words) for key, words in LANES.items()}


def first_day(dated: pd.DataFrame, year: int | None) -> pd.Timestamp:
    """Return where the timeline begins: with a year, or with that of the first fact."""
    start = int(dated["date_from"].dt.year.min()) if year is None else year
    return pd.Timestamp(year=start, month=1, day=1)


def last_day(dated: pd.DataFrame) -> pd.Timestamp:
    """Return where the timeline ends: with the year of the last fact."""
    return pd.Timestamp(year=int(dated["date_to"].dt.year.max()), month=12, day=31)


def timeline_sentence(name: str, shown: pd.DataFrame) -> str:
    """Return what the timeline shows, in one sentence."""
    counts = shown["lane"].value_counts()
    parts = [
        f"{words}: {i18n.number(counts[lane])}"
        for lane, words in lane_words().items()
        if lane in counts
    ]
    if not parts:
        return _("Nothing on record about {state} in these years.").format(state=name)
    return _("Dated facts about {state}, by lane. {counts}.").format(
        state=name, counts=i18n.listing(parts)
    )


def history_sentence(name: str, topic: str, counts: pd.DataFrame) -> str:
    """Return what the columns of votes show, in one sentence."""
    parts = [f"{i18n.number(counts[each.key].sum())} {each.label.lower()}" for each in categories()]
    return _("{state}, {topic}, {first} to {last}: {counts}.").format(
        state=name,
        topic=topic,
        first=counts["year"].min(),
        last=counts["year"].max(),
        counts=i18n.listing(parts),
    )


def marks() -> list[lanes.Mark]:
    """Return what each mark of the timeline stands for; positions are in its legend."""
    positions = [
        lanes.Mark(
            key,
            vocabulary.word(vocabulary.POSITIONS, key),
            symbol,
            theme.INK if symbol.endswith("-open") else theme.POSITION_STYLES[key].colour,
        )
        for key, symbol in VOTE_SYMBOLS.items()
    ]
    return positions + [
        lanes.Mark(key, "", symbol, colour) for key, (symbol, colour) in MARKS.items()
    ]


def categories() -> list[theme.Category]:
    """Return the positions in a vote, with their words and looks, for columns of votes."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.POSITIONS, key),
            theme.POSITION_STYLES[key].colour,
            theme.POSITION_STYLES[key].pattern,
            theme.POSITION_STYLES[key].text_colour,
        )
        for key in VOTE_SYMBOLS
    ]


def unknown_rows(unknown: pd.DataFrame) -> pd.DataFrame:
    """Return what a dossier does not know, in words: ``what, title, when, reason``."""
    what = {"instrument": _("Roster"), "rollcall": _("Roll call")}
    return pd.DataFrame(
        {
            "what": unknown["kind"].map(what),
            "title": unknown["title"].map(_),
            "when": unknown["date_text"].map(i18n.partial_date),
            "reason": _in_words(REASONS, unknown["reason"]),
        }
    )


def not_listed_rows(not_listed: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rosters that do not list a State: ``title, kind, when, as_of, source``."""
    return pd.DataFrame(
        {
            "title": not_listed["title"].map(_),
            "kind": _in_words(vocabulary.KINDS, not_listed["kind"]),
            "when": not_listed["date_text"].map(i18n.partial_date),
            "as_of": not_listed["as_of"].map(i18n.partial_date),
            "source": not_listed["evidence_id"].map(evidence.set_index("evidence_id")["url"]),
        }
    )


def _detail(group: str, detail: str) -> str:
    """Return a vote, a role or a documented fact in words."""
    if group == "vote":
        return position(detail)
    words = vocabulary.STANCES if group == "stance" else vocabulary.ROLES
    return vocabulary.word(words, detail)


def position(vote: str) -> str:
    """Return a vote as a glyph and a word."""
    return f"{GLYPHS[vote]} {vocabulary.word(vocabulary.POSITIONS, vote)}"


def _in_words(words: Mapping[str, str], codes: pd.Series) -> list[str]:
    return [vocabulary.word(words, code) if isinstance(code, str) else "" for code in codes]
