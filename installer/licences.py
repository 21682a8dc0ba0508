"""Licences of everything inside, one file a package, in the folder «лицензии» of the program."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent / "licences"
_LEAST = 300  # characters: a real licence is longer than a line that names one

# What a package brings besides itself, or does not bring with it: files of installer/licences.
ADDED: Mapping[str, tuple[str, ...]] = {
    "pyside6_essentials": ("Qt.txt",),
    "shiboken6": ("Qt.txt",),
    "pymorphy3_dicts_ru": ("pymorphy3-dicts-ru.txt",),
    "sqlcipher3": ("SQLCipher.txt", "Apache-2.0.txt"),  # with SQLCipher and OpenSSL 3 inside
}
# Licences that several parts share, and parts that are no packages.
_WHOLE = ("LGPL-3.0.txt", "GPL-3.0.txt", "Apache-2.0.txt", "SQLite.txt")
_NOT_OURS = ("*LicenseRef-Qt-Commercial*",)  # a choice that was not taken


def gather(packages: Path, target: Path) -> None:
    """Makes ``target`` of what the packages in ``packages`` say of themselves; their own files are taken away.

    Raises SystemExit for a package without the text of its licence.
    """
    target.mkdir()
    for name in _WHOLE:
        shutil.copyfile(HERE / name, target / name)
    for info in sorted(packages.glob("*.dist-info")):
        name = info.name.partition("-")[0].lower()
        brought = [path for path in sorted(info.rglob("*")) if path.is_file() and path.name != "METADATA"]
        texts = [
            path.read_text(encoding="utf-8", errors="replace")
            for path in brought
            if not any(path.match(one) for one in _NOT_OURS)
        ]
        texts += [(HERE / one).read_text(encoding="utf-8") for one in ADDED.get(name, ())]
        told = "\n\n".join(texts)
        if len(told) < _LEAST:
            raise SystemExit(f"{info.name}: no text of its licence; add one to installer/licences and ADDED")
        (target / f"{name}.txt").write_text(told, encoding="utf-8", newline="\n")
        for path in brought:
            path.unlink()
        for folder in sorted((one for one in info.rglob("*") if one.is_dir()), reverse=True):
            folder.rmdir()


def missing(target: Path, wanted: set[str]) -> set[str]:
    """Packages of ``wanted`` (names as in a lock) whose licence is not in ``target``."""
    return {name for name in wanted if not (target / f"{name.replace('-', '_').lower()}.txt").is_file()}
