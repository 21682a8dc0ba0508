"""The zip of an .xlsx: fixed times, the properties' own clock stopped, formulas with their values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from curator_app.exchange import sheets_in_memory

if TYPE_CHECKING:
    from openpyxl import Workbook

Cached = Mapping[str, Mapping[str, int | float | str]]

_TIME = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
# openpyxl names the rows that repeat before the columns; Excel writes them the other way round.
_TITLES = re.compile(rb'(name="_xlnm\.Print_Titles"[^>]*>)([^<,]*\$[0-9]+:\$[0-9]+),([^<,]*)')
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*(?:/>|></v>)</c>')
_TYPE = re.compile(rb' t="[a-z]+"')


def pack(book: Workbook, target: io.BytesIO, cached: Cached) -> None:
    """Writes the workbook. ``cached``: {part: {cell: value}} of its formulas."""
    sheets_in_memory.save(book, _FixedZip(target, cached))


class _FixedZip(zipfile.ZipFile):
    """An archive that knows no clock."""

    def __init__(self, target: io.BytesIO, cached: Cached) -> None:
        super().__init__(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._cached = cached

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """A part from memory."""
        del args, kwargs
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, zipfile.ZipInfo) else str(zinfo_or_arcname)
        content = data.encode() if isinstance(data, str) else bytes(data)
        if name == "docProps/core.xml":
            content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
        if name == "xl/workbook.xml":
            content = _TITLES.sub(rb"\1\3,\2", content)
        if values := self._cached.get(name):
            content = _with_values(content, values)
        super().writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)


def _with_values(content: bytes, values: Mapping[str, int | float | str]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        value = values[found[1].decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        told = escape(value) if isinstance(value, str) else repr(value)
        attributes = _TYPE.sub(b"", found[2])
        return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (found[1], attributes, kind, found[3], told.encode())

    return _FORMULA.sub(put, content)
