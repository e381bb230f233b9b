"""How much is on record of what States say, as the page *Data* shows it: the tiny world."""

from dashboard import blocks, i18n
from dashboard.pages.data.contents import content
from data import facts


def tables(world):
    shown = content._stated(facts.of_tables(world))
    return [block for block in shown if isinstance(block, blocks.Table)]


def test_every_question_has_its_counts_and_its_documents(world) -> None:
    (table,) = tables(world)
    said = table.table.set_index("question")
    assert said["n_rows"].sum() == len(world["stated_positions"])
    assert said.loc["human_control", ["n_states", "n_own", "n_none_found"]].tolist() == [1, 1, 0]
    assert table.evidence == ("press",)
    assert table.note is not None
    assert table.note.startswith("6 States have a stated position on record; of the other 1")


def test_it_is_said_in_dutch(world) -> None:
    with i18n.spoken("nl"):
        (table,) = tables(world)
    assert table.table["question_word"].tolist() == [
        "Regels voor autonome wapens",
        "De rol van mensen",
    ]
    assert "Alleen ondertekend, aangesloten of genoemd" in table.columns.values()


def test_a_record_in_which_nobody_says_anything_has_no_table(world) -> None:
    assert tables(world | {"stated_positions": world["stated_positions"].head(0)}) == []
