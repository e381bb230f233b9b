"""What can be asked: the model of each kind of request."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from data.codes import DOMAINS, MILESTONE_KINDS, ROLES, STANCES, TOPICS
from data.errors import SourceError
from data.schema import BODIES
from data.stated import ACTS, QUESTIONS, STATED_CONFIDENCES, STATED_TOPICS
from data.strict import StrictModel
from etl import plain_text, strict
from etl.sidecars import InstrumentDetails
from etl.strict import Address, Confidence, Key, Language, Line, Note, PartialDate, Tally, among

WHERE = "the request"

MAX_TEXT = 2 * 2**20
"""Characters of a pasted list; that of every State in six languages has 50,000."""

MAX_FILE = 8 * 2**20
"""Bytes of a file that is handed in."""

MAX_REQUEST = 16 * 2**20
"""Bytes of a request: a file, as text, and what is said of it."""

NO_STATE = "-"
"""Said of a name in place of a code: an entry of the list that is no State of ours."""

_Cell = Annotated[str, Field(max_length=plain_text.MAX_TEXT)]


class GivenSource(StrictModel):
    """Where what is handed in comes from; the address, the day and the terms are always said."""

    url: Address
    retrieved: PartialDate
    licence: Line
    publisher: Line
    confidence: Confidence = "official"
    title: Line | None = None
    as_of: PartialDate | None = None
    read_in: Address | None = None
    note: Note | None = None


class GivenFile(StrictModel):
    """A file that was handed in: its name, and its bytes in base64."""

    name: Line
    content: str


class ChangeRequest(StrictModel):
    """What every request says.

    Attributes
    ----------
    who, why : str
        Who asks, and for what reason; both go into the journal.
    source : GivenSource
    base : str or None
        Version of the sources against which it was previewed: written only if it still is theirs.
    confirmed : mapping of str to str
        Names as printed, and the State each means; ``-`` where it is none of ours.
    """

    who: Line
    why: Line
    source: GivenSource
    base: str | None = None
    confirmed: dict[str, Annotated[str, Field(max_length=3)]] = Field(default_factory=dict)


class ListRequest(ChangeRequest):
    """A request that brings a list: as pasted text, or as a file of CSV or XLSX."""

    text: Annotated[str, Field(max_length=MAX_TEXT)] | None = None
    file: GivenFile | None = None


class RosterRequest(ListRequest):
    """A list of States on a text: a new text with its details, or the present list of one."""

    kind: Literal["roster", "group"]
    instrument: InstrumentDetails | None = None
    instrument_id: Key | None = None
    official_count: Tally | None = None
    role: Annotated[str, among(ROLES)] | None = None
    since: PartialDate | None = None


class EndorsementRequest(ListRequest):
    """One State or a few that joined or left a text on a day."""

    kind: Literal["endorsement"]
    instrument_id: Key
    act: Literal["joins", "leaves"] = "joins"
    role: Annotated[str, among(ROLES)] | None = None
    date: PartialDate
    official_count: Tally | None = None


class RollcallRequest(ListRequest):
    """A recorded vote, by name."""

    kind: Literal["rollcall"]
    symbol: Line
    title: Line
    date: PartialDate
    topics: list[Annotated[str, among(TOPICS)]]
    body: Annotated[str, among(BODIES)] = "plenary"
    names: Annotated[str, among(("complete", "partial"))] = "complete"
    draft: Line | None = None
    meeting: Line | None = None
    n_yes: Tally | None = None
    n_no: Tally | None = None
    n_abstain: Tally | None = None


class SponsorsRequest(ListRequest):
    """Who sponsored a text that is voted on, as in its draft and in what was added later."""

    kind: Literal["sponsors"]
    symbol: Line
    title: Line
    short_name: Line
    date: PartialDate
    domain: Annotated[str, among(DOMAINS)] | None = None


class MilestoneRequest(ChangeRequest):
    """Something that happened or is to come."""

    kind: Literal["milestone"]
    title: Line
    date: PartialDate
    milestone_kind: Annotated[str, among(MILESTONE_KINDS)]
    is_confirmed: bool
    body: Line
    place: _Cell = ""
    symbol: _Cell = ""


class StanceRequest(ListRequest):
    """A documented fact on States that is neither a vote nor an endorsement."""

    kind: Literal["stance"]
    instrument_id: Key
    fact: Annotated[str, among(STANCES)]
    date: PartialDate | None = None


class PositionRequest(ListRequest):
    """What one document says that a State wants, or several that signed it together."""

    kind: Literal["position"]
    topic: Annotated[str, among(STATED_TOPICS)]
    question: Annotated[str, among(tuple(QUESTIONS))]
    code: Line
    act: Annotated[str, among(ACTS)]
    date: PartialDate
    document: Line
    language: Language
    confidence: Annotated[str, among(STATED_CONFIDENCES)]
    note: _Cell = ""


class CorrectionRequest(ChangeRequest):
    """An error of a source that is put right beside it: its rows stay as they were printed."""

    kind: Literal["correction"]
    of_source: Line
    key: Annotated[dict[str, _Cell], Field(min_length=1)]
    column: Line
    expect: _Cell
    value: Line


REQUESTS: dict[str, type[ChangeRequest]] = {
    "roster": RosterRequest,
    "endorsement": EndorsementRequest,
    "rollcall": RollcallRequest,
    "sponsors": SponsorsRequest,
    "milestone": MilestoneRequest,
    "stance": StanceRequest,
    "position": PositionRequest,
    "group": RosterRequest,
    "correction": CorrectionRequest,
}
"""The model of each kind of request."""

_TABLES: dict[str, type[StrictModel]] = {
    "source": GivenSource,
    "file": GivenFile,
    "instrument": InstrumentDetails,
}


def request(kind: str, content: dict[str, Any]) -> ChangeRequest:
    """Return a request as read.

    Raises
    ------
    FaultsError
        Naming every part that is missing, unknown, or not what it should be.
    """
    said = content.get("kind", kind)
    if said != kind:
        raise SourceError(
            WHERE,
            found=f"kind {plain_text.shown(said)}",
            expected=f'"{kind}", as the command says',
            do="correct the one or the other",
        )
    return strict.read(REQUESTS[kind], {**content, "kind": kind}, where=WHERE, tables=_TABLES)
