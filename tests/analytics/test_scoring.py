import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from analytics import scoring
from data.errors import AnalysisError


def drawn(seed: int, n: int = 120, n_events: int = 6) -> dict[str, np.ndarray]:
    """Return rows whose answers follow their probabilities, in events."""
    rng = np.random.default_rng(seed)
    probability = rng.beta(1, 3, size=n)
    return {
        "probability": probability,
        "answer": rng.random(n) < probability,
        "event": np.sort(rng.integers(n_events, size=n)),
        "reference": np.full(n, 0.25),
    }


def scored(rows: dict[str, np.ndarray], **options: object) -> scoring.Scores:
    return scoring.score(*rows.values(), **({"seed": 0, "n_replicates": 0} | options))


class TestMeasures:
    @pytest.mark.slow
    @settings(max_examples=25)
    @given(st.integers(0, 9999))
    def test_are_those_of_sklearn(self, seed):
        rows = drawn(seed)
        found, answer, p = scored(rows), rows["answer"], rows["probability"]
        assert found.values["auc"] == pytest.approx(metrics.roc_auc_score(answer, p))
        assert found.values["ap"] == pytest.approx(metrics.average_precision_score(answer, p))
        assert found.values["brier"] == pytest.approx(metrics.brier_score_loss(answer, p))
        assert found.values["log_loss"] == pytest.approx(metrics.log_loss(answer, p))
        against = metrics.brier_score_loss(answer, rows["reference"])
        assert found.values["bss"] == pytest.approx(1 - found.values["brier"] / against)
        assert (found.n_rows, found.n_yes) == (len(answer), answer.sum())

    @settings(max_examples=25)
    @given(st.integers(0, 9999))
    def test_within_counts_pairs_of_the_same_event_ties_by_half(self, seed):
        rows = drawn(seed)
        rows["probability"] = np.round(rows["probability"], 1)
        right = n_pairs = 0.0
        for event in np.unique(rows["event"]):
            here = rows["event"] == event
            p, answer = rows["probability"][here], rows["answer"][here]
            above = p[answer][:, None] - p[~answer][None]
            right += (above > 0).sum() + (above == 0).sum() / 2
            n_pairs += above.size
        assert scored(rows).values["within"] == pytest.approx(right / n_pairs)

    def test_within_does_not_gain_from_knowing_how_large_an_event_is(self):
        rng = np.random.default_rng(0)
        event = np.repeat(np.arange(40), 50)
        level = np.repeat(rng.beta(1, 2, size=40), 50)
        rows = {"probability": level, "answer": rng.random(2000) < level, "event": event}
        found = scored(rows | {"reference": np.full(2000, 0.3)}).values
        assert found["within"] == 0.5
        assert found["auc"] > 0.7

    @settings(max_examples=25)
    @given(st.integers(0, 9999))
    def test_at_the_top_count_event_by_event(self, seed):
        rows = drawn(seed)
        hits = ten = n_yes = 0
        for event in np.unique(rows["event"]):
            here = rows["event"] == event
            pairs = sorted(
                zip(-rows["probability"][here], rows["answer"][here], strict=True),
                key=lambda pair: pair[0],
            )
            answers = [bool(answer) for _, answer in pairs]
            hits += sum(answers[: sum(answers)])
            ten += sum(answers[:10])
            n_yes += sum(answers)
        found = scored(rows)
        assert found.values["p_at_n"] == pytest.approx(hits / n_yes)
        assert found.values["r_at_10"] == pytest.approx(ten / n_yes)

    def test_of_the_reference_itself_show_no_skill(self):
        rows = drawn(1)
        assert scored(rows | {"probability": rows["reference"]}).values["bss"] == 0

    def test_of_perfect_knowledge_are_perfect(self):
        rows = drawn(2)
        found = scored(rows | {"probability": rows["answer"].astype(float)}).values
        assert found["auc"] == found["ap"] == found["bss"] == found["p_at_n"] == 1
        assert found["brier"] == 0

    def test_certainty_that_is_wrong_costs_a_finite_log_loss(self):
        rows = drawn(3)
        found = scored(rows | {"probability": 1.0 - rows["answer"]})
        assert found.values["log_loss"] == pytest.approx(-np.log(scoring.FLOOR))

    def test_that_cannot_be_told_are_missing(self):
        rows = drawn(4) | {"answer": np.zeros(120, dtype=bool)}
        found = scored(rows, n_replicates=5)
        for name in ("within", "auc", "ap", "p_at_n", "r_at_10"):
            assert np.isnan(found.values[name]), name
            assert np.isnan(found.low[name]), name
        assert np.isfinite(found.values["brier"])

    def test_of_no_row_are_refused(self):
        nothing = np.empty(0)
        with pytest.raises(AnalysisError, match="back-test: found no row to score"):
            scoring.score(nothing, nothing > 0, nothing.astype(int), nothing, seed=0)


