"""What is asked of blocs: which States stand together."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble
from analytics.blocs import blocs, consensus
from analytics.network import alignment
from analytics.resampling import rollcalls_with_texts
from data.facts import Facts

ASKED_TABLES = ("votes", "rollcalls", "topics", "memberships", "instruments")

BLOC_RUNS = consensus.Options(k_max=6, n_runs=60, n_null=12)
"""Enough for a second decimal of the stability, in a few seconds."""


def bloc_grouping(facts: Facts, question: alignment.Question) -> blocs.Blocs:
    """Return which States stand together."""
    basis = alignment.basis(question, **_asked(facts))
    return blocs.grouping(basis, seed=ensemble.SEED, options=BLOC_RUNS)


def _asked(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about alignment rests."""
    tables = {table: getattr(facts, table) for table in ASKED_TABLES}
    return tables | {"rollcalls": facts.recall(rollcalls_with_texts)}
