"""Puts the program's folder together: interpreter, packages cut to what is used, our own code and resources."""

from __future__ import annotations

import fnmatch
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import archive
import licences

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "installer"

# One file of the interpreter names all folders of modules, so no variable and no registry of the PC can change them.
_PATHS = "python311.zip\r\n.\r\n..\\app\\modules.zip\r\nLib\\site-packages\r\n"
# Without ssl there is nothing in the program that could speak to the internet in the usual way.
_NOT_OF_PYTHON = frozenset({
    "python.exe", "pythonw.exe", "_msi.pyd", "winsound.pyd", "python311._pth", "python.cat", "_ssl.pyd", "libssl-3.dll",
    "LICENSE.txt",
})  # fmt: skip
_NOT_OF_PACKAGES = (
    "*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.c", "*.lib", "*/py.typed", "*/testing/*", "*/tests/*", "*/test/*",
    "*/_testing/*", "sqlalchemy/dialects/mssql/*", "sqlalchemy/dialects/oracle/*", "lxml/includes/*",
    "lxml/isoschematron/*", "lxml/objectify.*", "lxml/html/*", "lxml/sax.*",
    "PIL/_avif.*", "PIL/_webp.*", "PIL/_imagingtk.*", "PIL/_imagingcms.*", "olefile/olefile2.py",
    "olefile/doc/*", "olefile/*.txt", "olefile/*.md", "olefile/*.html", "olefile/*.rst", "sqlalchemy/dialects/*.txt",
    "reportlab/fonts/DarkGarden*", "pypdfium2_cli/*", "pycparser/*", "alembic/templates/*",
)  # fmt: skip
_PAPERS_OF_LICENCES = ("*/METADATA", "*/licenses/*", "*LICENSE*", "*LICENCE*", "*COPYING*", "*NOTICE*", "*AUTHORS*")


def assemble(runtime: Path, wheels: Sequence[Path], programs: Sequence[Path], stage: Path, moment: int) -> None:
    """Makes ``stage`` anew. The same input gives the same bytes; ``moment`` (seconds) is the time of every file."""
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("the modules are compiled by the Python that builds: use Python 3.11")
    shutil.rmtree(stage, ignore_errors=True)
    packages = stage / "runtime" / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    for path in sorted(runtime.iterdir()):
        if path.name not in _NOT_OF_PYTHON:
            shutil.copyfile(path, stage / "runtime" / path.name)
    (stage / "runtime" / "python311._pth").write_bytes(_PATHS.encode())
    wanted = qt_files()
    for wheel in wheels:
        _unpack(wheel, packages, wanted)
    archive.join(packages)
    code = stage / "app" / "curator_app"
    _copy_program(code, stage / "app" / "resources")
    for program in programs:
        shutil.copyfile(program, stage / program.name)
    shutil.copyfile(ROOT / "LICENSE", stage / "ЛИЦЕНЗИЯ.txt")
    licences.gather(packages, stage / "лицензии")
    shutil.copyfile(runtime / "LICENSE.txt", stage / "лицензии" / "Python.txt")
    shutil.copyfile(ROOT / "resources" / "fonts" / "OFL-Tinos.txt", stage / "лицензии" / "Tinos.txt")
    _compile(stage)
    parts = {packages: archive.packed_packages(packages), code.parent: [code]}
    archive.pack(parts, stage / "app" / "modules.zip", moment)
    for path in (stage, *stage.rglob("*")):
        os.utime(path, (moment, moment))


def qt_files() -> tuple[str, ...]:
    """Patterns of the files of Qt that the program uses (``qt_files.txt``)."""
    lines = (HERE / "qt_files.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _unpack(wheel: Path, packages: Path, wanted: Sequence[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("/") or not _kept(name, wanted):
                continue
            target = packages / _place(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def _place(name: str) -> str:
    head, _, rest = name.partition("/")
    return rest.partition("/")[2] if head.endswith(".data") else name


def _kept(name: str, wanted: Sequence[str]) -> bool:
    head, _, rest = name.partition("/")
    if head.endswith(".dist-info"):
        return any(fnmatch.fnmatch(name, one) for one in _PAPERS_OF_LICENCES)
    if head.endswith(".data"):
        return rest.startswith(("purelib/", "platlib/"))
    if head in {"PySide6", "shiboken6"}:
        return any(fnmatch.fnmatch(name, one) for one in wanted)
    return not any(fnmatch.fnmatch(name, one) for one in _NOT_OF_PACKAGES)


def _copy_program(code: Path, resources: Path) -> None:
    """The code goes into the archive; what is read as files lies beside it: ``runtime.paths.resources``."""
    plain = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    shutil.copytree(ROOT / "src" / "curator_app", code, ignore=plain, copy_function=shutil.copyfile)
    shutil.copytree(ROOT / "resources", resources, ignore=plain, copy_function=shutil.copyfile)
    shutil.move(code / "storage" / "migrations", resources / "migrations")
    guide = resources / "guide"
    guide.mkdir()
    shutil.copyfile(ROOT / "docs" / "user-guide.md", guide / "user-guide.md")
    shutil.copytree(ROOT / "docs" / "img", guide / "img", ignore=plain, copy_function=shutil.copyfile)


def _compile(stage: Path) -> None:
    """Unchecked: an old disk reads half as many files at the start. Each half is compiled by one process of its own,
    file after file: a pool would share them out by chance, and what else is in a process shows in the bytes."""
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(stage)]
    halves = (stage / "runtime" / "Lib", stage / "app")
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    running = [subprocess.Popen([*command, str(half)], env=env) for half in halves]
    if sum(one.wait() for one in running):
        raise SystemExit("the modules could not be compiled")
