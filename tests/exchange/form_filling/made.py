"""Forms made for the tests: three sheets with everything a district puts into one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

FACTS, PAIRS, LISTS = "Сведения", "Пары", "Справочник"
LABELS = (
    "Дата заполнения",
    "Число молодых специалистов",
    "Число наставников",
    "Число наставляемых",
    "Доля молодых специалистов с наставником, %",
    "Всего",
)
HEADINGS = ("№", "Наставник", "Наставляемый", "Приказ", "Дата приказа")
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@lru_cache(maxsize=1)
def form() -> bytes:
    """Facts (merges, validation, conditional format, picture, rich text, formulas, print settings), a protected table
    of five rows with a total, a hidden list whose formula looks at the facts."""
    book = Workbook()
    facts = book.active
    assert facts is not None
    facts.title = FACTS
    facts["A1"] = "Мониторинг наставничества"
    facts["A1"].font = Font(bold=True, size=14)
    facts.merge_cells("A1:D1")
    facts["A2"] = CellRichText("Организация ", TextBlock(InlineFont(b=True), "(полностью)"))
    facts.merge_cells("B2:D2")
    for row, label in enumerate(LABELS, start=4):
        for column in (1, 2):
            facts.cell(row, column).border = _BOX
        facts.cell(row, 1).value = label
    facts["B4"].number_format = "DD.MM.YYYY"
    facts["B8"].number_format = "0.0%"
    facts["B9"] = "=B6+B7"
    facts["C9"] = '=IF(B9>5,"много","мало")'
    whole = DataValidation(type="whole", operator="between", formula1="0", formula2="999")
    whole.add("B5:B7")
    facts.add_data_validation(whole)
    red = PatternFill("solid", bgColor="FFFF0000")
    rule: Any = CellIsRule
    facts.conditional_formatting.add("B5:B7", rule(operator="equal", formula=["0"], fill=red))
    drawn = io.BytesIO()
    Picture.new("RGB", (40, 20), "red").save(drawn, "PNG")
    drawn.seek(0)
    facts.add_image(Image(drawn), "F2")
    facts.print_area = "A1:D12"
    facts.page_setup.orientation = "landscape"
    foot: Any = facts.oddFooter
    foot.center.text = "стр. &P"
    pairs = book.create_sheet(PAIRS)
    pairs["A1"] = "Закрепления"
    pairs.merge_cells("A1:E1")
    for column, heading in enumerate(HEADINGS, start=1):
        pairs.cell(3, column).value = heading
        for row in range(3, 9):
            pairs.cell(row, column).border = _BOX
    for row in range(4, 9):
        pairs.cell(row, 5).number_format = "DD.MM.YYYY"
    pairs["A9"] = "Итого"
    pairs["B9"] = "=COUNTA(B4:B8)"
    pairs.protection.sheet = True
    pairs.print_title_rows = "3:3"
    pairs.freeze_panes = "A4"
    lists = book.create_sheet(LISTS)
    lists["A1"], lists["A2"] = "да", "нет"
    lists["B1"] = f"={FACTS}!B5*2"
    lists.sheet_state = "hidden"
    book.defined_names["ответы"] = DefinedName("ответы", attr_text=f"{LISTS}!$A$1:$A$2")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of a file by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> list[str]:
    """Names of the parts that differ; the lists of parts must be the same."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    return [name for name in old if old[name] != new[name]]


def with_parts(content: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same file with some parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts(content) | dict(replaced)).items():
            archive.writestr(name, part)
    return target.getvalue()


def sheet_of(data: str, *, after: str = "", prefix: str = "") -> bytes:
    """A worksheet from the XML of its rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    name = f":{prefix[:-1]}" if prefix else ""
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{prefix}worksheet xmlns{name}="{space}">'
    return f"{head}{data}{after}</{prefix}worksheet>".encode()


def simple(data: str, *, after: str = "", prefix: str = "") -> bytes:
    """A workbook of one sheet «Лист» with these rows."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "Лист"
    target = io.BytesIO()
    book.save(target)
    return with_parts(target.getvalue(), {"xl/worksheets/sheet1.xml": sheet_of(data, after=after, prefix=prefix)})
