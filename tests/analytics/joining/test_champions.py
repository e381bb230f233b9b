import dataclasses

import numpy as np
import pytest

from analytics.joining import champions, features
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

DAY = np.datetime64("2022-06-01", "D")
COMPONENTS = list(champions.COMPONENTS)


@pytest.fixture(scope="module")
def near() -> champions.PairCloseness:
    return champions.closeness(planted.record(), DAY)


@pytest.fixture(scope="module")
def members() -> np.ndarray:
    return planted.record().known(DAY).joined[planted.record().place(planted.SUMMIT)]


@pytest.fixture(scope="module")
def newcomers(members) -> np.ndarray:
    place = planted.record().place(planted.SUMMIT)
    return members & ~features.of_text(planted.record(), place).was_on_family


def of(target, near, members, newcomers) -> champions.Champions:
    return champions.champions_for(planted.record(), near, target, members, newcomers)


@pytest.mark.parametrize("target", planted.STATES[:-1])
def test_components_lie_between_0_and_1_and_fitness_is_their_mean(target, near, members, newcomers):
    table = of(target, near, members, newcomers).table
    values = table[COMPONENTS]
    assert ((values >= 0) & (values <= 1) | values.isna()).all(axis=None)
    np.testing.assert_allclose(table["fitness"], values.mean(axis=1))
    assert table["fitness"].is_monotonic_decreasing
    assert target not in set(table["iso3"])
    assert set(table["iso3"]) == set(np.array(planted.STATES)[members]) - {target}


def test_who_votes_and_joins_most_alike_comes_first_in_each(near, members, newcomers):
    states = planted.record().states
    target = next(s for s, is_in in zip(states, members, strict=True) if not is_in)
    table = of(target, near, members, newcomers).table.set_index("iso3")
    at = states.index(target)
    candidates = [states.index(iso3) for iso3 in table.index]
    closest = states[max(candidates, key=lambda k: near.votes[at, k])]
    assert table["votes"].idxmax() == closest
    assert table.loc[closest, "votes"] == 1


def test_shared_groups_are_named_and_counted(near, members, newcomers):
    record = planted.record()
    target = planted.STATES[9]  # in the commonwealth and the union
    table = of(target, near, members, newcomers).table
    for row in table.itertuples():
        at = record.states.index(row.iso3)
        shared = [
            key
            for key, is_in in zip(record.groups, record.in_group, strict=True)
            if is_in[at] and is_in[record.states.index(target)]
        ]
        assert row.shared_groups == tuple(shared)
        assert row.groups == len(shared) / 2
        is_near = planted.REGION[at] == planted.REGION[9]
        assert row.ties == float(is_near or "commonwealth" in shared)


def test_the_road_is_that_of_newcomers(near, members, newcomers):
    table = of(planted.SILENT, near, members, newcomers).table.set_index("iso3")
    came = {s for s, is_new in zip(planted.STATES, newcomers, strict=True) if is_new}
    assert set(table.index[table["road"] == 1]) == came
    assert 0 < len(came) < len(table)


def test_what_is_missing_is_left_out_and_said(near, members, newcomers):
    found = of(planted.SILENT, near, members, newcomers)
    assert found.table[["votes", "groups"]].isna().all(axis=None)
    assert found.table["fitness"].notna().all()
    assert found.left_out.to_dict("records") == [
        {"kind": "component", "key": "votes", "reason": "no_votes"},
        {"kind": "component", "key": "groups", "reason": "no_groups"},
    ]
    assert of(planted.STATES[9], near, members, newcomers).left_out.empty


def test_a_state_outside_all_regional_groups_is_near_nobody(near, members, newcomers):
    record = planted.record()
    adrift = dataclasses.replace(record, regions=("",) * planted.N_STATES)
    found = champions.champions_for(adrift, near, planted.SILENT, members, newcomers)
    assert (found.table["ties"] == 0).all()


def test_closeness_knows_nothing_later(near):
    early = champions.closeness(planted.record(), np.datetime64("2013-06-01", "D"))
    assert not np.array_equal(early.votes, near.votes)
    assert not np.array_equal(early.texts, near.texts)
    assert np.isnan(early.absent[planted.STATES.index(planted.LATE_VOTER)])


def test_an_unknown_target_and_an_empty_coalition_are_refused(near, members, newcomers):
    with pytest.raises(AnalysisError, match="champions: found State 'XKX', expected a UN member"):
        of("XKX", near, members, newcomers)
    alone = np.array(planted.STATES) == "SAA"
    with pytest.raises(AnalysisError, match="found no other member of the coalition"):
        of("SAA", near, alone, alone)
