"""New bases are made here for real."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def new_bases_are_copies() -> None:
    """In the place of the shortcut that other tests take."""
