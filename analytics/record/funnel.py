"""How far each State has come along a sequence of steps, from a vote to a forum.

A step asks one question of every State: voted yes, sponsored, endorsed, attended. The answer is
yes, no or unknown, and unknown is never counted as no. The caller names the steps, so that a new
text needs no code.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics import roster_status
from analytics.record import return_tiers, standing
from data import domains
from data.errors import AnalysisError

ANSWERS = ("yes", "no", "unknown")

TAKING_PART = ("forum", "consultation", "partnership", "commission")
"""Kinds of instruments in which a State takes part, rather than endorse a text."""


class FunnelStep(NamedTuple):
    """A question to every State.

    Attributes
    ----------
    kind : str
        ``rollcall`` or ``roster``.
    id : str or tuple of str
        A rollcall_id or instrument_id; of several, one is enough for a yes.
    category : str or tuple of str
        The category that means yes, or several: of `standing.POSITIONS` or
        `roster_status.CATEGORIES`.
    """

    kind: str
    id: str | tuple[str, ...]
    category: str | tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """What the step asks about, always as a tuple."""
        return (self.id,) if isinstance(self.id, str) else self.id

    @property
    def categories(self) -> tuple[str, ...]:
        """What means yes, always as a tuple."""
        return (self.category,) if isinstance(self.category, str) else self.category

    @property
    def key(self) -> str:
        """Name of the step's column: its ids and its categories."""
        return "+".join(self.ids) + ":" + "+".join(self.categories)


@dataclass(frozen=True)
class Funnel:
    """Every State's answer at every step.

    Attributes
    ----------
    steps : DataFrame
        ``key, kind, ids, category, n_yes, n_no, n_unknown, n_others_yes, official_count,
        n_nested_yes, n_nested_unknown, n_nested_left``: a row a step. Counts are of UN members,
        ``n_others_yes`` of other participants. *Nested* counts the members that answered yes at
        this step and all before it; ``n_nested_unknown`` those for which that is not known;
        ``n_nested_left`` those that answered no here and yes or unknown at all before.
        ``official_count`` is of a step on one source, where published.
    states : DataFrame
        ``iso3, is_member, un_region_group_code``, a column a step, named by its key, with yes, no
        or unknown, and ``n_yes``. UN members first. Who was no member on the day of a roll call is
        unknown there: it had no vote to cast.
    evidence : DataFrame
        ``iso3, key, id, category, role, since, confidence, evidence_id``: what each answer rests
        on, a row a State and source.
    left_out : DataFrame
        ``kind, key, reason``: States in ``states`` at no step. Reason: ``not_named``.
    """

    steps: pd.DataFrame
    states: pd.DataFrame
    evidence: pd.DataFrame
    left_out: pd.DataFrame


def of_steps(
    steps: Sequence[tuple[str, str | tuple[str, ...], str | tuple[str, ...]]],
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    votes: pd.DataFrame,
    on: pd.Timestamp | None = None,
) -> Funnel:
    """Return every State's answer at every step.

    Parameters
    ----------
    steps : sequence of FunnelStep, or of (kind, id, category)
    states, instruments, memberships, rollcalls, votes : DataFrame
        The tables of those names.
    on : Timestamp, optional
        The day for which rosters are asked.

    Raises
    ------
    AnalysisError
        If there is no step, one is asked twice, or its kind or category is unknown; see also
        `standing.of_rollcall` and `standing.of_roster`.
    """
    asked = [FunnelStep(*step) for step in steps]
    _check(asked)
    stands = _stands(asked, states, instruments, memberships, rollcalls, votes, on)
    evidence = _evidence(asked, stands)
    is_full = instruments["roster_use"].isin(domains.FULL_USES)
    silent = set(instruments["instrument_id"][~is_full])
    frame = _answers(asked, evidence, states, silent)
    out = sorted(states["iso3"][~states["iso3"].isin(frame["iso3"])].astype(str))
    return Funnel(
        steps=_counts(asked, frame, _published(asked, instruments, rollcalls)),
        states=frame,
        evidence=evidence,
        left_out=pd.DataFrame({"kind": "state", "key": out, "reason": "not_named"}),
    )


