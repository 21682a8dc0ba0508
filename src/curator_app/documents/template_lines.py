"""The line language of the templates: a tag in square brackets opens a block, the lines after it go on with it.

``[пункт] Закрепить …`` — the tags are told apart before any data is put in, so data cannot be a tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from curator_app.documents import patience
from curator_app.documents.blocks import (
    Acknowledgement,
    Align,
    Bar,
    Block,
    Border,
    Clause,
    Column,
    CornerMark,
    CutLine,
    Diagram,
    Footnote,
    PageBreak,
    Paragraph,
    Picture,
    Requisites,
    Row,
    RuledLine,
    Run,
    Signature,
    Size,
    Space,
    Table,
    Text,
    Title,
    plain_text,
)
from curator_app.documents.letters import NBSP
from curator_app.documents.paper_data import Layout
from curator_app.documents.template_text import Values

_TAG = re.compile(r"\[([^\[\]]*)\]\s*")
_ALIGNS: Final[dict[str, Align]] = {
    "абзац": "justify",
    "слева": "left",
    "по центру": "centre",
    "справа": "right",
    "без отступа": "justify",
}
_SIZES: Final[dict[str, Size]] = {"крупно": "large", "мелко": "small", "мельче": "tiny", "крупнее": "huge"}
_FLAGS: Final = {*_SIZES, "жирно", "курсив", "узко", "вместе"}
_CELL_ALIGNS: Final[dict[str, Align]] = {"ц": "centre", "п": "right"}


class LineProblem(Exception):
    """A line of a template cannot be understood; the message is a Russian clause, ``tag`` the line's tag."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.tag = ""

    def line(self, source: str) -> int:
        """Number (from 1) of the first line of a template's source with that tag."""
        for number, line in enumerate(source.splitlines(), start=1):
            if self.tag and f"[{self.tag}]" in " ".join(line.split()):
                return number
        return 1


@dataclass(frozen=True, slots=True)
class Parsed:
    """Blocks of a paper and its «О чём»."""

    blocks: tuple[Block, ...]
    heading: str


@dataclass(slots=True)
class _Parser:
    values: Values
    layout: Layout
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    clauses: int = 0
    subclauses: int = 0
    columns: list[tuple[float, Align]] | None = None
    header: tuple[Text, ...] = ()
    rows: list[Row] = field(default_factory=list)
    size: Size = "small"
    row_height: float = 0.0
    code: str = ""


_Handler = Callable[[_Parser, list[str], str], None]


def parse(rendered: str, values: Values, layout: Layout) -> Parsed:
    """Blocks of a rendered template. Raises LineProblem."""
    parser = _Parser(values, layout)
    for words, content in _entries(rendered):
        patience.check()
        try:
            _find(words)(parser, words.split(), content)
        except LineProblem as problem:
            problem.tag = words
            raise
    _end_table(parser, [], "")
    return Parsed(tuple(parser.blocks), parser.heading)


def check_tags(source: str) -> tuple[int, str] | None:
    """The first line of a template's source whose tag is unknown: its number (from 1) and the tag."""
    for number, line in enumerate(source.splitlines(), start=1):
        match = _TAG.match(line.strip())
        if match is None or "{" in match[1]:
            continue
        try:
            _find(match[1])
        except LineProblem:
            return number, match[1]
    return None


def _entries(rendered: str) -> list[tuple[str, str]]:
    entries: list[tuple[str, list[str]]] = []
    for line in rendered.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        match = _TAG.match(stripped)
        if match is not None:
            entries.append((match[1], [stripped[match.end() :]]))
        elif entries:
            entries[-1][1].append(stripped)
        else:
            entries.append(("абзац", [stripped]))
    return [(" ".join(words.split()), _joined(parts)) for words, parts in entries]


def _joined(parts: list[str]) -> str:
    """Lines of one block as one line, without the blanks that conditions leave before a stop or comma."""
    return re.sub(r" +(?=[,;:.](?:\s|$))", "", re.sub(r"\s+", " ", " ".join(parts)).strip())


def _find(words: str) -> _Handler:
    words = " ".join(words.split())
    for name in sorted(_HANDLERS, key=len, reverse=True):
        if words == name or words.startswith(name + " "):
            _check_options(name, words[len(name) :].split())
            return _HANDLERS[name]
    raise LineProblem(f"неизвестная метка «[{words}]»")


def _check_options(name: str, options: list[str]) -> None:
    allowed = _OPTIONS.get(name, _NO_OPTIONS)
    for option in options:
        if not allowed.fullmatch(option):
            raise LineProblem(f"у метки «[{name}]» не бывает «{option}»")


