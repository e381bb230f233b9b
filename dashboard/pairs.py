"""Two States beside each other and beside all other pairs, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analytics import resampling
from analytics.agreement import comparison, dyad
from analytics.ideal_points import distance
from dashboard import i18n, placings
from dashboard import states as naming
from dashboard.i18n import _, ngettext, vocabulary

WINDOWS = {"10": 10, "5": 5, "all": comparison.ALL_SESSIONS}

WIDEST = 20
"""Points between the bounds of a percentile from which it is no claim, but a range."""

WIDEST_RANK = 0.25
"""Share of all partners between the bounds of a rank from which it is no claim, but a range."""


def windows() -> dict[str, str]:
    """Return the windows in the language spoken."""
    return {
        key: _("Whole record") if key == "all" else _("Last {n} sessions").format(n=key)
        for key in WINDOWS
    }


def subjects() -> dict[str, str]:
    """Return the topics of the record in the language spoken, all of them first."""
    return {"all": _("All subjects")} | {
        key: vocabulary.word(vocabulary.TOPICS, key) for key in vocabulary.TOPICS
    }


def refusal(reason: str, name_a: str, name_b: str, *, is_contested: bool) -> str:
    """Return why there is nothing to tell of two States, and what to choose instead."""
    if reason == "same_state":
        return _("Choose two different States: a State always agrees with itself.")
    if reason == "no_rollcalls" and is_contested:
        return _(
            "No vote that divided the house fits this choice. Show the other votes as well, or "
            "choose a longer window or another subject."
        )
    if reason == "no_rollcalls":
        return _("No vote fits this choice. Choose a longer window or another subject.")
    return _(
        "{state} cast no vote here. Choose a longer window, another subject or another State."
    ).format(state=name_a if reason == "never_voted_a" else name_b)


def answer(
    pair: dyad.Dyad, row: pd.Series | None, name_a: str, name_b: str, *, is_contested: bool
) -> str:
    """Return how two States voted beside each other, and how close that is, in two sentences."""
    words = {"a": name_a, "b": name_b, "n": i18n.number(pair.n_shared)}
    if pair.n_shared == 0:
        return _("**{a}** and **{b}** never both voted in the same roll call here.").format(**words)
    for told in pair.ways.to_dict("records"):
        words |= {told["way"]: i18n.number(told["n"]), f"{told['way']}_share": share(told["share"])}
    if pair.n_texts < resampling.MIN_TEXTS:
        return _few(pair, words)
    voted = (
        _(
            "**{a}** and **{b}** voted the same way in **{same} of {n}** votes that divided the "
            "house ({same_share}). In {half} ({half_share}) one abstained where the other voted; "
            "in {opposite} ({opposite_share}) they voted against each other."
        )
        if is_contested
        else _(
            "**{a}** and **{b}** voted the same way in **{same} of {n}** votes ({same_share}). In "
            "{half} ({half_share}) one abstained where the other voted; in {opposite} "
            "({opposite_share}) they voted against each other."
        )
    ).format(**words)
    return f"{voted} {_closer(row)}"


def share(value: float) -> str:
    """Return a share as a whole percentage that is 0 or 100 only if it is nothing or all.

    Examples
    --------
    >>> share(0.822), share(0.0015), share(0.0), share(0.9985)
    ('82%', 'under 1%', '0%', 'over 99%')
    """
    if 0 < value < 0.005:
        return _("under {share}").format(share=i18n.per_cent(0.01))
    if 0.995 < value < 1:
        return _("over {share}").format(share=i18n.per_cent(0.99))
    return i18n.per_cent(value)


def percentile(value: float) -> str:
    """Return a percentile, 0 to 100, as a share of all pairs."""
    return share(value / 100)


def span(low: float, high: float, write: Callable[[float], str]) -> str:
    """Return a range in words, one figure where its ends are written alike; a dash without one.

    Parameters
    ----------
    low, high : float
        May be missing.
    write : callable
        Writes a figure, such as `share`.

    Examples
    --------
    >>> span(0.62, 0.8, share), span(0.998, 1, share), span(0.1, 0.1, share)
    ('62% to 80%', 'over 99% to 100%', '10%')
    """
    if pd.isna([low, high]).any():
        return "—"
    ends = (write(low), write(high))
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}").format(low=ends[0], high=ends[1])


def tiles(
    pair: dyad.Dyad, row: pd.Series, n_partners: int, name_a: str, name_b: str
) -> list[tuple[str, str, str]]:
    """Return the figures that matter: the three ways of voting, and the rank."""
    labels = {
        "same": _("Voted the same way"),
        "half": _("One abstained, the other voted"),
        "opposite": _("Against each other"),
    }
    figures = [
        (
            labels[told["way"]],
            share(told["share"]),
            _("{n} of {all} votes; 90% interval {span}").format(
                n=i18n.number(told["n"]),
                all=i18n.number(pair.n_shared),
                span=span(told["q05"], told["q95"], share),
            ),
        )
        for told in pair.ways.to_dict("records")
    ]
    value = _("{rank} of {n}").format(rank=i18n.number(row["rank_ab"]), n=i18n.number(n_partners))
    if pd.isna(row["rank_ab_from"]):
        meaning = _("They never voted differently: how sure the rank is cannot be told.")
    else:
        if row["rank_ab_to"] - row["rank_ab_from"] > WIDEST_RANK * n_partners:
            value = _("not settled")
        meaning = _("90% interval {span}; for {b}, {a} is {turned}").format(
            a=name_a,
            b=name_b,
            span=span(row["rank_ab_from"], row["rank_ab_to"], i18n.number),
            turned=span(row["rank_ba_from"], row["rank_ba_to"], i18n.number),
        )
    return [*figures, (_("Rank among partners of {a}").format(a=name_a), value, meaning)]


def measures(
    row: pd.Series, far: distance.Distance | None, not_held: list[str], *, is_kappa_told: bool
) -> pd.DataFrame:
    """Return closeness by every measure as rows, each with what it says.

    Parameters
    ----------
    row : Series
        From `closeness.row_of`.
    far : Distance, optional
        On the line of the subject, where there is one.
    not_held : list of str
        Names of those of the two that the line cannot hold.
    is_kappa_told : bool
        Whether kappa says something of this pair; see `closeness.says_little`.
    """
    raw, house, habits = (i18n.per_cent(row[name]) for name in ("raw", "by_house", "by_habits"))
    rows = [
        (
            _("Agreement as counted"),
            raw,
            span(row["raw_q05"], row["raw_q95"], share),
            _percentile(row, "raw"),
            _("An abstention against a vote counts as half agreement"),
        ),
        (
            _("Beyond two States drawn at random"),
            placings.decimal(row["closeness"]),
            span(row["closeness_q05"], row["closeness_q95"], placings.decimal),
            _percentile(row, "closeness"),
            _("Two drawn at random agree on {share} of these votes; 0 is as they, 1 always").format(
                share=house
            ),
        ),
        (
            _("Beyond their own habits (κ)"),
            placings.decimal(row["kappa"]) if pd.notna(row["kappa"]) else "—",
            span(row["kappa_q05"], row["kappa_q95"], placings.decimal),
            _percentile(row, "kappa") if is_kappa_told else "—",
            (
                _("Their habits alone would give {share}; 0 is as those, 1 always")
                if is_kappa_told
                else _("Says little here: their habits alone would give {share}")
            ).format(share=habits),
        ),
    ]
    if far is not None:
        rows.append(
            (
                _("Distance on the line of Positions"),
                placings.decimal(far.value),
                span(far.q05, far.q95, placings.decimal),
                span(far.percentile_q05, far.percentile_q95, percentile),
                _line(far, not_held),
            )
        )
    return pd.DataFrame(rows, columns=["measure", "value", "interval", "closer", "meaning"])


def absences(
    pair: dyad.Dyad, silence: tuple[int, int, int] | None, name_a: str, name_b: str
) -> str:
    """Return how often each did not vote, and whether that could change the order of pairs."""
    said = _(
        "Of {all} roll calls {a} did not vote in {n_a} and {b} not in {n_b}; these are left out."
    ).format(
        a=name_a,
        b=name_b,
        all=i18n.number(pair.n_rollcalls),
        n_a=i18n.number(pair.n_absent_a),
        n_b=i18n.number(pair.n_absent_b),
    )
    if silence is None:
        return said
    best, worst, n = map(i18n.number, silence)
    return f"{said} " + _(
        "However absence is read, the pair ranks {best} to {worst} of {n} pairs."
    ).format(best=best, worst=worst, n=n)


def partner_rows(frame: pd.DataFrame, states: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return partners of a State in words, each with the address of the comparison."""
    rows = naming.with_names(frame, states)
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    rows["same"] = (rows["n_same"] / rows["n_shared"]).round(3)
    rows["ranks"] = _spans(rows, "rank_from", "rank_to", i18n.number)
    rows["closer"] = _spans(rows, "percentile_q05", "percentile_q95", percentile)
    rows["compare"] = f"compare?a={own}&b=" + rows["iso3"].astype(object) + query
    return rows


