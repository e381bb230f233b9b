"""What a plan of outreach would bring, in words: the answer, the tables, the lines of charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analytics.outreach.assumptions import PEERS
from analytics.outreach.peer_effect import PeerEffect
from analytics.outreach.tornado import SIZE, WEIGHTS
from analytics.outreach.whatif import Outcome
from dashboard import i18n, states
from dashboard.i18n import _, mark, ngettext, vocabulary

LABEL = mark(
    "A laboratory under stated assumptions, not a forecast: the base probabilities are those of "
    "the joining model, tested under “How good is this?”; the effects of approaches and of peers "
    "are assumed."
)
"""Stands on every result."""

LEAST_TOLD = 0.0005
"""Probability added through peers that is worth a line: what rounds to a tenth of a point."""

MAX_FOLLOWERS = 20
"""States named that follow their peers; all of them are in the table of States."""

N_THROUGH = 3
"""Peers named by whom a State joined."""


def answer(found: Outcome, name: str, n_approaches: int) -> str:
    """Return what a plan would bring, in two sentences."""
    low, _first, _middle, _third, high = found.quantiles()
    facts = {
        "n": i18n.number(n_approaches),
        "text": name,
        "size": i18n.number(float(found.plan.sizes.mean())),
        "low": i18n.number(low),
        "high": i18n.number(high),
        "gain": decimal(found.gain[0], 1 if found.gain[0] >= 1 else 2),
        "target": i18n.number(found.target),
        "reach": i18n.per_cent(found.reach, decimals=1),
        "reach_base": i18n.per_cent(found.reach_base, decimals=1),
    }
    if not n_approaches:
        return _(
            "Without any approach, {text} would come to **{size} members** (90% of draws: {low} to "
            "{high}); the target of {target} is reached in **{reach}** of draws."
        ).format(**facts)
    return ngettext(
        "**{n} approach** would bring **{gain} more members**: {text} would come to {size} (90% of "
        "draws: {low} to {high}). The target of {target} is reached in **{reach}** of draws, "
        "against {reach_base} without.",
        "**{n} approaches** would bring **{gain} more members**: {text} would come to {size} (90% "
        "of draws: {low} to {high}). The target of {target} is reached in **{reach}** of draws, "
        "against {reach_base} without.",
        n_approaches,
    ).format(**facts)


def tiles(found: Outcome, cost: int, budget: int) -> list[tuple[str, str, str]]:
    """Return the figures that matter: label, value, meaning."""
    gain, low, high = found.gain
    return [
        (
            _("New members by the approaches"),
            decimal(gain, 2),
            _("Monte-Carlo {low} to {high}; from low to high assumptions {least} to {most}").format(
                low=decimal(low, 2),
                high=decimal(high, 2),
                least=decimal(found.gain_range[0], 2),
                most=decimal(found.gain_range[1], 2),
            ),
        ),
        (
            _("Target reached"),
            i18n.per_cent(found.reach, decimals=1),
            _("of draws; {base} without the approaches").format(
                base=i18n.per_cent(found.reach_base, decimals=1)
            ),
        ),
        (
            _("Cost"),
            i18n.number(cost),
            _("over the budget of {budget}").format(budget=i18n.number(budget))
            if cost > budget
            else _("of a budget of {budget}").format(budget=i18n.number(budget)),
        ),
    ]


def note(found: Outcome) -> str:
    """Return how sure a result is, with the label that goes on all of them."""
    parts = [
        _(LABEL),
        _("{n} draws; every plan meets the same chance.").format(n=i18n.number(found.n_draws)),
        *_rest(found.growth),
    ]
    n_silent = len(found.left_out)
    if n_silent:
        parts.append(
            ngettext(
                "{n} State of which no forecast is made is taken as not joining.",
                "{n} States of which no forecast is made are taken as not joining.",
                n_silent,
            ).format(n=i18n.number(n_silent))
        )
    return " ".join(parts)


def state_rows(found: Outcome, all_states: pd.DataFrame) -> pd.DataFrame:
    """Return what the plan adds for each State, in words; shares stay numbers."""
    frame = states.with_names(found.states, all_states).round(4)
    return frame.assign(
        approached=frame["is_approached"].map({True: _("yes"), False: _("no")}),
        points=_each(points, frame["uplift"]),
        sampled=_each(span, frame["mc_low"], frame["mc_high"]),
        assumed=_each(span, frame["low"], frame["high"]),
        by_peers=_each(points, frame["knock_on"]),
        dossier=states.dossiers(frame["iso3"]),
    )


def region_rows(found: Outcome) -> pd.DataFrame:
    """Return members expected in each region, in words."""
    frame = found.regions
    names = states.group_names()
    return frame.assign(
        name=[names.get(code, _("No group")) for code in frame["region"]],
        base=frame["base"].round(1),
        plan=frame["plan"].round(1),
        gain=[decimal(value, 2) for value in frame["uplift"]],
        sampled=[
            _("{low} to {high}").format(low=decimal(low, 2), high=decimal(high, 2))
            for low, high in zip(frame["mc_low"], frame["mc_high"], strict=True)
        ],
        assumed=[
            _("{low} to {high}").format(low=decimal(low, 2), high=decimal(high, 2))
            for low, high in zip(frame["low"], frame["high"], strict=True)
        ],
    )


def knock_on_rows(found: Outcome, names: Mapping[str, str]) -> pd.DataFrame:
    """Return who joined through whom, a row a State, the most first."""
    frame = found.knock_on
    total = frame.groupby("iso3")["n"].sum()
    total = total[total >= LEAST_TOLD].sort_values(ascending=False, kind="stable")
    rows = []
    for iso3, n in total.head(MAX_FOLLOWERS).items():
        first = frame[frame["iso3"] == iso3].head(N_THROUGH)
        through = [
            f"{names.get(peer, peer)} ({i18n.per_cent(part / n)})"
            for peer, part in zip(first["through"], first["n"], strict=True)
        ]
        rows.append(
            {
                "iso3": iso3,
                "name": names.get(str(iso3), str(iso3)),
                "points": points(n),
                "through": i18n.listing(through),
            }
        )
    return pd.DataFrame(rows, columns=["iso3", "name", "points", "through"])


def tornado_rows(found: Outcome) -> pd.DataFrame:
    """Return which assumption the gain hangs on, in words, the one that moves it most first."""
    frame = found.tornado
    return frame.assign(
        words=[assumption(key) for key in frame["key"]],
        range=[
            "—"
            if pd.isna(row["low"])
            else _("{low} to {high}").format(low=decimal(row["low"]), high=decimal(row["high"]))
            for row in frame.to_dict("records")
        ],
        gain_at_low=frame["gain_low"].round(2),
        gain_at_high=frame["gain_high"].round(2),
        size_at_low=frame["size_low"].round(1),
        size_at_high=frame["size_high"].round(1),
    )


def size_rows(found: Outcome) -> pd.DataFrame:
    """Return how often each size came out, with the plan and without it."""
    sizes = range(
        int(min(found.plan.sizes.min(), found.base.sizes.min())),
        int(max(found.plan.sizes.max(), found.base.sizes.max())) + 1,
    )
    shares = {
        name: pd.Series(one.sizes).value_counts(normalize=True)
        for name, one in (("plan", found.plan), ("base", found.base))
    }
    return pd.DataFrame(
        {"size": list(sizes)}
        | {n: s.reindex(sizes, fill_value=0.0).tolist() for n, s in shares.items()}
    )


def compared_rows(
    found: pd.DataFrame, names: Mapping[str, str], made: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Return plans side by side, in words.

    Parameters
    ----------
    found : DataFrame
        From `simulation.compare`.
    names : mapping of str to str
        Title of each plan.
    made : mapping of str to tuple
        Number of its approaches, and what they cost.
    """
    return found.assign(
        name=[names[key] for key in found["key"]],
        n=[made[key][0] for key in found["key"]],
        cost=[made[key][1] for key in found["key"]],
        size=found["size"].round(1),
        between=[
            _("{low} to {high}").format(low=i18n.number(low), high=i18n.number(high))
            for low, high in zip(found["low"], found["high"], strict=True)
        ],
        reached=[i18n.per_cent(share) for share in found["reach"]],
        apart=[decimal(value, 2, is_signed=True) for value in found["difference"]],
        sampled=[
            _("{low} to {high}").format(
                low=decimal(low, 2, is_signed=True), high=decimal(high, 2, is_signed=True)
            )
            for low, high in zip(found["difference_low"], found["difference_high"], strict=True)
        ],
    )


