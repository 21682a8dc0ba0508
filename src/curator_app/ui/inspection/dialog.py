"""Whom the folder is about, what will stand in it, what an inspection would miss; one button makes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.files import safe_name
from curator_app.services import inspection, pairs, people
from curator_app.services.inspection import Folder, Gap, Scope
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import list_years
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.texts.labels import PAIR_STATUS, code_label
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.worker import LatestJob

_KINDS = (("year", "Весь учебный год"), ("pair", "Пара или группа"), ("person", "Человек"))
PARTS, GAPS = 0, 1


class InspectionDialog(QDialog):
    """Chosen at the left, seen at the right; Enter makes the folder."""

    def __init__(self, host: PageHost, workspace: Workspace, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Папка для проверки")
        self._host, self._workspace = host, workspace
        self._scopes: list[Scope] = []
        self._looking = LatestJob(self, self._not_seen)
        self._straight = False
        self.folder: Folder | None = None
        self.kinds = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, (kind, words) in enumerate(_KINDS):
            button = QPushButton(words, self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(kind == scope.kind)
            self.kinds.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.search = SearchBar("Найти…", self)
        self.list = RichList(parent=self)
        self.list.setAccessibleName("О ком или о чём папка")
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.part = QTabBar(self)
        self.part.addTab("Что войдёт")
        self.part.addTab("Чего не хватает")
        self.part.setAccessibleName("Состав папки и пробелы")
        self.inside = RichList(parent=self)
        self.inside.setAccessibleName("Документы папки")
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        self.summary.setWordWrap(True)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.part)
        column.addWidget(self.inside, 1)
        column.addWidget(self.summary)
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        middle.setChildrenCollapsible(False)
        middle.addWidget(left)
        middle.addWidget(right)
        middle.setStretchFactor(0, 2)
        middle.setStretchFactor(1, 3)
        self.make = QPushButton("Собрать папку", self)
        self.make.setProperty("kind", "primary")
        self.make.setDefault(True)
        self.make.setToolTip("Один файл PDF: опись с номерами листов, закладки, все документы по порядку")
        close = QPushButton("Закрыть", self)
        close.setAutoDefault(False)
        foot = foot_row(self.make, close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(middle, 1)
        layout.addLayout(foot)
        self.kinds.idClicked.connect(lambda number: self._offer(_KINDS[number][0]))
        self.search.query_changed.connect(self._seek)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda _ids: self._look())
        self.list.accepted.connect(self._make)
        self.part.currentChanged.connect(lambda _part: self._turn())
        self.make.clicked.connect(self._make)
        close.clicked.connect(self.reject)
        fit_to_screen(self, 1020, 640)
        self._offer(scope.kind, scope)

    def done(self, result: int) -> None:
        """No thread outlives the window."""
        self._looking.stop()
        super().done(result)

    # --- what it is about

    def _offer(self, kind: str, wanted: Scope | None = None) -> None:
        items, self._scopes = self._choices(kind)
        self.search.clear()
        self.search.setVisible(kind != "year")
        self.list.set_items(items)
        place = self._scopes.index(wanted) if wanted in self._scopes else None
        if place is None:
            self.list.choose_first()
        else:
            self.list.choose([place])
        self._look()

    def _choices(self, kind: str) -> tuple[list[RichItem], list[Scope]]:
        if kind == "year":
            labels = [row.label for row in list_years(self._workspace)]
            if self._host.year not in labels:
                labels.append(self._host.year)
            labels.sort(reverse=True)
            return [RichItem(n, label) for n, label in enumerate(labels)], [Scope("year", year=one) for one in labels]
        if kind == "pair":
            rows = sorted(pairs.list_pairs(self._workspace), key=lambda row: collation_key(row.mentor_short))
            items = [
                RichItem(
                    n,
                    f"{row.mentor_short} — {', '.join(row.mentees_short)}",
                    (RichLine(", ".join(filter(None, (row.academic_year, code_label(row.status, PAIR_STATUS))))),),
                )
                for n, row in enumerate(rows)
            ]
            return items, [Scope("pair", row.id) for row in rows]
        busy = {one for row in pairs.list_pairs(self._workspace) for one in (row.mentor, *row.mentees)}
        persons = sorted(people.list_people(self._workspace), key=lambda row: collation_key(row.full_name))
        known = [row for row in persons if row.id in busy]
        items = [
            RichItem(n, row.full_name, (RichLine(row.position or row.class_name or ""),)) for n, row in enumerate(known)
        ]
        return items, [Scope("person", row.id) for row in known]

    def _seek(self, query: str) -> None:
        self.list.set_query(query)
        if query:
            self.list.choose_first()

    # --- what is seen

    def _look(self) -> None:
        """What belongs into the folder, looked for beside the window; «Собрать папку» waits for it."""
        chosen = self.list.chosen()
        self.folder = None
        self._straight = False
        if chosen:
            self.summary.setText("Смотрим, что войдёт…")
            scope = self._scopes[chosen[0]]
            self._looking.start(lambda _progress: inspection.look(self._workspace, scope), self._take)
        else:
            self._looking.stop()
            self._show()

    def _take(self, folder: Folder) -> None:
        self.folder = folder
        self._show()
        if self._straight:
            self._make()

    def _not_seen(self, problem: BaseException) -> None:
        if not isinstance(problem, KnownProblem):
            raise problem
        self._show()
        self.summary.setText(problem.message)

    def _turn(self) -> None:
        if not self._looking.busy:
            self._show()

    def _show(self) -> None:
        folder = self.folder
        self.make.setEnabled(folder is not None and bool(folder.parts))
        if folder is None:
            self.inside.set_items([])
            self.summary.setText("Пар ещё нет: сформируйте их на вкладке «Пары».")
            self.part.setTabText(GAPS, "Чего не хватает")
            return
        self.part.setTabText(PARTS, f"Что войдёт · {len(folder.parts)}")
        self.part.setTabText(GAPS, f"Чего не хватает · {len(folder.gaps)}")
        if self.part.currentIndex() == PARTS:
            self.inside.set_items(_parts(folder))
            documents = counted(len(folder.parts), "документ", "документа", "документов")
            self.summary.setText(f"{documents} одним файлом PDF, с описью, закладками и номерами листов.")
        else:
            self.inside.set_items(gap_items(folder.gaps))
            self.summary.setText(
                "Всё на месте." if not folder.gaps else "Перечень не войдёт в папку: он только для вас."
            )

    # --- the folder

    @told()
    def _make(self) -> None:
        folder = self.folder
        self._straight = self._looking.busy
        if self._straight or folder is None or not folder.parts:
            return
        self._host.run(
            "Собирается папка",
            lambda progress: inspection.folder_pdf(folder, progress),
            lambda made: self._made(folder, *made),
        )

    def _made(self, folder: Folder, pdf: bytes, failed: Sequence[Gap]) -> None:
        from curator_app.ui.inspection.left_out import LeftOutDialog
        from curator_app.ui.papers.paper_source import PaperSource
        from curator_app.ui.papers.paper_window import PaperWindow

        if failed:
            run_dialog(LeftOutDialog(failed, self))
        source = PaperSource(folder.title, safe_name(f"Папка. {folder.title}"), lambda: pdf, lambda: pdf)
        window = PaperWindow(self._host, source, self)
        window.bar.save_docx.hide()  # a folder of scans and papers is a PDF only
        run_dialog(window)


def _parts(folder: Folder) -> list[RichItem]:
    items: list[RichItem] = []
    section = None
    for number, part in enumerate(folder.parts):
        if part.section != section:
            section = part.section
            items.append(RichItem(None, section))
        items.append(RichItem(number, part.title))
    return items


def gap_items(gaps: Sequence[Gap]) -> list[RichItem]:
    """Gaps under the names of those they are about."""
    items: list[RichItem] = []
    about = None
    for number, gap in enumerate(gaps):
        if gap.about != about:
            about = gap.about
            items.append(RichItem(None, about))
        items.append(RichItem(number, gap.missing[:1].upper() + gap.missing[1:], (RichLine(gap.way, "info"),)))
    return items
