"""A voting file of the UN Digital Library, imported and laid beside the record of the archive."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from data import store
from data.errors import SourceError, StoreError
from data.store import Snapshot
from etl import build, evidence
from etl.__main__ import main
from etl.outside import library
from tests.etl import undl_files
from tests.etl.archive import Archive

pytestmark = pytest.mark.slow

AGREES = undl_files.text(
    1,
    "A/RES/79/1",
    "2024-12-24",
    {"BRA": "X", "KEN": "Y", "KOR": "Y", "NLD": "Y", "RUS": "A", "USA": "N"},
)
COMPLETES = undl_files.text(
    2, "A/RES/71/9", "2016-12-06", {"KEN": "Y", "KOR": "Y", "NLD": "Y", "RUS": "A", "USA": "N"}
)
DIFFERS = undl_files.text(
    3, "A/RES/5 (V)", "1950-11-02", {"NLD": "Y", "USA": "Y", "SUN": "A", "BRA": "A", "KEN": "X"}
)
ADDS = undl_files.text(
    4,
    "A/RES/72/5",
    "2017-12-01",
    {"KEN": "X", "NLD": "Y", "USA": "N"},
    subjects="NUCLEAR WEAPONS",
    title="A text that the record does not have",
)
COUNCIL = undl_files.text(5, "S/RES/2787(2025)", "2025-07-17", {"RUS": "A", "USA": "Y"})
DOCUMENT = evidence.key("https://digitallibrary.un.org/record/4060887")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files as a person would have downloaded them."""
    folder = tmp_path_factory.mktemp("downloads")
    assembly = undl_files.csv_text([*AGREES, *COMPLETES, *DIFFERS, *ADDS])
    (folder / "2026_02_06_ga_voting.csv").write_text(assembly)
    council = undl_files.csv_text(COUNCIL, undl_files.COUNCIL)
    (folder / "2026_02_06_sc_voting.csv").write_text(council)
    return folder


@pytest.fixture(scope="module")
def snapshots(place: Path) -> tuple[Snapshot, Snapshot, Snapshot]:
    """Without an import, with it, and with its file removed again."""
    archive = Archive(place)
    archive.edit("unga/rollcalls", "1.0,0.0,0.0,2,1,1,0", "0.0,0.0,0.0,2,1,1,0")  # the whole text
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TROJKA_UNDL", str(place / "undl"))
        for step in ("before", "imported", "removed"):
            if step == "imported":
                for name in ("2026_02_06_ga_voting.csv", "2026_02_06_sc_voting.csv"):
                    arguments = ["import-undl", str(place / name), "--sources", str(archive.root)]
                    assert main(arguments) == 0
            if step == "removed":
                shutil.rmtree(place / "undl")
            path = place / f"{step}.duckdb"
            build.build(archive.root, archive.corrections, snapshot=path)
            made.append(store.open_snapshot(path))
    before, imported, removed = made
    return before, imported, removed


@pytest.fixture(scope="module")
def snapshot(snapshots: tuple[Snapshot, Snapshot, Snapshot]) -> Snapshot:
    return snapshots[1]


