"""Folders of the program. The only importer of appdirs; everything moves with one ``--data-dir``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

from curator_app.runtime.errors import KnownProblem

_FOLDER = "CuratorApp"
_OVERRIDE = "CURATOR_APP_DATA"
DATABASE_NAME = "curator.db"
# SQLite takes 512 bytes with the end of the string, file systems 255 a name.
_LONGEST, _LONGEST_NAME, _LONGEST_OF_WINDOWS = 511, 255, 259


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder with the school's data and what lies in it."""

    root: Path

    def refuse_long(self) -> None:
        """Raises KnownProblem for a path that neither the disk nor SQLite takes."""
        longest = f"{self.database.absolute()}-journal"
        if os.name == "nt":
            fits = len(longest) <= _LONGEST_OF_WINDOWS
        else:
            names = Path(longest).parts
            fits = len(os.fsencode(longest)) <= _LONGEST and all(
                len(os.fsencode(one)) <= _LONGEST_NAME for one in names
            )
        if not fits:
            raise KnownProblem(
                f"Слишком длинный путь к папке с данными: «…{str(self.root)[-60:]}». Выберите папку ближе к корню "
                "диска или с более коротким именем."
            )

    @property
    def database(self) -> Path:
        """The one SQLite file."""
        return self.root / DATABASE_NAME

    @property
    def lock(self) -> Path:
        """Lock file beside the data: one owner at a time."""
        return self.root / "curator.lock"

    @property
    def backups(self) -> Path:
        """Verified copies of the base."""
        return self.root / "backups"

    @property
    def key_file(self) -> Path:
        """The wrapped key of an encrypted base; a plain base has none."""
        return self.root / "curator.key"

    @property
    def spare_key_file(self) -> Path:
        """The same file once more: without a key file an encrypted base is lost."""
        return self.backups / "curator.key"

    @property
    def opened(self) -> Path:
        """Passing copies of sealed files for other programs to open; wiped when the base is closed."""
        return self.root / ".открытые"

    @property
    def seal(self) -> Path:
        """What the base looked like when it was last closed: silent damage is told by it."""
        return self.root / "curator.seal"

    @property
    def safety(self) -> Path:
        """What is known of the copies: where the second place is, when what was checked. Losing it loses no data."""
        return self.root / "safety.json"

    @property
    def call(self) -> Path:
        """Written by a second start to bring the open window to the front; gone at once."""
        return self.root / "curator.call"

    @property
    def log(self) -> Path:
        """Technical log, without personal data."""
        return self.root / "logs" / "curator.log"

    @property
    def forms(self) -> Path:
        """Forms of the district as they came, by their content."""
        return self.root / "forms"

    @property
    def window_state(self) -> Path:
        """INI with sizes, columns and the like; losing it loses no data."""
        return self.root / "window.ini"


def default_data_folder() -> Path:
    """``CURATOR_APP_DATA`` if set, else the user's local data folder.

    On Windows appdirs gives an 8.3 path when the account has a Cyrillic name; it is spelled out again.
    """
    if override := os.environ.get(_OVERRIDE):
        return Path(override)
    folder = Path(appdirs.user_data_dir(_FOLDER, appauthor=False))
    if sys.platform == "win32" and "~" in str(folder):
        existing = folder
        while not existing.exists() and existing != existing.parent:
            existing = existing.parent
        return Path(os.path.realpath(existing)) / folder.relative_to(existing)
    return folder


def is_overridden() -> bool:
    """Whether the folder of data was named in the environment."""
    return bool(os.environ.get(_OVERRIDE))


def data_folder(root: Path | None = None) -> DataFolder:
    """The data folder chosen by the user, or the default one. Nothing is created."""
    return DataFolder((root if root is not None else default_data_folder()).absolute())


def resources() -> Path:
    """Folder with fonts, icons, templates and catalogues: in the installed package or in the checkout."""
    packaged = Path(__file__).resolve().parents[1] / "resources"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "resources"
