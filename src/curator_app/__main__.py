"""``python -m curator_app`` and the entry point ``curator-app``."""

from __future__ import annotations

import sys

from curator_app.bootstrap import start


def main() -> None:
    """Starts the program."""
    sys.exit(start())


if __name__ == "__main__":
    main()
