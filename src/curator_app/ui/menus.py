"""What the menus of the window offer beside the tabs."""

from __future__ import annotations

import platform

from PySide6.QtWidgets import QMessageBox

from curator_app import APP_NAME, __version__
from curator_app.runtime.bases import Bases
from curator_app.services.workspace import Workspace
from curator_app.ui import privacy
from curator_app.ui.backups import show_backups
from curator_app.ui.bases import choose_base, open_demonstration, remove_demonstration
from curator_app.ui.common.help_key import chapter_at
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.finder import show_finder, show_shortcuts
from curator_app.ui.imports import run_import
from curator_app.ui.inspection import show_inspection
from curator_app.ui.main_window import MainWindow
from curator_app.ui.protection import show_protection
from curator_app.ui.protection.locker import Locker
from curator_app.ui.records import show_actions, show_bin, show_changes
from curator_app.ui.settings import show_settings
from curator_app.ui.years import doors
from curator_app.ui.years.switch import YearSwitch


def add_menus(window: MainWindow, workspace: Workspace, bases: Bases, locker: Locker) -> None:
    """Fills the menu bar."""
    window.add_menu(
        "Файл",
        [
            ("Загрузить из Excel или CSV…", "upload", "Ctrl+I", lambda: run_import(window, workspace, window)),
            ("Резервные копии…", "save", "Ctrl+Shift+B", lambda: _backups(window, workspace)),
            ("Пароль и шифрование…", "lock", "", lambda: show_protection(window, workspace, locker, window)),
            ("Закрыть экран паролем", "moon", "Ctrl+L", lambda: _lock(window, workspace, locker)),
            None,
            ("Другая или новая база…", "folder", "", lambda: choose_base(window, workspace, bases)),
            ("Учебная школа", "school", "", lambda: open_demonstration(window, workspace, bases)),
            ("Убрать учебную школу…", "trash", "", lambda: remove_demonstration(window, workspace, bases)),
            None,
            ("Выход", "exit", "Ctrl+Q", window.close),
        ],
    )
    window.add_undo_menu(
        "Правка",
        [
            ("Найти и сделать…", "search", "Ctrl+K", lambda: show_finder(window, workspace)),
            ("Что изменилось…", "history", "", lambda: show_actions(window, workspace, window)),
            ("Изменения с 1 сентября…", "clock", "", lambda: show_changes(window, workspace, window)),
            ("Корзина…", "trash", "", lambda: show_bin(window, workspace, window)),
        ],
    )
    window.add_menu(
        "Школа",
        [
            ("Сведения о школе, списки, вид…", "settings", "Ctrl+,", lambda: show_settings(window, workspace, window)),
            None,
            ("Учебные годы…", "calendar", "", lambda: doors.show_years(window, workspace)),
            ("Переход на новый учебный год…", "play", "", lambda: doors.run_rollover(window, workspace)),
            ("Папка для проверки…", "folder", "", lambda: show_inspection(window, workspace, window)),
            ("Карточки выбывших…", "archive", "", lambda: doors.show_leavers(window, workspace)),
        ],
    )
    window.add_menu(
        "Данные",
        [
            ("Персональные данные…", "users", "", lambda: privacy.show_people(window, workspace, window)),
            ("Реестр согласий…", "document", "", lambda: privacy.show_register(window, workspace, window)),
            None,
            ("Журнал выгрузок…", "download", "", lambda: privacy.show_exports(window, workspace, window)),
            ("Журнал уничтожения данных…", "trash", "", lambda: privacy.show_erasures(window, workspace, window)),
        ],
    )
    window.menuBar().setCornerWidget(YearSwitch(window, workspace))
    window.add_menu(
        "Справка",
        [
            ("Руководство", "help", "F1", lambda: _show_guide(window)),
            ("Горячие клавиши…", "table", "Ctrl+F1", lambda: show_shortcuts(window)),
            ("О программе", "info", "", lambda: _about(window, workspace)),
        ],
    )


def _backups(window: MainWindow, workspace: Workspace) -> None:
    show_backups(window, workspace, window, window.leave_to_restore)


def _lock(window: MainWindow, workspace: Workspace, locker: Locker) -> None:
    if workspace.key is None:
        show_protection(window, workspace, locker, window)
    elif not locker.lock():
        window.toast("Экран закроется, когда закончится начатое дело")


def _show_guide(window: MainWindow) -> None:
    from curator_app.ui.guide import show_guide

    page = window.seen_page
    show_guide(window, chapter_at(window.seen_title, page.widget) if page is not None else window.seen_title)


def _about(window: MainWindow, workspace: Workspace) -> None:
    box = QMessageBox(window)
    box.setWindowTitle("О программе")
    box.setText(f"<b>{APP_NAME}</b>, версия {__version__}")
    box.setInformativeText(
        "Учебный год наставничества в одной школе, без интернета.\n\n"
        f"Данные школы: {workspace.folder.root}\n"
        f"Python {platform.python_version()}\n\n"
        "Шрифт Tinos — SIL Open Font License. Словарь pymorphy3-dicts-ru — данные OpenCorpora, CC BY-SA 3.0. "
        "Qt (PySide6) — LGPL 3."
    )
    box.addButton("Закрыть", QMessageBox.ButtonRole.AcceptRole)
    run_dialog(box)
