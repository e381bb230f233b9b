"""How the range of a count did on votes and texts of the past, beside the base rate."""

from __future__ import annotations

import pandas as pd

from analytics import joining, next_vote
from analytics.joining import backtest
from analytics.next_vote import replay
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Folded, Note, Share, Table, Text, Unknown
from dashboard.i18n import _
from dashboard.pages.live.judged import JudgedCount
from dashboard.words import backtests
from data.errors import AnalysisError
from data.facts import Facts

MEANT = 0.9
"""How often the end is meant to lie in the range."""


def blocks(facts: Facts, count: JudgedCount) -> Blocks:
    """Return how good the range of a count has proved; nothing where there is no forecast."""
    try:
        if count.document.tally is not None:
            return _of_a_vote(facts, count)
        if count.document.number is not None:
            return _of_a_number(facts, count.document.text)
    except AnalysisError as error:
        if error.reason is None:
            raise
        return (Unknown(_("These facts hold too few past votes to test this range on.")),)
    return ()


def _of_a_vote(facts: Facts, count: JudgedCount) -> Blocks:
    """Return how past votes, counted again name by name, ended beside such a range."""
    found = facts.recall(next_vote.replayed_votes)
    entering = "all" if "X" in count.standing.answers.values() else "voters"
    said: list[Block] = [Note(_sentence(found, entering, _share_in(count)))]
    tables = [_table(found, one) for one in replay.ENTERINGS]
    own = found.rows[(found.rows["series"] == count.document.text) & (found.rows["vote"] == "Y")]
    if not own.empty:
        tables.append(_own_table(facts, own, entering))
    said.append(Folded("live_tested", _("How this range did on votes of the past"), tuple(tables)))
    return tuple(said)


def _share_in(count: JudgedCount) -> float:
    """Return which share of the names is in, as far as it was tested: the last step reached."""
    tally = count.document.tally
    n_states = len(tally.probabilities) if tally is not None else 0
    share = len(count.standing.answers) / max(n_states, 1)
    return max(step for step in replay.SHARES if step <= share)


def _sentence(found: replay.ReplayedVotes, entering: str, share: float) -> str:
    """Return how often the end lay in the range at a share of the names, beside the base rate."""
    yes = found.summary[(found.summary["vote"] == "Y") & (found.summary["share"] == share)]
    by_entering = yes.set_index("entering").to_dict("index")
    row = by_entering[entering]
    text = (
        _(
            "How far to trust this range: for {n} past votes, forecast half a year ahead, it held "
            "the number in favour **{within}** of the time ({low} to {high}; 90% was meant). "
        )
        if share == 0
        else _(
            "How far to trust this range: {n} past votes were counted again name by name. With "
            "{share} of the names in, it held the final number in favour **{within}** of the time "
            "({low} to {high}; 90% was meant). "
        )
    )
    text += _(
        "It was {width} States wide and {error} off on average. Taking all others to do as last "
        "time: {base_within}, {base_width} wide, {base_error} off."
    )
    if row["within_high"] < MEANT:
        text += " " + _(
            "**So enter those too who do not vote**: then it held it {better} of the time."
        )
    return text.format(
        better=i18n.per_cent(by_entering["all"]["within"]),
        n=i18n.number(row["n"]),
        share=i18n.per_cent(share),
        within=i18n.per_cent(row["within"]),
        low=i18n.per_cent(row["within_low"]),
        high=i18n.per_cent(row["within_high"]),
        width=i18n.number(row["width"], decimals=1),
        error=i18n.number(row["error"], decimals=1),
        base_within=i18n.per_cent(row["base_within"]),
        base_width=i18n.number(row["base_width"], decimals=1),
        base_error=i18n.number(row["base_error"], decimals=1),
    )


def _table(found: replay.ReplayedVotes, entering: str) -> Table:
    """Return how the range did at each share of the names, in one way of entering."""
    rows = found.summary[
        (found.summary["vote"] == "Y") & (found.summary["entering"] == entering)
    ].round(3)
    left = len(found.left_out)
    return Table(
        key=f"live_tested_{entering}",
        title=_("Who does not vote is entered too")
        if entering == "all"
        else _("Only who votes is entered"),
        table=rows.assign(
            interval=[
                _("{low} to {high}").format(low=i18n.per_cent(low), high=i18n.per_cent(high))
                for low, high in zip(rows["within_low"], rows["within_high"], strict=True)
            ]
        ).round({"width": 1, "error": 1, "base_width": 1, "base_error": 1}),
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
            "{n} votes since {year} on texts that came back, with names in the order of the "
            "alphabet; each forecast half a year ahead by a model that had not seen it. Intervals "
            "are over texts. {left} votes are left out: no earlier vote on the text, or too few "
            "before them."
        ).format(
            n=i18n.number(rows["n"].iloc[0]),
            year=found.rows["vote_date"].min().year,
            left=i18n.number(left),
        ),
        height="content",
    )


def _own_table(facts: Facts, own: pd.DataFrame, entering: str) -> Table:
    """Return the past votes on the very text, with the range at each share of the names."""
    own = own[own["entering"] == entering]
    votes = own[own["share"] == replay.SHARES[0]]
    evidence = facts.rollcalls.set_index("rollcall_id")["evidence_id"]
    table = pd.DataFrame(
        {
            "symbol": votes["symbol"].to_numpy(),
            "day": [i18n.day(day) for day in votes["vote_date"]],
            "came": votes["came"].to_numpy(),
        }
    )
    columns = {"symbol": _("Symbol"), "day": _("Day"), "came": _("In favour")}
    for share in replay.SHARES:
        part = own[own["share"] == share]
        name = f"at_{share:.0%}"
        table[name] = [
            _("{low} to {high}").format(low=i18n.number(low), high=i18n.number(high))
            for low, high in zip(part["low"], part["high"], strict=True)
        ]
        columns[name] = _("Range at {share} of names").format(share=i18n.per_cent(share))
    return Table(
        key="live_tested_own",
        title=_("Earlier votes on this text"),
        table=table,
        evidence=tuple(evidence[key] for key in votes["rollcall_id"]),
        columns=columns,
        height="content",
    )


def _of_a_number(facts: Facts, text: str) -> Blocks:
    """Return how well the number on a text, and who joins, was foreseen of texts of the past."""
    target = next((one for one in facts.recall(joining.joining_targets) if one.key == text), None)
    if target is None:
        return ()
    tested = backtests.backtest_text(facts, target)
    if not target.is_next:
        return (tested,)
    record = facts.recall(joining.joining_history)
    text_class = str(record.texts["text_class"].iloc[record.place(target.instrument_id)])
    sizes = backtest.size_scores(facts.recall(joining.joining_backtest))
    row = sizes.set_index("text_class").to_dict("index")[text_class]
    said = _(
        "How far to trust this range: beforehand it held the number of {n} past texts of this "
        "kind **{within}** of the time (90% was meant); it was {width} States wide. Names that "
        "come in during the day were never tested: no past text has the hours at which they came."
    ).format(
        n=i18n.number(row["n"]),
        within=i18n.per_cent(row["coverage"]),
        width=i18n.number(row["width"]),
    )
    return (Note(said), Text(tested.text))
