"""Where there is no screen the program says so and ends; it does not die with words of Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="a session without a screen is a thing of Linux")
def test_without_a_screen_one_sentence_is_told(tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "curator_app"],
        env=environment | {"CURATOR_APP_DATA": str(tmp_path / "данные"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    [said] = done.stderr.splitlines()
    assert "нет экрана" in said
    assert "curator-app --help" in said
    assert not [one for one in (tmp_path / "данные").rglob("fatal.log") if one.read_text(encoding="utf-8")]
