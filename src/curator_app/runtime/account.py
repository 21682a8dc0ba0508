"""Who sits at the computer, as the system names the account."""

from __future__ import annotations

import getpass


def name() -> str | None:
    """Name of the account («Учитель»); None where the system does not tell."""
    try:
        return getpass.getuser() or None
    except (KeyError, OSError, ImportError):  # no such account, or no variable on Windows
        return None
