"""The page Plan: the answer is the simulation's, the address is the plan, a saved plan returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import joining, outreach
from analytics.outreach import assumptions, objective, plan_effects, portfolio
from analytics.outreach.assumptions import LEVELS, PEERS, AssumedRange
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import Constraints, all_candidates
from analytics.outreach.peer_effect import PeerEffect
from dashboard import i18n
from dashboard.blocks import Heading
from dashboard.i18n import vocabulary
from dashboard.pages.plan import content, plan_documents, wording
from dashboard.pages.plan.outcome import figures as draw
from dashboard.pages.plan.suggestion import criteria
from dashboard.pages.plan.suggestion import wording as suggestion_in_words
from dashboard.plans import document, steps, store
from dashboard.words import planning
from dashboard.words.planning import ApproachRow
from data.facts import Facts
from tests.analytics import outreach_world
from tests.dashboard.conftest import OpenPage, button, save
from tests.dashboard.tables import shown_tables

PATHWAYS = "reaim_2026_pathways"
BOUND = PeerEffect(upper_bound=2.46, low=1.5, high=3.4, n_texts=31, n_rows=900)
RANGES = assumptions.at_first(BOUND.upper_bound)


HEAD = {"title": "x", "instrument_id": PATHWAYS, "target": 9, "snapshot_version": "x"}


@pytest.fixture
def start() -> Baseline:
    return outreach_world.world(40, seed=1)


@pytest.fixture(scope="module")
def real_start(facts: Facts) -> Baseline:
    target = facts.recall(joining.joining_targets)[0]
    return facts.recall(outreach.baseline_for, target)


@pytest.fixture(scope="module")
def asked(real_start: Baseline) -> list[str]:
    """Return three approaches as an address has them: to the States most likely to join."""
    first, second, third, *_rest = real_start.open_states
    return [f"{first}:visit:NLD", f"{second}:call", f"{third}:letter"]


def keep(
    plans_url: str,
    rows: list[ApproachRow],
    start: Baseline,
    *,
    ranges: Mapping[str, AssumedRange] | None = None,
    text: str = PATHWAYS,
) -> store.Revision:
    """Return a plan that somebody saved before."""
    kept = plan_documents.document_of(
        rows,
        start,
        planning.plan(rows, ranges or RANGES, {}),
        costs=planning.COSTS,
        title="Lima round",
        instrument_id=text,
        target=60,
        snapshot_version="x",
    )
    return store.open_plans(plans_url).save(kept, who="desk")


def short_name(facts: Facts, instrument_id: str) -> str:
    held = facts.instruments.set_index("instrument_id")["short_name"]
    return str(held[instrument_id])


def text(app: AppTest) -> str:
    return "\n".join(block.value for block in [*app.markdown, *app.info, *app.caption])


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_answer_is_what_the_simulation_says(
    open_page: OpenPage,
    facts: Facts,
    real_start: Baseline,
    asked: list[str],
    language: str,
) -> None:
    app = open_page("plan", approach=asked, target="60", lang=language)
    assert not app.exception
    assert not app.error
    i18n.use(language, i18n.translations(language))
    target = facts.recall(joining.joining_targets)[0]
    name = short_name(facts, target.instrument_id)
    rows = planning.rows_in_link(asked, real_start)
    assumed = assumptions.at_first(facts.recall(outreach.peer_bound).upper_bound)
    plan = planning.plan(rows.values(), assumed, {})
    found = plan_effects.plan_effects(real_start, plan, target=60, n_draws=2_000, seed=20260205)
    efforts = planning.efforts_in_words(plan.approaches)
    assert wording.finding_sentence(found, i18n._(name), efforts) in text(app)
    assert found.n_draws == 2_000
    assert "Reckoned 2,000 times" in text(app) or "2.000 keer doorgerekend" in text(app)
    i18n.use("en", i18n.translations("en"))


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_caveat_stands_once_above_every_result(
    open_page: OpenPage, asked: list[str], language: str
) -> None:
    app = open_page("plan", approach=asked, suggest="1", lang=language)
    label = i18n.translations(language).gettext(wording.LABEL)
    assert len(app.get("plotly_chart")) == 3
    assert len([one for one in app.caption if label in one.value]) == 1


@pytest.mark.real
def test_what_does_not_fit_is_dropped_from_the_address(
    open_page: OpenPage, real_start: Baseline, asked: list[str]
) -> None:
    members = [s for s, on in zip(real_start.states, real_start.members, strict=True) if on]
    wrong = [f"{members[0]}:visit", "ZZZ:call", "BRA:bribe", "BRA:call:NLD:x", "<script>", ""]
    app = open_page("plan", approach=[*wrong, *asked], effect_visit="5~1", budget="nine")
    assert not app.exception
    assert not app.error
    assert app.query_params["approach"] == asked
    assert app.multiselect(key="approached").value == [key[:3] for key in asked]
    visit = RANGES["visit"]
    assert app.slider(key="effect_visit").value == (visit.low, visit.high)


@pytest.mark.real
def test_more_effort_that_is_worth_less_is_told(open_page: OpenPage, asked: list[str]) -> None:
    app = open_page("plan", approach=asked, effect_visit="0~0.2")
    assert not app.exception
    assert "More effort must be worth no less" in text(app)


@pytest.mark.real
def test_a_state_chosen_by_name_gets_the_fittest_lead(
    open_page: OpenPage, facts: Facts, real_start: Baseline
) -> None:
    app = open_page("plan")
    assert "Without any approach" in text(app)
    state = real_start.open_states[3]
    app.multiselect(key="approached").select(state).run()
    target = facts.recall(joining.joining_targets)[0]
    fittest = facts.recall(joining.champions_for, target, state).table["iso3"].tolist()
    lead = "NLD" if "NLD" in fittest[:5] else fittest[0]
    assert app.query_params["approach"] == f"{state}:call:{lead}"
    assert "for 1 call." in text(app)


@pytest.mark.real
def test_a_plan_is_saved_and_opened_by_its_link(
    open_page: OpenPage, plans_url: str, asked: list[str], real_start: Baseline
) -> None:
    app = open_page("plan", approach=asked, target="61", budget="44", effect_call="0.2~0.8")
    save(app, "Nairobi round", "desk")
    (listed,) = store.open_plans(plans_url).list()
    kept = store.open_plans(plans_url).load(listed.plan_id).document
    assert [row.key() for row in plan_documents.rows_in(kept).values()] == asked
    assert (kept.title, kept.target, kept.budget) == ("Nairobi round", 61, 44.0)
    assert kept.we == "NLD"
    assert kept.assumptions["call"].model_dump() == {"low": 0.2, "central": 0.5, "high": 0.8}
    assert set(kept.probabilities) == set(real_start.open_states)
    again = open_page("plan", plan=listed.plan_id)
    assert not again.exception
    assert again.query_params["approach"] == asked
    assert again.slider(key="target").value == 61
    assert again.slider(key="effect_call").value == (0.2, 0.8)
    assert "Kept as revision 1." in text(again)
    button(again, "Save").click().run()
    assert [e.value for e in again.error] == ["A plan needs a title, and the name of who saves it."]


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_plan_for_a_text_that_is_not_there_yet_is_kept(
    open_page: OpenPage, facts: Facts, plans_url: str, language: str
) -> None:
    held = facts.recall(joining.joining_targets)
    target = next(one for one in held if one.is_next)
    app = open_page("plan", text=target.key, approach="GHA:visit:NLD", lang=language)
    assert not app.exception
    save(app, "Nairobi round", "desk", language)
    (listed,) = store.open_plans(plans_url).list()
    assert (listed.instrument_id, listed.is_next) == (target.instrument_id, True)
    again = open_page("plan", plan=listed.plan_id, lang=language)
    assert again.selectbox(key="text").value == target.key
    assert again.query_params["approach"] == "GHA:visit:NLD"
    log = open_page("log", plan=listed.plan_id, lang=language)
    assert not log.exception
    name = i18n.translations(language).gettext(short_name(facts, target.instrument_id))
    said = {
        "en": f"Next version of {name} is not there yet; the plan aims at ",
        "nl": f"Volgende versie van {name} is er nog niet; het plan mikt op ",
    }
    assert said[language] in text(log)
    assert "closed" not in [toggle.key for toggle in log.toggle]


@pytest.mark.real
def test_what_is_most_likely_is_kept_by_save_link_and_file(
    open_page: OpenPage, plans_url: str, asked: list[str]
) -> None:
    third = 1 / 3
    app = open_page("plan", approach=asked, central_call=repr(third), central_visit="nine")
    assert not app.exception
    assert app.number_input(key="central_call").value == third
    assert app.number_input(key="central_visit").value is None
    save(app, "Lima round", "desk")
    (listed,) = store.open_plans(plans_url).list()
    kept = store.open_plans(plans_url).load(listed.plan_id).document
    assert [kept.assumptions[key].central for key in ("call", "visit")] == [third, 0.9]
    again = open_page("plan", plan=listed.plan_id)
    assert again.number_input(key="central_call").value == third
    assert again.query_params["central_call"] == repr(third)
    assert "central_visit" not in again.query_params
    again.slider(key="effect_call").set_value((0.5, 0.9)).run()
    assert not again.exception
    assert again.number_input(key="central_call").value is None


@pytest.mark.real
def test_assumptions_that_the_page_cannot_show_are_told(
    open_page: OpenPage, plans_url: str, asked: list[str], real_start: Baseline
) -> None:
    rows = list(planning.rows_in_link(asked, real_start).values())
    wild = {**RANGES, "visit": AssumedRange(0.0, 5.0, 9.0)}
    saved = keep(plans_url, rows, real_start, ranges=wild)
    app = open_page("plan", plan=saved.plan_id)
    assert not app.exception
    assert "do not fit this page: Effect: visit. Those of the page hold." in text(app)
    assert app.slider(key="effect_visit").value == (0.3, 1.5)


@pytest.mark.real
def test_the_desk_s_guesses_outlive_a_link_that_names_the_approaches(
    open_page: OpenPage, plans_url: str, real_start: Baseline
) -> None:
    first = real_start.open_states[0]
    saved = keep(plans_url, [ApproachRow(first, "visit", None, 0.25)], real_start)
    app = open_page("plan", plan=saved.plan_id, approach=f"{first}:call")
    assert app.query_params["approach"] == f"{first}:call"
    save(app, "Nairobi round", "desk")
    kept = store.open_plans(plans_url).load(saved.plan_id)
    assert (kept.number, kept.document.approaches[0].level) == (2, "call")
    assert kept.document.approaches[0].guess == 0.25


@pytest.mark.real
def test_the_suggestion_keeps_to_the_budget_and_can_be_taken(open_page: OpenPage) -> None:
    app = open_page("plan", suggest="1", budget="12")
    table = next(f.value for f in shown_tables(app) if "Led by" in f.value.columns)
    assert 0 < table["Cost"].sum() <= 12
    button(app, "Take these approaches into the plan").click().run()
    assert not app.exception
    taken = app.query_params["approach"]
    assert len([taken] if isinstance(taken, str) else taken) == len(table)
    assert "suggest" not in app.query_params
    (told,) = [one.value for one in app.success]
    assert told.startswith("Taken into the plan: ")
    assert app.run().success == []


@pytest.mark.real
def test_a_suggestion_keeps_to_number_effort_and_leads(
    open_page: OpenPage, facts: Facts, real_start: Baseline
) -> None:
    target = facts.recall(joining.joining_targets)[0]
    near = facts.recall(joining.champions_for, target, real_start.open_states[0]).table["iso3"]
    we = str(near.iloc[1])
    app = open_page("plan", suggest="1", most="8", effort="demarche", led="2", we=we)
    assert not app.exception
    table = next(f.value for f in shown_tables(app) if "Led by" in f.value.columns)
    assert len(table) == 8
    assert set(table["Effort"]) == {"Démarche"}
    assert table["Led by"].value_counts().max() <= 2
    assert facts.states.set_index("iso3")["name_en"][we] in table["Led by"].tolist()
    assert "Suggest the best 8 approaches for 30 points" in [one.label for one in app.toggle]


@pytest.mark.real
def test_what_the_log_says_flows_into_the_plan(
    open_page: OpenPage, facts: Facts, plans_url: str
) -> None:
    target = next(one for one in facts.recall(joining.joining_targets) if one.key == PATHWAYS)
    start = facts.recall(outreach.baseline_for, target)
    joined, host, unwilling, willing = start.open_states[:4]
    rows = [ApproachRow(state, "call", "NLD") for state in (joined, host, unwilling, willing)]
    saved = keep(plans_url, rows, start)
    plans = store.open_plans(plans_url)
    for state, status, result in (
        (joined, "outcome", "joined"),
        (host, "answer", "hosts"),
        (unwilling, "answer", "unwilling"),
        (willing, "answer", "willing"),
    ):
        step = steps.make(state=state, status=status, result=result, on=date(2026, 11, 20))
        plans.log(saved.plan_id, step, who="embassy")
    app = open_page("plan", plan=saved.plan_id, suggest="1", most="3")
    assert not app.exception
    names = facts.states.set_index("iso3")["name_en"]
    assert "for 1 call." in text(app)  # the other three need none any more, or none helps
    assert (
        f"**1 State of this plan has joined** and is no target any more: {names[joined]}."
        in text(app)
    )
    known = next(
        f.value for f in shown_tables(app) if "What the plan makes of it" in f.value.columns
    )
    counted = dict(zip(known["State"], known["What the plan makes of it"], strict=True))
    model = i18n.per_cent(start.probability[start.states.index(host)])
    assert counted[names[host]] == f"Counts as joining; the model’s {model} is set aside."
    assert counted[names[unwilling]].startswith("Not suggested, and nothing is expected of asking")
    assert counted[names[willing]].startswith("The model does not know it")
    offered = suggested(app, str)
    assert not {names[joined], names[host], names[unwilling]} & set(offered)
    (left,) = [one.value for one in app.caption if "is unwilling and is not suggested" in one.value]
    assert names[unwilling] in left
    again = open_page("plan", plan=saved.plan_id, again="1")
    assert "for 2 calls." in text(again)
    kept = plans.load(saved.plan_id).document
    assert dict(kept.fixed) == {}


@pytest.mark.real
def test_limits_that_a_plan_does_not_keep_to_are_named(
    open_page: OpenPage, asked: list[str]
) -> None:
    lead = [f"{key[:3]}:visit:NLD" for key in asked]
    app = open_page("plan", approach=lead, budget="10", most="2", led="1")
    (told,) = [one.value for one in app.info if "do not keep to the limits" in one.value]
    assert "they cost 24, over the budget of 10; they are 3, more than 2" in told
    assert "Netherlands leads 3, more than 1" in told


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_states_that_said_no_are_suggested_only_if_asked(
    open_page: OpenPage, facts: Facts, language: str
) -> None:
    held = facts.recall(joining.joining_targets)
    target = next(one for one in held if one.key == PATHWAYS)
    said_no = criteria.declined(facts.recall(joining.opportunities_for, target))
    assert "RUS" in said_no
    assert not {"CRI", "USA", "CHN"} & set(said_no)  # on the record, or not forecast at all
    names = facts.states.set_index("iso3")[f"name_{language}"]
    words = i18n.translations(language).gettext
    app = open_page("plan", text=PATHWAYS, suggest="1", lang=language)
    assert names["RUS"] not in suggested(app, words)
    (told,) = [one.value for one in app.caption if names["RUS"] in one.value]
    assert all(names[state] in told for state in said_no)
    (away,) = [one.value for one in app.caption if names["USA"] in one.value]
    assert names["CHN"] in away
    asked = open_page("plan", text=PATHWAYS, suggest="1", declined="1", lang=language)
    assert not [one for one in asked.caption if names["RUS"] in one.value]
    assert names["USA"] not in suggested(asked, words)
    forced = open_page("plan", text=PATHWAYS, suggest="1", must="RUS", lang=language)
    assert names["RUS"] in suggested(forced, words)


def suggested(app: AppTest, words: Callable[[str], str]) -> list[str]:
    """Return the States of the suggestion."""
    assert not app.exception
    table = next(f.value for f in shown_tables(app) if words("Led by") in f.value.columns)
    names: list[str] = table[words("State")].tolist()
    return names


@pytest.mark.real
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, r"would bring \*\*\d\.\d\d new members\*\* \(90% of cases: \d to \d\)\. With all ass"),
        (
            {"robust": "1"},
            r"new members\*\* in the worst case \(90% of cases: \d to \d\)\. Over all",
        ),
        ({"goal": "target"}, r"by \*\*\d+\.\d pp\*\* \(90%: \d+\.\d pp to \d+\.\d pp\)\. With"),
    ],
)
def test_a_suggestion_says_how_sure_its_gain_is(
    open_page: OpenPage, query: dict[str, str], sentence: str
) -> None:
    app = open_page("plan", suggest="1", **query)
    assert not app.exception
    assert re.search(sentence, text(app))


@pytest.mark.real
def test_the_suggestion_stands_beside_this_plan(open_page: OpenPage, asked: list[str]) -> None:
    app = open_page("plan", suggest="1", approach=asked)
    table = next(f.value for f in shown_tables(app) if "Beside this plan" in f.value.columns)
    assert table["Plan"].tolist() == ["This plan", "The suggestion"]
    assert table["Cost"].tolist()[0] == sum(planning.COSTS[key.split(":")[1]] for key in asked)
    assert table["Beside this plan"].iloc[1].startswith("+")


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_suggestion_says_whether_it_rests_on_costs(open_page: OpenPage, language: str) -> None:
    words = i18n.translations(language).gettext
    app = open_page("plan", suggest="1", budget="12", lang=language)
    assert not app.exception
    (table,) = [f.value for f in shown_tables(app) if words("States that stay") in f.value.columns]
    assert len(table) == 1 + 2 * len(LEVELS)
    asked = table[words("Costs")] == words("Costs as asked")
    assert asked.tolist() == [True] + [False] * 2 * len(LEVELS)
    said = ("rests on what they are assumed", "the effort used most")
    dutch = ("rust op de aangenomen kosten", "de meest gebruikte inzet")
    assert any(one in text(app) for one in (said if language == "en" else dutch))


@pytest.mark.real
def test_limits_that_no_plan_meets_are_told(open_page: OpenPage) -> None:
    app = open_page("plan", suggest="1", budget="1", quota="3")
    assert not app.exception
    assert "No choice of approaches keeps to all limits." in text(app)


@pytest.mark.real
def test_saved_plans_are_set_beside_this_one(
    open_page: OpenPage, facts: Facts, plans_url: str
) -> None:
    held = facts.recall(joining.joining_targets)
    target = next(one for one in held if one.key == PATHWAYS)
    start = facts.recall(outreach.baseline_for, target)
    rows = [ApproachRow(state, "visit", "NLD") for state in start.open_states[:3]]
    saved = keep(plans_url, rows, start)
    app = open_page("plan", text=PATHWAYS, beside=saved.plan_id)
    table = next(f.value for f in shown_tables(app) if "Beside this plan" in f.value.columns)
    assert table["Plan"].tolist() == ["This plan", "Lima round"]
    assert table["Beside this plan"].iloc[0] == "0.00"
    assert table["Beside this plan"].iloc[1].startswith("+")


@pytest.mark.real
def test_what_is_said_at_first_knows_of_saved_plans(
    open_page: OpenPage, facts: Facts, plans_url: str, real_start: Baseline
) -> None:
    first = real_start.open_states[0]
    target = facts.recall(joining.joining_targets)[0]
    keep(plans_url, [ApproachRow(first, "call")], real_start, text=target.instrument_id)
    i18n.use("en", i18n.translations("en"))
    said = [block.text for block in content.at_first(facts) if isinstance(block, Heading)]
    assert said == [one.value for one in open_page("plan").header]
    assert "Beside other plans" in said


@pytest.mark.real
def test_what_is_said_at_first_goes_without_plans_that_cannot_be_read(
    facts: Facts, plans_url: str
) -> None:
    Path(plans_url.removeprefix("sqlite:///")).write_text("no database", encoding="utf-8")
    said = [block.text for block in content.at_first(facts) if isinstance(block, Heading)]
    assert said == ["The best use of a budget", "Keep this plan"]


def test_approaches_come_back_from_their_link(start: Baseline) -> None:
    first, second, *_rest = start.open_states
    rows = [ApproachRow(first, "visit", second), ApproachRow(second, "letter")]
    found = planning.rows_in_link([row.key() for row in rows], start)
    assert list(found.values()) == rows
    assert planning.rows_in_link([f"{first}:visit:{first}"], start)[first].partner is None


def test_what_the_desk_wrote_comes_back_from_the_table(start: Baseline) -> None:
    first, second, *_rest = start.open_states
    due = pd.Timestamp("2027-02-01").date()
    rows = {
        first: ApproachRow(first, "visit", second, 0.25, due),
        second: ApproachRow(second, "call"),
    }
    names = {state: state for state in start.states}
    sheet = planning.sheet(rows.values(), names, {}, start, {first: "joins"})
    assert planning.rows_written(sheet) == rows
    model = i18n.per_cent(start.probability[start.states.index(first)])
    assert sheet["p"].iloc[0] == f"joins (model: {model})"
    bare = {state: ApproachRow(state, row.level, row.partner) for state, row in rows.items()}
    assert planning.with_desk_notes(bare, rows) == rows


def test_a_state_whose_answer_is_given_is_not_approached(start: Baseline) -> None:
    first, second, *_rest = start.open_states
    rows = [ApproachRow(first, "visit"), ApproachRow(second, "call")]
    plan = planning.plan(rows, RANGES, {first: "refuses"})
    assert [one.state for one in plan.approaches] == [second]
    assert planning.plan(rows, RANGES, {}, [first]).approaches == plan.approaches
    assert plan != planning.plan(rows, RANGES, {})


def test_a_kept_plan_is_read_as_the_world_is_now(start: Baseline) -> None:
    first, second, third, *_rest = start.open_states
    iso3 = dict(
        zip(
            start.states,
            (f"A{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(40)),
            strict=True,
        )
    )
    world = outreach_world.world(40, seed=1)
    renamed = Baseline(
        tuple(iso3[s] for s in world.states),
        world.members,
        world.log_odds,
        world.regions,
        world.peers,
    )
    rows = [ApproachRow(iso3[first], "visit"), ApproachRow(iso3[second], "call")]
    plan = planning.plan(rows, RANGES, {iso3[third]: "joins"})
    kept = plan_documents.document_of(
        rows,
        renamed,
        plan,
        costs=planning.COSTS,
        **HEAD,
    )
    again, gone = plan_documents.plan_in(kept, renamed, plan)
    assert (again, gone) == (plan, [])
    now = Baseline(
        renamed.states,
        renamed.members | [state == iso3[first] for state in renamed.states],
        renamed.log_odds,
        renamed.regions,
        renamed.peers,
    )
    later, gone = plan_documents.plan_in(kept, now, plan)
    assert gone == [iso3[first]]
    assert [one.state for one in later.approaches] == [iso3[second]]


@pytest.mark.parametrize(
    ("rests", "said"),
    [
        (0.0, None),
        (0.5, "In 50% of the joining model’s runs nobody joins unasked."),
        (1.0, "The joining model expects nobody to join"),
    ],
)
def test_a_text_that_may_not_grow_is_said_to(rests: float, said: str | None) -> None:
    start = outreach_world.world(20, seed=1, rests=rests)
    plan = planning.plan([ApproachRow("S05", "visit")], RANGES, {})
    found = plan_effects.plan_effects(start, plan, target=9, n_draws=200, seed=1)
    note = wording.certainty_note(found)
    assert ("joining model’s runs" in note, "expects nobody" in note) == (rests == 0.5, rests == 1)
    assert said is None or said in note


@pytest.mark.parametrize(("less", "is_better"), [(0.3, True), (0.0, False), (-0.01, False)])
def test_a_list_that_does_as_well_is_not_said_to_do_worse(
    start: Baseline, less: float, is_better: bool
) -> None:
    found = portfolio.best(
        start,
        planning.plan([], RANGES, {}),
        all_candidates(start, planning.COSTS),
        Constraints(6.0),
        objective=objective.objective_for(start, "members", 9),
        n_draws=200,
        seed=1,
    )
    found = replace(found, rankings=found.rankings.assign(less=less))
    said = suggestion_in_words.suggestion_sentence(found, "members", is_robust=False)
    assert ("above the better of the simple lists" in said) == is_better
    assert ("The simple lists bring as much" in said) != is_better


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (0.0, "**Less than one more signature** (0.00 on average) for 10 calls."),
        (0.994, "**Less than one more signature** (0.99 on average) for 10 calls."),
        (1.4, "**About 1 more signature** for 10 calls."),
        (1.6, "**About 2 more signatures** for 10 calls."),
    ],
)
def test_the_first_sentence_is_one_that_is_said_aloud(gain: float, said: str) -> None:
    assert wording.gain_sentence(gain, "10 calls") == said


def test_a_plan_from_before_demarches_keeps_its_assumptions(start: Baseline) -> None:
    plan = planning.plan([], {**RANGES, "letter": AssumedRange(0.5, 0.6, 0.8)}, {})
    wide = {**RANGES, "letter": AssumedRange(0.3, 0.4, 0.5), "call": AssumedRange(0.5, 0.6, 0.9)}
    wide["visit"] = AssumedRange(0.6, 1.0, 1.5)
    ends = {
        key: {"low": one.low, "central": one.central, "high": one.high}
        for key, one in wide.items()
        if key != "demarche"
    }
    old = document.make(**HEAD, assumptions=ends)
    made, gone = plan_documents.plan_in(old, start, plan)
    assert gone == []
    assert made.assumptions.effects["letter"] == wide["letter"]
    found = made.assumptions.effects["demarche"]
    assert (found.low, found.central, found.high) == (0.4, 0.5, 0.7)
    assert made.assumptions.is_in_order


def test_every_key_has_its_words() -> None:
    assert set(vocabulary.LEVELS) == set(planning.COSTS) == set(LEVELS)
    assert set(RANGES) == {*LEVELS, PEERS}
    assert set(suggestion_in_words.UNITS) == set(criteria.GOALS)
    assert planning.assumptions(RANGES).is_in_order


def test_the_words_on_peers_are_the_estimate_s() -> None:
    assert "31 texts, allows at most 2.5 (90% interval 1.5 to 3.4)" in wording.peers_note(BOUND)
    assert "nothing is assumed" in wording.peers_note(None)


@pytest.mark.real
def test_the_page_proposes_what_the_record_allows_of_peers(
    open_page: OpenPage, facts: Facts
) -> None:
    found = facts.recall(outreach.peer_bound)
    assert found is not None
    app = open_page("plan")
    assert app.slider(key="effect_peers").value == (0.0, round(found.upper_bound, 1))
    assert wording.peers_note(found) in text(app)


class TestFigures:
    def test_sizes_with_and_without_differ_in_kind_and_the_target_is_a_line(self) -> None:
        rows = pd.DataFrame({"size": [5, 6], "plan": [0.4, 0.6], "base": [0.7, 0.3]})
        chart = draw.sizes(rows, target=6, plan="p", base="b", goal="g", axis="n")
        with_plan, without, goal = chart.data
        assert (list(with_plan.y), list(without.y)) == ([0.4, 0.6], [0.7, 0.3])
        assert (with_plan.type, without.type) == ("bar", "scatter")
        assert list(goal.x) == [6, 6]

    def test_sizes_are_drawn_once_where_nobody_is_approached(self) -> None:
        rows = pd.DataFrame({"size": [5, 6], "plan": [0.7, 0.3], "base": [0.7, 0.3]})
        chart = draw.sizes(rows, target=6, plan=None, base="b", goal="g", axis="n")
        assert [trace.name for trace in chart.data] == ["b", "g"]
        assert list(chart.data[0].y) == [0.7, 0.3]

    def test_states_move_from_a_hollow_to_a_filled_mark(self) -> None:
        rows = pd.DataFrame(
            {"name": ["A", "B"], "base": [0.1, 0.2], "plan": [0.3, 0.2], "low": [0.1, 0.0]}
        ).assign(high=[0.4, 0.0], hover="")
        chart = draw.states(rows, base="b", plan="p", assumed="r")
        spans, before, after = chart.data
        assert list(spans.x) == pytest.approx([0.2, 0.5, None, 0.2, 0.2, None])
        assert (before.marker.symbol, after.marker.symbol) == ("circle-open", "diamond")
        assert list(chart.layout.yaxis.categoryarray) == ["B", "A"]

    def test_the_tornado_stands_on_the_central_gain(self) -> None:
        rows = pd.DataFrame({"words": ["x"], "gain_low": [0.5], "gain_high": [2.0]})
        low, high = draw.tornado(rows, central=1.0, low="l", high="h", axis="n").data
        assert (low.base, list(low.x), list(high.x)) == (1.0, [-0.5], [1.0])
        assert low.marker.pattern.shape != high.marker.pattern.shape
