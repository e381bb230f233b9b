"""A login provider, and a gate before which people log in with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dashboard.desks.asking import Before
from tests.oidc import provider as providers
from tests.oidc.provider import Provider, provided


@pytest.fixture(scope="module")
def served_provider() -> Iterator[Provider]:
    with provided() as provider:
        yield provider


@pytest.fixture
def provider(served_provider: Provider) -> Iterator[Provider]:
    """Return a provider with which nothing is wrong yet."""
    served_provider.knobs = providers.Knobs()
    yield served_provider
    served_provider.knobs = providers.Knobs()


@pytest.fixture
def before(provider: Provider) -> Before:
    return Before(provider)
