"""How good is this? The model on the past it had not seen, beside what one would use without it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import backtest, scoring
from dashboard import ask, cache, chances, i18n, show, states
from dashboard.figures import chances as draw
from dashboard.i18n import _, mark, ngettext

CASE = "reaim_2026_pathways"
"""The text shown by itself: nothing was tuned on it."""

BASELINES = {
    "base_rate": mark("Base rate: the number alone"),
    "region": mark("Record of the regional group"),
    "signed_the_last": mark("Was on the last such text"),
    "share_of_texts": mark("Share of earlier texts joined"),
    "peers": mark("Record of States that vote alike"),
    "engagement": mark("Count of engagement in the field"),
}

WHO_PX = 190
"""Of the column of baselines, so that all measures are in sight."""

MEASURES = ("auc", "ap", "bss", "log_loss", "p_at_n", "r_at_10")


def render() -> None:
    """Draw the page."""
    show.title(
        _("How good is this?"),
        _("The probabilities of joining, tested on texts that the model had not seen."),
    )
    current = cache.snapshot()
    with st.spinner(_("Testing the model on the past it had not seen…")):
        test = cache.joining_backtest(current, current.version)
        new = cache.joining_scores(current, current.version)
    show.answer(_answer(new))
    left, right = st.columns(2)
    with left:
        who = ask.switch(
            _("States"), {"new": _("On no earlier version"), "all": _("All")}, key="who"
        )
    with right:
        levels = {"probability": _("From the prior"), "given_size": _("The number is known")}
        level = ask.switch(_("How many will join"), levels, key="level")
    evidence = _evidence(test)
    _baselines(level, is_new=who == "new", evidence=evidence)
    _reliability(level, is_new=who == "new", evidence=evidence)
    _texts(level, evidence)
    _case(test, evidence)
    _limits(test)


def _answer(new: scoring.Scores) -> str:
    """Return how good the model is, in a few sentences."""
    return _(
        "On {n} texts since 2012, among States on no earlier version, the model ranks a State that "
        "joined above one that did not in **{auc}** of pairs (50% is chance). Its error is **{bss} "
        "smaller** than with the base rate."
    ).format(
        n=i18n.number(new.n_events),
        auc=chances.measured(new, "auc", is_share=True),
        bss=chances.measured(new, "bss", is_share=True),
    )


def _baselines(level: str, *, is_new: bool, evidence: list[str]) -> None:
    """Set the model beside what one would use without it."""
    current = cache.snapshot()
    suffix = "_given_size" if level == "given_size" else ""
    columns = {level: _("The model")} | {
        f"base_{key}{suffix}": _(words) for key, words in BASELINES.items()
    }
    found = {
        words: cache.joining_scores(current, current.version, column, is_new=is_new)
        for column, words in columns.items()
    }
    rows = pd.DataFrame(
        [
            {"who": words, **{name: chances.measured(one, name) for name in MEASURES}}
            for words, one in found.items()
        ]
    )
    first = next(iter(found.values()))
    show.table(
        rows,
        key="baselines",
        title=_("Beside what one would use without it"),
        columns={
            "who": _("What it looks at"),
            "auc": _("Ranking (AUC)"),
            "ap": _("Average precision"),
            "bss": _("Brier skill"),
            "log_loss": _("Log loss"),
            "p_at_n": _("Right at the top"),
            "r_at_10": _("Found in ten"),
        },
        config={_("What it looks at"): st.column_config.TextColumn(width=WHO_PX)},
        evidence=evidence,
        note=_(
            "{rows} States on {texts} texts, of which {yes} joined. In brackets the 90% interval "
            "over texts. Every line is fitted in the same way, on earlier texts only. Higher is "
            "better, but for log loss."
        ).format(
            rows=i18n.number(first.n_rows),
            texts=i18n.number(first.n_events),
            yes=i18n.number(first.n_yes),
        ),
    )
    st.caption(
        _(
            "**Ranking**: how often a State that joined stands above one that did not; 0.5 is "
            "chance. **Average precision**: how clean the list stays on the way down to the last "
            "joiner. **Brier skill**: by how much the squared error is smaller than the base "
            "rate’s. **Log loss**: it punishes being sure and wrong. **Right at the top**: of as "
            "many States as joined, taken from the top, the share that did. **Found in ten**: the "
            "share of all joiners among the first ten."
        )
    )


def _reliability(level: str, *, is_new: bool, evidence: list[str]) -> None:
    """Draw whether what was called likely happened as often as was said."""
    current = cache.snapshot()
    rows = cache.joining_reliability(current, current.version, level, is_new)
    gap = scoring.mean_gap(rows)
    show.figure(
        draw.reliability(
            rows,
            predicted=_("Predicted"),
            observed=_("Joined"),
            band=_("Where nine in ten should lie"),
            perfect=_("As predicted"),
        ),
        key="reliability",
        title=_("Of States given a probability, so many joined"),
        table=rows.round(3),
        columns={
            "n": _("Rows"),
            "predicted": _("Predicted"),
            "observed": _("Joined"),
            "low": _("From"),
            "high": _("To"),
        },
        evidence=evidence,
        summary=_("Predicted and observed shares differ by {gap} points on average.").format(
            gap=i18n.number(100 * gap, decimals=1)
        ),
        note=_(
            "Ten bins of equally many rows; they differ by {gap} percentage points on average. The "
            "band supposes that States decide apart from one another, which they do not: it is too "
            "narrow rather than too wide."
        ).format(gap=i18n.number(100 * gap, decimals=1)),
    )


def _texts(level: str, evidence: list[str]) -> None:
    """List every text with its own scores, and whether its size was foreseen."""
    current = cache.snapshot()
    instruments = cache.frame(current, current.version, "instruments")
    names = chances.text_names(instruments)
    rows = cache.joining_scores_by_text(current, current.version, level)
    rows = rows.assign(
        name=rows["instrument_id"].map(names),
        when=[i18n.day(day) for day in rows["opened"]],
        foreseen=[
            f"{i18n.number(low)}–{i18n.number(high)}"
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ],
    )
    inside = int(rows["is_foreseen"].sum())
    show.table(
        rows.round({"auc_all": 2, "auc_new": 2, "ap_new": 2}),
        key="backtest_texts",
        title=_("Text by text"),
        columns={
            "name": _("Text"),
            "when": _("Opened"),
            "n_joined": _("Joined"),
            "foreseen": _("Foreseen, 90%"),
            "auc_all": _("AUC, all"),
            "n_new": _("New joiners"),
            "auc_new": _("AUC, new"),
            "ap_new": _("Average precision, new"),
        },
        evidence=evidence,
        note=ngettext(
            "The size of {n} of {all} texts lay in its interval. A score is missing where nobody, "
            "or everybody, joined.",
            "The sizes of {n} of {all} texts lay in their intervals. A score is missing where "
            "nobody, or everybody, joined.",
            inside,
        ).format(n=i18n.number(inside), all=i18n.number(len(rows))),
        height=420,
    )
    out = cache.joining_scores(current, current.version, level, is_new=True, is_forward=False)
    late = cache.joining_second_halves(current, current.version)
    st.markdown(
        _(
            "Leaving each text out of all others, later ones too, gives an AUC of {out} among new "
            "joiners. Who joins in the second half of the signatures is harder: {late}, on {n} "
            "texts whose rosters grew over time."
        ).format(
            out=chances.measured(out, "auc"),
            late=chances.measured(late, "auc"),
            n=i18n.number(late.n_events),
        )
    )


def _case(test: backtest.BackTest, evidence: list[str]) -> None:
    """Show the last text of the summits by name: who was expected, and who came."""
    current = cache.snapshot()
    scores = {
        is_new: cache.joining_scores(
            current, current.version, is_new=is_new, instrument_id=CASE, n_replicates=0
        )
        for is_new in (False, True)
    }
    rows = test.rows[test.rows["instrument_id"] == CASE]
    rows = rows.sort_values(["probability", "iso3"], ascending=[False, True])
    table = cache.frame(current, current.version, "states")
    shown = states.with_names(rows, table)
    shown["came"] = [_("yes") if joined else _("no") for joined in shown["joined"]]
    shown["earlier"] = [_("no") if new else _("yes") for new in shown["is_new"]]
    show.table(
        shown.round({"probability": 2}),
        key="case",
        title=_("The case by name: Pathways to Action, as seen on the eve of 5 February 2026"),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "probability": _("Probability"),
            "came": _("Joined"),
            "earlier": _("On the text of 2023"),
        },
        config={_("Probability"): st.column_config.NumberColumn(format="percent")},
        evidence=evidence,
        height=420,
        note=_(
            "AUC {all} over all {n} members, {new} over those not on the text of 2023, of whom {k} "
            "joined. So few can be ranked well or badly by luck; nothing was tuned on this text."
        ).format(
            all=i18n.number(scores[False].values["auc"], decimals=2),
            n=i18n.number(scores[False].n_rows),
            new=i18n.number(scores[True].values["auc"], decimals=2),
            k=i18n.number(scores[True].n_yes),
        ),
    )


def _limits(test: backtest.BackTest) -> None:
    """Say what the model does not know."""
    show.heading(_("What the model does not know"))
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                _("Elections, governments, instructions, and who asked whom."),
                _(
                    "How many will join at all: the number comes from earlier texts of the kind, "
                    "and its interval is wide."
                ),
                _(
                    "When a State joined a group: groups have no dates in the sources, so today's "
                    "members stand in for them in the past too."
                ),
                _("What a State thinks that is not listed: silence is not refusal."),
                ngettext(
                    "{n} roster known only in part, or without a date: it is left out.",
                    "{n} rosters known only in part, or without a date: they are left out.",
                    len(test.left_out),
                ).format(n=i18n.number(len(test.left_out))),
            )
        )
    )


def _evidence(test: backtest.BackTest) -> list[str]:
    """Return the documents of the rosters tested on."""
    current = cache.snapshot()
    instruments = cache.frame(current, current.version, "instruments")
    tested = instruments["instrument_id"].isin(test.texts["instrument_id"])
    return list(dict.fromkeys(instruments["evidence_id"][tested]))
