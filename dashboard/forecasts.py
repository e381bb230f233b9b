"""The next vote, in words: texts, tallies and the States that may move."""

from __future__ import annotations

import pandas as pd

from analytics.next_vote import forecast, forecast_skill
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


def measured(found: forecast_skill.Skill) -> str:
    """Return how well it was foretold who moves, in a few lines."""
    scores, rates = found.scores, found.over_rates
    return _(
        "Tested half a year ahead on {n} votes on {texts} texts since 2003 that the model had not "
        "seen, for States whose last vote was not in favour; {base} of them moved to Yes. The "
        "error is {bss} smaller than that of the strongest simple baseline, a logit of nine "
        "counts (90% interval by text: {low} to {high}), and {rates} smaller than with the rates "
        "of past votes. Of those that moved, {recall} were among the ten likeliest ({nine} by the "
        "nine counts, {random} by chance). Where it said {said} on average, {did} moved."
    ).format(
        n=i18n.number(found.n_votes),
        texts=i18n.number(scores.n_groups),
        base=i18n.per_cent(scores.n_yes / scores.n_rows, decimals=1),
        bss=i18n.per_cent(scores.values["bss"]),
        low=i18n.per_cent(scores.low["bss"]),
        high=i18n.per_cent(scores.high["bss"]),
        rates=i18n.per_cent(rates.values["bss"]),
        recall=i18n.per_cent(found.recall_at_10),
        nine=i18n.per_cent(found.recall_nine),
        random=i18n.per_cent(found.recall_random),
        said=i18n.per_cent(found.top_predicted),
        did=i18n.per_cent(found.top_observed),
    )


def measured_tally(found: forecast_skill.Skill) -> str:
    """Return how near the tallies came beside those of last time, in a few lines."""
    tally = found.tallies.set_index("method").to_dict("index")
    latest = found.latest.set_index("method").to_dict("index")
    last = tally["last"]
    text = _(
        "Of the tally, the number expected was off by {rmse} States (root mean square), that of "
        "last time by {last}; the gain is {gain} (90% interval: {low} to {high})."
    ).format(
        rmse=i18n.number(tally["model"]["rmse"], decimals=1),
        last=i18n.number(last["rmse"], decimals=1),
        gain=i18n.number(last["rmse_gain"], decimals=1),
        low=i18n.number(last["rmse_gain_low"], decimals=1),
        high=i18n.number(last["rmse_gain_high"], decimals=1),
    )
    if last["rmse_gain_low"] <= 0:
        text += " " + _("That may be chance.")
    spread = tally["last_with_spread"]
    return (
        text
        + " "
        + _(
            "With its range the forecast is nearer than last time with the usual spread: CRPS "
            "{crps} against {crps_last} States (the gain: {low} to {high}). The tally lay within "
            "its range in {coverage} of votes. In the {n} votes since {day} the model expected "
            "{bias} more in favour than came, on average; last time had {bias_last} more."
        ).format(
            crps=i18n.number(tally["model"]["crps"], decimals=1),
            crps_last=i18n.number(spread["crps"], decimals=1),
            low=i18n.number(spread["crps_gain_low"], decimals=1),
            high=i18n.number(spread["crps_gain_high"], decimals=1),
            coverage=i18n.per_cent(found.coverage),
            n=i18n.number(found.n_latest),
            day=i18n.day(found.latest_since),
            bias=i18n.number(latest["model"]["bias"], decimals=1),
            bias_last=i18n.number(latest["last"]["bias"], decimals=1),
        )
    )
