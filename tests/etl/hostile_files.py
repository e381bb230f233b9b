"""Files of another shape than theirs: sidecars, corrections and paths, and what a build then says.

Each row: how the small archive is spoilt, and what the message says.
"""

from __future__ import annotations

from tests.etl.archive import Archive
from tests.etl.spoiling import Break, all_of, correct, sidecar


def atop(table: str, line: str, *, of: str) -> Break:
    """Put a key where a table should be."""

    def spoil(archive: Archive) -> None:
        text = archive.sidecar(of).read_text().split(f"\n[{table}]")[0]
        archive.sidecar(of).write_text(f"{line}\n{text}")

    return spoil


TOML: dict[str, tuple[Break, str]] = {
    **{
        f"{table} in {of} that is {line}": (
            atop(table, line, of=of),
            rf"\.toml( \[{table}\])?: found .*, expected a table",
        )
        for table, of in (("instrument", "rosters/hague"), ("rollcall", "rollcalls/plenary"))
        for line in (f'{table} = "x"', f"{table} = 1", f"{table} = [1]")
    },
    **{
        f"an array of tables [[{table}]]": (
            sidecar(f"[{table}]", f"[[{table}]]", of=of),
            rf"\.toml \[{table}\]: found .*, expected a table",
        )
        for table, of in (("instrument", "rosters/hague"), ("rollcall", "rollcalls/plenary"))
    },
    **{
        f"a partial tally with {new.split()[-1]}": (
            sidecar(old, new, of="rollcalls/committee"),
            r"committee\.toml \[rollcall\] n_[a-z]+: found .*, expected a number from 0 to 9999",
        )
        for old, new in (
            ("n_yes = 4", f"n_yes = {2**63}"),
            ("n_yes = 4", f"n_yes = 4\nn_absent = {10**25}"),
        )
    },
    **{
        f"a sidecar nested in {what}": (
            sidecar("official_count = 3", f"n = {text}"),
            r"hague\.toml( \[instrument\])?: found (no valid TOML|unknown key)",
        )
        for what, text in (
            ("arrays", "[" * 990 + "]" * 990),
            ("tables", "{ a = " * 900 + "1" + " }" * 900),
        )
    },
    **{
        f"a sidecar that says {key} = {text}": (
            sidecar('confidence = "official"', f'confidence = "official"\n{key} = {text}'),
            rf"hague\.toml \[source\] {key}: found ",
        )
        for key, text in (
            ("note", '["x"]'),
            ("as_of", '"2023-13"'),
            ("as_of", '"2023-02-31"'),
            ("as_of", "2023"),
            ("read_in", '"file:///etc/passwd"'),
        )
    },
    **{
        f"a sidecar whose {old.split()[0]} becomes {new}": (
            sidecar(old, f"{old.split()[0]} = {new}"),
            rf"hague\.toml \[source\] {old.split()[0]}: found .*, expected some text in quotes",
        )
        for old, new in (
            ('publisher = "A publisher"', "1"),
            ('licence = "CC0"', '["x"]'),
            ('url = "https://example.org/rosters/hague"', "1"),
            ('retrieved = "2026-11"', "2026"),
        )
    },
    "a name of 131 kB": (
        sidecar('name = "A call', 'name = "A' + "a" * 131 * 2**10),
        r"hague\.toml: found 13[0-9] kB, expected at most 64 kB",
    ),
    "a name of 600 letters": (
        sidecar('\nname = "A call', '\nname = "A' + "a" * 600),
        r"hague\.toml \[instrument\] name: found .*, expected some text of one line, at most 500",
    ),
}

CORRECTIONS: dict[str, tuple[Break, str]] = {
    "corrections that are a list of numbers": (
        lambda a: a.corrections.write_text("correction = [1, 2]\n"),
        r"corrections\.toml entry 1: found 1, expected a table",
    ),
    "corrections beside another key": (
        all_of(
            correct(), lambda a: a.corrections.write_text("x = 1\n" + a.corrections.read_text())
        ),
        r"corrections\.toml: found table 'x', expected \[\[correction\]\] only",
    ),
    "corrections nested without end": (
        lambda a: a.corrections.write_text(f"correction = {'[' * 990}{']' * 990}\n"),
        r"corrections\.toml.*: found .*, expected",
    ),
    "a correction of a vote to a position that is none": (
        correct(
            source='"unga/votes"',
            key='{ rcid = "1", iso3 = "NLD" }',
            column='"vote"',
            expect='"Y"',
            value='"Q"',
        ),
        r"votes\.parquet: found vote 'Q', expected one of Y, N, A, X",
    ),
    "a correction of a number among the votes": (
        correct(
            source='"unga/votes"',
            key='{ rcid = "1", iso3 = "NLD" }',
            column='"rcid"',
            expect='"1"',
            value='"two"',
        ),
        r"corrections\.toml, unga/votes .*: found column 'rcid', which holds numbers, expected",
    ),
}


def linked_folder(archive: Archive) -> None:
    outside = archive.root.parent / "outside"
    outside.mkdir()
    (archive.root / "more").symlink_to(outside)


def unreadable_name(archive: Archive) -> None:
    (archive.root / b"rosters/\xff\xfe.csv".decode("utf-8", "surrogateescape")).write_text("x")


PATHS: dict[str, tuple[Break, str]] = {
    "a folder that is a link to one outside": (
        linked_folder,
        r"more: found a link, expected files and folders of their own",
    ),
    "a name that is not in UTF-8": (
        unreadable_name,
        r"found a name that cannot be read, expected files and folders of their own",
    ),
}

WRONG = {**TOML, **CORRECTIONS, **PATHS}
