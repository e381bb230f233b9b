"""From a yes vote to an endorsement: the second part of the page *Instruments*."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import record
from analytics.record import funnel
from dashboard import ask, i18n, once, show, states, theme
from dashboard.figures import funnel as draw
from dashboard.i18n import _, mark
from data.facts import current_facts

TOPIC, DOMAIN = "aimd", "military AI"

ANSWERS = {
    "yes": mark("Yes"),
    "unknown": mark("Not known"),
    "no": mark("Not in favour, or not listed"),
}
NOT_IN_FAVOUR, NOT_LISTED = mark("Not in favour"), mark("Not listed")

STEP_WORDS = {
    "vote": mark("Voted yes on {text}"),
    "sponsors": mark("Sponsored {text}"),
    "outcome": mark("Endorsed {text}"),
    "declaration": mark("Endorsed {text}"),
    "forum": mark("Convened or took part in a forum"),
}

OWN = "own"


@dataclass(frozen=True)
class _Pool:
    """A list of ``n`` UN members: those that said yes at some steps and no at others."""

    label: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_yes: tuple[str, ...] = ()
    n: int = 0


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    rollcalls = once.in_words(("instruments votes",), _rollcalls)
    rollcall_id = ask.one(_("Beginning with the vote on"), rollcalls, key="vote")
    result = facts.recall(record.steps_after, rollcall_id, DOMAIN)
    steps, chart, pools, answer = once.in_words(
        ("instruments funnel", rollcall_id), lambda: _made(result)
    )
    show.answer(answer)
    show.figure(
        chart,
        key="instruments_funnel",
        title=_("From vote to endorsement"),
        table=steps,
        columns={
            "name": _("Step"),
            "n_yes": _("UN members: yes"),
            "n_unknown": _("Not known"),
            "n_no": _(ANSWERS["no"]),
            "n_others_yes": _("Others: yes"),
            "official_count": _("Published count"),
            "n_nested_yes": _("Yes at this and every earlier step"),
            "n_nested_unknown": _("May be"),
            "n_nested_left": _("Ends here"),
        },
        evidence=result.evidence["evidence_id"],
        summary=answer.replace("**", ""),
        note=_note(steps),
    )
    _list(result, steps, pools)


def _made(
    result: funnel.Funnel,
) -> tuple[pd.DataFrame, go.Figure, dict[str, _Pool], str]:
    """Return the steps in words and as a chart, the lists offered, and the finding."""
    steps = _named(result.steps)
    pools = {
        key: replace(pool, n=len(_members(result, pool))) for key, pool in _pools(steps).items()
    }
    chart = draw.steps(
        steps,
        answers=_answers(),
        along=_("Yes at this and every earlier step; the line reaches to those that may be"),
        hover=_hover(steps),
    )
    return steps, chart, pools, _answer(result, steps, pools["outreach"])


def _rollcalls() -> dict[str, str]:
    """Return the recorded plenary votes on the subject, the latest first."""
    facts = current_facts()
    held = facts.rollcalls
    topics = facts.topics
    inside = held["rollcall_id"].isin(topics["rollcall_id"][topics["topic"] == TOPIC])
    is_whole = ~held["is_paragraph_vote"] & ~held["is_amendment_vote"]
    is_used = (held["body"] == "plenary") & (held["status"] == "complete")
    found = held[inside & is_whole & is_used].sort_values("vote_date", ascending=False)
    texts = [
        f"{symbol}, {i18n.day(day)}"
        for symbol, day in zip(found["symbol"], found["vote_date"], strict=True)
    ]
    return dict(zip(found["rollcall_id"].astype(str), texts, strict=True))


def _named(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps with ``what`` each is, the ``text`` it is about, and its ``name``."""
    facts = current_facts()
    rosters = facts.instruments.set_index("instrument_id")
    symbols = facts.rollcalls.set_index("rollcall_id")["symbol"]
    what, texts = [], []
    for kind, ids in zip(steps["kind"], steps["ids"], strict=True):
        if kind == "rollcall":
            what.append("vote")
            texts.append(str(symbols[ids[0]]))
            continue
        of = rosters.loc[ids[0]]
        texts.append(_(str(of["short_name"])))
        what.append(
            {
                "resolution": "sponsors",
                "summit_outcome": "outcome",
                "political_declaration": "declaration",
            }.get(str(of["kind"]), "forum")
        )
    names = [_(STEP_WORDS[one]).format(text=text) for one, text in zip(what, texts, strict=True)]
    return steps.assign(what=what, text=texts, name=names)


