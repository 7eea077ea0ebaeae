"""Reading the vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "vectors"

Row = dict[str, Any]


def rows(file: str) -> list[Row]:
    """The rows of a file, which is not empty."""
    read: list[Row] = json.loads((VECTORS / file).read_text(encoding="utf-8"))
    assert read, file
    return read


def files(area: str) -> list[str]:
    """The files of an area."""
    return sorted(f"{area}/{path.name}" for path in (VECTORS / area).glob("*.json"))
