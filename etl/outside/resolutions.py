"""The United Nations' machine-readable resolutions as a record of votes, and who sponsored them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from data.schema import POSITIONS
from etl import casts, rollcalls
from etl.catalog import Source
from etl.faults import Faults
from etl.names import Names
from etl.outside.differences import NOT_ADDED, refusal
from etl.outside.other_record import SPONSOR_COLUMNS, TEXT_COLUMNS, OtherRecord
from etl.sources import un_resolutions

NO_SPONSOR = "The entry is left out."

_FOR_A_GROUP = re.compile(
    r"(?P<who>.+?)(?: \(on behalf of (?P<whom>[^()]+(?:\([^()]*\)[^()]*)*)\)"
    r"|, on behalf of (?P<named>.+))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(, and |, | and )(?![^()]*\)|on behalf of)", re.IGNORECASE)
"""What stands between two sponsors in one entry, outside brackets."""

_WIDTHS = (5, 3, 1)
"""Parts of an entry that may be one name, with what stands between them; the longest first."""

_NOBODY = re.compile(r"submitted by|representative of|\bchair|committee|president|rapporteur", re.I)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def record_of(
    source: Source, listed: pd.DataFrame, *, names: Names, states: pd.DataFrame
) -> OtherRecord:
    """Return the votes and sponsors of a file.

    A member in none of the lists did not vote: the file names only those who did.

    Parameters
    ----------
    source, listed : Source, DataFrame
        As ``etl.sources.un_resolutions`` reads them.
    names : Names
        The spellings we know.
    states : DataFrame
        Table ``states``.

    Raises
    ------
    FaultsError
        Naming every spelling of a voter that nobody knows.
    """
    voted = _voted(listed, names, source.where)
    rows, votes, refused = [], [], []
    for symbol, said in voted.groupby("symbol", sort=False):
        why = _unusable(said)
        if why:
            found, expected = why
            refused.append(
                refusal(source, str(symbol), found=found, expected=expected, action=NOT_ADDED)
            )
            continue
        votes.append(said["position"].iloc[0])
        rows.append(said.index[0])
    used = listed.loc[rows].reset_index(drop=True)
    texts = _texts(used)
    sponsors, unknown = _sponsors(used, names)
    refused += [
        refusal(
            source,
            symbol,
            found=f"the sponsor '{name}'",
            expected="a State that the record knows",
            action=NO_SPONSOR,
        )
        for symbol, name in unknown
    ]
    return OtherRecord(
        source,
        texts,
        _with_absent(votes, texts["vote_date"], states),
        sponsors,
        tuple(refused),
    )


def _voted(listed: pd.DataFrame, names: Names, where: str) -> pd.DataFrame:
    """Return symbol, positions by State, and States in two lists, of each row."""
    faults = Faults()
    codes: dict[str, str] = {}
    found = []
    for line in listed.to_dict("records"):
        position: dict[str, str] = {}
        twice: set[str] = set()
        for column, vote in un_resolutions.LISTS.items():
            for name in un_resolutions.names(line[column]):
                if name not in codes:
                    with faults.gathered():
                        codes[name] = names.code(name, where=f"{where} {line['symbol']}")
                iso3 = codes.get(name, "")
                if position.setdefault(iso3, vote) != vote:
                    twice.add(iso3)
        found.append({"symbol": line["symbol"], "position": position, "twice": sorted(twice)})
    faults.raise_if_any()
    return pd.DataFrame(found, index=listed.index, columns=["symbol", "position", "twice"])


def _unusable(said: pd.DataFrame) -> tuple[str, str] | None:
    """Return what was found and expected of a resolution that cannot be used."""
    first = said.iloc[0]
    if any(position != first["position"] for position in said["position"]):
        return "two rows with other votes", "one, or the same twice"
    if first["twice"]:
        return f"{', '.join(first['twice'])} in two lists", "each State in one"
    if not first["position"]:
        return "a tally without names", "the names of those who voted"
    return None


def _texts(listed: pd.DataFrame) -> pd.DataFrame:
    published = {
        f"{name}_published": casts.whole_numbers(listed[name])
        for name in ("n_yes", "n_no", "n_abstain")
    }
    keys = listed["symbol"].str.casefold().str.replace(_NOT_IN_KEYS, "_", regex=True)
    return listed.assign(
        rollcall_id=keys.str.strip("_"),
        body="plenary",
        session=listed["symbol"].str.extract(rollcalls.SESSION.pattern, expand=False),
        vote_date=pd.to_datetime(listed["date"]),
        note="",
        n_absent_published=pd.Series(pd.NA, index=listed.index, dtype="Int64"),
        **published,
    )[list(TEXT_COLUMNS)]


def _with_absent(
    votes: Sequence[dict[str, str]], days: pd.Series[pd.Timestamp], states: pd.DataFrame
) -> pd.DataFrame:
    """Return votes as rows, those of members in none of the lists as not voting."""
    members = states[states["un_membership"] == "member"]
    since = dict(zip(members["iso3"], members["un_member_since_year"].fillna(0), strict=True))
    rows = [
        (text, iso3, vote)
        for text, (position, day) in enumerate(zip(votes, days, strict=True))
        for iso3, vote in {
            **{iso3: "X" for iso3, year in since.items() if year < day.year},
            **position,
        }.items()
    ]
    frame = pd.DataFrame(rows, columns=["text", "iso3", "vote"])
    return frame.astype({"text": "int64", "iso3": "category"}).assign(
        vote=pd.Categorical(frame["vote"], categories=list(POSITIONS))
    )


def _sponsors(listed: pd.DataFrame, names: Names) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return the sponsors that are States, and symbol and entry of each that is none we know."""
    rows, unknown = [], []
    for text, line in enumerate(listed.to_dict("records")):
        for column, role in un_resolutions.SPONSORS.items():
            for entry in un_resolutions.names(line[column]):
                found = _sponsors_in(entry, names)
                if found:
                    rows += [
                        (text, iso3, "sponsor_on_behalf" if group else role, group)
                        for iso3, group in found
                    ]
                elif not _NOBODY.search(entry):
                    unknown.append((line["symbol"], entry))
    frame = pd.DataFrame(rows, columns=list(SPONSOR_COLUMNS))
    return frame.drop_duplicates(["text", "iso3", "role"], ignore_index=True), unknown


def _sponsors_in(entry: str, names: Names) -> list[tuple[str, str]]:
    """Return the States that an entry names, each with the group for which it speaks, if any.

    Several may stand in one entry, as "Austria and Uruguay (on behalf of a group)"; names that hold
    an "and" of their own are tried first. Nothing is returned if any part is no State.
    """
    parts = _BETWEEN.split(entry)
    found = []
    place = 0
    while place < len(parts):
        for width in _WIDTHS:
            name = "".join(parts[place : place + width])
            group = _FOR_A_GROUP.fullmatch(name)
            iso3 = names.find(group["who"] if group else name)
            if iso3:
                found.append((iso3, (group["whom"] or group["named"]) if group else ""))
                place += width + 1
                break
        else:
            return []
    return found
