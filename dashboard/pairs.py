"""Two States beside each other, in words: answers, rows, and what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import texts
from analytics.agreement import comparison, partners
from analytics.ideal_points import placing
from dashboard import i18n, placings, resolutions
from dashboard import states as naming
from dashboard.i18n import _, vocabulary

WINDOWS = {"10": 10, "5": 5, "all": comparison.ALL_SESSIONS}

POSITIONS = ("Y", "A", "N")


def windows() -> dict[str, str]:
    """Return the windows in the language spoken."""
    return {
        key: _("Whole record") if key == "all" else _("Last {n} sessions").format(n=key)
        for key in WINDOWS
    }


def subjects() -> dict[str, str]:
    """Return the topics of the record in the language spoken, all of them first."""
    return {"all": _("All subjects")} | {
        key: vocabulary.word(vocabulary.TOPICS, key) for key in vocabulary.TOPICS
    }


def refusal(reason: str, name_a: str, name_b: str, n_rollcalls: int) -> str:
    """Return why two States are not compared, and what to do."""
    if reason == "same_state":
        return _("Choose two different States: a State always agrees with itself.")
    if reason == "too_few_rollcalls":
        return _(
            "Only {n} roll calls fit: too few to compare anyone. Choose a longer window, another "
            "subject, or the votes that did not divide the house as well."
        ).format(n=i18n.number(n_rollcalls))
    return _(
        "{state} cast fewer than {n} votes here: too few to compare. Choose a longer window or "
        "another subject."
    ).format(state=name_a if reason == "too_few_votes_a" else name_b, n=comparison.MIN_ROLLCALLS)


def answer(found: comparison.Place | None, pair: partners.Pair, name_a: str, name_b: str) -> str:
    """Return how far two States agree, in one or two sentences."""
    words = {"a": name_a, "b": name_b, "n": i18n.number(pair.n_shared)}
    if found is None:
        return _(
            "**{a}** and **{b}** share {n} votes: too few, or too uniform, to tell their agreement "
            "from chance."
        ).format(**words)
    return _(
        "**{a}** and **{b}** agreed on **{raw}** of {n} shared votes. Beyond what their habits "
        "alone would give, they agree more than **{percentile}** of all pairs of States."
    ).format(
        raw=i18n.per_cent(found.raw),
        percentile=i18n.per_cent(found.percentile / 100),
        **words,
    )


def tiles(
    found: comparison.Place,
    pair: partners.Pair,
    silence: tuple[int, int, int] | None,
    name_a: str,
    name_b: str,
) -> list[tuple[str, str, str]]:
    """Return the figures that matter: agreement twice, ranks, and absences."""
    interval = _("90% interval {low} to {high}")
    ranks = _("On this list {a} is number {ba} for {b}.").format(
        a=name_a, b=name_b, ba=i18n.number(found.rank_ba)
    )
    absences = _("{a} · {b}, of {all} roll calls").format(
        a=name_a, b=name_b, all=i18n.number(pair.n_rollcalls)
    )
    n_absent = f"{i18n.number(pair.n_absent_a)} · {i18n.number(pair.n_absent_b)}"
    if silence is not None:
        ranks += " " + _(
            "However absence is read, the pair ranks {best} to {worst} of {n} pairs."
        ).format(**dict(zip(("best", "worst", "n"), map(i18n.number, silence), strict=True)))
    return [
        (
            _("Raw agreement"),
            i18n.per_cent(found.raw),
            interval.format(low=i18n.per_cent(found.raw_q05), high=i18n.per_cent(found.raw_q95)),
        ),
        (
            _("Corrected for chance"),
            placings.decimal(found.kappa),
            interval.format(
                low=placings.decimal(found.kappa_q05), high=placings.decimal(found.kappa_q95)
            )
            + ". "
            + _("0 is chance, 1 always alike"),
        ),
        (
            _("Rank among partners of {a}").format(a=name_a),
            _("{rank} of {n}").format(
                rank=i18n.number(found.rank_ab), n=i18n.number(found.n_partners)
            ),
            ranks,
        ),
        (_("Did not vote"), n_absent, absences),
    ]


def sessions(pair: partners.Pair) -> pd.DataFrame:
    """Return agreement session by session, with what is shown on each."""
    rows = pair.by_session.assign(
        year=pair.by_session["session_number"] + placing.FIRST_YEAR,
        session=pair.by_session["session_number"].map(placings.session),
    )
    for measure in ("raw", "kappa"):
        rows[f"{measure}_hover"] = [
            _("{session}: {value} (90% interval {low} to {high}; {n} shared votes)").format(
                session=row["session"],
                value=placings.decimal(row[measure]),
                low=placings.decimal(row[f"{measure}_q05"]),
                high=placings.decimal(row[f"{measure}_q95"]),
                n=row["n_shared"],
            )
            if pd.notna(row[measure])
            else ""
            for row in rows.to_dict("records")
        ]
    numbers = [f"{m}{end}" for m in ("raw", "kappa") for end in ("", "_q05", "_q95")]
    return rows.round(dict.fromkeys(numbers, 3))


def course(rows: pd.DataFrame, name_a: str, name_b: str) -> str:
    """Return how agreement went from the first session to the last, in one sentence."""
    held = rows[rows["kappa"].notna()]
    if held.empty:
        return _("In no session do they share enough votes.")
    first, last = held.iloc[0], held.iloc[-1]
    return _(
        "{a} and {b}: agreement corrected for chance from {first} in {session_first} to {last} in "
        "{session_last}."
    ).format(
        a=name_a,
        b=name_b,
        first=placings.decimal(first["kappa"]),
        session_first=first["session"],
        last=placings.decimal(last["kappa"]),
        session_last=last["session"],
    )


def cross(pair: partners.Pair, name_a: str, name_b: str) -> tuple[pd.DataFrame, str]:
    """Return the nine numbers as rows, and in one sentence."""
    words = positions()
    counts = pair.table.to_dict("index")
    rows = [
        {"a": words[one], "b": words[other], "n": int(counts[one][other])}
        for one in POSITIONS
        for other in POSITIONS
    ]
    opposite = int(counts["Y"]["N"]) + int(counts["N"]["Y"])
    same = sum([int(counts[key][key]) for key in POSITIONS])
    return pd.DataFrame(rows), _(
        "{a} and {b} voted alike {same} times of {n}, and one for and the other against "
        "{opposite} times."
    ).format(
        a=name_a,
        b=name_b,
        same=i18n.number(same),
        n=i18n.number(pair.n_shared),
        opposite=i18n.number(opposite),
    )


def positions() -> dict[str, str]:
    """Return positions in words."""
    return {key: vocabulary.word(vocabulary.POSITIONS, key) for key in POSITIONS}


def dividing(pair: partners.Pair, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the roll calls that divide two States, the latest first."""
    words = positions()
    known = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))
    held = known.loc[pair.dividing["rollcall_id"]].to_dict("records")
    rows = pair.dividing.assign(
        when=[resolutions.when(row) for row in held],
        symbol=[resolutions.symbol(row) for row in held],
        text=[resolutions.title(row) for row in held],
        tally=[resolutions.tally(row) for row in held],
        evidence_id=[row["evidence_id"] for row in held],
        address=pd.Series([resolutions.address(row["symbol"]) for row in held], dtype=object),
        a=pair.dividing["vote_a"].map(words),
        b=pair.dividing["vote_b"].map(words),
    )
    return rows.sort_values(
        ["vote_date", "rollcall_id"], ascending=False, na_position="last", ignore_index=True
    )


