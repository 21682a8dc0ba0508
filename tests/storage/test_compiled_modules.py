"""SQLAlchemy with its compiled modules: the Windows program keeps them apart from the others."""

from __future__ import annotations

import importlib

import pytest


@pytest.mark.parametrize(
    "name",
    [
        "engine._processors_cy", "engine._result_cy", "engine._row_cy", "engine._util_cy", "sql._cache_key_cy",
        "sql._util_cy", "util._collections_cy", "util._immutabledict_cy",
    ],
)  # fmt: skip
def test_the_compiled_module_is_taken(name: str) -> None:
    module = importlib.import_module(f"sqlalchemy.{name}")
    assert module.__file__ is not None
    assert not module.__file__.endswith((".py", ".pyc"))
