"""Weights inside one step of importance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from curator_app.domain.matching.weights import Tier, Weights
from curator_app.texts.proposal import TIERS
from curator_app.ui.common.number_box import NumberBox

_MOST = 1000
_LABELS: Mapping[Tier, tuple[tuple[str, str, int], ...]] = {
    Tier.COVERAGE: (("urgent", "Срочный запрос (обычный — 1)", 1),),
    Tier.WISHES: (
        ("mentee_wish", "Пожелание наставляемого", 0),
        ("mentor_wish", "Пожелание наставника", 0),
        ("mutual", "Взаимное пожелание", 0),
    ),
    Tier.CONDITIONS: (
        ("same_subject", "Тот же предмет", 0),
        ("previous_pair", "Уже хорошо работали вместе", 0),
        ("same_form", "Желаемая форма", 0),
        ("same_building", "То же здание", 0),
        ("same_shift", "Та же смена", 0),
        ("experience", "Опытнее наставляемого", 0),
        ("experience_gap", "Опытнее — это лет разницы", 0),
    ),
}
_BOX = 92  # two digits and the arrows, logical pixels
_NOTES = {
    Tier.DEFICITS: "Вес области дефицитов: 2 — вдвое важнее остальных, 0 — не учитывать.",
    Tier.LOAD: "Здесь весов нет: чем ровнее нагрузка наставников, тем лучше.",
    Tier.STABILITY: "Здесь весов нет: чем меньше перемен против сохранённого варианта, тем лучше.",
}


class WeightsForm(QWidget):
    """One page a step; ``areas`` are the names of areas of deficits."""

    changed = Signal()

    def __init__(self, areas: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, NumberBox] = {}
        self.areas: dict[str, NumberBox] = {}
        self._weights = Weights()
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        self._pages = QStackedWidget(self)
        self._page_of: dict[Tier, QWidget] = {}
        for tier in Tier:
            page = self._page(tier, areas)
            self._page_of[tier] = page
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._heading)
        layout.addWidget(self._pages, 1)

    def show_tier(self, tier: Tier) -> None:
        """The weights of another step."""
        words = TIERS[tier]
        self._heading.setText(f"{words[:1].upper()}{words[1:]}")
        self._pages.setCurrentWidget(self._page_of[tier])

    def fill(self, weights: Weights) -> None:
        """Shows weights."""
        self._weights = weights
        for name, box in self.boxes.items():
            box.setValue(getattr(weights, name))
        for area, box in self.areas.items():
            box.setValue(weights.areas.get(area, 1))

    def weights(self) -> Weights:
        """As they stand; areas of weight 1 are left out, and areas that are not shown keep theirs."""
        told = {area: box.value() for area, box in self.areas.items()}
        kept = {area: weight for area, weight in self._weights.areas.items() if area not in told}
        areas = {**kept, **{area: weight for area, weight in told.items() if weight != 1}}
        return replace(self._weights, areas=areas, **{name: box.value() for name, box in self.boxes.items()})

    def _page(self, tier: Tier, areas: Mapping[str, str]) -> QWidget:
        holder = QWidget(self)
        rows = QGridLayout(holder)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(0, 1)
        if tier in _NOTES:
            note = QLabel(_NOTES[tier], holder)
            note.setWordWrap(True)
            note.setProperty("role", "small")
            rows.addWidget(note, 0, 0, 1, 2)
        for name, label, least in _LABELS.get(tier, ()):
            self.boxes[name] = self._row(rows, label, least)
        if tier is Tier.DEFICITS:
            for area, title in areas.items():
                self.areas[area] = self._row(rows, title[:1].upper() + title[1:], 0)
        rows.setRowStretch(rows.rowCount(), 1)
        area_ = QScrollArea(self)
        area_.setWidgetResizable(True)
        area_.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area_.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area_.setWidget(holder)
        return area_

    def _row(self, rows: QGridLayout, label: str, least: int) -> NumberBox:
        box = NumberBox(least, _MOST)
        box.setFixedWidth(_BOX)  # with the longest word beside it inside the narrow column of a small screen
        box.setAccessibleName(label)
        box.valueChanged.connect(lambda _value: self.changed.emit())
        words = QLabel(label)
        words.setWordWrap(True)
        words.setBuddy(box)
        place = rows.rowCount()
        rows.addWidget(words, place, 0)
        rows.addWidget(box, place, 1)
        return box
