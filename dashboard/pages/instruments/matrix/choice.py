"""What can be asked of the matrix of rosters; each choice offers what the ones before leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.i18n import _, vocabulary
from data.facts import Facts

FIRST_DOMAINS = ("military AI", "autonomous weapons")
"""Subjects shown while none is chosen."""

PAPERS_AND_MEETINGS = ("joint_statement", "sg_report_submission", "consultation")
"""Kinds that are shown only when asked for: they are many, and say less than a text."""


@dataclass(frozen=True)
class MatrixChoice:
    """What the reader asks for; see `roster_matrix.of_rosters`."""

    domains: tuple[str, ...]
    kinds: tuple[str, ...]
    on: pd.Timestamp | None = None
    roles: tuple[str, ...] | None = None
    group: str | None = None
    sort_states: str = "count"
    sort_instruments: str = "known"


def at_first(facts: Facts) -> MatrixChoice:
    """Return what is shown while nothing is chosen."""
    domains = domains_shown(())
    inside = of_domains(current(facts.instruments), domains)
    return MatrixChoice(domains=domains, kinds=kinds_shown(inside, ()))


def current(rosters: pd.DataFrame) -> pd.DataFrame:
    """Return the rosters that are no earlier state of another."""
    return rosters[rosters["snapshot_of"].isna()]


def domains_shown(chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the subjects that are shown: those chosen, the first ones where none is."""
    return tuple("" if domain == "none" else domain for domain in chosen or FIRST_DOMAINS)


def of_domains(rosters: pd.DataFrame, domains: Collection[str]) -> pd.DataFrame:
    """Return the rosters on some subjects; an empty subject is that of those that have none."""
    return rosters[rosters["domain"].fillna("").isin(domains)]


def kinds_shown(rosters: pd.DataFrame, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that are shown: those chosen, all that say most where none is."""
    present = set(rosters["kind"])
    return tuple(chosen or sorted(present - set(PAPERS_AND_MEETINGS)) or sorted(present))


def domains(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the subjects, and one entry for the instruments that have none."""
    return {
        **_words(vocabulary.DOMAINS, rosters["domain"].dropna()),
        "none": _("Organisations and groups"),
    }


def kinds(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the kinds of some rosters."""
    return _words(vocabulary.KINDS, rosters["kind"])


def roles(rosters: pd.DataFrame, memberships: pd.DataFrame) -> dict[str, str]:
    """Return the roles that anyone holds on some rosters."""
    is_inside = memberships["instrument_id"].isin(rosters["instrument_id"])
    return _words(vocabulary.ROLES, memberships["role"][is_inside])


def days(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the days offered: as last read, and the end of each year in which a text opened."""
    years = sorted({day.year for day in rosters["date_from"].dropna()}, reverse=True)
    latest = max(rosters["as_of"].dropna().str[:4], default="9999")
    ends = {f"{y}-12-31": _("End of {year}").format(year=y) for y in years if str(y) < latest}
    return {"now": _("As last read"), **ends}


def _words(words: dict[str, str], codes: pd.Series) -> dict[str, str]:
    """Return the codes that occur, with their words, in the order of the vocabulary."""
    present = set(codes)
    known = [code for code in words if code in present]
    return {code: vocabulary.word(words, code) for code in (*known, *sorted(present - set(known)))}
