"""What Streamlit's widgets say is told in Dutch, word for word as the pinned Streamlit has it."""

import re
from pathlib import Path

import pytest
import streamlit as st

from dashboard import i18n
from dashboard.words import widgets

JOINED = re.compile(r"\{\w+\}|(?<=Enter to )")
"""Where Streamlit puts a phrase together of parts."""

SHORT = 2
"""Letters of a part of a phrase that could stand anywhere."""


@pytest.fixture(scope="module")
def spoken() -> str:
    """Return all scripts of Streamlit that a page may load."""
    scripts = (Path(st.__file__).parent / "static").rglob("*.js")
    return "\n".join(script.read_text(encoding="utf-8") for script in scripts)


@pytest.mark.parametrize("phrase", widgets.PHRASES)
def test_streamlit_says_it(spoken: str, phrase: str) -> None:
    parts = [part for part in JOINED.split(phrase) if len(part) > SHORT]
    assert all(part in spoken for part in parts)


def test_english_needs_no_telling() -> None:
    assert widgets.told() == []
    with i18n.spoken("nl"):
        assert ("No results", "Niets gevonden") in widgets.told()


def test_every_field_is_told() -> None:
    with i18n.spoken("nl"):
        for english, own in widgets.told():
            assert sorted(re.findall(r"\{\w+\}", own)) == sorted(re.findall(r"\{\w+\}", english))