def shared(
    rosters: texts.Rosters, iso3_a: str, iso3_b: str, name_a: str, name_b: str
) -> pd.DataFrame:
    """Return the texts and forums that list at least one of two States, in words."""
    if not {iso3_a, iso3_b} <= set(rosters.states):
        return pd.DataFrame()
    found = texts.shared(rosters, iso3_a, iso3_b)
    only = {(True, True): _("Both"), (True, False): name_a, (False, True): name_b}
    return found.assign(
        text=[_(name) for name in found["short_name"]],
        kind_word=[vocabulary.word(vocabulary.KINDS, kind) for kind in found["kind"]],
        domain_word=[
            vocabulary.word(vocabulary.DOMAINS, domain) if isinstance(domain, str) else "—"
            for domain in found["domain"]
        ],
        who=[only[pair] for pair in zip(found["is_a_listed"], found["is_b_listed"], strict=True)],
    )


def partner_rows(frame: pd.DataFrame, states: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return partners of a State in words, each with the address of the comparison."""
    rows = naming.with_names(frame, states)
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    rows["percentile"] = rows["percentile"].round(0)
    rows["interval"] = [
        f"{placings.decimal(low)} – {placings.decimal(high)}"
        for low, high in zip(rows["q05"], rows["q95"], strict=True)
    ]
    rows["value"] = rows["value"].round(2)
    rows["compare"] = f"compare?a={own}&b=" + rows["iso3"].astype(object) + query
    return rows


def names_of(frame: pd.DataFrame, names: Mapping[str, str], n: int = 3) -> str:
    """Return the first few States of a list by name."""
    return i18n.listing([names[iso3] for iso3 in frame["iso3"].head(n)])
