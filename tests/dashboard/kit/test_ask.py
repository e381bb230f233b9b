"""Filters in the address: links give the same view again, and nonsense is dropped."""

import itertools
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.dashboard.kit.filters import DEFAULTS, address, answers, opened

CHOICES = [
    ("one", "pathways", ["pathways"]),
    ("switch", "list", ["list"]),
    ("several", ["pathways", "cta"], ["pathways", "cta"]),
    ("yes", True, ["1"]),
    ("whole", 7, ["7"]),
    ("between", [0.2, 1.5], ["0.2~1.5"]),
    ("day", "2024-02-29", ["2024-02-29"]),
    ("words", "outer space", ["outer space"]),
]


def choose(app: AppTest, key: str, value: object) -> AppTest:
    widgets = {
        "one": lambda: app.selectbox(key="one").set_value(value),
        "switch": lambda: app.segmented_control(key="switch").set_value(value),
        "several": lambda: app.multiselect(key="several").set_value(value),
        "yes": lambda: app.toggle(key="yes").set_value(value),
        "whole": lambda: app.slider(key="whole").set_value(value),
        "between": lambda: app.slider(key="between").set_value(value),
        "day": lambda: app.date_input(key="day").set_value(date.fromisoformat(str(value))),
        "words": lambda: app.text_input(key="words").set_value(value),
    }
    return widgets[key]().run()


@pytest.mark.slow
def test_defaults_leave_no_trace_in_the_address() -> None:
    app = opened()
    assert answers(app) == DEFAULTS
    assert address(app) == {}


@pytest.mark.parametrize(("key", "value", "told"), CHOICES, ids=[c[0] for c in CHOICES])
class TestRoundTrip:
    @pytest.mark.slow
    def test_a_choice_is_written_into_the_address(
        self, key: str, value: object, told: list[str]
    ) -> None:
        app = choose(opened(), key, value)
        assert answers(app) == DEFAULTS | {key: value}
        assert address(app) == {key: told}

    @pytest.mark.slow
    def test_a_link_gives_the_same_view(self, key: str, value: object, told: list[str]) -> None:
        app = opened(**{key: told})
        assert answers(app) == DEFAULTS | {key: value}
        assert address(app) == {key: told}

    @pytest.mark.slow
    def test_going_back_to_the_default_takes_it_out_of_the_address(
        self, key: str, value: object, told: list[str]
    ) -> None:
        app = choose(opened(**{key: told}), key, DEFAULTS[key])
        assert answers(app) == DEFAULTS
        assert address(app) == {}

    @pytest.mark.slow
    def test_a_choice_outlives_a_page_that_does_not_ask(
        self, key: str, value: object, told: list[str]
    ) -> None:
        app = choose(opened(), key, value)
        app.query_params.clear()
        app.query_params["page"] = "other"
        assert app.run().text[0].value == "nothing asked here"
        app.query_params.clear()
        app.run()
        assert answers(app)[key] == value
        assert address(app) == {key: told}

    @pytest.mark.slow
    def test_a_new_link_takes_the_place_of_an_earlier_choice(
        self, key: str, value: object, told: list[str]
    ) -> None:
        app = opened()
        app.query_params[key] = told
        assert answers(app.run())[key] == value


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "nonsense"),
    [
        ("one", "none such"),
        ("one", "Blueprint"),
        ("switch", "<script>"),
        ("several", ["none", "such"]),
        ("yes", "maybe"),
        ("whole", "4"),
        ("whole", "51"),
        ("whole", "-7"),
        ("whole", "7.5"),
        ("whole", "seven"),
        ("between", "1.5~0.2"),
        ("between", "0.2"),
        ("between", "nan~nan"),
        ("between", "-1~1"),
        ("between", "0~2.1"),
        ("day", "2026-13-01"),
        ("day", "yesterday"),
        ("day", "1999-12-31"),
        ("day", "20260205x"),
    ],
)
def test_what_is_no_option_is_dropped(key: str, nonsense: str | list[str]) -> None:
    app = opened(**{key: nonsense})
    assert answers(app) == DEFAULTS
    assert address(app) == {}


@pytest.mark.slow
def test_of_several_those_that_are_options_are_kept_in_their_order() -> None:
    app = opened(several=["pathways", "none such", "cta"])
    assert answers(app)["several"] == ["pathways", "cta"]
    assert address(app) == {"several": ["pathways", "cta"]}


def test_many_words_are_cut() -> None:
    app = opened(words="a" * 500)
    assert answers(app)["words"] == "a" * 80


