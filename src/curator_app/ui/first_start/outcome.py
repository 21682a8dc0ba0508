"""How the first start may end, and where its draft lies."""

from __future__ import annotations

from enum import Enum
from typing import Final

KEY: Final = "first_start"
"""The draft of an unfinished first start."""


class Outcome(Enum):
    """After LATER the base has no school and the steps come again; DEMO: she wants to look at the demonstration school,
    her own base stays as it is."""

    LATER = "later"
    SET_UP = "set_up"
    DEMO = "demo"
