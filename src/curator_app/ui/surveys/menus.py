"""Menus of the tab «Анкеты»: of the people of a wave, of a wave, of files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from curator_app.services.surveys.rows import RespondentRow, WaveView
from curator_app.texts.survey_words import ROLES
from curator_app.ui.common.list_page import MenuEntry
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.surveys.acts import Acts, open_words


def has_forms(view: WaveView | None) -> bool:
    """Whether a wave asks by questionnaires, so that blanks and form files can be made."""
    return view is not None and bool(view.forms)


def may_key(view: WaveView | None) -> bool:
    """Whether answers of a wave can be keyed in: it is open, and its questions did not come with a table."""
    return view is not None and bool(view.forms) and view.row.closed_on is None


def popped(menu: QMenu, button: QPushButton) -> None:
    """Shows ``menu`` below its button."""
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


class Menus:
    """``view`` tells the wave in hand."""

    def __init__(self, host: PageHost, acts: Acts, parent: QWidget, view: Callable[[], WaveView | None]) -> None:
        self._host, self._acts, self._parent, self._view = host, acts, parent, view

    def of_people(self, rows: list[RespondentRow]) -> list[MenuEntry]:
        """With the people chosen in the list."""
        view = self._view()
        if not rows or view is None:
            return []
        acts, one = self._acts, rows[0] if len(rows) == 1 else None
        open_ = view.row.closed_on is None
        asked = any(row.id is not None for row in rows)
        entries: list[MenuEntry] = []
        if one is not None:
            kept = one.reply is not None
            entries.append(
                (
                    "Исправить ответы…" if kept else "Ввести ответы…",
                    "edit",
                    lambda: acts.key_in(one),
                    may_key(view),
                )
            )
            if one.reply is not None:
                reply = one.reply
                entries.append(("Посмотреть ответы…", "eye", lambda: acts.show_reply(reply), True))
        entries.append(("Напечатать бланк…", "print", lambda: acts.out.print_blanks(rows), asked and has_forms(view)))
        entries.append(("Файл-анкета…", "save", lambda: acts.out.give_forms(rows), asked and has_forms(view)))
        excused = [row for row in rows if row.state == "excused"]
        if excused:
            entries.append(("Снова ждать ответа", "undo", lambda: acts.ask_again(excused), open_))
        else:
            entries.append(("Не будет отвечать…", "clock", lambda: acts.excuse(rows), open_ and asked))
        if one is not None:
            entries.append(("Открыть карточку", "user", lambda: self._open_card(one), True))
            if one.reply is not None:
                entries.append(("Удалить ответ", "trash", lambda: acts.delete_reply(one), open_))
        entries.append(("Исключить из опроса", "close", lambda: acts.strike(rows), open_ and asked))
        return entries

    def of_files(self, chosen: Callable[[], list[RespondentRow]]) -> QMenu:
        """Answers and form files, in and out; ``chosen``: to whom forms are given."""
        view, acts = self._view(), self._acts
        menu = self._menu()
        icon = themed_icon("upload", size=18)
        into = menu.addAction(icon, "Загрузить таблицу ответов в этот опрос…", acts.load_file)
        into.setEnabled(view is not None and view.row.closed_on is None)
        menu.addAction(icon, "Загрузить таблицу: опрос найдётся сам…", lambda: acts.load_file(into_wave=False))
        menu.addSeparator()
        give = menu.addAction(
            themed_icon("save", size=18),
            "Раздать файлы-анкеты…",
            lambda: acts.out.give_forms(chosen()),
        )
        give.setEnabled(has_forms(view))
        for form in view.forms if view is not None else ():
            words = f"Один файл на всех: {ROLES[form.role]}…"
            menu.addAction(themed_icon("users", size=18), words, partial(acts.out.give_form, form.role))
        menu.addAction(themed_icon("download", size=18), "Принять файлы-анкеты…", acts.out.take_forms)
        return menu

    def of_wave(self) -> QMenu:
        """With the wave in hand, and what serves all waves."""
        menu, acts, view = self._menu(), self._acts, self._view()
        if view is not None:
            row = view.row
            check = menu.addAction(
                themed_icon("check", size=18), "Сверка вторым вводом…", lambda: acts.key_in(check=True)
            )
            check.setEnabled(may_key(view) and row.replies > 0)
            summary = menu.addAction(themed_icon("print", size=18), "Итоги на бумаге…", acts.out.print_summary)
            summary.setEnabled(row.replies > 0)
            menu.addSeparator()
            add = menu.addAction(themed_icon("plus", size=18), "Добавить людей…", acts.add_people)
            add.setEnabled(row.closed_on is None and bool(view.forms))
            menu.addAction(themed_icon("edit", size=18), "Изменить опрос…", acts.change)
            menu.addAction(themed_icon("lock", size=18), open_words(row), acts.close_or_open)
            menu.addAction(themed_icon("trash", size=18), "Удалить опрос", acts.delete)
            menu.addSeparator()
        menu.addAction(themed_icon("document", size=18), "Анкеты и вопросы…", acts.questionnaires)
        menu.addAction(themed_icon("settings", size=18), "Пороги и правила…", acts.thresholds)
        return menu

    def _open_card(self, row: RespondentRow) -> None:
        if row.about_pair:
            self._host.open_record("pair", row.about_pair)
        else:
            self._host.open_record(row.role.value, row.person)

    def _menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
