"""The votes of two States in words: session by session, by subject, and text by text."""

from __future__ import annotations

import pandas as pd

from analytics import resampling, titles
from analytics.agreement import dyad
from analytics.ideal_points import ranking
from dashboard import i18n, theme
from dashboard.i18n import _, vocabulary
from dashboard.words import positions_in_words, resolutions
from dashboard.words.shares import share, span

STYLES = {"same": "Y", "half": "A", "opposite": "N"}
"""By way of voting: the style of the position that it takes."""


def positions() -> dict[str, str]:
    """Return positions in words."""
    return {key: vocabulary.word(vocabulary.POSITIONS, key) for key in dyad.POSITIONS}


def ways() -> list[theme.Category]:
    """Return the three ways in which two votes fall together, as a chart and its legend say."""
    words = {
        "same": _("the same way"),
        "half": _("one abstained, the other voted"),
        "opposite": _("against each other"),
    }
    styles = {way: theme.POSITION_STYLES[position] for way, position in STYLES.items()}
    return [
        theme.Category(way, words[way], style.colour, style.pattern, style.text_colour)
        for way, style in styles.items()
    ]


def sessions(pair: dyad.Dyad) -> pd.DataFrame:
    """Return agreement session by session, with what is shown on each."""
    rows = pair.by_session.assign(
        year=pair.by_session["session_number"] + ranking.FIRST_YEAR,
        session=pair.by_session["session_number"].map(positions_in_words.session),
    )
    hover, intervals = [], []
    for row in rows.to_dict("records"):
        intervals.append(span(row["agreed_q05"], row["agreed_q95"], share))
        hover.append(
            _(
                "{session}: {value} (votes: {n}; 90% interval {span}); two drawn at random {house}"
            ).format(
                session=row["session"],
                value=i18n.per_cent(row["agreed"]),
                n=i18n.number(row["n_shared"]),
                span=intervals[-1],
                house=i18n.per_cent(row["by_house"]),
            )
            if pd.notna(row["agreed"])
            else ""
        )
    return rows.assign(hover=hover, interval=intervals)


def course_sentence(rows: pd.DataFrame, name_a: str, name_b: str) -> str:
    """Return how agreement stood in the first session and in the last, in one sentence."""
    held = rows[rows["agreed"].notna()]
    if held.empty:
        return _("In no session do they share enough votes.")
    first, last = held.iloc[0], held.iloc[-1]
    return _(
        "{a} and {b} agreed on {first} in {session_first}, where two States drawn at random agree "
        "on {house_first}, and on {last} in {session_last}, where two drawn at random agree on "
        "{house_last}."
    ).format(
        a=name_a,
        b=name_b,
        first=i18n.per_cent(first["agreed"]),
        house_first=i18n.per_cent(first["by_house"]),
        session_first=first["session"],
        last=i18n.per_cent(last["agreed"]),
        house_last=i18n.per_cent(last["by_house"]),
        session_last=last["session"],
    )


def cross(pair: dyad.Dyad, name_a: str, name_b: str) -> tuple[pd.DataFrame, str]:
    """Return the nine numbers as rows, and in one sentence."""
    words = positions()
    counts = pair.table.to_dict("index")
    rows = [
        {"a": words[one], "b": words[other], "n": int(counts[one][other])}
        for one in dyad.POSITIONS
        for other in dyad.POSITIONS
    ]
    frame = pd.DataFrame(rows)
    most = frame.iloc[int(frame["n"].argmax())]
    return frame, _(
        "Rows: {a}; columns: {b}. Framed: they voted the same way. Most often, in {n} of {all} "
        "votes, {a} voted “{vote_a}” and {b} “{vote_b}”."
    ).format(
        a=name_a,
        b=name_b,
        n=i18n.number(most["n"]),
        all=i18n.number(pair.n_shared),
        vote_a=most["a"],
        vote_b=most["b"],
    )


def by_subject(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return how two States voted on each subject: rows of a table, and parts of bars.

    Subjects with fewer texts than give an interval stand in the table only.

    Parameters
    ----------
    frame : DataFrame
        From `dyad.by_subject`.
    """
    rows = frame.assign(
        subject=[vocabulary.word(vocabulary.TOPICS, topic) for topic in frame["topic"]],
        interval=[
            span(low, high, share)
            for low, high in zip(frame["same_q05"], frame["same_q95"], strict=True)
        ],
    )
    bars = (
        rows[rows["n_texts"] >= resampling.MIN_TEXTS]
        .melt(
            id_vars=["subject"],
            value_vars=[f"n_{way}" for way in dyad.WAYS],
            var_name="category",
            value_name="n",
        )
        .rename(columns={"subject": "label"})
    )
    bars["category"] = bars["category"].str.removeprefix("n_")
    shares = {name: rows[name].astype(float).round(3) for name in ("same", "agreed", "by_house")}
    return rows.assign(**shares), bars


def subject_sentence(frame: pd.DataFrame, name_a: str, name_b: str) -> str:
    """Return where two States divide most and least, of subjects with enough texts."""
    told = frame[frame["same_q05"].notna()]
    if len(told) < 2:
        return _("On fewer than two subjects do they share enough texts to compare subjects.")
    most, least = told.iloc[0], told.iloc[-1]
    return _(
        "Of the subjects with enough texts, {a} and {b} divide most on {most} (the same way in "
        "{n_most} of {all_most}) and least on {least} ({n_least} of {all_least})."
    ).format(
        a=name_a,
        b=name_b,
        most=vocabulary.word(vocabulary.TOPICS, most["topic"]),
        n_most=i18n.number(most["n_same"]),
        all_most=i18n.number(most["n_shared"]),
        least=vocabulary.word(vocabulary.TOPICS, least["topic"]),
        n_least=i18n.number(least["n_same"]),
        all_least=i18n.number(least["n_shared"]),
    )


def dividing(pair: dyad.Dyad, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the texts that divide two States, each once with how often, and its latest vote."""
    frame = dyad.dividing(pair)
    rows = _rollcalls_in_words(frame, rollcalls)
    rows["often"] = [
        _("{n} of {all}").format(n=i18n.number(n), all=i18n.number(of))
        for n, of in zip(frame["n_divided"], frame["n_votes"], strict=True)
    ]
    return rows


def listed(pair: dyad.Dyad, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return every roll call in which both voted, the latest first."""
    return _rollcalls_in_words(pair.votes.iloc[::-1].reset_index(drop=True), rollcalls)


def _rollcalls_in_words(frame: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return rows of roll calls with what they are called, their tally and both votes in words."""
    words = positions()
    known = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))
    held = known.loc[frame["rollcall_id"]].to_dict("records")
    return frame.assign(
        when=[resolutions.when(row) for row in held],
        symbol=[resolutions.symbol(row) for row in held],
        text=[titles.bare(resolutions.title(row)) for row in held],
        tally=[resolutions.tally(row) for row in held],
        evidence_id=[row["evidence_id"] for row in held],
        address=pd.Series([resolutions.address(row["symbol"]) for row in held], dtype=object),
        a=frame["vote_a"].map(words),
        b=frame["vote_b"].map(words),
    )
