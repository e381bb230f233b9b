"""Languages: their names of States, their numbers, dates and lists, and their fallbacks."""

import pandas as pd
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import i18n
from data import store

NAMED_OTHERWISE = {
    "en": {
        "COD": "usage of diplomats; CLDR names the two Congos by their capitals",
        "COG": "usage of diplomats; CLDR names the two Congos by their capitals",
        "CPV": "the name that the State asked for in 2013",
        "MMR": "without the former name",
        "PSE": "the observer State, not the territories",
        "VAT": "the observer at the United Nations is the Holy See, not the city",
    },
    "nl": {
        "COD": "as in English",
        "MMR": "without the former name",
        "PSE": "the observer State, not the territories",
        "VAT": "the observer at the United Nations is the Holy See, not the city",
    },
}
"""States that are not called as in Unicode's CLDR, and why."""


@pytest.fixture(autouse=True)
def _english_again():
    yield
    i18n.use("en", i18n.translations("en"))


def speak(language: str) -> None:
    i18n.use(language, i18n.translations(language))


def plainly(name: str) -> str:
    """Return a name as the United Nations spells it: "and", "Saint", a straight apostrophe."""
    return name.replace("&", "and").replace("St ", "Saint ").replace("’", "'")


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_states_are_called_as_in_cldr_but_for_a_few(
    snapshot: store.Snapshot, language: str
) -> None:
    states = snapshot.frame("states").dropna(subset="iso2")
    territories = Locale.parse(i18n.LOCALES[language]).territories
    other = {
        iso3
        for iso3, iso2, name in zip(
            states["iso3"], states["iso2"], states[f"name_{language}"], strict=True
        )
        if name not in (territories[iso2], plainly(territories[iso2]))
    }
    assert other == set(NAMED_OTHERWISE[language])


@pytest.mark.parametrize(
    ("language", "whole", "part", "share"),
    [("en", "1,084,371", "0.5", "86.5%"), ("nl", "1.084.371", "0,5", "86,5%")],
)
def test_numbers_are_written_as_the_language_does(
    language: str, whole: str, part: str, share: str
) -> None:
    speak(language)
    assert i18n.number(1084371) == whole
    assert i18n.number(0.5, decimals=1) == part
    assert i18n.per_cent(0.865, decimals=1) == share


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("en", "5 March 2026", "March 2026"), ("nl", "5 maart 2026", "maart 2026")],
)
def test_dates_are_written_as_far_as_they_are_known(language: str, day: str, month: str) -> None:
    speak(language)
    assert i18n.day(pd.Timestamp("2026-03-05")) == day
    assert i18n.partial_date("2026-03-05") == day
    assert i18n.partial_date("2026-03") == month
    assert i18n.partial_date("2026") == "2026"


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NA])
def test_a_date_that_is_not_known_is_a_dash(nothing: object) -> None:
    assert i18n.partial_date(nothing) == "—"
    assert i18n.day(pd.NaT) == "—"


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Ghana, Kenya and Peru"), ("nl", "Ghana, Kenya en Peru")]
)
def test_lists_end_with_the_languages_and(language: str, line: str) -> None:
    speak(language)
    assert i18n.listing(["Ghana", "Kenya", "Peru"]) == line


def test_an_unknown_text_is_shown_as_it_is() -> None:
    speak("nl")
    title = "Question of the Falkland Islands (Malvinas)"
    assert i18n._(title) == title
    assert i18n._("") == ""


def test_words_are_those_of_the_language_spoken() -> None:
    speak("nl")
    assert i18n._("Abstained") == "Onthield zich"
    assert i18n.language() == "nl"
    speak("en")
    assert i18n._("Abstained") == "Abstained"


@pytest.mark.parametrize(("n", "form"), [(1, "deelnemerslijst "), (2, "deelnemerslijsten ")])
def test_the_form_goes_with_the_number(n: int, form: str) -> None:
    speak("nl")
    text = i18n.ngettext(
        "Of {n} roster the official number is known and names are missing.",
        "Of {n} rosters the official number is known and names are missing.",
        n,
    )
    assert form in text


@pytest.mark.parametrize(("language", "marks"), [("en", ".,"), ("nl", ",.")])
def test_charts_write_numbers_as_the_language_does(language: str, marks: str) -> None:
    speak(language)
    assert i18n.separators() == marks


@given(st.lists(st.text(min_size=1), min_size=1))
def test_the_order_of_names_does_not_hang_on_accents_or_capitals(names: list[str]) -> None:
    keys = [i18n.sorting(name) for name in names]
    assert keys == [i18n.sorting(key) for key in keys], "sorting a key again must change nothing"


def test_accents_do_not_send_a_state_to_the_end() -> None:
    names = ["Zambia", "Österreich", "Türkiye", "Côte d'Ivoire", "Cyprus"]
    assert sorted(names, key=i18n.sorting) == [
        *("Côte d'Ivoire", "Cyprus", "Österreich", "Türkiye", "Zambia"),
    ]


def test_all_catalogues_of_a_language_are_read_as_one() -> None:
    words = i18n.read_catalogue("nl")
    assert words.get("Not listed").string == "Niet vermeld"
    assert words.get("Treaty on the Prohibition of Nuclear Weapons") is not None
    assert not list(i18n.read_catalogue("en"))[1:]


@pytest.mark.parametrize(("language", "zero"), [("en", "0.00"), ("nl", "0,00")])
@given(value=st.floats(-0.004999, 0.004999))
@settings(max_examples=30)
def test_what_rounds_to_nothing_has_no_sign(language: str, zero: str, value: float) -> None:
    speak(language)
    assert i18n.number(value, decimals=2) == zero
    assert i18n.per_cent(value, decimals=0) == ("0%")
    assert i18n.number(-0.0) == "0"
    assert i18n.number(-0.006, decimals=2).endswith("1")
    assert i18n.number(-0.006, decimals=2) != i18n.number(0.006, decimals=2)
