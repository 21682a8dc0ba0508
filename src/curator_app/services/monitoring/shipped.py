"""The definitions of indicators that come with the program."""

from __future__ import annotations

import json
from functools import lru_cache

from curator_app.domain.indicators.definitions import Definition, read_definitions
from curator_app.runtime.paths import resources


@lru_cache(maxsize=1)
def definitions() -> tuple[Definition, ...]:
    """K1–K20 in their order."""
    path = resources() / "catalogues" / "indicators.json"
    return read_definitions(json.loads(path.read_text(encoding="utf-8"))["indicators"])
