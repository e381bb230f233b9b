"""The summit that comes next, of the tiny world: one of 2023, and one that is due in 2027."""

from __future__ import annotations

import pandas as pd

from dashboard.blocks import Text, Unknown
from dashboard.words import summits
from data import facts

DAY = pd.Timestamp("2026-11-29")


def test_the_next_summit_is_named_with_its_date(world):
    (text,) = summits.blocks(facts.of_tables(world), DAY)
    assert isinstance(text, Text)
    assert text.text.startswith("**Next: Next summit** — 2027")


def test_what_is_not_confirmed_of_it_is_said_and_never_passed_over(world):
    milestones = world["milestones"]
    is_next = milestones["milestone_id"] == "next_summit"
    milestones.loc[is_next, "is_confirmed"] = False
    _, unknown = summits.blocks(facts.of_tables(world), DAY)
    assert unknown == Unknown("Its date is not confirmed.")
    milestones.loc[is_next, "note"] = "Days and co-hosts are not confirmed."
    _, unknown = summits.blocks(facts.of_tables(world), DAY)
    assert unknown == Unknown("Days and co-hosts are not confirmed.")


def test_after_the_last_summit_on_record_nothing_is_said(world):
    assert summits.blocks(facts.of_tables(world), pd.Timestamp("2028-01-01")) == ()
