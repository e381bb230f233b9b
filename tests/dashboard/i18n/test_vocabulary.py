"""Every code that the record uses has a word, in both languages."""

import pytest

from dashboard import i18n
from dashboard.i18n import vocabulary
from data import dictionary, proceedings, provenance, schema, store

CODES = [
    (vocabulary.POSITIONS, "votes", "vote"),
    (vocabulary.GROUPS, "states", "un_region_group_code"),
    (vocabulary.GROUPS_SHORT, "states", "un_region_group_code"),
    (vocabulary.MEMBERSHIPS, "states", "un_membership"),
    (vocabulary.BODIES, "rollcalls", "body"),
    (vocabulary.ROLLCALL_STATUSES, "rollcalls", "status"),
    (vocabulary.DATE_QUALITIES, "rollcalls", "date_quality"),
    (vocabulary.TOPICS, "topics", "topic"),
    (vocabulary.ROLES, "memberships", "role"),
    (vocabulary.ROLES, "leads", "role"),
    (vocabulary.CONFIDENCES, "leads", "confidence"),
    (vocabulary.ROLES, "sponsors", "role"),
    (vocabulary.CONFIDENCES, "memberships", "confidence"),
    (vocabulary.CONFIDENCES, "votes", "confidence"),
    (vocabulary.CONFIDENCES, "stances", "confidence"),
    (vocabulary.KINDS, "instruments", "kind"),
    (vocabulary.DOMAINS, "instruments", "domain"),
    (vocabulary.ROSTER_STATUSES, "instruments", "roster_status"),
    (vocabulary.ROSTER_USES, "instruments", "roster_use"),
    (vocabulary.OPEN, "instruments", "open_to_new_members"),
    (vocabulary.MILESTONE_KINDS, "milestones", "kind"),
    (vocabulary.STANCES, "stances", "fact"),
]


@pytest.mark.real
@pytest.mark.parametrize(
    ("words", "table", "column"), CODES, ids=[f"{table}.{column}" for _, table, column in CODES]
)
def test_every_code_of_the_record_has_a_word(
    snapshot: store.Snapshot, words: dict[str, str], table: str, column: str
) -> None:
    used = set(snapshot.frame(table)[column].dropna().unique())
    assert used - words.keys() == set()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (vocabulary.POSITIONS, schema.POSITIONS),
        (vocabulary.BODIES, schema.BODIES),
        (vocabulary.ROLLCALL_STATUSES, schema.ROLLCALL_STATUSES),
        (vocabulary.ROSTER_STATUSES, schema.ROSTER_STATUSES),
        (vocabulary.ROSTER_USES, schema.ROSTER_USES),
        (vocabulary.ROLES, schema.LEAD_ROLES),
        (vocabulary.CONFIDENCES, schema.CONFIDENCES),
        (vocabulary.CONFIDENCES, schema.STANCE_CONFIDENCES),
        (vocabulary.MANDATE_STATUSES, proceedings.MANDATE_STATUSES),
        (vocabulary.COMMISSIONER_ROLES, proceedings.COMMISSIONER_ROLES),
        (vocabulary.GRADES, provenance.GRADES),
        (vocabulary.MEMBERSHIPS, schema.MEMBERSHIP_STATUSES),
        (vocabulary.ROLES, schema.SPONSOR_ROLES),
    ],
)
def test_every_code_of_the_contract_has_a_word(
    words: dict[str, str], codes: tuple[str, ...]
) -> None:
    assert set(codes) <= words.keys()


def test_tables_and_types_of_the_contract_have_words() -> None:
    assert set(vocabulary.TABLES) == set(schema.TABLES)
    assert set(dictionary.dictionary()["type"]) <= vocabulary.TYPES.keys()


def test_a_word_is_said_in_the_language_spoken() -> None:
    assert vocabulary.word(vocabulary.POSITIONS, "Y") == "In favour"
    i18n.use("nl", i18n.translations("nl"))
    try:
        assert vocabulary.word(vocabulary.POSITIONS, "Y") == "Voor"
    finally:
        i18n.use("en", i18n.translations("en"))


def test_a_new_code_is_shown_as_it_is() -> None:
    assert vocabulary.word(vocabulary.KINDS, "new_kind_of_text") == "new kind of text"
