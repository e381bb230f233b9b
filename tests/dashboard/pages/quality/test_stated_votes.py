"""What came of trying it on votes: a sentence that follows the number of votes and the interval."""

import pandas as pd
import pytest

from analytics.joining.ranking_gain import RankingGain
from analytics.next_vote.stated_trial import ENOUGH, VoteTrial
from analytics.scoring import MEASURES, Scores
from dashboard import i18n
from dashboard.pages.quality.champions import content as champions
from dashboard.pages.quality.stated_votes import content


def trial(n_learnt: int) -> VoteTrial:
    """Return a trial on votes of which so many could be learnt from."""
    votes = pd.DataFrame({"n_learnt": [0, *range(1, n_learnt + 1)]})
    return VoteTrial(rows=pd.DataFrame(), votes=votes, left_out=pd.DataFrame())


def scores(low: float, high: float) -> Scores:
    middle = dict.fromkeys(MEASURES, (low + high) / 2)
    ends = [dict.fromkeys(MEASURES, end) for end in (low, high)]
    return Scores(middle, *ends, n_rows=23, n_yes=7, n_groups=2)


@pytest.mark.parametrize(
    ("n_learnt", "low", "verdict"),
    [
        (2, 0.01, "So few votes cannot tell it **from chance**: the model does without it."),
        (ENOUGH, -0.01, "That is **not surely smaller**: the model does without it."),
        (ENOUGH, 0.01, "without it until it has been seen to help on votes to come."),
    ],
)
def test_few_votes_are_never_told_as_help(n_learnt: int, low: float, verdict: str) -> None:
    said = content.finding_sentence(trial(n_learnt), scores(low, 0.1))
    assert said.endswith(verdict)
    assert f"{n_learnt + 1} votes" in said
    assert "23" in said


def test_where_nothing_could_be_learnt_it_is_said() -> None:
    assert "it does without." in content.finding_sentence(trial(0), None)


@pytest.mark.parametrize(
    ("language", "low", "verdict"),
    [
        ("en", -0.01, "**not surely more**"),
        ("en", 0.01, "surely more, yet what was said was gathered afterwards"),
        ("nl", -0.01, "**niet zeker meer**"),
        ("nl", 0.01, "zeker meer, maar wat is gezegd, is achteraf verzameld"),
    ],
)
def test_champions_take_words_only_if_they_surely_help(
    language: str, low: float, verdict: str
) -> None:
    gain = RankingGain(0.02, low, 0.03, n_texts=28, n_families=11, n_states=91)
    with i18n.spoken(language):
        said = champions.finding_sentence(scores(0.6, 0.7), scores(0.4, 0.5), gain)
    assert verdict in said
    assert "91" in said
    assert champions.finding_sentence(None, None, gain) == ""
