"""Names as they are typed or pasted, as lines of a count."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping

from babel import Locale

from analytics import next_vote
from dashboard.plans import count_document
from dashboard.plans.count_document import Answer, CountLine, Kind
from data import printed
from data.errors import PlanError
from data.facts import Facts
from data.spellings import Spellings

MAX_LETTERS = 60_000
"""A list of all States in six languages has no more."""

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "nl")
"""Those of the United Nations, and ours: States are known by their names in each."""

MAX_NAMES = 600
MAX_NAME = 200
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What nobody sees in a pasted text: control characters, marks of direction, no width."""


def spellings(facts: Facts) -> Spellings:
    """Return the spellings of States that the record knows, with their names on screen."""
    return facts.once("spellings", lambda: _spellings(facts))


def new_batch() -> str:
    """Return a name for lines that are entered together."""
    return secrets.token_hex(6)


def lines(facts: Facts, text: str, *, kind: Kind, answer: Answer) -> tuple[CountLine, ...]:
    """Return what was typed or pasted as lines: an answer a State, and names that are not known.

    Parameters
    ----------
    facts : Facts
    text : str
        Names between commas, semicolons or line ends; of a vote perhaps below its headings, as the
        United Nations print it.
    kind : str
    answer : str
        Of the names without a heading.

    Raises
    ------
    PlanError
        If there is no name, or far too much.
    SourceError
        If a heading comes twice, or nothing stands between two States.
    """
    if len(text) > MAX_LETTERS:
        raise _too_much(f"{len(text):,} letters")
    known = spellings(facts)
    states = may_answer(facts, kind)
    entries = list(
        printed.names(
            HIDDEN.sub("", text),
            where="the list",
            headings="votes" if kind == "vote" else "",
            is_known=lambda name: known.find(name) is not None,
        )
    )
    if not entries:
        raise PlanError(
            "the list", found="no name", expected="names of States", do="type or paste them"
        )
    if len(entries) > MAX_NAMES:
        raise _too_much(f"{len(entries):,} names")
    batch = new_batch()
    made = []
    for heading, _line, name in entries:
        iso3 = known.find(name)
        is_ours = iso3 in states
        made.append(
            count_document.line(
                act="answer" if is_ours else "unclear",
                batch=batch,
                state=iso3 if is_ours else None,
                answer=heading or answer,
                name=name[:MAX_NAME],
            )
        )
    return tuple(made)


def may_answer(facts: Facts, kind: Kind) -> frozenset[str]:
    """Return who can be counted: members of the United Nations vote, every State can endorse."""
    states = facts.states
    if kind == "vote":
        states = states[(states["un_membership"] == "member").to_numpy(dtype=bool)]
    return frozenset(states["iso3"].astype(str))


def passed(
    facts: Facts, answers: Mapping[str, Answer], disputed: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the States that a roll call has passed: no answer, and before the last one entered.

    Parameters
    ----------
    facts : Facts
    answers : mapping of str to str
        Of each State, in the order in which they came.
    disputed : collection of str
        States with two answers: these were not passed.
    """
    if not answers:
        return ()
    may = may_answer(facts, "vote")
    board = [iso3 for iso3 in next_vote.board(facts) if iso3 in may]
    last = list(answers)[-1]
    before = board[: board.index(last)] if last in board else []
    return tuple(iso3 for iso3 in before if iso3 not in answers and iso3 not in disputed)


def _spellings(facts: Facts) -> Spellings:
    """Return the spellings of the record first, then the names of States in `LANGUAGES`."""
    states = facts.states
    pairs = list(facts.aliases[["alias", "iso3"]].itertuples(index=False, name=None))
    for column in ("name_en", "name_nl", "un_name", "iso3"):
        named = states[states[column].notna().to_numpy(dtype=bool)]
        pairs += zip(named[column], named["iso3"], strict=True)
    coded = states[states["iso2"].notna().to_numpy(dtype=bool)]
    for language in LANGUAGES:
        names = Locale.parse(language).territories
        pairs += [
            (names[iso2], iso3)
            for iso2, iso3 in zip(coded["iso2"], coded["iso3"], strict=True)
            if iso2 in names
        ]
    return Spellings((str(spelling), str(iso3)) for spelling, iso3 in pairs)


def _too_much(found: str) -> PlanError:
    return PlanError(
        "the list",
        found=found,
        expected=f"at most {MAX_NAMES} names",
        do="paste one list at a time",
    )