def steps_after(
    rollcall_id: str, *, domain: str, instruments: pd.DataFrame
) -> tuple[FunnelStep, ...]:
    """Return the steps from a yes vote to a seat at the table, in a field of policy.

    In favour; sponsored the text; on each summit outcome, the earliest first; on each political
    declaration of which names are known; convened or took part in any forum.

    Parameters
    ----------
    rollcall_id : str
    domain : str
        One of the column ``domain``.
    instruments : DataFrame
        The table of that name.
    """
    own = instruments[instruments["snapshot_of"].isna().to_numpy(dtype=bool)]
    sponsors = own[(own["rollcall_id"] == rollcall_id).to_numpy(dtype=bool)]
    inside = own[(own["domain"] == domain).to_numpy(dtype=bool)].sort_values(
        ["date_from", "instrument_id"]
    )
    is_named = (inside["n_listed"] > 0).to_numpy(dtype=bool)
    outcomes = inside[(inside["kind"] == "summit_outcome").to_numpy(dtype=bool)]
    declarations = inside[(inside["kind"] == "political_declaration").to_numpy() & is_named]
    forums = inside[inside["kind"].isin(TAKING_PART).to_numpy(dtype=bool)]
    steps = [FunnelStep("rollcall", rollcall_id, "Y")]
    for rosters in (sponsors, outcomes, declarations):
        steps += [FunnelStep("roster", str(key), "listed") for key in rosters["instrument_id"]]
    if len(forums):
        ids = tuple(str(key) for key in forums["instrument_id"])
        steps.append(FunnelStep("roster", ids, ("listed", "organiser")))
    return tuple(steps)


