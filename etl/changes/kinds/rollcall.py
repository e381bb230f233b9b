"""A recorded vote by name, as the United Nations print it: complete only if it adds up."""

from __future__ import annotations

import re
from collections import Counter

from data.errors import ReconcileError, SourceError
from data.printed import HEADINGS
from etl.catalog import Source
from etl.changes import files as source_files
from etl.changes import recognition
from etl.changes.draft import Draft, Remark
from etl.changes.files import SourceFiles
from etl.changes.kinds import roster
from etl.changes.listing import ListedState
from etl.changes.recognition import Recognised
from etl.changes.requests import RollcallRequest
from etl.faults import Faults
from etl.plain_text import shown
from etl.sidecars import RollcallDetails

COLUMNS = ("iso3", "name_as_listed", "vote")
ABSENT = "X"
_POSITIONS = {"Y": "in favour", "N": "against", "A": "abstaining"}


def draft(asked: RollcallRequest, files: SourceFiles) -> Draft:
    """Return the draft of a request for a roll call.

    Raises
    ------
    SourceError, ReconcileError, FaultsError
        If an entry has no vote, the names do not add up to the tally, or what is known differs.
    """
    key = key_of(asked.symbol)
    found = recognition.recognised(files, asked, headings="votes")
    if found.questions:
        return Draft(key, questions=found.questions)
    if found.not_in_states:
        raise SourceError(
            "the list",
            found=f"'{found.not_in_states[0]}', which is no State of ours",
            expected="Member States, which alone vote",
            do="check the name",
        )
    recognition.keep_aliases(files, found)
    votes = _votes(found)
    tally = _tally(asked, found)
    remarks = roster.told(found)
    if asked.names == "complete":
        _refuse_difference(votes, tally)
        absent = [code for code in _members(asked.date, files) if code not in votes]
        votes |= dict.fromkeys(absent, ("", ABSENT))
        remarks += (Remark("absent_by_difference", (str(len(absent)),)),)
    source_id = f"rollcalls/{key}"
    former = next((source for source in files.sources if source.source_id == source_id), None)
    if former is not None:
        _refuse_other_than(former, votes, files)
    _write(asked, key, votes, tally, files)
    return Draft(key, remarks)


def key_of(symbol: str) -> str:
    """Return the key of the roll call on a text.

    Examples
    --------
    >>> key_of("A/RES/80/58")
    'a_res_80_58'
    """
    return re.sub(r"[^a-z0-9]+", "_", symbol.casefold().replace(".", "")).strip("_")[:80]


def _votes(found: Recognised) -> dict[str, tuple[str, str]]:
    """Return name and vote of each State."""
    faults = Faults()
    votes = {}
    for code, listed in found.states:
        with faults.gathered():
            votes[code] = (listed.name, _vote(listed))
    faults.raise_if_any()
    return votes


def _vote(listed: ListedState) -> str:
    said = listed.heading or listed.cells.get("vote", "")
    for code, words in HEADINGS["votes"].items():
        if said == code or re.fullmatch(words, said, re.IGNORECASE):
            return code
    raise SourceError(
        listed.where,
        found=f"{listed.name or listed.cells.get('iso3', '')} with "
        + (f"the vote {shown(said)}" if said else "no vote"),
        expected="In favour, Against or Abstaining above it, or Y, N, A or X beside it",
        do="paste the list with its headings",
    )


def _tally(asked: RollcallRequest, found: Recognised) -> dict[str, int]:
    """Return the tally by position, as said in the request or in the text itself."""
    said = {"Y": asked.n_yes, "N": asked.n_no, "A": asked.n_abstain}
    read = dict(zip(said, found.tally, strict=True)) if found.tally else {}
    for code, number in said.items():
        if number is not None and number != read.get(code, number):
            raise ReconcileError(
                "the tally",
                found=f"{number} {_POSITIONS[code]}",
                expected=f"{read[code]}, as the text itself says",
                do="correct the one or the other",
            )
    return {
        code: number
        for code in said
        if (number := said[code] if said[code] is not None else read.get(code)) is not None
    }


def _refuse_difference(votes: dict[str, tuple[str, str]], tally: dict[str, int]) -> None:
    counts = Counter(vote for _name, vote in votes.values())
    faults = Faults()
    for code, words in _POSITIONS.items():
        if code not in tally:
            expected, do = "the number of votes as published", "say it, or call the names partial"
        elif counts[code] == tally[code]:
            continue
        else:
            expected = f"{tally[code]}, as published"
            do = (
                "find the name that is missing or too many; a total that does not add up is refused"
            )
        faults.add(
            ReconcileError(
                "the roll call", found=f"{counts[code]} {words} by name", expected=expected, do=do
            )
        )
    faults.raise_if_any()


def _members(date: str, files: SourceFiles) -> list[str]:
    """Return the States that were members of the United Nations in the year of a vote."""
    return [
        row["iso3"]
        for row in files.frame("states")
        if row["un_membership"] == "member"
        and row["un_member_since_year"]
        and int(row["un_member_since_year"]) <= int(date[:4])
    ]


def _refuse_other_than(
    former: Source, votes: dict[str, tuple[str, str]], files: SourceFiles
) -> None:
    """Check that a roll call that was known in part says the same, so far as it went.

    Raises
    ------
    ReconcileError, FaultsError
        If it was complete, or a State voted otherwise.
    """
    if former.described(RollcallDetails).names == "complete":
        raise ReconcileError(
            "the roll call",
            found=f"{former.source_id}, which is complete already",
            expected="a vote that is not known yet",
            do="enter a correction where the record is wrong",
        )
    faults = Faults()
    for row in files.rows(former.source_id)[1]:
        code = roster.row_code(row, files)
        new = votes.get(code, ("", "nothing"))[1]
        if new != row["vote"]:
            faults.add(
                ReconcileError(
                    f"the roll call, {code}",
                    found=f"the vote {new}",
                    expected=f"{row['vote']}, as was known before",
                    do="find out which is right; enter a correction where the record is wrong",
                )
            )
    faults.raise_if_any()


def _write(
    asked: RollcallRequest,
    key: str,
    votes: dict[str, tuple[str, str]],
    tally: dict[str, int],
    files: SourceFiles,
) -> None:
    source_id = f"rollcalls/{key}"
    rows = [
        {"iso3": code, "name_as_listed": name, "vote": vote}
        for code, (name, vote) in sorted(votes.items())
    ]
    files.write_rows(source_id, COLUMNS, rows)
    n_absent = sum(vote == ABSENT for _name, vote in votes.values())
    files.seal(
        source_id,
        source_files.new_sidecar(
            asked.source,
            form="rollcall",
            title=f"Recorded vote on {asked.symbol}",
            table="rollcall",
            details={
                "rollcall_id": key,
                "body": asked.body,
                "symbol": asked.symbol,
                "date": asked.date,
                "title": asked.title,
                "draft": asked.draft,
                "meeting": asked.meeting,
                "topics": asked.topics,
                "names": asked.names,
                "n_yes": tally.get("Y"),
                "n_no": tally.get("N"),
                "n_abstain": tally.get("A"),
                "n_absent": n_absent if asked.names == "complete" else None,
            },
        ),
    )
