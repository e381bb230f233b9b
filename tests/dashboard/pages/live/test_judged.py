"""What follows from a count: worked by hand on a forecast of three States."""

from __future__ import annotations

import base64
import csv
import json
from datetime import UTC, date, datetime

import numpy as np
import pytest

from analytics import next_vote
from dashboard import i18n
from dashboard.blocks import Chart, Finding, Note, Numbers, Table, flat
from dashboard.briefing.charts import painting
from dashboard.briefing.charts import reading as chart_reading
from dashboard.pages.live import content, wording
from dashboard.pages.live.entering import reading
from dashboard.pages.live.handing_over import request
from dashboard.pages.live.handing_over.request import GivenDetails
from dashboard.pages.live.judged import JudgedCount
from dashboard.pages.live.tested import content as tested
from dashboard.plans import count_document
from dashboard.plans.count_document import (
    CountDocument,
    EarlierVote,
    NumberForecast,
    ProvedRange,
    TallyForecast,
)
from dashboard.plans.counts import CountEntry, KeptCount
from data import facts as facts_of
from data.errors import PlanError, SourceError
from data.facts import Facts
from etl.changes import requests
from tests import tiny_world

NOW = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)

TALLY = TallyForecast(
    probabilities={
        "AAA": (0.9, 0.05, 0.02, 0.03),
        "BBB": (0.5, 0.4, 0.05, 0.05),
        "CCC": (0.02, 0.08, 0.87, 0.03),
    },
    last={"AAA": "Y", "BBB": "A", "CCC": "N"},
    shocks=((0.0, 0.5, 0.0), (0.0, -0.5, 0.0)),
    expected=(1.4, 0.5, 0.9, 0.1),
    low=(1, 0, 0, 0),
    high=(2, 1, 1, 1),
    base_rate=0.33,
)
TESTED = tuple(
    ProvedRange(
        entering=entering, share=share, n=445, within=within, within_low=within - 0.02,
        within_high=within + 0.02, width=9.5, error=2.5, base_within=0.88, base_width=11.9,
        base_error=3.0,
    )
    for entering, share, within in (
        ("all", 0.0, 0.92), ("all", 0.5, 0.89), ("voters", 0.0, 0.92), ("voters", 0.5, 0.77)
    )
)  # fmt: skip
EARLIER = (
    EarlierVote(
        symbol="A/RES/80/58", on=date(2025, 12, 1), came=167, ranges=((158, 172), (163, 170))
    ),
)
NUMBER = NumberForecast(
    probabilities={"AAA": 0.5, "BBB": 0.1},
    draws={"AAA": (0.0, None), "BBB": (-2.2, None)},
    before=("CCC",),
    sure=("DDD",),
    expected=2.6,
    low=2,
    high=4,
)


def document(**fields: object) -> CountDocument:
    given = {"title": "The day", "kind": "vote", "snapshot_version": "0a1b"}
    return count_document.make(on=date(2027, 4, 1), **(given | fields))


def count(answers: dict[str, str], *acts: str, **fields: object) -> JudgedCount:
    """Return a count into which answers were entered, one after the other."""
    lines = [
        count_document.line(act="answer", batch=f"b{n}", state=state, answer=answer, name=state)
        for n, (state, answer) in enumerate(answers.items())
    ] + [count_document.line(act=act, batch=f"c{n}") for n, act in enumerate(acts)]
    entries = tuple(CountEntry(n + 1, line, "desk", NOW) for n, line in enumerate(lines))
    return JudgedCount(KeptCount("1", document(**fields), "desk", NOW), entries, ("AAA", "ZZZ"))


@pytest.fixture
def world_facts() -> Facts:
    return facts_of.of_tables(tiny_world.tables())


def test_before_the_first_answer_all_is_as_forecast() -> None:
    found = count({}, tally=TALLY)
    assert found.range_before == (1.4, 1, 2)
    assert found.to_come == ("AAA", "BBB", "CCC")
    assert found.surprises.n_answered == 0
    assert found.score is None


def test_a_vote_that_is_over_is_scored_on_all_who_could_vote() -> None:
    found = count({"AAA": "Y", "CCC": "Y"}, "over", tally=TALLY)
    assert found.outcomes == {"AAA": "Y", "CCC": "Y", "BBB": "X"}
    assert found.surprises.states["iso3"].tolist() == ["CCC", "BBB"]
    assert found.surprises.states["size"].tolist() == ["great", "clear"]
    score = found.score
    assert score is not None
    assert score.brier == pytest.approx((0.1**2 + 0.98**2 + 0.5**2) / 3)
    assert score.brier_base == pytest.approx((0.67**2 + 0.67**2 + 0.33**2) / 3)
    assert score.brier_last == pytest.approx(1 / 3)  # only CCC did otherwise
    assert (score.counted, score.is_within) == (2, True)