def facts(table: pd.DataFrame) -> dict[str, str]:
    """Return what is on record of States that stayed away, in words; see `opportunities.table`."""
    told = table[table["fact"].notna()]
    return {
        str(row["iso3"]): vocabulary.word(vocabulary.STANCES, row["fact"])
        for row in told.to_dict("records")
    }


def kept_as(number: int, plan_id: str) -> str:
    """Return as which revision a plan is kept, with the way to its log."""
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    return _("Kept as revision {n}. [Open it in the outreach log](log?plan={plan}{query})").format(
        n=i18n.number(number), plan=plan_id, query=query
    )


def unfit(keys: Iterable[str]) -> str:
    """Return which assumptions of a saved plan this page cannot show."""
    return _(
        "Some assumptions of this plan do not fit this page: {names}. Those of the page hold."
    ).format(names=i18n.listing([assumption(key) for key in keys]))


def beside_note(gone: Iterable[list[str]], names: Mapping[str, str]) -> str:
    """Return what a reader must know of plans side by side, and who is left out of them."""
    parts = [
        _(
            "All plans meet the same chance, each under its own assumptions: the difference is "
            "surer than the sizes."
        ),
        _(LABEL),
    ]
    out = sorted({names.get(state, state) for states_gone in gone for state in states_gone})
    if out:
        parts.append(
            _("Left out, since they joined meanwhile or have no basis: {states}.").format(
                states=i18n.listing(out)
            )
        )
    return " ".join(parts)


