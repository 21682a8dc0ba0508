"""Set before anything imports Qt: tests need no screen. Without this, pytest aborts on a machine without a display."""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":  # on Windows «offscreen» has no fonts; the real platform is used there
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
