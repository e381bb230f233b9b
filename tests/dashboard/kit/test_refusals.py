"""Questions that a thin record cannot answer: a sentence on the page, in both languages."""

import ast
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import next_vote
from dashboard import i18n
from dashboard.kit import refusals
from data import store
from data.errors import AnalysisError
from tests.dashboard.conftest import OpenPage

ROOT = Path(__file__).parents[3]
STATES = [f"Q{one}{other}" for one in "AB" for other in "ABCDEFGHIJKL"]
EVERYBODY = [("together", {}), ("network", {}), ("positions", {}), ("trends", {"trend": "moves"})]
"""The pages that rest on the votes of all States, with the part that does."""

Tables = dict[str, pd.DataFrame]


def with_votes(
    world: Tables, cast: Mapping[str, str], *, session: int | None = 80, n_texts: int = 36
) -> Tables:
    """Return the tiny world with other States and votes: a letter a roll call for each State."""
    states, rollcalls = world["states"], world["rollcalls"]
    chile = states[states["iso3"] == "CHL"]
    more = [chile.assign(iso3=iso3, un_name=iso3, name_en=iso3, name_nl=iso3) for iso3 in cast]
    keys = [f"r{k}" for k in range(len(next(iter(cast.values()))))]
    own = pd.concat([rollcalls[rollcalls["rollcall_id"] == "res_2"]] * len(keys))
    texts = [f"A/RES/80/{k % n_texts}" for k in range(len(keys))]
    own = own.assign(rollcall_id=keys, symbol=texts, draft=texts, title=texts)
    for column, code in {"n_yes": "Y", "n_no": "N", "n_abstain": "A", "n_absent": "X"}.items():
        counts = [sum(given[k] == code for given in cast.values()) for k in range(len(keys))]
        own[column] = pd.array(counts, dtype="Int64")
    everything = pd.concat([rollcalls, own], ignore_index=True)
    number = pd.array([session] * len(everything), dtype="Int64")
    votes = pd.DataFrame(
        [
            (key, iso3, letter, "official_record", "record")
            for iso3, letters in cast.items()
            for key, letter in zip(keys, letters, strict=True)
        ],
        columns=world["votes"].columns,
    )
    topics = pd.DataFrame({"rollcall_id": keys, "topic": "disarmament"}, dtype=str)
    return world | {
        "states": pd.concat([states, *more], ignore_index=True),
        "rollcalls": everything.assign(session_number=number),
        "votes": votes.astype("category"),
        "topics": pd.concat([world["topics"], topics], ignore_index=True),
    }


def camps(n: int) -> dict[str, str]:
    """Return two camps of States: all alike within, never alike across."""
    return {iso3: ("YN" if k % 2 else "NY") * 15 for k, iso3 in enumerate(STATES[:n])}


@pytest.fixture
def sentences(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, list[str]]]:
    """Return what opens a page on other facts, and says what it tells in each language."""

    def told(tables: Tables, path: str, query: Mapping[str, str]) -> dict[str, list[str]]:
        version = f"{abs(hash(str(tmp_path))):012x}"[:12]
        held = store.write_snapshot(tables, version=version, path=tmp_path / "thin.duckdb")
        monkeypatch.setenv("TROJKA_SNAPSHOT", str(held.path))
        found = {}
        for language in i18n.LANGUAGES:
            app = open_page(path, lang=language, **query)
            assert not app.exception
            assert not app.error, app.error[0].value
            assert any(version in caption.proto.help for caption in app.caption), "no footer"
            found[language] = [info.value for info in app.info]
        return found

    return told


def in_words(reason: str) -> dict[str, str]:
    english = refusals.SENTENCES[reason]
    return {language: i18n.translations(language).gettext(english) for language in i18n.LANGUAGES}


def assert_told(found: dict[str, list[str]], reason: str) -> None:
    for language, sentence in in_words(reason).items():
        assert sentence in found[language]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "query"), EVERYBODY)
def test_too_few_roll_calls_and_states_are_said(sentences, world, path, query):
    assert_told(sentences(world, path, query), "too_few_texts")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["together", "network"])
def test_roll_calls_that_divided_nobody_are_too_few(sentences, world, path):
    thin = with_votes(world, dict.fromkeys(STATES[:12], "Y" * 30))
    assert_told(sentences(thin, path, {}), "too_few_texts")


@pytest.mark.slow
def test_votes_on_nine_texts_are_too_few_however_often_they_are_cast(sentences, world):
    thin = with_votes(world, camps(12), n_texts=9)
    assert_told(sentences(thin, "together", {}), "too_few_texts")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["together", "network"])
def test_a_window_without_votes_is_said(sentences, world, path):
    thin = with_votes(world, camps(12), session=None)
    assert_told(sentences(thin, path, {}), "no_votes")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["together", "network"])
def test_identical_states_in_two_camps_are_drawn(sentences, world, path):
    found = sentences(with_votes(world, camps(12)), path, {})
    assert not {text for told in found.values() for text in told} & {
        text for reason in refusals.SENTENCES for text in in_words(reason).values()
    }


