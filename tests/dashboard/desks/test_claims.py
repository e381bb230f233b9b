"""Claims become a person, or one sentence and no entry."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.desks import claims
from dashboard.desks.claims import LEEWAY_SECONDS, ClaimRules
from dashboard.desks.person import Person, Role
from data.errors import AccessError
from tests.hostile_values import HIDDEN, TEXTS, assert_is_told

NOW = 1_790_000_000.0
RULES = ClaimRules(
    issuer="https://id.example",
    desk="desk",
    role="role",
    roles={"reader": Role.READER, "desk": Role.DESK, "steward": Role.STEWARD},
)
SAID: dict[str, Any] = {
    "iss": "https://id.example",
    "aud": "trojka",
    "sub": "7f3c",
    "iat": NOW - 10,
    "exp": NOW + 900,
    "name": "A. Jansen",
    "desk": "DVB/NW",
    "role": "desk",
}


def read(rules: ClaimRules = RULES, **changed: Any) -> Person:
    """Return the person of the claims, some of them changed; those that are None are left out."""
    said = {name: value for name, value in (SAID | changed).items() if value is not None}
    return claims.person(said, rules, audience="trojka", now=NOW)


def reason(**changed: Any) -> tuple[str | None, str]:
    with pytest.raises(AccessError) as refused:
        read(**changed)
    assert_is_told(refused.value)
    return refused.value.reason, str(refused.value)


def test_whole_claims_are_a_person() -> None:
    assert read() == Person(subject="7f3c", name="A. Jansen", desk="DVB/NW", role=Role.DESK)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("reader", Role.READER),
        (["reader"], Role.READER),
        (["reader", "steward"], Role.STEWARD),
        (["cleaner", "desk", 7, None], Role.DESK),
    ],
)
def test_the_highest_of_the_roles_known_counts(said: object, role: Role) -> None:
    assert read(role=said).role is role


def test_a_role_may_stand_within_another_claim() -> None:
    rules = ClaimRules(RULES.issuer, "org.unit", "realm_access.roles", RULES.roles)
    person = read(rules, realm_access={"roles": ["steward"]}, org={"unit": "DAF"})
    assert (person.desk, person.role) == ("DAF", Role.STEWARD)


def test_a_claim_whose_name_has_dots_is_found_by_it() -> None:
    rules = ClaimRules(RULES.issuer, "desk", "https://trojka.example/role", RULES.roles)
    assert read(rules, **{"https://trojka.example/role": "reader"}).role is Role.READER


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({}, "A. Jansen"),
        ({"name": None, "preferred_username": "jansen"}, "jansen"),
        ({"name": " ", "email": "j@example.org"}, "j@example.org"),
        ({"name": None}, "7f3c"),
        ({"name": ["A."]}, "7f3c"),
        ({"name": "A.\u202e Jansen"}, "A.\\u202e Jansen"),
    ],
)
def test_a_name_is_the_best_that_is_there(changed: dict[str, Any], name: str) -> None:
    assert read(**changed).name == name


@pytest.mark.parametrize("name", ["desk", "role", "sub"])
@pytest.mark.parametrize("said", [None, "", "  ", 7, [], {}, True, "x" * 201, "a\u202eb", "a\nb"])
def test_without_a_desk_a_role_or_a_subject_there_is_no_entry(name: str, said: object) -> None:
    why, sentence = reason(**{name: said})
    assert why == "refused"
    assert f"'{name}'" in sentence or "the role" in sentence
    assert "ask whoever runs the login" in sentence


def test_an_unknown_role_is_named_beside_those_known() -> None:
    why, sentence = reason(role=["cleaner", "Steward"])
    assert why == "refused"
    assert sentence.startswith(
        "the login: found the role 'cleaner, Steward', expected one of reader, "
        "desk, steward; ask whoever runs the login"
    )


@pytest.mark.parametrize("past", [LEEWAY_SECONDS + 1, 3600, NOW])
def test_a_login_that_is_over_has_to_be_made_again(past: float) -> None:
    why, sentence = reason(exp=NOW - past)
    assert why == "again"
    assert "log in again" in sentence


@pytest.mark.parametrize("past", [-900, 0, LEEWAY_SECONDS - 1])
def test_clocks_may_differ_by_the_leeway(past: float) -> None:
    assert read(exp=NOW - past).role is Role.DESK
    assert read(iat=NOW + past).role is Role.DESK


@pytest.mark.parametrize("name", ["iat", "nbf"])
def test_a_login_of_the_future_is_a_clock_that_is_wrong(name: str) -> None:
    why, sentence = reason(**{name: NOW + LEEWAY_SECONDS + 5})
    assert why == "clock"
    assert "clocks that differ by no more than 60 s" in sentence


@pytest.mark.parametrize(
    "exp", [None, "soon", True, float("nan"), float("inf"), -1, 10**400, [], {"at": 1}]
)
def test_an_end_that_is_no_moment_is_none(exp: object) -> None:
    assert reason(exp=exp)[0] == "again"


@pytest.mark.parametrize("iss", [None, "https://id.example/", "https://evil.example", ["x"], 7])
def test_others_cannot_make_a_login(iss: object) -> None:
    assert reason(iss=iss)[0] == "again"


@pytest.mark.parametrize("aud", [None, "trojk", "", ["other"], [], {"trojka": 1}, "TROJKA"])
def test_a_login_for_others_is_none(aud: object) -> None:
    assert reason(aud=aud)[0] == "again"


def test_a_login_for_several_is_one_for_us() -> None:
    assert read(aud=["other", "trojka"]).subject == "7f3c"


def test_a_login_lasts_until_its_end_and_the_leeway() -> None:
    assert claims.ends_at(SAID) == NOW + 900 + LEEWAY_SECONDS


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("name", sorted(SAID))
def test_a_claim_that_says_anything_is_read_or_told(name: str, text: str) -> None:
    try:
        read(**{name: text})
    except AccessError as error:
        assert_is_told(error)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=3), PLAIN, max_size=2)


@given(st.dictionaries(st.sampled_from(sorted(SAID)), JSON, max_size=3))
def test_no_claims_are_a_traceback(changed: dict[str, Any]) -> None:
    try:
        person = claims.person(SAID | changed, RULES, audience="trojka", now=NOW)
    except AccessError as error:
        assert_is_told(error)
    else:
        assert person.desk
        assert person.subject
        assert person.role in set(Role)
        assert not HIDDEN.search(person.name)
