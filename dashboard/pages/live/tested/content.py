"""How the range of a count did on votes of the past, beside the base rate."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Note, Share, Table
from dashboard.i18n import _
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans.count_document import EarlierVote, ProvedRange, TallyForecast
from dashboard.words import addresses

MEANT = 0.9
"""How often the end is meant to lie in the range."""


def blocks(count: JudgedCount) -> Blocks:
    """Return how good the range of a count has proved; nothing where there is no forecast.

    It is kept with the count: on the day nobody waits for a test.
    """
    forecast = count.document.tally
    if forecast is None:
        return () if count.document.number is None else (Note(_of_numbers()),)
    if not forecast.tested:
        return (Note(_("There were too few past votes to test this range on.")),)
    ways = (
        ("all", _("Who does not vote is entered too")),
        ("voters", _("Only who votes is entered")),
    )
    tables = tuple(
        _table(key, title, [one for one in forecast.tested if one.entering == key])
        for key, title in ways
    )
    own = (_own_table(forecast),) if forecast.earlier else ()
    return (
        Note(_sentence(count, forecast)),
        Folded("live_tested", _("How this range did on votes of the past"), (*tables, *own)),
    )


def _sentence(count: JudgedCount, forecast: TallyForecast) -> str:
    """Return how often the end lay in the range at this stage, beside the base rate."""
    answers = count.standing.answers
    entering = "all" if "X" in answers.values() else "voters"
    is_in = len(answers) / max(len(forecast.probabilities), 1)
    share = min((one.share for one in forecast.tested), key=lambda step: abs(step - is_in))
    at = {str(one.entering): one for one in forecast.tested if one.share == share}
    row = at[entering]
    text = (
        _(
            "How far to trust this range: for {n} past votes, forecast half a year ahead, it held "
            "the number in favour **{within}** of the time ({low} to {high}; 90% was meant)."
        )
        if share == 0
        else _(
            "How far to trust this range: {n} past votes were counted again name by name. With "
            "{share} of the names in, it held the final number in favour **{within}** of the time "
            "({low} to {high}; 90% was meant)."
        )
    )
    text += " " + _(
        "It was {width} States wide and {error} off on average. Taking all others to do as last "
        "time: {base_within}, {base_width} wide, {base_error} off."
    )
    if row.within_high is not None and row.within_high < MEANT:
        text += " " + _(
            "**So enter those too who do not vote**: then it held it {better} of the time."
        )
    return text.format(
        better=i18n.per_cent(at["all"].within),
        n=i18n.number(row.n),
        share=i18n.per_cent(share),
        within=i18n.per_cent(row.within),
        low=_bound(row.within_low),
        high=_bound(row.within_high),
        width=i18n.number(row.width, decimals=1),
        error=i18n.number(row.error, decimals=1),
        base_within=i18n.per_cent(row.base_within),
        base_width=i18n.number(row.base_width, decimals=1),
        base_error=i18n.number(row.base_error, decimals=1),
    )


def _bound(share: float | None) -> str:
    """Return a bound of an interval; a dash where too few texts give one."""
    return "—" if share is None else i18n.per_cent(share)


def _table(key: str, title: str, tested: list[ProvedRange]) -> Table:
    """Return how the range did at each share of the names, in one way of entering."""
    rows = pd.DataFrame([one.model_dump() for one in tested])
    rows["interval"] = [
        _("{low} to {high}").format(low=_bound(one.within_low), high=_bound(one.within_high))
        for one in tested
    ]
    return Table(
        key=f"live_tested_{key}",
        title=title,
        table=rows.round({"within": 3, "width": 1, "error": 1, "base_width": 1, "base_error": 1}),
        evidence=(),
        columns={
            "share": _("Names in"),
            "within": _("End in the range"),
            "interval": _("90% interval"),
            "width": _("Width, in States"),
            "error": _("Off by, in States"),
            "base_within": _("As last time: in the range"),
            "base_width": _("As last time: width"),
            "base_error": _("As last time: off by"),
        },
        styles={
            _("Names in"): Share(),
            _("End in the range"): Share(),
            _("As last time: in the range"): Share(),
        },
        note=_(
            "{n} votes on texts that came back, with names in the order of the alphabet; each "
            "forecast half a year ahead by a model that had not seen it. Intervals are over "
            "texts. Left out: votes without an earlier one on the text, and the first thirty."
        ).format(n=i18n.number(tested[0].n)),
        height="content",
    )


def _own_table(forecast: TallyForecast) -> Table:
    """Return the past votes on the very text, with the range at each share of the names."""
    shares = sorted({one.share for one in forecast.tested})
    rows = [_row(vote, shares) for vote in forecast.earlier]
    return Table(
        key="live_tested_own",
        title=_("Earlier votes on this text"),
        table=pd.DataFrame(rows),
        evidence=(),
        columns={"symbol": _("Symbol"), "day": _("Day"), "came": _("In favour")}
        | {
            f"{share:.0%}": _("Range at {share} of names").format(share=i18n.per_cent(share))
            for share in shares
        },
        note=_("Those who did not vote are entered too."),
        height="content",
    )


def _row(vote: EarlierVote, shares: list[float]) -> dict[str, object]:
    return {
        "symbol": vote.symbol,
        "day": i18n.day(pd.Timestamp(vote.on)),
        "came": vote.came,
    } | {
        f"{share:.0%}": _("{low} to {high}").format(low=i18n.number(low), high=i18n.number(high))
        for share, (low, high) in zip(shares, vote.ranges, strict=True)
    }


def _of_numbers() -> str:
    """Return what is known of the range of a number, and where its test stands."""
    return _(
        "How well such numbers were foreseen, and who joins, stands on [How good is this?]"
        "({address}). Names that come in during the day were never tested: of no past text is it "
        "known at which hour they came."
    ).format(address="quality" + addresses.suffix("?"))
