"""The catalogues name tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parents[1]
_DOCS = _TESTS.parent / "docs"
_SHORT = {
    "bad": "exchange/test_bad_files.py",
    "catalogue": "services/imports/test_catalogue.py",
    "layouts": "services/imports/test_layouts.py",
    "odd": "services/imports/test_odd_values.py",
}
_NAMED = re.compile(r"(?:`|\b(bad|catalogue|layouts|odd) `)(…|[a-z_/]+\.py)?(?:::([a-z_0-9]+|…[a-z_]+)(…?))?`")


@pytest.mark.parametrize("name", ["faults.md", "security.md"])
def test_every_named_test_is_there(name: str) -> None:
    missing, seen, file = [], 0, ""
    for line in (_DOCS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            continue
        for found in _NAMED.finditer(line):
            short, path, test, _more = found.groups()
            if short:
                file = _SHORT[short]
            elif path and path != "…" and "/test_" in path:
                file = path
            elif path and path != "…":
                continue
            place = _TESTS / file
            if not file or not place.is_file():
                missing.append(f"{file}: {line[:80]}")
            elif test:
                seen += 1
                wanted = re.escape(test.strip("…"))
                if not re.search(rf"def \w*{wanted}", place.read_text(encoding="utf-8")):
                    missing.append(f"{file}::{test}")
    assert missing == []
    assert seen > 5