def test_endorsements_count_those_on_the_text_before_once() -> None:
    found = count({"AAA": "joins", "CCC": "joins"}, kind="endorsement", number=NUMBER)
    assert found.n_positive == 2
    assert found.already_on == ("CCC",)
    assert found.range_now is not None
    assert found.range_now[0] == pytest.approx(3 + 1 / (1 + np.exp(2.2)), abs=1e-6)
    assert found.to_come == ("BBB",)


def test_endorsements_that_are_over_are_scored_on_those_with_a_forecast() -> None:
    found = count({"AAA": "joins", "DDD": "joins"}, "over", kind="endorsement", number=NUMBER)
    score = found.score
    assert score is not None
    assert score.n == 2
    assert score.brier == pytest.approx((0.5**2 + 0.1**2) / 2)
    assert score.base_rate == pytest.approx(0.3)
    assert (score.counted, score.is_within) == (3, True)
    assert score.left_out["iso3"].tolist() == ["DDD"]


def test_without_a_forecast_it_counts_and_says_that_no_number_stands_behind(
    world_facts: Facts,
) -> None:
    found = count({"AAA": "Y", "BBB": "N"})
    said = list(flat((*content.finding(world_facts, found), *content.outcome(world_facts, found))))
    (sentence,) = [block.text for block in said if isinstance(block, Finding)]
    assert sentence == (
        "So far **1 in favour**, 1 against, 0 abstaining. No forecast was made of this text: no "
        "number stands behind it."
    )
    assert not [block for block in said if isinstance(block, Chart)]
    (tiles,) = [block.tiles for block in said if isinstance(block, Numbers)]
    assert [tile.value for tile in tiles] == ["1", "1", "0", "0"]
    assert found.range_now is None


def test_the_sentence_tells_the_range_before_and_now_and_who_surprises(world_facts: Facts) -> None:
    found = count({"CCC": "Y"}, tally=TALLY)
    sentence = wording.finding_sentence(found, {"CCC": "Chile"})
    assert sentence.startswith("So far **1 in favour**, 0 against, 0 abstaining. In the end about ")
    assert "beforehand it was 1 (1 to 2)" in sentence
    assert sentence.endswith("Most surprising: **Chile (in favour)**.")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    ("answers", "words", "is_warned"),
    [
        ({}, {"en": "for 445 past votes, forecast", "nl": "bij 445 eerdere stemmingen"}, False),
        ({"AAA": "Y", "BBB": "X"}, {"en": "**89%**", "nl": "**89%**"}, False),
        ({"AAA": "Y", "BBB": "N"}, {"en": "**77%**", "nl": "**77%**"}, True),
    ],
)
def test_the_range_of_a_vote_stands_beside_its_test(
    language: str, answers: dict[str, str], words: dict[str, str], is_warned: bool
) -> None:
    """Where the silent are not entered, and the range then held too seldom, the page says so."""
    i18n.use(language, i18n.translations(language))
    tally = TALLY.model_copy(update={"tested": TESTED, "earlier": EARLIER})
    said = list(flat(tested.blocks(count(answers, tally=tally))))
    (note,) = [block.text for block in said if isinstance(block, Note)]
    assert words[language] in note
    warned = {"en": "So enter those too who do not vote", "nl": "Voer dus ook in wie niet stemt"}
    assert (warned[language] in note) == is_warned
    own = next(block for block in said if isinstance(block, Table) and block.key.endswith("own"))
    assert own.table["symbol"].tolist() == ["A/RES/80/58"]


def test_a_range_without_a_test_says_so() -> None:
    (note,) = tested.blocks(count({}, tally=TALLY))
    assert isinstance(note, Note)
    assert "too few past votes" in note.text
    (note,) = tested.blocks(count({}, kind="endorsement", number=NUMBER))
    assert isinstance(note, Note)
    assert "never tested" in note.text
    assert tested.blocks(count({})) == ()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", ["vote", "endorsement"])
@pytest.mark.parametrize("acts", [(), ("over",)])
def test_every_state_of_a_count_is_said_in_both_languages(
    world_facts: Facts, language: str, kind: str, acts: tuple[str]
) -> None:
    i18n.use(language, i18n.translations(language))
    given = {"tally": TALLY} if kind == "vote" else {"number": NUMBER}
    answers = {"BBB": "N", "AAA": "Y"} if kind == "vote" else {"BBB": "joins", "CCC": "joins"}
    found = count(answers, *acts, kind=kind, **given)
    said = list(flat((*content.finding(world_facts, found), *content.outcome(world_facts, found))))
    charts = [block for block in said if isinstance(block, Chart)]
    assert len(charts) == 1
    assert len(charts[0].table) == (4 if kind == "vote" else 1)
    surprises = next(b for b in said if isinstance(b, Table) and b.key == "live_surprises")
    assert "BBB" in surprises.table["name"].tolist()
    assert any(isinstance(block, Numbers) for block in said) == bool(acts)


