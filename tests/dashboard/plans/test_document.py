"""A plan as a file: it comes back the same, and what is wrong with it is said."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plans import document, steps
from dashboard.plans.document import PlanDocument
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan

STATES = ("KEN", "CHL", "NLD", "KOR", "SEN")
state = st.sampled_from(STATES)
share = st.floats(0, 1)
text = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)
number = st.floats(-1e6, 1e6)
approach = st.fixed_dictionaries(
    {"state": state, "level": st.sampled_from(["call", "visit"])},
    optional={
        "partner": st.none() | state,
        "cost": st.floats(0, 1e9),
        "guess": st.none() | share,
        "due": st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    },
)
ranges = st.tuples(number, number, number).map(
    lambda three: dict(zip(("low", "central", "high"), sorted(three), strict=True))
)
documents = st.builds(
    plan,
    title=text.filter(bool),
    approaches=st.lists(approach, unique_by=lambda one: one["state"]),
    fixed=st.dictionaries(state, st.sampled_from(["joins", "refuses"])),
    assumptions=st.dictionaries(st.sampled_from(["visit", "peers"]), ranges),
    probabilities=st.dictionaries(state, share),
    members=st.lists(state),
    budget=st.none() | st.floats(0, 1e9),
    note=text,
    we=st.none() | state,
)


@pytest.mark.slow
@settings(max_examples=60)
@given(documents)
def test_a_plan_comes_back_from_its_file_as_it_was(made: PlanDocument) -> None:
    written = document.to_json(made)
    assert document.from_json(written, states=STATES) == made
    assert document.to_json(document.from_json(written.encode())) == written


def test_a_byte_order_mark_in_front_is_passed_over() -> None:
    made = plan()
    assert document.from_json(b"\xef\xbb\xbf" + document.to_json(made).encode()) == made


def file(**fields: Any) -> str:
    """Return a file of a plan with one approach and some fields put in by force."""
    whole = json.loads(document.to_json(plan(approaches=[{"state": "KEN", "level": "visit"}])))
    return json.dumps(whole | fields)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (file(format=4), "found a plan in format 4, expected format 1 or 2 or 3; export it again"),
        (file(format="1"), "format: found '1', expected a valid integer"),
        ("{}", "format: found nothing, expected a value"),
        ("[]", "found \\[\\], expected an object"),
        ("not a plan", "found invalid JSON: .*, expected a text in JSON"),
        ("[" * 100_000, "found invalid JSON: recursion limit"),
        (file(members=["KEN", "XYZ"]), "found unknown State XYZ, expected keys of the states"),
        (file(instrument_id="nothing"), "found unknown text nothing"),
        (file(members=["Kenya"]), r"members\[0\]: found 'Kenya'"),
        (
            file(approaches=[{"state": "KEN", "level": "visit", "cost": -1}]),
            r"approaches\[0\].cost: found -1, expected a value greater than or equal to 0",
        ),
        (
            file(approaches=[{"state": "KEN", "level": "visit", "cost": math.nan}]),
            r"approaches\[0\].cost: found nan, expected a finite number",
        ),
        (file(probabilities={"KEN": math.nan}), "probabilities.KEN: found nan"),
        (file(probabilities={"KEN": 1.5}), "found 1.5, expected a value less than or equal to 1"),
        (
            file(approaches=[{"state": "KEN", "level": "visit"}] * 2),
            "found several approaches to KEN, expected one a State",
        ),
        (
            file(assumptions={"visit": {"low": 1, "central": 0, "high": 2}}),
            "found 1.0, 0.0, 2.0, expected low, central and high in this order",
        ),
        (file(title=""), "title: found ''"),
        (file(title="\x00"), r"title: found the control character '\\x00', expected text"),
        (file(title=7), "title: found 7, expected a valid string"),
        (file(target=2.5), "target: found 2.5"),
        (file(budget=True), "budget: found True"),
        (file(extra="field"), "extra: found a field with 'field', expected only the fields"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content: str, sentence: str) -> None:
    with pytest.raises(PlanError, match=rf"^plan\.json.*{sentence}"):
        document.from_json(
            content, states=STATES, instruments=["reaim_2026_pathways"], where="plan.json"
        )


def test_ten_thousand_approaches_are_refused() -> None:
    many = [{"state": "KEN", "level": "visit"}] * 10_000
    with pytest.raises(PlanError, match=r"approaches: .*at most 1000 items"):
        document.from_json(file(approaches=many))


def test_a_file_of_50_mb_is_refused_before_it_is_read() -> None:
    with pytest.raises(PlanError, match=r"found 50\.0 MB, expected a plan of at most 5 MB"):
        document.from_json(b" " * 50_000_000)


def test_many_faults_are_told_together_and_then_counted() -> None:
    wrong = file(probabilities=dict.fromkeys(STATES, 2.0), target=-1, title="")
    with pytest.raises(PlanError) as caught:
        document.from_json(wrong)
    lines = str(caught.value).splitlines()
    assert len(lines) == 6
    assert lines[-1] == "And 2 more."


def test_a_script_in_a_note_stays_text() -> None:
    script = "<script>alert(1)</script>"
    made = document.from_json(file(note=script))
    assert made.note == script


@pytest.mark.parametrize(
    ("status", "result", "sentence"),
    [
        ("outcome", None, "found the result None .*, expected one of joined, did_not_join"),
        ("answer", "joined", "expected one of willing, undecided, unwilling"),
        ("done", "willing", "found the result 'willing' .* at 'done', expected none yet"),
        ("rumoured", None, "status: found 'rumoured', expected 'planned', 'done'"),
    ],
)
def test_a_result_must_fit_how_far_an_approach_has_come(
    status: str, result: str | None, sentence: str
) -> None:
    with pytest.raises(PlanError, match=sentence):
        steps.make(state="KEN", status=status, result=result, on=date(2026, 11, 1))


def test_states_are_added_to_a_plan_once_only() -> None:
    made = document.with_approaches(plan(), ["KEN", "GHA"], level="call", cost=3)
    assert [(one.state, one.level, one.cost) for one in made.approaches] == [
        ("KEN", "call", 3.0),
        ("GHA", "call", 3.0),
    ]
    with pytest.raises(PlanError, match="several approaches to KEN"):
        document.with_approaches(made, ["KEN"], level="visit", cost=8)
