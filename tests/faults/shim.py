"""The library that goes before libc: built with the compiler of the machine, told what to do through ctypes."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_SOURCE = Path(__file__).with_name("faultio.c")
ROOT = Path(__file__).resolve().parents[2]


class Fault(IntEnum):
    """What happens to the file call it is aimed at; as in faultio.c."""

    KILL = 1
    HALF_WRITE = 2
    FULL_ONCE = 3
    FULL_EVER = 4
    BROKEN_ONCE = 5
    BROKEN_EVER = 6

    @property
    def kills(self) -> bool:
        """The process does not live to tell."""
        return self in {Fault.KILL, Fault.HALF_WRITE}

    @property
    def classes(self) -> int:
        """Which calls it can hit: 1 what changes a file, 3 reading as well (a full disk can still be read)."""
        return 3 if self in {Fault.BROKEN_ONCE, Fault.BROKEN_EVER} else 1


@dataclass(frozen=True, slots=True)
class Call:
    """One traced call: W(rite), T(runcate), S(ync), C(reate), U(nlink), re(N)ame; ``data`` of N is the new path."""

    kind: str
    path: str
    offset: int
    data: bytes


def compiler() -> str | None:
    """The C compiler of this machine; None without one (then what needs the library is skipped, loudly)."""
    return shutil.which("gcc") or shutil.which("cc") if sys.platform == "linux" else None


def library() -> Path:
    """The built library; kept in the folder for temporary files until its source changes."""
    found = compiler()
    assert found is not None
    digest = hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]
    built = Path(tempfile.gettempdir()) / f"curator-faultio-{os.getuid()}-{digest}.so"
    if not built.exists():
        fresh = built.with_suffix(f".{os.getpid()}")
        subprocess.run([found, "-O2", "-shared", "-fPIC", "-o", fresh, _SOURCE, "-ldl"], check=True)
        fresh.replace(built)
    return built


def scratch(name: str) -> tempfile.TemporaryDirectory[str]:
    """A folder to be damaged, in memory where the machine has such a place: a disk would only be slower."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix=f"curator-{name}-", dir=memory if os.access(memory, os.W_OK) else None)


def environment() -> dict[str, str]:
    """For a process of its own: this checkout, and the same order of sets every time."""
    told = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONHASHSEED": "0"}
    return {**os.environ, **told}


def run_under(module: str, folder: Path, arguments: Sequence[str], *, witness: Path | None = None) -> str:
    """Runs ``python -m module folder …`` with the library before libc and gives what it printed.

    ``witness``: a file that is told of every socket of the network, which are then refused.
    """
    told = {"LD_PRELOAD": str(library()), "FAULT_FOLDER": str(folder)}
    told |= {} if witness is None else {"FAULT_SOCKETS": str(witness)}
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder), *arguments],
        cwd=ROOT,
        env=environment() | told,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


class Shim:
    """The library inside a process that was started with it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        if not hasattr(self._library, "fault_arm"):
            raise RuntimeError("not started with the library: use run_under")

    def arm(self, fault: Fault, at: int) -> None:
        """The ``at``-th call from now on fails (from 1)."""
        self._library.fault_arm(int(fault), fault.classes, at)

    def disarm(self) -> int:
        """All is well again; gives the number of calls seen."""
        return int(self._library.fault_disarm())

    def count(self, classes: int) -> None:
        """Only counts, until ``disarm``."""
        self._library.fault_count_only(classes)

    def trace(self, path: Path | None) -> None:
        """Writes down every call into ``path``; None ends it."""
        self._library.fault_trace(None if path is None else str(path).encode())


def read_trace(path: Path) -> Iterator[Call]:
    """The calls of a trace in order."""
    raw = path.read_bytes()
    at = 0
    while at < len(raw):
        kind = chr(raw[at])
        name_length, offset, data_length = struct.unpack_from("=qqq", raw, at + 1)
        at += 25
        name = raw[at : at + name_length].decode()
        at += name_length
        yield Call(kind, name, offset, raw[at : at + data_length])
        at += data_length
