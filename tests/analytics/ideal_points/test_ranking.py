from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import ranking
from tests.analytics import points

STATES = [f"S{k:02d}" for k in range(30)]


def frame(by_session: dict[int, np.ndarray]) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame({"iso3": STATES, "session_number": session, "ideal_point": held})
            for session, held in by_session.items()
        ],
        ignore_index=True,
    )


def test_a_rank_is_as_sure_as_it_is_the_same_in_the_draws():
    apart = ranking.of_session(points.of(frame({70: np.arange(30.0)}), se=0.05))
    assert (apart["rank_from"] == apart["rank"]).all()
    assert (apart["rank_to"] == apart["rank"]).all()
    near = ranking.of_session(points.of(frame({70: np.arange(30.0) / 10}), se=0.3))
    width = near["rank_to"] - near["rank_from"]
    assert width.median() > 5
    assert (near["rank_from"] <= near["rank"]).all()
    assert (near["rank"] <= near["rank_to"]).all()


def test_ranks_drawn_hold_the_true_rank_nine_times_in_ten():
    truth, rng = np.linspace(-2, 2, 30), np.random.default_rng(1)
    inside = []
    for seed in range(20):
        seen = points.of(frame({70: truth + rng.normal(scale=0.3, size=30)}), se=0.3, seed=seed)
        ranked = ranking.of_session(seen).set_index("iso3").loc[STATES]
        true = np.arange(30, 0, -1)
        inside.append(((ranked["rank_from"] <= true) & (true <= ranked["rank_to"])).mean())
    assert 0.84 <= np.mean(inside) <= 0.97


def test_moves_run_from_the_first_to_the_last_session_shown():
    held = frame({70: np.zeros(30), 71: np.full(30, 9.0), 72: np.linspace(0, 2.9, 30)})
    moves = ranking.net_moves(points.of(held, se=0.1), ["S29", "S00"], first_year=2015)
    assert moves["iso3"].tolist() == ["S29", "S00"]
    assert moves[["session_from", "session_to"]].to_numpy().tolist() == [[70, 72], [70, 72]]
    assert moves["move"].tolist() == pytest.approx([2.9, 0])
    half = 1.6448536 * 0.1 * np.sqrt(2)
    assert moves["q95"].to_numpy() - moves["move"].to_numpy() == pytest.approx([half] * 2, rel=0.1)
    later = ranking.net_moves(points.of(held), ["S29"], first_year=2016)
    assert later["move"].tolist() == pytest.approx([2.9 - 9])
    assert ranking.net_moves(points.of(held), ["S29"], first_year=2017).empty
