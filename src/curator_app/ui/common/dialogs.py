"""Questions and bad news, in Russian with verbs on the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

from curator_app import APP_NAME
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.theme import colours

_PICTURES: dict[QMessageBox.Icon, tuple[str, Tone]] = {
    QMessageBox.Icon.Question: ("help", "accent"),
    QMessageBox.Icon.Information: ("check-circle", "ok"),
    QMessageBox.Icon.Warning: ("warning", "warn"),
    QMessageBox.Icon.Critical: ("error", "danger"),
}


def show_problem(parent: QWidget | None, sentence: str) -> None:
    """A known problem: one sentence, one button."""
    box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    _run(box)


def show_news(parent: QWidget | None, sentence: str, *, detail: str = "") -> None:
    """Good news that must be seen: one sentence, where what lies, one button."""
    box = QMessageBox(QMessageBox.Icon.Information, APP_NAME, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(detail)
    box.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    _run(box)


def show_bug(parent: QWidget | None, log: Path) -> None:
    """A bug: the data are safe; go on, look at the report and save it, or close the program."""
    while True:
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            APP_NAME,
            "В программе произошла ошибка. Сохранённые данные целы, последнее действие не выполнено.",
            QMessageBox.StandardButton.NoButton,
            parent,
        )
        box.setInformativeText(
            f"Запись для разработчиков (без личных данных) лежит в файле:\n{log}\n\nМожно продолжать работу. Если "
            "ошибка повторяется, закройте программу и откройте снова: введённое в окне будет предложено вернуть."
        )
        go_on = box.addButton("Продолжить", QMessageBox.ButtonRole.AcceptRole)
        report = box.addButton("Сохранить отчёт…", QMessageBox.ButtonRole.ActionRole)
        leave = box.addButton("Закрыть программу", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        chosen = _run(box)
        if chosen is report:
            _show_report(parent, log)
            continue
        if chosen is leave:
            # Leaves every open window at once; drafts of dialogs stay in the base.
            QCoreApplication.exit(0)
        return


def _show_report(parent: QWidget | None, log: Path) -> None:
    from curator_app.ui.common.report_dialog import ReportDialog
    from curator_app.ui.common.run_dialog import run_dialog

    run_dialog(ReportDialog(log, parent))


def confirm(
    parent: QWidget | None, question: str, do: str, *, detail: str = "", cancel: str = "Отмена", danger: bool = False
) -> bool:
    """Asks before something that can't simply be taken back. ``do`` is the verb on the button («Издать приказ»).

    For a dangerous act Enter means «no».
    """
    icon = QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question
    box = QMessageBox(icon, APP_NAME, question, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(detail)
    yes = QPushButton(do, box)
    yes.setProperty("kind", "danger" if danger else "primary")
    box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no if danger else yes)
    box.setEscapeButton(no)
    return _run(box) is yes


def choose(
    parent: QWidget | None, question: str, answers: Sequence[str], *, detail: str = "", cancel: str = "Вернуться"
) -> int | None:
    """Asks which of several things is meant; the first of ``answers`` is offered. Gives its place, None: none."""
    box = QMessageBox(QMessageBox.Icon.Question, APP_NAME, question, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(detail)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in answers]
    buttons[0].setProperty("kind", "primary")
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(box.addButton(cancel, QMessageBox.ButtonRole.RejectRole))
    chosen = _run(box)
    return buttons.index(chosen) if chosen in buttons else None


def _run(box: QMessageBox) -> QAbstractButton:
    # A message box belongs to its parent and would stay with it until the window is closed.
    box.setTextFormat(Qt.TextFormat.PlainText)
    name, tone = _PICTURES[box.icon()]
    box.setIconPixmap(pixmap(name, colours().ink(tone), 36, box.devicePixelRatioF()))
    layout = box.layout()
    assert layout is not None
    layout.setContentsMargins(20, 20, 20, 16)
    box.exec()
    box.deleteLater()
    return box.clickedButton()
