"""What each tag of a template makes of its words: the block that the paper gets (tables: ``template_tables``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from curator_app.documents.blocks import (
    Acknowledgement,
    Align,
    Block,
    Border,
    Clause,
    CornerMark,
    CutLine,
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
    Text,
    Title,
    plain_text,
)
from curator_app.documents.letters import NBSP
from curator_app.documents.paper_data import Layout
from curator_app.documents.template_text import Values

ALIGNS: Final[dict[str, Align]] = {
    "абзац": "justify",
    "слева": "left",
    "по центру": "centre",
    "справа": "right",
    "без отступа": "justify",
}
SIZES: Final[dict[str, Size]] = {"крупно": "large", "мелко": "small", "мельче": "tiny", "крупнее": "huge"}


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


@dataclass(slots=True)
class Making:
    """A paper while its lines are read one after another."""

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


Handler = Callable[[Making, list[str], str], None]
"""Takes the words of the tag and what stands after it."""


def parts(content: str, count: int, parser: Making) -> list[Text]:
    """What stands between the strokes, ``count`` texts, the last ones empty. Raises LineProblem for more."""
    pieces = [piece.strip() for piece in content.split("|")]
    if len(pieces) > count:
        raise LineProblem(f"частей, разделённых чертой «|», больше {count}")
    return [parser.values.runs(piece) for piece in pieces] + [()] * (count - len(pieces))


def _paragraph(parser: Making, words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    name = next(name for name in ALIGNS if words[: len(name.split())] == name.split())
    options = set(words[len(name.split()) :])
    bold, italic = "жирно" in options, "курсив" in options
    parser.blocks.append(
        Paragraph(
            tuple(Run(run.text, run.bold or bold, run.italic or italic) for run in value),
            align=ALIGNS[name],
            indent=name == "абзац",
            size=next((SIZES[option] for option in words if option in SIZES), "normal"),
            keep_with_next="вместе" in options,
            width=0.5 if "узко" in options else 1.0,
        )
    )


def _heading(parser: Making, _words: list[str], content: str) -> None:
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


def _title(parser: Making, words: list[str], content: str) -> None:
    if value := parser.values.runs(content):
        parser.blocks.append(Title(value, next((SIZES[word] for word in words if word in SIZES), "large")))


def _clause(parser: Making, words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    parser.clauses += 1
    parser.subclauses = 0
    parser.blocks.append(Clause(f"{parser.clauses}.", value, keep_with_next="вместе" in words))


def _subclause(parser: Making, _words: list[str], content: str) -> None:
    value = parser.values.runs(content)
    if not value:
        return
    parser.subclauses += 1
    parser.blocks.append(Clause(f"{max(parser.clauses, 1)}.{parser.subclauses}.", value, level=2))


def _restart(parser: Making, _words: list[str], _content: str) -> None:
    parser.clauses = parser.subclauses = 0


def _requisites(parser: Making, _words: list[str], content: str) -> None:
    left, centre, right = parts(content, 3, parser)
    parser.blocks.append(Requisites(left, centre, right))


def _signature(parser: Making, words: list[str], content: str) -> None:
    post, name = parts(content, 2, parser)
    parser.blocks.append(Signature(post, name, rule="линией" in words, date="датой" in words))


def _ruled(parser: Making, _words: list[str], content: str) -> None:
    label, value, caption = parts(content, 3, parser)
    parser.blocks.append(RuledLine(label, value, "".join(run.text for run in caption)))


def _acknowledgement(parser: Making, _words: list[str], content: str) -> None:
    names = (parser.values.runs(content),)
    if parser.blocks and isinstance(last := parser.blocks[-1], Acknowledgement):
        parser.blocks[-1] = Acknowledgement((*last.names, *names))
    else:
        parser.blocks.append(Acknowledgement(names))


def _corner(parser: Making, _words: list[str], content: str) -> None:
    lines = tuple(value for piece in content.split("|") if (value := parser.values.runs(piece.strip())))
    if parser.blocks and isinstance(last := parser.blocks[-1], CornerMark):
        parser.blocks[-1] = CornerMark((*last.lines, *lines), last.width)
    elif lines:
        parser.blocks.append(CornerMark(lines))


def _footnote(parser: Making, _words: list[str], content: str) -> None:
    lines = tuple(value for piece in content.split("|") if (value := parser.values.runs(piece.strip())))
    if lines or parser.code:
        parser.blocks.append(Footnote(lines, parser.code))
        parser.code = ""


def _code(parser: Making, _words: list[str], content: str) -> None:
    parser.code = parser.values.resolve(content)


def _letterhead(parser: Making, _words: list[str], _content: str) -> None:
    if (picture := parser.layout.letterhead) is not None:
        parser.blocks.append(Picture(picture.data, picture.width, picture.height))


def _page(parser: Making, words: list[str], _content: str) -> None:
    parser.blocks.append(PageBreak(landscape="альбомный" in words))


def _space(parser: Making, words: list[str], _content: str) -> None:
    if len(words) != 2:
        raise LineProblem("у метки «[пробел]» должна быть высота в миллиметрах: «[пробел 5]»")
    parser.blocks.append(Space(float(words[1].replace(",", "."))))


def _cut(parser: Making, _words: list[str], content: str) -> None:
    parser.blocks.append(CutLine(parser.values.resolve(content)))


def _border(parser: Making, _words: list[str], _content: str) -> None:
    parser.blocks.append(Border())


TEXT_TAGS: Final[dict[str, Handler]] = {
    **dict.fromkeys(ALIGNS, _paragraph),
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
}
