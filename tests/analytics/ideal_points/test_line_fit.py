from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import ideal_points, line_fit
from data.errors import AnalysisError
from tests.analytics import points

N_STATES, N_ROLLCALLS = 40, 120
LETTERS = np.array(["N", "A", "Y"])
STATES = [f"S{k:02d}" for k in range(N_STATES)]
IDS = [f"r{k:03d}" for k in range(N_ROLLCALLS)]


@dataclasses.dataclass(frozen=True)
class World:
    votes: pd.DataFrame
    placed: ideal_points.IdealPoints
    topics: pd.DataFrame


def world(seed: int = 0, *, off_the_line: int = 0, is_noise: bool = False) -> World:
    """Return votes drawn from a line; the first States vote at random instead."""
    rng = np.random.default_rng(seed)
    theta = np.linspace(-2, 2, N_STATES)
    slopes = rng.choice([-3.0, 3.0], size=N_ROLLCALLS) * (not is_noise)
    cuts = np.sort(rng.normal(scale=2, size=(N_ROLLCALLS, 2)), axis=1)
    latent = slopes[:, None] * theta + rng.logistic(size=(N_ROLLCALLS, N_STATES))
    cast = (latent[:, :, None] > cuts[:, None]).sum(axis=2)
    cast[:, :off_the_line] = rng.integers(3, size=(N_ROLLCALLS, off_the_line))
    held = pd.DataFrame({"iso3": STATES, "session_number": 70, "ideal_point": theta})
    counts = {
        name: (cast == k).sum(axis=1) for k, name in enumerate(["n_no", "n_abstain", "n_yes"])
    }
    used = pd.DataFrame(
        {"rollcall_id": IDS, "session_number": 70, "text": np.arange(N_ROLLCALLS) // 2}
    ).assign(slope=slopes, cut_n=cuts[:, 0], cut_y=cuts[:, 1], **counts)
    return World(
        votes=pd.DataFrame(
            {
                "rollcall_id": np.repeat(IDS, N_STATES),
                "iso3": np.tile(STATES, N_ROLLCALLS),
                "vote": LETTERS[cast.ravel()],
            }
        ),
        placed=dataclasses.replace(points.of(held), rollcalls=used),
        topics=pd.DataFrame({"rollcall_id": IDS[:30], "topic": "mines"}),
    )


def told(held: World) -> line_fit.LineFit:
    return line_fit.fit(held.placed, held.votes, held.topics, sessions=(70, 70))


def test_states_off_the_line_are_marked_and_hardly_any_other():
    marked = [told(world(seed, off_the_line=3)).by_state for seed in range(5)]
    off = pd.concat([frame[frame["iso3"] < "S03"] for frame in marked])
    assert off["is_held"].mean() <= 0.2
    others = pd.concat([frame[frame["iso3"] >= "S03"] for frame in marked])
    assert others["is_held"].mean() > 0.98
    assert others["missed"].mean() == pytest.approx(others["expected"].mean(), abs=0.02)


def test_a_line_takes_most_of_the_errors_away_and_noise_none():
    line, noise = (told(world(is_noise=is_noise)).by_subject for is_noise in (False, True))
    assert line["topic"].tolist() == ["all", "mines"]
    assert line["n_rollcalls"].tolist() == [120, 30]
    assert line["reduction"].iloc[0] > 0.5
    assert noise["reduction"].iloc[0] == pytest.approx(0, abs=0.05)


def test_figures_are_those_counted_by_hand():
    held = world()
    first = told(held).by_state.set_index("iso3").loc["S00"]
    own = held.votes[held.votes["iso3"] == "S00"]["vote"].map({"N": 0, "A": 1, "Y": 2}).to_numpy()
    used = held.placed.rollcalls
    counts = used[["n_no", "n_abstain", "n_yes"]].to_numpy()
    assert first["guess_missed"] == pytest.approx((counts.argmax(axis=1) != own).mean())
    logit = used["slope"] * -2
    below = 1 / (1 + np.exp(logit - used["cut_n"]))
    upto = 1 / (1 + np.exp(logit - used["cut_y"]))
    foreseen = np.stack([below, upto - below, 1 - upto]).argmax(axis=0)
    assert first["missed"] == pytest.approx((foreseen != own).mean())


def test_a_state_with_few_votes_is_not_judged():
    held = world()
    few = held.votes[(held.votes["iso3"] != "S05") | (held.votes["rollcall_id"] < "r010")]
    frame = told(dataclasses.replace(held, votes=few)).by_state.set_index("iso3")
    assert pd.isna(frame.loc["S05", "is_held"])
    assert frame["is_held"].isna().sum() == 1


def test_sessions_without_roll_calls_are_refused():
    held = world()
    with pytest.raises(AnalysisError, match="found no roll call used in sessions 1 to 3"):
        line_fit.fit(held.placed, held.votes, held.topics, sessions=(1, 3))
