"""Whether what a State signed fits what it says, where the one would lead one to expect the other.

As with votes (`fit`) it is no verdict. A name that is missing under a text says nothing: only what
was signed is compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics import spells
from analytics.stated import fit
from analytics.stated.fit import LEFT_OPEN
from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions
from data.stated import ROSTER_MARK

MAIN_SPONSOR = "main_sponsor"
"""A role of those who organise that is a signature all the same."""

ASK_FOR_A_TREATY = (
    "wp_2018_wp14",
    "wp_2021_wp7",
    "np_2022_lbi",
    "wp_2022_wp3",
    "wp_2022_wp5",
    "wp_2022_wp8",
    "wp_2023_wp6",
)
"""Papers that propose a legally binding instrument, or a protocol, or a mandate to negotiate it."""

READY_TO_NEGOTIATE = ("js_gge_2025_09",)
IN_THE_ASSEMBLY = ("unga_78_241", "unga_79_62", "unga_80_57")
"""Sponsors of the texts of the General Assembly on autonomous weapons."""

IN_THE_UNITED_NATIONS = ("unga_79_239", "unga_80_58")
"""Sponsors of the texts of the General Assembly on military AI."""

OF_THE_LIKE_MINDED = (
    "us_political_declaration",
    "reaim_2023_cta",
    "reaim_2024_blueprint",
    "reaim_2026_pathways",
)
"""Texts on military AI that bind nobody, made outside the United Nations."""

TWO_TIER_PAPERS = ("wp_2022_wp7", "wp_2024_wp3")


@dataclass(frozen=True)
class ExpectedSignature:
    """What an answer would lead one to expect of signatures.

    Attributes
    ----------
    fits, differs : tuple of str
        Instruments under which a name goes with the answer, and under which it does not.
    stands_beside : tuple of str
        Later answers on the same question that take nothing of this one back.
    """

    fits: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    stands_beside: tuple[str, ...] = ()


_WANTS_TREATY = ExpectedSignature(fits=ASK_FOR_A_TREATY, stands_beside=LEFT_OPEN)

EXPECTED_OF_SIGNATURES: Mapping[tuple[str, str, str], ExpectedSignature] = {
    ("laws", "legally_binding_instrument", "lbi_ban"): _WANTS_TREATY,
    ("laws", "legally_binding_instrument", "lbi_open"): _WANTS_TREATY,
    ("laws", "legally_binding_instrument", "ban_call"): ExpectedSignature(
        fits=ASK_FOR_A_TREATY, stands_beside=(*LEFT_OPEN, "lbi_ban", "lbi_open")
    ),
    ("laws", "legally_binding_instrument", "negotiate_on_text"): ExpectedSignature(
        fits=READY_TO_NEGOTIATE
    ),
    ("laws", "legally_binding_instrument", "soft_rules"): ExpectedSignature(
        fits=OF_THE_LIKE_MINDED, differs=ASK_FOR_A_TREATY
    ),
    ("laws", "legally_binding_instrument", "lbi_not_supported"): ExpectedSignature(
        differs=ASK_FOR_A_TREATY
    ),
    ("laws", "legally_binding_instrument", "not_now"): ExpectedSignature(
        differs=(*ASK_FOR_A_TREATY, *READY_TO_NEGOTIATE)
    ),
    ("laws", "legally_binding_instrument", "no_new_rules"): ExpectedSignature(
        differs=(*ASK_FOR_A_TREATY, *READY_TO_NEGOTIATE, *IN_THE_ASSEMBLY)
    ),
    ("laws", "forum", "any_forum"): ExpectedSignature(fits=IN_THE_ASSEMBLY),
    ("laws", "forum", "ccw_only"): ExpectedSignature(differs=IN_THE_ASSEMBLY),
    ("laws", "human_control", "two_tier"): ExpectedSignature(fits=TWO_TIER_PAPERS),
    ("aimd", "new_un_process", "un_led"): ExpectedSignature(fits=IN_THE_UNITED_NATIONS),
    ("aimd", "new_un_process", "plurilateral_backed"): ExpectedSignature(fits=OF_THE_LIKE_MINDED),
    ("aimd", "new_un_process", "against"): ExpectedSignature(differs=IN_THE_UNITED_NATIONS),
}
"""What an answer (topic, question, code) would lead one to expect of signatures.