def assumption(key: str) -> str:
    """Return what an assumption, or a part of the joining model, is called."""
    if key == PEERS:
        return _("Strength of peers")
    if key == SIZE:
        return _("How many join at all")
    if key == WEIGHTS:
        return _("Weights of the joining model")
    return _("Effect: {level}").format(level=vocabulary.word(vocabulary.LEVELS, key).lower())


def peers(found: PeerEffect | None) -> str:
    """Return what the strength of peers means, and what the record says of it."""
    text = _("0: nobody listens. At 1: odds × 2.7 if all the State’s peers join.")
    if found is None:
        return (
            text
            + " "
            + _("The record holds too few texts to bound it: nothing is assumed at first.")
        )
    return (
        text
        + " "
        + _(
            "The record, {n} texts, allows at most {bound} (90% interval {low} to {high}): an "
            "upper bound, since States that are alike join together for other reasons too. The "
            "range first shown ends there."
        ).format(
            n=i18n.number(found.n_texts),
            bound=decimal(found.upper_bound),
            low=decimal(found.low),
            high=decimal(found.high),
        )
    )


def decimal(value: float, decimals: int = 1, *, is_signed: bool = False) -> str:
    """Return a number of members, with a true minus.

    Examples
    --------
    >>> decimal(2.04), decimal(-0.31, is_signed=True), decimal(0.02, is_signed=True)
    ('2.0', '−0.3', '0.0')
    >>> decimal(0.284, 2, is_signed=True)
    '+0.28'
    """
    is_nothing = round(abs(value), decimals) == 0
    sign = "" if is_nothing else "−" if value < 0 else "+" if is_signed else ""
    return sign + i18n.number(abs(value), decimals=decimals)


def points(share: float) -> str:
    """Return a difference of shares in percentage points.

    Examples
    --------
    >>> points(0.123), points(0.0)
    ('12.3 pp', '0.0 pp')
    """
    return _("{n} pp").format(n=decimal(share * 100))


def span(low: float, high: float) -> str:
    """Return an interval of differences of shares."""
    return _("{low} to {high} pp").format(low=decimal(low * 100), high=decimal(high * 100))


def spread(found: Outcome) -> str:
    """Return what the chart of sizes shows, in one sentence."""
    low, _first, middle, _third, high = found.quantiles()
    return _(
        "Half of the draws end at {middle} members or fewer, nine in ten at {low} to {high}."
    ).format(middle=i18n.number(middle), low=i18n.number(low), high=i18n.number(high))


def moved(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the States that a plan moves, with what a pointer shows of each."""
    frame = rows[(rows["uplift"] > 0) | rows["is_approached"]]
    return frame.assign(
        hover=[
            _("{base} → {plan} (added: {points})").format(
                base=i18n.per_cent(row["base"]),
                plan=i18n.per_cent(row["plan"]),
                points=row["points"],
            )
            for row in frame.to_dict("records")
        ]
    )


def most_moved(rows: pd.DataFrame) -> str:
    """Return which State a plan moves most, in one sentence."""
    first = rows.iloc[0]
    return _("{state} is moved most: {points}.").format(state=first["name"], points=first["points"])


def hangs_on(rows: pd.DataFrame) -> str:
    """Return which assumption moves the gain most, in one sentence."""
    first = rows.iloc[0]
    return _("The gain hangs most on this: {assumption}.").format(assumption=first["words"])


def _rest(growth: float) -> list[str]:
    """Return how often nobody joins unasked, where that happens."""
    if growth == 0:
        return [
            _(
                "The joining model expects nobody to join: of a probability of 0 an effect on the "
                "log-odds makes nothing more."
            )
        ]
    share = i18n.per_cent(1 - growth)
    said = _("In {share} of the joining model’s draws nobody joins unasked.").format(share=share)
    return [said] if growth < 1 else []


def _each(say: Callable[..., str], *columns: pd.Series) -> list[str]:
    """Return columns in words, row by row; the same numbers are put into words once."""
    rows = list(zip(*columns, strict=True))
    told = {row: say(*row) for row in set(rows)}
    return [told[row] for row in rows]
