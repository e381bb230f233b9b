"""Whether go-betweens found by half of the texts are found by the other half."""

from __future__ import annotations

import numpy as np

from analytics.network import replication
from tests.analytics import drawn, same_worlds

NAMES = drawn.states(40)
US, WITH_US = NAMES[0], NAMES[2:20]


def test_a_planted_go_between_lasts_and_chance_does_not() -> None:
    codes = same_worlds.structureless(7, 40)
    codes[:, :3] = 2
    codes[:24, 1] = 0
    codes[:12, 2] = 0
    codes = np.vstack([codes] * 2)[:90]
    found = replication.of_go_betweens(same_worlds.compared(codes), (US,), WITH_US)
    assert found is not None
    assert found.n_found > 0
    assert found.n_held / found.n_found > 2 * found.n_all_held / found.n_all
    loose = same_worlds.compared(same_worlds.structureless(5, 40))
    nothing = replication.of_go_betweens(loose, (US,), WITH_US)
    assert nothing is not None
    assert nothing.n_found <= 0.05 * nothing.n_all
    short = same_worlds.compared(codes[:19])
    assert replication.of_go_betweens(short, (US,), WITH_US) is None
    assert replication.of_go_betweens(loose, ("XXX",), WITH_US) is None
