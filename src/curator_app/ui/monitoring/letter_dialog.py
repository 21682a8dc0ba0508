"""How the workbook is made and, with a letter, to whom it goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.files import safe_name
from curator_app.services.monitoring import letters
from curator_app.services.monitoring.letters import LetterData
from curator_app.services.monitoring.rows import Measured
from curator_app.services.privacy.consent_register import participants_without
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted, date_short
from curator_app.ui.common.fields import Field, FlagField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_SHORTEST_PASSWORD = 8
_DEPERSONALISED = "Обезличенная: вместо людей — коды"


class PasswordField(TextField):
    """A password; what is typed can be seen, so that it can be told on the telephone."""

    def __init__(self) -> None:
        super().__init__(
            "password",
            "Пароль книги (если нужен)",
            hint="Без пароля книгу не открыть: сообщите его получателю отдельно от письма.",
        )
        self.line.setEchoMode(QLineEdit.EchoMode.Normal)
        self.line.setMaximumWidth(280)

    def own_problem(self) -> str:
        text = self.line.text()
        return (
            ""
            if not text or len(text.strip()) >= _SHORTEST_PASSWORD
            else f"Пароль короче {_SHORTEST_PASSWORD} знаков легко подобрать. Придумайте длиннее."
        )


class FilesField(Field):
    """Files that go along with the workbook."""

    def __init__(self, name: str, label: str, own: str) -> None:
        self._paths: list[Path] = []
        self._own = own
        box = QWidget()
        self.told = QLabel(box)
        self.told.setWordWrap(True)
        self.add = QPushButton("Добавить файл…", box)
        self.add.setAutoDefault(False)
        self.clear = QPushButton("Убрать добавленные", box)
        self.clear.setAutoDefault(False)
        self.clear.setProperty("kind", "quiet")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.add)
        row.addWidget(self.clear)
        row.addStretch(1)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.told)
        layout.addLayout(row)
        box.setFocusProxy(self.add)
        super().__init__(name, label, box)
        self.add.clicked.connect(self._pick)
        self.clear.clicked.connect(lambda: self._put([]))
        self._tell()

    def value(self) -> list[Path]:
        return list(self._paths)

    def set_value(self, value: Any) -> None:
        self._paths = list(value or ())
        self._tell()

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Что ещё приложить к письму")
        if chosen:
            self._put([*self._paths, *(one for one in map(Path, chosen) if one not in self._paths)])

    def _put(self, paths: list[Path]) -> None:
        self.set_value(paths)
        self.edited.emit()

    def _tell(self) -> None:
        self.told.setText("\n".join((self._own, *(one.name for one in self._paths))))
        self.clear.setVisible(bool(self._paths))


class FolderField(Field):
    """Where the workbook and the letter are kept."""

    def __init__(self, name: str, label: str, folder: Path) -> None:
        self._folder = folder
        box = QWidget()
        self.told = QLabel(box)
        self.told.setWordWrap(True)
        self.choose = QPushButton("Другая папка…", box)
        self.choose.setAutoDefault(False)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.told, 1)
        row.addWidget(self.choose)
        box.setFocusProxy(self.choose)
        super().__init__(name, label, box)
        self.choose.clicked.connect(self._pick)
        self.set_value(folder)

    def value(self) -> Path:
        return self._folder

    def set_value(self, value: Any) -> None:
        self._folder = Path(value)
        self.told.setText(str(self._folder))

    def _pick(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Куда сохранить книгу и письмо", str(self._folder))
        if chosen:
            self.set_value(chosen)
            self.edited.emit()


@dataclass(frozen=True, slots=True)
class LetterWish:
    """What was asked for."""

    letter: LetterData
    book_name: str
    depersonalised: bool
    password: str | None
    files: tuple[Path, ...]
    folder: Path


def unconsented(number: int) -> str:
    """What is said before a book with names: how many of them have not agreed to it."""
    if not number:
        return ""
    people = counted(number, "участника", "участников", "участников")
    return f" У {people} нет действующего согласия на обработку персональных данных: в книге без имён их не назовут."


class BookDialog(FormDialog):
    """«Книга для района…»: with names or without, with a password or without."""

    def __init__(self, measured: Measured, parent: QWidget | None, without_consent: int = 0) -> None:
        self.chosen: tuple[bool, str | None] = (True, None)
        rows: list[list[Field]] = [[FlagField("depersonalised", _DEPERSONALISED)], [PasswordField()]]
        super().__init__(
            f"Книга мониторинга: {measured.title}",
            [Section("", rows)],
            self._choose,
            values={"depersonalised": True},
            verb="Сохранить книгу…",
            size=(560, 330),
            parent=parent,
        )
        self.notice.say(
            f"В книге двенадцать листов: показатели с формулами, реестры, ИОМ, опросы, статистика — "
            f"на {date_short(measured.on)}." + unconsented(without_consent)
        )

    def _choose(self, values: Values) -> None:
        self.chosen = (values["depersonalised"], values["password"])


class LetterDialog(FormDialog):
    """«Письмо с книгой…»: everything is offered ready."""

    def __init__(self, workspace: Workspace, measured: Measured, folder: Path, parent: QWidget | None) -> None:
        self.wish: LetterWish | None = None
        self._period = measured.period
        self._book_name = f"{safe_name(f'Мониторинг наставничества, {measured.title}')}.xlsx"
        offered = letters.suggest(workspace, measured.title)
        address = TextField(
            "to", "Кому", required=True, placeholder="otdel@obraz.ru", hint="Несколько адресов — через запятую."
        )
        address.suggest(list(dict.fromkeys(one.recipient for one in letters.list_letters(workspace))))
        sections = [
            Section(
                "",
                [
                    [address],
                    [TextField("subject", "Тема", required=True)],
                    [LinesField("body", "Текст письма", rows=7)],
                    [FilesField("files", "Вложения", self._book_name)],
                ],
            ),
            Section(
                "Книга",
                [
                    [FlagField("depersonalised", _DEPERSONALISED)],
                    [FlagField("snapshot", "Зафиксировать срез: что было отправлено")],
                    [PasswordField()],
                    [FolderField("folder", "Книга и письмо сохранятся в папке", folder)],
                ],
            ),
        ]
        last = next(iter(letters.list_letters(workspace)), None)
        super().__init__(
            f"Письмо с книгой: {measured.title}",
            sections,
            self._take,
            values={
                "to": offered.to or (last.recipient if last else ""),
                "subject": offered.subject,
                "body": offered.body,
                "depersonalised": True,
                "snapshot": True,
            },
            verb="Подготовить письмо",
            size=(720, 660),
            parent=parent,
        )
        self.notice.say(
            "Программа сделает книгу и черновик письма и откроет его в вашей почтовой программе. Отправите его вы сами."
            + unconsented(len(participants_without(workspace)))
        )

    def _take(self, values: Values) -> None:
        letter = LetterData(
            to=values["to"] or "",
            subject=values["subject"] or "",
            body=values["body"] or "",
            period=self._period if values["snapshot"] else None,
        )
        letters.make_draft(letter, [])  # says now what is wrong with the address, while it can be mended
        if any(one.name == self._book_name for one in values["files"]):
            raise KnownProblem(f"Файл с именем «{self._book_name}» уже приложен: это сама книга. Уберите добавленный.")
        self.wish = LetterWish(
            letter,
            self._book_name,
            values["depersonalised"],
            values["password"],
            tuple(values["files"]),
            values["folder"],
        )
