"""Rows taken without the parser mean what the parser makes of them: a comment leaves the whole sheet to it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from tests.exchange.bad_files import workbook

from curator_app.exchange.grid import CellError, Grid, Value
from curator_app.exchange.opening import open_table
from curator_app.exchange.xlsx_plain import Memory, PlainRows, whole_elements, without_references
from curator_app.runtime.errors import KnownProblem

_OPENING = re.compile(rb"<((?:\w+:)?)sheetData\s*>")
_STRINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><sst count="4"><si><t>Ветрова &amp; К°</t></si>'
    "<si><r><t>часть </t></r><r><t>вторая</t></r><rPh><t>нет</t></rPh></si>"
    '<si><t xml:space="preserve"> край </t></si><si><t>  </t></si><si/></sst>'
)
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a &lt; б &#1071;&#x44F;;</t></is></c><c r="B1"><v>5</v></c></row>',
    '<row r="2" spans="1:4"><c r="A2" s="1"/><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>',
    '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c><c r="C3" t="s"><v>4</v></c></row>',
    '<row r="4"/><row r="5"><c r="A5" t="str"><f>A1&amp;"/&gt;"</f><v>#N/A</v></c><c r="XA5"></c></row>',
    '<row r="6"><c r="A6"><f t="shared" si="0"/><v>1.5</v></c><c r="B6" t="e"><v>#DIV/0!</v></c></row>',
    '<row r="7"> <c r="A7" t="b"><v>1</v></c>\n<c r="C7" t="d"><v>2026-09-01</v></c></row>',
    "<row r=\"8\"><c r='A8'><v>1</v></c><c><v>2</v></c><c r=\"E9\"><v>3</v></c></row><row><c><v>4</v></c></row>",
    '<row r="11"><c r="A11" t="inlineStr"><is><t>\xa0</t></is></c></row>',
    '<row r="11"><c r="B11" t="inlineStr"><is><t>а\r\nб</t></is></c></row>',
    '<row r="12"><c r="A12" t="inlineStr"><is><r><t>из</t></r><r><t> двух</t></r></is></c></row>',
    '<row r="12"><c r="B12" t="inlineStr"><is><t xml:space="preserve"> _x041F_ </t></is></c></row>',
    '<row r="13" s="1" customFormat="1"><c r="A13" s="1"/></row>',
    '<row r="14"><c r="A14" t="n"><v> 7 </v></c><c r="B14" t="n"><v>inf</v></c><c r="C14"><v/></c></row>',
)  # fmt: skip


def grid(tmp_path: Path, rows: str) -> Grid:
    """The first sheet with these rows."""
    path = tmp_path / "т.xlsx"
    path.write_bytes(workbook(rows, parts={"xl/sharedStrings.xml": _STRINGS.encode()}))
    return open_table(path)[0]


def told(found: Grid) -> list[tuple[int, int, str, object]]:
    """Cells with their types, in the order of the sheet."""
    return [(r, c, type(value).__name__, value) for r, row in sorted(found.rows.items()) for c, value in row.items()]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_both_ways_tell_the_same(tmp_path: Path, prefix: str) -> None:
    rows = re.sub(r"(</?)(?=\w)", rf"\1{prefix}", "".join(ROWS))
    plain, parsed = grid(tmp_path, rows), grid(tmp_path, f"<!-- x -->{rows}")
    assert told(plain) == told(parsed)
    assert plain.rows[1] == {0: "a < б Яя;", 1: 5}
    assert plain.rows[2] == {1: "Ветрова & К°", 2: "часть вторая"}
    assert plain.rows[3] == {0: " край "}
    assert isinstance(plain.rows[6][1], CellError)
    assert plain.rows[8] == {0: 1, 1: 2}
    assert plain.rows[9] == {4: 3}
    assert plain.rows[10] == {0: 4}
    assert plain.rows[12] == {0: "из двух", 1: " П "}


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>а & б</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&нет;</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&#1;</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>\x01</t></is></c></row>',
        '<row r="1"><c r="A1"><v>семь</v></c></row>',
        '<row r="1"><c r="A1"><v>7</v></row>',
        '<row r="100001"><c r="A100001"><v>7</v></c></row>',
        '<row r="1"><c r="XFD1"><v>7</v></c></row>',
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"а" * 32_768}</t></is></c></row>',
    ],
)
def test_both_ways_refuse_the_same(tmp_path: Path, row: str) -> None:
    for rows in (row, f"<!-- x -->{row}"):
        with pytest.raises(KnownProblem):
            grid(tmp_path, rows)


_MAKES = (
    '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>',
    '<c r="{at}" t="inlineStr" s="2"><is><t xml:space="preserve"> {text} </t></is></c>',
    '<c r="{at}"><v>{number}</v></c>',
    '<c r="{at}" s="1" t="s"><v>{string}</v></c>',
    '<c r="{at}" t="str"><f>A1&amp;"/&gt;"</f><v>{text}</v></c>',
    '<c r="{at}" s="1"/>',
    '<c r="{at}" t="inlineStr"><is><t/></is></c>',
    '<c r="{at}" t="n"><v></v></c>',
)


def _recurring(seed: int, many: int) -> str:
    """Rows of a few shapes with holes, now and then an odd cell, blanks between cells, rows without any."""
    dice = random.Random(seed)
    shapes = [[dice.choice(_MAKES) for _ in range(8)] for _ in range(dice.randrange(1, 7))]
    rows = []
    for number in range(1, many):
        cells = []
        for letter, usual in zip("ABCDEFGH", dice.choice(shapes), strict=True):
            make = dice.choice(_MAKES) if dice.random() < 0.02 else usual
            text = dice.choice(("Ветрова", "а &amp; б", "#N/A", "_x041F_", "а\nб", "  ", "\xa0", str(number)))
            row = number + (dice.random() < 0.002)
            told = make.format(at=f"{letter}{row}", text=text, number=dice.randrange(99), string=dice.randrange(6))
            cells.append(told if dice.random() < 0.9 else "")
        blank = "\n" if dice.random() < 0.02 else ""
        rows.append(f'<row r="{number}"/>' * (dice.random() < 0.05) + f'<row r="{number}">{blank.join(cells)}</row>')
    return "".join(rows)


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_a_known_shape_mean_the_same(tmp_path: Path, seed: int) -> None:
    rows = _recurring(seed, 400)
    if seed % 3 == 0:
        rows = re.sub(r"(</?)(?=\w)", r"\1x:", rows)
    assert told(grid(tmp_path, rows)) == told(grid(tmp_path, f"<!-- x -->{rows}"))


def test_most_rows_are_taken_by_their_shape(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cut: list[str] = []
    usual = PlainRows._cut

    def counted(rows: PlainRows, xml: str) -> tuple[int, dict[int, Value]]:
        cut.append(xml)
        return usual(rows, xml)

    monkeypatch.setattr(PlainRows, "_cut", counted)
    text = '<c r="{at}" t="inlineStr"><is><t>{number}</t></is></c>'
    rows = [
        "".join(text.format(at=f"{letter}{number}", number=number) for letter in "ABC" if (number + ord(letter)) % 5)
        for number in range(1, 1000)
    ]
    found = grid(tmp_path, "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, start=1)))
    assert len(found.rows) == 999
    assert len(cut) < 100


def test_most_rows_are_taken_without_the_parser() -> None:
    xml = b'<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>' + b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1000)
    )
    pieces = list(whole_elements([xml[:500], xml[500:7777], xml[7777:] + b"</sheetData></worksheet>"], _OPENING, "row"))
    assert b"".join(piece for piece, _prefix in pieces) == xml + b"</sheetData></worksheet>"
    assert sum(len(piece) for piece, prefix in pieces if prefix is None) < 100


@pytest.mark.parametrize("head", [b"<!-- x -->", b'<?xml version="1.0" encoding="windows-1251"?>', b"<!DOCTYPE x>"])
def test_unusual_documents_are_left_to_the_parser(head: bytes) -> None:
    xml = head + b'<worksheet><sheetData><row r="1"></row></sheetData></worksheet>'
    assert list(whole_elements([xml], _OPENING, "row")) == [(xml, None)]


def test_references() -> None:
    assert without_references("а;б&quot;&#65;;&#x42;") == 'а;б"A;B'
    for bad in ("&", "а&б", "&amp", "&&amp;", "&#55296;", "&#0;", "&x;"):
        with pytest.raises(ValueError, match=r"ampersand|entity|letter|literal|surrogate"):
            without_references(bad)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator_app.exchange.xlsx_plain._REMEMBERED", 10)
    memory: Memory[int, int] = Memory(lambda number: number * 2)
    assert [memory[number] for number in range(25)] == [number * 2 for number in range(25)]
    assert len(memory) <= 10
