"""The tally that is expected, beside the last one, and how far it may come out otherwise."""

from __future__ import annotations

import pandas as pd

from analytics import next_vote
from analytics.next_vote import forecast
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Share, Unknown
from dashboard.figures import tally as bars
from dashboard.i18n import _, vocabulary
from dashboard.pages.next_vote import figures as draw
from dashboard.words import next_votes, standing_in_words
from data.facts import Facts

N_NAMED = 4
"""States named in the answer, the likeliest to move to Yes."""


def finding(facts: Facts, series: str) -> Blocks:
    """Return how the next vote on a text may go, in a sentence.

    Parameters
    ----------
    facts : Facts
    series : str
        Key of the text.
    """
    found = facts.recall(next_vote.next_vote_on, series)
    text = next_votes.text_row(facts, series)
    finding = Finding(
        _finding_sentence(found, next_votes.mover_rows(facts, series), _(str(text["title"])))
    )
    if text["n_votes"] != 1:
        return (finding,)
    first_time = _(
        "This text has been voted on once: how States move on it is learnt from other texts alone."
    )
    return (finding, Unknown(first_time))


def tally(facts: Facts, series: str) -> Blocks:
    """Return the tally expected beside the last one, and how far it may come out otherwise."""
    found = facts.recall(next_vote.next_vote_on, series)
    text = next_votes.text_row(facts, series)
    yes = found.tally.to_dict("records")[0]
    in_short = _("{yes} in favour expected, from {low} to {high}; {last} last time.").format(
        yes=i18n.number(yes["expected"]),
        low=i18n.number(yes["low"]),
        high=i18n.number(yes["high"]),
        last=i18n.number(yes["last"]),
    )
    return (
        Chart(
            key="next_tally",
            title=_("The tally, last time and next"),
            figure=bars.bars(
                _bars(found, str(text["symbol"])),
                categories=standing_in_words.position_categories(),
            ),
            table=_in_words(found),
            columns={
                "words": _("Vote"),
                "last": _("Last time"),
                "expected": _("Expected"),
                "low": _("From"),
                "high": _("To"),
            },
            evidence=(text["evidence_id"],),
            summary=in_short,
        ),
        Chart(
            key="next_spread",
            title=_("How many may vote in favour"),
            figure=draw.spread(
                found.yes,
                low=int(yes["low"]),
                high=int(yes["high"]),
                last=int(yes["last"]),
                inside=_("90% of cases"),
                outside=_("The other cases"),
                before=_("Last time"),
                axis=_("States in favour"),
            ),
            table=found.yes,
            columns={"n_yes": _("States in favour"), "share": _("Share of cases")},
            styles={_("Share of cases"): Share()},
            evidence=(text["evidence_id"],),
            summary=in_short,
            note=_(
                "Each simulated vote errs as the forecast of some past vote did, for all States at "
                "once: on some days many are away. Learnt from {n} votes; asked for {day}."
            ).format(n=i18n.number(found.n_events), day=i18n.day(found.day)),
        ),
    )


def _finding_sentence(found: forecast.Forecast, words: pd.DataFrame, title: str) -> str:
    """Return the tally expected and who is likeliest to move, in two sentences."""
    by_vote = found.tally.set_index("vote").to_dict("index")
    likely = words[words["direction"] == "to_yes"].head(N_NAMED)
    text = _(
        "If “{title}” comes to a vote again a year on, about **{yes} States** vote in favour "
        "(90% of cases: {low} to {high}), {abstain} abstain, {against} vote against and {away} do "
        "not vote. It was {last} last time."
    ).format(
        title=title,
        yes=i18n.number(by_vote["Y"]["expected"]),
        low=i18n.number(by_vote["Y"]["low"]),
        high=i18n.number(by_vote["Y"]["high"]),
        abstain=i18n.number(by_vote["A"]["expected"]),
        against=i18n.number(by_vote["N"]["expected"]),
        away=i18n.number(by_vote["X"]["expected"]),
        last=i18n.number(by_vote["Y"]["last"]),
    )
    if likely.empty:
        return text
    named = [
        f"{name} ({i18n.per_cent(p)})"
        for name, p in zip(likely["name"], likely["p_moves"], strict=True)
    ]
    return f"{text} " + _("Likeliest to move to Yes: **{names}**.").format(
        names=i18n.listing(named)
    )


def _bars(found: forecast.Forecast, symbol: str) -> pd.DataFrame:
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


def _in_words(found: forecast.Forecast) -> pd.DataFrame:
    """Return the tally expected, in words and in whole States, as it is drawn."""
    return found.tally.assign(
        words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in found.tally["vote"]],
        expected=found.tally["expected"].round().astype(int),
    )
