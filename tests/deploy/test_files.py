"""What must hold of the files of the deployment, read as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.uploads import process
from dashboard.uploads.tasks import TASKS
from data import memory

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
REPLICAS = ("replica_a", "replica_b")
CONF = "nginx/trojka.conf"
FOR_PROGRAMS = ("/api/v1/", "/health/ready", "/metrics", "/milestones.ics", "/changes.atom")
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))


GIGABYTE = 2**30


def in_bytes(name: str, text: str) -> int:
    """Return what a line gives of memory: ``MemoryMax=6G``."""
    ((number, unit),) = re.findall(rf"^{name}=(\d+)([GMgm])$", text, re.M)
    return int(number) << {"g": 30, "m": 20}[unit.lower()]


def held_by_a_replica() -> float:
    """Return how many bytes a replica holds at most, as keepers read it."""
    (gigabytes,) = re.findall(r"A replica holds 0\.7 to ([\d.]+) GB", text_of("README.md"))
    return float(gigabytes) * GIGABYTE


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def stage(name: str) -> str:
    """Return the lines of one image."""
    (found,) = re.findall(
        rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM |\Z)", text_of("Containerfile"), re.M | re.S
    )
    return found


class TestCompose:
    def test_there_are_two_replicas_of_one_image(self, compose: dict[str, Any]) -> None:
        images = [compose["services"][name]["image"] for name in REPLICAS]
        assert images == ["trojka-replica"] * 2

    def test_only_the_proxy_has_public_ports(self, compose: dict[str, Any]) -> None:
        public = {name: one["ports"] for name, one in compose["services"].items() if "ports" in one}
        assert public == {"proxy": ["80:80", "443:443"]}

    def test_the_proxy_cannot_reach_the_database(self, compose: dict[str, Any]) -> None:
        networks = {name: set(one["networks"]) for name, one in compose["services"].items()}
        assert not networks["proxy"] & networks["database"]
        assert compose["networks"]["storage"] == {"internal": True}

    def test_secrets_are_files_and_stand_nowhere_else(self, compose: dict[str, Any]) -> None:
        assert all(set(one) == {"file"} for one in compose["secrets"].values())
        for name, service in compose["services"].items():
            for setting, value in service.get("environment", {}).items():
                is_secret = re.search("PASSWORD|SECRET|TOKEN|URL", setting)
                assert not is_secret or setting.endswith("_FILE"), f"{name}: {setting}={value}"

    def test_every_secret_that_is_used_is_declared(self, compose: dict[str, Any]) -> None:
        used = {
            one["source"] if isinstance(one, dict) else one
            for service in compose["services"].values()
            for one in service.get("secrets", [])
        }
        assert used == set(compose["secrets"])

    @pytest.mark.parametrize("name", REPLICAS)
    def test_a_replica_may_do_nothing_but_its_work(
        self, compose: dict[str, Any], name: str
    ) -> None:
        replica = compose["services"][name]
        assert replica["read_only"] is True
        assert replica["cap_drop"] == ["ALL"]
        assert "cap_add" not in replica
        assert replica["security_opt"] == ["no-new-privileges:true"]
        assert replica["mem_limit"]
        assert replica["pids_limit"]
        assert set(replica["depends_on"]) == {"facts", "database"}

    def test_addresses_are_those_that_the_proxy_asks(self, compose: dict[str, Any]) -> None:
        services = compose["services"]
        asked = set(re.findall(r"server (\S+):8501", text_of("nginx/replicas.compose.conf")))
        given = {services[name]["networks"]["replicas"]["ipv4_address"] for name in REPLICAS}
        assert asked == given
        proxy = services["proxy"]["networks"]["replicas"]["ipv4_address"]
        assert services["replica_a"]["environment"]["FORWARDED_ALLOW_IPS"] == proxy


class TestImages:
    @pytest.mark.parametrize("name", ["replica", "proxy"])
    def test_each_says_whether_it_is_well(self, name: str) -> None:
        assert re.search(r"^HEALTHCHECK .*\n.*/health/live", stage(name), re.M)

    def test_the_replica_is_no_root_and_starts_as_the_unit_does(self) -> None:
        lines = stage("replica").splitlines()
        assert "USER trojka" in lines
        assert lines.index("USER trojka") < lines.index('CMD ["deploy/start"]')
        assert "ExecStart=/srv/trojka/app/deploy/start" in text_of("systemd/trojka@.service")

    def test_no_image_is_whatever_is_newest(self) -> None:
        named = re.findall(r"^FROM (\S+)", text_of("Containerfile"), re.M)
        assert named == ["python:3.11-slim-bookworm", "debian:bookworm-slim"]

    def test_what_is_private_stays_out_of_the_image(self) -> None:
        left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        assert {".git", "data/undl", "data/warehouse", "deploy/secrets", "var"} <= set(left_out)

    def test_what_is_installed_is_locked_by_checksums(self) -> None:
        installs = re.findall(r"pip install (.*?-r \S+)", stage("replica"))
        assert [one.split()[-1] for one in installs] == [
            "requirements-uv.lock",
            "requirements.lock",
        ]
        assert all("--require-hashes" in one for one in installs)


class TestMemory:
    """What a replica and all that it starts may take fits into what the unit and the image give."""

    def test_two_writers_fit_beside_a_replica(self, compose: dict[str, Any]) -> None:
        beside = max(task.limits.memory for task in TASKS.values()) * process.AT_ONCE
        unit = text_of("systemd/trojka@.service")
        assert held_by_a_replica() + beside <= in_bytes("MemoryHigh", unit)
        assert in_bytes("MemoryHigh", unit) < in_bytes("MemoryMax", unit)
        for name in REPLICAS:
            given = f"mem_limit={compose['services'][name]['mem_limit']}"
            assert in_bytes("mem_limit", given) == in_bytes("MemoryMax", unit)

    def test_what_a_replica_keeps_leaves_it_room_to_work(self) -> None:
        assert held_by_a_replica() >= memory.N_BYTES + GIGABYTE / 2

    def test_the_sum_that_keepers_read_is_that_of_the_limits(self) -> None:
        said = text_of("README.md")
        each = max(task.limits.memory for task in TASKS.values()) / GIGABYTE
        unit = text_of("systemd/trojka@.service")
        high, most = (in_bytes(name, unit) / GIGABYTE for name in ("MemoryHigh", "MemoryMax"))
        assert f"{each:g} GB at most (`dashboard/uploads/process_limits.py`)" in said
        assert f"1.5 + {process.AT_ONCE} × {each:g} = {high:g} GB, from which on" in said
        assert f"at {most:g} GB (unit and container)" in said

    def test_a_process_that_is_ended_takes_no_replica_with_it(self) -> None:
        assert "OOMPolicy=continue" in text_of("systemd/trojka@.service").splitlines()


class TestProxy:
    @pytest.mark.parametrize("name", ["debian", "compose"])
    def test_both_lists_of_replicas_differ_in_addresses_only(self, name: str) -> None:
        text = text_of(f"nginx/replicas.{name}.conf").partition("\n\n")[2]
        for place, address in (("A", "127.0.0.1:8501"), ("B", "127.0.0.1:8502")):
            text = text.replace(address, place).replace(address.replace(".", r"\."), place)
        for place, address in (("A", "172.30.7.11:8501"), ("B", "172.30.7.12:8501")):
            text = text.replace(address, place).replace(address.replace(".", r"\."), place)
        assert text.count("server A") == text.count("server B") == 3
        assert not re.search(r"\d+\.\d+\.\d+\.\d+", text)

    def test_uploads_that_the_dashboard_takes_pass(self) -> None:
        settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
        (allowed,) = re.findall(r"maxUploadSize = (\d+)", settings)
        (passed,) = re.findall(r"client_max_body_size (\d+)m", text_of(CONF))
        assert int(passed) == int(allowed) + 1, "a file comes in an envelope"

    def test_readers_are_led_to_tls_and_programs_are_not(self) -> None:
        (plain,) = re.findall(r"^server \{\n    listen 80;.*?^\}", text_of(CONF), re.S | re.M)
        pattern, told = re.findall(r"location ~ (\S+) \{\s+return (\d+)", plain)[0]
        assert told == "403"
        assert "location / {\n        return 308 https:" in plain
        refused = [path for path in (*FOR_PROGRAMS, "/", "/state") if re.match(pattern, path)]
        assert refused == [*FOR_PROGRAMS]

    def test_what_the_log_says_holds_no_query(self) -> None:
        (form,) = re.findall(r"log_format trojka.*?;", text_of(CONF), re.S)
        assert "$uri" in form
        assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", form)


class TestUnits:
    @pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
    def test_every_service_is_held(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        for held in (
            "User=trojka",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "PrivateTmp=yes",
            "InaccessiblePaths=-/srv/trojka/app/.git",
            "CapabilityBoundingSet=",
        ):
            assert held in lines, held
        assert in_bytes("MemoryMax", path.read_text(encoding="utf-8"))

    def test_a_replica_comes_back_and_its_secrets_are_files(self) -> None:
        text = text_of("systemd/trojka@.service")
        assert "Restart=always" in text
        assert "LoadCredential=secrets:/etc/trojka/secrets" in text
        assert 'name="${name#secrets_}"' in text_of("start")
        assert not re.search(r"^Environment=\w*(PASSWORD|SECRET|TOKEN|URL)", text, re.M)

    def test_the_same_places_are_written_in_units_and_image(self) -> None:
        places = re.findall(r"(TROJKA_\w+)=(/\S+)", stage("replica"))
        assert len(places) == 3
        for path in SERVICES:
            text = path.read_text(encoding="utf-8")
            assert all(f"Environment={name}={place}" in text for name, place in places)
