"""The next vote on a text in words: who may move, why, and how such forecasts did on the past."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics import next_vote
from analytics.next_vote import forecast, skill
from dashboard import i18n, once, theme
from dashboard.blocks import Blocks, Text, Unknown
from dashboard.i18n import _, mark, vocabulary
from dashboard.words import addresses, chart_of_reasons, shares, states, vote_reasons
from data.facts import Facts

AIMD = (
    "artificial intelligence in the military domain and its implications for international peace "
    "and security"
)
FIRST = (AIMD, "lethal autonomous weapons systems")
"""Texts that are offered first."""

TRUSTED = {
    "to_yes": mark(
        "How far to trust {chance}: in the test on past votes a State that had not voted in favour "
        "was given about that chance ({span}) in {n} cases; in **{came}** it moved to Yes "
        "({share}). Whatever the chance, {base} did."
    ),
    "from_yes": mark(
        "How far to trust {chance}: in the test on past votes a State that had voted in favour was "
        "given about that chance ({span}) in {n} cases; in **{came}** it abstained or voted "
        "against ({share}). Whatever the chance, {base} did."
    ),
}
"""By direction of the move."""


def text_row(facts: Facts, series: str) -> pd.Series:
    """Return what is known of a text, by the key of its series."""
    texts = facts.recall(next_vote.recurring_texts)
    return texts[texts["series"] == series].iloc[0]


def text_label(row: Mapping[Hashable, Any] | pd.Series) -> str:
    """Return what a text is called where one is chosen: first its symbol, which is never cut."""
    return f"{row['symbol']} · {_(row['title'])}"


def mover_rows(facts: Facts, series: str) -> pd.DataFrame:
    """Return the States that may move, in words, each with its strongest reasons.

    Returns
    -------
    DataFrame
        The columns of `forecast.movers`, ``name, group, last_words, in_words, dossier``, and
        ``speaks_for, speaks_against`` the move.
    """
    found = facts.recall(next_vote.next_vote_on, series)
    frame = states.with_names(forecast.movers(found), facts.states).round(3)
    told = dict(tuple(once.said_of(facts, _reason_rows, series).groupby("iso3")))
    strongest = [
        vote_reasons.strongest(told[iso3], direction)
        for iso3, direction in zip(frame["iso3"], frame["direction"], strict=True)
    ]
    return frame.assign(
        last_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["last"]],
        in_words=[vocabulary.probability_in_words(p) for p in frame["p_moves"]],
        speaks_for=[pro for pro, _con in strongest],
        speaks_against=[con for _pro, con in strongest],
        dossier=states.dossiers(frame["iso3"], "next_vote"),
    )


def why(facts: Facts, series: str, iso3: str) -> Blocks:
    """Return why a State may vote in favour next time, and how far its chance can be trusted.

    Parameters
    ----------
    facts : Facts
    series : str
        Key of the text.
    iso3 : str
    """
    movers = mover_rows(facts, series)
    held = movers[movers["iso3"] == iso3]
    name = states.names(facts.states)[iso3]
    if held.empty:
        told = _("{state} has not voted on this text of late: no basis for a chance of its own.")
        return (Unknown(told.format(state=name)),)
    row = held.iloc[0]
    rows = once.said_of(facts, _reason_rows, series)
    here = rows[rows["iso3"] == iso3].reset_index(drop=True)
    chart = chart_of_reasons.chart(
        here,
        key="vote_reasons",
        title=_("Why {state} may vote in favour, or not").format(state=name),
        looks=(
            (theme.POSITION_STYLES["Y"], _("Speaks for a vote in favour")),
            (theme.POSITION_STYLES["N"], _("Speaks against it")),
        ),
        strongest=vote_reasons.strongest(here, "to_yes"),
        note=_(
            "Beside the average State whose last vote was of the same kind. With the level of such "
            "States the bars make the chance of a vote in favour, if it votes: {chance}. They say "
            "what the model has learnt, not what moves a government."
        ).format(chance=i18n.per_cent(row["p_yes_if_votes"])),
        evidence=(text_row(facts, series)["evidence_id"],),
    )
    return (Text(_chance_sentence(name, row)), Text(trusted_sentence(facts, row)), chart)


def trusted_sentence(facts: Facts, row: pd.Series) -> str:
    """Return what came of those to whom the test gave about the same chance of moving."""
    chance = float(row["p_moves"])
    found = facts.recall(next_vote.moved_with_chance, str(row["direction"]), chance)
    if found.is_few:
        return shares.too_few_cases(chance, found)
    return _(TRUSTED[str(row["direction"])]).format(
        chance=i18n.per_cent(chance),
        span=shares.span(found.low, found.high, shares.share),
        n=i18n.number(found.n),
        came=i18n.number(found.n_came),
        share=shares.share(found.share),
        base=shares.share(found.base_rate),
    )


def tested_sentence(found: skill.Skill) -> str:
    """Return how well the model foretold votes it had not seen, in one plain sentence."""
    tally = found.tallies.set_index("method").to_dict("index")
    return _(
        "Tested on {n} votes that it had not seen, half a year ahead: of the States that moved to "
        "Yes, {recall} were among the ten likeliest, and the number expected in favour was off by "
        "{rmse} States."
    ).format(
        n=i18n.number(found.n_votes),
        recall=i18n.per_cent(found.recall_at_10),
        rmse=i18n.number(tally["model"]["rmse"], decimals=1),
    )


def address(series: str, iso3: str | None = None) -> str:
    """Return the address of the page *Next vote* on a text, with a State's reasons if given."""
    query = {"series": series} | ({} if iso3 is None else {"state": iso3})
    return addresses.of_page("next-vote", query)


def _chance_sentence(name: str, row: pd.Series) -> str:
    """Return how a State voted last and how likely it is to move, in a sentence."""
    told = (
        _(
            "**{state}** did not vote in favour last time ({last}). The chance that it does next "
            "time is **{chance}**; that it does not vote, {away}."
        )
        if row["direction"] == "to_yes"
        else _(
            "**{state}** voted in favour last time. The chance that it abstains or votes against "
            "next time is **{chance}**; that it does not vote, {away}."
        )
    )
    return told.format(
        state=name,
        last=str(row["last_words"]).lower(),
        chance=i18n.per_cent(row["p_moves"]),
        away=i18n.per_cent(row["p_x"]),
    )


def _reason_rows(facts: Facts, series: str) -> pd.DataFrame:
    """Return the reasons of all States on a text, in words."""
    found = facts.recall(next_vote.vote_reasons_on, series)
    return vote_reasons.rows(found, states.names(facts.states))