@pytest.mark.slow
def test_filters_do_not_meddle_with_each_other() -> None:
    app = choose(opened(one="cta", whole="9"), "yes", True)
    assert answers(app) == DEFAULTS | {"one": "cta", "whole": 9, "yes": True}
    assert address(app) == {"one": ["cta"], "whole": ["9"], "yes": ["1"]}


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(list(DEFAULTS)[:-1]), st.text(max_size=12), max_size=3))
def test_no_address_breaks_a_page(query: dict[str, str]) -> None:
    found = answers(opened(**query))
    assert found["one"] in ("cta", "blueprint", "pathways")
    assert found["switch"] in ("map", "list")
    assert 5 <= int(str(found["whole"])) <= 50


def sharing() -> None:
    """Two pages and more: each asks under the same name, for a filter of its own kind."""
    import json

    import streamlit as st

    from dashboard.kit import ask

    texts = {"cta": "Call to Action", "blueprint": "Blueprint", "pathways": "Pathways"}
    asked = {
        "one": lambda: ask.one("Text", texts, key="shared"),
        "several": lambda: ask.several("Texts", texts, key="shared", placeholder="All"),
        "yes": lambda: ask.yes("Members only", key="shared"),
        "whole": lambda: ask.whole("Votes", key="shared", low=5, high=50, default=20),
        "between": lambda: ask.between(
            "Effect", key="shared", low=0.0, high=2.0, step=0.1, default=(0.5, 1.0)
        ),
        "words": lambda: ask.words("Search", key="shared", placeholder="anything"),
        "late": lambda: ask.one("Text", texts, key="shared", default="pathways"),
        "state": lambda: ask.one("State", {"NLD": "Netherlands", "KEN": "Kenya"}, key="shared"),
        "years": lambda: ask.whole("Years", key="shared", low=0, high=3, default=1),
        "narrow": lambda: ask.between(
            "Effect", key="shared", low=0.0, high=0.3, step=0.1, default=(0.1, 0.2)
        ),
    }
    st.text(json.dumps(asked[st.query_params["kind"]]()))


SHARED = {
    "one": "blueprint",
    "several": ["pathways", "cta"],
    "yes": True,
    "whole": 7,
    "between": [0.2, 1.5],
    "words": "outer space",
}
"""By kind of filter: what a reader chooses."""


def asking(kind: str, app: AppTest | None = None, **query: str | list[str]) -> AppTest:
    """Return a page that asks under the shared name: the next one of a session, or a first one."""
    app = app or AppTest.from_function(sharing, default_timeout=30)
    app.query_params.clear()
    app.query_params["kind"] = kind
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def answer(app: AppTest) -> object:
    assert not app.exception
    return json.loads(app.text[0].value)


def choose_shared(app: AppTest, value: object) -> AppTest:
    groups = (app.selectbox, app.segmented_control, app.multiselect, app.toggle, app.slider)
    (widget,) = itertools.chain(*groups, app.text_input)
    return widget.set_value(value).run()


@pytest.mark.slow
@pytest.mark.parametrize("first", SHARED)
def test_filters_of_two_kinds_under_one_name_keep_what_was_chosen(first: str) -> None:
    app = choose_shared(asking(first), SHARED[first])
    for second in (kind for kind in SHARED if kind != first):
        assert type(answer(asking(second, app))) is type(SHARED[second])
        if {first, second} != {"one", "several"}:
            choose_shared(app, SHARED[second])
        assert answer(asking(first, app)) == SHARED[first]


@pytest.mark.slow
@pytest.mark.parametrize("first", SHARED)
def test_a_link_to_a_filter_of_another_kind_is_read_or_dropped(first: str) -> None:
    told = choose_shared(asking(first), SHARED[first]).query_params["shared"]
    for second, choice in SHARED.items():
        assert type(answer(asking(second, shared=told))) is type(choice)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "choice", "second", "met"),
    [
        ("one", "pathways", "state", "NLD"),
        ("whole", 40, "years", 3),
        ("between", [0.2, 1.5], "narrow", [0.1, 0.2]),
        ("between", [0.1, 0.3], "narrow", [0.1, 0.3]),
    ],
)
def test_a_filter_of_the_same_kind_with_other_limits_stays_within_its_own(
    first: str, choice: object, second: str, met: object
) -> None:
    app = choose_shared(asking(first), choice)
    assert answer(asking(second, app)) == met


def test_one_value_and_a_list_of_just_that_value_stand_for_each_other() -> None:
    app = choose_shared(asking("one"), "pathways")
    assert answer(asking("several", app)) == ["pathways"]
    choose_shared(app, ["blueprint"])
    assert answer(asking("one", app)) == "blueprint"
    assert address(app)["shared"] == ["blueprint"]


