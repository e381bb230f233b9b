"""How a count stands beside its forecast, who surprises and who is still to come."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import i18n, theme
from dashboard.blocks import Block, Blocks, Chart, Folded, Link, Note, Numbers, Share, Table, Tile
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.live import figures, forecasts, wording
from dashboard.pages.live.figures import CountRow
from dashboard.pages.live.judged import VOTES, JudgedCount
from dashboard.pages.live.tested import content as tested
from dashboard.plans import counting
from dashboard.words import states
from data.facts import Facts


def blocks(facts: Facts, count: JudgedCount) -> Blocks:
    """Return the count beside its forecast, the surprises, and who is still to come."""
    names = states.names(facts.states)
    if not count.has_forecast:
        return (_tiles(count), *_answered(count, names))
    return (
        _chart(facts, count),
        *tested.blocks(count),
        *_surprises(count, names),
        *_to_come(facts, count),
        *_answered(count, names),
    )


def _tiles(count: JudgedCount) -> Numbers:
    """Return how many gave each answer, where no forecast stands beside it."""
    number = counting.tally(count.standing.answers)
    return Numbers(
        tuple(
            Tile(words, i18n.number(number[answer]), _("as entered"))
            for answer, words in wording.answers(count.document.kind).items()
        )
    )


def _chart(facts: Facts, count: JudgedCount) -> Chart:
    """Return what is in, with the ranges of the end."""
    rows = _rows(count)
    kind, text = count.document.kind, count.document.text
    table = pd.DataFrame(
        {
            "label": [row.label for row in rows],
            "said": [row.said for row in rows],
            "now": [None if row.now is None else round(row.now[0], 1) for row in rows],
            "now_low": [None if row.now is None else row.now[1] for row in rows],
            "now_high": [None if row.now is None else row.now[2] for row in rows],
            "expected": [row.before[0] for row in rows],
            "low": [row.before[1] for row in rows],
            "high": [row.before[2] for row in rows],
        }
    )
    notes = []
    if not count.standing.is_over:
        notes.append(_("States not entered are taken to be still to come, and to do as forecast."))
        notes.append(
            _(
                "What is in moves the others: those votes of the past weigh most that went as this "
                "one goes."
            )
            if kind == "vote"
            else _("Sizes that are too small for the names already in are given up.")
        )
    begun = i18n.day(pd.Timestamp(count.kept.saved_at.date()))
    notes.append(_("The forecast is the one that stood on {day}.").format(day=begun))
    return Chart(
        key="live_count",
        title=_("The count, and where it may end"),
        figure=figures.ranges(
            rows,
            said=_("Entered"),
            now=_("Expected in the end, given what is in"),
            before=_("Expected beforehand"),
            axis=_("States"),
        ),
        table=table,
        columns={
            "label": _("Answer"),
            "said": _("Entered"),
            "now": _("Expected now"),
            "now_low": _("Now, from"),
            "now_high": _("Now, to"),
            "expected": _("Expected beforehand"),
            "low": _("Beforehand, from"),
            "high": _("Beforehand, to"),
        },
        evidence=forecasts.evidence(facts, kind, text),
        summary=wording.finding_sentence(count, states.names(facts.states)).replace("**", ""),
        note=" ".join(notes),
    )


def _rows(count: JudgedCount) -> list[CountRow]:
    """Return the rows of the chart."""
    is_begun = bool(count.standing.answers) and not count.standing.is_over
    forecast, tally = count.document.tally, count.tally
    if forecast is not None and tally is not None:
        said = pd.Series(list(count.outcomes.values()), dtype=object).value_counts()
        now = tally.tally.to_dict("records")
        return [
            CountRow(
                label=vocabulary.word(vocabulary.POSITIONS, vote),
                style=theme.POSITION_STYLES[vote],
                said=int(said.get(vote, 0)),
                before=(forecast.expected[k], forecast.low[k], forecast.high[k]),
                now=(now[k]["expected"], now[k]["low"], now[k]["high"]) if is_begun else None,
            )
            for k, vote in enumerate(VOTES)
        ]
    before, joined = count.range_before, count.range_now
    if before is None or joined is None:
        return []
    return [
        CountRow(
            label=_("On the text"),
            style=theme.LISTING_STYLES["listed"],
            said=count.n_positive,
            before=before,
            now=joined if is_begun else None,
        )
    ]


def _surprises(count: JudgedCount, names: Mapping[str, str]) -> tuple[Block, ...]:
    """Return who did what was unlikely, and whether so many were due."""
    found = count.surprises
    if not found.n_answered:
        return ()
    if found.states.empty:
        return (Note(_("Nobody has surprised: each did what was given more than 20%.")),)
    rows = wording.surprise_rows(found, names, count.probability)
    note = _("A surprise was given less than 20%, a great one less than 5%.")
    if count.standing.is_over or count.document.kind == "vote":
        note += " " + ngettext(
            "{n} came; {due} were due among {all} answers, had each chance been right.",
            "{n} came; {due} were due among {all} answers, had every chance been right.",
            len(rows),
        ).format(
            n=i18n.number(len(rows)),
            due=i18n.number(found.n_due, decimals=1),
            all=i18n.number(found.n_answered),
        )
    return (
        Table(
            key="live_surprises",
            title=_("Who surprises"),
            table=rows.assign(link=states.dossiers(rows["iso3"], "chances")),
            evidence=(),
            columns={
                "name": _("State"),
                "did": _("What it did"),
                "size": _("How surprising"),
                "chance": _("How likely that was"),
                "positive": _chance_words(count),
                "link": _("Dossier"),
            },
            styles={_chance_words(count): Share(), _("Dossier"): Link(_("open"))},
            note=note,
        ),
    )


def _to_come(facts: Facts, count: JudgedCount) -> tuple[Block, ...]:
    """Return the States that have not answered: who is least certain first, or likeliest."""
    if not count.to_come or count.standing.is_over:
        return ()
    probability = count.probability
    frame = states.with_names(
        pd.DataFrame({"iso3": pd.Series(list(count.to_come), dtype=object)}), facts.states
    )
    frame["chance"] = frame["iso3"].map(probability).round(2)
    tally = count.document.tally
    columns = {"name": _("State"), "group": _("Regional group"), "chance": _chance_words(count)}
    if tally is not None:
        frame["last"] = [wording.answer_in_words(tally.last.get(s)) or "—" for s in frame["iso3"]]
        frame = frame.iloc[(frame["chance"] - 0.5).abs().argsort(kind="stable")]
        columns["last"] = _("Last time")
    frame = frame.assign(link=states.dossiers(frame["iso3"]))
    return (
        Table(
            key="live_to_come",
            title=_("Still to come ({n})").format(n=i18n.number(len(frame))),
            table=frame.reset_index(drop=True),
            evidence=(),
            columns=columns | {"link": _("Dossier")},
            styles={_chance_words(count): Share(is_bar=True), _("Dossier"): Link(_("open"))},
            note=_("Those whose vote is least certain stand first.")
            if tally is not None
            else _("The likeliest stand first."),
            height=360,
        ),
    )


def _answered(count: JudgedCount, names: Mapping[str, str]) -> tuple[Block, ...]:
    """Return every State that has answered, and its answer."""
    answers = count.standing.answers
    if not answers:
        return ()
    frame = pd.DataFrame(
        {
            "name": [names.get(iso3, iso3) for iso3 in answers],
            "answer": [wording.answer_in_words(answer) for answer in answers.values()],
        }
    )
    frame = frame.iloc[frame["name"].map(i18n.sorting).argsort(kind="stable")]
    table = Table(
        key="live_answers",
        title=_("All answers so far"),
        table=frame.reset_index(drop=True),
        evidence=(),
        columns={"name": _("State"), "answer": _("Answer")},
    )
    title = _("Every State that has answered ({n})").format(n=i18n.number(len(frame)))
    return (Folded("live_all", title, (table,)),)


def _chance_words(count: JudgedCount) -> str:
    """Return the heading of a column of chances."""
    return _("Forecast: in favour") if count.document.kind == "vote" else _("Forecast: endorses")
