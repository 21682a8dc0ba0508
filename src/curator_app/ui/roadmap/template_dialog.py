"""«Создать дорожную карту»: from a template, several merged without doubles, or last year's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services.roadmaps import items, making
from curator_app.services.roadmaps.rows import RoadmapRow
from curator_app.services.roadmaps.templates import DEFAULT, RoadmapTemplate, list_templates, merged
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList

_FIRST_COPY = 1000


@dataclass(frozen=True, slots=True)
class _Wish:
    templates: tuple[str, ...]
    copy: RoadmapRow | None


class TemplateDialog(QDialog):
    """``into``: the roadmap to be completed; None makes a new one for ``year``. ``made`` is its number."""

    def __init__(
        self, workspace: Workspace, year: str, earlier: Sequence[RoadmapRow], into: int | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace = workspace
        self._year = year
        self._into = into
        self._earlier = [one for one in earlier if one.year != year and one.items][:3]
        self.made: int | None = None
        self.added = 0
        self.setWindowTitle("Дополнить из шаблона" if into is not None else f"Дорожная карта на {year}")
        lead = QLabel(
            "Отметьте, откуда взять строки. Повторяющиеся строки войдут один раз, всё можно изменить потом.", self
        )
        lead.setWordWrap(True)
        self.list = RichList(several=True, parent=self)
        self.list.set_items(self._choices())
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self.ok = QPushButton("Дополнить" if into is not None else "Создать", self)
        self.ok.setProperty("kind", "primary")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.make)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.ok)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(lead)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.list.chosen_changed.connect(lambda _ids: self._tell())
        self.list.accepted.connect(self.ok.click)
        if into is None:
            self.list.choose([_FIRST_COPY if self._earlier else self._place(DEFAULT)])
        self._tell()
        fit_to_screen(self, 640, 470)

    # --- what is offered

    def _choices(self) -> list[RichItem]:
        found = []
        if self._into is None and self._earlier:
            found.append(RichItem(None, "Прошлые годы"))
            for number, one in enumerate(self._earlier):
                rows = counted(len(one.items), "строка", "строки", "строк")
                found.append(
                    RichItem(
                        _FIRST_COPY + number,
                        f"Карта {one.year} учебного года",
                        (RichLine(f"{rows}; сроки сдвинутся на год, отметки о выполнении снимутся"),),
                    )
                )
            found.append(RichItem(None, "Шаблоны"))
        return found + [_template_item(number, one) for number, one in enumerate(list_templates(), start=1)]

    def _place(self, code: str) -> int:
        return next(number for number, one in enumerate(list_templates(), start=1) if one.code == code)

    def _wish(self) -> _Wish:
        ids = self.list.chosen()
        copied = next((self._earlier[one - _FIRST_COPY] for one in ids if one >= _FIRST_COPY), None)
        templates = tuple(list_templates()[one - 1].code for one in ids if one < _FIRST_COPY)
        return _Wish(templates, copied)

    def _tell(self) -> None:
        wish = self._wish()
        self.ok.setEnabled(bool(wish.templates or wish.copy))
        if wish.copy is not None and wish.templates:
            self._count.setText("Строки прошлого года и недостающие из шаблонов")
        elif wish.copy is not None:
            self._count.setText(counted(len(wish.copy.items), "строка", "строки", "строк"))
        elif wish.templates and self._into is None:
            self._count.setText(counted(len(merged(wish.templates)), "строка", "строки", "строк"))
        else:
            self._count.setText("" if wish.templates else "Отметьте хотя бы один вариант")

    @told()
    def make(self) -> None:
        """Makes or completes the roadmap and closes."""
        wish = self._wish()
        if self._into is not None:
            self.added = items.add_from_templates(self._workspace, self._into, wish.templates)
        elif wish.copy is not None:
            self.made = making.create_copy(self._workspace, wish.copy.id, self._year, wish.templates)
        else:
            self.made = making.create_from_templates(self._workspace, self._year, wish.templates)
        self.accept()


def _template_item(number: int, one: RoadmapTemplate) -> RichItem:
    rows = counted(len(one.lines), "строка", "строки", "строк")
    return RichItem(number, one.title, (RichLine(one.description), RichLine(rows)))
