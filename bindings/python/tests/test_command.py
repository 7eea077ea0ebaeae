"""The command inside the package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from vectors import ROOT


def netcode(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "netcode", *args], capture_output=True, text=True, cwd=cwd, timeout=60)


def test_the_command_is_the_same_one() -> None:
    models = netcode("model", "list", "--json")
    assert models.returncode == 0 and "kl1000-netcode" in {model["id"] for model in json.loads(models.stdout)}
    issued = netcode("stays", "issue", "examples/data/listing.ics", "--door", "examples/data/door.json", "--json")
    assert any("code" in stay for stay in json.loads(issued.stdout))


def test_its_status_tells_the_kind_of_failure() -> None:
    unknown = netcode("model", "show", "kl9999")
    assert unknown.returncode == 4 and "catalogue.unknown_model" in unknown.stderr
    assert netcode("no-such-area").returncode == 2
    assert netcode("--version").stdout.startswith("netcode ")
