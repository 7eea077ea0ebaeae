"""Executes the notebook and compares what it says with what is written in it; `--write` writes it anew.

    python examples/python/execute.py [--write]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).with_name("stay.ipynb")


def said(notebook: Any) -> list[Any]:
    """What the cells answer: texts and pictures."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.get("data", output.get("text")) for output in outputs]


def main() -> None:
    formats: Any = nbformat
    notebook: Any = formats.read(NOTEBOOK, as_version=4)
    written = said(notebook)
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False).execute()
    if "--write" in sys.argv:
        notebook.metadata.pop("widgets", None)
        notebook.metadata["language_info"] = {"name": "python"}
        formats.write(notebook, NOTEBOOK)
        return
    assert said(notebook) == written, "the notebook says something else: write it anew with --write"
    pictures = [data for data in said(notebook) if "image/svg+xml" in data]
    assert len(pictures) == 7, f"{len(pictures)} pictures"


if __name__ == "__main__":
    main()
