"""Kept files inside a dump: scans and forms of the district as base64, by their names in the folder of data."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from curator_app.runtime.errors import KnownProblem
from curator_app.services.workspace import Workspace
from curator_app.storage import kept_files, sealed_files

LARGEST_TOTAL: Final = 64 * 1024 * 1024
"""Bytes of all files inside one dump: a reader of JSON holds it whole."""
_NAME: Final = re.compile(r"(?:scans/[0-9a-f]{64}\.(?:pdf|jpg|png|tif)|forms/[0-9a-f]{20}\.xlsx)")


def gather(workspace: Workspace, names: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Files by name for a dump, in the order of their names, and those that are not inside: gone, not the same any
    more, or beyond ``LARGEST_TOTAL``."""
    inside: dict[str, str] = {}
    outside: list[str] = []
    total = 0
    for name in sorted(set(names)):
        data = _read(workspace, name)
        if data is None or total + len(data) > LARGEST_TOTAL:
            outside.append(name)
            continue
        total += len(data)
        inside[name] = base64.b64encode(data).decode("ascii")
    return inside, outside


def _read(workspace: Workspace, name: str) -> bytes | None:
    if _NAME.fullmatch(name) is None:
        return None
    try:
        data = sealed_files.unseal((workspace.folder.root / name).read_bytes(), workspace.key, name)
    except (OSError, KnownProblem):
        return None
    return data if _is_of(name, data) else None


def _is_of(name: str, data: bytes) -> bool:
    return kept_files.digest(data).startswith(Path(name).stem)


def taken(told: Any, wanted: set[str], source: str) -> dict[str, bytes]:
    """The files of a dump, verified. Raises KnownProblem: no such shape, a name that is not ours or that no record
    has, other bytes than the name tells."""
    if not isinstance(told, Mapping):
        raise KnownProblem(
            f"Выгрузка «{source}» повреждена: раздел файлов не читается. Ничего не изменено. Снимите её заново."
        )
    found: dict[str, bytes] = {}
    for name, text in told.items():
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError, TypeError):
            data = b""
        if name not in wanted or _NAME.fullmatch(name) is None or not data or not _is_of(name, data):
            raise KnownProblem(
                f"Выгрузка «{source}» повреждена: файл «{str(name)[:80]}» в ней не тот. Ничего не изменено. "
                "Снимите её заново."
            )
        found[name] = data
    return found


def put(workspace: Workspace, found: Mapping[str, bytes]) -> list[Path]:
    """Writes the files that are not there yet; gives what was written. Raises KnownProblem, nothing is left then."""
    written: list[Path] = []
    try:
        for name, data in found.items():
            path = workspace.folder.root / name
            if not path.exists():
                sealed_files.save(path, data, workspace.key)
                written.append(path)
    except BaseException:
        take_back(written)
        raise
    return written


def take_back(written: Iterable[Path]) -> None:
    """Removes what ``put`` has written: the records were not loaded."""
    for path in written:
        path.unlink(missing_ok=True)
