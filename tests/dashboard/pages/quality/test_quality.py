"""How good is this? Verdicts by their intervals, and a page on which every filter rules."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from analytics.scoring import MEASURES, Scores
from dashboard.pages.quality import wording
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

FOLLOWS = [{"who": "all"}, {"class": "resolution"}, {"versions": "first"}, {"level": "given_size"}]


def scores(*, within: float = 0.7, skill: float = 0.1) -> Scores:
    """Return scores whose intervals begin at these bounds."""
    values = dict.fromkeys(MEASURES, 0.8)
    return Scores(values, values | {"within": within, "bss": skill}, values, 90, 30, 9)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (scores(), "and about how likely each is."),
        (scores(skill=-0.01), "how likely each is, it cannot say."),
        (scores(within=0.5), "Not surely better than chance."),
        (scores(within=np.nan), "these texts are versions of one."),
    ],
)
def test_the_verdict_follows_from_the_intervals(found: Scores, words: str) -> None:
    assert words in wording.verdict_sentence(found)


def test_skill_over_history_is_told_as_unsure_where_its_interval_includes_nothing() -> None:
    sure = wording.finding_sentence(scores(), scores(), ["all States"])
    unsure = wording.finding_sentence(scores(), scores(skill=-0.01), ["all States"])
    assert "not surely smaller" in unsure
    assert "not surely smaller" not in sure
    assert "earlier version whose roster" in wording.finding_sentence(
        scores(), None, ["all States"]
    )


def above_the_fold(app: AppTest) -> tuple[str, list[list[str]]]:
    """Return the answer and the table of baselines."""
    answer = next(block.value for block in app.markdown if "since 2012" in block.value)
    return answer, shown_tables(app)[0].value.astype(str).to_numpy().tolist()


@pytest.mark.real
class TestPage:
    @pytest.mark.parametrize(
        ("language", "title", "model"),
        [("en", "How good is this?", "The model"), ("nl", "Hoe goed is dit?", "Het model")],
    )
    def test_the_model_stands_beside_its_baselines(
        self, open_page: OpenPage, language: str, title: str, model: str
    ) -> None:
        app = open_page("quality", lang=language)
        assert not app.exception
        assert app.title[0].value == title
        table = shown_tables(app)[0].value
        assert table.iloc[0, 0] == model
        assert len(table) == 8

    @pytest.mark.parametrize("choice", FOLLOWS, ids=lambda one: next(iter(one)))
    def test_each_filter_changes_every_number_above_the_fold(
        self, open_page: OpenPage, choice: dict[str, str]
    ) -> None:
        answer, table = above_the_fold(open_page("quality"))
        other, changed = above_the_fold(open_page("quality", **choice))
        assert answer != other
        same = [row[0] for row, new in zip(table, changed, strict=True) if row[1:] == new[1:]]
        assert same == []
        assert table[0][1:3] != changed[0][1:3]

    def test_a_choice_without_a_text_is_told(self, open_page: OpenPage) -> None:
        app = open_page("quality", **{"class": "treaty", "versions": "first"})
        assert not app.exception
        told = [block.value for block in [*app.info, *app.markdown]]
        empty = "No text that was tested fits this choice. Choose another."
        assert (empty in told) != any("since 2012" in text for text in told)

    def test_kinds_and_open_texts_have_their_own_figures(self, open_page: OpenPage) -> None:
        app = open_page("quality")
        kinds = next(f.value for f in shown_tables(app) if "Kind of text" in f.value.columns)
        assert {"Political texts", "Resolutions", "Papers and views"} <= set(kinds["Kind of text"])
        seen = next(f.value for f in shown_tables(app) if "Seen" in f.value.columns)
        assert "180 days after opening" in set(seen["Seen"])
        assert seen["Texts"].max() <= 93

    def test_it_says_on_what_it_was_tuned(self, open_page: OpenPage) -> None:
        told = "\n".join(block.value for block in open_page("quality").markdown)
        assert "chosen by people who had seen these very scores" in told
        assert "Pathways to Action among them" in told
