"""A count as what the record takes in: a list of States, and the request that brings it.

The list has the columns of the files of rosters and roll calls. The request is what
``python -m etl add`` reads; the page *Update* takes the list alone as well.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics import next_vote
from dashboard.pages.live.judged import POSITIVE, JudgedCount
from data.facts import Facts

ROLE = "endorser"


@dataclass(frozen=True)
class GivenDetails:
    """What a desk says of the document that a count is handed over with.

    Attributes
    ----------
    url, publisher, licence : str
        Of the document that shows the result.
    why : str
    symbol : str
        Of the text voted on, such as A/RES/81/1; empty for endorsements.
    topics : tuple of str
        What it is on; none for endorsements.
    """

    url: str
    publisher: str
    licence: str
    why: str
    symbol: str = ""
    topics: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that every request says."""
        return all((self.url, self.publisher, self.licence, self.why))


def rows(count: JudgedCount) -> list[dict[str, str]]:
    """Return the States as the files of the record hold them, in order of their codes.

    Of a vote all answers, and of endorsements those that joined and were not on the text before.
    States are given by their codes: what was typed on the day is no name as a document prints it.
    """
    number = count.document.number
    before = set() if number is None else set(number.before)
    if count.document.kind == "vote":
        return [{"iso3": iso3, "vote": answer} for iso3, answer in sorted(count.outcomes.items())]
    return [
        {
            "iso3": iso3,
            "role": ROLE,
            "since": count.document.on.isoformat(),
        }
        for iso3, answer in sorted(count.standing.answers.items())
        if answer == POSITIVE["endorsement"] and iso3 not in before
    ]


def to_csv(count: JudgedCount) -> str:
    """Return the States as CSV."""
    found = rows(count)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(found[0]) if found else ["iso3"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def kind_of_change(facts: Facts, count: JudgedCount) -> str | None:
    """Return how ``python -m etl add`` calls it; nothing where more is to be said of a new text."""
    if count.document.kind == "vote":
        return "rollcall"
    known = facts.instruments["instrument_id"]
    return "endorsement" if (known == count.document.text).any() else None


def to_request(
    facts: Facts, count: JudgedCount, given: GivenDetails, *, who: str, today: date
) -> str:
    """Return the request as JSON.

    Parameters
    ----------
    facts : Facts
    count : JudgedCount
        Of a kind that can be requested; see `kind_of_change`.
    given : GivenDetails
    who : str
        Who hands it over.
    today : date
        When the document was read.
    """
    kind = kind_of_change(facts, count)
    on = count.document.on.isoformat()
    listed = base64.b64encode(to_csv(count).encode()).decode("ascii")
    content: dict[str, Any] = {
        "kind": kind,
        "who": who,
        "why": given.why,
        "source": {
            "url": given.url,
            "publisher": given.publisher,
            "licence": given.licence,
            "retrieved": today.isoformat(),
        },
        "date": on,
        "file": {"name": "live.csv", "content": listed},
    }
    if kind == "endorsement":
        return json.dumps(content | {"instrument_id": count.document.text}, ensure_ascii=False)
    last = last_vote(facts, count.document.text)
    tally = list(count.outcomes.values())
    whole = count.standing.is_over
    content |= {
        "symbol": given.symbol,
        "title": last.get("title", count.document.title),
        "topics": list(given.topics),
        "names": "complete" if whole else "partial",
    }
    if whole:
        content |= {f"n_{word}": tally.count(vote) for word, vote in _TALLY.items()}
    return json.dumps(content, ensure_ascii=False)


_TALLY = {"yes": "Y", "no": "N", "abstain": "A"}


def last_vote(facts: Facts, series: str) -> dict[str, Any]:
    """Return title and topics of the last vote on a text; nothing where there was none."""
    if not series:
        return {}
    texts = facts.recall(next_vote.recurring_texts)
    row = texts[texts["series"] == series]
    if row.empty:
        return {}
    about = facts.topics["rollcall_id"] == row["rollcall_id"].iloc[0]
    topics = sorted(facts.topics["topic"][about.to_numpy(dtype=bool)].astype(str))
    return {"title": str(row["title"].iloc[0]), "topics": topics}