Only what the title or form of a text says by itself is counted: a paper that proposes a treaty, a
declaration that binds nobody, a text of the Assembly. That the United Nations should lead goes with
a declaration of the like-minded too, and the reverse, so nothing is expected there; no answer on
record says no to declarations as such."""


@dataclass(frozen=True)
class SignatureFit:
    """What States said, beside what they signed.

    Attributes
    ----------
    as_of : Timestamp
    compared : DataFrame
        ``iso3, topic, question, code, how, date_text, instrument_id, role, since, fit, evidence_id,
        signature_evidence_id``: each signature that goes with what the State says, or does not
        (``fits`` or ``differs``), with the last answer to each question of which that holds.
    left_out : DataFrame
        ``iso3, topic, question, code, reason``: latest answers that say nothing about signatures
        (``says_nothing``), that a later answer replaced (``replaced``), beside which another
        document of about the same day says something else (``documents_differ``), of which the
        State has signed nothing that could be compared (``nothing_signed``).
    """

    as_of: pd.Timestamp
    compared: pd.DataFrame
    left_out: pd.DataFrame


def beside_signatures(positions: LatestPositions, memberships: pd.DataFrame) -> SignatureFit:
    """Return whether signatures fit what each State says, where that can be told.

    An answer that was itself read off a list of names is not compared with that list.

    Parameters
    ----------
    positions : LatestPositions
    memberships : DataFrame
        Table ``memberships``; what began later than the day of the positions is left aside.
    """
    beside = {key: expected.stands_beside for key, expected in EXPECTED_OF_SIGNATURES.items()}
    held, silent = fit.standing(positions.rows, beside)
    stands = held[held["reason"] == ""]
    pairs = stands.merge(_signed(memberships, positions.as_of), on="iso3")
    is_own_list = pairs["found_through"].astype(str) == ROSTER_MARK + pairs["instrument_id"]
    keys = zip(
        pairs["topic"], pairs["question"], pairs["code"], pairs["instrument_id"], strict=True
    )
    pairs["fit"] = [
        _fit(EXPECTED_OF_SIGNATURES[topic, q, code], text) for topic, q, code, text in keys
    ]
    told = pairs[(pairs["fit"] != "") & ~is_own_list].sort_values("date_to", kind="stable")
    compared = told.drop_duplicates([*ASKED, "instrument_id", "fit"], keep="last")
    asked = [*ASKED, "code"]
    met = set(told[asked].itertuples(index=False, name=None))
    is_met = [key in met for key in stands[asked].itertuples(index=False, name=None)]
    unsigned = stands[[not one for one in is_met]].assign(reason="nothing_signed")
    left_out = pd.concat([silent, held[held["reason"] != ""], unsigned], ignore_index=True)
    columns = [*asked, "how", "date_text", "instrument_id", "role", "since", "fit"]
    columns += ["evidence_id", "signature_evidence_id"]
    return SignatureFit(
        as_of=positions.as_of,
        compared=compared.sort_values([*asked, "fit", "instrument_id"], ignore_index=True)[columns],
        left_out=left_out.sort_values(asked, ignore_index=True)[[*asked, "reason"]],
    )


def _signed(memberships: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return who stood under which text on a day, a row a State and text."""
    role = memberships["role"].astype(str)
    names = memberships[~role.isin(spells.NOT_MEMBERS) | (role == MAIN_SPONSOR)]
    names = names[spells.running(names, pd.Series([as_of]))[0]]
    kept = names[["iso3", "instrument_id", "role", "since", "evidence_id"]].astype(object)
    kept = kept.rename(columns={"evidence_id": "signature_evidence_id"})
    held: pd.DataFrame = kept.drop_duplicates(["iso3", "instrument_id"])
    return held


def _fit(expected: ExpectedSignature, instrument_id: str) -> str:
    """Return ``fits``, ``differs``, or nothing where the one says nothing of the other."""
    if instrument_id in expected.fits:
        return "fits"
    return "differs" if instrument_id in expected.differs else ""
