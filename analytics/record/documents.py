"""Every document behind what the record holds on one State, with what each of them proves.

A document can prove one signature or thousands of votes: what it proves is listed fact by fact, and
summed up document by document.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.record.dossier import Dossier

GROUPS = (
    "vote",
    "endorsement",
    "sponsorship",
    "submission",
    "paper",
    "lead",
    "forum",
    "membership",
    "stance",
    "stated",
)
"""What can be proved: those of `dossier.GROUPS`; papers for experts, who carried a text, and what a
State says that it wants."""

PROOF_COLUMNS = (
    "evidence_id",
    "group",
    "key",
    "title",
    "symbol",
    "detail",
    "date_from",
    "date_to",
)


@dataclass(frozen=True)
class StateDocuments:
    """The documents about one State.

    Attributes
    ----------
    iso3 : str
    proofs : DataFrame
        `PROOF_COLUMNS`: a row a fact and its document. ``detail`` is the vote, role or documented
        fact, as a key; ``symbol`` that of a text voted on or of a paper. Of a stated position
        ``key`` is the question and ``detail`` the answer.
    documents : DataFrame
        ``evidence_id, n, date_from, date_to``: a row a document, with the number of facts that it
        proves and the days between which they lie, missing where none is dated; the latest first.
    left_out : DataFrame
        ``kind, key, reason``: earlier states of a roster (``earlier_state``), whose documents are
        not listed.
    """

    iso3: str
    proofs: pd.DataFrame
    documents: pd.DataFrame
    left_out: pd.DataFrame


def of_state(
    dossier: Dossier,
    *,
    instruments: pd.DataFrame,
    rollcalls: pd.DataFrame,
    votes: pd.DataFrame,
    sponsors: pd.DataFrame,
    leads: pd.DataFrame,
    authorships: pd.DataFrame,
    stated_positions: pd.DataFrame,
) -> StateDocuments:
    """Return the documents behind a State's votes, signatures, papers, leads and the rest.

    Parameters
    ----------
    dossier : Dossier
        Of the State.
    instruments, rollcalls, votes, sponsors, leads, authorships, stated_positions : DataFrame
        The tables of those names.
    """
    held = pd.concat([dossier.timeline, dossier.undated], ignore_index=True)
    spells = held[held["group"] != "vote"]
    parts = (
        _votes(dossier.iso3, votes, rollcalls),
        spells[list(PROOF_COLUMNS)],
        _sponsored(dossier.iso3, sponsors, rollcalls),
        _led(dossier.iso3, leads, instruments),
        _wrote(dossier.iso3, authorships),
        _said(dossier.iso3, stated_positions),
    )
    told = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    proofs = told.astype({"date_from": "datetime64[ns]", "date_to": "datetime64[ns]"})
    summed = proofs.groupby("evidence_id", sort=True).agg(
        n=("group", "size"), date_from=("date_from", "min"), date_to=("date_to", "max")
    )
    is_earlier = (dossier.left_out["reason"] == "earlier_state").to_numpy(dtype=bool)
    return StateDocuments(
        iso3=dossier.iso3,
        proofs=proofs,
        documents=summed.reset_index().sort_values(
            ["date_to", "evidence_id"], ascending=[False, True], ignore_index=True
        ),
        left_out=dossier.left_out[is_earlier].reset_index(drop=True),
    )


def _votes(iso3: str, votes: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return every vote that the State cast, or did not cast."""
    cast = votes[(votes["iso3"] == iso3).to_numpy(dtype=bool)].astype(object)
    about = rollcalls[["rollcall_id", "title", "symbol", "vote_date"]]
    frame = cast[["rollcall_id", "vote", "evidence_id"]].merge(about, on="rollcall_id")
    return _proofs(frame, "vote", "rollcall_id", "vote", ("vote_date", "vote_date"))


def _sponsored(iso3: str, sponsors: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the texts voted on that the State sponsored."""
    own = sponsors[(sponsors["iso3"] == iso3).to_numpy(dtype=bool)]
    about = rollcalls[["rollcall_id", "title", "symbol", "vote_date"]]
    frame = own[["rollcall_id", "role", "evidence_id"]].merge(about, on="rollcall_id")
    return _proofs(frame, "sponsorship", "rollcall_id", "role", ("vote_date", "vote_date"))


def _led(iso3: str, leads: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the texts that the State carried."""
    own = leads[(leads["iso3"] == iso3).to_numpy(dtype=bool)]
    about = instruments[["instrument_id", "short_name"]].rename(columns={"short_name": "title"})
    frame = own[["instrument_id", "role", "since_from", "since_to", "evidence_id"]].merge(
        about, on="instrument_id"
    )
    return _proofs(
        frame.assign(symbol=None), "lead", "instrument_id", "role", ("since_from", "since_to")
    )


def _wrote(iso3: str, authorships: pd.DataFrame) -> pd.DataFrame:
    """Return the papers that the State wrote, alone or with others."""
    own = authorships[(authorships["iso3"] == iso3).to_numpy(dtype=bool)]
    return _proofs(
        own.assign(detail="author"), "paper", "paper_id", "detail", ("date_from", "date_to")
    )


def _said(iso3: str, stated_positions: pd.DataFrame) -> pd.DataFrame:
    """Return what the State says that it wants, or that a reviewer found nothing of it."""
    own = stated_positions[(stated_positions["iso3"] == iso3).to_numpy(dtype=bool)]
    told = own.assign(title=own["document"], symbol=None)
    return _proofs(told, "stated", "question", "code", ("date_from", "date_to"))


def _proofs(
    frame: pd.DataFrame, group: str, key: str, detail: str, days: tuple[str, str]
) -> pd.DataFrame:
    """Return rows with `PROOF_COLUMNS`."""
    return pd.DataFrame(
        {
            "evidence_id": frame["evidence_id"],
            "group": group,
            "key": frame[key],
            "title": frame["title"],
            "symbol": frame["symbol"],
            "detail": frame[detail],
            "date_from": frame[days[0]],
            "date_to": frame[days[1]],
        }
    )
