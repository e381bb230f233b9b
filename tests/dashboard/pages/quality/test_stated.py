"""What came of trying what States had said, in a sentence that follows the scores."""

import pytest

from analytics.scoring import MEASURES, Scores
from dashboard import i18n
from dashboard.pages.quality.stated import content


def scores(low: float, high: float) -> Scores:
    middle = dict.fromkeys(MEASURES, (low + high) / 2)
    return Scores(
        values=middle,
        low=dict.fromkeys(MEASURES, low),
        high=dict.fromkeys(MEASURES, high),
        n_rows=100,
        n_yes=10,
        n_groups=38,
    )


@pytest.mark.parametrize(
    ("language", "low", "verdict"),
    [
        ("en", -0.01, "**not surely smaller**: the model does without it."),
        ("en", 0.01, "That is surely smaller, yet what was said was gathered afterwards"),
        ("nl", -0.01, "**niet zeker kleiner**: het model doet het zonder."),
        ("nl", 0.01, "Dat is zeker kleiner, maar wat is gezegd, is achteraf verzameld"),
    ],
)
def test_the_verdict_follows_the_interval(language: str, low: float, verdict: str) -> None:
    with i18n.spoken(language):
        said = content.finding_sentence(scores(low, 0.03))
    assert verdict in said
    assert "38" in said