def _spans(rows: pd.DataFrame, low: str, high: str, write: Callable[[float], str]) -> list[str]:
    """Return the ranges of two columns in words."""
    return [
        span(low_end, high_end, write)
        for low_end, high_end in zip(rows[low], rows[high], strict=True)
    ]


def _few(pair: dyad.Dyad, words: Mapping[str, str]) -> str:
    """Return how two States voted on texts too few to say more."""
    votes = ngettext("{n} vote", "{n} votes", pair.n_shared)
    texts = ngettext("on {n} text", "on {n} texts", pair.n_texts)
    return _(
        "**{a}** and **{b}** both took part in **{votes}** {texts}: the same way in {same}; one "
        "abstained where the other voted in {half}; against each other in {opposite}. Fewer than "
        "{least} texts are too few to say how close that is: every vote is listed below."
    ).format(
        votes=votes.format(n=i18n.number(pair.n_shared)),
        texts=texts.format(n=i18n.number(pair.n_texts)),
        least=i18n.number(resampling.MIN_TEXTS),
        **words,
    )


def _closer(row: pd.Series | None) -> str:
    """Return how that compares with all other pairs, as far as it can be told."""
    if row is None:
        return _("How close that is beside other pairs cannot be told.")
    low, high = (row[f"closeness_percentile_{end}"] for end in ("q05", "q95"))
    if pd.isna(low):
        return _("They never voted differently here; no pair is closer.")
    if high - low > WIDEST:
        return _(
            "How that compares is not settled: they are closer than somewhere between {low} and "
            "{high} of all pairs of States."
        ).format(low=percentile(low), high=percentile(high))
    return _("They are closer than **{span}** of all pairs of States.").format(
        span=span(low, high, percentile)
    )


def _percentile(row: pd.Series, measure: str) -> str:
    """Return the share of all pairs that are less close by a measure."""
    low, high = (row[f"{measure}_percentile_{end}"] for end in ("q05", "q95"))
    return span(low, high, percentile)


def _line(far: distance.Distance, not_held: list[str]) -> str:
    """Return what a distance on the line means, and whether the line holds both States."""
    if not_held:
        return _("Says little here: the line cannot hold {states}").format(
            states=i18n.listing(not_held)
        )
    return _("In {session}; 1 is the standard deviation of all States").format(
        session=placings.session(far.session_number)
    )
