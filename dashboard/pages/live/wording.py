"""A count in words: how it stands, what may come of it, who surprises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analytics import foretold
from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import counting
from dashboard.plans.count_document import ANSWERS, Kind
from dashboard.plans.counting import CountStanding
from dashboard.plans.counts import CountEntry, ListedCount
from dashboard.words import markdown

KINDS = {
    "vote": mark("A vote"),
    "endorsement": mark("Endorsements of a text"),
}

JOINING = {
    "joins": mark("Endorses"),
    "stays_away": mark("Does not endorse"),
}

SIZES = {
    "great": mark("Great surprise"),
    "clear": mark("Surprise"),
}

ACTS = {
    "answer": mark("Entered"),
    "correction": mark("Settled"),
    "unclear": mark("Name not known"),
    "set_aside": mark("Set aside: no State"),
    "take_back": mark("Undone"),
    "over": mark("Declared over"),
    "reopened": mark("Reopened"),
    "handed_over": mark("Handed over to the record"),
}

N_NAMED = 4
"""States named in a sentence."""


def answers(kind: Kind) -> dict[str, str]:
    """Return what a State can answer, in words."""
    return {answer: answer_in_words(answer) for answer in ANSWERS[kind]}


def answer_in_words(answer: str | None) -> str:
    """Return an answer in words; empty where there is none."""
    words = vocabulary.POSITIONS | JOINING
    return vocabulary.word(words, answer) if answer else ""


def finding_sentence(count: JudgedCount, names: Mapping[str, str]) -> str:
    """Return how a count stands and what may come of it, in a few sentences."""
    sentences = [_so_far_sentence(count), _range_sentence(count)]
    first = count.surprises.states.head(N_NAMED)
    if not first.empty:
        told = [
            f"{names.get(iso3, iso3)} ({answer_in_words(did).lower()})"
            for iso3, did in zip(first["iso3"], first["outcome"], strict=True)
        ]
        sentences.append(_("Most surprising: **{names}**.").format(names=i18n.listing(told)))
    return " ".join(part for part in sentences if part)


def _so_far_sentence(count: JudgedCount) -> str:
    """Return how many have answered what."""
    number = counting.tally(count.standing.answers)
    if count.document.kind == "vote":
        text = (
            _(
                "It is over: **{yes} in favour**, {no} against, {abstain} abstaining; {away} did "
                "not vote."
            )
            if count.standing.is_over
            else _("So far **{yes} in favour**, {no} against, {abstain} abstaining.")
        )
        away = sum(did == "X" for did in count.outcomes.values())
        return text.format(
            yes=i18n.number(number["Y"]),
            no=i18n.number(number["N"]),
            abstain=i18n.number(number["A"]),
            away=i18n.number(away),
        )
    n = count.n_positive
    if count.standing.is_over:
        text = ngettext(
            "It is over: **{n} State** is on the text.",
            "It is over: **{n} States** are on the text.",
            n,
        )
    else:
        text = ngettext(
            "So far **{n} State** is on the text.", "So far **{n} States** are on the text.", n
        )
    return text.format(n=i18n.number(n))


def _range_sentence(count: JudgedCount) -> str:
    """Return what may come of it beside what was forecast before; or how that came out."""
    before, now = count.range_before, count.range_now
    if before is None or now is None:
        return _("No forecast was made of this text: no number stands behind it.")
    words = {
        "expected": i18n.number(before[0]),
        "low": i18n.number(before[1]),
        "high": i18n.number(before[2]),
    }
    if count.score is not None:
        text = (
            _("The forecast was {expected} (90% of cases: {low} to {high}): **within the range**.")
            if count.score.is_within
            else _(
                "The forecast was {expected} (90% of cases: {low} to {high}): **outside the "
                "range**."
            )
        )
        return text.format(**words)
    is_vote = count.document.kind == "vote"
    if not count.standing.answers:
        text = (
            _("The forecast: **{expected} in favour** in the end (90% of cases: {low} to {high}).")
            if is_vote
            else _(
                "The forecast: **{expected} States** in the end (90% of cases: {low} to {high})."
            )
        )
        return text.format(**words)
    text = (
        _(
            "In the end about **{now} in favour** (90% of cases: {now_low} to {now_high}); "
            "beforehand it was {expected} ({low} to {high})."
        )
        if is_vote
        else _(
            "In the end about **{now} States** (90% of cases: {now_low} to {now_high}); "
            "beforehand it was {expected} ({low} to {high})."
        )
    )
    return text.format(
        now=i18n.number(now[0]), now_low=i18n.number(now[1]), now_high=i18n.number(now[2]), **words
    )


def surprise_rows(
    found: foretold.Surprises, names: Mapping[str, str], probability: Mapping[str, float]
) -> pd.DataFrame:
    """Return the surprises in words: ``name, did, size, chance, positive``."""
    rows = found.states
    return pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "name": [names.get(iso3, iso3) for iso3 in rows["iso3"]],
            "did": [answer_in_words(did) for did in rows["outcome"]],
            "size": [vocabulary.word(SIZES, one) for one in rows["size"]],
            "chance": [vocabulary.probability_in_words(p) for p in rows["probability"]],
            "positive": [probability[iso3] for iso3 in rows["iso3"]],
        }
    )


def repeated_sentence(standing: CountStanding, names: Mapping[str, str]) -> str:
    """Return which States were entered more than once, and by whom, in a sentence."""
    told = [
        f"{names.get(iso3, iso3)} ({'; '.join(map(entered_by, given))})"
        for iso3, given in standing.repeated.items()
    ]
    more = len(told) - N_NAMED
    if more <= 0:
        return _("Entered more than once and counted once: {names}.").format(names=", ".join(told))
    return _(
        "Entered more than once and counted once: {names}, and {n} more; every line is in the list "
        "below."
    ).format(names=", ".join(told[:N_NAMED]), n=i18n.number(more))


def entry_in_words(entry: CountEntry, names: Mapping[str, str]) -> str:
    """Return a line in short: the State or name, and its answer."""
    line = entry.line
    who = names.get(line.state, line.state) if line.state else markdown.plain(line.name)
    said = answer_in_words(line.answer)
    if not who:
        return vocabulary.word(ACTS, line.act)
    return f"{who} · {said}" if said else who


def entered_by(entry: CountEntry) -> str:
    """Return who entered a line, and when, in the time of this machine."""
    at = entry.entered_at.astimezone()
    return _("{who}, {time}").format(who=markdown.plain(entry.author), time=f"{at:%H:%M}")


def batch_in_words(entries: Iterable[CountEntry], names: Mapping[str, str]) -> str:
    """Return what was entered together, in short."""
    lines = list(entries)
    first = entry_in_words(lines[0], names)
    if len(lines) == 1:
        return first
    return _("{first} and {n} more").format(first=first, n=i18n.number(len(lines) - 1))


def line_rows(entries: Iterable[CountEntry], names: Mapping[str, str]) -> pd.DataFrame:
    """Return every line, the last one first: ``at, act, name, said, answer, who``."""
    rows = [
        {
            "at": f"{entry.entered_at.astimezone():%Y-%m-%d %H:%M:%S}",
            "act": vocabulary.word(ACTS, entry.line.act),
            "name": names.get(entry.line.state or "", entry.line.state or ""),
            "said": entry.line.name,
            "answer": answer_in_words(entry.line.answer),
            "who": entry.author,
        }
        for entry in entries
    ]
    return pd.DataFrame(rows[::-1], columns=["at", "act", "name", "said", "answer", "who"])


def count_rows(listed: Iterable[ListedCount]) -> pd.DataFrame:
    """Return all counts: ``title, kind, begun, link``."""
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    return pd.DataFrame(
        [
            {
                "title": one.title,
                "kind": vocabulary.word(KINDS, one.kind),
                "begun": i18n.day(pd.Timestamp(one.saved_at.date())),
                "link": f"live?count={one.count_id}{query}",
            }
            for one in listed
        ],
        columns=["title", "kind", "begun", "link"],
    )
