"""What a State of the tiny world says: its latest words, its signatures, its seams, its silence."""

from __future__ import annotations

import pytest

from dashboard.blocks import Box, Chart, Note, Table, Text, Unknown, flat
from dashboard.pages.state.says import content
from data import facts


def boxes(world, iso3: str) -> list[str]:
    """Return what stands in each box, a text a question."""
    blocks = content.blocks(facts.of_tables(world), iso3)
    return [
        "\n".join(b.text for b in flat(box.blocks) if isinstance(b, Text))
        for box in blocks
        if isinstance(box, Box)
    ]


def unknown(world, iso3: str) -> str:
    blocks = content.blocks(facts.of_tables(world), iso3)
    return "\n".join(block.text for block in blocks if isinstance(block, Unknown))


def test_what_it_signed_is_told_as_such_and_its_own_words_beside_it(world):
    on_rules, _on_control = boxes(world, "NLD")
    signed, _gap, own = on_rules.split("\n")
    assert "Signed with others, September 2025" in signed
    assert own.startswith("In a text of its own before: It asks for a treaty")


def test_documents_of_one_day_that_differ_are_both_told(world):
    (on_rules,) = boxes(world, "CHL")
    assert "none is surely the later" in on_rules
    assert "It asks for a treaty that prohibits" in on_rules
    assert "the time for negotiating a treaty has not come" in on_rules


@pytest.mark.slow
def test_nobody_looked_and_nothing_found_are_two_things(world):
    assert "Nobody has looked yet at what South Korea says" in unknown(world, "KOR")
    assert "Others looked and found nothing" in unknown(world, "NGA")
    assert "Others looked" not in unknown(world, "KOR")
    assert boxes(world, "NGA") == boxes(world, "KOR") == []


def test_where_the_answer_changed_the_line_has_a_seam(world):
    blocks = content.blocks(facts.of_tables(world), "POL")
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    seams = chart.table.set_index("code")["seam"].to_dict()
    assert seams == {"process_only": "Other answer than before", "no_new_rules": ""}
    stars = [trace for trace in chart.figure.data if trace.marker.symbol == "star"]
    assert len(stars) == 1
    assert len(stars[0].x) == 1
    assert "A star" in chart.note


def test_marks_are_explained_where_the_line_of_time_has_them(world):
    for iso3 in ("KEN", "POL"):
        blocks = content.blocks(facts.of_tables(world), iso3)
        (chart,) = [block for block in blocks if isinstance(block, Chart)]
        symbols = {str(trace.marker.symbol) for trace in chart.figure.data}
        bars = [x for x in chart.figure.data[0].x if x is not None]
        note = chart.note or ""
        assert ("A star" in note) == any(symbol.startswith("star") for symbol in symbols)
        assert ("A bar" in note) == bool(bars)


def test_a_vote_that_does_not_fit_is_shown_without_a_verdict(world, voted_on_laws):
    world["votes"].loc[world["votes"]["iso3"] == "KEN", "vote"] = "N"
    blocks = content.blocks(facts.of_tables(world), "KEN")
    (beside,) = [b for b in blocks if isinstance(b, Table) and b.key == "state_says_and_votes"]
    assert beside.table["fits"].tolist() == ["Words and vote differ"]
    assert beside.note is not None
    assert beside.note.startswith("No verdict")


def test_where_words_imply_no_vote_they_are_not_compared(world, voted_on_laws):
    blocks = content.blocks(facts.of_tables(world), "POL")
    assert any(isinstance(b, Note) and "implies a vote" in b.text for b in blocks)


def test_a_document_s_title_is_no_mark_up(world):
    world["stated_positions"].loc[world["stated_positions"]["iso3"] == "KEN", "document"] = (
        "<b>Draft</b> [x](javascript:alert(1))"
    )
    (on_rules,) = boxes(world, "KEN")
    assert "<b>" not in on_rules
    assert "[x](" not in on_rules
