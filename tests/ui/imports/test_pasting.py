"""What Excel, LibreOffice, Word and browsers put on the clipboard becomes rows to import; our rows go back to them."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from curator_app.ui.common.table_copy import for_clipboard
from curator_app.ui.imports.html_table import table_rows
from curator_app.ui.imports.pasting import pasted_table

WANTED = [["ФИО", "Должность", "Телефон"], ["Ким Анна Олеговна", "учитель\nклассный руководитель", "+7 912 345-67-89"]]
EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\,";} td {padding-top:1px;}
.xl65 {mso-number-format:"\\@";} --></style>
</head><body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=300 style='border-collapse:collapse;width:225pt'>
<!--StartFragment--> <col width=64 span=3 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64>ФИО</td><td class=xl65>Должность</td><td>Телефон</td>
 </tr>
 <tr height=20 style='display:none;mso-height-source:userset'><td>Скрытый Пётр</td><td></td><td></td></tr>
 <tr height=40>
  <td height=40>Ким Анна<span style='mso-spacerun:yes'>&nbsp; </span>Олеговна</td>
  <td>учитель<br>
    классный руководитель</td><td class=xl65>+7 912 345-67-89</td>
 </tr>
<!--EndFragment--></table></body></html>"""
LIBRE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><style type="text/css">body,div,table{font-family:"Liberation Sans"}</style></head><body>
<table cellspacing="0" border="0"><colgroup span="3" width="85"></colgroup>
<tr><td height="17" align="left"><b><font color="#000000">ФИО</font></b></td><td>Должность</td><td>Телефон</td></tr>
<tr><td height="32" align="left">Ким Анна Олеговна</td><td>учитель<br>классный руководитель</td>
<td sdval="0" sdnum="1049;0;@">+7 912 345-67-89</td></tr></table></body></html>"""
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body><!--StartFragment--><table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'>
<td width=200><p class=MsoNormal><b>ФИО<o:p></o:p></b></p></td><td><p class=MsoNormal>Должность</p></td>
<td><p class=MsoNormal>Телефон</p></td></tr><tr><td><p class=MsoNormal>Ким
Анна Олеговна</p></td><td><p class=MsoNormal>учитель</p><p class=MsoNormal>классный руководитель</p></td>
<td><p class=MsoNormal>+7 912 345-67-89</p></td></tr></table><!--EndFragment--></body></html>"""
BROWSER = """<meta charset='utf-8'><table><thead><tr><th>ФИО</th><th>Должность</th><th>Телефон</th></tr></thead>
<tbody><tr><td><a href="#">Ким Анна Олеговна</a></td><td><ul><li>учитель</li><li>классный руководитель</li></ul></td>
<td>+7&nbsp;912&nbsp;345-67-89</td></tr></tbody></table>"""


def _put(html: str = "", text: str = "") -> None:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def _read() -> list[list[str]]:
    told = pasted_table()
    assert told is not None
    return list(csv.reader(io.StringIO(told), delimiter=";"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("html", [EXCEL, LIBRE, WORD, BROWSER], ids=["excel", "libre", "word", "browser"])
def test_tables_of_other_programs(html: str) -> None:
    _put(html, "ФИО\nДолжность\nТелефон\nКим Анна Олеговна\nучитель\nклассный руководитель\n+7 912 345-67-89")
    assert _read() == WANTED


@pytest.mark.usefixtures("qapp")
def test_merged_cells_keep_their_columns() -> None:
    _put(
        "<table><tr><td colspan=2>Кафедра</td><td>Телефон</td></tr>"
        "<tr><td rowspan=2>Физика</td><td>Ким</td><td>1</td></tr><tr><td>Зайцев</td><td>2</td></tr>"
        "<tr><td>Химия</td><td>Жук</td><td>3</td></tr></table>"
    )
    assert _read() == [
        ["Кафедра", "", "Телефон"],
        ["Физика", "Ким", "1"],
        ["", "Зайцев", "2"],
        ["Химия", "Жук", "3"],
    ]


@pytest.mark.usefixtures("qapp")
def test_html_without_a_table_leaves_the_text() -> None:
    _put("<p>ФИО — Ким</p>", "ФИО\tКласс\nКим\t7-А")
    assert _read() == [["ФИО", "Класс"], ["Ким", "7-А"]]
    _put("<table><tr><td>одно слово</td></tr></table>", "одно слово")
    assert pasted_table() is None
    _put("<p>просто текст</p>", "просто текст")
    assert pasted_table() is None


def test_a_broken_page_is_read_as_far_as_it_goes() -> None:
    assert table_rows("<table><tr><td>а<![if !vml]><td><![метка[x]]>б</table>") == [["а", "б"]]
    assert table_rows("<table><td>а<td colspan=99999999>б<tr><td rowspan='x'>в</table></table><table><tr><td>г") == [
        ["а", "б"],
        ["в"],
    ]


@pytest.mark.usefixtures("qapp")
def test_copied_rows_are_a_table_and_come_back_the_same() -> None:
    lines = [["ФИО", "Класс", "Телефон", "Пар", "С"], ["Ким <Анна> & К°", "7-2", "79123456789", "3", "01.09.2026"]]
    mime = for_clipboard(lines)
    assert mime.text() == "\n".join("\t".join(line) for line in lines)
    cells = dict(zip(lines[1], mime.html().split("<tbody>")[1].split("</td>"), strict=False))
    text = "mso-number-format"
    assert [text in cells[one] for one in lines[1]] == [True, True, True, False, False]
    QGuiApplication.clipboard().setMimeData(mime)
    assert _read() == lines
