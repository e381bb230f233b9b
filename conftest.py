"""What holds for every test, those in docstrings too."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from dashboard import i18n

settings.register_profile("trojka", deadline=None)  # how long an example takes is the machine's
settings.load_profile("trojka")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English at the start of every test, and leave it spoken."""
    i18n.use("en", i18n.translations("en"))
    yield
    i18n.use("en", i18n.translations("en"))
