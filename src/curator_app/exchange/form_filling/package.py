"""The zip of a form: looked at before anything is unpacked, put together again with all other parts unchanged."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from xml.parsers import expat

from curator_app.exchange.opening import MAX_FILE
from curator_app.exchange.xlsx_archive import Archive, damaged
from curator_app.exchange.xlsx_reader import refuse_strangers
from curator_app.exchange.xlsx_xml import attribute, parse
from curator_app.runtime.errors import KnownProblem

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKSHEET, _TABLE, _PIVOT, _DRAWING = "/worksheet", "/table", "/pivotTable", "/drawing"


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Whatever a damaged file makes a reader stumble over becomes the sentence about a damaged file."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError, ValueError) as error:
        raise damaged(name) from error
    except LookupError as error:  # an encoding nobody knows; a missing key is a bug of ours
        if isinstance(error, KeyError | IndexError):
            raise
        raise damaged(name) from error


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A worksheet: its title, its part, whether it is hidden."""

    title: str
    part: str
    hidden: bool


class FormPackage:
    """Parts of a form by their own names. Raises KnownProblem for whatever is no honest .xlsx."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if len(data) > MAX_FILE:
            raise KnownProblem(
                f"Файл «{name}» слишком велик ({len(data) // 1048576} МБ). Удалите из него лишние листы."
            )
        if not data.startswith(_ZIP):
            raise KnownProblem(f"«{name}» — не книга Excel. Откройте форму, сохраните как .xlsx и выберите снова.")
        self._archive = Archive(data, name)
        refuse_strangers(self._archive, name)
        seen: set[str] = set()
        for info in self._archive.entries:
            _refuse_tricks(info.filename, name)
            key = info.filename.replace("\\", "/").lstrip("/").lower()
            if key in seen:
                raise damaged(name)
            seen.add(key)
        self._parts: dict[str, bytes] = {}
        with readable(name):
            for part in self._archive.names:
                self._parts[part] = b"".join(self._archive.chunks(part))
                self._refuse_doctype(part)
            self.workbook = self._find_workbook()
            self.sheets, self.date_1904 = self._read_workbook()

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        found = self._parts.get(name.lstrip("/").lower())
        if found is None:
            raise damaged(self.name)
        return found

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lstrip("/").lower() in self._parts

    @property
    def is_signed(self) -> bool:
        """Whether the file bears a digital signature; a changed file is no longer covered by it."""
        return any(part.startswith("_xmlsignatures/") for part in self._parts)

    def related(self, part: str, ending: str) -> list[str]:
        """Parts a part points at, by the ending of the kind of relation («/table»)."""
        return [target for kind, target in self._relations(part).values() if kind.endswith(ending)]

    def tables(self, sheet: FormSheet) -> list[str]:
        """Parts of the named tables of a sheet."""
        return self.related(sheet.part, _TABLE)

    def pivots(self, sheet: FormSheet) -> list[str]:
        """Parts of the pivot tables of a sheet."""
        return self.related(sheet.part, _PIVOT)

    def drawings(self, sheet: FormSheet) -> list[str]:
        """Parts of the pictures and charts of a sheet."""
        return self.related(sheet.part, _DRAWING)

    def rebuilt(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with the ``changed`` parts in the place of the old ones: order, names and times as they were."""
        wanted = {name.lstrip("/").lower(): content for name, content in changed.items()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._archive.entries:
                key = info.filename.replace("\\", "/").lstrip("/").lower()
                made = zipfile.ZipInfo(info.filename, info.date_time)
                made.external_attr, made.create_system = info.external_attr, info.create_system
                stored = info.compress_type == zipfile.ZIP_STORED
                made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(made, wanted.get(key, self._parts[key]))
        return target.getvalue()

    # --- inside

    def _refuse_doctype(self, part: str) -> None:
        if part.endswith((".xml", ".rels")) and b"<!doctype" in self._parts[part][:4096].lower():
            raise KnownProblem(
                f"В файле «{self.name}» есть недопустимые вставки (внешние сущности). Сохраните форму заново в Excel."
            )

    def _find_workbook(self) -> str:
        if self.has("xl/workbook.xml"):
            return "xl/workbook.xml"
        found = next((part for part in self._parts if part.endswith("workbook.xml")), None)
        if found is None:
            raise damaged(self.name)
        return found

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder = posixpath.dirname(part)
        place = f"{folder}/_rels/{posixpath.basename(part)}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}

        def relation(tag: str, attributes: dict[str, str]) -> None:
            if tag != "Relationship" or attributes.get("TargetMode") == "External":
                return
            target = attributes.get("Target", "")
            path = target if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), path.lstrip("/").lower())

        if self.has(place):
            parse([self.part(place)], self.name, relation)
        return found

    def _read_workbook(self) -> tuple[list[FormSheet], bool]:
        targets = self._relations(self.workbook)
        listed: list[tuple[str, str, bool]] = []
        date_1904 = False

        def element(tag: str, attributes: dict[str, str]) -> None:
            nonlocal date_1904
            if tag == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                listed.append((attributes.get("name", ""), attribute(attributes, "id") or "", hidden))
            elif tag == "workbookPr":
                date_1904 = (attributes.get("date1904") or "0").lower() in {"1", "true"}

        parse([self.part(self.workbook)], self.name, element)
        sheets = [
            FormSheet(title, targets[relation][1], hidden)
            for title, relation, hidden in listed
            if relation in targets and targets[relation][0].endswith(_WORKSHEET) and self.has(targets[relation][1])
        ]
        if not sheets:
            raise damaged(self.name)
        return sheets, date_1904


def _refuse_tricks(part: str, name: str) -> None:
    """A part that would lie outside of the file's own folders. Excel never writes such names."""
    path = part.replace("\\", "/")
    if ".." in path.split("/") or ":" in path or "\x00" in path:
        raise KnownProblem(
            f"Внутри файла «{name}» есть подозрительные пути. Откройте форму в Excel, сохраните заново и повторите."
        )
