"""The page *Instruments* on the real record: its three parts, its filters, its words."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.record import funnel
from dashboard import i18n
from data import store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"
PARTS = pytest.mark.parametrize("part", ["matrix", "funnel", "roster"])
LANGUAGE = pytest.mark.parametrize("language", i18n.LANGUAGES)


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.markdown, *app.caption, *app.info))


def tables(app: AppTest) -> list[pd.DataFrame]:
    return [one.value for one in shown_tables(app)]


@PARTS
@LANGUAGE
def test_every_part_opens_in_both_languages(open_page: OpenPage, part: str, language: str) -> None:
    app = open_page("instruments", part=part, lang=language)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == i18n.translations(language).gettext("Instruments")
    assert len(app.get("plotly_chart")) >= 1


@PARTS
def test_a_value_that_is_no_option_is_dropped(open_page: OpenPage, part: str) -> None:
    nonsense = {"subject": "cheese", "kind": "x", "role": "x", "group": "x", "on": "yesterday"}
    more = {"vote": "x", "list": "x", "instrument": "none", "order": "<b>", "columns": "x"}
    app = open_page("instruments", part=part, **nonsense, **more)
    assert not app.exception
    assert not app.error


class TestMatrix:
    def test_all_members_and_the_other_participants_are_rows(self, open_page: OpenPage) -> None:
        (table,) = tables(open_page("instruments"))
        assert len(table) == 195
        assert table["State"].tail(2).tolist() == ["Palestine", "Kosovo"]
        assert (table["REAIM 2026 Pathways"] == "Listed").sum() == 45
        assert (table["REAIM 2023 Call to Action"] == "Listed").sum() == 58

    def test_a_roster_known_in_part_opposes_nobody(self, open_page: OpenPage) -> None:
        app = open_page("instruments")
        (table,) = tables(app)
        assert set(table["REAIM 2024 Blueprint"]) == {"Listed", "Not known"}
        assert "known only in part" in said(app)

    def test_a_group_leaves_its_members(self, open_page: OpenPage) -> None:
        (table,) = tables(open_page("instruments", group="nato"))
        assert len(table) == 32
        assert "Kenya" not in set(table["State"])

    def test_kind_and_subject_leave_their_instruments(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("instruments", subject="military AI", kind="summit_outcome")
        (table,) = tables(app)
        held = snapshot.frame("instruments").query("snapshot_of.isna()")
        held = held.query("domain == 'military AI' and kind == 'summit_outcome'")
        assert set(table.columns[4:]) == set(held["short_name"])
        ours = ["REAIM 2026 Pathways", "REAIM 2023 Call to Action", "REAIM 2024 Blueprint"]
        assert [name for name in table.columns if name in ours] == ours

    def test_a_role_counts_who_holds_it(self, open_page: OpenPage) -> None:
        app = open_page("instruments", subject="military AI", kind="forum", role="host")
        (table,) = tables(app)
        assert (table["REAIM 2024"] == "Listed").sum() == 1

    def test_a_text_is_empty_on_a_day_before_it_opened(self, open_page: OpenPage) -> None:
        (table,) = tables(open_page("instruments", on="2023-12-31"))
        assert (table["REAIM 2026 Pathways"] == "Listed").sum() == 0
        assert (table["REAIM 2023 Call to Action"] == "Listed").sum() == 58

    def test_too_many_rosters_are_in_the_table_and_said_not_to_be_drawn(
        self, open_page: OpenPage
    ) -> None:
        subjects = ["outer space", "cyber", "nuclear", "conventional arms", "none"]
        app = open_page("instruments", subject=subjects)
        (table,) = tables(app)
        assert len(table.columns) > 84
        assert "The first 80 of" in said(app)

    def test_states_come_by_name_when_asked(self, open_page: OpenPage) -> None:
        (table,) = tables(open_page("instruments", order="name"))
        assert table["State"].head(2).tolist() == ["Afghanistan", "Albania"]

    def test_every_state_leads_to_its_dossier_in_the_same_language(
        self, open_page: OpenPage
    ) -> None:
        (table,) = tables(open_page("instruments", order="name", lang="nl"))
        assert "state?state=AFG&lang=nl" in set(table["Dossier"])


class TestFunnel:
    def test_the_answer_holds_the_figures_of_the_record(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        names = ("states", "instruments", "memberships", "rollcalls", "votes")
        facts = {name: snapshot.frame(name) for name in names}
        steps = funnel.steps_after(
            "a_res_80_58", domain="military AI", instruments=facts["instruments"]
        )
        result = funnel.of_steps(steps, **facts)
        outcomes = facts["instruments"].query(
            "kind == 'summit_outcome' and domain == 'military AI' and snapshot_of.isna()"
        )
        is_full = outcomes["roster_use"] == "full"
        pool = funnel.reached(
            result,
            yes=["a_res_80_58:Y"],
            no=[f"{key}:listed" for key in outcomes.loc[is_full, "instrument_id"]],
            not_yes=[f"{key}:listed" for key in outcomes.loc[~is_full, "instrument_id"]],
        )
        text = said(open_page("instruments", part="funnel"))
        assert "**167 of 193 UN members**" in text
        assert f"**{len(pool)}** voted yes and are named on no summit text" in text

    def test_the_steps_are_those_of_the_process(self, open_page: OpenPage) -> None:
        steps = tables(open_page("instruments", part="funnel"))[0]
        ours = {
            "Voted yes on A/RES/80/58": (167, 0),
            "Sponsored AIMD 80/58": (64, 0),
            "Endorsed REAIM 2023 Call to Action": (57, 0),
            "Endorsed REAIM 2024 Blueprint": (10, 183),
            "Endorsed REAIM 2026 Pathways": (45, 0),
            "Endorsed US Political Declaration": (57, 0),
        }
        held = steps.set_index("Step").loc[[*ours], ["UN members: yes", "Not known"]]
        assert [tuple(row) for row in held.to_numpy()] == [*ours.values()]
        assert [step for step in steps["Step"] if step in ours] == [*ours]

    def test_another_vote_may_stand_at_the_head(self, open_page: OpenPage) -> None:
        steps = tables(open_page("instruments", part="funnel", vote="a_res_79_239"))[0]
        assert steps["UN members: yes"].tolist()[:2] == [159, 22]

    def test_lapsed_endorsers_are_listed(
        self, open_page: OpenPage, snapshot: store.Snapshot
    ) -> None:
        app = open_page("instruments", part="funnel", list="lapsed")
        names = set(tables(app)[1]["State"])
        assert {"United States", "Poland"} <= names
        outcomes = snapshot.frame("instruments").query(
            "kind == 'summit_outcome' and domain == 'military AI' and roster_use == 'full'"
        )
        whole = outcomes[outcomes["snapshot_of"].isna()].sort_values("date_from")
        spells = snapshot.frame("memberships").query("role == 'endorser'")
        first, last = (
            set(spells["iso3"][spells["instrument_id"] == whole["instrument_id"].iloc[at]])
            for at in (0, -1)
        )
        assert len(names) == len(first - last - {"PSE"})
        assert "Palestine" in said(app), "named apart: no UN member"

    def test_the_reader_chooses_the_steps(self, open_page: OpenPage) -> None:
        app = open_page(
            "instruments",
            part="funnel",
            list="own",
            yes="reaim_2026_pathways",
            no="us_political_declaration",
        )
        names = set(tables(app)[1]["State"])
        assert {"Kenya", "Chile"} <= names
        assert "Netherlands" not in names


class TestRoster:
    def test_the_number_listed_stands_beside_the_published_one(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument=PATHWAYS)
        text = said(app)
        assert "**45 States** are listed by name; the official count is **45**." in text
        assert "17 July 2026" in text

    def test_its_names_stand_with_role_date_and_source(self, open_page: OpenPage) -> None:
        listed = tables(open_page("instruments", part="roster", instrument=PATHWAYS))[2]
        assert len(listed) == 45
        assert set(listed["Role"]) == {"Endorser"}
        assert listed["Source"].str.startswith("http").all()
        since = listed.set_index("State")["Since"]
        assert since["Armenia"] == "5 February 2026"
        assert since["Albania"].startswith("between")

    def test_its_earlier_state_tells_what_changed(self, open_page: OpenPage) -> None:
        assert "no longer listed Costa Rica" in said(
            open_page("instruments", part="roster", instrument=PATHWAYS)
        )

    def test_who_attended_and_did_not_endorse_is_documented(self, open_page: OpenPage) -> None:
        stances = tables(open_page("instruments", part="roster", instrument=PATHWAYS))[-1]
        facts = stances.set_index("State")["What"]
        assert facts["China"] == "Attended and did not endorse"

    def test_participants_that_are_no_members_stand_apart(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument="reaim_2023_cta")
        listed, others = tables(app)[1:3]
        assert len(listed) == 57
        assert others["State"].tolist() == ["Palestine"]

    def test_a_roster_known_in_part_says_of_whom_it_is_silent(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument="reaim_2024_blueprint")
        assert any("183" in one.value for one in app.info)
        assert any("51" in one.value for one in app.info)

    def test_a_roster_known_by_its_count_shows_no_names(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument="paris_2025_human_control")
        assert "**0 States** are listed by name; the official count is **27**." in said(app)

    def test_an_earlier_state_names_the_roster_it_belongs_to(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument="reaim_2026_pathways_at_close")
        assert "instruments?part=roster&instrument=reaim_2026_pathways" in said(app)

    def test_a_treaty_shows_who_left_and_who_only_signed(self, open_page: OpenPage) -> None:
        app = open_page("instruments", part="roster", instrument="ccm")
        otherwise = tables(app)[3].set_index("State")
        assert otherwise.loc["Lithuania", "Position"] == "No longer listed"


def test_every_sort_of_roster_has_a_page(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    rosters = snapshot.frame("instruments")
    dated = snapshot.frame("memberships").groupby("instrument_id")["since"].nunique()
    sorts = rosters.assign(
        has_count=rosters["official_count"].notna(),
        has_names=rosters["n_listed"] > 0,
        is_earlier=rosters["snapshot_of"].notna(),
        days=rosters["instrument_id"].map(dated).fillna(0).clip(upper=2),
    ).drop_duplicates(["roster_use", "has_count", "has_names", "is_earlier", "days"])
    app = open_page("instruments", part="roster", instrument=PATHWAYS)
    for key in sorts["instrument_id"]:
        app.selectbox(key="instrument").set_value(key).run()
        assert not app.exception, key
        assert not app.error, key
