"""Pieces of WordprocessingML that python-docx has no words for: fonts of all scripts, fields, borders, tabs."""

from __future__ import annotations

from typing import Any

from curator_app.documents.blocks import Text
from curator_app.documents.letters import printable

FONT = "Times New Roman"
TWIPS_PER_MM = 1440 / 25.4

_ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "both"}


def element(tag: str, **attributes: str) -> Any:
    """An element of the ``w:`` name space with ``w:`` attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def twips(millimetres: float) -> str:
    """Millimetres as twentieths of a point."""
    return str(round(millimetres * TWIPS_PER_MM))


def add_runs(paragraph: Any, value: Text, *, size: float | None = None, underline: bool = False) -> None:
    """Appends a text to a ``w:p``; ``size`` in points when it is not the style's."""
    from docx.oxml.ns import qn

    for run in value:
        letters = printable(run.text)
        if not letters:
            continue
        made = element("r")
        properties = element("rPr")
        if run.bold:
            properties.append(element("b"))
        if run.italic:
            properties.append(element("i"))
        if size is not None:
            properties.append(element("sz", val=str(round(size * 2))))
            properties.append(element("szCs", val=str(round(size * 2))))
        if underline:
            properties.append(element("u", val="single"))
        if len(properties):
            made.append(properties)
        for number, line in enumerate(letters.split("\n")):
            if number:
                made.append(element("br"))
            words = element("t")
            words.text = line
            words.set(qn("xml:space"), "preserve")
            made.append(words)
        paragraph.append(made)


def add_tab(paragraph: Any) -> None:
    """Appends a tab."""
    run = element("r")
    run.append(element("tab"))
    paragraph.append(run)


def paragraph(
    align: str = "left",
    *,
    indent: float = 0.0,
    left: float = 0.0,
    right: float = 0.0,
    before: float = 0.0,
    after: float = 0.0,
    spacing: float = 1.0,
    exact: float | None = None,
    keep: bool = False,
    tabs: tuple[tuple[float, str, str], ...] = (),
    border: str | None = None,
) -> Any:
    """An empty ``w:p``. Lengths in millimetres; ``spacing`` in lines, ``exact`` a fixed line height in points;
    ``tabs``: (place in millimetres, alignment, leader); ``border``: style of a line under the paragraph."""
    made = element("p")
    properties = element("pPr")
    if keep:
        properties.append(element("keepNext"))
    if border is not None:
        edges = element("pBdr")
        edges.append(element("bottom", val=border, sz="6", space="1", color="auto"))
        properties.append(edges)
    if tabs:
        stops = element("tabs")
        for place, kind, leader in tabs:
            stops.append(element("tab", val=kind, leader=leader, pos=twips(place)))
        properties.append(stops)
    line, rule = (str(round(exact * 20)), "exact") if exact is not None else (str(round(spacing * 240)), "auto")
    properties.append(element("spacing", before=twips(before), after=twips(after), line=line, lineRule=rule))
    if indent or left or right:
        properties.append(element("ind", left=twips(left), right=twips(right), firstLine=twips(indent)))
    properties.append(element("jc", val=_ALIGN[align]))
    made.append(properties)
    return made


def table(widths: list[float], *, ruled: bool) -> Any:
    """An empty ``w:tbl`` of fixed column widths in millimetres."""
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
    if ruled:
        properties.append(element("tblInd", w=twips(1.4), type="dxa"))
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz="4", space="0", color="auto"))
        properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    pad = twips(1.4) if ruled else "0"
    for side in ("left", "right"):
        margins.append(element(side, w=pad, type="dxa"))
    properties.append(margins)
    made.append(properties)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=twips(width)))
    made.append(grid)
    return made


def row(*, header: bool = False, min_height: float = 0.0, whole: bool = True) -> Any:
    """An empty ``w:tr``; a header is repeated on every page, a ``whole`` row is not cut by a page's end."""
    made = element("tr")
    properties = element("trPr")
    if whole:
        properties.append(element("cantSplit"))
    if min_height > 0:
        properties.append(element("trHeight", val=twips(min_height), hRule="atLeast"))
    if header:
        properties.append(element("tblHeader"))
    if len(properties):
        made.append(properties)
    return made


def cell(width: float, content: Any, *, span: int = 1, under: bool = False, stand: str = "", shade: str = "") -> Any:
    """A ``w:tc`` with one paragraph; ``under`` rules its lower edge, ``stand``: «center» or «bottom» of the cell;
    ``shade``: RRGGBB of its ground, between white edges."""
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if under:
        borders = element("tcBorders")
        borders.append(element("bottom", val="single", sz="4", space="0", color="auto"))
        properties.append(borders)
    elif shade:
        borders = element("tcBorders")
        for side in ("top", "bottom"):
            borders.append(element(side, val="single", sz="24", space="0", color="FFFFFF"))
        properties.append(borders)
    if shade:
        properties.append(element("shd", val="clear", color="auto", fill=shade))
    if stand:
        properties.append(element("vAlign", val=stand))
    made.append(properties)
    made.append(content)
    return made


def page_field(content: Any, size: float) -> None:
    """Appends the number of the page as a field."""
    for kind in ("begin", "PAGE", "end"):
        run = element("r")
        properties = element("rPr")
        properties.append(element("sz", val=str(round(size * 2))))
        run.append(properties)
        if kind == "PAGE":
            instruction = element("instrText")
            instruction.text = " PAGE "
            run.append(instruction)
        else:
            run.append(element("fldChar", fldCharType=kind))
        content.append(run)


def set_style(style: Any, size: float, language: str) -> None:
    """Type, size and language of the base style, for all scripts."""
    from docx.shared import Pt

    style.font.name = FONT
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    from docx.oxml.ns import qn

    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.append(element("lang", val=language, eastAsia=language, bidi=language))


def page_border(section: Any) -> None:
    """A double line around the sheets of a section, drawn by the word processor itself."""
    properties = section._sectPr
    if any(child.tag.endswith("}pgBorders") for child in properties):
        return
    borders = element("pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="thickThinSmallGap", sz="24", space="24", color="auto"))
    margins = next(child for child in properties if child.tag.endswith("}pgMar"))
    margins.addnext(borders)
