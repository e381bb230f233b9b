"""What a count is: what is voted on or joined, and the forecast as it stood beforehand.

A count is kept as it was begun, so that it can be scored whatever the facts say later. What is
entered into it are lines of their own (`counts`); a file holds both.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from dashboard.plans import strict
from dashboard.plans.strict import Day, Iso3, Key, Line, Share
from data.strict import StrictModel

FORMAT: Literal[1] = 1
"""Version of the JSON that is written and read."""

MAX_BYTES = 8_000_000
MAX_STATES = 1_000
MAX_ENTRIES = 20_000
MAX_DRAWS = 1_000

Kind = Literal["vote", "endorsement"]
Act = Literal[
    "answer", "correction", "unclear", "set_aside", "take_back", "over", "reopened", "handed_over"
]
Answer = Literal["Y", "N", "A", "X", "joins", "stays_away"]

ANSWERS: dict[Kind, tuple[Answer, ...]] = {
    "vote": ("Y", "N", "A", "X"),
    "endorsement": ("joins", "stays_away"),
}
"""What a State can answer."""

Odds = Annotated[float, Field(ge=-100, le=100)]


class ProvedRange(StrictModel):
    """How such a range did on past votes, once a share of the names was in.

    Attributes
    ----------
    entering : str
        Whether those who did not vote were entered too (``all``) or passed over (``voters``).
    share : float
    n : int
        Past votes.
    within, within_low, within_high : float or None
        Share of them whose tally in favour lay in the range, and its interval of 90 %.
    width, error : float
        Mean, in States.
    base_within, base_width, base_error : float
        The same, taking all others to do as last time.
    """

    entering: Literal["all", "voters"]
    share: Share
    n: int
    within: Share
    within_low: Share | None = None
    within_high: Share | None = None
    width: float
    error: float
    base_within: Share
    base_width: float
    base_error: float


class EarlierVote(StrictModel):
    """An earlier vote on the text, counted again: how many came, and the range at each share."""

    symbol: Annotated[str, Field(max_length=200)]
    on: Day
    came: int
    ranges: Annotated[tuple[tuple[int, int], ...], Field(max_length=10, strict=False)]


class TallyForecast(StrictModel):
    """The forecast of a vote, as it stood when the count was begun.

    Attributes
    ----------
    probabilities : dict of str to tuple of float
        Of Y, A, N and X, by State.
    last : dict of str to str
        The last Y, A or N of each State on the text.
    shocks : tuple of tuple of float
        By how many log-odds past votes differed from what was foretold, by step.
    expected, low, high : tuple of float or int
        Of the tallies of Y, A, N and X.
    base_rate : float
        Share of the States that voted in favour last time.
    tested : tuple of ProvedRange
        How such ranges did on votes of the past; empty where there were too few.
    earlier : tuple of EarlierVote
        Votes on the text itself among them, those who did not vote entered too.
    """

    probabilities: dict[Iso3, Annotated[tuple[Share, Share, Share, Share], Field(strict=False)]] = (
        Field(max_length=MAX_STATES)
    )
    last: dict[Iso3, Literal["Y", "A", "N"]] = Field(max_length=MAX_STATES)
    shocks: tuple[Annotated[tuple[Odds, Odds, Odds], Field(strict=False)], ...] = Field(
        min_length=1, max_length=MAX_DRAWS, strict=False
    )
    expected: Annotated[tuple[float, float, float, float], Field(strict=False)]
    low: Annotated[tuple[int, int, int, int], Field(strict=False)]
    high: Annotated[tuple[int, int, int, int], Field(strict=False)]
    base_rate: Share
    tested: tuple[ProvedRange, ...] = Field(default=(), max_length=20, strict=False)
    earlier: tuple[EarlierVote, ...] = Field(default=(), max_length=100, strict=False)


class NumberForecast(StrictModel):
    """The forecast of who joins a text, as it stood when the count was begun.

    Attributes
    ----------
    probabilities : dict of str to float
        That a State joins.
    draws : dict of str to tuple of float or None
        Its log-odds in each draw; None where nobody joins.
    before : tuple of str
        States that were on the text.
    sure : tuple of str
        States that carry it, which are not forecast.
    expected : float
        Number on the text in the end.
    low, high : int
    """

    probabilities: dict[Iso3, Share] = Field(min_length=1, max_length=MAX_STATES)
    draws: dict[
        Iso3, Annotated[tuple[Odds | None, ...], Field(max_length=MAX_DRAWS, strict=False)]
    ] = Field(max_length=MAX_STATES)
    before: tuple[Iso3, ...] = Field(default=(), max_length=MAX_STATES, strict=False)
    sure: tuple[Iso3, ...] = Field(default=(), max_length=MAX_STATES, strict=False)
    expected: float
    low: int
    high: int


class CountDocument(StrictModel):
    """What is counted.

    Attributes
    ----------
    title : str
        What those who count call it.
    kind : str
        ``vote`` or ``endorsement``.
    text : str
        Key of the text among those that are forecast; empty for another.
    on : date
        The day.
    snapshot_version : str
        Version of the facts on which the forecast was made.
    tally, number : TallyForecast, NumberForecast, optional
        The forecast, by kind; none where the text is not forecast.
    """

    format: Literal[1] = FORMAT
    title: Line
    kind: Kind
    text: Annotated[str, Field(max_length=500), strict.PRINTABLE] = ""
    on: Day
    snapshot_version: Line
    tally: TallyForecast | None = None
    number: NumberForecast | None = None


class CountLine(StrictModel):
    """One line that is entered.

    Attributes
    ----------
    act : str
        ``answer``; ``correction``, which holds against every earlier answer of the State;
        ``unclear``, a name that nobody knows, and ``set_aside``, one that is no State;
        ``take_back``, of all lines of a ``batch``; ``over`` and ``reopened``; ``handed_over``.
    batch : str
        Lines that were entered together, and are taken back together.
    state : str, optional
        ISO 3166 alpha-3.
    answer : str, optional
        One of `ANSWERS`.
    name : str
        As it was typed or pasted.
    takes_back : str, optional
        The batch that is taken back.
    """

    act: Act
    batch: Key
    state: Iso3 | None = None
    answer: Answer | None = None
    name: Annotated[str, Field(max_length=200), strict.PRINTABLE] = ""
    takes_back: Key | None = None


class FiledLine(StrictModel):
    """A line in a file, with who wrote it and when, in UTC."""

    line: CountLine
    author: Line
    at: Line


class CountFile(StrictModel):
    """A count as one file: what it is, and every line of it."""

    format: Literal[1] = FORMAT
    count: CountDocument
    lines: tuple[FiledLine, ...] = Field(default=(), max_length=MAX_ENTRIES, strict=False)


def make(**fields: Any) -> CountDocument:
    """Return a count made of what a page has: the fields of `CountDocument`.

    Raises
    ------
    PlanError
        If a field does not fit.
    """
    return strict.read("the count", lambda: CountDocument(**fields))


def line(where: str = "what was entered", /, **fields: Any) -> CountLine:
    """Return a line made of what a page has: the fields of `CountLine`.

    Parameters
    ----------
    where : str
        What is read, for the message.
    **fields

    Raises
    ------
    PlanError
        If a field does not fit.
    """
    return strict.read(where, lambda: CountLine(**fields))


def to_json(document: CountDocument) -> str:
    """Return a count as one JSON text, the same for the same count."""
    return document.model_dump_json()


def from_json(content: bytes | str, *, where: str) -> CountDocument:
    """Return the count that was kept.

    Raises
    ------
    PlanError
        If it is not one, or anything in it does not fit.
    """
    return strict.read(where, lambda: CountDocument.model_validate_json(content))


def file_from_json(content: bytes, *, where: str) -> CountFile:
    """Return the count that a file holds, with its lines.

    Raises
    ------
    PlanError
        If the file is too large, no JSON, or anything in it does not fit.
    """
    raw = strict.json_of(content, where=where, what="a count", max_bytes=MAX_BYTES)
    return strict.read(where, lambda: CountFile.model_validate_json(raw))
