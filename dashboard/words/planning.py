"""A plan of outreach as the page *Plan* asks for it: its keys, its assumptions, its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode

import pandas as pd

from analytics import outreach
from analytics.joining import opportunities
from analytics.outreach.assumptions import (
    DEMARCHE,
    LEVELS,
    PEERS,
    AssumedRange,
    Assumptions,
)
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import (
    MAX_APPROACHES,
    FixedAnswer,
    Plan,
    PlannedApproach,
)
from analytics.outreach.threshold_model import approached_probability
from dashboard import i18n
from dashboard.i18n import _, ngettext
from dashboard.words import addresses
from data.facts import Facts

DEFAULT_LEVEL = "call"

WE = "NLD"
"""Who we are until a reader says otherwise."""

ASSUMED = (*LEVELS, PEERS)
"""Keys of all assumptions, in the order in which the page asks for them."""

COSTS: Mapping[str, int] = {"letter": 1, DEMARCHE: 2, "call": 3, "visit": 8}
"""In units of the budget."""

EXAMPLE = 0.2
"""Probability of the State by which an effect is explained."""

MAX_IN_LINK = 100
"""Approaches that an address has room for."""


@dataclass(frozen=True)
class ApproachRow:
    """An approach as the desk wrote it down.

    Attributes
    ----------
    state, level : str
    partner : str or None
    guess : float or None
        The desk's own probability, 0 to 1.
    due : date or None
    """

    state: str
    level: str
    partner: str | None = None
    guess: float | None = None
    due: date | None = None

    def key(self) -> str:
        """Return the approach as a link holds it.

        Examples
        --------
        >>> ApproachRow("KEN", "visit", "NLD").key(), ApproachRow("GHA", "call").key()
        ('KEN:visit:NLD', 'GHA:call')
        """
        return ":".join(part for part in (self.state, self.level, self.partner) if part)


def rows_in_link(keys: Iterable[str], start: Baseline) -> dict[str, ApproachRow]:
    """Return the approaches of a link; what does not fit the baseline is dropped.

    Parameters
    ----------
    keys : iterable of str
        ``KEN:visit:NLD``, the lead being optional.
    start : Baseline
    """
    may_join = start.open_states
    found: dict[str, ApproachRow] = {}
    for key in keys:
        state, level, partner, *rest = [*key.split(":"), "", ""]
        is_known = state in may_join and level in LEVELS and not any(rest)
        if is_known and state not in found and len(found) < MAX_APPROACHES:
            is_partner = partner in start.states and partner != state
            found[state] = ApproachRow(state, level, partner if is_partner else None)
    return found


def link(text: str, rows: Iterable[ApproachRow], we: str = WE) -> str:
    """Return the address of the page *Plan* with approaches, in the language spoken.

    Parameters
    ----------
    text : str
        Key of the text that States are to join.
    rows : iterable of ApproachRow
    we : str
        Who we are.
    """
    approaches = (("approach", row.key()) for row in rows)
    ours = {} if we == WE else {"we": we}
    query = [("text", text), *approaches, *ours.items(), *addresses.carried().items()]
    return f"plan?{urlencode(query)}"


def lead_of(facts: Facts, target: opportunities.Target, state: str, we: str) -> str | None:
    """Return who is proposed to approach a State; nobody where there is no coalition yet."""
    return facts.recall(outreach.leads_for, target, (state,), we).get(state)


def with_desk_notes(
    rows: Mapping[str, ApproachRow], known: Mapping[str, ApproachRow]
) -> dict[str, ApproachRow]:
    """Return approaches with what the desk wrote beside them, which no link holds."""
    return {
        state: replace(row, guess=known[state].guess, due=known[state].due)
        if state in known
        else row
        for state, row in rows.items()
    }


def sheet(
    rows: Iterable[ApproachRow],
    names: Mapping[str, str],
    facts: Mapping[str, str],
    start: Baseline,
    answers: Mapping[str, FixedAnswer] = MappingProxyType({}),
) -> pd.DataFrame:
    """Return approaches as a table to write in.

    Parameters
    ----------
    rows : iterable of ApproachRow
    names : mapping of str to str
    facts : mapping of str to str
        What is on record of States that stayed away, and what the log says, in words.
    start : Baseline
    answers : mapping of str to str
        Answers that the desk knows: they stand above the model's probability.

    Returns
    -------
    DataFrame
        ``state, name, p, fact, level, partner, guess, due``.
    """
    chances = dict(zip(start.states, start.probability.tolist(), strict=True))
    return pd.DataFrame(
        [
            {
                "state": row.state,
                "name": names[row.state],
                "p": _chance(chances[row.state], answers.get(row.state)),
                "fact": facts.get(row.state),
                "level": row.level,
                "partner": row.partner,
                "guess": None if row.guess is None else 100 * row.guess,
                "due": row.due,
            }
            for row in rows
        ],
        columns=["state", "name", "p", "fact", "level", "partner", "guess", "due"],
    ).astype({"partner": object, "fact": object, "guess": "float64", "due": "datetime64[ns]"})


def rows_written(written: pd.DataFrame) -> dict[str, ApproachRow]:
    """Return the approaches of a table that a reader has written in."""
    return {
        row["state"]: ApproachRow(
            state=row["state"],
            level=row["level"],
            partner=row["partner"] if isinstance(row["partner"], str) else None,
            guess=None if pd.isna(row["guess"]) else float(row["guess"]) / 100,
            due=None if pd.isna(row["due"]) else pd.Timestamp(row["due"]).date(),
        )
        for row in written.to_dict("records")
    }


def central_in_link(said: Sequence[str]) -> float | None:
    """Return what a link says is most likely; nothing if it says nothing that can be read."""
    try:
        return float(said[0]) if said else None
    except ValueError:
        return None


def assumptions(assumed: Mapping[str, AssumedRange]) -> Assumptions:
    """Return the assumptions of a plan."""
    return Assumptions({level: assumed[level] for level in LEVELS}, assumed[PEERS])


def effect_sentence(low: float, high: float) -> str:
    """Return what a range of effects means for a State of middling chances."""
    first, last = (i18n.per_cent(approached_probability(EXAMPLE, x)) for x in (low, high))
    return _("Where a State stands at {p}, it comes to {low}–{high}.").format(
        p=i18n.per_cent(EXAMPLE), low=first, high=last
    )


def plan(
    rows: Iterable[ApproachRow],
    assumed: Mapping[str, AssumedRange],
    answers: Mapping[str, FixedAnswer],
    without: Collection[str] = (),
) -> Plan:
    """Return what is simulated; a State whose answer is given is not approached.

    Parameters
    ----------
    rows : iterable of ApproachRow
    assumed : mapping of str to AssumedRange
    answers : mapping of str to str
    without : collection of str
        States of whose approach nothing is expected.
    """
    made = (PlannedApproach(row.state, row.level, row.partner) for row in rows)
    return Plan(
        assumptions=assumptions(assumed),
        approaches=tuple(one for one in made if one.state not in {*answers, *without}),
        answers=dict(answers),
    )


def efforts_in_words(rows: Iterable[ApproachRow | PlannedApproach]) -> str:
    """Return how many approaches there are of each effort, the least effort first.

    Examples
    --------
    >>> efforts_in_words([ApproachRow("KEN", "call"), ApproachRow("GHA", "call")])
    '2 calls'
    >>> efforts_in_words([ApproachRow("KEN", "demarche"), ApproachRow("GHA", "visit")])
    '1 démarche and 1 visit'
    """
    counted = Counter(row.level for row in rows)
    used = [(level, counted[level]) for level in LEVELS if counted[level]]
    return i18n.listing([_COUNTED[level](n).format(n=i18n.number(n)) for level, n in used])


_COUNTED: Mapping[str, Callable[[int], str]] = {
    "letter": lambda n: ngettext("{n} letter", "{n} letters", n),
    DEMARCHE: lambda n: ngettext("{n} démarche", "{n} démarches", n),
    "call": lambda n: ngettext("{n} call", "{n} calls", n),
    "visit": lambda n: ngettext("{n} visit", "{n} visits", n),
}


def _chance(model: float, answer: FixedAnswer | None) -> str:
    """Return the probability of a State, or the desk's fact that stands above it."""
    share = i18n.per_cent(model)
    if answer is None:
        return share
    told = _("joins (model: {p})") if answer == "joins" else _("stays away (model: {p})")
    return told.format(p=share)


def cost_of(rows: Iterable[ApproachRow | PlannedApproach], costs: Mapping[str, int]) -> int:
    """Return what all approaches cost together."""
    return sum(costs[row.level] for row in rows)
