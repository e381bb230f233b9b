"""What is asked of blocs: which States stand together."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, selection
from analytics.blocs import blocs, consensus, profiles
from analytics.resampling import rollcalls_with_text_ids
from data.facts import Facts

ASKED_TABLES = ("votes", "rollcalls", "topics", "memberships", "instruments")

BLOC_RUNS = consensus.Options(k_max=6, n_runs=60)
"""Enough for a second decimal of the stability, in a few seconds."""


def bloc_grouping(facts: Facts, question: selection.AlignmentQuestion) -> blocs.Blocs:
    """Return which States stand together: the one answer for every page that speaks of blocs.

    All pages have the same bar by it: where ``is_stable`` is false no page may show, colour or name
    a bloc, and ``refusal`` and ``stability`` say why.
    """
    basis = profiles.of_question(question, **tables(facts))
    return blocs.grouping(basis, seed=ensemble.SEED, options=BLOC_RUNS)


def tables(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables on which everything about alignment rests."""
    asked = {table: getattr(facts, table) for table in ASKED_TABLES}
    return asked | {"rollcalls": facts.recall(rollcalls_with_text_ids)}