@pytest.fixture(scope="module")
def rollcalls(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.frame("rollcalls").set_index("rollcall_id")


@pytest.fixture(scope="module")
def votes(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.frame("votes")


def of(votes: pd.DataFrame, rollcall_id: str) -> dict[str, str]:
    rows = votes[votes["rollcall_id"] == rollcall_id]
    return dict(zip(rows["iso3"], rows["vote"], strict=True))


def refusal(snapshot: Snapshot, subject: str) -> dict[str, str]:
    """Return the only row on what the file says of a roll call and is not taken over."""
    refused = snapshot.frame("refusals").query("source_id == 'undl/general_assembly'")
    assert set(refused["subject"]) == {"unga_1", "unga_2"}
    (row,) = refused[refused["subject"] == subject].to_dict("records")
    return row


@pytest.mark.slow
def test_nothing_is_counted_twice(
    snapshots: tuple[Snapshot, Snapshot, Snapshot], rollcalls: pd.DataFrame, votes: pd.DataFrame
) -> None:
    before = snapshots[0].frame("rollcalls")
    assert set(rollcalls.index) - set(before["rollcall_id"]) == {"undl_4", "undl_5"}
    assert not votes.duplicated(["rollcall_id", "iso3"]).any()
    assert not rollcalls["symbol"].duplicated().any()


def test_a_text_that_is_new_is_added_with_those_who_did_not_vote(
    rollcalls: pd.DataFrame, votes: pd.DataFrame, snapshot: Snapshot
) -> None:
    row = rollcalls.loc["undl_4"]
    assert of(votes, "undl_4") == {"KEN": "X", "NLD": "Y", "USA": "N"}
    assert (row["symbol"], row["session"], row["session_number"]) == ("A/RES/72/5", "72", 72)
    assert (row["n_yes"], row["n_absent"], row["status"]) == (1, 1, "complete")
    assert row["vote_date"] == pd.Timestamp("2017-12-01")
    topics = snapshot.frame("topics")
    assert set(topics[topics["rollcall_id"] == "undl_4"]["topic"]) == {"nuclear"}


def test_a_vote_on_which_the_record_is_silent_completes_its_roll_call(
    rollcalls: pd.DataFrame, votes: pd.DataFrame
) -> None:
    assert of(votes, "unga_2")["KEN"] == "Y"
    assert rollcalls.loc["unga_2", ["n_yes", "status"]].tolist() == [3, "complete"]


def test_a_vote_that_differs_stays_and_is_listed(
    votes: pd.DataFrame, rollcalls: pd.DataFrame, snapshot: Snapshot
) -> None:
    assert of(votes, "unga_1") == {"NLD": "Y", "USA": "Y", "RUS": "N", "BRA": "A"}
    row = refusal(snapshot, "unga_1")
    assert (row["found"], row["expected"]) == ("RUS A", "RUS N")
    assert row["action"].startswith("The vote of the record is kept")


def test_a_day_that_differs_stays_and_is_listed(
    rollcalls: pd.DataFrame, snapshot: Snapshot
) -> None:
    assert rollcalls.loc["unga_2", "vote_date"] == pd.Timestamp("2016-12-05")
    row = refusal(snapshot, "unga_2")
    assert (row["found"], row["expected"]) == ("2016-12-06", "2016-12-05")


def test_what_is_added_is_marked_with_its_licence(votes: pd.DataFrame, snapshot: Snapshot) -> None:
    marked = votes[votes["evidence_id"] == DOCUMENT]
    assert set(zip(marked["rollcall_id"], marked["iso3"], strict=True)) == {
        ("unga_2", "KEN"),
        ("undl_4", "KEN"),
        ("undl_4", "NLD"),
        ("undl_4", "USA"),
    }
    documents = snapshot.frame("evidence").set_index("evidence_id")
    assert documents.loc[DOCUMENT, "licence"] == library.LICENCE
    sources = snapshot.frame("sources").set_index("source_id")
    assert sources.loc["undl/general_assembly", "licence"] == library.LICENCE
    assert "2026_02_06_ga_voting.csv" in sources.loc["undl/general_assembly", "note"]


def test_votes_of_the_council_stand_apart(rollcalls: pd.DataFrame, votes: pd.DataFrame) -> None:
    row = rollcalls.loc["undl_5"]
    assert (row["body"], row["symbol"]) == ("security_council", "S/RES/2787(2025)")
    assert of(votes, "undl_5") == {"RUS": "A", "USA": "Y"}


def test_with_another_import_it_is_another_version(
    snapshots: tuple[Snapshot, Snapshot, Snapshot],
) -> None:
    before, imported, removed = snapshots
    assert before.version != imported.version
    assert removed.version == before.version
    assert len(removed.frame("votes")) == len(before.frame("votes"))


@pytest.fixture
def archive_with_place(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("TROJKA_UNDL", str(archive.root.parent / "undl"))
    return archive


def imported(archive: Archive, text: str, name: str = "ga.csv", **options: str) -> None:
    path = archive.root.parent / name
    path.write_text(text)
    library.import_file(path, root=archive.root, **options)


def test_an_older_file_does_not_replace_a_newer_one(archive_with_place: Archive) -> None:
    imported(archive_with_place, undl_files.csv_text(AGREES), "new.csv")
    before = (library.folder() / "general_assembly.parquet").read_bytes()
    with pytest.raises(SourceError, match=r"votes up to 2024-12-24 at least, as new.csv has"):
        imported(archive_with_place, undl_files.csv_text(COMPLETES), "old.csv")
    assert (library.folder() / "general_assembly.parquet").read_bytes() == before


def test_what_is_refused_leaves_the_former_import(archive_with_place: Archive) -> None:
    imported(archive_with_place, undl_files.csv_text(AGREES))
    with pytest.raises(SourceError, match="row 2"):
        imported(archive_with_place, undl_files.csv_text(AGREES).replace(",KEN,Y,", ",KEN,Q,"))
    (record,) = library.imported()
    assert len(record.votes) == 6
    assert [path.name for path in library.folder().iterdir()] == ["general_assembly.parquet"]


@pytest.mark.parametrize("day", ["2024-12-23", "yesterday", "2024-13-01"])
def test_a_download_before_the_last_vote_is_refused(archive_with_place: Archive, day: str) -> None:
    with pytest.raises(SourceError, match="no earlier than the last vote of the file, 2024-12-24"):
        imported(archive_with_place, undl_files.csv_text(AGREES), downloaded=day)


def test_a_state_that_is_known_by_an_alias_only_is_found(archive_with_place: Archive) -> None:
    text = undl_files.csv_text(AGREES).replace(",KEN,KEN,", ",XKX,Kenya,")
    imported(archive_with_place, text)
    (record,) = library.imported()
    assert set(record.votes["iso3"]) == {"BRA", "KEN", "KOR", "NLD", "RUS", "USA"}


def test_an_import_that_was_damaged_says_what_to_do(
    archive_with_place: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(archive_with_place, undl_files.csv_text(AGREES))
    (library.folder() / "general_assembly.parquet").write_bytes(b"PAR1 and no more")
    assert archive_with_place.run("check") == 2
    assert "import the file of the Library again, or remove it" in capsys.readouterr().err


def test_a_folder_among_the_sources_is_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROJKA_UNDL", str(archive.root / "undl"))
    with pytest.raises(SourceError, match=r"TROJKA_UNDL: found .* which lies among the sources"):
        imported(archive, undl_files.csv_text(AGREES))


def test_a_folder_that_cannot_be_written_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive.root.parent / "full").write_text("a file")
    monkeypatch.setenv("TROJKA_UNDL", str(archive.root.parent / "full"))
    with pytest.raises(StoreError, match="TROJKA_UNDL"):
        imported(archive, undl_files.csv_text(AGREES))


def test_git_ignores_what_was_imported() -> None:
    path = library.FOLDER / "general_assembly.parquet"
    asked = ["git", "check-ignore", "--quiet", str(path)]
    assert subprocess.run(asked, cwd=library.FOLDER.parents[1], check=False).returncode == 0
