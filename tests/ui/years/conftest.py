"""A school with a desk for the dialogs of years."""

from __future__ import annotations

from tests.ui.october import desk, school, workspace

__all__ = ["desk", "school", "workspace"]
