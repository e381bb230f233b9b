"""Who joins a text, and how good such forecasts were.

Read `asof` and `gathering` first (what was known when), `joining_features` and `learning` (the
model), `sizes` and `growth` (how many), `joining` and `joining_on_day` (a forecast), then
`opportunities`, `champions`, `broadening` and the reasons; `backtest` and `open_backtest` are the
proof. What pages ask stands in `questions` and `proofs`.
"""

from analytics.joining.proofs import (
    broadening_tested,
    joining_backtest,
    joining_reliability,
    joining_scores,
    joining_scores_by_text,
    n_open_texts,
    open_text_backtest,
    open_text_scores,
)
from analytics.joining.questions import (
    champions_for,
    closeness,
    growth_seen,
    joining_evidence_of,
    joining_features_of,
    joining_prediction,
    joining_reasons_of,
    joining_record,
    joining_targets,
    open_questions,
    opportunities_in,
    reach_for,
    record_with,
    target_evidence,
)

__all__ = [
    "broadening_tested",
    "champions_for",
    "closeness",
    "growth_seen",
    "joining_backtest",
    "joining_evidence_of",
    "joining_features_of",
    "joining_prediction",
    "joining_reasons_of",
    "joining_record",
    "joining_reliability",
    "joining_scores",
    "joining_scores_by_text",
    "joining_targets",
    "n_open_texts",
    "open_questions",
    "open_text_backtest",
    "open_text_scores",
    "opportunities_in",
    "reach_for",
    "record_with",
    "target_evidence",
]
