from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FaultsError, SourceError
from etl.names import Names, resolved

ALIASES = pd.DataFrame(
    [("Côte d'Ivoire", "CIV"), ("Kenya", "KEN"), ("Türkiye", "TUR")], columns=["alias", "iso3"]
)
NAMES = Names(ALIASES, where="aliases.csv")


@pytest.mark.parametrize(
    "name",
    ["Côte d’Ivoire", "CÔTE D'IVOIRE", "  Côte   d'Ivoire ", "Co\u0302te d'Ivoire"],
    ids=["curly apostrophe", "capitals", "spaces", "combining accent"],
)
def test_a_spelling_is_known_in_every_guise(name: str) -> None:
    assert NAMES.code(name, where="x") == "CIV"


@given(name=st.sampled_from(ALIASES["alias"].tolist()), data=st.data())
def test_case_and_spacing_never_matter(name: str, data: st.DataObject) -> None:
    letters = [data.draw(st.sampled_from([c, c.upper(), c.lower()])) for c in name]
    written = data.draw(st.sampled_from(["", " ", "\t"])) + "".join(letters)
    assert NAMES.code(written, where="x") == NAMES.code(name, where="x")


def test_a_name_that_is_nearly_known_is_refused_with_a_hint() -> None:
    with pytest.raises(SourceError, match=r"found State 'Kenia'.*\(nearest: 'kenya', KEN\)"):
        NAMES.code("Kenia", where="x")


def test_a_name_that_is_not_nearly_known_is_refused_without_one() -> None:
    with pytest.raises(SourceError, match=r"a spelling that aliases\.csv holds; correct"):
        NAMES.code("Zzzz", where="x")


def test_all_unknown_names_are_reported_together() -> None:
    frame = pd.DataFrame({"iso3": ["", ""], "name_as_listed": ["Kenia", "Turkije"]})
    with pytest.raises(FaultsError) as caught:
        resolved(frame, names=NAMES, states={"KEN", "TUR"}, where="x.csv")
    assert [str(fault).split(":")[0] for fault in caught.value.faults] == [
        "x.csv line 2",
        "x.csv line 3",
    ]
