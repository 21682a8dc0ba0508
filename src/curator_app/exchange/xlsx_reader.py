"""An .xlsx workbook as grids, one a sheet, in the order of the tabs; hidden sheets, rows and columns included."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial

from curator_app.exchange.grid import Grid
from curator_app.exchange.xlsx_archive import Archive, bomb, damaged, macros
from curator_app.exchange.xlsx_sheet import SheetReader
from curator_app.exchange.xlsx_styles import date_styles, shared_strings
from curator_app.exchange.xlsx_xml import attribute, parse
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress

_MAX_SHEETS = 200
_MAX_STRINGS = 60_000_000
_WORKBOOK = "xl/workbook.xml"


def read_workbook(data: bytes, name: str, progress: Progress) -> list[Grid]:
    """All worksheets. ``name`` stands in the messages. Raises KnownProblem."""
    archive = Archive(data, name)
    refuse_strangers(archive, name)
    workbook = _workbook_part(archive, name)
    sheets, date_1904 = _sheets(archive, workbook, name)
    strings = _optional(archive, archive.names, "sharedstrings.xml")
    texts = shared_strings(archive.chunks(strings), name, _MAX_STRINGS) if strings else []
    styles_part = _optional(archive, archive.names, "styles.xml")
    styles = date_styles([archive.read(styles_part)], name) if styles_part else []
    grids: list[Grid] = []
    for number, (title, part) in enumerate(sheets):
        progress.step(number, len(sheets), title)
        grid = Grid(title, date_1904=date_1904)
        reader = SheetReader(grid, texts, styles, name, partial(progress.step, number, len(sheets), title))
        reader.read(archive.chunks(part))
        grids.append(grid)
    return grids


def refuse_strangers(archive: Archive, name: str) -> None:
    """Refuses whatever is zipped but no workbook of our kind. Raises KnownProblem."""
    parts = archive.names
    if any(part.endswith("vbaproject.bin") for part in parts):
        raise macros(name)
    if any(part.endswith("workbook.bin") for part in parts):
        raise KnownProblem(
            f"«{name}» — двоичная книга, программа таких не читает. Откройте её в Excel и сохраните как обычную .xlsx."
        )
    if "content.xml" in parts and "mimetype" in parts:
        raise KnownProblem(
            f"«{name}» — таблица другой программы. Откройте её, сохраните как книгу Excel (.xlsx) и выберите снова."
        )
    if any(part.startswith("word/") for part in parts):
        raise KnownProblem(f"«{name}» — документ Word. Скопируйте таблицу в Excel и сохраните как .xlsx.")
    if any(part.startswith("ppt/") for part in parts):
        raise KnownProblem(f"«{name}» — презентация, а не таблица. Выберите файл .xlsx или .csv.")
    if not any(part.endswith("workbook.xml") for part in parts):
        if parts and not any("[content_types]" in part for part in parts):
            raise KnownProblem(f"«{name}» — архив, а не книга Excel. Распакуйте его и выберите таблицу .xlsx или .csv.")
        raise damaged(name)
    if archive.has("[Content_Types].xml") and b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise macros(name)


def _workbook_part(archive: Archive, name: str) -> str:
    if archive.has(_WORKBOOK):
        return _WORKBOOK
    found = next((part for part in archive.names if part.endswith("workbook.xml")), None)
    if found is None:
        raise damaged(name)
    return found


def _optional(archive: Archive, names: Iterable[str], ending: str) -> str | None:
    if archive.has("xl/" + ending):
        return "xl/" + ending
    return next((part for part in names if part.endswith("/" + ending)), None)


def _sheets(archive: Archive, workbook: str, name: str) -> tuple[list[tuple[str, str]], bool]:
    """Titles and parts of the worksheets, and whether the workbook counts days from 1904."""
    targets: dict[str, tuple[str, str]] = {}
    folder = posixpath.dirname(workbook)
    relations = f"{folder}/_rels/{posixpath.basename(workbook)}.rels".lstrip("/")

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}").lstrip("/")
            )
            targets[attributes.get("Id", "")] = (attributes.get("Type", ""), part)

    if archive.has(relations):
        parse([archive.read(relations)], name, relation)
    listed: list[tuple[str, str]] = []
    date_1904 = False

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal date_1904
        if tag == "sheet":
            listed.append((attributes.get("name", ""), attribute(attributes, "id") or ""))
        elif tag == "workbookPr":
            date_1904 = (attributes.get("date1904") or "0").lower() in {"1", "true"}

    parse([archive.read(workbook)], name, element)
    if len(listed) > _MAX_SHEETS:
        raise bomb(name)
    found = list(_worksheets(archive, listed, targets))
    if not found:
        raise damaged(name)
    return found, date_1904


def _worksheets(
    archive: Archive, listed: list[tuple[str, str]], targets: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    for number, (title, relation) in enumerate(listed, start=1):
        kind, part = targets.get(relation, ("worksheet", f"xl/worksheets/sheet{number}.xml"))
        if kind.endswith("worksheet") and archive.has(part):
            yield title, part