def _parts(content: str, count: int, parser: _Parser) -> list[Text]:
    pieces = [piece.strip() for piece in content.split("|")]
    if len(pieces) > count:
        raise LineProblem(f"частей, разделённых чертой «|», больше {count}")
    return [parser.values.runs(piece) for piece in pieces] + [()] * (count - len(pieces))


def _paragraph(parser: _Parser, words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    name = next(name for name in _ALIGNS if words[: len(name.split())] == name.split())
    options = set(words[len(name.split()) :])
    bold, italic = "жирно" in options, "курсив" in options
    parser.blocks.append(
        Paragraph(
            tuple(Run(run.text, run.bold or bold, run.italic or italic) for run in value),
            align=_ALIGNS[name],
            indent=name == "абзац",
            size=next((_SIZES[option] for option in words if option in _SIZES), "normal"),
            keep_with_next="вместе" in options,
            width=0.5 if "узко" in options else 1.0,
        )
    )


def _heading(parser: _Parser, _words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    parser.heading = plain_text(value).replace(NBSP, " ")
    opening, closing = ("«", "»") if parser.layout.heading_quotes else ("", "")
    centred = parser.layout.heading_align == "centre"
    quoted = (Run(opening), *value, Run(closing)) if opening else value
    parser.blocks.append(
        Paragraph(
            tuple(Run(run.text, True, run.italic) for run in quoted),
            align="centre" if centred else "left",
            indent=False,
            keep_with_next=True,
            width=1.0 if centred else 0.6,
        )
    )


def _title(parser: _Parser, words: list[str], content: str) -> None:
    if value := parser.values.runs(content):
        parser.blocks.append(Title(value, next((_SIZES[word] for word in words if word in _SIZES), "large")))


def _clause(parser: _Parser, words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    parser.clauses += 1
    parser.subclauses = 0
    parser.blocks.append(Clause(f"{parser.clauses}.", value, keep_with_next="вместе" in words))


def _subclause(parser: _Parser, _words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    parser.subclauses += 1
    parser.blocks.append(Clause(f"{max(parser.clauses, 1)}.{parser.subclauses}.", value, level=2))


def _restart(parser: _Parser, _words: list[str], _content: str) -> None:
    parser.clauses = parser.subclauses = 0


def _requisites(parser: _Parser, _words: list[str], content: str) -> None:
    left, centre, right = _parts(content, 3, parser)
    parser.blocks.append(Requisites(left, centre, right))


def _signature(parser: _Parser, words: list[str], content: str) -> None:
    post, name = _parts(content, 2, parser)
    parser.blocks.append(Signature(post, name, rule="линией" in words, date="датой" in words))


def _ruled(parser: _Parser, _words: list[str], content: str) -> None:
    label, value, caption = _parts(content, 3, parser)
    parser.blocks.append(RuledLine(label, value, "".join(run.text for run in caption)))


def _acknowledgement(parser: _Parser, _words: list[str], content: str) -> None:
    names = (parser.values.runs(content),)
    if parser.blocks and isinstance(last := parser.blocks[-1], Acknowledgement):
        parser.blocks[-1] = Acknowledgement((*last.names, *names))
    else:
        parser.blocks.append(Acknowledgement(names))


def _corner(parser: _Parser, _words: list[str], content: str) -> None:
    lines = tuple(value for piece in content.split("|") if (value := parser.values.runs(piece.strip())))
    if parser.blocks and isinstance(last := parser.blocks[-1], CornerMark):
        parser.blocks[-1] = CornerMark((*last.lines, *lines), last.width)
    elif lines:
        parser.blocks.append(CornerMark(lines))


def _footnote(parser: _Parser, _words: list[str], content: str) -> None:
    lines = tuple(value for piece in content.split("|") if (value := parser.values.runs(piece.strip())))
    if lines or parser.code:
        parser.blocks.append(Footnote(lines, parser.code))
        parser.code = ""


def _code(parser: _Parser, _words: list[str], content: str) -> None:
    parser.code = parser.values.resolve(content)


def _letterhead(parser: _Parser, _words: list[str], _content: str) -> None:
    if (picture := parser.layout.letterhead) is not None:
        parser.blocks.append(Picture(picture.data, picture.width, picture.height))


def _page(parser: _Parser, words: list[str], _content: str) -> None:
    parser.blocks.append(PageBreak(landscape="альбомный" in words))


def _space(parser: _Parser, words: list[str], _content: str) -> None:
    if len(words) != 2:
        raise LineProblem("у метки «[пробел]» должна быть высота в миллиметрах: «[пробел 5]»")
    parser.blocks.append(Space(float(words[1].replace(",", "."))))


def _cut(parser: _Parser, _words: list[str], content: str) -> None:
    parser.blocks.append(CutLine(parser.values.resolve(content)))


def _border(parser: _Parser, _words: list[str], _content: str) -> None:
    parser.blocks.append(Border())


def _table(parser: _Parser, words: list[str], _content: str) -> None:
    _end_table(parser, [], "")
    sizes = [word for word in words[1:] if word not in _SIZES]
    if not sizes:
        raise LineProblem("у метки «[таблица]» должны быть ширины столбцов: «[таблица 10 50 40]»")
    parser.columns = [
        (float(word.rstrip("цп").replace(",", ".")), _CELL_ALIGNS.get(word[-1], "left")) for word in sizes
    ]
    parser.size = next((_SIZES[word] for word in words if word in _SIZES), "small")
    parser.header, parser.rows = (), []


def _header(parser: _Parser, _words: list[str], content: str) -> None:
    parser.header = tuple(_parts(content, len(_open_table(parser)), parser))


def _row(parser: _Parser, _words: list[str], content: str) -> None:
    columns = _open_table(parser)
    parser.rows.append(tuple(_parts(content, len(columns), parser)))


def _section(parser: _Parser, _words: list[str], content: str) -> None:
    _open_table(parser)
    parser.rows.append((parser.values.runs(content),))


def _row_height(parser: _Parser, words: list[str], _content: str) -> None:
    _open_table(parser)
    if len(words) != 3:
        raise LineProblem("у метки «[высота строк]» должна быть высота в миллиметрах: «[высота строк 8]»")
    parser.row_height = float(words[2].replace(",", "."))


def _diagram(parser: _Parser, words: list[str], content: str) -> None:
    _end_table(parser, [], "")
    limit = float(words[1].replace(",", ".")) if len(words) > 1 else 0.0
    parser.blocks.append(Diagram(parser.values.runs(content), (), limit))


def _bar(parser: _Parser, _words: list[str], content: str) -> None:
    last = parser.blocks[-1] if parser.blocks else None
    if not isinstance(last, Diagram):
        raise LineProblem("столбик стоит до метки «[диаграмма]»")
    label, value, told = _parts(content, 3, parser)
    number = plain_text(value).replace(",", ".").replace(NBSP, "")
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", number):
        raise LineProblem("у столбика вторая часть — длина, неотрицательное число: «[столбик] Формы | 3 | 3 пары»")
    parser.blocks[-1] = Diagram(last.title, (*last.bars, Bar(label, float(number), told or value)), last.limit)


def _end_table(parser: _Parser, _words: list[str], _content: str) -> None:
    if parser.columns is None:
        return
    headers = (*parser.header, *((),) * len(parser.columns))
    columns = tuple(
        Column(header, width, "left" if align == "justify" else align)
        for (width, align), header in zip(parser.columns, headers, strict=False)
    )
    parser.blocks.append(Table(columns, tuple(parser.rows), parser.size, parser.row_height))
    parser.columns, parser.header, parser.rows, parser.row_height = None, (), [], 0.0


def _open_table(parser: _Parser) -> list[tuple[float, Align]]:
    if parser.columns is None:
        raise LineProblem("строка таблицы стоит до метки «[таблица]»")
    return parser.columns


_HANDLERS: Final[dict[str, _Handler]] = {
    **dict.fromkeys(_ALIGNS, _paragraph),
    "название": _title,
    "о чём": _heading,
    "пункт": _clause,
    "подпункт": _subclause,
    "нумерация заново": _restart,
    "реквизиты": _requisites,
    "подпись": _signature,
    "линия": _ruled,
    "ознакомление": _acknowledgement,
    "угол": _corner,
    "исполнитель": _footnote,
    "код": _code,
    "картинка бланка": _letterhead,
    "новый лист": _page,
    "пробел": _space,
    "линия отреза": _cut,
    "рамка": _border,
    "таблица": _table,
    "шапка": _header,
    "строка": _row,
    "раздел": _section,
    "высота строк": _row_height,
    "конец таблицы": _end_table,
    "диаграмма": _diagram,
    "столбик": _bar,
}
_NO_OPTIONS: Final = re.compile(r"(?!)")
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_OPTIONS: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(_ALIGNS, re.compile("|".join(sorted(_FLAGS)))),
    "название": re.compile("крупно|крупнее|мелко"),
    "пункт": re.compile("вместе"),
    "подпись": re.compile("с|линией|датой"),
    "новый лист": re.compile("альбомный|книжный"),
    "пробел": re.compile(_NUMBER),
    "таблица": re.compile(rf"{_NUMBER}[цп]?|{'|'.join(_SIZES)}"),
    "высота строк": re.compile(_NUMBER),
    "диаграмма": re.compile(_NUMBER),
}
TAGS: Final[tuple[str, ...]] = tuple(_HANDLERS)
"""Every tag a template may use, for the help beside the editor."""
