"""What would be new: the table of reach on Opportunities, on the real record."""

import pytest

from analytics import joining
from analytics.joining import opportunities
from dashboard import i18n
from data.facts import current_facts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

HEADINGS = {"en": "What would be new", "nl": "Wat er nieuw aan zou zijn"}


def target(key: str) -> opportunities.Target:
    facts = current_facts()
    return next(one for one in facts.recall(joining.joining_targets) if one.key == key)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_tells_what_would_be_new_and_how_such_a_list_did(
    open_page: OpenPage, language: str
) -> None:
    app = open_page("opportunities", lang=language)
    assert not app.exception
    assert HEADINGS[language] in "\n".join(one.value for one in app.markdown) + "\n".join(
        one.value for one in [*app.header, *app.subheader]
    )
    rows = current_facts().recall(joining.broadening_tested)
    n_texts = i18n.number(int(rows["n_texts"].iloc[0]))
    assert any(f" {n_texts} " in one.value for one in app.caption)


def test_a_filter_rules_the_list_too(open_page: OpenPage) -> None:
    app = open_page("opportunities", group="AG")
    shown = next(one.value for one in shown_tables(app) if "Reach" in one.value.columns)
    assert len(shown)
    assert shown["Regional group"].nunique() == 1


def test_a_state_of_a_region_without_members_reaches_further() -> None:
    facts = current_facts()
    found = facts.recall(joining.reach_for, target("reaim_2026_pathways"))
    reach = dict(zip(found.states, found.reach, strict=True))
    assert reach["KEN"] > reach["EST"]
