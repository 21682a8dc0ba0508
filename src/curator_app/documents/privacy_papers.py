"""Papers about personal data: the deed of destruction with its extract from the journal (приказ Роскомнадзора от
28.10.2022 № 179), what is kept of one person (152-ФЗ ст. 14), a plain list to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from curator_app.documents.blocks import (
    Block,
    Column,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Requisites,
    RuledLine,
    Signature,
    Space,
    Table,
    Title,
    text,
)

_SHEET: Final = PageSetup(font_size=12.0, line_spacing=1.0)
_SMALL_SHEET: Final = PageSetup(font_size=11.0, line_spacing=1.0, top=15.0, bottom=15.0)


@dataclass(frozen=True, slots=True)
class Operator:
    """The school as an operator of personal data, and who signs."""

    name: str
    address: str = ""
    place: str = ""
    director_post: str = "Директор"
    director: str = ""
    curator_post: str = "Куратор"
    curator: str = ""


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """``subject``: the name or, when it is not known any more, the number of the record; ``how``: destroyed or
    depersonalised, in words."""

    subject: str
    categories: tuple[str, ...]
    how: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the sheet about one person: a heading, a table with (or without) a head."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


def destruction_deed(
    operator: Operator, number: str, date: dt.date, people: Sequence[ErasedPerson], system: str
) -> Document:
    """The deed and, on the next sheet, the extract from the journal of events: both are kept for three years."""
    title = f"Акт об уничтожении персональных данных № {number}"
    blocks: list[Block] = [
        Paragraph(text(operator.name, bold=True), align="centre", indent=False),
        *([Paragraph(text(operator.address), align="centre", indent=False, size="small")] if operator.address else []),
        Space(4),
        Title(text("АКТ")),
        Paragraph(text("об уничтожении персональных данных", bold=True), align="centre", indent=False),
        Space(2),
        Requisites(text(f"{date:%d.%m.%Y}"), text(operator.place), text(f"№ {number}")),
        Space(3),
        Paragraph(text(
            f"Оператор: {operator.name}{', адрес: ' + operator.address if operator.address else ''}. Составлен в "
            "соответствии с Требованиями к подтверждению уничтожения персональных данных, утверждёнными приказом "
            "Роскомнадзора от 28.10.2022 № 179."
        )),
        Paragraph(text("Обработка поручалась другому лицу: нет.")),
        Paragraph(text(
            f"Информационная система, из которой удалены персональные данные: {system}. Способ: удаление записей "
            "средствами программы с затиранием освобождённого места файла базы и записей журнала изменений. "
            "Материальные носители не уничтожались."
        )),
        Space(2),
        _people(people),
        Space(3),
        Paragraph(text(
            "Приказы и другие изданные документы школы, в которых названо лицо, сохраняются в течение сроков, "
            "установленных законодательством об архивном деле (Федеральный закон от 22.10.2004 № 125-ФЗ)."
        )),
        Space(6),
        Paragraph(text("Персональные данные уничтожил(а):"), indent=False, keep_with_next=True),
        Signature(text(operator.curator_post), text(operator.curator), rule=True),
        Space(3),
        Signature(text(operator.director_post), text(operator.director), rule=True),
        PageBreak(),
        Paragraph(text(operator.name, bold=True), align="centre", indent=False),
        Space(4),
        Title(text("ВЫГРУЗКА")),
        Paragraph(
            text("из журнала регистрации событий в информационной системе персональных данных", bold=True),
            align="centre",
            indent=False,
        ),
        Space(2),
        Paragraph(text(f"К акту № {number} от {date:%d.%m.%Y}. Информационная система: {system}.")),
        Space(2),
        _people(people, moments=True),
        Space(6),
        Signature(text(operator.curator_post), text(operator.curator), rule=True),
        Space(2),
        Paragraph(text("Акт и выгрузка хранятся три года с даты уничтожения."), indent=False, size="small"),
    ]  # fmt: skip
    return Document(title, title, tuple(blocks), _SHEET)


def subject_sheet(operator: Operator, name: str, on: dt.date, parts: Sequence[SheetPart], basis: str) -> Document:
    """What is kept of one person, on demand (152-ФЗ ст. 14 ч. 7); other people are not named in it."""
    title = "Сведения о персональных данных"
    blocks: list[Block] = [
        Paragraph(text(operator.name, bold=True), align="centre", indent=False),
        Space(3),
        Title(text("СВЕДЕНИЯ")),
        Paragraph(text("о персональных данных, которые хранятся о вас", bold=True), align="centre", indent=False),
        Space(2),
        RuledLine(text("Кому:"), text(name)),
        Paragraph(text(f"По состоянию на {on:%d.%m.%Y}. {basis}"), size="small"),
    ]
    for part in parts:
        blocks += [Space(3), Paragraph(text(part.title, bold=True), indent=False, keep_with_next=True)]
        if not part.rows:
            blocks.append(Paragraph(text("Нет."), indent=False))
            continue
        widths = part.widths or tuple(1 / len(part.rows[0]) for _ in part.rows[0])
        heads = part.header or tuple("" for _ in widths)
        columns = tuple(Column(text(head), width) for head, width in zip(heads, widths, strict=True))
        blocks.append(Table(columns, tuple(tuple(text(cell) for cell in row) for row in part.rows)))
    blocks += [
        Space(4),
        Paragraph(text(
            "Вы вправе потребовать уточнения, блокирования или уничтожения данных и отозвать согласие письменным "
            "заявлением (статьи 14 и 21 Федерального закона от 27.07.2006 № 152-ФЗ)."
        ), size="small"),
        Space(6),
        Signature(text(operator.curator_post), text(operator.curator), rule=True),
        Space(3),
        RuledLine(text("Получил(а)"), (), "подпись, дата"),
    ]  # fmt: skip
    return Document(title, title, tuple(blocks), _SMALL_SHEET)


def plain_list(
    school: str, title: str, about: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]
) -> Document:
    """A list of the program on paper, lying. ``columns``: heads with their shares of the width."""
    table = Table(
        tuple(Column(text(head), width) for head, width in columns),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        size="tiny",
    )
    blocks: tuple[Block, ...] = (
        Paragraph(text(school, bold=True), align="centre", indent=False),
        Space(2),
        Title(text(title.upper())),
        Paragraph(text(about), align="centre", indent=False, size="small"),
        Space(3),
        table,
    )
    page = PageSetup(left=20, right=10, top=15, bottom=15, font_size=11, line_spacing=1.0, landscape=True)
    return Document(title, title, blocks, page)


def _people(people: Sequence[ErasedPerson], *, moments: bool = False) -> Table:
    columns = (
        Column(text("№"), 0.06, "centre"),
        Column(text("Субъект персональных данных"), 0.24),
        Column(text("Категории данных"), 0.32),
        Column(text("Причина"), 0.2),
        Column(text("Дата и время" if moments else "Что сделано, дата"), 0.18),
    )
    rows = tuple(
        (
            text(str(number)),
            text(one.subject),
            text("; ".join(one.categories)),
            text(one.reason),
            text(f"{one.at:%d.%m.%Y %H:%M}\n{one.how}" if moments else f"{one.how}\n{one.at:%d.%m.%Y}"),
        )
        for number, one in enumerate(people, start=1)
    )
    return Table(columns, rows)
