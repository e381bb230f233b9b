"""What the numbers of back-tests mean, for programs: the words of `back_tests`, as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]


def _object(description: str, properties: Mapping[str, Json]) -> Json:
    return {
        "type": "object",
        "description": description,
        "required": list(properties),
        "properties": dict(properties),
    }


def _real(description: str) -> Json:
    return {"type": ["number", "null"], "description": description}


def _whole(description: str) -> Json:
    return {"type": "integer", "description": description}


def _interval(description: str) -> Json:
    ends = {"value": "The number", "low": "Lower end of its 90 % interval", "high": "Upper end"}
    return _object(description, {name: _real(text) for name, text in ends.items()})


def _scores(reference: str, more: Iterable[tuple[str, Json]] = ()) -> dict[str, Json]:
    told = {
        "within": "Of pairs of a State for which it came true and one for which it did not, in one "
        "text, the share ranked right; 0.5 is chance",
        "auc": "Area under the ROC curve of all rows together",
        "ap": "Average precision",
        "brier": "Mean squared error (Brier)",
        "bss": f"By how much that error is smaller than with {reference}",
        "log_loss": "Mean log loss; lower is better",
        "p_at_n": "Of as many of the likeliest as came, the share that did",
        "r_at_10": "Share of those that came among the ten likeliest",
    }
    return {
        "n_groups": _whole("Texts, or questions about texts, within which States are ranked"),
        "n_states": _whole("Rows tested: a State and a text each"),
        "n_came": _whole("Of these, those for which it came true"),
        "base_rate": _real("n_came of n_states"),
        "is_skilled": {
            "type": ["boolean", "null"],
            "description": f"Whether the whole interval of bss lies above 0: better than "
            f"{reference}; null where that cannot be told. If false, read the order and not the "
            "number",
        },
        "measures": _object("Measures", {name: _interval(text) for name, text in told.items()}),
        **dict(more),
    }


_OTHER = {
    "type": "object",
    "description": "Of a text to come: of States on no earlier version. Of an open one: once a "
    "third of the signatories is known, and how many are to come",
    "additionalProperties": _object(
        "The same of these", {"n_texts": _whole("Texts"), **_scores("the base rate")}
    ),
}

OF_TEXT = _object(
    "Test of these very probabilities on past texts that the model had not seen",
    {
        "text_class": {"type": "string", "description": "Kind of the text"},
        "days_after_opening": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "So long after their opening open texts were seen; empty for a text to "
            "come, which was tested on texts of its kind on the eve of their opening",
        },
        "n_texts": _whole("Texts tested on"),
        **_scores("the base rate, the bare number of joiners spread over all"),
        "beside": _OTHER,
    },
)
"""What `back_tests.of_text` returns."""

OF_VOTES = _object(
    "Test of forecasts of recorded votes that the model had not seen",
    {
        "days_ahead": _whole("So long before each vote it was asked"),
        "n_votes": _whole("Votes tested on"),
        "moves_to_yes": _object(
            "Of States whose last vote was not in favour: whether they moved to it",
            _scores(
                "a logit of nine counts, the strongest simple baseline",
                {
                    "skill_over_rates": _interval("The same over the rates of past votes"),
                    "share_among_ten_likeliest": _real("Movers among the ten likeliest"),
                    "share_by_nine_counts": _real("The same by the nine counts"),
                    "share_by_chance": _real("The same by lot"),
                    "told_above": _real("Chances above it are called high"),
                    "n_told": _whole("High chances given"),
                    "mean_told": _real("Mean of these"),
                    "share_moved": _real("Of the States that were given them, those that moved"),
                }.items(),
            ),
        ),
        "tally_of_yes": _object(
            "How near the number expected in favour came, in States",
            {
                "error": _real("Root mean square error"),
                "error_of_last_time": _real("The same of the last tally: the baseline"),
                "gain": _interval("By how much the first is smaller; may be chance if 0 is in it"),
                "crps": _real("Continuous ranked probability score of the range"),
                "crps_of_last_time": _real("The same of the last tally with its usual spread"),
                "crps_gain": _interval("By how much the first is smaller"),
                "share_within_interval": _real("Votes whose tally lay within the 90 % interval"),
            },
        ),
        "latest_session": _object(
            "The same lately",
            {
                "since": {"type": "string", "format": "date", "description": "First vote of it"},
                "n_votes": _whole("Its votes"),
                "too_many_expected": _real("States expected in favour that did not come, on mean"),
                "too_many_last_time": _real("The same if all had voted as last time"),
            },
        ),
    },
)
"""What `back_tests.of_votes` returns."""
