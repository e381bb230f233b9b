"""The page Live as a desk meets it, on the real record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale
from streamlit.testing.v1 import AppTest

from analytics import next_vote
from analytics.next_vote import vote_model
from dashboard import i18n
from dashboard.blocks import Chart, Finding, Table, flat
from dashboard.kit import recorded
from dashboard.pages.live import content, forecasts
from dashboard.pages.live.entering import reading
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import count_document, counting
from dashboard.plans.counts import Counts, KeptCount
from dashboard.plans.database import Database
from data.facts import Facts
from tests.dashboard.conftest import OpenPage, button
from tests.dashboard.pages.live.test_judged import TALLY
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"
NAMED = {"AAA": "NLD", "BBB": "KEN", "CCC": "RUS"}
NAME = "A name, or several with commas"
LIST = "A list, or a roll call as the United Nations print it"


@pytest.fixture
def kept(plans_url: str) -> Iterator[Counts]:
    opened = Counts(Database(plans_url))
    yield opened
    opened.close()


@pytest.fixture
def vote(kept: Counts) -> str:
    """Return a count of a vote with a forecast of three States."""
    return begin(
        kept,
        kind="vote",
        tally=TALLY.model_copy(
            update={
                "probabilities": {NAMED[s]: p for s, p in TALLY.probabilities.items()},
                "last": {NAMED[s]: v for s, v in TALLY.last.items()},
            }
        ),
    )


@pytest.fixture
def names_only(kept: Counts) -> str:
    """Return a count of endorsements without a forecast."""
    return begin(kept, kind="endorsement")


def begin(kept: Counts, **fields: object) -> str:
    document = count_document.make(
        title="The day", on=date(2027, 4, 1), snapshot_version="0a1b", **fields
    )
    return kept.begin(document, who="desk").count_id


def text(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(block.value for block in app.markdown)


def enter(app: AppTest, names: str, *, label: str = NAME, who: str = "Nairobi") -> AppTest:
    """Enter names, as a desk does."""
    boxes = {box.label: box for box in (*app.text_input, *app.text_area)}
    boxes["Entered by"].set_value(who)
    boxes[label].set_value(names)
    return button(app, "Enter" if label == NAME else "Enter all").click().run()


def test_without_a_count_it_says_how_to_begin(open_page: OpenPage) -> None:
    assert "No count has been begun yet" in text(open_page("live"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_count_opens_by_its_link(open_page: OpenPage, vote: str, language: str) -> None:
    app = open_page("live", count=vote, lang=language)
    assert not app.error
    told = {
        "en": "The forecast: **1 in favour** in the end (90% of cases: 1 to 2).",
        "nl": "De voorspelling: uiteindelijk **1 voor** (90% van de gevallen: 1 tot 2).",
    }
    assert told[language] in text(app)
    assert len(app.get("plotly_chart")) == 1


def test_a_link_to_a_count_that_is_not_here_says_so(open_page: OpenPage, vote: str) -> None:
    app = open_page("live", count="nowhere")
    assert not app.error
    assert "The count of this link is not kept here" in app.info[0].value


def test_names_in_any_spelling_count_and_the_last_entry_is_taken_back(
    open_page: OpenPage, names_only: str, kept: Counts
) -> None:
    app = enter(open_page("live", count=names_only), "Pays-Bas, Кения; 智利")
    assert "So far **3 States** are on the text. No forecast was made" in text(app)
    assert [one.value for one in app.success] == ["3 States entered."]
    app = enter(app, "Ghana")
    assert "So far **4 States**" in text(app)
    (undo,) = [one for one in app.button if one.label.startswith("Undo: Ghana · Endorses (Nairobi")]
    app = undo.click().run()
    assert "So far **3 States**" in text(app)
    answers = counting.standing(kept.entries(names_only)).answers
    assert list(answers) == ["NLD", "KEN", "CHL"]


def test_a_name_that_is_not_known_is_offered_near_ones_and_counts_once_confirmed(
    open_page: OpenPage, names_only: str
) -> None:
    app = enter(open_page("live", count=names_only), "Kenyaa")
    assert "So far **0 States**" in text(app)
    assert "1 name is not known" in app.info[0].value
    (question,) = [one for one in app.selectbox if "which State is it?" in one.label]
    assert question.options[1] == "Kenya"
    assert question.value == "", "nobody is taken for another unasked"
    question.set_value("KEN")
    app = button(app, "Confirm these names").click().run()
    assert "So far **1 State**" in text(app)
    assert not app.info


def test_what_another_desk_enters_is_seen_and_two_answers_are_said(
    open_page: OpenPage, vote: str, kept: Counts
) -> None:
    app = enter(open_page("live", count=vote), "Kenya")
    other = count_document.line(act="answer", batch="other", state="KEN", answer="N", name="Kenya")
    kept.enter(vote, [other], who="New York")
    app = app.run()
    assert "1 State was given two answers, and counts for neither" in app.info[0].value
    (question,) = [one for one in app.selectbox if "which answer holds?" in one.label]
    assert [one.split(" (")[0] for one in question.options] == [
        *("Not settled yet", "In favour", "Against"),
    ]
    question.set_value("N")
    app = button(app, "These answers hold").click().run()
    assert "So far **0 in favour**, 1 against" in text(app)


def test_a_state_entered_twice_is_said_and_counted_once(
    open_page: OpenPage, names_only: str
) -> None:
    app = enter(enter(open_page("live", count=names_only), "Kenya"), "Kenia", who="The Hague")
    assert "So far **1 State**" in text(app)
    (told,) = [one.value for one in app.caption if "counted once" in one.value]
    assert "Kenya (Nairobi, " in told
    assert "The Hague, " in told


def test_nothing_is_entered_without_a_name_and_what_was_typed_stays_on_screen(
    open_page: OpenPage, names_only: str, kept: Counts
) -> None:
    app = enter(open_page("live", count=names_only), "Kenya", who="")
    assert "Say who enters this" in app.error[0].value
    assert "Kenya" in [one.value for one in app.code]
    assert kept.entries(names_only) == ()


def test_a_database_that_is_gone_loses_neither_the_count_nor_what_was_typed(
    open_page: OpenPage, names_only: str, tmp_path: Path
) -> None:
    app = enter(open_page("live", count=names_only), "Kenya")
    for path in tmp_path.glob("plans.sqlite*"):
        path.unlink()
    app = enter(app, "Ghana")
    assert not app.exception
    assert any("cannot be reached" in one.value for one in app.error)
    assert "So far **1 State**" in text(app)
    assert "Ghana" in [one.value for one in app.code]


def test_a_count_that_is_over_is_scored_and_can_be_opened_again(
    open_page: OpenPage, vote: str
) -> None:
    app = enter(open_page("live", count=vote), "Netherlands, Russia")
    app = button(app, "It is over: all others did not vote").click().run()
    assert "It is over: **2 in favour**, 0 against, 0 abstaining; 1 did not vote." in text(app)
    assert "**within the range**" in text(app)
    tiles = {metric.label: metric.value for metric in app.metric}
    assert tiles["Error of the forecast"] == "0.407"  # (0.1² + 0.98² + 0.5²) / 3
    assert tiles["Counted"] == "2"
    app = button(app, "Open the count again").click().run()
    assert "So far **2 in favour**" in text(app)


def test_a_whole_roll_call_is_pasted_as_the_united_nations_print_it(
    open_page: OpenPage, facts: Facts, vote: str, kept: Counts
) -> None:
    cast = facts.votes[(facts.votes["rollcall_id"] == "a_res_80_58").to_numpy(dtype=bool)]
    names = dict(zip(facts.states["iso3"], facts.states["un_name"], strict=True))
    parts = {"In favour": "Y", "Against": "N", "Abstaining": "A"}
    pasted = ".\n".join(
        f"{heading}: " + ", ".join(names[iso3] for iso3 in cast["iso3"][cast["vote"] == vote_])
        for heading, vote_ in parts.items()
    )
    app = enter(open_page("live", count=vote), pasted, label=LIST)
    assert not app.info
    answers = counting.standing(kept.entries(vote)).answers
    voted = cast[cast["vote"] != "X"]
    assert answers == dict(zip(voted["iso3"], voted["vote"], strict=True))
    assert "So far **167 in favour**, 5 against, 5 abstaining." in text(app)


def test_no_state_is_taken_for_another_in_any_language(facts: Facts) -> None:
    known = reading.spellings(facts)
    iso2 = facts.states.dropna(subset="iso2").set_index("iso3")["iso2"]
    wrong = [
        (language, name, iso3, known.find(name))
        for language in reading.LANGUAGES
        for iso3, code in iso2.items()
        if known.find(name := Locale.parse(language).territories[code]) != iso3
    ]
    assert wrong == []


def test_only_members_of_the_united_nations_vote(facts: Facts) -> None:
    lines = reading.lines(facts, "Holy See, Kenya", kind="vote", answer="Y")
    assert [(line.act, line.state) for line in lines] == [("unclear", None), ("answer", "KEN")]
    (line,) = reading.lines(facts, "Holy See", kind="endorsement", answer="joins")
    assert line.state == "VAT"


def test_a_count_of_the_next_summit_begins_with_its_forecast(facts: Facts) -> None:
    texts = forecasts.texts(facts, "endorsement")
    assert next(iter(texts)) == f"next:{PATHWAYS}"
    number = forecasts.forecast_of(facts, "endorsement", f"next:{PATHWAYS}")["number"]
    assert number.before == ()
    assert number.low < number.expected < number.high
    assert set(number.draws) == set(number.probabilities)
    assert forecasts.forecast_of(facts, "endorsement", forecasts.OTHER) == {}


def test_the_forecast_of_a_vote_is_the_one_of_the_page_next_vote(facts: Facts) -> None:
    series = next(iter(forecasts.texts(facts, "vote")))
    tally = forecasts.forecast_of(facts, "vote", series)["tally"]
    found = facts.recall(next_vote.next_vote_on, series)
    shown = found.tally
    assert list(tally.low) == shown["low"].tolist()
    assert list(tally.high) == shown["high"].tolist()
    assert tally.expected == pytest.approx(shown["expected"].tolist(), abs=0.05)
    states = found.states.set_index("iso3")
    assert set(tally.probabilities) == set(states.index)
    for iso3, p in tally.probabilities.items():
        assert p == pytest.approx(states.loc[iso3, ["p_y", "p_a", "p_n", "p_x"]], abs=1e-6)
    began = JudgedCount(
        KeptCount(
            "1",
            count_document.make(
                title="x", kind="vote", on=date(2027, 1, 1), snapshot_version="v", tally=tally
            ),
            "desk",
            datetime(2027, 1, 1, tzinfo=UTC),
        ),
        (),
        (),
    )
    assert began.range_now is not None
    assert began.range_now[1:] == (tally.low[0], tally.high[0])  # nothing in: the range is its own
    assert len(tally.shocks) > vote_model.MIN_EVENTS
    kept = count_document.from_json(
        count_document.to_json(
            count_document.make(
                title="x", kind="vote", on=date(2027, 1, 1), snapshot_version="v", tally=tally
            )
        ),
        where="the count",
    )
    assert kept.tally == tally


def test_a_vote_is_begun_with_the_test_of_its_very_range(facts: Facts) -> None:
    series = next(iter(forecasts.texts(facts, "vote")))
    tally = forecasts.forecast_of(facts, "vote", series)["tally"]
    found = facts.recall(next_vote.replayed_votes)
    for one in tally.tested:
        row = found.summary[
            (found.summary["entering"] == one.entering)
            & (found.summary["share"] == one.share)
            & (found.summary["vote"] == "Y")
        ].iloc[0]
        assert (one.within, one.base_within) == pytest.approx(
            (row["within"], row["base_within"]), abs=1e-6
        )
    assert "A/RES/80/58" in [vote.symbol for vote in tally.earlier]


def test_the_page_lists_the_counts_that_are_kept(
    open_page: OpenPage, vote: str, facts: Facts
) -> None:
    app = open_page("live")
    assert shown_tables(app)[0].value["Link"].tolist() == [f"live?count={vote}"]
    assert content.at_first(facts)


def test_a_count_is_taken_along_as_it_stands(vote: str, kept: Counts) -> None:
    line = count_document.line(act="answer", batch="b", state="RUS", answer="Y", name="Russia")
    kept.enter(vote, [line], who="desk")
    said = recorded.blocks_at("live", {"count": vote}, "nl")
    (sentence,) = [block.text for block in flat(said) if isinstance(block, Finding)]
    assert "Het verrassendst: **Rusland (voor)**." in sentence
    assert {block.key for block in flat(said) if isinstance(block, Chart | Table)} >= {
        *("live_count", "live_surprises", "live_to_come", "live_lines"),
    }
