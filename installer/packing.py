"""From the folder to what is given to people: the launchers, Setup.exe, the portable copy, checksums."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
_CC, _RC = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
NAME = "Куратор наставничества"


def version() -> str:
    """The program's version, «0.1.0»."""
    text = (HERE.parent / "src" / "curator_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([0-9.]+)"', text)
    assert found is not None
    return found.group(1)


def compile_launchers(folder: Path) -> list[Path]:
    """``Curator.exe`` (the window) and ``curator-app.exe`` (the headless interface)."""
    folder.mkdir(parents=True, exist_ok=True)
    source, resources = HERE / "launcher", folder / "resources.o"
    numbers = ",".join([*version().split("."), "0"])
    _run(
        _RC, "-c", "65001", f"-DVERSION_NUMBERS={numbers}", f'-DVERSION_TEXT=\\"{version()}\\"',
        "-I", str(source), "resources.rc", "-O", "coff", "-o", str(resources), at=source,
    )  # fmt: skip
    common = (
        "-Os", "-s", "-municode", "-finput-charset=UTF-8", "-Wall", "-Wextra", "-Werror", "-Wl,--no-insert-timestamp",
    )  # fmt: skip
    window, console = folder / "Curator.exe", folder / "curator-app.exe"
    _run(_CC, *common, "-mwindows", "-o", str(window), "launcher.c", str(resources), at=source)
    _run(_CC, *common, "-mconsole", "-DCONSOLE", "-o", str(console), "launcher.c", str(resources), at=source)
    return [window, console]


def make_setup(stage: Path, out: Path, moment: int, *, fast: bool) -> Path:
    """Setup.exe for one user, without administrator's rights. ``fast``: not compressed."""
    setup = out / f"Curator-{version()}-Setup.exe"
    options = ["-DFAST"] if fast else []
    _run(
        "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, f"-DVERSION={version()}", f"-DSTAGE={stage}",
        f"-DOUT={setup}", "setup.nsi", at=HERE, env={"SOURCE_DATE_EPOCH": str(moment)},
    )  # fmt: skip
    return setup


def make_portable(stage: Path, out: Path, moment: int, *, fast: bool) -> Path:
    """The same folder as a zip for a USB stick, with a folder for the data beside the program. ``fast``: larger."""
    target = out / f"Curator-{version()}-portable.zip"
    date = datetime.fromtimestamp(moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1 if fast else 9) as archive:
        for path in sorted(stage.rglob("*")):
            if path.is_file():
                _add(archive, f"{NAME}/{path.relative_to(stage).as_posix()}", path.read_bytes(), date)
        _add(archive, f"{NAME}/Данные/", b"", date)
    return target


def _add(archive: zipfile.ZipFile, name: str, data: bytes, date: tuple[int, ...]) -> None:
    entry = zipfile.ZipInfo(name, (date[0], date[1], date[2], date[3], date[4], date[5]))
    entry.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
    entry.create_system = 0
    archive.writestr(entry, data, compresslevel=archive.compresslevel)


def write_checksums(files: list[Path], out: Path) -> Path:
    """SHA-256 of each file, in the form of ``sha256sum``."""
    target = out / "SHA256SUMS"
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _run(*words: str, at: Path, env: dict[str, str] | None = None) -> None:
    subprocess.run(words, cwd=at, env={**os.environ, **(env or {})}, check=True)
