"""Who moved between two roll calls: from text to text, and from First Committee to plenary."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import search, shifts
from dashboard import ask, i18n, resolutions, show, states
from dashboard.figures import flows as draw
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.resolutions import Row
from dashboard.views import rollcall_tally
from dashboard.views.rollcall_choice import NEAR_TOPICS, Choice
from data.facts import current_facts

CLOSEST_TOPICS = NEAR_TOPICS[:4]
"""Votes on these can be compared with one another, across topics."""

MOVED = ("changed", "dropped_out", "appeared")
"""Values of ``change`` that mean a move."""

STAYED = ("kept", "absent", "unknown")

CHANGES = {
    "changed": mark("changed position"),
    "dropped_out": mark("no longer voted"),
    "appeared": mark("now voted"),
    "kept": mark("voted the same"),
    "absent": mark("voted neither time"),
    "unknown": mark("not known"),
}

RELATIONS = {"earlier_text": mark("the text before"), "later_text": mark("the text after")}


def compared(choice: Choice) -> pd.DataFrame:
    """Return the roll calls with which the chosen one can be compared; see `search`."""
    row = choice.row
    if row["body"] != "plenary" or row["status"] != "complete":
        return choice.found.head(0)
    facts = current_facts()
    near = [facts.recall(record.rollcalls_found, topic=topic).rollcalls for topic in CLOSEST_TOPICS]
    return search.compared_with(
        str(row["rollcall_id"]),
        among=set(pd.concat([choice.found, *near])["rollcall_id"]),
        rollcalls=facts.rollcalls,
        pairs=facts.recall(record.rollcall_pairs, choice.topic),
    )


def in_short(row: Row, others: pd.DataFrame) -> list[str]:
    """Return how many moved since the text before, in a sentence; nothing if there is none.

    Parameters
    ----------
    row : Row
        The roll call chosen.
    others : DataFrame
        From `compared`.
    """
    if others.empty or others.iloc[0]["relation"] != "earlier_text":
        return []
    before = others.iloc[0].to_dict()
    n = int(_changes(shift_between(before, row))[list(MOVED)].sum())
    text = ngettext(
        "Since {symbol} of {when}, **{n}** State moved.",
        "Since {symbol} of {when}, **{n}** States moved.",
        n,
    )
    when = resolutions.when(before)
    return [text.format(symbol=resolutions.symbol(before), when=when, n=i18n.number(n))]


def part(row: Row, others: pd.DataFrame) -> None:
    """Draw who moved between the roll call and another; see `in_short`."""
    rows = {other["rollcall_id"]: other for other in others.to_dict("records")}
    other = ask.one(
        _("Compared with"), {key: _other(each) for key, each in rows.items()}, key="with"
    )
    first, second = sorted((rows[other], row), key=lambda each: each["vote_date"])
    moves(first, second, shift_between(first, second))


def shift_between(first: Row, second: Row) -> shifts.Shift:
    """Return how votes moved from one roll call to another."""
    facts = current_facts()
    keys = str(first["rollcall_id"]), str(second["rollcall_id"])
    return facts.recall(record.shift, *keys)


def moves(first: Row, second: Row, shift: shifts.Shift) -> None:
    """Draw the ribbons from one roll call to another, and list who is behind them.

    Parameters
    ----------
    first, second : Row
        The roll calls.
    shift : Shift
        Between them; no vote in it is unknown.
    """
    sentence = _sentence(shift)
    st.markdown(sentence)
    is_kept_drawn = ask.yes(_("Draw also those that kept their vote"), key="kept")
    moved = shift.flows["source"] != shift.flows["target"]
    drawn = _in_words(shift.flows if is_kept_drawn else shift.flows[moved])
    if drawn.empty:
        show.unknown(_("Nobody moved."))
        return
    show.figure(
        draw.ribbons(
            drawn,
            categories=rollcall_tally.categories(),
            heads=(resolutions.short(first), resolutions.short(second)),
        ),
        key="moves",
        title=_("From {first} to {second}").format(
            first=resolutions.symbol(first), second=resolutions.symbol(second)
        ),
        table=drawn,
        columns=_ribbon_headings(),
        evidence=_evidence(shift),
        summary=sentence.replace("**", ""),
        note=_left_out(shift),
    )
    _behind(_in_words(shift.flows[moved]), shift)


def _other(row: Row) -> str:
    """Return a roll call to compare with in one line, and what it is to the chosen one."""
    relation = RELATIONS.get(row["relation"])
    label = resolutions.label(row)
    return label if relation is None else f"{_(relation)} · {label}"


def _changes(shift: shifts.Shift) -> pd.Series:
    """Return how many States there are of each change."""
    return shift.counts.set_index("change")["n"]


def _sentence(shift: shifts.Shift) -> str:
    """Return how many moved, and how, in one sentence."""
    n = _changes(shift)
    moved, stayed = (
        i18n.listing([f"{i18n.number(n[key])} {_(CHANGES[key])}" for key in keys if n[key]])
        for keys in (MOVED, STAYED)
    )
    return _("**{n} of {all} States moved**: {moved}. Of the others, {stayed}.").format(
        n=i18n.number(n[list(MOVED)].sum()),
        all=i18n.number(n.sum()),
        moved=moved or _("none"),
        stayed=stayed or _("none"),
    )


def _in_words(flows: pd.DataFrame) -> pd.DataFrame:
    """Return ribbons with their positions in words and their States by name."""
    facts = current_facts()
    names = states.names(facts.states)
    order = {iso3: place for place, iso3 in enumerate(names)}
    named = flows["iso3"].map(
        lambda keys: [names[key] for key in sorted(keys, key=order.__getitem__)]
    )
    return flows.assign(
        before=[vocabulary.word(vocabulary.POSITIONS, key) for key in flows["source"]],
        after=[vocabulary.word(vocabulary.POSITIONS, key) for key in flows["target"]],
        names=named,
        who=named.map(i18n.listing),
    )


def _ribbon_headings() -> dict[str, str]:
    """Return the columns of a table of ribbons with their headings."""
    return {"n": _("States"), "before": _("Before"), "after": _("After"), "who": _("Who")}


def _behind(ribbons: pd.DataFrame, shift: shifts.Shift) -> None:
    """List the States that moved, or those behind the ribbons that the reader chooses."""
    chosen = show.pick(
        ribbons.sort_values("n", ascending=False, kind="stable", ignore_index=True),
        key=f"ribbons_{shift.rollcall_from}_{shift.rollcall_to}",
        title=_("Moves: choose one or more"),
        columns=_ribbon_headings(),
    )
    who = chosen if len(chosen) else ribbons
    inside = shift.states[shift.states["iso3"].isin(who["iso3"].explode())]
    facts = current_facts()
    named = states.with_names(inside, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    show.table(
        named.assign(
            before=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_from"]],
            after=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_to"]],
            dossier=states.dossiers(named["iso3"]),
        ),
        key="movers",
        title=ngettext("{n} State that moved", "{n} States that moved", len(named)).format(
            n=i18n.number(len(named))
        ),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "before": _("Before"),
            "after": _("After"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence=_evidence(shift),
    )


def _evidence(shift: shifts.Shift) -> set[str]:
    """Return the documents behind the votes of both roll calls."""
    both = pd.concat([shift.states["evidence_id_from"], shift.states["evidence_id_to"]])
    return set(both.dropna())


def _left_out(shift: shifts.Shift) -> str | None:
    """Return who is not drawn because it was a member at one of the two votes only."""
    if shift.left_out.empty:
        return None
    facts = current_facts()
    names = states.names(facts.states)
    who = [name for key, name in names.items() if key in set(shift.left_out["key"])]
    return _("Not drawn, being a member at one of the two only: {states}.").format(
        states=i18n.listing(who)
    )
