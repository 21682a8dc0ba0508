"""The zip around a workbook: refused before anything is unpacked when it cannot be an honest workbook."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from curator_app.runtime.errors import KnownProblem

MAX_PARTS = 5_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 150
_RATIO_FROM = 4 * 1024 * 1024
_DIRECTORY_ENTRY, _END_OF_DIRECTORY = b"PK\x01\x02", b"PK\x05\x06"
_END_AT_MOST = 22 + 65_535  # bytes: the end of the directory and its remark
_CHUNK = 1024 * 1024
# What the standard library raises for an archive of rubbish: there is no common class.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)


def damaged(name: str) -> KnownProblem:
    """The sentence for a file that is no whole workbook."""
    return KnownProblem(f"Файл «{name}» повреждён и не читается. Откройте его в Excel и сохраните заново.")


def bomb(name: str) -> KnownProblem:
    """The sentence for a file that unpacks into far more than a table can be."""
    return KnownProblem(
        f"Файл «{name}» при распаковке становится непомерно большим, читать его небезопасно. "
        "Скопируйте нужную таблицу в новую книгу и сохраните."
    )


def macros(name: str) -> KnownProblem:
    """The refusal of a workbook with macros."""
    return KnownProblem(f"В книге «{name}» есть макросы. Сохраните её в Excel как обычную книгу .xlsx и повторите.")


def _parts_told(data: bytes) -> int:
    """How many parts the end of the directory tells of; a directory that holds more than it tells costs a look at
    the bytes it really has. Parsing it, even to refuse, takes a second for twenty thousand parts."""
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - _END_AT_MOST))
    if end < 0 or end + 22 > len(data):
        return 0
    told, size = struct.unpack_from("<HL", data, end + 10)
    return max(int(told), data.count(_DIRECTORY_ENTRY, max(0, end - size), end))


class Archive:
    """Parts of a workbook by lower-case name without the leading slash."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if _parts_told(data) > MAX_PARTS:
            raise bomb(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _UNREADABLE as error:
            raise damaged(name) from error
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL:
            raise bomb(name)
        for info in infos:
            if info.flag_bits & 1:
                raise KnownProblem(f"Файл «{name}» защищён паролем. Снимите пароль и сохраните файл как .xlsx.")
            if info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise bomb(name)
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    @property
    def names(self) -> list[str]:
        """Names of all parts, small letters."""
        return list(self._parts)

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        """The entries of the directory in their order."""
        return self._zip.infolist()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lstrip("/").lower() in self._parts

    def size(self, part: str) -> int:
        """Unpacked bytes of a part."""
        return self._parts[part.lstrip("/").lower()].file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part in pieces of a megabyte. Raises KnownProblem when it is damaged."""
        info = self._parts.get(part.lstrip("/").lower())
        if info is None:
            raise damaged(self.name)
        total = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    total += len(piece)
                    if total > MAX_TOTAL:
                        raise bomb(self.name)
                    yield piece
        except _UNREADABLE as error:
            raise damaged(self.name) from error

    def read(self, part: str, limit: int = 32 * 1024 * 1024) -> bytes:
        """A small part whole."""
        if self.has(part) and self.size(part) > limit:
            raise bomb(self.name)
        return b"".join(self.chunks(part))