def reached(
    result: Funnel,
    *,
    yes: Collection[str] = (),
    no: Collection[str] = (),
    not_yes: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the States that answered yes at some steps and no at others.

    Parameters
    ----------
    result : Funnel
    yes, no : collection of str
        Keys of steps. A State of which an answer is unknown is in neither.
    not_yes : collection of str
        Keys of steps at which a State may be no or unknown.

    Raises
    ------
    AnalysisError
        If there is no such step.

    Examples
    --------
    Those that voted yes and are known not to have endorsed are
    ``reached(result, yes=["a_res_80_58:Y"], no=["reaim_2026_pathways:listed"])``.
    """
    for key in (*yes, *no, *not_yes):
        if key not in set(result.steps["key"]):
            raise AnalysisError(
                "funnel",
                found=f"no step {key!r}",
                expected=" or ".join(result.steps["key"]),
                do="choose one",
            )
    frame = result.states
    is_in = (frame[list(yes)] == "yes").all(axis=1) & (frame[list(no)] == "no").all(axis=1)
    is_in &= (frame[list(not_yes)] != "yes").all(axis=1)
    return tuple(frame["iso3"][is_in])


def _check(steps: Sequence[FunnelStep]) -> None:
    """Refuse steps that mean nothing."""
    known = {"rollcall": standing.POSITIONS, "roster": roster_status.CATEGORIES}
    keys = [step.key for step in steps]
    if not keys or len(set(keys)) < len(keys):
        raise AnalysisError(
            "funnel",
            found=f"steps {', '.join(keys) or 'none'}",
            expected="each step once",
            do="name each once",
        )
    for step in steps:
        if step.kind not in known:
            raise AnalysisError(
                "funnel",
                found=f"a step of kind {step.kind!r}",
                expected=" or ".join(known),
                do="choose one",
            )
        strange = [one for one in step.categories if one not in known[step.kind]]
        if strange or not step.categories:
            found = f"category {', '.join(map(repr, strange)) or 'none'} of a {step.kind}"
            raise AnalysisError(
                "funnel", found=found, expected=" or ".join(known[step.kind]), do="choose one"
            )


def _stands(
    steps: Sequence[FunnelStep],
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    rollcalls: pd.DataFrame,
    votes: pd.DataFrame,
    on: pd.Timestamp | None,
) -> dict[tuple[str, str], pd.DataFrame]:
    """Return where every State stands on each source, by kind and id."""
    stands = {}
    rosters = [key for step in steps if step.kind == "roster" for key in step.ids]
    if rosters:
        asked = return_tiers.chosen(list(dict.fromkeys(rosters)), instruments)
        table = roster_status.table(
            states=states, instruments=asked, memberships=memberships, on=on, earlier=instruments
        )
        for key, rows in table.groupby("instrument_id"):
            stands["roster", str(key)] = rows
    for key in {key for step in steps if step.kind == "rollcall" for key in step.ids}:
        result = standing.of_rollcall(key, states=states, rollcalls=rollcalls, votes=votes)
        standing.require_reconciled(result)
        stands["rollcall", key] = result.states
    return stands


def _evidence(
    steps: Sequence[FunnelStep], stands: dict[tuple[str, str], pd.DataFrame]
) -> pd.DataFrame:
    """Return what each answer rests on."""
    columns = ["iso3", "is_member", "category", "role", "since", "confidence", "evidence_id"]
    parts = [
        stands[step.kind, key][columns].assign(key=step.key, id=key)
        for step in steps
        for key in step.ids
    ]
    return pd.concat(parts, ignore_index=True)


def _answers(
    steps: Sequence[FunnelStep],
    evidence: pd.DataFrame,
    states: pd.DataFrame,
    silent: Collection[str],
) -> pd.DataFrame:
    """Return a row a State with its answer at every step.

    A State that a source has no row for was no member at a roll call, or is no UN member: a
    roster in ``silent`` leaves it unknown, and so does a roll call.
    """
    member = evidence.groupby("iso3")["is_member"].any()
    regions = states.set_index(states["iso3"].astype(str))["un_region_group_code"].astype(object)
    about = {"is_member": member, "un_region_group_code": regions.reindex(member.index)}
    frame = pd.DataFrame(about)
    for step in steps:
        rows = evidence[evidence["key"] == step.key]
        is_yes = frame.index.isin(rows["iso3"][rows["category"].isin(step.categories)])
        is_open = frame.index.isin(rows["iso3"][rows["category"] == "unknown"])
        for key in step.ids:
            if step.kind == "rollcall" or key in silent:
                is_open |= ~frame.index.isin(rows["iso3"][rows["id"] == key])
        frame[step.key] = np.select([is_yes, is_open], ["yes", "unknown"], default="no")
    frame["n_yes"] = (frame[[step.key for step in steps]] == "yes").sum(axis=1)
    frame = frame.rename_axis("iso3").reset_index()
    return frame.sort_values(["is_member", "iso3"], ascending=[False, True], ignore_index=True)


def _counts(
    steps: Sequence[FunnelStep], frame: pd.DataFrame, published: dict[tuple[str, str], int]
) -> pd.DataFrame:
    """Return the counts of every step, apart and nested."""
    members = frame[frame["is_member"]]
    others = frame[~frame["is_member"]]
    rows = []
    is_all_yes = pd.Series(True, index=members.index)
    may_be = pd.Series(True, index=members.index)
    for step in steps:
        answer = members[step.key]
        left = may_be & (answer == "no")
        is_all_yes = is_all_yes & (answer == "yes")
        may_be = may_be & (answer != "no")
        rows.append(
            {
                "key": step.key,
                "kind": step.kind,
                "ids": step.ids,
                "category": "+".join(step.categories),
                "n_yes": int((answer == "yes").sum()),
                "n_no": int((answer == "no").sum()),
                "n_unknown": int((answer == "unknown").sum()),
                "n_others_yes": int((others[step.key] == "yes").sum()),
                "official_count": published.get((step.id, step.category))
                if isinstance(step.id, str) and isinstance(step.category, str)
                else None,
                "n_nested_yes": int(is_all_yes.sum()),
                "n_nested_unknown": int((may_be & ~is_all_yes).sum()),
                "n_nested_left": int(left.sum()),
            }
        )
    return pd.DataFrame(rows).astype({"official_count": "Int64"})


def _published(
    steps: Sequence[FunnelStep], instruments: pd.DataFrame, rollcalls: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """Return the published counts, by source and category."""
    ids = [key for step in steps for key in step.ids]
    listed = instruments[instruments["instrument_id"].isin(ids)].set_index("instrument_id")
    by_id = rollcalls[rollcalls["rollcall_id"].isin(ids)].set_index("rollcall_id")
    columns = [("listed", listed["official_count"])]
    columns += [(vote, by_id[column]) for vote, column in standing.ROLLCALL_TALLIES.items()]
    return {
        (str(key), category): int(n)
        for category, counts in columns
        for key, n in counts.dropna().items()
    }
