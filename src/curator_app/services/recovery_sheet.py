"""The sheet with the recovery code: printed once, kept in a safe, not beside the computer."""

from __future__ import annotations

from curator_app.documents.blocks import (
    Block,
    Clause,
    Column,
    Document,
    PageSetup,
    Paragraph,
    RuledLine,
    Run,
    Space,
    Table,
    Title,
    text,
)
from curator_app.domain import recovery_code
from curator_app.services import school
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_IN_A_ROW = 4


def sheet(workspace: Workspace, code: str) -> Document:
    """One page: the code in eight groups, what it is for, where to keep it, how to use it."""
    name = school.get_school(workspace).short_name
    groups = recovery_code.groups_of(code)
    rows = tuple(
        tuple((Run(f"{at + 1}-я:  "), Run(groups[at], bold=True)) for at in range(first, first + _IN_A_ROW))
        for first in range(0, len(groups), _IN_A_ROW)
    )
    blocks: list[Block] = [
        Title(text("ЛИСТ ВОССТАНОВЛЕНИЯ")),
        Paragraph(text("к зашифрованной базе программы «Куратор наставничества»"), align="centre", indent=False),
        Space(4),
        RuledLine(text("Школа: "), text(name)),
        RuledLine(text("Дата: "), text(date_short(workspace.clock.today()))),
        RuledLine(text("Папка данных: "), text(str(workspace.folder.root))),
        Space(6),
        Paragraph(
            text("Код восстановления: восемь групп по пять цифр", bold=True),
            indent=False,
            keep_with_next=True,
            space_after=2,
        ),
        Table(tuple(Column((), 0.25, "centre") for _ in range(_IN_A_ROW)), rows, size="large", min_row_height=16),
        Space(6),
        Paragraph(text("Зачем этот лист", bold=True), indent=False, keep_with_next=True),
        Paragraph(
            text(
                "Данные школы зашифрованы паролем. Если пароль забыт, открыть базу и её копии можно только этим кодом. "
                "Код никто не сможет выслать или восстановить: ни в школе, ни у разработчиков его нет. Потеряны и "
                "пароль, и лист — потеряны данные."
            )
        ),
        Space(3),
        Paragraph(text("Как хранить", bold=True), indent=False, keep_with_next=True),
        Clause("1.", text("В сейфе или у директора, в запечатанном конверте. Не рядом с компьютером.")),
        Clause("2.", text("Не фотографировать и не пересылать: код открывает базу наравне с паролем.")),
        Clause("3.", text("Если лист потерян, выпустите новый: «Файл» → «Пароль и шифрование…».")),
        Space(3),
        Paragraph(text("Как открыть базу по коду", bold=True), indent=False, keep_with_next=True),
        Clause("1.", text("Запустите программу. В окне «Введите пароль» нажмите «Забыли пароль?».")),
        Clause("2.", text("Наберите цифры всех групп по порядку; пробелы не важны.")),
        Clause("3.", text("Придумайте новый пароль. Этот лист останется действительным.")),
        Space(8),
        RuledLine(text("Лист принял на хранение: "), (), "должность, подпись, фамилия и инициалы, дата"),
    ]
    return Document(
        "Лист восстановления", "Код восстановления базы", tuple(blocks), PageSetup(font_size=13, numbered=False)
    )


def to_pdf(workspace: Workspace, code: str) -> bytes:
    """The sheet as PDF. Raises KnownProblem when a font of the program is missing."""
    from curator_app.documents.pdf import to_pdf as draw

    return draw(sheet(workspace, code))