@pytest.mark.slow
def test_of_a_longer_list_no_single_value_is_guessed() -> None:
    app = choose_shared(asking("several"), ["pathways", "blueprint"])
    assert answer(asking("one", app)) == "cta"
    assert answer(asking("several", app)) == ["pathways", "blueprint"]


@pytest.mark.slow
def test_a_default_of_one_page_is_not_chosen_on_another() -> None:
    app = asking("one")
    assert answer(app) == "cta"
    assert answer(asking("late", app)) == "pathways"
    choose_shared(app, "blueprint")
    assert answer(asking("one", app)) == "blueprint"
    choose_shared(app, "cta")
    assert answer(app) == "cta"
    assert answer(asking("late", app)) == "pathways"


def walking() -> None:
    """Pages as the app draws them: a link, or the way back, is followed first."""
    import json

    import streamlit as st

    from dashboard.kit import ask

    texts = {"cta": "Call to Action", "blueprint": "Blueprint"}
    ask.follow()
    for key in ("picked", "facts"):
        ask.hold(key, ask.held(key), most=3)
    asked = {"one": ask.one("Text", texts, key="one")}
    if st.query_params.get("page") != "second":
        asked["switch"] = ask.switch("View", {"map": "Map", "list": "List"}, key="switch")
    st.text(json.dumps({**asked, **{key: ask.held(key) for key in ("picked", "facts")}}))


def at(app: AppTest, **query: str | list[str]) -> dict[str, object]:
    """Return what is asked once the address was changed."""
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return answers(app.run())


@pytest.fixture
def walk() -> AppTest:
    """Return a session in which two filters were set."""
    app = AppTest.from_function(walking, default_timeout=30).run()
    app.selectbox(key="one").set_value("blueprint").run()
    return app.segmented_control(key="switch").set_value("list").run()


@pytest.mark.slow
def test_the_way_back_leads_to_the_default_part_of_a_page(walk: AppTest) -> None:
    back = at(walk, one="blueprint", followed="1")
    assert back == {"one": "blueprint", "switch": "map", "picked": [], "facts": []}
    assert address(walk) == {"one": ["blueprint"]}
    assert at(walk, followed="1")["one"] == "cta"


def test_the_way_forth_leads_to_what_was_chosen(walk: AppTest) -> None:
    at(walk, followed="1")
    assert at(walk, switch="list", followed="1")["switch"] == "list"


def test_a_choice_still_outlives_a_change_of_page_by_the_menu(walk: AppTest) -> None:
    assert at(walk, page="second")["one"] == "blueprint"
    assert at(walk)["switch"] == "list"


def test_a_link_keeps_what_is_collected_and_says_which_facts_are_meant(walk: AppTest) -> None:
    held = at(walk, picked=["KEN"], facts="0123456789ab")
    assert (held["picked"], held["facts"]) == (["KEN"], ["0123456789ab"])
    followed = at(walk, one="cta", followed="1")
    assert followed == {"one": "cta", "switch": "map", "picked": ["KEN"], "facts": []}


def pills() -> None:
    import json

    import streamlit as st

    from dashboard.kit import ask

    kinds = {"letter": "Letter", "call": "Call", "visit": "Visit"}
    chosen = ask.side_by_side("Kinds", kinds, key="effort", every="All kinds")
    st.text(json.dumps(chosen))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clicks", "chosen", "told"),
    [
        ([], [], []),
        (["call"], ["call"], ["call"]),
        (["call", "visit"], ["call", "visit"], ["call", "visit"]),
        (["call", "call"], [], []),
        (["call", "all"], [], []),
    ],
)
def test_all_of_a_few_are_chosen_until_some_are(
    clicks: list[str], chosen: list[str], told: list[str]
) -> None:
    app = AppTest.from_function(pills, default_timeout=30).run()
    for click in clicks:
        held = app.session_state["effort"]
        after = [one for one in held if one != click] if click in held else [*held, click]
        app.button_group(key="effort").set_value(after).run()
    assert answers_of_pills(app) == chosen
    assert app.session_state["effort"] == (chosen or ["all"])
    assert address(app).get("effort", []) == told


def test_some_of_a_few_come_from_the_address() -> None:
    app = AppTest.from_function(pills, default_timeout=30)
    app.query_params["effort"] = ["visit", "nonsense"]
    assert answers_of_pills(app.run()) == ["visit"]


def answers_of_pills(app: AppTest) -> list[str]:
    assert not app.exception
    return list(json.loads(app.text[0].value))
