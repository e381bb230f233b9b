"""A page of the dashboard, opened as the app opens it, without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard import navigation

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


@pytest.fixture(autouse=True)
def plans_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database of plans of the test's own; the pages use it too."""
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    monkeypatch.setenv("TROJKA_PLANS_URL", url)
    return url


@pytest.fixture(name="open_page")
def _open_page() -> OpenPage:
    return open_page