def _answers() -> list[theme.Category]:
    """Return the three answers with their words and looks."""
    return [
        theme.Category(key, _(label), style.colour, style.pattern, style.text_colour)
        for key, label in ANSWERS.items()
        for style in (draw.STYLES[key],)
    ]


def _hover(steps: pd.DataFrame) -> list[str]:
    """Return what is shown on each step."""
    words = _(
        "{name}\nYes {yes}, not known {unknown}, not {no}\n"
        "Yes at this and every earlier step: {along}"
    )
    return [
        words.format(
            name=row["name"],
            yes=row["n_yes"],
            unknown=row["n_unknown"],
            no=row["n_no"],
            along=row["n_nested_yes"],
        )
        for row in steps.to_dict("records")
    ]


def _pools(steps: pd.DataFrame) -> dict[str, _Pool]:
    """Return the lists offered, by their key in the address."""
    keys = {what: tuple(rows["key"]) for what, rows in steps.groupby("what")}
    is_outcome = steps["what"] == "outcome"
    full = tuple(steps["key"][is_outcome & (steps["n_unknown"] == 0)])
    partial = tuple(steps["key"][is_outcome & (steps["n_unknown"] > 0)])
    vote, sponsors = keys["vote"], keys.get("sponsors", ())
    first, last = full[:1], full[-1:]
    texts = dict(zip(steps["key"], steps["text"], strict=True))
    named = {"first": texts[full[0]], "last": texts[full[-1]]}
    pools = {
        "outreach": _Pool(_("Voted yes, on no summit text"), vote, full, partial),
        "lapsed": _Pool(_("On {first}, not on {last}").format(**named), first, last),
        "new": _Pool(_("On {last}, not on {first}").format(**named), last, first),
        "sponsors": _Pool(_("Sponsor, not on {last}").format(**named), sponsors, last),
        "core": _Pool(
            _("Voted yes, sponsored and on {last}").format(**named), vote + sponsors + last
        ),
    }
    for key, text, ids in zip(steps["key"], steps["name"], steps["ids"], strict=True):
        pools[f"at_{ids[0]}"] = _Pool(_("Yes: {step}").format(step=text), (key,))
    return pools


def _answer(result: funnel.Funnel, steps: pd.DataFrame, outreach: _Pool) -> str:
    """Return the finding in two sentences."""
    vote = steps.iloc[0]
    full = steps[(steps["what"] == "outcome") & (steps["n_unknown"] == 0)]
    members = result.states[result.states["is_member"]]
    last = full.iloc[-1]
    return _(
        "**{yes} of {all} UN members** voted yes on {vote}; **{endorsed}** are on {last}. "
        "**{pool}** voted yes and are named on no summit text: the field for outreach."
    ).format(
        yes=i18n.number(vote["n_yes"]),
        all=i18n.number(len(members)),
        vote=vote["text"],
        endorsed=i18n.number(last["n_yes"]),
        last=last["text"],
        pool=i18n.number(outreach.n),
    )


def _note(steps: pd.DataFrame) -> str:
    """Return what a reader must know of the steps that are known in part."""
    notes = [_("Not listed is not opposed: nothing is known but that a State has not joined.")]
    for row in steps[steps["n_unknown"] > 0].to_dict("records"):
        if pd.isna(row["official_count"]):
            text = _("{name}: {n} by name; the lists are known in part.")
        else:
            text = _("{name}: {n} of {official} by name; who the others are is not known.")
        notes.append(
            text.format(
                name=row["name"],
                n=i18n.number(row["n_yes"]),
                official=""
                if pd.isna(row["official_count"])
                else i18n.number(row["official_count"]),
            )
        )
    return " ".join(notes)


