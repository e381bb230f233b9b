"""Who moved between two roll calls: from text to text, and from First Committee to plenary."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import search, shifts
from dashboard import i18n, once
from dashboard.blocks import Blocks, Chart, Link, Table, Text, Unknown
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.pages.rollcalls import rollcall_choice
from dashboard.pages.rollcalls.moves import figures as draw
from dashboard.pages.rollcalls.rollcall_choice import RollcallChoice
from dashboard.words import resolutions, standing_in_words, states
from dashboard.words.resolutions import Row
from data import domains
from data.facts import Facts

Ways = tuple[tuple[str, str], ...]
"""Ribbons: the position at which each begins, and that at which it ends."""

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


def comparable_rollcalls(facts: Facts, choice: RollcallChoice) -> pd.DataFrame:
    """Return the roll calls with which the chosen one can be compared; see `search`."""
    return once.said_of(facts, _compared, choice)


def _compared(facts: Facts, choice: RollcallChoice) -> pd.DataFrame:
    """Return the roll calls with which the chosen one can be compared."""
    row = resolutions.of_key(facts.rollcalls, choice.key)
    found = rollcall_choice.rollcalls_found(facts, choice.among).rollcalls
    if row["body"] != "plenary" or row["status"] != "complete":
        return found.head(0)
    # votes on artificial intelligence can be compared with one another, across topics
    near = [
        facts.recall(record.rollcalls_found, topic=topic).rollcalls for topic in domains.AI_TOPICS
    ]
    return search.compared_with(
        choice.key,
        among=set(pd.concat([found, *near])["rollcall_id"]),
        rollcalls=facts.rollcalls,
        pairs=facts.recall(record.rollcall_pairs, choice.among.topic),
    )


def text_before(others: pd.DataFrame) -> str | None:
    """Return the key of the roll call on the text before; none if there is no such text.

    Parameters
    ----------
    others : DataFrame
        From `comparable_rollcalls`.
    """
    if others.empty or others.iloc[0]["relation"] != "earlier_text":
        return None
    return str(others.iloc[0]["rollcall_id"])


def options(facts: Facts, choice: RollcallChoice) -> dict[str, str]:
    """Return the roll calls with which the chosen one can be compared, by key in words."""
    rows = comparable_rollcalls(facts, choice).to_dict("records")
    return {str(row["rollcall_id"]): _relation_label(row) for row in rows}


def in_order(facts: Facts, *keys: str) -> tuple[str, str]:
    """Return the keys of two roll calls, that of the earlier one first."""
    rows = (resolutions.of_key(facts.rollcalls, key) for key in keys)
    first, second = sorted(rows, key=lambda row: row["vote_date"])
    return str(first["rollcall_id"]), str(second["rollcall_id"])


def first_pair(facts: Facts, choice: RollcallChoice) -> tuple[str, str]:
    """Return the roll call chosen and that with which it is compared at first, in order of time."""
    return in_order(
        facts, str(comparable_rollcalls(facts, choice).iloc[0]["rollcall_id"]), choice.key
    )


def moved_sentences(facts: Facts, key: str, before: str | None) -> list[str]:
    """Return how many moved since the text before, in a sentence; nothing if there is none.

    Parameters
    ----------
    facts : Facts
    key : str
        Of the roll call chosen.
    before : str or None
        From `text_before`.
    """
    if before is None:
        return []
    row = resolutions.of_key(facts.rollcalls, before)
    n = int(_changes(facts.recall(record.shift, before, key))[list(MOVED)].sum())
    text = ngettext(
        "Since {symbol} of {when}, **{n}** State moved.",
        "Since {symbol} of {when}, **{n}** States moved.",
        n,
    )
    when = resolutions.when(row)
    return [text.format(symbol=resolutions.symbol(row), when=when, n=i18n.number(n))]


def at_first(facts: Facts, first: str, second: str) -> Blocks:
    """Return who moved from one roll call to another, as it is drawn when no ribbon is chosen."""
    asked = first, second
    is_still = once.said_of(facts, moved_ribbons, *asked).empty
    return (
        *once.said_of(facts, moves_text, *asked),
        *once.said_of(facts, ribbons, *asked, False),  # as the page asks it
        *(() if is_still else once.said_of(facts, movers, *asked, ())),
    )


def moves_text(facts: Facts, first: str, second: str) -> Blocks:
    """Return how many moved from one roll call to another, and how."""
    return (Text(_moves_sentence(facts.recall(record.shift, first, second))),)


def ribbons(facts: Facts, first: str, second: str, is_kept_drawn: bool) -> Blocks:
    """Return the ribbons from one roll call to another.

    Parameters
    ----------
    facts : Facts
    first, second : str
        Keys of the roll calls; no vote in either is unknown.
    is_kept_drawn : bool
        Whether to draw those too that kept their vote.
    """
    shift = facts.recall(record.shift, first, second)
    drawn = _in_words(facts, shift.flows if is_kept_drawn else _without_kept(shift))
    if drawn.empty:
        return (Unknown(_("Nobody moved.")),)
    one, other = (resolutions.of_key(facts.rollcalls, key) for key in (first, second))
    return (
        Chart(
            key="moves",
            title=_("From {first} to {second}").format(
                first=resolutions.symbol(one), second=resolutions.symbol(other)
            ),
            figure=draw.ribbons(
                drawn,
                categories=standing_in_words.position_categories(),
                heads=(resolutions.short(one), resolutions.short(other)),
            ),
            table=drawn,
            columns=ribbon_headings(),
            evidence=_evidence(shift),
            summary=_moves_sentence(shift).replace("**", ""),
            note=_left_out_note(facts, shift),
        ),
    )


def moved_ribbons(facts: Facts, first: str, second: str) -> pd.DataFrame:
    """Return the ribbons of those who moved, from which a reader can choose, the widest first."""
    flows = _in_words(facts, _without_kept(facts.recall(record.shift, first, second)))
    return flows.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def ribbon_headings() -> dict[str, str]:
    """Return the columns of a table of ribbons with their headings."""
    return {"n": _("States"), "before": _("Before"), "after": _("After"), "who": _("Who")}


def movers(facts: Facts, first: str, second: str, ways: Ways) -> Blocks:
    """Return the States behind some ribbons, or all that moved where no ribbon is named."""
    shift = facts.recall(record.shift, first, second)
    flows = _without_kept(shift)
    if ways:
        is_chosen = [way in ways for way in zip(flows["source"], flows["target"], strict=True)]
        flows = flows[is_chosen]
    inside = shift.states[shift.states["iso3"].isin(flows["iso3"].explode())]
    named = states.with_names(inside, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    table = named.assign(
        before=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_from"]],
        after=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_to"]],
        dossier=states.dossiers(named["iso3"]),
    )
    return (
        Table(
            key="movers",
            title=ngettext("{n} State that moved", "{n} States that moved", len(named)).format(
                n=i18n.number(len(named))
            ),
            table=table,
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "before": _("Before"),
                "after": _("After"),
                "dossier": _("Dossier"),
            },
            styles={_("Dossier"): Link(_("open"))},
            evidence=_evidence(shift),
        ),
    )


def _without_kept(shift: shifts.Shift) -> pd.DataFrame:
    """Return the ribbons of those who moved."""
    return shift.flows[shift.flows["source"] != shift.flows["target"]]


def _relation_label(row: Row) -> str:
    """Return a roll call to compare with in one line, and what it is to the chosen one."""
    relation = RELATIONS.get(row["relation"])
    label = resolutions.label(row)
    return label if relation is None else f"{_(relation)} · {label}"


def _changes(shift: shifts.Shift) -> pd.Series:
    """Return how many States there are of each change."""
    return shift.counts.set_index("change")["n"]


def _moves_sentence(shift: shifts.Shift) -> str:
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


def _in_words(facts: Facts, flows: pd.DataFrame) -> pd.DataFrame:
    """Return ribbons with their positions in words and their States by name."""
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


def _evidence(shift: shifts.Shift) -> tuple[str, ...]:
    """Return the documents behind the votes of both roll calls."""
    both = pd.concat([shift.states["evidence_id_from"], shift.states["evidence_id_to"]])
    return tuple(both.dropna().unique())


def _left_out_note(facts: Facts, shift: shifts.Shift) -> str | None:
    """Return who is not drawn because it was a member at one of the two votes only."""
    if shift.left_out.empty:
        return None
    names = states.names(facts.states)
    who = [name for key, name in names.items() if key in set(shift.left_out["key"])]
    return _("Not drawn, being a member at one of the two only: {states}.").format(
        states=i18n.listing(who)
    )
