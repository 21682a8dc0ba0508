"""Sizes, columns and the like, kept between starts in an INI. Losing the file loses no data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class WindowState:
    """Named strings and byte arrays in an INI file. Never raises: an unreadable file is the same as an empty one."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        self._settings.setAtomicSyncRequired(False)

    def text(self, key: str, default: str = "") -> str:
        """The string kept under ``key``."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> list[str]:
        """The list of strings kept under ``key``."""
        return [part for part in self.text(key).split("|") if part]

    def numbers(self, key: str) -> list[int]:
        """The list of whole numbers kept under ``key``; empty when anything in it is not a number."""
        parts = self.texts(key)
        return [int(part) for part in parts] if all(part.lstrip("-").isdigit() for part in parts) else []

    def blob(self, key: str) -> QByteArray:
        """Bytes (geometry of windows) kept under ``key``."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | QByteArray) -> None:
        """Keeps one value."""
        self._settings.setValue(key, value)

    def put_list(self, key: str, values: list[str] | list[int]) -> None:
        """Keeps a list of strings without «|» or of whole numbers."""
        self._settings.setValue(key, "|".join(str(value) for value in values))

    def sync(self) -> None:
        """Writes the file now."""
        self._settings.sync()
