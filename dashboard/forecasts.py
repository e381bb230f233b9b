"""The next vote, in words: texts, tallies and the States that may move."""

from __future__ import annotations

import pandas as pd

from analytics import forecast, forecast_backtest
from dashboard import i18n, states
from dashboard.i18n import _, vocabulary

AIMD = (
    "artificial intelligence in the military domain and its implications for international peace "
    "and security"
)
FIRST = (AIMD, "lethal autonomous weapons systems")
"""Texts that are offered first."""


def text_names(texts: pd.DataFrame) -> dict[str, str]:
    """Return what each text that can be asked about is called, those of the subject first."""
    names = {
        row["series"]: f"{_(row['title'])} · {row['symbol']}" for row in texts.to_dict("records")
    }
    first = {key: names[key] for key in FIRST if key in names}
    return first | names


def tally_rows(found: forecast.Forecast, symbol: str) -> pd.DataFrame:
    """Return the last tally and the one expected, as rows of bars."""
    labels = {"last": symbol, "expected": _("Expected next")}
    parts = [
        pd.DataFrame(
            {
                "label": label,
                "category": found.tally["vote"],
                "n": found.tally[column].round().astype(int),
            }
        )
        for column, label in labels.items()
    ]
    return pd.concat(parts, ignore_index=True)


def tally_table(found: forecast.Forecast) -> pd.DataFrame:
    """Return the tally expected, in words."""
    return found.tally.assign(
        words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in found.tally["vote"]],
        expected=found.tally["expected"].round(1),
    )


def mover_rows(movers: pd.DataFrame, all_states: pd.DataFrame) -> pd.DataFrame:
    """Return the States that may move, in words; see `forecast.movers`."""
    frame = states.with_names(movers, all_states).round(3)
    return frame.assign(
        last_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["last"]],
        in_words=[vocabulary.probability_in_words(p) for p in frame["p_moves"]],
        dossier=states.dossiers(frame["iso3"]),
    )


def case_rows(moves: pd.DataFrame, all_states: pd.DataFrame) -> pd.DataFrame:
    """Return who could have moved at a past vote, or did, in words."""
    frame = states.with_names(moves, all_states).round(3)
    return frame.assign(
        last_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["last"]],
        outcome_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["outcome"]],
    )


def measured(found: forecast_backtest.Skill) -> str:
    """Return what the back-test found, in one line."""
    scores = found.scores
    return _(
        "Tested on {n} votes since 2003 that the model had not seen, for States whose last vote "
        "was not in favour: the error is {bss} smaller than with the rates of past votes (90% "
        "interval: {low} to {high}); of those that moved, {recall} were among the ten likeliest "
        "({random} by chance). Where it said {said} on average, {did} moved. The base rate is "
        "{base}. The tally lay within its range in {coverage} of votes."
    ).format(
        n=i18n.number(scores.n_events),
        bss=i18n.per_cent(scores.values["bss"]),
        low=i18n.per_cent(scores.low["bss"]),
        high=i18n.per_cent(scores.high["bss"]),
        recall=i18n.per_cent(found.recall_at_10),
        random=i18n.per_cent(found.recall_random),
        said=i18n.per_cent(found.top_predicted),
        did=i18n.per_cent(found.top_observed),
        base=i18n.per_cent(scores.n_yes / scores.n_rows, decimals=1),
        coverage=i18n.per_cent(found.coverage),
    )
