"""How far the coalition is, in a sentence and in figures."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from analytics import record
from analytics.record import coalition
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Heading, Numbers, Tile
from dashboard.i18n import _, vocabulary
from dashboard.words import next_votes
from data.facts import Facts

TOPIC = "aimd"
DOMAIN = "military AI"


def blocks(facts: Facts) -> Blocks:
    """Return how far the coalition is: in a sentence, and in figures."""
    found = facts.recall(record.coalition_on, TOPIC, DOMAIN)
    return (
        Heading(_("Where the coalition stands")),
        Finding(_finding_sentence(found)),
        Numbers(_vote_numbers(found)),
        Numbers(_text_numbers(found)),
    )


def _finding_sentence(found: coalition.Coalition) -> str:
    """Return where the coalition stands, in one sentence."""
    vote = found.votes.iloc[-1]
    named = _titled(found.texts[found.texts["n_named"] > 0])
    is_summit = named["kind"] == coalition.SUMMIT
    if pd.isna(vote["n_sponsors"]):
        text = _(
            "**{yes} States** voted for {symbol} on {day}; outside the General Assembly the count "
            "is {summits}"
        )
    else:
        text = _(
            "**{yes} States** voted for {symbol} on {day} and **{sponsors}** sponsored it; outside "
            "the General Assembly the count is {summits}"
        )
    if not is_summit.all():
        text += _(", and {declarations}")
    text += "."
    return text.format(
        yes=i18n.number(vote["n_yes"]),
        symbol=vote["symbol"],
        day=i18n.day(vote["vote_date"]),
        sponsors=i18n.number(vote["n_sponsors"]),
        summits=_counted(named[is_summit]),
        declarations=_counted(named[~is_summit]),
    )


def _titled(texts: pd.DataFrame) -> pd.DataFrame:
    """Return texts with the title of each in the language spoken."""
    return texts.assign(title=texts["short_name"].map(_))


def _counted(texts: pd.DataFrame) -> str:
    """Return the endorsers of some texts in one line."""
    parts = []
    for row in texts.to_dict("records"):
        text = _("**{n}** for the {text}")
        if row["n_unnamed"]:
            text = _("**{n}** for the {text} ({named} known by name)")
        parts.append(
            text.format(
                n=i18n.number(row["n_endorsers"]),
                named=i18n.number(row["n_named"]),
                text=row["title"],
            )
        )
    return i18n.listing(parts)


def _vote_numbers(found: coalition.Coalition) -> tuple[Tile, ...]:
    """Return the figures of the last vote: label, value and meaning."""
    vote = found.votes.iloc[-1]
    tiles = [
        Tile(
            _("Voted for {symbol}").format(symbol=vote["symbol"]),
            i18n.number(vote["n_yes"]),
            _("[{no} against]({why}), {abstain} abstained, {absent} did not vote").format(
                why=next_votes.address(next_votes.AIMD),
                no=i18n.number(vote["n_no"]),
                abstain=i18n.number(vote["n_abstain"]),
                absent=i18n.number(vote["n_absent"]),
            ),
        )
    ]
    if pd.notna(vote["n_sponsors"]):
        tiles.append(
            Tile(
                _("Sponsored it"),
                i18n.number(vote["n_sponsors"]),
                _("of whom {n} after it was tabled").format(n=i18n.number(vote["n_additional"])),
            )
        )
    meaning = _("the widest circle to approach")
    if found.n_unnamed:
        meaning = _("some may be among the {n} endorsers whose names are not known").format(
            n=i18n.number(found.n_unnamed)
        )
    tiles.append(
        Tile(_("Voted for it, named on no summit text"), i18n.number(len(found.pool)), meaning)
    )
    return tuple(tiles)


def _text_numbers(found: coalition.Coalition) -> tuple[Tile, ...]:
    """Return the figures of the texts: label, value and meaning."""
    return tuple(
        Tile(row["title"], i18n.number(row["n_endorsers"]), _meaning(row))
        for row in _titled(found.texts).to_dict("records")
    )


def _meaning(row: dict[Hashable, Any]) -> str:
    """Return what the number of endorsers of a text rests on."""
    day = i18n.partial_date(row["as_of"])
    if row["n_unnamed"] and row["n_named"]:
        return _("{n} known by name; {day}").format(n=i18n.number(row["n_named"]), day=day)
    if row["n_others"]:
        text = _("{members} UN members and {others} other; {day}")
        return text.format(
            members=i18n.number(row["n_members"]),
            others=i18n.number(row["n_others"]),
            day=day,
        )
    status = vocabulary.word(vocabulary.ROSTER_STATUSES, str(row["roster_status"]))
    return f"{status}; {day}"
