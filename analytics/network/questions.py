"""What is asked of networks: who is tied to whom, and the documents behind that."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, texts
from analytics.network import alignment, brokers, communities
from analytics.resampling import rollcalls_with_texts
from data.facts import Facts

ASKED_TABLES = ("votes", "rollcalls", "topics", "memberships", "instruments")


def web_of(facts: Facts, question: alignment.Question) -> alignment.Web:
    """Return who is tied to whom."""
    return alignment.web(question, seed=ensemble.SEED, **_asked(facts))


def communities_of(
    facts: Facts, question: alignment.Question
) -> tuple[communities.Communities, communities.Stability]:
    """Return the communities of a network, and whether other seeds find them again."""
    graph = facts.recall(web_of, question).kept.graph
    return (
        communities.consensus(graph, seed=ensemble.SEED, n_runs=20, n_random=10),
        communities.stability(graph, seed=ensemble.SEED, n_runs=20, n_repeats=3),
    )


def brokers_of(facts: Facts, question: alignment.Question) -> brokers.Brokers:
    """Return which States stand between others."""
    return alignment.between(question, seed=ensemble.SEED, n_replicates=30, **_asked(facts))


def alignment_evidence(facts: Facts, question: alignment.Question) -> tuple[str, ...]:
    """Return the documents behind what is asked of alignment."""
    tables = {t: getattr(facts, t) for t in ("rollcalls", "topics", "instruments")}
    return alignment.evidence(question, **tables)


def rosters_now(facts: Facts) -> texts.Rosters:
    """Return who is on which roster now."""
    rolls = facts.memberships
    return texts.listed(rolls, facts.instruments, day=alignment.latest_day(rolls))


def _asked(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about alignment rests."""
    tables = {table: getattr(facts, table) for table in ASKED_TABLES}
    return tables | {"rollcalls": facts.recall(rollcalls_with_texts)}
