"""What must be calculated anew after a form was filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import unescape

from curator_app.exchange.form_filling.package import FormPackage, FormSheet
from curator_app.exchange.xlsx_archive import damaged
from curator_app.exchange.xlsx_xml import parse

_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_FULL = re.compile(rb"\sfullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")
_SEVERAL = re.compile(r"INDIRECT\(|[^!\s]:[^!:]*!", re.IGNORECASE)


def has_formulas(sheet: bytes) -> bool:
    """Whether a worksheet holds any formula."""
    return _FORMULA.search(sheet) is not None


def looking_at(package: FormPackage, touched: Sequence[str]) -> list[FormSheet]:
    """The other sheets with formulas that name a touched sheet, directly, by a defined name, or through one another."""
    formulas = {
        one.title: "\n".join(_formula(text) for text in _TEXT.findall(package.part(one.part)))
        for one in package.sheets
        if one.title not in touched
    }
    names = names_of(package)
    found: list[str] = []
    reached = list(touched)
    while reached:
        words = {title.replace("'", "''") for title in reached}
        words |= {name for name, meaning in names.items() if any(word in meaning for word in words)}
        reached = [
            title
            for title, text in formulas.items()
            if title not in found and (any(word in text for word in words) or _SEVERAL.search(text))
        ]
        found += reached
    return [one for one in package.sheets if one.title in found]


def _formula(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"), {"&apos;": "'", "&quot;": '"'})


def names_of(package: FormPackage) -> dict[str, str]:
    """Defined names with what they stand for; a name given to several sheets holds all of it."""
    found: dict[str, str] = {}
    current = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        current = attributes.get("name", "") if tag == "definedName" else ""
        if current:
            found[current] = f"{found[current]}," if current in found else ""

    def end(_tag: str) -> None:
        nonlocal current
        current = ""

    def text(data: str) -> None:
        if current:
            found[current] += data

    parse([package.part(package.workbook)], package.name, start, end, text)
    return found


def recalculated(workbook: bytes, name: str) -> bytes:
    """``workbook.xml`` with the mark that every formula is calculated when the file is opened."""
    found = _CALC.search(workbook)
    if found is not None:
        tag = _FULL.sub(b"", found.group(0))
        cut = -2 if tag.endswith(b"/>") else -1
        return workbook[: found.start()] + tag[:cut] + b' fullCalcOnLoad="1"' + tag[cut:] + workbook[found.end() :]
    for section in _BEFORE_CALC:
        closing = re.search(
            rb"</((?:\w+:)?)" + section.encode() + rb"\s*>|<((?:\w+:)?)" + section.encode() + rb"/>", workbook
        )
        if closing is not None:
            prefix = closing.group(1) or closing.group(2) or b""
            mark = b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'
            return workbook[: closing.end()] + mark + workbook[closing.end() :]
    raise damaged(name)
