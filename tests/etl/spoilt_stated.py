"""Every way in which what States and groups say can be spoilt, and what a build then says."""

from __future__ import annotations

from tests.etl.spoiling import Break, rows

STATED, GROUPS = "stated_positions", "group_positions"

WRONG: dict[str, tuple[Break, str]] = {
    "a stated position with an unknown code": (
        rows("lbi_ban", "lbi_bann", of=STATED),
        r"stated_positions\.csv line 3: found code 'lbi_bann', expected one of lbi_ban, lbi_open",
    ),
    "a stated position with the code of another question": (
        rows("control_required", "lbi_open", of=STATED),
        r"line 4: found code 'lbi_open', expected one of control_required.*question human_control",
    ),
    "a question that nobody asks": (
        rows("human_control", "humans", of=STATED),
        r"stated_positions\.csv line 4: found question 'humans', expected one of legally_binding",
    ),
    "a stated position on another topic": (
        rows("NLD,aimd", "NLD,nuclear", of=STATED),
        r"stated_positions\.csv line 4: found topic 'nuclear', expected one of laws, aimd",
    ),
    "a stated position of nobody": (
        rows("KEN,laws", "IRX,laws", of=STATED),
        r"stated_positions\.csv line 3: found code 'IRX', expected an iso3 of data/sources/states",
    ),
    "a stated position superseded by nothing": (
        rows("2024-10-09,press", "2024-10-08,press", of=STATED),
        (
            r"stated_positions\.csv line 2: found superseded_on '2024-10-08', expected the date of "
            r"a later row of USA on laws, legally_binding_instrument"
        ),
    ),
    "a stated position superseded by itself": (
        rows("2024-10-09,press", "2019-03-27,press", of=STATED),
        r"stated_positions\.csv line 2: found superseded_on '2019-03-27', expected the date of a l",
    ),
    "a stated position at an address that is none": (
        rows("https://www.example.com/press", "Kamerstuk 33694 nr. 71", of=STATED),
        r"stated_positions\.csv line 2: found source_url 'Kamerstuk.*, expected an address that",
    ),
    "a stated position at an address that runs": (
        rows("https://www.example.com/press", "javascript:alert(1)", of=STATED),
        r"stated_positions\.csv line 2: found source_url 'javascript:alert\(1\)', expected an addr",
    ),
    "a stated position without its document": (
        rows("https://www.example.com/press", "", of=STATED),
        r"stated_positions\.csv line 2: found source_url '', expected an address that begins",
    ),
    "HTML in the note of a stated position": (
        rows("Not at this time.", "<script>alert(1)</script>", of=STATED),
        r"stated_positions\.csv line 2: found note '<script>.*, expected plain words, without HTML",
    ),
    "an entity of HTML in the note of a group": (
        rows("Urgent.", "Urgent&nbsp;need", of=GROUPS),
        r"group_positions\.csv line 2: found note 'Urgent&nbsp;need', expected plain words",
    ),
    "hidden characters in the note of a stated position": (
        rows("Not at this time.", "Not at\u202e this time.", of=STATED),
        r"stated_positions\.csv line 2: found note 'Not at\\u202e this time\.', expected text of",
    ),
    "a stated position read before it was spoken": (
        rows("2023-02-16", "2027-02", of=STATED),
        r"stated_positions\.csv line 4: found the day 2027-02-01, expected no day after 2026-11-30",
    ),
    "a stated position on a day that is none": (
        rows("2023-02-16", "2023-02-30", of=STATED),
        r"stated_positions\.csv line 4: found date '2023-02-30', expected a day of the calendar",
    ),
    "a stated position of no confidence": (
        rows("official,,press", "rumour,,press", of=STATED),
        r"stated_positions\.csv line 4: found confidence 'rumour', expected one of official",
    ),
    "a stated position in no language": (
        rows(",nl,", ",Dutch,", of=STATED),
        r"stated_positions\.csv line 4: found language 'Dutch', expected a language in two small",
    ),
    "nothing found, said by the State itself": (
        rows("none_found,review", "none_found,own_text", of=STATED),
        r"stated_positions\.csv line 6: found act 'own_text', expected 'review', by which alone",
    ),
    "a stated position of the roster of no instrument": (
        rows("roster:hague", "roster:busan", of=STATED),
        (
            r"stated_positions\.csv line 3: found found_through 'busan', expected an instrument_id "
            r"of a roster"
        ),
    ),
    "one answer of a document twice": (
        rows(
            "process_only,own_text,2024-10-09,A later one",
            "not_now,own_text,2019-03-27,A statement",
            of=STATED,
        ),
        r"stated_positions\.csv line 5: found USA laws .* a second time, expected each iso3",
    ),
    "a group that is no instrument": (
        rows("hague,laws", "nowhere,laws", of=GROUPS),
        r"group_positions\.csv line 2: found group_id 'nowhere', expected an instrument_id of a r",
    ),
    "a group with the code of another question": (
        rows("lbi_open", "un_led", of=GROUPS),
        r"group_positions\.csv line 2: found code 'un_led', expected one of lbi_ban",
    ),
}
