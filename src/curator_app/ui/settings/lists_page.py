"""Lists the school may edit: add, rename in place, hide, put in another order. Every change can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import Catalogue
from curator_app.runtime.errors import KnownProblem
from curator_app.services import catalogues
from curator_app.services.catalogues import CatalogueRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.settings.entry_model import EntryDelegate, EntryModel

_LISTS: dict[Catalogue, tuple[str, str]] = {
    Catalogue.SUBJECT: ("Предметы", "Подсказываются в карточках и при подборе наставника."),
    Catalogue.POSITION: ("Должности", "Подсказываются в карточках. В приказе должность ставится в нужном падеже."),
    Catalogue.AREA: ("Области дефицитов", "По ним сравниваются дефициты наставляемых и компетенции наставников."),
    Catalogue.MENTORING_FORM: ("Формы наставничества", "Указываются в карточках, парах и приказе."),
    Catalogue.MENTORING_KIND: ("Виды наставничества", "Указываются в паре или группе."),
    Catalogue.ROLE_MODEL: ("Ролевые модели", "Указываются в паре или группе."),
    Catalogue.FOCUS: ("Направления", "Направления наставничества: указываются в паре и приказе."),
}


class ListsPage(QWidget):
    """Names of lists on the left, lines of the chosen one on the right."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self.names = QListWidget(self)
        self.names.setProperty("role", "nav")
        self.names.setAccessibleName("Списки")
        for title, _ in _LISTS.values():
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, 36))
            self.names.addItem(item)
        self.names.setFixedWidth(196)
        self._hint = _muted(self)
        self._trouble = Notice("danger", parent=self)
        self.new_title = QLineEdit(self)
        self.new_title.setPlaceholderText("Новая строка списка")
        self.new_title.setAccessibleName("Новая строка списка")
        self.new_title.setMaxLength(300)
        self.add_button = QPushButton("Добавить", self)
        self.add_button.setAutoDefault(False)
        self.model = EntryModel(self._rename, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(EntryDelegate(self.view))
        self.view.setAccessibleName("Строки списка")
        trigger = QListView.EditTrigger
        self.view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self._tools: list[tuple[QToolButton, str]] = []
        self.up_button = self._tool("chevron-up", "Выше", "Поднять строку (Alt+Вверх)", lambda: self._move(-1))
        self.down_button = self._tool("chevron-down", "Ниже", "Опустить строку (Alt+Вниз)", lambda: self._move(1))
        self.rename_button = self._tool("edit", "Переименовать", "Переименовать (F2)", self._edit)
        self.hide_button = self._tool("eye", "Скрыть", "Не предлагать в списках выбора", self._hide)
        self._lay_out()
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self._move(step))
        self.names.currentRowChanged.connect(lambda _row: self._show_list())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._look())
        self.add_button.clicked.connect(self._add)
        self.new_title.returnPressed.connect(self._add)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.names.setCurrentRow(0)

    @property
    def trouble(self) -> str:
        """Why the last change was refused; «» when it was not."""
        return self._trouble.text

    def _lay_out(self) -> None:
        add = QHBoxLayout()
        add.setSpacing(8)
        add.addWidget(self.new_title, 1)
        add.addWidget(self.add_button)
        tools = flowing((button for button, _ in self._tools), self, gap=4)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._hint)
        right.addLayout(add)
        right.addWidget(self._trouble)
        right.addWidget(self.view, 1)
        right.addWidget(tools)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.names)
        layout.addLayout(right, 1)

    def _tool(self, icon: str, text: str, tooltip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tooltip)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda _on=False: act())
        self._tools.append((button, icon))
        return button

    def _draw_icons(self) -> None:
        for button, icon in self._tools:
            button.setIcon(themed_icon(icon, size=18))

    @property
    def _catalogue(self) -> Catalogue:
        return list(_LISTS)[max(0, self.names.currentRow())]

    def _show_list(self) -> None:
        self._hint.setText(_LISTS[self._catalogue][1])
        self.new_title.clear()
        self._say("")
        self._reload(None)

    def _reload(self, keep: int | None) -> None:
        rows = catalogues.list_catalogue(self._workspace, self._catalogue, hidden=True)
        self.model.set_rows(rows)
        place = self.model.place_of(keep) if keep is not None else None
        if rows:
            index = self.model.index(place or 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        self._look()

    def _current(self) -> CatalogueRow | None:
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _look(self) -> None:
        row = self._current()
        place = self.view.currentIndex().row()
        self.up_button.setEnabled(row is not None and place > 0)
        self.down_button.setEnabled(row is not None and place < self.model.rowCount() - 1)
        self.rename_button.setEnabled(row is not None)
        self.hide_button.setEnabled(row is not None)
        self.hide_button.setText("Показывать" if row is not None and row.hidden else "Скрыть")

    def _say(self, trouble: str) -> None:
        self._trouble.say(trouble)

    def _do(self, act: Callable[[], object]) -> bool:
        """Runs a change of the list; a refusal is told above the list."""
        try:
            act()
        except KnownProblem as problem:
            self._say(problem.message)
            return False
        self._say("")
        self._host.changed(None)
        return True

    def _add(self) -> None:
        added: list[int] = []
        title = self.new_title.text()
        if self._do(lambda: added.append(catalogues.add_entry(self._workspace, self._catalogue, title))):
            self.new_title.clear()
            self._reload(added[0])
        self.new_title.setFocus()

    def _rename(self, row: CatalogueRow, title: str) -> bool:
        return self._do(lambda: catalogues.rename_entry(self._workspace, row.id, title))

    def _edit(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _hide(self) -> None:
        row = self._current()
        if row is not None and self._do(lambda: catalogues.set_hidden(self._workspace, row.id, hidden=not row.hidden)):
            self._reload(row.id)

    def _move(self, step: int) -> None:
        row = self._current()
        if row is not None and self._do(lambda: catalogues.move_entry(self._workspace, row.id, step)):
            self._reload(row.id)


def _muted(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
