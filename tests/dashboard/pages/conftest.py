"""The tiny world, with what some pages need besides."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import stated
from data import facts


@pytest.fixture
def voted_on_laws(world: dict[str, pd.DataFrame]) -> str:
    """Put the last vote on military AI under autonomous weapons too, and return its key."""
    held = facts.of_tables(world)
    last = stated.last_vote_on(held, stated.last_day(held), "aimd")
    assert last is not None
    topics = world["topics"]
    row = topics[topics["rollcall_id"] == last].head(1).assign(topic="laws")
    world["topics"] = pd.concat([topics, row], ignore_index=True).astype(topics.dtypes)
    return last
