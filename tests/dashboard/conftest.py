"""A page of the dashboard, opened as the app opens it, without a browser."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.util import calc_hash

from dashboard import i18n, navigation

APP = Path(__file__).parents[2] / "dashboard" / "app.py"

OpenPage = Callable[..., AppTest]


def open_page(path: str, **query: str | list[str]) -> AppTest:
    """Return a page after its first run, its address being ``/path?query``."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    if path != navigation.PAGES[0].path:
        app._page_hash = calc_hash(path)  # switch_page() knows pages in files only
    return app.run()


@functools.cache
def shown_page(path: str, **query: str) -> AppTest:
    """Return a page after its first run, run once for all tests of a process that only look at it.

    Whoever goes on from it, by a click or a choice, opens one of their own.
    """
    app = open_page(path, **query)
    app._run = _refuse  # type: ignore[method-assign]  # where every widget's run() ends
    return app


def _refuse(*_asked: object, **_named: object) -> NoReturn:
    raise AssertionError("other tests look at this page too: take open_page to go on from it")


def button(app: AppTest, label: str) -> Button:
    """Return the button with a label."""
    return next(one for one in app.button if one.label == label)


def save(app: AppTest, title: str, who: str, language: str = "en") -> None:
    """Fill in the form that keeps a plan, and press its button."""
    words = i18n.translations(language).gettext
    boxes = {box.label: box for box in app.text_input}
    boxes[words("Title")].set_value(title)
    boxes[words("Saved by")].set_value(who)
    button(app, words("Save")).click().run()
    assert not app.exception


@pytest.fixture(autouse=True)
def plans_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database of plans of the test's own; the pages use it too."""
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    monkeypatch.setenv("TROJKA_PLANS_URL", url)
    return url


@pytest.fixture(name="shown_page")
def _shown_page() -> OpenPage:
    return shown_page


@pytest.fixture(name="open_page")
def _open_page() -> OpenPage:
    return open_page
