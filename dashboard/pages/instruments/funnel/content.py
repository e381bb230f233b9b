"""From a yes vote to an endorsement: how many come how far, and who they are."""

from __future__ import annotations

import pandas as pd

from analytics import ballots, record
from analytics.record import funnel
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Heading, Link, Table
from dashboard.i18n import _
from dashboard.pages.instruments.funnel import figures as draw
from dashboard.pages.instruments.funnel import lists, steps
from dashboard.pages.instruments.funnel.lists import StateList
from dashboard.words import states
from data.facts import Facts

TOPIC, DOMAIN = "aimd", "military AI"

OWN = "own"
"""Key of the list for which the reader chooses the steps."""


def rollcalls(facts: Facts) -> dict[str, str]:
    """Return the recorded plenary votes on the subject, the latest first."""
    held = facts.rollcalls
    topics = facts.topics
    inside = held["rollcall_id"].isin(topics["rollcall_id"][topics["topic"] == TOPIC])
    found = held[inside & ballots.is_plenary_text(held)].sort_values("vote_date", ascending=False)
    texts = [
        f"{symbol}, {i18n.day(day)}"
        for symbol, day in zip(found["symbol"], found["vote_date"], strict=True)
    ]
    return dict(zip(found["rollcall_id"].astype(str), texts, strict=True))


def lists_offered(facts: Facts, rollcall_id: str) -> dict[str, str]:
    """Return the lists of States after a vote, with their lengths, and that of the reader's own."""
    _result, _named, offered = _steps_and_lists(facts, rollcall_id)
    return {
        **{key: f"{one.label} ({i18n.number(one.n)})" for key, one in offered.items()},
        OWN: _("Choose the steps yourself"),
    }


def step_names(facts: Facts, rollcall_id: str) -> dict[str, str]:
    """Return the steps after a vote in words, by their key in the address."""
    _result, named, _offered = _steps_and_lists(facts, rollcall_id)
    return lists.step_names(named)


def steps_after(facts: Facts, rollcall_id: str) -> Blocks:
    """Return how many came how far after a vote, and the head of the list below."""
    result, named, offered = _steps_and_lists(facts, rollcall_id)
    answer = _finding_sentence(result, named, offered["outreach"])
    chart = Chart(
        key="instruments_funnel",
        title=_("From vote to endorsement"),
        figure=draw.steps(
            named,
            answers=steps.answers(),
            along=_("Yes at this and every earlier step; the line reaches to those that may be"),
            hover=steps.hover(named),
        ),
        table=named,
        columns={
            "name": _("Step"),
            "n_yes": _("UN members: yes"),
            "n_unknown": _("Not known"),
            "n_no": _(steps.ANSWERS["no"]),
            "n_others_yes": _("Others: yes"),
            "official_count": _("Published count"),
            "n_nested_yes": _("Yes at this and every earlier step"),
            "n_nested_unknown": _("May be"),
            "n_nested_left": _("Ends here"),
        },
        evidence=tuple(result.evidence["evidence_id"]),
        summary=answer.replace("**", ""),
        note=_note(named),
    )
    return (
        Finding(answer),
        chart,
        Heading(_("Who they are"), _("States at a step, or between two of them.")),
    )


def states_listed(
    facts: Facts,
    rollcall_id: str,
    key: str,
    *,
    yes: tuple[str, ...] = (),
    no: tuple[str, ...] = (),
) -> Blocks:
    """Return the States of a list, with their answers at every step.

    Parameters
    ----------
    facts : Facts
    rollcall_id : str
        The vote at which the road begins: one of `rollcalls`.
    key : str
        One of `lists_offered`.
    yes, no : tuple of str
        For the reader's own list, steps at which its States said yes, and did not: of `step_names`.
    """
    result, named, offered = _steps_and_lists(facts, rollcall_id)
    chosen = lists.own_list(named, yes, no) if key == OWN else offered[key]
    rows = lists.states_in(result, chosen).sort_values("n_yes", ascending=False, kind="stable")
    members = rows[rows["is_member"]]
    names = states.names(facts.states)
    others = [names[iso3] for iso3 in rows["iso3"][~rows["is_member"]]]
    is_in = result.evidence["iso3"].isin(rows["iso3"])
    return (
        Table(
            key="instruments_funnel_list",
            title=_("{text}: {n}").format(text=chosen.label, n=i18n.number(len(members))),
            table=_states_in_words(members, named, facts.states),
            evidence=tuple(result.evidence["evidence_id"][is_in].dropna()),
            note=_list_note(members, others),
            styles={_("Dossier"): Link(_("open"))},
        ),
    )


def _steps_and_lists(
    facts: Facts, rollcall_id: str
) -> tuple[funnel.Funnel, pd.DataFrame, dict[str, StateList]]:
    """Return the steps after a vote, the same in words, and the lists offered."""
    result = facts.recall(record.steps_after, rollcall_id, DOMAIN)
    named = steps.in_words(facts, result.steps)
    return result, named, lists.all_lists(result, named)


def _finding_sentence(result: funnel.Funnel, named: pd.DataFrame, outreach: StateList) -> str:
    """Return the finding in two sentences."""
    vote = named.iloc[0]
    full = named[(named["what"] == "outcome") & (named["n_unknown"] == 0)]
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


def _note(named: pd.DataFrame) -> str:
    """Return what a reader must know of the steps that are known in part."""
    notes = [_("Not listed is not opposed: nothing is known but that a State has not joined.")]
    for row in named[named["n_unknown"] > 0].to_dict("records"):
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


def _states_in_words(
    rows: pd.DataFrame, named: pd.DataFrame, everybody: pd.DataFrame
) -> pd.DataFrame:
    """Return States with their answers in words."""
    with_names = states.with_names(rows, everybody)
    columns = {_("State"): with_names["name"], _("Dossier"): states.dossiers(with_names["iso3"])}
    columns[_("Regional group")] = with_names["group"]
    columns[_("Steps taken")] = with_names["n_yes"]
    for key, name, what in zip(named["key"], named["name"], named["what"], strict=True):
        columns[name] = with_names[key].map(steps.answers_at(what))
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
