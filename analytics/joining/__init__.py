"""Who joins a text, and how good such forecasts were.

Read `history` and `history_from_tables` first (what was known when), `features` and `model` (the
model), `coalition_sizes` and `roster_growth` (how many), `prediction` and `prediction_on_day` (a
forecast), then `opportunities`, `champions`, `reach` and the reasons; `backtest` and
`open_backtest` are the proof, `champion_proof` and `ranking_gain` that of what champions share;
`stated_trial` is what was tried and left out; `number_under_way` is for the day on which names come
in. What pages ask stands in `questions` and `proofs`.
"""

from analytics.joining.proofs import (
    broadening_tested,
    joined_with_chance,
    joining_backtest,
    joining_reliability,
    joining_scores,
    joining_scores_by_text,
    likeness_scores,
    likeness_tested,
    n_open_texts,
    open_text_backtest,
    open_text_scores,
    ranking_gain_of_words,
    stated_trial_of_texts,
    stated_trial_scores,
)
from analytics.joining.questions import (
    champions_for,
    closeness_of_states,
    evidence_for,
    features_of_texts,
    growth_precedents,
    history_with,
    joining_history,
    joining_prediction,
    joining_targets,
    open_text_snapshots,
    opportunities_for,
    reach_for,
    reasons_for,
    target_evidence,
)

__all__ = [
    "broadening_tested",
    "champions_for",
    "closeness_of_states",
    "evidence_for",
    "features_of_texts",
    "growth_precedents",
    "history_with",
    "joined_with_chance",
    "joining_backtest",
    "joining_history",
    "joining_prediction",
    "joining_reliability",
    "joining_scores",
    "joining_scores_by_text",
    "joining_targets",
    "likeness_scores",
    "likeness_tested",
    "n_open_texts",
    "open_text_backtest",
    "open_text_scores",
    "open_text_snapshots",
    "opportunities_for",
    "ranking_gain_of_words",
    "reach_for",
    "reasons_for",
    "stated_trial_of_texts",
    "stated_trial_scores",
    "target_evidence",
]
