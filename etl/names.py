"""From a State's name as printed to its ISO 3166-1 alpha-3 code."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pandas as pd

from data.errors import FaultsError, SourceError
from data.spellings import plain


class Names:
    """The spellings we know.

    Parameters
    ----------
    aliases : DataFrame
        Columns ``alias`` and ``iso3``. Spellings are compared without regard to case, accents'
        encoding, kind of apostrophe and spacing.
    where : str
        Path of the list, for messages.

    Raises
    ------
    SourceError
        If one spelling is given for two States.
    """

    def __init__(self, aliases: pd.DataFrame, *, where: str) -> None:
        self._codes: dict[str, str] = {}
        for alias, code in zip(aliases["alias"], aliases["iso3"], strict=True):
            held = self._codes.setdefault(plain(alias), code)
            if held != code:
                raise SourceError(
                    where,
                    found=f"'{alias}' for both {held} and {code}",
                    expected="one State a spelling",
                    do="remove the row that is wrong",
                )

    @property
    def spellings(self) -> Mapping[str, str]:
        """Return the code of each spelling, in small letters."""
        return self._codes

    def find(self, name: str) -> str | None:
        """Return the code of the State that is called so, or nothing."""
        return self._codes.get(plain(name))

    def code(self, name: str, *, where: str) -> str:
        """Return the code of the State that is called so.

        Raises
        ------
        SourceError
            If no State is known by the name; the message names the nearest spelling.
        """
        code = self.find(name)
        if code is None:
            near = difflib.get_close_matches(plain(name), self._codes, n=1, cutoff=0.6)
            hint = f" (nearest: '{near[0]}', {self._codes[near[0]]})" if near else ""
            raise SourceError(
                where,
                found=f"State '{name}'",
                expected=f"a spelling that aliases.csv holds{hint}",
                do="correct the name, or add the spelling to data/sources/aliases.csv",
            )
        return code


def refuse_names_of_others(aliases: pd.DataFrame, states: pd.DataFrame, *, where: str) -> None:
    """Check that no spelling of a State is the name of another.

    Raises
    ------
    FaultsError
        Naming every such spelling.
    """
    owners: dict[str, list[str]] = {}
    for column in ("un_name", "name_en", "name_nl"):
        for name, code in zip(states[column], states["iso3"], strict=True):
            owners.setdefault(plain(name), []).append(code)
    faults = [
        SourceError(
            f"{where} line {line}",
            found=f"'{alias}' for {code}, which is the name of {owners[plain(alias)][0]}",
            expected="a spelling of that State only",
            do="correct the code, or remove the row",
        )
        for line, (alias, code) in enumerate(
            zip(aliases["alias"], aliases["iso3"], strict=True), start=2
        )
        if code not in owners.get(plain(alias), [code])
    ]
    if faults:
        raise FaultsError(faults)


def resolved(frame: pd.DataFrame, *, names: Names, states: set[str], where: str) -> pd.DataFrame:
    """Return the frame with ``iso3`` filled in from ``name_as_listed`` and checked against it.

    Raises
    ------
    FaultsError
        Naming every unknown code, unknown name, and code that contradicts its name.
    """
    faults: list[SourceError] = []
    codes = []
    for i, (code, name) in enumerate(zip(frame["iso3"], frame["name_as_listed"], strict=True)):
        place = f"{where} line {i + 2}"
        try:
            codes.append(_code(code, name, names=names, states=states, where=place))
        except SourceError as error:
            faults.append(error)
    if faults:
        raise FaultsError(faults)
    return frame.assign(iso3=pd.Series(codes, index=frame.index, dtype="str"))


def refuse_unknown_codes(frame: pd.DataFrame, *, states: set[str], where: str) -> None:
    """Check that every code of a State is one that we know.

    Raises
    ------
    FaultsError
        Naming every other.
    """
    strange = frame.loc[~frame["iso3"].isin(states), "iso3"]
    if len(strange):
        raise FaultsError(
            _unknown_code(code, where=f"{where} line {line + 2}")
            for line, code in zip(strange.index.to_numpy(dtype="int64"), strange, strict=True)
        )


def _unknown_code(code: str, *, where: str) -> SourceError:
    return SourceError(
        where,
        found=f"code '{code}'",
        expected="an iso3 of data/sources/states.csv",
        do="correct the code, or add the State",
    )


def _code(code: str, name: str, *, names: Names, states: set[str], where: str) -> str:
    if code and code not in states:
        raise _unknown_code(code, where=where)
    if not name:
        if not code:
            raise SourceError(
                where, found="neither code nor name", expected="a State", do="name it"
            )
        return code
    named = names.code(name, where=where)
    if code and named != code:
        raise SourceError(
            where,
            found=f"code {code} beside '{name}', which is {named}",
            expected="the same State twice",
            do="correct the one or the other",
        )
    return named