@pytest.mark.slow
def test_a_line_without_the_states_that_turn_it_is_refused(sentences, world):
    assert_told(sentences(with_votes(world, camps(24)), "positions", {}), "not_anchored")


@pytest.fixture
def two_sessions(world) -> Tables:
    """Return 24 States and the two that turn the line, on 15 texts a session, none twice.

    QAA votes on ten texts in all, none of them in session 80 but one; QAB on nine.
    """
    rng = np.random.default_rng(3)
    names = ["USA", "RUS", *STATES]
    place = np.linspace(2, -2, len(names))
    score = place[:, None] * rng.choice([-2, 2], 30) + rng.logistic(size=(len(names), 30))
    cast = {
        name: "".join(np.array(["N", "A", "Y"])[np.searchsorted([-0.7, 0.7], row)])
        for name, row in zip(names, score, strict=True)
    }
    cast["QAA"] = cast["QAA"][:9] + "X" * 6 + cast["QAA"][15] + "X" * 14
    cast["QAB"] = cast["QAB"][:9] + "X" * 21
    tables = with_votes(world, cast, session=80)
    rollcalls = tables["rollcalls"]
    number = rollcalls["rollcall_id"].str.extract(r"^r(\d+)$")[0].astype(float)
    is_early = (number < 15).to_numpy()
    titles = number.map(
        lambda k: f"On {chr(65 + int(k) % 26)}{chr(65 + int(k) // 26)}s", na_action="ignore"
    )
    return tables | {
        "rollcalls": rollcalls.assign(
            title=titles.fillna(rollcalls["title"]),
            session_number=rollcalls["session_number"].mask(is_early, 79),
        )
    }


@pytest.mark.slow
def test_a_session_without_bridges_and_states_of_few_votes_are_said(
    open_page, sentences, two_sessions
):
    asked = {"states": ["USA", "QAA", "QAB"], "years": "2010"}
    found = sentences(two_sessions, "positions", asked)
    assert any("Not placed: QAB. They cast no vote in session 80" in text for text in found["en"])
    assert any("so that the place says little:" in text for text in found["en"])
    assert any("QAA (1)" in text for text in found["en"])
    assert any("Niet geplaatst: QAB." in text for text in found["nl"])
    said = "\n".join(one.value for one in open_page("positions", **asked).caption)
    assert "came back in session 79 (2024) and session 80 (2025)" in said


@pytest.mark.slow
@pytest.mark.parametrize("issue", ["nuclear", "technology"])
def test_a_subject_of_three_texts_has_no_positions(sentences, two_sessions, issue):
    topic = {"nuclear": "nuclear", "technology": "laws"}[issue]
    few = pd.DataFrame({"rollcall_id": ["r1", "r2", "r3"], "topic": topic}, dtype=str)
    tables = two_sessions | {"topics": pd.concat([two_sessions["topics"], few])}
    assert_told(sentences(tables, "positions", {"issue": issue}), "too_few_texts")


@pytest.mark.slow
def test_a_subject_of_few_texts_has_no_next_vote(sentences, two_sessions):
    assert_told(sentences(two_sessions, "next-vote", {}), "too_few_texts")


@pytest.mark.real
def test_a_text_with_one_vote_is_said_to_teach_nothing_of_itself(open_page, facts):
    texts = facts.recall(next_vote.recurring_texts)
    once, often = (texts.loc[texts["n_votes"].eq(1) == is_one, "series"] for is_one in (1, 0))
    for series, is_told in ((once.iloc[0], True), (often.iloc[0], False)):
        app = open_page("next-vote", series=series)
        assert not app.exception
        assert any("voted on once" in info.value for info in app.info) == is_told


@pytest.mark.slow
def test_groups_without_voters_are_said(sentences, world):
    found = sentences(
        with_votes(world, camps(12)), "trends", {"trend": "cohesion", "groups": "north"}
    )
    assert_told(found, "no_group_votes")


@pytest.mark.slow
def test_a_state_without_comparable_votes_keeps_its_page(sentences, world):
    found = sentences(world, "state", {"state": "KEN", "dossier": "votes"})
    assert "Kenya shares too few votes with anyone." in found["en"]
    assert "Kenia deelt met niemand genoeg stemmingen." in found["nl"]


@pytest.mark.slow
def test_every_reason_of_the_analytics_has_a_sentence():
    reasons = {
        word.value.value
        for path in (ROOT / "analytics").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("_error", "AnalysisError")
        for word in call.keywords
        if word.arg == "reason" and isinstance(word.value, ast.Constant)
    }
    assert reasons == set(refusals.SENTENCES)


def test_a_reason_of_no_sentence_is_told_in_its_own_words():
    assert refusals.sentence(
        AnalysisError("x", found="a", expected="b", do="c", reason="new")
    ).endswith("found a, expected b; c.")
