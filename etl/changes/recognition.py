"""From names as printed to States: known, confirmed, or to be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import ReconcileError, SourceError
from data.spellings import Spellings
from etl import plain_text
from etl.changes import listing
from etl.changes.files import SourceFiles
from etl.changes.listing import ListedState
from etl.changes.requests import NO_STATE, ListRequest
from etl.faults import Faults


@dataclass(frozen=True)
class NameQuestion:
    """A name that nobody knows yet.

    Attributes
    ----------
    name, where : str
        As printed, and its place.
    suggested : tuple of (str, str)
        Codes and names of the States with the most similar spellings, the most similar first.
    """

    name: str
    where: str
    suggested: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Recognised:
    """The entries of a list with the State of each.

    Attributes
    ----------
    states : tuple of (str, ListedState)
        Code and entry, in the order of the list.
    new_aliases : mapping of str to str
        Spellings that were confirmed, to be kept.
    not_in_states : tuple of str
        Entries that are no States of ours.
    questions : tuple of NameQuestion
        Names to be confirmed; then nothing can be written yet.
    tally : tuple of int or None
        Votes in favour, against and abstaining, where the text states them.
    """

    states: tuple[tuple[str, ListedState], ...]
    new_aliases: Mapping[str, str] = field(default_factory=dict)
    not_in_states: tuple[str, ...] = ()
    questions: tuple[NameQuestion, ...] = ()
    tally: tuple[int, int, int] | None = None


def recognised(files: SourceFiles, asked: ListRequest, *, headings: str) -> Recognised:
    """Return the States of the list that a request brings.

    Parameters
    ----------
    files : SourceFiles
    asked : ListRequest
    headings : str
        Which headings the list may have; see `printed.HEADINGS`.

    Raises
    ------
    FaultsError
        For a code that is none, a code beside the name of another State, and a State that is
        listed twice.
    """
    names, codes = files.names(), {row["iso3"]: row["name_en"] for row in files.frame("states")}
    delivered = listing.delivered_list(
        asked, headings=headings, is_known=lambda name: names.find(name) is not None
    )
    known = Spellings(names.spellings.items())
    faults = Faults()
    states: list[tuple[str, ListedState]] = []
    aliases: dict[str, str] = {}
    others, questions = [], []
    for listed in delivered.states:
        with faults.gathered():
            code = names.find(listed.name) if listed.name else None
            if listed.name and code is None and (said := asked.confirmed.get(listed.name)):
                if said == NO_STATE:
                    others.append(listed.name)
                    continue
                _refuse_unknown(said, codes, listed.where)
                aliases[listed.name], code = said, said
            if listed.name and code is None:
                questions.append(
                    NameQuestion(listed.name, listed.where, _near(listed.name, known, codes))
                )
                continue
            states.append((_agreed(code, listed, codes), listed))
    _add_repeated(states, faults)
    faults.raise_if_any()
    return Recognised(tuple(states), aliases, tuple(others), _once(questions), delivered.tally)


def _once(questions: list[NameQuestion]) -> tuple[NameQuestion, ...]:
    """Return each name once, however often it is listed."""
    return tuple({question.name: question for question in reversed(questions)}.values())[::-1]


def keep_aliases(files: SourceFiles, found: Recognised) -> None:
    """Write the spellings that were confirmed below those that are known."""
    if found.new_aliases:
        files.append_and_seal(
            "aliases", [{"alias": name, "iso3": code} for name, code in found.new_aliases.items()]
        )


def _agreed(code: str | None, listed: ListedState, codes: Mapping[str, str]) -> str:
    given = listed.cells.get("iso3", "")
    if given:
        _refuse_unknown(given, codes, listed.where)
    if code and given and code != given:
        raise SourceError(
            listed.where,
            found=f"code {given} beside {plain_text.shown(listed.name)}, which is {code}",
            expected="the same State twice",
            do="correct the one or the other",
        )
    if not (code or given):
        raise SourceError(
            listed.where, found="neither code nor name", expected="a State", do="name it"
        )
    return code or given


def _refuse_unknown(code: str, codes: Mapping[str, str], where: str) -> None:
    if code not in codes:
        raise SourceError(
            where,
            found=f"code {plain_text.shown(code)}",
            expected="the three letters of a State, as in states.csv",
            do="correct it",
        )


def _add_repeated(states: list[tuple[str, ListedState]], faults: Faults) -> None:
    """Add a fault for each State that is listed twice in one role, or under two votes."""
    seen: dict[tuple[str, str, str], str] = {}
    for code, listed in states:
        key = (code, listed.cells.get("role", ""), listed.cells.get("since", ""))
        if key in seen:
            faults.add(
                ReconcileError(
                    listed.where,
                    found=f"{plain_text.shown(listed.name or code)} ({code}) a second time, "
                    f"after {seen[key]}",
                    expected="each State once",
                    do="remove the one that is wrong",
                )
            )
        seen.setdefault(key, listed.where)


def _near(name: str, known: Spellings, codes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, codes[code]) for code in known.near(name))
