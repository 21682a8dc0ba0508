"""Where the folder of data lies, and whether that is a place where a base comes to harm.

A synchronised folder replaces the file under an open program, a stick is pulled out, a network share lies about locks
and about what is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

Danger = Literal["cloud", "network", "removable"]

_CLOUD_VARIABLES: Final = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
# Names that the programs give their folders, folded; and what they leave in them.
_CLOUD_NAMES: Final = {
    "onedrive": "OneDrive",
    "yandexdisk": "Яндекс.Диск",
    "yandex.disk": "Яндекс.Диск",
    "яндекс.диск": "Яндекс.Диск",
    "облако mail.ru": "Облако Mail.ru",
    "cloud mail.ru": "Облако Mail.ru",
    "google drive": "Google Диск",
    "googledrive": "Google Диск",
    "google диск": "Google Диск",
    "мой диск": "Google Диск",
    "my drive": "Google Диск",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
    "сбердиск": "СберДиск",
}
_CLOUD_MARKS: Final = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".yandex.disk": "Яндекс.Диск"}
_REMOVABLE, _REMOTE, _CDROM = 2, 4, 5
_NETWORK_KINDS: Final = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "afs", "ncpfs", "davfs"}
_STICK_KINDS: Final = {"vfat", "exfat", "msdos"}
_STICK_FOLDERS: Final = ("/media/", "/run/media/", "/mnt/usb")


@dataclass(frozen=True, slots=True)
class Risk:
    """``name``: of the cloud, «» for the others."""

    danger: Danger
    name: str = ""


def _drive_type(root: str) -> int:
    """GetDriveTypeW of Windows; 0 elsewhere."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _mounts() -> list[tuple[str, str]]:
    """Places and kinds of the mounted file systems of Linux."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    parts = [line.split(" ") for line in lines]
    return [(part[1].replace("\\040", " "), part[2]) for part in parts if len(part) > 2]


@dataclass(frozen=True, slots=True)
class Machine:
    """What the computer says of its drives; given by tests."""

    windows: bool = sys.platform == "win32"
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    drive_type: Callable[[str], int] | None = None
    mounts: Callable[[], list[tuple[str, str]]] | None = None

    def type_of(self, root: str) -> int:
        """GetDriveTypeW for the root of a drive."""
        return _drive_type(root) if self.drive_type is None else self.drive_type(root)

    def mounted(self) -> list[tuple[str, str]]:
        """Places and kinds of file systems."""
        return _mounts() if self.mounts is None else self.mounts()


def risk_of(folder: Path, machine: Machine | None = None) -> Risk | None:
    """What threatens a base in ``folder``; None for an ordinary folder of this computer."""
    told = machine or Machine()
    text = str(folder)
    parts = [part for part in text.replace("\\", "/").split("/") if part]
    cloud = _cloud(folder, text, parts, told)
    if cloud is not None:
        return Risk("cloud", cloud)
    if told.windows:
        if text.startswith(("\\\\", "//")) and not text.startswith("\\\\?\\"):
            return Risk("network")
        kind = told.type_of(text[:2] + "\\") if text[1:2] == ":" else 0
        if kind == _REMOTE:
            return Risk("network")
        return Risk("removable") if kind in (_REMOVABLE, _CDROM) else None
    place = max(((at, kind) for at, kind in told.mounted() if _lies_in(text, at)), default=("", ""), key=_length)
    if place[1] in _NETWORK_KINDS:
        return Risk("network")
    if place[1] in _STICK_KINDS or (len(place[0]) > 1 and place[0].startswith(_STICK_FOLDERS)):
        return Risk("removable")
    return None


def _length(place: tuple[str, str]) -> int:
    return len(place[0])


def _lies_in(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")


def _cloud(folder: Path, text: str, parts: list[str], machine: Machine) -> str | None:
    folded = text.replace("\\", "/").casefold().rstrip("/") + "/"
    for variable, name in _CLOUD_VARIABLES.items():
        place = machine.environment.get(variable, "").replace("\\", "/").casefold().rstrip("/")
        if place and folded.startswith(place + "/"):
            return name
    for part in parts:
        low = part.casefold()
        for known, name in _CLOUD_NAMES.items():
            # «OneDrive - Школа № 5», «Dropbox (2)»
            if low == known or low.startswith((f"{known} - ", f"{known} (", f"{known}-")):
                return name
    for place_above in (folder, *folder.parents):
        for mark, name in _CLOUD_MARKS.items():
            try:
                if (place_above / mark).exists() and place_above != Path.home():
                    return name
            except OSError:
                break
    return None


def warning(risk: Risk) -> str:
    """The sentence for a person: what may happen, and the safe way."""
    way = "«Файл» → «Резервные копии…»."
    if risk.danger == "cloud":
        return (
            f"Папка с базой синхронизируется ({risk.name}): облако может подменить файл во время работы, и изменения "
            f"пропадут. Безопаснее держать базу на диске компьютера, а в облако класть копии: {way}"
        )
    if risk.danger == "network":
        return (
            "База лежит на сетевом диске: при обрыве связи изменения могут пропасть. Безопаснее держать базу на диске "
            f"этого компьютера, а на сетевой диск класть копии: {way}"
        )
    return (
        "База лежит на съёмном диске: если вынуть его во время работы, изменения могут пропасть. Безопаснее держать "
        f"базу на диске компьютера, а на флешку класть копии: {way}"
    )
