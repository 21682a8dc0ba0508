"""Opening a table that somebody brought: what it really is, and whether it is safe to read.

Every refusal is one Russian sentence; nothing is parsed before the size and the kind are known (bars.md 1.4).
"""

from __future__ import annotations

from pathlib import Path

from curator_app.exchange.grid import Grid
from curator_app.runtime.errors import Cancelled, KnownProblem
from curator_app.runtime.log import note_cause
from curator_app.runtime.progress import Progress

MAX_FILE = 60 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")
_OTHER = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "архив RAR"),
    (b"7z\xbc\xaf", "архив 7z"),
    (b"\x1f\x8b", "архив"),
)


def _unreadable(name: str, what: str) -> KnownProblem:
    return KnownProblem(f"«{name}» — это {what}, а не таблица. Сохраните таблицу как .xlsx или .csv и выберите её.")


def read_file(path: Path) -> bytes:
    """The bytes of the file. Raises KnownProblem: no such file, a folder, no right, empty, too large."""
    name = path.name or str(path)
    if len(name) > 80:
        name = name[:77] + "…"
    try:
        if path.is_dir():
            raise KnownProblem(f"«{name}» — это папка. Выберите файл таблицы .xlsx или .csv.")
        if name.startswith("~$"):
            raise KnownProblem(f"«{name}» — временный файл Excel. Выберите саму таблицу, без «~$» в начале имени.")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise KnownProblem(
                f"Файл «{name}» слишком велик ({size // 1048576} МБ). Оставьте в нём только нужный лист."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise KnownProblem(f"Файла «{name}» нет. Проверьте имя и папку.") from error
    except PermissionError as error:
        raise KnownProblem(
            f"Файл «{name}» занят другой программой или закрыт от чтения. Закройте его в Excel."
        ) from error
    except (OSError, ValueError) as error:
        raise KnownProblem(f"Файл «{name}» не читается. Проверьте диск или скопируйте файл ещё раз.") from error
    if not data.strip(b"\x00\r\n\t "):
        raise KnownProblem(f"Файл «{name}» пуст. Выберите файл с таблицей.")
    return data


def open_table(path: Path, progress: Progress | None = None) -> list[Grid]:
    """All sheets of an .xlsx or the one of a .csv. Raises KnownProblem with the one sentence to show.

    Whatever a damaged file makes a reader stumble over becomes a sentence too.
    """
    data = read_file(path)
    name = path.name if len(path.name) <= 80 else path.name[:77] + "…"
    try:
        return _read(path, name, data, progress or Progress())
    except (KnownProblem, Cancelled):
        raise
    except MemoryError as error:
        raise KnownProblem(
            f"Файл «{name}» слишком велик для этого компьютера. Оставьте в нём только нужный лист."
        ) from error
    except RecursionError as error:
        raise KnownProblem(
            f"Файл «{name}» повреждён: его строение не читается. Сохраните его заново в Excel."
        ) from error
    except Exception as error:
        note_cause(error)
        raise KnownProblem(
            f"Файл «{name}» повреждён и не читается. Откройте его в Excel и сохраните заново."
        ) from error


def _read(path: Path, name: str, data: bytes, progress: Progress) -> list[Grid]:
    suffix = path.suffix.lower()
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise KnownProblem(f"Файл «{name}» защищён паролем. Снимите пароль в Excel и сохраните файл как .xlsx.")
        raise KnownProblem(f"«{name}» — книга старого формата .xls. Откройте её в Excel и сохраните как .xlsx.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from curator_app.exchange import xlsx_archive, xlsx_reader

        if suffix in {".xlsm", ".xltm"}:
            raise xlsx_archive.macros(name)
        return xlsx_reader.read_workbook(data, name, progress)
    if data.startswith(_PICTURES):
        raise _unreadable(name, "картинка")
    for magic, what in _OTHER:
        if data.startswith(magic):
            raise _unreadable(name, f"файл {what}" if what.isupper() else what)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head")) or b"<html" in head[:500]:
        raise _unreadable(name, "веб-страница или XML")
    from curator_app.exchange import csv_reader

    return [csv_reader.read_csv(data, path.stem, name, progress)]
