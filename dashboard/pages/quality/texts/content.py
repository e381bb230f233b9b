"""The back-test text by text, the last summit by name, and what the model does not know."""

from __future__ import annotations

from analytics import joining
from analytics.joining import backtest
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Share, Table, Text
from dashboard.i18n import _, ngettext
from dashboard.pages.quality.choice import BacktestChoice, documents
from dashboard.words import probabilities, states
from data.facts import Facts

CASE = "reaim_2026_pathways"
"""The text shown by itself: the last of the summits."""

LEFT_OUT = ("partly_known", "not_dated")
"""Why a roster is left out of the test: what is known of it does not suffice."""


def blocks(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return the texts that fit the choice, the case by name, and the limits."""
    test = facts.recall(joining.joining_backtest)
    return (*_texts(facts, choice, test), *_case(facts, test), *_limits(facts, test))


def _texts(facts: Facts, choice: BacktestChoice, test: backtest.JoiningBackTest) -> Blocks:
    """Return every text with its own scores, and whether its size was foreseen."""
    names = probabilities.text_names(facts.instruments)
    rows = facts.recall(joining.joining_scores_by_text, choice.level)
    rows = rows[rows["instrument_id"].isin(choice.texts(test)["instrument_id"])]
    rows = rows.assign(
        name=rows["instrument_id"].map(names),
        when=[i18n.day(day) for day in rows["opened"]],
        foreseen=[
            f"{i18n.number(low)}–{i18n.number(high)}"
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ],
    )
    inside = int(rows["is_foreseen"].sum())
    table = Table(
        table=rows,
        key="backtest_texts",
        title=_("Text by text"),
        columns={
            "name": _("Text"),
            "when": _("Opened"),
            "n_joined": _("Joined"),
            "foreseen": _("Foreseen, 90%"),
            "auc_all": _("Ranked right, all"),
            "n_new": _("New joiners"),
            "auc_new": _("Ranked right, new"),
        },
        styles={_("Ranked right, all"): Share(), _("Ranked right, new"): Share()},
        evidence=documents(facts),
        note=ngettext(
            "The size of {n} of {all} texts lay in its interval. A score is missing where nobody, "
            "or everybody, joined.",
            "The sizes of {n} of {all} texts lay in their intervals. A score is missing where "
            "nobody, or everybody, joined.",
            inside,
        ).format(n=i18n.number(inside), all=i18n.number(len(rows))),
        height=420,
    )
    out = facts.recall(
        joining.joining_scores,
        choice.level,
        is_new=choice.is_new,
        is_forward=False,
        text_class=choice.text_class,
        is_first=choice.is_first,
    )
    leaving_out = Text(
        _(
            "Leaving each text out of all others, later ones too, instead of going forward in "
            "time: {out} of pairs ranked right."
        ).format(out=probabilities.measure_with_interval(out, "within"))
    )
    return (table, leaving_out)


def _case(facts: Facts, test: backtest.JoiningBackTest) -> Blocks:
    """Return the last text of the summits by name: who was expected, and who came."""
    rows = test.rows[test.rows["instrument_id"] == CASE]
    if rows.empty:
        return ()
    scores = {
        is_new: facts.recall(
            joining.joining_scores, is_new=is_new, instrument_id=CASE, n_replicates=0
        )
        for is_new in (False, True)
    }
    rows = rows.sort_values(["probability", "iso3"], ascending=[False, True])
    shown = states.with_names(rows, facts.states)
    shown["came"] = [_("yes") if joined else _("no") for joined in shown["joined"]]
    shown["earlier"] = [_("no") if new else _("yes") for new in shown["is_new"]]
    table = Table(
        table=shown.round({"probability": 2}),
        key="case",
        title=_("The case by name: Pathways to Action, as seen on the eve of 5 February 2026"),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "probability": _("Probability"),
            "came": _("Joined"),
            "earlier": _("On the text of 2023"),
        },
        styles={_("Probability"): Share()},
        evidence=documents(facts),
        height=420,
        note=_(
            "Ranked right: {all} of pairs over all {n} States, {new} over those not on the text of "
            "2023, of whom {k} joined (50% is chance). So few can be ranked well or badly by luck. "
            "The model had not seen this text, but whoever chose its settings had: see below."
        ).format(
            all=i18n.per_cent(scores[False].values["within"]),
            n=i18n.number(scores[False].n_rows),
            new=i18n.per_cent(scores[True].values["within"]),
            k=i18n.number(scores[True].n_yes),
        ),
    )
    return (table,)


def _limits(facts: Facts, test: backtest.JoiningBackTest) -> Blocks:
    """Return what the model does not know, and what the test does not show."""
    record = facts.recall(joining.joining_history)
    n_undated, n_groups = len(record.undated_groups), len(record.groups)
    n_carried, n_texts = int(record.carried.any(axis=1).sum()), len(record.texts)
    n_left_out = int(test.left_out["reason"].isin(LEFT_OUT).sum())
    lines = (
        _("Elections, governments, instructions, and who asked whom."),
        _(
            "How many will join at all: the number comes from earlier texts of the kind, and its "
            "interval is wide."
        ),
        _(
            "When a State joined a group, where the sources have no dates: today's members stand "
            "in for them in the past too. That holds, in whole or in part, for {n} of {all} groups."
        ).format(n=i18n.number(n_undated), all=i18n.number(n_groups)),
        _(
            "Who else is in a group of which only some members are known: it counts only for those "
            "it names."
        ),
        _(
            "Who carried a text, where nobody recorded it: found for {n} of {all} texts. Those who "
            "carry one are not scored."
        ).format(n=i18n.number(n_carried), all=i18n.number(n_texts)),
        _("What a State thinks that is not listed: silence is not refusal."),
        _(
            "Who leaves again: a withdrawal counts from its day, and what was joined before stays "
            "on record. No forecast is made of it."
        ),
        ngettext(
            "{n} roster known only in part, or without a date: it is left out.",
            "{n} rosters known only in part, or without a date: they are left out.",
            n_left_out,
        ).format(n=i18n.number(n_left_out)),
    )
    tuned = _(
        "Each forecast of this test rests on earlier texts alone. But the few settings of the "
        "model, and the stated variances by which sizes are foreseen, were chosen by people "
        "who had seen these very scores, on all texts, Pathways to Action among them. The "
        "figures are therefore too kind; how much cannot be told before new texts open."
    )
    return (
        Heading(_("What the model does not know")),
        Text("\n".join(f"- {line}" for line in lines)),
        Heading(_("On what it was tuned")),
        Text(tuned),
    )