@pytest.mark.parametrize("kind", ["vote", "endorsement"])
def test_the_chart_of_a_count_can_be_written_on_paper(world_facts: Facts, kind: str) -> None:
    given = {"tally": TALLY} if kind == "vote" else {"number": NUMBER}
    found = count({"AAA": "Y" if kind == "vote" else "joins"}, kind=kind, **given)
    (chart,) = [b for b in flat(content.outcome(world_facts, found)) if isinstance(b, Chart)]
    drawn = painting.painted(chart_reading.drawing(chart.figure), width_px=640)
    assert b"<svg" in drawn.svg
    assert chart.summary
    assert "**" not in chart.summary


def test_a_vote_is_handed_over_with_every_outcome_and_its_tally(world_facts: Facts) -> None:
    found = count({"AAA": "Y", "CCC": "N"}, "over", tally=TALLY)
    rows = list(csv.DictReader(request.to_csv(found).splitlines()))
    assert [(row["iso3"], row["vote"]) for row in rows] == [
        ("AAA", "Y"),
        ("BBB", "X"),
        ("CCC", "N"),
    ]
    given = GivenDetails("https://un.org/a", "United Nations", "terms", "new", "A/RES/81/9")
    asked = json.loads(
        request.to_request(world_facts, found, given, who="desk", today=date(2027, 4, 2))
    )
    assert (asked["kind"], asked["names"], asked["symbol"]) == (
        "rollcall",
        "complete",
        "A/RES/81/9",
    )
    assert (asked["n_yes"], asked["n_no"], asked["n_abstain"]) == (1, 1, 0)
    assert base64.b64decode(asked["file"]["content"]).decode() == request.to_csv(found)
    assert requests.request("rollcall", asked).who == "desk"


def test_a_count_under_way_is_handed_over_in_part(world_facts: Facts) -> None:
    found = count({"AAA": "Y"}, tally=TALLY)
    given = GivenDetails("https://un.org/a", "United Nations", "terms", "new", "A/RES/81/9")
    asked = json.loads(request.to_request(world_facts, found, given, who="d", today=NOW.date()))
    assert asked["names"] == "partial"
    assert "n_yes" not in asked


def test_of_endorsements_the_new_ones_are_handed_over() -> None:
    answers = {"AAA": "joins", "CCC": "joins", "BBB": "stays_away"}
    found = count(answers, kind="endorsement", number=NUMBER)
    rows = list(csv.DictReader(request.to_csv(found).splitlines()))
    assert rows == [{"iso3": "AAA", "role": "endorser", "since": "2027-04-01"}]


def test_new_endorsements_of_a_known_text_are_a_request_that_the_record_reads(
    world_facts: Facts,
) -> None:
    text = str(world_facts.instruments["instrument_id"].iloc[0])
    found = count({"AAA": "joins"}, kind="endorsement", number=NUMBER, text=text)
    given = GivenDetails("https://un.org/a", "United Nations", "terms", "new")
    asked = json.loads(request.to_request(world_facts, found, given, who="d", today=NOW.date()))
    assert request.kind_of_change(world_facts, found) == "endorsement"
    assert requests.request("endorsement", asked).source.url == "https://un.org/a"
    new = count({"AAA": "joins"}, kind="endorsement", number=NUMBER, text=f"next:{text}")
    assert request.kind_of_change(world_facts, new) is None


def test_names_are_read_in_every_spelling_that_is_known(world_facts: Facts) -> None:
    state = world_facts.states.iloc[0]
    text = f"{state['name_en']}, {state['iso3'].lower()}\u200b; Atlantis"
    lines = reading.lines(world_facts, text, kind="endorsement", answer="joins")
    assert [(line.act, line.state) for line in lines] == [
        ("answer", state["iso3"]),
        ("answer", state["iso3"]),
        ("unclear", None),
    ]
    assert len({line.batch for line in lines}) == 1


def test_those_that_the_alphabet_has_passed_have_no_answer(world_facts: Facts) -> None:
    board = [
        iso3
        for iso3 in next_vote.board(world_facts)
        if iso3 in reading.may_answer(world_facts, "vote")
    ]
    first, second, third, *_rest = board
    assert reading.passed(world_facts, {first: "Y", third: "N"}) == (second,)
    assert reading.passed(world_facts, {third: "Y", first: "N"}) == ()
    assert reading.passed(world_facts, {third: "Y"}, {first}) == (second,)
    assert reading.passed(world_facts, {}) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" , \n", "found no name"),
        ("x" * 60_001, "found 60,001 letters"),
        (", ".join(f"name {n}" for n in range(601)), "found 601 names"),
    ],
)
def test_nothing_and_far_too_much_are_refused(world_facts: Facts, text: str, sentence: str) -> None:
    with pytest.raises(PlanError, match=sentence):
        reading.lines(world_facts, text, kind="endorsement", answer="joins")


def test_a_heading_that_comes_twice_is_refused(world_facts: Facts) -> None:
    with pytest.raises(SourceError, match="the heading 'Against:' a second time"):
        reading.lines(world_facts, "Against: a\nAgainst: b", kind="vote", answer="Y")
