"""What is installed is what was looked at: pins, locks with checksums, licences, a list of all."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = {
    "requirements.txt": "requirements.lock",
    "requirements-dev.txt": "requirements-dev.lock",
    "requirements-peers.txt": "requirements-peers.lock",
}
CHECKSUM = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
GPL = re.compile(r"\bA?GPL|GNU (Affero )?General Public")
CHOICE = re.compile(r" OR |Artistic")
"""Words of a licence that may be chosen in place of the GPL."""


def pins(text: str) -> dict[str, str]:
    """Return the version of each package that a list pins, by its name in one spelling."""
    lines = (
        line.partition(" #")[0].strip().removesuffix("\\").strip() for line in text.splitlines()
    )
    asked = [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in asked
        if one.marker is None or one.marker.evaluate()
    }


def unlike(pinned: dict[str, str], locked: dict[str, str]) -> list[str]:
    """Return a sentence for each package on which a list and its lock do not agree."""
    return [
        f"{name} {version}: the lock has {locked.get(name, 'nothing')}; run make lock"
        for name, version in sorted(pinned.items())
        if locked.get(name) != version
    ]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def entries(lock: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each package of a lock, and all that stands below it."""
    for block in re.split(r"\n(?=[a-z0-9])", read(lock).strip(), flags=re.IGNORECASE):
        yield re.split(r"[=\[ ]", block)[0], block


@pytest.mark.parametrize("listed", LOCKS)
def test_a_list_and_its_lock_name_the_same_versions(listed: str) -> None:
    pinned = pins(read(listed))
    assert pinned
    assert unlike(pinned, pins(read(LOCKS[listed]))) == []


def test_tests_run_on_the_packages_that_run_the_dashboard() -> None:
    """Every package of the one lock stands in the other with the same version."""
    assert unlike(pins(read("requirements.lock")), pins(read("requirements-dev.lock"))) == []


def test_what_installs_the_others_is_locked_too() -> None:
    (version,) = re.findall(r"^UV_VERSION := (.+)$", read("Makefile"), re.MULTILINE)
    assert pins(read("requirements-uv.lock")) == {"uv": version}


@pytest.mark.parametrize("lock", [*LOCKS.values(), "requirements-uv.lock"])
def test_every_file_of_a_lock_has_its_checksum(lock: str) -> None:
    found = list(entries(lock))
    assert len(found) == len(pins(read(lock)))
    assert [name for name, block in found if not CHECKSUM.search(block)] == []
    for word in ("http://", "https://", "file:", "--index-url", "--find-links"):
        assert word not in read(lock), "a lock names no place of this machine"


def test_make_installs_by_checksum_only() -> None:
    installs = [
        line for line in read("Makefile").splitlines() if re.search(r"pip install .*-r", line)
    ]
    assert len(installs) == 4
    assert [line for line in installs if "--require-hashes" not in line] == []


def test_what_is_installed_is_what_is_locked() -> None:
    found = {
        name: importlib.metadata.version(name)
        for lock in LOCKS.values()
        for name, _block in entries(lock)
    }
    locked = {
        name: version for lock in LOCKS.values() for name, version in pins(read(lock)).items()
    }
    assert (
        unlike({canonicalize_name(name): version for name, version in found.items()}, locked) == []
    )


def licence(name: str) -> str:
    """Return all that an installed package says of its licence."""
    about = importlib.metadata.metadata(name)
    said = [about.get("License-Expression") or "", (about.get("License") or "")[:200]]
    return "; ".join(
        [*said, *(one for one in about.get_all("Classifier") or [] if "License" in one)]
    )


def is_copyleft(said: str) -> bool:
    """Return whether only the GPL or AGPL is offered; the LGPL is neither."""
    return bool(GPL.search(said)) and not CHOICE.search(said)


def test_nothing_that_runs_is_under_the_gpl_or_agpl() -> None:
    said = {name: licence(name) for name, _block in entries("requirements.lock")}
    assert {name: words for name, words in said.items() if is_copyleft(words)} == {}
    assert [name for name, words in said.items() if not words.strip("; ")] == []


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT OR GPL-2.0-only", False),
        ("BSD-3-Clause", False),
    ],
)
def test_a_licence_that_binds_is_seen(said: str, is_found: bool) -> None:
    assert is_copyleft(said) == is_found


def test_a_lock_that_is_behind_is_named() -> None:
    pinned = pins("a==1.0\nB_c==2.0  # why\n-r other.txt\n# a word\n")
    assert pinned == {"a": "1.0", "b-c": "2.0"}
    assert unlike(pinned, {"a": "1.0", "b-c": "1.9"}) == [
        "b-c 2.0: the lock has 1.9; run make lock"
    ]
    assert unlike(pinned, {"a": "1.0"}) == ["b-c 2.0: the lock has nothing; run make lock"]


@pytest.mark.slow
def test_the_list_of_all_packages_names_each_with_its_version(tmp_path: Path) -> None:
    """Held against its schema it is by `make sbom`, a part of `make proof`: that takes long."""
    file = tmp_path / "sbom.json"
    command = ["environment", "--output-format", "JSON", "--output-file", str(file)]
    command.append("--no-validate")
    subprocess.run(
        [Path(sys.executable).parent / "cyclonedx-py", *command, sys.executable],
        check=True,
        capture_output=True,
    )
    listed = json.loads(file.read_text(encoding="utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    named = {canonicalize_name(one["name"]): one["version"] for one in listed["components"]}
    assert unlike(pins(read("requirements.lock")), named) == []


@pytest.mark.slow
def test_without_a_network_an_audit_says_that_nothing_was_looked_over() -> None:
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, ".ci/audit", Path(sys.executable).parent, "requirements-uv.lock"],
        cwd=ROOT,
        env={**os.environ, **nowhere, "NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("SKIPPED: requirements-uv.lock was NOT looked over")
    assert "known weak." not in done.stdout
