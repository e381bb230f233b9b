"""State one-pager: where a State stands, how likely it joins, who could ask it, what is new."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import joining, record
from analytics.joining import opportunities
from analytics.record import coalition, standing
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Finding, Note, Numbers, Table, Text, Unknown
from dashboard.briefing import views
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt
from dashboard.i18n import _
from dashboard.pages.state import content as page
from dashboard.pages.state import wording
from dashboard.pages.state.chances import content as chances
from dashboard.pages.state.on_record import content as on_record
from dashboard.pages.state.partners import content as partners
from dashboard.pages.state.unknown import content as unknown
from dashboard.pages.state.votes import content as votes
from dashboard.words import backtests, probabilities, states
from dashboard.words.stated import rows
from data.facts import Facts

N_TEXTS = 2
N_REASONS = 3
N_PARTNERS = 3
N_CHAMPIONS = 3
N_EVENTS = 2
N_VOTES = 8
STRONG = math.log(2)
"""Log-odds from which on a reason counts strongly: it doubles the odds, or halves them."""


def sheet(facts: Facts, iso3: str, since: date) -> Sheet:
    """Return the one-pager of a State.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    since : date
        From when on it tells what happened.

    Raises
    ------
    AnalysisError
        If there is no such State.
    """
    standing.one_row(facts.states, "iso3", iso3, "State")
    parts = page.parts(facts, iso3)
    happened = on_record.since(facts, iso3, pd.Timestamp(since), at_most=N_EVENTS)
    said = chances.blocks(facts, iso3) if "chances" in parts else ()
    asked = _chances(facts, iso3, said)
    if asked:
        asked, happened = _sourced_once(asked, happened)
    return Sheet(
        key=f"state-{iso3.lower()}",
        title=f"{states.names(facts.states)[iso3]}: {title(facts, iso3)}",
        blocks=(
            *_opening(facts, iso3),
            *_said(facts, iso3),
            *(asked or _votes(facts, iso3)),
            *_partners(facts, iso3),
            *happened,
            *excerpt.of_kind(unknown.blocks(facts, iso3), Unknown),
        ),
        address=views.address("state", {"state": iso3}, i18n.language()),
        more=(
            *excerpt.of_kind(said, Chart),
            *(_history(facts, iso3) if asked else ()),
        ),
    )


def title(facts: Facts, iso3: str) -> str:
    """Return what is found of a State, in a line: texts, the last vote, whether it may join."""
    row = standing.one_row(facts.states, "iso3", iso3, "State")
    if row["un_membership"] == "former":
        return _("it no longer exists, and its votes are on record")
    found = facts.recall(record.headline_of, iso3, page.TOPIC, page.DOMAIN)
    said = [_stands(found.texts)]
    cast = found.votes.dropna(subset=["vote"])
    if row["un_membership"] == "member" and len(cast):
        last = cast.iloc[-1]
        said.append(_(wording.VOTED[str(last["vote"])]).format(texts=last["symbol"]))
    asked = chances.open_to(facts, iso3) if row["un_membership"] == "member" else []
    if asked:
        target, chance = asked[0]
        said.append(
            _("{words} to join “{text}”").format(
                words=chance["in_words"], text=_text_name(facts, target)
            )
            if pd.notna(chance["probability"])
            else f"{_text_name(facts, target)}: {chance['in_words']}"
        )
    return "; ".join(said)


def _opening(facts: Facts, iso3: str) -> Blocks:
    """Return the votes and texts of the State as figures; in a sentence where it has no figures."""
    said = page.headline(facts, iso3)
    return excerpt.of_kind(said, Numbers) or excerpt.of_kind(said, Finding)


def _said(facts: Facts, iso3: str) -> Blocks:
    """Return what the State says that it wants, the nearest to military AI; nothing if unknown."""
    told = rows.latest_of(facts, iso3, at_most=1)
    if told.empty:
        return ()
    one = told.iloc[0]
    line = _("**It says**, {subject}: {answer} ({documented}, {when})").format(
        **{name: one[name] for name in ("subject", "answer", "documented", "when")}
    )
    return (Text(line),)


def _stands(texts: pd.DataFrame) -> str:
    """Return on how many of the summit texts a State is, and of how many that is not known."""
    summits = texts[texts["kind"] == coalition.SUMMIT]
    n = int(summits["category"].isin(["listed", "organiser"]).sum())
    n_unknown = int((summits["category"] == "unknown").sum())
    words = {
        "n": i18n.number(n),
        "total": i18n.number(len(summits)),
        "unknown": i18n.number(n_unknown),
    }
    if n_unknown:
        return _("on {n} of {total} summit texts ({unknown} not known)").format(**words)
    return _("on {n} of {total} summit texts").format(**words)


def _text_name(facts: Facts, target: opportunities.Target) -> str:
    """Return what a text is called."""
    return probabilities.target_names((target,), facts.instruments)[target.key]


def _chances(facts: Facts, iso3: str, said: Blocks) -> Blocks:
    """Return how likely the State joins, how good that is, why, and who could ask it.

    ``said`` is what its page says of that, all of it; nothing where it says nothing.
    """
    asked = chances.open_to(facts, iso3)
    if excerpt.keyed(said, "state_chances") is None or not asked:
        return said
    target = asked[0][0]
    rate = probabilities.base_rate_sentence(facts.recall(joining.joining_prediction, target))
    tested = backtests.own_test_sentences(backtests.probability_test(facts, target))
    reasons, champions = (excerpt.keyed(said, key) for key in ("reasons", "champions"))
    found: list[Block] = [
        Text("  \n".join(_chance(facts, *one) for one in asked[:N_TEXTS])),
        Note(f"{rate} {tested}"),
        *excerpt.of_kind(said, Unknown),
    ]
    if reasons is not None:
        found.append(_strongest(reasons))
    if champions is not None:
        rows = champions.table.head(N_CHAMPIONS)
        shown = excerpt.table(champions, ("name", "group", "fitness", "shared"), rows=rows)
        note = _("Fitness: votes, texts, groups in common, ties, and the same road; no forecast.")
        found.append(replace(shown, note=note))
    return tuple(found)


def _strongest(reasons: Chart | Table) -> Table:
    """Return the strongest reasons for and against, how much each counts told in words."""
    rows = reasons.table.head(N_REASONS)
    weights = [_weight(add) for add in rows["log_odds"]]
    shown = excerpt.table(
        reasons,
        ("about", "words"),
        rows=rows.assign(weight=weights),
        key="reasons_in_short",
        title=_("What speaks for and against"),
    )
    note = _("As the model learnt, not what moves a government. Strongly: odds doubled or halved.")
    return replace(shown, columns={**(shown.columns or {}), "weight": _("Weight")}, note=note)


def _weight(log_odds: float) -> str:
    """Return whether a reason speaks for or against, and whether strongly."""
    if log_odds > 0:
        return _("strongly for it") if log_odds >= STRONG else _("for it")
    return _("strongly against it") if log_odds <= -STRONG else _("against it")


def _chance(facts: Facts, target: opportunities.Target, row: pd.Series) -> str:
    """Return how likely the State joins a text, in a line."""
    text = _text_name(facts, target)
    if pd.isna(row["probability"]):
        return f"**{text}: {row['in_words']}**"
    return _("**{text}: {words}**; {probability}, 90% interval {interval}").format(
        text=text,
        words=row["in_words"],
        probability=i18n.per_cent(row["probability"]),
        interval=row["interval"],
    )


def _sourced_once(asked: Blocks, happened: Blocks) -> tuple[Blocks, Blocks]:
    """Return both with all their documents at the first table: a page has one line for them."""
    tables = excerpt.of_kind((*asked, *happened), Table)
    evidence = tuple(dict.fromkeys(key for block in tables for key in block.evidence))
    sourced = {block.key: replace(block, evidence=()) for block in tables}
    if tables:
        sourced[tables[0].key] = replace(tables[0], evidence=evidence)

    def of(blocks: Blocks) -> Blocks:
        return tuple(sourced[b.key] if isinstance(b, Table) else b for b in blocks)

    return of(asked), of(happened)


def _votes(facts: Facts, iso3: str) -> Blocks:
    """Return the votes of who is not asked to join: on technology, and over the years."""
    block = excerpt.keyed(votes.votes_one_by_one(facts, iso3), "state_votes")
    columns = ("topic", "when", "detail", "symbol", "source")
    shown = () if block is None else (excerpt.table(block, columns, at_most=N_VOTES),)
    return (*shown, *_history(facts, iso3))


def _history(facts: Facts, iso3: str) -> Blocks:
    """Return how often the State voted which way, year by year; nothing where it never voted."""
    if votes.SUBJECT not in votes.subjects(facts, iso3):
        return ()
    title = _("Recorded votes of {state} by year").format(state=states.names(facts.states)[iso3])
    charts = excerpt.of_kind(votes.history(facts, iso3, votes.SUBJECT), Chart)
    return tuple(replace(chart, title=title) for chart in charts)


def _partners(facts: Facts, iso3: str) -> Blocks:
    """Return with whom the State votes most and least, a line each."""
    said = partners.blocks(facts, iso3)
    lines = [
        _("**{title}**, share of votes alike in ten sessions: {states}").format(
            title=block.title, states=_alike(block.table.head(N_PARTNERS))
        )
        for block in excerpt.of_kind(said, Table)
    ]
    if not lines:
        return excerpt.of_kind(said, Unknown)
    return (Text("  \n".join(lines)),)


def _alike(rows: pd.DataFrame) -> str:
    """Return partners with their share of votes alike."""
    return i18n.listing(
        [
            f"{name} ({i18n.per_cent(share)})"
            for name, share in zip(rows["name"], rows["same"], strict=True)
        ]
    )
