"""How a count stands: what all its lines say together, whoever entered them.

A State counts as it answered. Where it was given two answers it counts for neither, until a
correction says which holds: that two desks heard otherwise is to be seen, not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.plans.count_document import Answer
from dashboard.plans.counts import CountEntry


@dataclass(frozen=True)
class CountStanding:
    """How a count stands.

    Attributes
    ----------
    answers : dict of str to str
        The answer of each State that has one, in the order in which they came.
    disputed : dict of str to tuple of CountEntry
        States that were given two answers or more, with the first line that gave each.
    repeated : dict of str to tuple of CountEntry
        States that were entered more than once with one answer: counted once.
    unclear : tuple of CountEntry
        Names that are not known yet, each once.
    names : dict of str to str
        The name of each State as it was first entered.
    last : tuple of CountEntry
        The lines that were entered last and not taken back; these can be.
    is_over : bool
    handed_over : CountEntry or None
        When it was last handed over.
    """

    answers: dict[str, Answer]
    disputed: dict[str, tuple[CountEntry, ...]]
    repeated: dict[str, tuple[CountEntry, ...]]
    unclear: tuple[CountEntry, ...]
    names: dict[str, str]
    last: tuple[CountEntry, ...]
    is_over: bool
    handed_over: CountEntry | None


def standing(entries: Sequence[CountEntry]) -> CountStanding:
    """Return how a count stands after its lines, the first line first."""
    holding = _holding(entries)
    by_state: dict[str, list[CountEntry]] = {}
    for entry in holding:
        line = entry.line
        if line.act == "correction" and line.state:
            by_state[line.state] = [entry]
        elif line.act == "answer" and line.state:
            by_state.setdefault(line.state, []).append(entry)
    answers: dict[str, Answer] = {}
    disputed, repeated = {}, {}
    for state, given in by_state.items():
        first = {entry.line.answer: entry for entry in reversed(given)}
        if len(first) > 1:
            disputed[state] = tuple(sorted(first.values(), key=lambda entry: entry.entry_id))
            continue
        if (answer := given[0].line.answer) is not None:
            answers[state] = answer
        if len(given) > 1:
            repeated[state] = tuple(given)
    settled = {one.line.name for one in holding if one.line.act in ("answer", "set_aside")}
    unclear = {
        entry.line.name: entry
        for entry in reversed(holding)
        if entry.line.act == "unclear" and entry.line.name not in settled
    }
    ends = [entry for entry in holding if entry.line.act in ("over", "reopened")]
    handed = [entry for entry in holding if entry.line.act == "handed_over"]
    return CountStanding(
        answers=answers,
        disputed=disputed,
        repeated=repeated,
        unclear=tuple(sorted(unclear.values(), key=lambda entry: entry.entry_id)),
        names={state: given[0].line.name for state, given in by_state.items()},
        last=_last(holding),
        is_over=bool(ends) and ends[-1].line.act == "over",
        handed_over=handed[-1] if handed else None,
    )


def tally(answers: dict[str, Answer]) -> Counter[str]:
    """Return how many gave each answer."""
    return Counter(answers.values())


def _holding(entries: Sequence[CountEntry]) -> list[CountEntry]:
    """Return the lines that hold: those that were not taken back, in the order of their States."""
    taken = {entry.line.takes_back for entry in entries if entry.line.act == "take_back"}
    return [e for e in entries if e.line.act != "take_back" and e.line.batch not in taken]


def _last(holding: list[CountEntry]) -> tuple[CountEntry, ...]:
    """Return the lines that were entered together last."""
    if not holding:
        return ()
    batch = holding[-1].line.batch
    return tuple(entry for entry in holding if entry.line.batch == batch)