def _reached(result: funnel.Funnel, pool: _Pool) -> pd.DataFrame:
    """Return the rows of the States in a list."""
    found = funnel.reached(result, yes=pool.yes, no=pool.no, not_yes=pool.not_yes)
    return result.states[result.states["iso3"].isin(found)]


def _members(result: funnel.Funnel, pool: _Pool) -> pd.DataFrame:
    """Return the UN members in a list."""
    rows = _reached(result, pool)
    return rows[rows["is_member"]]


def _list(result: funnel.Funnel, steps: pd.DataFrame, pools: dict[str, _Pool]) -> None:
    """Ask for a list of States and show it, with their answers at every step."""
    facts = current_facts()
    everybody = facts.states
    show.heading(_("Who they are"), _("States at a step, or between two of them."))
    options = {key: f"{pool.label} ({i18n.number(pool.n)})" for key, pool in pools.items()}
    chosen = ask.one(_("List"), {**options, OWN: _("Choose the steps yourself")}, key="list")
    pool = _own(steps) if chosen == OWN else pools[chosen]
    rows = _reached(result, pool).sort_values("n_yes", ascending=False, kind="stable")
    members = rows[rows["is_member"]]
    names = once.in_words(("names",), lambda: states.names(everybody))
    others = [names[key] for key in rows["iso3"][~rows["is_member"]]]
    is_in = result.evidence["iso3"].isin(rows["iso3"])
    show.table(
        _answered(members, steps, everybody),
        key="instruments_funnel_list",
        title=_("{text}: {n}").format(text=pool.label, n=i18n.number(len(members))),
        evidence=result.evidence["evidence_id"][is_in].dropna(),
        note=_list_note(members, others),
        config={_("Dossier"): show.link(_("open"))},
    )


def _own(steps: pd.DataFrame) -> _Pool:
    """Ask at which steps the States are to have said yes, and at which not."""
    short = dict(zip((ids[0] for ids in steps["ids"]), steps["name"], strict=True))
    keys = dict(zip(short, steps["key"], strict=True))
    left, right = st.columns(2)
    with left:
        yes = ask.several(_("Yes at"), short, key="yes", placeholder=_("Any answer"))
    with right:
        no = ask.several(
            _("Not at"),
            short,
            key="no",
            placeholder=_("Any answer"),
            note=_("A State of which the answer is not known is not in the list."),
        )
    return replace(
        _Pool(_("Your choice")),
        yes=tuple(keys[one] for one in yes),
        no=tuple(keys[one] for one in no),
    )


def _answered(rows: pd.DataFrame, steps: pd.DataFrame, everybody: pd.DataFrame) -> pd.DataFrame:
    """Return States with their answers in words."""
    named = states.with_names(rows, everybody)
    columns = {_("State"): named["name"], _("Dossier"): states.dossiers(named["iso3"])}
    columns[_("Regional group")] = named["group"]
    columns[_("Steps taken")] = named["n_yes"]
    for key, name, what in zip(steps["key"], steps["name"], steps["what"], strict=True):
        no = NOT_IN_FAVOUR if what == "vote" else NOT_LISTED
        columns[name] = named[key].map({a: _(word) for a, word in {**ANSWERS, "no": no}.items()})
    return pd.DataFrame(columns)


def _list_note(members: pd.DataFrame, others: list[str]) -> str | None:
    """Return the States of the list by regional group, and those that are no UN members."""
    counts = members["un_region_group_code"].value_counts()
    groups = [
        f"{name} {i18n.number(counts[code])}"
        for code, name in states.group_names().items()
        if code in counts
    ]
    notes = [i18n.listing(groups) + "."] if groups else []
    if others:
        notes.append(_("Besides, not UN members: {names}.").format(names=i18n.listing(others)))
    return " ".join(notes) or None
