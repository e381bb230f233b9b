"""Saved plans and their log in words: the sentence, the board, the tables, the score."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from analytics.outreach import scorecard
from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.plans.log import LogEntry
from dashboard.plans.progress import Changes, PlanProgress
from dashboard.plans.store import Listed, Revision
from dashboard.words import addresses, steps_in_words

MAX_DRAWN = 40
"""Lines on the chart of the score."""


def saved_plans_sentence(listed: Sequence[Listed]) -> str:
    """Return how many plans are kept, in a sentence; there is at least one."""
    return ngettext(
        "**{n} plan** is kept here; it was last saved on {when}.",
        "**{n} plans** are kept here; the last one was saved on {when}.",
        len(listed),
    ).format(n=i18n.number(len(listed)), when=_day(listed[0].saved_at.date()))


def plan_rows(listed: Iterable[Listed], texts: Mapping[str, str]) -> pd.DataFrame:
    """Return all plans in words: ``title, text, target, revision, created, saved, link``.

    Parameters
    ----------
    listed : iterable of Listed
    texts : mapping of str to str
        plan_id to the name of its text.
    """
    query = addresses.suffix()
    rows = [
        {
            "title": one.title,
            "text": texts[one.plan_id],
            "target": one.target,
            "revision": one.revision,
            "created": _day(one.created_at.date()),
            "saved": _moment(one.saved_at),
            "link": f"log?plan={one.plan_id}{query}",
        }
        for one in listed
    ]
    return pd.DataFrame(rows)


def finding_sentence(revision: Revision, text: str, n_members: int, found: PlanProgress) -> str:
    """Return how far a plan has come, in a few sentences.

    Parameters
    ----------
    revision : Revision
    text : str
        Name of the instrument, in the language spoken.
    n_members : int
        States on its roster now.
    found : Progress
    """
    n = len(found.approaches)
    n_done = n - found.n_by_status["planned"]
    n_joined = int((found.approaches["result"] == "joined").sum())
    words = {
        "n": i18n.number(n),
        "n_done": i18n.number(n_done),
        "n_outcome": i18n.number(found.n_by_status["outcome"]),
        "n_joined": i18n.number(n_joined),
    }
    sentences = [
        ngettext(
            "**{n_done} of {n} approach** is done; of **{n_outcome}** the outcome is known, "
            "and **{n_joined}** joined.",
            "**{n_done} of {n} approaches** are done; of **{n_outcome}** the outcome is known, "
            "and **{n_joined}** joined.",
            n,
        ).format(**words)
    ]
    if found.n_overdue:
        sentences.append(
            ngettext("**{n} is overdue.**", "**{n} are overdue.**", found.n_overdue).format(
                n=i18n.number(found.n_overdue)
            )
        )
    aim = (
        _("{text} is not there yet; the plan aims at {target} members.")
        if revision.document.is_next
        else _("{text} has {members} members; the plan aims at {target}.")
    )
    sentences.append(
        aim.format(
            text=text,
            members=i18n.number(n_members),
            target=i18n.number(revision.document.target),
        )
    )
    return " ".join(sentences)


def changes_sentence(found: Changes, names: dict[str, str], *, is_next: bool, saved_on: str) -> str:
    """Return what the facts say now and did not when a plan was saved; empty if all is as it was.

    Parameters
    ----------
    found : Changes
    names : dict of str to str
        iso3 to the State's name.
    is_next : bool
        Whether the text is not there yet, and so has no members.
    saved_on : str
        Version of the facts on which the plan was saved.
    """
    if not found.is_other_version:
        return ""
    parts = [
        _(sentence).format(states=i18n.listing([names.get(s, s) for s in states]))
        for sentence, states in (
            (mark("Joined since: {states}."), found.joined),
            (mark("No longer listed: {states}."), found.left),
        )
        if states
    ]
    opening = _("The facts have changed since this plan was saved.")
    if not parts and not is_next:
        parts.append(_("Its text has the same members as then."))
    return " ".join([opening, *parts, addresses.facts_as_then(saved_on)]).strip()


def approaches(found: PlanProgress, names: dict[str, str]) -> pd.DataFrame:
    """Return where each approach stands, in words.

    Returns
    -------
    DataFrame
        ``iso3, name, status, result, level, partner, due, overdue, probability, guess, on, author,
        owner, post, note``, with ``status_key`` and ``is_overdue`` for the board.
    """
    rows = found.approaches
    return pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "name": rows["iso3"].map(lambda iso3: names.get(iso3, iso3)),
            "status_key": rows["status"],
            "status": [
                steps_in_words.step(*pair)
                for pair in zip(rows["status"], rows["result"], strict=True)
            ],
            "result": rows["result"].map(steps_in_words.result),
            "level": rows["level"].map(_level),
            "partner": rows["partner"].map(lambda iso3: names.get(iso3, "—")),
            "due": rows["due"].map(_day),
            "overdue": rows["is_overdue"].map({True: _("overdue"), False: ""}),
            "probability": rows["probability"].map(_chance),
            "guess": rows["guess"].map(_chance),
            "on": rows["on"].map(_day),
            "author": rows["author"].fillna("—"),
            "owner": rows["owner"].fillna("—"),
            "post": rows["post"].fillna("—"),
            "note": rows["note"].fillna(""),
            "is_overdue": rows["is_overdue"],
        }
    )


def log_rows(entries: Iterable[LogEntry], names: dict[str, str]) -> pd.DataFrame:
    """Return the whole log in words, the last entry first.

    What was taken back stays, and says so.

    Returns
    -------
    DataFrame
        ``on, name, status, partner, owner, post, who, note, at``.
    """
    entries = tuple(entries)
    gone = {entry.takes_back for entry in entries}
    rows = [
        {
            "on": _day(entry.step.on),
            "name": names.get(entry.step.state, entry.step.state),
            "status": _logged_status(entry, gone),
            "partner": names.get(entry.step.partner or "", "—"),
            "owner": entry.step.owner or "—",
            "post": entry.step.post or "—",
            "who": entry.author,
            "note": entry.step.note,
            "at": _moment(entry.logged_at),
        }
        for entry in entries
    ]
    columns = ["on", "name", "status", "partner", "owner", "post", "who", "note", "at"]
    return pd.DataFrame(rows[::-1], columns=columns)


def revision_rows(revisions: Iterable[Revision]) -> pd.DataFrame:
    """Return every save of a plan in words, the last one first: ``number, at, who, note, n``."""
    rows = [
        {
            "number": one.number,
            "at": _moment(one.saved_at),
            "who": one.author,
            "note": one.note,
            "n": len(one.document.approaches),
        }
        for one in revisions
    ]
    return pd.DataFrame(rows[::-1], columns=["number", "at", "who", "note", "n"])


def score_sentence(found: scorecard.Scorecard) -> str:
    """Return how good the forecasts were, in a few sentences."""
    n = found.model.n
    sentences = [
        ngettext(
            "Of **{n} State** with a known outcome the model expected **{expected}** to join; "
            "**{joined}** did. It was right of **{hits}**: on the side of one half where they came "
            "out.",
            "Of **{n} States** with a known outcome the model expected **{expected}** to join; "
            "**{joined}** did. It was right of **{hits}**: on the side of one half where they came "
            "out.",
            n,
        ).format(**_numbers(found.model))
        if n
        else _("The model said nothing of the States whose outcome is known.")
    ]
    if found.desk_shared.n:
        sentences.append(
            ngettext(
                "On the **{n} State** on which the desk guessed too, the desk was right of "
                "**{hits}** and the model of **{model}**.",
                "On the **{n} States** on which the desk guessed too, the desk was right of "
                "**{hits}** and the model of **{model}**.",
                found.desk_shared.n,
            ).format(
                **_numbers(found.desk_shared),
                model=i18n.number(found.model_shared.n_hits),
            )
        )
    return " ".join(sentences)


def measures_note(found: scorecard.Scorecard) -> str:
    """Return the measure by which forecasts are compared, for those who know it."""
    told = _(
        "Mean squared error of the probabilities (Brier score; 0 is perfect, 0.25 is saying one "
        "half of all): the model {brier}."
    ).format(brier=_brier(found.model))
    if not found.desk_shared.n:
        return told
    return f"{told} " + _("Where the desk guessed too: the desk {desk}, the model {model}.").format(
        desk=_brier(found.desk_shared), model=_brier(found.model_shared)
    )


def score_rows(found: scorecard.Scorecard, names: dict[str, str]) -> pd.DataFrame:
    """Return forecasts beside outcomes, in words and numbers, worst first."""
    verdicts = {True: _("hit"), False: _("miss")}
    rows = found.states
    return rows.assign(
        name=rows["iso3"].map(lambda iso3: names.get(iso3, iso3)),
        outcome=rows["joined"].map(outcome_words()),
        model_words=rows["model"].map(_chance),
        desk_words=rows["desk"].map(_chance),
        model_verdict=rows["model_hit"].astype(object).map(verdicts).fillna("—"),
        desk_verdict=rows["desk_hit"].astype(object).map(verdicts).fillna("—"),
    )


def rows_to_draw(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the score that a chart has room for: the worst errors."""
    return rows.head(MAX_DRAWN)


