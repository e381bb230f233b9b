"""Which text of another record is which roll call of ours: by symbol and day, never by guess."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

TALLY = ["n_yes", "n_no", "n_abstain"]

BODIES = ("plenary", "security_council")


@dataclass(frozen=True)
class Matches:
    """How the texts of another record lie beside ours.

    Attributes
    ----------
    same : Series of str
        Our ``rollcall_id`` by text.
    new : Index
        Texts that ours does not have.
    unclear : Series of str
        Why nothing can be said, by text.
    other_day : Index
        Texts of ``same`` that were voted on another day, by that record.
    """

    same: pd.Series[str]
    new: pd.Index
    unclear: pd.Series[str]
    other_day: pd.Index


def symbol_key(symbols: pd.Series[str]) -> pd.Series[str]:
    """Return symbols as they are compared: ``A/RES/49/75 [K]`` is ``A/RES/49/75K``."""
    return symbols.fillna("").str.replace(r"[\s\[\]]", "", regex=True).str.upper()


def matches(rollcalls: pd.DataFrame, texts: pd.DataFrame) -> Matches:
    """Return which text is which roll call.

    A symbol stands for one text. If ours has several roll calls on it, the one with the same tally
    is meant, if there is one such; votes on a part of a text and on amendments are none of them.

    Parameters
    ----------
    rollcalls : DataFrame
        Rows of table ``rollcalls``.
    texts : DataFrame
        As in ``OtherRecord``; the tallies ``n_yes, n_no, n_abstain`` counted by name beside.
    """
    is_whole = ~(rollcalls["is_paragraph_vote"] | rollcalls["is_amendment_vote"]).astype(bool)
    ours = rollcalls.loc[
        is_whole & rollcalls["body"].isin(BODIES),
        ["rollcall_id", "body", "session", "symbol", "vote_date", "date_quality", *TALLY],
    ]
    ours = ours.assign(key=symbol_key(ours["symbol"]), vote_date=pd.to_datetime(ours["vote_date"]))
    theirs = texts[["body", "session", "vote_date", *TALLY]].assign(
        key=symbol_key(texts["symbol"]), text=texts.index
    )
    unclear = _said(
        theirs[theirs.duplicated(["body", "key"], keep=False)], "two texts of one symbol"
    )
    rest = theirs[~theirs["text"].isin(unclear.index)]
    pairs = rest.merge(ours[ours["key"] != ""], on=["body", "key"], suffixes=("", "_ours"))
    has_many = pairs.duplicated("text", keep=False)
    agrees = (pairs[TALLY].to_numpy() == pairs[[f"{n}_ours" for n in TALLY]].to_numpy()).all(axis=1)
    chosen = pairs[~has_many | agrees]
    twice = chosen[chosen.duplicated("text", keep=False)]
    lost = pairs[~pairs["text"].isin(chosen["text"])]
    unclear = pd.concat(
        [
            unclear,
            _said(twice, "several roll calls of ours on it, with this tally"),
            _said(lost, "several roll calls of ours on it, none with this tally"),
        ]
    )
    chosen = chosen[~chosen["text"].isin(unclear.index)]
    far = (chosen["vote_date"] - chosen["vote_date_ours"]).abs()
    unclear = pd.concat([unclear, _said(chosen[far > _FAR], "a day far from that of ours")])
    chosen = chosen[~(far > _FAR)]
    is_exact = chosen["date_quality"] != "year"
    other_day = chosen.loc[is_exact & (far > pd.Timedelta(0)), "text"]
    missing = rest[~rest["text"].isin(pairs["text"])]
    nameless = missing.merge(
        ours[ours["key"] == ""], on=["body", "session", *TALLY], suffixes=("", "_ours")
    )
    unclear = pd.concat(
        [unclear, _said(nameless, "a roll call of ours without symbol, of its session and tally")]
    )
    return Matches(
        same=chosen.set_index("text")["rollcall_id"],
        new=pd.Index(missing.loc[~missing["text"].isin(unclear.index), "text"]),
        unclear=unclear,
        other_day=pd.Index(other_day),
    )


_FAR = pd.Timedelta(days=366)
"""Days before 2003 are often off; a year between two days is no slip."""


def _said(rows: pd.DataFrame, why: str) -> pd.Series[str]:
    found = pd.Index(rows["text"]).unique()
    return pd.Series(why, index=found, dtype="str")
