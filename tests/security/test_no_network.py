"""No socket, ever: neither out of Python (the hook of tests/conftest.py stands in every test) nor out of Qt."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest
from tests.faults import shim

_JOURNEYS = ("tests/journeys/test_first_day.py", "tests/journeys/test_orders.py")
needs_compiler = pytest.mark.skipif(shim.compiler() is None, reason="NO C COMPILER: sockets of Qt are NOT watched")


def test_the_hook_of_the_suite_bites() -> None:
    with pytest.raises(AssertionError, match="never uses the network"):
        socket.socket()
    with pytest.raises(AssertionError, match="never uses the network"):
        urllib.request.urlopen("http://127.0.0.1:9/")


def _under_watch(command: list[str]) -> tuple[int, str, str]:
    """(exit code, output, what the witness was told)."""
    with tempfile.TemporaryDirectory() as folder:
        witness = Path(folder) / "witness"
        told = {"LD_PRELOAD": str(shim.library()), "FAULT_SOCKETS": str(witness), "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, cwd=shim.ROOT, env=shim.environment() | told, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr, witness.read_text() if witness.exists() else ""


@needs_compiler
def test_the_watch_sees_a_socket() -> None:
    code, _, told = _under_watch([sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"])
    assert code != 0
    assert "family 2" in told


@needs_compiler
@pytest.mark.timeout(300)
def test_journeys_through_the_window_open_no_socket() -> None:
    """The whole process is watched, below Python and Qt."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout=120", *_JOURNEYS]
    _, output, told = _under_watch(command)  # whether the journeys are right is asked elsewhere
    assert re.search(r"[1-9]\d* passed", output), output[-3000:]
    assert told == ""


@needs_compiler
def test_a_whole_command_opens_no_socket(tmp_path: Path) -> None:
    told = os.fspath(tmp_path / "школа")
    code, output, seen = _under_watch([sys.executable, "-m", "curator_app", "list", "mentors", "--data-dir", told])
    assert code == 0, output
    assert seen == ""
