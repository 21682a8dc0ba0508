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

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "installer"

# One file of the interpreter names all folders of modules, so no variable and no registry of the PC can change them.
_PATHS = "python311.zip\r\n.\r\nLib\\site-packages\r\n..\\app\r\n"
_NOT_OF_PYTHON = frozenset({"python.exe", "pythonw.exe", "_msi.pyd", "winsound.pyd", "python311._pth"})
_NOT_OF_PACKAGES = (
    "*.pyi", "*.pyx", "*.pxd", "*.h", "*.c", "*.lib", "*/py.typed", "*/testing/*", "*/tests/*", "*/test/*",
    "*/_testing/*", "sqlalchemy/dialects/mssql/*", "sqlalchemy/dialects/oracle/*", "lxml/includes/*",
    "lxml/isoschematron/*", "PIL/_avif.*", "PIL/_imagingtk.*", "olefile/olefile2.py",
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
    _copy_program(stage / "app" / "curator_app")
    for program in programs:
        shutil.copyfile(program, stage / program.name)
    shutil.copyfile(ROOT / "LICENSE", stage / "ЛИЦЕНЗИЯ.txt")
    _licences(packages, runtime, stage / "лицензии")
    _compile(stage)
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


def _copy_program(target: Path) -> None:
    plain = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    shutil.copytree(ROOT / "src" / "curator_app", target, ignore=plain, copy_function=shutil.copyfile)
    shutil.copytree(ROOT / "resources", target / "resources", ignore=plain, copy_function=shutil.copyfile)
    guide = target / "resources" / "guide"
    guide.mkdir()
    shutil.copyfile(ROOT / "docs" / "user-guide.md", guide / "user-guide.md")
    shutil.copytree(ROOT / "docs" / "img", guide / "img", ignore=plain, copy_function=shutil.copyfile)


def _licences(packages: Path, runtime: Path, target: Path) -> None:
    """Licences of everything inside, one file a package."""
    target.mkdir()
    shutil.copyfile(runtime / "LICENSE.txt", target / "Python.txt")
    shutil.copyfile(ROOT / "resources" / "fonts" / "OFL-Tinos.txt", target / "Tinos.txt")
    for info in sorted(packages.glob("*.dist-info")):
        found = [path for path in sorted(info.rglob("*")) if path.is_file() and path.name != "METADATA"]
        told = [path.read_text(encoding="utf-8", errors="replace") for path in found]
        meta = (info / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0]
        told = told or [meta]
        (target / f"{info.name.partition('-')[0]}.txt").write_text("\n\n".join(told), encoding="utf-8", newline="\n")
        for path in found:
            path.unlink()
        for folder in sorted((one for one in info.rglob("*") if one.is_dir()), reverse=True):
            folder.rmdir()


def _compile(stage: Path) -> None:
    # Checked by nobody at the start: an old disk reads half as many files, and equal input gives equal bytes.
    subprocess.run(
        [
            sys.executable, "-m", "compileall", "-q", "-j", "2", "--invalidation-mode", "unchecked-hash",
            "-s", str(stage), str(stage / "runtime" / "Lib"), str(stage / "app"),
        ],
        check=True,
    )  # fmt: skip
