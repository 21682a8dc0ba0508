"""Makes the bad files of the catalogue (bars.md 1.4): bombs, strangers under a false name, damage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>'
    "{tail}</worksheet>"
)
_HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>ФИО</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Должность</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ветрова Дина Марковна</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>учитель</t></is></c></row>'
)


_LOST = _RELS.replace("worksheets/sheet1.xml", "worksheets/lost.xml")


def workbook(
    rows: str = _HEAD, *, doctype: str = "", tail: str = "", parts: Mapping[str, bytes] | None = None
) -> bytes:
    """A workbook by hand: ``rows`` of XML (default: a table of one person)."""
    sheet = _SHEET.format(doctype=doctype, rows=rows, tail=tail)
    files: dict[str, bytes] = {
        "[Content_Types].xml": _TYPES.encode(),
        "xl/workbook.xml": _BOOK.encode(),
        "xl/_rels/workbook.xml.rels": _RELS.encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def plain_book() -> bytes:
    """An honest workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Лист1")
    sheet.write_row(0, 0, ["ФИО", "Должность"])
    sheet.write_row(1, 0, ["Ветрова Дина Марковна", "учитель"])
    book.close()
    return out.getvalue()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE lolz [<!ENTITY e0 "ха">{entities}]>'
    return workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>', doctype=doctype)


def _foreign_file() -> bytes:
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>', doctype=doctype)


def _long_cell() -> bytes:
    return workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{" " * 190_000_000}</t></is></c></row>')


def _middling_cell() -> bytes:
    return workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"ха" * 500_000}</t></is></c></row>')


def _far_cell() -> bytes:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return workbook(_HEAD + far)


def _shared_bomb() -> bytes:
    strings = "<sst>" + "<si><t>" + "а" * 95_000_000 + "</t></si></sst>"
    return workbook(parts={"xl/sharedStrings.xml": strings.encode()})


def _ole(marker: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + marker.encode("utf-16-le") + b"\x00" * 4000


def _encrypted_zip() -> bytes:
    data = bytearray(plain_book())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _lying_size() -> bytes:
    data = bytearray(plain_book())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _many_parts() -> bytes:
    """Seventy thousand entries in the directory; its end tells of one."""
    book = zipped({"xl/1.xml": b""})
    entry_at, end_at = book.find(b"PK\x01\x02"), book.find(b"PK\x05\x06")
    entries, end = book[entry_at:end_at] * 70_000, bytearray(book[end_at:])
    end[12:16] = len(entries).to_bytes(4, "little")
    return book[:entry_at] + entries + bytes(end)


# name → (file name, maker); every one must be refused with one Russian sentence
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing inside": ("пусто.xlsx", lambda: b""),
    "only zero bytes": ("нули.csv", lambda: b"\x00" * 5000),
    "a picture": ("фото.xlsx", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40),
    "a PDF": ("скан.xlsx", lambda: b"%PDF-1.7\n" + b"x" * 500),
    "a web page": ("таблица.xlsx", lambda: "<html><body><table><tr><td>ФИО</td></tr></table></body></html>".encode()),
    "an old workbook": ("старый.xls", lambda: _ole("Workbook")),
    "an old workbook renamed": ("старый.xlsx", lambda: _ole("Workbook")),
    "a password": ("пароль.xlsx", lambda: _ole("EncryptedPackage")),
    "a password of the archive": ("пароль.xlsx", _encrypted_zip),
    "no sheets": ("листы.xlsx", lambda: workbook(parts={"xl/_rels/workbook.xml.rels": _LOST.encode()})),
    "macros": ("макросы.xlsm", plain_book),
    "macros inside": ("макросы.xlsx", lambda: workbook(parts={"xl/vbaProject.bin": b"x"})),
    "a binary workbook": ("двоичная.xlsb", lambda: zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<x/>"})),
    "a table of LibreOffice": ("таблица.ods", lambda: zipped({"mimetype": b"x", "content.xml": b"<x/>"})),
    "a Word document": ("приказ.docx", lambda: zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})),
    "a plain archive": ("архив.xlsx", lambda: zipped({"список.txt": b"1"})),
    "a cut file": ("обрывок.xlsx", lambda: plain_book()[:2000]),
    "damaged XML": ("порча.xlsx", lambda: workbook("<row><c><v>")),
    "no workbook inside": ("порча.xlsx", lambda: zipped({"[Content_Types].xml": _TYPES.encode()})),
    "a lying size": ("порча.xlsx", _lying_size),
    "billion laughs": ("смех.xlsx", _laughs),
    "a foreign entity": ("чужое.xlsx", _foreign_file),
    "a bomb of blanks": ("бомба.xlsx", _long_cell),
    "a long cell": ("длинная.xlsx", _middling_cell),
    "a bomb of strings": ("бомба.xlsx", _shared_bomb),
    "too many parts": ("части.xlsx", _many_parts),
    "a value far away": ("далеко.xlsx", _far_cell),
    "many columns": ("столбцы.csv", lambda: (";".join(["ФИО"] * 5000) + "\n").encode()),
    "mojibake": ("кодировка.csv", lambda: _spoiled("utf-8", "cp1251")),
    "mojibake of Latin letters": ("кодировка.csv", lambda: _spoiled("utf-8", "latin-1")),
    "mojibake of cp1251": ("кодировка.csv", lambda: _spoiled("cp1251", "latin-1")),
    "mojibake of koi8": ("кодировка.csv", lambda: _spoiled("cp1251", "koi8-r")),
    "no headings": ("без_шапки.csv", lambda: "1;2;3\n4;5;6\n".encode("cp1251")),
    "a letter": ("письмо.csv", lambda: "Уважаемые коллеги!\nПросим прислать списки.\n".encode("cp1251")),
    "no rows": ("пустая.csv", lambda: "ФИО;Должность;Телефон\n".encode("cp1251")),
    "rubbish": ("мусор.csv", lambda: bytes(range(1, 256)) * 50),
}


def _spoiled(written: str, read: str) -> bytes:
    text = "ФИО;Должность;Телефон\n" + "Ветрова Дина Марковна;учитель математики;8 904 555-01-23\n" * 20
    return text.encode(written).decode(read, errors="replace").encode("utf-8")