class TestIntervals:
    def test_resample_whole_events(self):
        rows = drawn(5)
        doubled = {
            name: np.concatenate([values, values]) for name, values in rows.items()
        }  # the same events, twice as many rows
        found, wanted = scored(doubled, n_replicates=50), scored(rows, n_replicates=50)
        assert found.low["brier"] == pytest.approx(wanted.low["brier"])
        assert found.high["auc"] == pytest.approx(wanted.high["auc"])

    def test_hold_the_value_and_repeat_with_the_seed(self):
        rows = drawn(6)
        found = scored(rows, n_replicates=200)
        for name in scoring.MEASURES:
            assert found.low[name] <= found.values[name] <= found.high[name], name
        assert found == scored(rows, n_replicates=200)
        assert found.low != scored(rows, n_replicates=200, seed=1).low

    def test_resample_whole_clusters_of_events(self):
        rows = drawn(5)
        cluster = rows["event"] // 3
        found = scored(rows, n_replicates=200, cluster=cluster)
        as_events = scored(rows | {"event": cluster}, n_replicates=200)
        assert found.low["brier"] == as_events.low["brier"]
        assert found.low["brier"] != scored(rows, n_replicates=200).low["brier"]
        assert found.values == scored(rows).values

    def test_need_more_than_one_cluster(self):
        rows = drawn(7)
        found = scored(rows, n_replicates=20, cluster=np.zeros(120, dtype=int))
        assert np.isnan(found.low["within"])
        assert np.isfinite(found.values["within"])

    def test_need_more_than_one_event(self):
        rows = drawn(7) | {"event": np.zeros(120, dtype=int)}
        assert np.isnan(scored(rows, n_replicates=20).low["brier"])


class TestReliability:
    def test_has_bins_of_equally_many_rows_in_order(self):
        rows = drawn(8, n=203)
        table = scoring.reliability(rows["probability"], rows["answer"], seed=0)
        assert len(table) == scoring.N_BINS
        assert table["n"].sum() == 203
        assert table["n"].max() - table["n"].min() <= 1
        assert table["predicted"].is_monotonic_increasing
        total = (table["predicted"] * table["n"]).sum()
        assert total == pytest.approx(rows["probability"].sum())
        assert (table["observed"] * table["n"]).sum() == pytest.approx(rows["answer"].sum())

    def test_has_no_more_bins_than_rows(self):
        rows = drawn(9, n=4)
        assert len(scoring.reliability(rows["probability"], rows["answer"], seed=0)) == 4

    def test_mean_gap_is_that_of_the_bins(self):
        probability = np.repeat([0.2, 0.8], 10)
        answer = np.tile([True, False], 10)
        table = scoring.reliability(probability, answer, seed=0, n_bins=2)
        assert scoring.mean_gap(table) == pytest.approx(0.3)

    def test_bands_hold_nine_in_ten_of_what_a_calibrated_forecast_shows(self):
        inside = []
        for seed in range(60):
            rows = drawn(seed, n=1000)
            table = scoring.reliability(
                rows["probability"], rows["answer"], seed=seed, n_replicates=200
            )
            inside += table["observed"].between(table["low"], table["high"]).tolist()
        assert 0.87 < np.mean(inside) < 0.97

    def test_bands_show_a_forecast_that_is_too_sure(self):
        rows = drawn(11, n=2000)
        bold = np.clip(rows["probability"] * 2, 0, 1)
        table = scoring.reliability(bold, rows["answer"], seed=0)
        assert not table["observed"].between(table["low"], table["high"]).iloc[-3:].any()


@pytest.mark.parametrize(
    ("within", "bss", "told"),
    [
        (0.6, 0.1, (True, True, True)),
        (0.5, 0.0, (True, False, False)),
        (0.7, -0.1, (True, True, False)),
        (np.nan, 0.1, (False, False, True)),
        (0.6, np.nan, (False, True, False)),
    ],
)
def test_what_is_sure_has_its_whole_interval_on_one_side(within, bss, told):
    ends = {"within": within, "bss": bss}
    found = scoring.Scores(ends, ends, ends, n_rows=9, n_yes=3, n_groups=2)
    assert (found.is_judged, found.ranks_above_chance, found.is_skilled) == told
