"""A letter with a filled form: a draft, its entry in the register, and the mail program."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring import letters
from curator_app.services.monitoring.letters import LetterData
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import FlagField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.monitoring.forms.forms_dialog import MadeFile


def send_form(host: PageHost, workspace: Workspace, made: MadeFile, parent: QWidget) -> None:
    """Asks what to write, keeps the draft beside the form and opens it. Raises KnownProblem when nothing opens it."""
    target = made.path.with_suffix(".eml")
    offered = letters.suggest(workspace, made.measured.title)
    last = next(iter(letters.list_letters(workspace)), None)

    def save(values: Values) -> None:
        letter = LetterData(
            to=values["to"] or "",
            subject=values["subject"] or "",
            body=values["body"] or "",
            period=made.measured.period if values["snapshot"] else None,
        )
        letters.save_letter(workspace, letter, [letters.read_attachment(made.path)], target)

    dialog = FormDialog(
        f"Письмо с формой: {made.path.name}",
        [
            Section(
                "",
                [
                    [TextField("to", "Кому", required=True, hint="Несколько адресов — через запятую.")],
                    [TextField("subject", "Тема", required=True)],
                    [LinesField("body", "Текст письма", rows=7)],
                    [FlagField("snapshot", "Зафиксировать срез: что было отправлено")],
                ],
            )
        ],
        save,
        values={
            "to": offered.to or (last.recipient if last else ""),
            "subject": offered.subject,
            "body": offered.body,
            "snapshot": True,
        },
        verb="Подготовить письмо",
        size=(680, 520),
        parent=parent,
    )
    if not run_dialog(dialog):
        return
    host.changed(None)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
        raise KnownProblem(
            f"Письмо готово, но почтовой программы не нашлось. Откройте файл сами: «{target.name}» в папке "
            f"«{target.parent}»."
        )
    host.toast(f"Письмо открыто в почтовой программе: {target.name}")
