"""What a plan would bring, in words: the figures that matter, the tables, the lines of charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analytics.outreach.plan_effects import PlanEffects
from dashboard import i18n
from dashboard.blocks import Tile
from dashboard.i18n import _
from dashboard.pages.plan.wording import assumption_name, decimal, points, span
from dashboard.words import states

LEAST_TOLD = 0.0005
"""Probability added through peers that is worth a line: what rounds to a tenth of a point."""

MAX_FOLLOWERS = 20
"""States named that follow their peers; all of them are in the table of States."""

N_THROUGH = 3
"""Peers named by whom a State joined."""


def tiles_without_approaches(found: PlanEffects, budget: int) -> tuple[Tile, ...]:
    """Return the figures that matter before anybody is approached: what there is no figure of."""
    return (
        Tile(
            _("New members by the approaches"),
            _("No approach yet"),
            _("Choose States above, or have approaches suggested"),
        ),
        Tile(
            _("Target reached"),
            i18n.per_cent(found.reach_base, decimals=1),
            _("of cases, without any approach"),
        ),
        Tile(
            _("Cost"),
            _("Nothing spent"),
            _("of a budget of {budget}").format(budget=i18n.number(budget)),
        ),
    )


def tiles(found: PlanEffects, cost: int, budget: int) -> tuple[Tile, ...]:
    """Return the figures that matter."""
    gain, low, high = found.gain
    return (
        Tile(
            _("New members by the approaches"),
            decimal(gain, 2),
            _(
                "By chance alone {low} to {high}; from low to high assumptions {least} to {most}"
            ).format(
                low=decimal(low, 2),
                high=decimal(high, 2),
                least=decimal(found.gain_range[0], 2),
                most=decimal(found.gain_range[1], 2),
            ),
        ),
        Tile(
            _("Target reached"),
            i18n.per_cent(found.reach, decimals=1),
            _("of cases; {base} without the approaches").format(
                base=i18n.per_cent(found.reach_base, decimals=1)
            ),
        ),
        Tile(
            _("Cost"),
            i18n.number(cost),
            _("over the budget of {budget}").format(budget=i18n.number(budget))
            if cost > budget
            else _("of a budget of {budget}").format(budget=i18n.number(budget)),
        ),
    )


def size_rows(found: PlanEffects) -> pd.DataFrame:
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


def state_rows(found: PlanEffects, all_states: pd.DataFrame) -> pd.DataFrame:
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


def region_rows(found: PlanEffects) -> pd.DataFrame:
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


def knock_on_rows(found: PlanEffects, names: Mapping[str, str]) -> pd.DataFrame:
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


def tornado_rows(found: PlanEffects) -> pd.DataFrame:
    """Return which assumption the gain depends on, in words, the one that moves it most first."""
    frame = found.tornado
    return frame.assign(
        words=[assumption_name(key) for key in frame["key"]],
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


def sizes_sentence(found: PlanEffects) -> str:
    """Return what the chart of sizes shows, in one sentence."""
    low, _first, middle, _third, high = found.quantiles()
    return _(
        "Half of the runs end at {middle} members or fewer, nine in ten at {low} to {high}."
    ).format(middle=i18n.number(middle), low=i18n.number(low), high=i18n.number(high))


def states_moved(rows: pd.DataFrame) -> pd.DataFrame:
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


def most_moved_sentence(rows: pd.DataFrame) -> str:
    """Return which State a plan moves most, in one sentence."""
    first = rows.iloc[0]
    return _("{state} is moved most: {points}.").format(state=first["name"], points=first["points"])


def largest_assumption_sentence(rows: pd.DataFrame) -> str:
    """Return which assumption moves the gain most, in one sentence."""
    first = rows.iloc[0]
    return _("The gain depends most on this: {assumption}.").format(assumption=first["words"])


def _each(say: Callable[..., str], *columns: pd.Series) -> list[str]:
    """Return columns in words, row by row; the same numbers are put into words once."""
    rows = list(zip(*columns, strict=True))
    told = {row: say(*row) for row in set(rows)}
    return [told[row] for row in rows]