def outcome_words() -> dict[bool, str]:
    """Return the words for having joined and for not."""
    return {
        True: _(steps_in_words.RESULT_WORDS["joined"]),
        False: _(steps_in_words.RESULT_WORDS["did_not_join"]),
    }


def _numbers(score: scorecard.Score) -> dict[str, str]:
    return {
        "n": i18n.number(score.n),
        "expected": i18n.number(score.expected, decimals=1),
        "joined": i18n.number(score.n_joined),
        "hits": i18n.number(score.n_hits),
    }


def _brier(score: scorecard.Score) -> str:
    return i18n.number(score.brier, decimals=3)


def _logged_status(entry: LogEntry, gone: set[int | None]) -> str:
    """Return what an entry says, and whether it holds."""
    said = steps_in_words.step(entry.step.status, entry.step.result)
    if entry.takes_back is not None:
        return _("Took back: {step}").format(step=said)
    return _("{step} (taken back)").format(step=said) if entry.entry_id in gone else said


def _level(key: object) -> str:
    return vocabulary.word(vocabulary.LEVELS, key) if isinstance(key, str) else "—"


def _chance(value: float) -> str:
    return "—" if math.isnan(value) else i18n.per_cent(value)


def _day(value: object) -> str:
    return i18n.day(pd.Timestamp(value)) if isinstance(value, date) else "—"


def _moment(when: datetime) -> str:
    return f"{i18n.day(pd.Timestamp(when.date()))}, {when:%H:%M} UTC"
