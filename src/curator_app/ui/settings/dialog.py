"""The settings: school, signatures, rules (saved together), lists and look (take effect at once)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.scrolled import Scrolled
from curator_app.ui.common.theme import colours, theme, themed_icon
from curator_app.ui.settings.appearance import AppearancePage
from curator_app.ui.settings.calendar_page import CalendarPage
from curator_app.ui.settings.lists_page import ListsPage
from curator_app.ui.settings.school_form import SchoolForm
from curator_app.ui.settings.school_pages import people_page, rules_page, school_page
from curator_app.ui.settings.terms_page import TermsPage

_SAVED_TOGETHER = 3


class SettingsDialog(QDialog):
    """Names of sections at the left, the section at the right, «Сохранить» below where there is what to save."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Настройки школы")
        self._host = host
        self._read_only = workspace.read_only
        self.form = SchoolForm(workspace, self)
        self.lists = ListsPage(host, workspace)
        self.terms = TermsPage(host, workspace)
        self.calendar = CalendarPage(host, workspace)
        self.appearance = AppearancePage(host.state)
        sections = (
            ("Школа", "school", school_page(self.form)),
            ("Подписи и отчёт", "user", people_page(self.form)),
            ("Правила", "settings", rules_page(self.form)),
            ("Списки", "table", self.lists),
            ("Сроки", "clock", self.terms),
            ("Календарь", "calendar", self.calendar),
            ("Оформление", "sun", Scrolled(self.appearance)),
        )
        self.sections = QListWidget(self)
        self.sections.setProperty("role", "nav")
        self.sections.setAccessibleName("Разделы настроек")
        self.sections.setFixedWidth(176)
        self.sections.setIconSize(QSize(20, 20))
        self._icons: list[tuple[QListWidgetItem, str]] = []
        self._pages = QStackedWidget(self)
        for title, icon, page in sections:
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, 38))
            self.sections.addItem(item)
            self._icons.append((item, icon))
            self._pages.addWidget(page)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self.save_button = QPushButton("Сохранить", self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        self._close = QPushButton("Закрыть", self)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.save_button)
        foot.addWidget(self._close)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._pages, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 16, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self.sections)
        layout.addLayout(right, 1)
        self.sections.currentRowChanged.connect(self._go)
        self.form.changed.connect(self._look)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.sections.setCurrentRow(0)
        self.form.boxes["short_name"].setFocus()
        fit_to_screen(self, 1040, 640)

    def show_section(self, title: str) -> None:
        """Turns to a section by its name."""
        for found in self.sections.findItems(title, Qt.MatchFlag.MatchExactly):
            self.sections.setCurrentItem(found)

    def reject(self) -> None:
        """Esc: as closing the window."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks about what was typed and not saved."""
        if self.form.dirty and not dialogs.confirm(
            self,
            "Закрыть настройки без сохранения?",
            "Не сохранять",
            detail="Изменённые сведения о школе останутся прежними.",
            cancel="Вернуться",
        ):
            event.ignore()
            return
        event.accept()

    def _go(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._look()

    def _look(self) -> None:
        together = self._pages.currentIndex() < _SAVED_TOGETHER
        dirty = self.form.dirty
        self.save_button.setVisible(together)
        self.save_button.setEnabled(dirty and not self._read_only)
        if self._read_only:
            self._note.setText("База открыта только для просмотра.")
        elif dirty:
            self._note.setText("Есть несохранённые изменения.")
        else:
            self._note.setText("" if together else "Изменения здесь действуют сразу.")

    def _save(self) -> None:
        try:
            self.form.save()
        except InvalidInput as refused:
            self.form.show_problems(refused.problems)
            self._show_field(refused.problems[0].field)
            self._note.setText("Не сохранено: исправьте отмеченные поля.")
            return
        except KnownProblem as problem:
            dialogs.show_problem(self, problem.message)
            return
        self._host.changed(None, "Сведения о школе сохранены")
        self._note.setText("Сохранено.")

    def _show_field(self, name: str) -> None:
        box = self.form.boxes[name]
        for place in range(_SAVED_TOGETHER):
            page = self._pages.widget(place)
            if page is not None and page.isAncestorOf(box):
                self.sections.setCurrentRow(place)
                areas = [page] if isinstance(page, QScrollArea) else page.findChildren(QScrollArea)
                for area in areas:
                    area.ensureWidgetVisible(box)
        box.setFocus()

    def _draw_icons(self) -> None:
        for item, icon in self._icons:
            picture = themed_icon(icon)
            picture.addPixmap(pixmap(icon, colours().accent_text), QIcon.Mode.Selected)
            item.setIcon(picture)
