"""Data by keys only: rows pasted from Excel, a copy put back, a consent withdrawn and the deed, a password."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from tests.journeys import test_first_day
from tests.journeys.conftest import Office
from tests.ui.pairs.invented import TODAY

from curator_app.domain import recovery_code
from curator_app.services import consents, mentors, people, protection
from curator_app.services.backups import listing, restoring
from curator_app.services.consents import ConsentData
from curator_app.services.privacy import erasing
from curator_app.services.workspace import open_workspace
from curator_app.ui.protection.sheet_panel import SheetPanel

pytestmark = pytest.mark.journey
_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><!--StartFragment--><col width=64>
<tr><td>ФИО</td><td>Должность</td><td>Телефон</td></tr><tr><td>Гаврилова Ирина<span>&nbsp; </span>Львовна</td>
<td>учитель химии</td><td>8 912 345-67-89</td></tr><tr><td>Дьячков Семён Юрьевич</td><td>учитель физики</td><td></td>
</tr><!--EndFragment--></table></body></html>"""


def test_rows_copied_in_excel_are_pasted_looked_at_and_loaded(keys: Office) -> None:
    hand = keys.hand
    mime = QMimeData()
    mime.setHtml(_EXCEL)
    mime.setText("ФИО\tДолжность\tТелефон\nГаврилова Ирина Львовна\tучитель химии\t8 912 345-67-89\n")
    QGuiApplication.clipboard().setMimeData(mime)

    def load() -> None:
        hand.wait(lambda: "Загрузить 2 строки" in hand.screen())
        hand.press("Загрузить 2 строки")
        hand.wait(lambda: "загружен" in hand.screen())
        hand.press("Закрыть")

    before = hand.actions
    hand.tab("Наставники")
    hand.row("Зайцев")
    hand.key(_KEY.Key_V, _CTRL, load)
    assert hand.actions - before <= 5
    assert {"Гаврилова", "Дьячков"} <= {row.surname for row in mentors.list_mentors(keys.workspace)}


def test_a_copy_is_made_and_put_back(keys: Office) -> None:
    hand, workspace = keys.hand, keys.workspace
    before = {row.surname for row in mentors.list_mentors(workspace)}

    def make() -> None:
        hand.press("Сделать копию")
        hand.wait(lambda: "Копия снята и проверена" in hand.screen())
        hand.press("Закрыть")

    def restore() -> None:
        hand.press("Восстановить…", lambda: hand.press("Восстановить"))

    hand.key(_KEY.Key_B, _CTRL | Qt.KeyboardModifier.ShiftModifier, make)
    (copy,) = listing.list_copies(workspace.folder)
    people.add_person(workspace, people.PersonData(surname="Жук", first_name="Анна", position="учитель"))
    start = hand.actions
    hand.menu("Файл", "Резервные копии…", restore)
    assert hand.actions - start <= 4
    assert not keys.window.isVisible()
    assert keys.window.next_copy == copy.path
    clock, folder = workspace.clock, workspace.folder
    workspace.close()
    restoring.restore_copy(folder, clock, copy.path)  # as the program does when its window is closed
    again = open_workspace(folder, clock)
    assert {row.surname for row in mentors.list_mentors(again)} == before
    assert "Жук" not in {row.surname for row in people.list_people(again)}
    again.close()


def test_a_consent_is_withdrawn_the_data_erased_and_the_deed_saved(keys: Office) -> None:
    hand, workspace = keys.hand, keys.workspace
    chernykh = next(row for row in mentors.list_mentors(workspace) if row.surname == "Черных")
    consents.add_consents(workspace, [ConsentData(person=chernykh.id, kind="personal_data", date=TODAY)])

    def register() -> None:
        hand.row("Черных")
        hand.press("Отозвать…", withdraw, erase, deed)
        hand.press("Закрыть")

    def withdraw() -> None:
        hand.press("Записать и удалить данные…")

    def erase() -> None:
        hand.sees("Действие не отменяется")
        hand.press("Удалить данные и показать акт", lambda: hand.press("Удалить"))

    def deed() -> None:
        hand.press("Сохранить PDF…")
        hand.press("Закрыть")

    start = hand.actions
    hand.menu("Данные", "Реестр согласий…", register)
    assert hand.actions - start <= 10
    assert "Черных" not in {row.surname for row in people.list_people(workspace)}
    assert len(erasing.list_erasures(workspace)) == 1
    assert "уничтожени" in keys.saved_pdf("Акт").lower()


def test_a_password_is_set_the_screen_locked_and_opened(keys: Office) -> None:
    hand, workspace = keys.hand, keys.workspace
    password = "кленовый лист за окном 7"

    def setting() -> None:
        hand.fill("Новый пароль", password)
        hand.fill("Ещё раз", password)
        hand.press("Далее")
        hand.press("Сохранить в файл…")
        (sheet,) = hand.top.findChildren(SheetPanel)  # read off the paper
        hand.fill("3-я группа кода", recovery_code.groups_of(sheet.code)[2])
        hand.press("Зашифровать")
        hand.wait(lambda: hand.able("Готово"))
        hand.press("Готово")

    def unlock() -> None:
        lock = hand.top
        hand.fill("Пароль", password)
        hand.key(_KEY.Key_Return)
        hand.wait(lambda: hand.top is not lock)

    hand.menu("Файл", "Пароль и шифрование…", setting)
    assert protection.is_protected(workspace.folder)
    hand.key(_KEY.Key_L, _CTRL, unlock)
    hand.sees("Ближайшее")


def test_the_first_day(new_keys: Office, tmp_path: Path) -> None:
    """The first start with the secretary's list, mentors taken from it."""
    test_first_day.test_first_start_with_a_messy_list_of_staff_and_mentors_chosen_from_it(new_keys, tmp_path)
