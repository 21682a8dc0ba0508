"""Reading the hand-written gold tables beside the tests."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """Rows of a tab-separated table without its heading."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
