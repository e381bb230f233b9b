"""How close two States are by every measure, beside all other pairs."""

from __future__ import annotations

import pandas as pd

from analytics import agreement, ideal_points, record
from analytics.agreement import closeness, comparison, dyad
from analytics.ideal_points import distance
from dashboard import i18n
from dashboard.blocks import Blocks, Table, Words
from dashboard.i18n import _
from dashboard.words import positions_in_words, states
from dashboard.words.shares import percentile, share, span
from data.errors import AnalysisError
from data.facts import Facts


def blocks(facts: Facts, a: str, b: str, question: comparison.PairQuestion) -> Blocks:
    """Return agreement, raw and corrected twice, and distance, beside all other pairs.

    Nothing where two States share too little to be set beside others.

    Parameters
    ----------
    facts : Facts
    a, b : str
        Codes of the two States.
    question : PairQuestion
        On what they are compared.
    """
    found = facts.recall(agreement.pair_in, question, a, b)
    if found.pair is None or found.is_few:
        return ()
    row = closeness.pair_row(facts.recall(agreement.closeness_in, question), a, b)
    if row is None:
        return ()
    names = states.names(facts.states)
    far, not_held = _distance(facts, question, a, b)
    is_kappa_told = not closeness.is_kappa_uninformative(row)
    silence = comparison.rank_range(facts.recall(agreement.silence_in, question), a, b)
    return (
        Table(
            key="compare_measures",
            title=_("How close, by every measure"),
            table=measure_rows(
                row, far, [names[iso3] for iso3 in not_held], is_kappa_told=is_kappa_told
            ),
            evidence=tuple(facts.recall(record.plenary_documents)),
            columns={
                "measure": _("Measure"),
                "value": _("Value"),
                "interval": _("90% interval"),
                "closer": _("Closer than, of all pairs"),
                "meaning": _("What it says"),
            },
            styles={_("What it says"): Words("large")},
            note=_(
                "The page ranks by the second. The third is Cohen’s κ. Intervals: from samples of "
                "the texts, all votes on a text together."
            )
            + " "
            + _absences_sentence(found.pair, silence, names[a], names[b]),
        ),
    )


def has_line(question: comparison.PairQuestion) -> bool:
    """Return whether States are placed on a line on the subject of a question."""
    return (question.topic or "all") in positions_in_words.ISSUES


def _distance(
    facts: Facts, question: comparison.PairQuestion, iso3_a: str, iso3_b: str
) -> tuple[distance.Distance | None, list[str]]:
    """Return how far apart two States stand on the line of the subject, and whom it cannot hold.

    Nothing for a subject that has no line.
    """
    if not has_line(question):
        return None, []
    try:
        points = facts.recall(ideal_points.points_on, question.topic)
        fitted = facts.recall(ideal_points.fit_on, question.topic).by_state
    except AnalysisError:
        return None, []
    is_not_held = fitted["is_held"].fillna(value=True).eq(other=False)
    outside = set(fitted.loc[is_not_held, "iso3"].astype(str))
    return distance.of_pair(points, iso3_a, iso3_b), [
        iso3 for iso3 in (iso3_a, iso3_b) if iso3 in outside
    ]


def measure_rows(
    row: pd.Series, far: distance.Distance | None, not_held: list[str], *, is_kappa_told: bool
) -> pd.DataFrame:
    """Return closeness by every measure as rows, each with what it says.

    Parameters
    ----------
    row : Series
        From `closeness.pair_row`.
    far : Distance, optional
        On the line of the subject, where there is one.
    not_held : list of str
        Names of those of the two that the line cannot hold.
    is_kappa_told : bool
        Whether kappa says something of this pair; see `closeness.is_kappa_uninformative`.
    """
    raw, house, habits = (i18n.per_cent(row[name]) for name in ("raw", "by_house", "by_habits"))
    told = [
        (
            _("Agreement as counted"),
            raw,
            span(row["raw_q05"], row["raw_q95"], share),
            _percentile(row, "raw"),
            _("An abstention against a vote counts as half agreement"),
        ),
        (
            _("Beyond two States drawn at random"),
            positions_in_words.decimal(row["closeness"]),
            span(row["closeness_q05"], row["closeness_q95"], positions_in_words.decimal),
            _percentile(row, "closeness"),
            _("Two drawn at random agree on {share} of these votes; 0 is as they, 1 always").format(
                share=house
            ),
        ),
        (
            _("Beyond their own habits"),
            positions_in_words.decimal(row["kappa"]) if pd.notna(row["kappa"]) else "—",
            span(row["kappa_q05"], row["kappa_q95"], positions_in_words.decimal),
            _percentile(row, "kappa") if is_kappa_told else "—",
            (
                _("Their habits alone would give {share}; 0 is as those, 1 always")
                if is_kappa_told
                else _("Says little here: their habits alone would give {share}")
            ).format(share=habits),
        ),
    ]
    if far is not None:
        told.append(
            (
                _("Distance on the line of Positions from votes"),
                positions_in_words.decimal(far.value),
                span(far.q05, far.q95, positions_in_words.decimal),
                span(far.percentile_q05, far.percentile_q95, percentile),
                _line_meaning(far, not_held),
            )
        )
    return pd.DataFrame(told, columns=["measure", "value", "interval", "closer", "meaning"])


def _absences_sentence(
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


def _percentile(row: pd.Series, measure: str) -> str:
    """Return the share of all pairs that are less close by a measure."""
    low, high = (row[f"{measure}_percentile_{end}"] for end in ("q05", "q95"))
    return span(low, high, percentile)


def _line_meaning(far: distance.Distance, not_held: list[str]) -> str:
    """Return what a distance on the line means, and whether the line holds both States."""
    if not_held:
        return _("Says little here: the line cannot hold {states}").format(
            states=i18n.listing(not_held)
        )
    return _("In {session}; 1 is the standard deviation of all States").format(
        session=positions_in_words.session(far.session_number)
    )
