"""What a plan is for: the worth of each State, by goal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.outreach import objective
from tests.analytics.outreach_world import world

START = world(20, seed=1)


def test_members_count_the_same_and_aim_at_no_number() -> None:
    found = objective.objective_for(START, "members", 9)
    assert set(found.weights) == {1.0}
    assert found.target is None


def test_a_target_is_aimed_at() -> None:
    assert objective.objective_for(START, "target", 9).target == 9


def test_balance_weighs_a_state_by_the_share_of_its_region_that_is_missing() -> None:
    weights = objective.objective_for(START, "balance", 9).weights
    frame = pd.DataFrame({"region": START.regions, "on": START.members, "weight": weights})
    share = frame.groupby("region")["on"].mean()
    assert (frame["weight"] == 1 - frame["region"].map(share)).all()


def test_bridges_weigh_by_how_much_others_listen_to_them() -> None:
    weights = objective.objective_for(START, "bridge", 9).weights
    assert weights[START.is_open].mean() == pytest.approx(1)
    heard = START.peers[START.is_open].sum(axis=0)
    assert (np.argsort(weights, kind="stable") == np.argsort(heard, kind="stable")).all()


def test_where_nobody_listens_bridges_weigh_the_same() -> None:
    deaf = replace(START, peers=np.zeros_like(START.peers))
    assert set(objective.objective_for(deaf, "bridge", 9).weights) == {1.0}
