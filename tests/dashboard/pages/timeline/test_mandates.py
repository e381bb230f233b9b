"""The ledger of mandates, of the tiny world: one done, one due, one open."""

from __future__ import annotations

from dashboard.blocks import Folded, Subheading, Table, Text, flat
from dashboard.pages.timeline.mandates import content
from data import facts


def test_what_is_due_comes_first_and_every_mandate_is_in_the_table(world):
    said = content.blocks(facts.of_tables(world))
    headings = [block.text for block in said if isinstance(block, Subheading)]
    assert headings == ["Due; outcome not found", "Open, without a term", "Done"]
    texts = [block.text for block in said if isinstance(block, Text)]
    assert texts[0] == "Of 3 mandates **2** are due, open, or not known to be done."
    assert "Exchange views — **States**, 2026" in texts[1]
    assert "no term" in texts[2]
    assert isinstance(said[-1], Folded)
    (table,) = [block for block in flat(said) if isinstance(block, Table)]
    assert len(table.table) == 3


def test_a_record_without_mandates_says_nothing_of_them(world):
    none = world | {"mandates": world["mandates"].head(0)}
    assert content.blocks(facts.of_tables(none)) == ()
