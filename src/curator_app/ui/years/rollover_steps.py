"""The steps of going over to the next year: each shows what the program proposes and lets it be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.school_year import SchoolYear
from curator_app.services.years.planning import (
    MentorFate,
    PairFate,
    PairLine,
    RolloverPlan,
    mentor_fate,
    route_fate,
)
from curator_app.services.years.rollover import Rollover
from curator_app.texts.grammar import counted
from curator_app.texts.labels import MENTOR_STATUS, PAIR_STATUS, code_label
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar

PAIR_FATES: tuple[tuple[PairFate, str], ...] = (
    ("end", "Завершить"),
    ("extend", "Продлить до"),
    ("continue", "Идёт дальше как есть"),
)
_WORDS = 21
MENTOR_FATES: tuple[tuple[MentorFate, str], ...] = (
    ("keep", "Остаётся наставником"),
    ("reserve", "В резерв"),
    ("left", "Выбыл"),
)


class PairsStep(QWidget):
    """Unfinished pairs, each with what becomes of it. ``order_wanted``: these pairs are to be extended by an order,
    until that day."""

    order_wanted = Signal(list, object)

    def __init__(self, plan: RolloverPlan, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.choices: dict[int, Choice] = {}
        self.days: dict[int, DateField] = {}
        column = _column(self)
        count = counted(len(plan.pairs), "пара не завершена", "пары не завершены", "пар не завершено")
        column.addWidget(_lead(f"{count} в {plan.year} учебном году. Пара, которая идёт дальше, остаётся записанной в "
                               "своём году; продлённая получит новый последний день." if plan.pairs
                               else "Незавершённых пар нет."))  # fmt: skip
        if not plan.pairs:
            column.addStretch(1)
            return
        tools = QHBoxLayout()
        for fate, words in (("end", "Завершить все"), ("extend", "Продлить все")):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._all, fate))
            tools.addWidget(button)
        self.order = QPushButton("Приказ о продлении…", self)
        self.order.setAutoDefault(False)
        self.order.clicked.connect(lambda: self.order_wanted.emit(*self._ordered()))
        tools.addWidget(self.order)
        tools.addStretch(1)
        column.addLayout(tools)
        grid = _grid(column)
        for number, pair in enumerate(plan.pairs):
            self._row(grid, number, pair, today)

    def fates(self) -> dict[int, PairFate]:
        """What becomes of each pair."""
        return {one: choice.currentData() for one, choice in self.choices.items()}

    def until(self) -> dict[int, dt.date]:
        """New last days of the extended ones."""
        return {one: day for one, field in self.days.items() if (day := field.date()) is not None}

    def choose(self, pair: int, fate: str) -> None:
        """Sets what becomes of a pair."""
        choice = self.choices[pair]
        choice.setCurrentIndex(choice.findData(fate))
        self.days[pair].setVisible(fate == "extend")
        chosen, _until = self._ordered()
        self.order.setVisible(bool(chosen))
        self.order.setText(f"Приказ о продлении ({len(chosen)})…")

    def restore(self, fates: Mapping[int, PairFate], until: Mapping[int, dt.date]) -> None:
        """Chooses again what had been chosen, where it still can be."""
        for one in self._plan.pairs:
            fate = fates.get(one.id)
            extended = one.ordered and (fate, one.fate) == ("extend", "continue")  # by an order, since then
            if fate is not None and not extended:
                self.choose(one.id, fate)
            if one.id in until:
                self.days[one.id].set_date(until[one.id])

    def _ordered(self) -> tuple[list[int], dt.date | None]:
        """Pairs to be extended whose term an order has fixed, and the day chosen for the first of them."""
        chosen = [one.id for one in self._plan.pairs if one.ordered and one.id in self.choices
                  and self.choices[one.id].currentData() == "extend"]  # fmt: skip
        return chosen, self.days[chosen[0]].date() if chosen else None

    def _row(self, grid: QGridLayout, number: int, pair: PairLine, today: dt.date) -> None:
        term = f"до {pair.end:%d.%m.%Y}" if pair.end else "без срока"
        words = f"{code_label(pair.status, PAIR_STATUS)}, {term}" + (", есть приказ" if pair.has_order else "")
        grid.addWidget(_two_lines(pair.title, words), number, 0)
        own = SchoolYear.parse(self._plan.year)
        assert own is not None
        runs_on = pair.end is None or pair.end > own.end or pair.status in {"draft", "ready"}
        choice = Choice(self)
        for fate, told in PAIR_FATES:
            if fate != "continue" or runs_on:
                choice.addItem("Продлить приказом до" if fate == "extend" and pair.ordered else told, fate)
        choice.setMinimumContentsLength(_WORDS)
        choice.setAccessibleName(pair.title)
        day = DateField(today, f"Новый последний день: {pair.title}")
        day.set_date(pair.until)
        self.choices[pair.id], self.days[pair.id] = choice, day
        choice.activated.connect(lambda _index, one=pair.id: self.choose(one, self.choices[one].currentData()))
        grid.addWidget(choice, number, 1)
        grid.addWidget(day, number, 2)
        self.choose(pair.id, pair.fate)

    def _all(self, fate: str) -> None:
        for pair in self.choices:
            self.choose(pair, fate)


class MentorsStep(QWidget):
    """Mentors: who stays, who waits in the reserve, who has left."""

    def __init__(self, plan: RolloverPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._settled: set[int] = set()
        self.choices: dict[int, Choice] = {}
        column = _column(self)
        column.addWidget(
            _lead(
                "Наставники без продолжающихся пар предложены в резерв: они остаются в базе, их можно подбирать."
                if plan.mentors
                else "Наставников в базе нет."
            )
        )
        grid = _grid(column)
        for number, one in enumerate(plan.mentors):
            words = code_label(one.status, MENTOR_STATUS)
            if one.running:
                words += f", продолжается: {counted(one.running, 'пара', 'пары', 'пар')}"
            if one.ahead:
                words += f", на {plan.next}: {counted(one.ahead, 'пара', 'пары', 'пар')}"
            grid.addWidget(_two_lines(one.name, words), number, 0)
            choice = Choice(self)
            for fate, told in MENTOR_FATES:
                choice.addItem(told, fate)
            choice.setMinimumContentsLength(_WORDS)
            choice.setAccessibleName(one.name)
            choice.activated.connect(lambda _index, mentor=one.id: self._settled.add(mentor))
            self.choices[one.id] = choice
            grid.addWidget(choice, number, 1)
        self.follow({})

    def follow(self, pairs: Mapping[int, PairFate]) -> None:
        """Proposes anew after the pairs were settled; what was chosen by hand stays."""
        for one in self._plan.mentors:
            if one.id not in self._settled:
                choice = self.choices[one.id]
                choice.setCurrentIndex(choice.findData(mentor_fate(one, self._plan, pairs)))

    def restore(self, fates: Mapping[int, MentorFate], pairs: Mapping[int, PairFate]) -> None:
        """Chooses again what had been chosen otherwise than ``pairs`` proposed it."""
        for one in self._plan.mentors:
            fate = fates.get(one.id)
            if fate is not None and fate != mentor_fate(one, self._plan, pairs):
                self._settled.add(one.id)
                self.choices[one.id].setCurrentIndex(self.choices[one.id].findData(fate))

    def fates(self) -> dict[int, MentorFate]:
        """What becomes of each mentor."""
        return {one: choice.currentData() for one, choice in self.choices.items()}


class PeopleStep(QWidget):
    """Who goes to the archive: dismissed staff and graduates are ticked already."""

    def __init__(self, plan: RolloverPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moving = [one for one in plan.people if one.next_class]
        column = _column(self)
        column.addWidget(_lead("Отметьте тех, кто уходит из школы: карточки попадут в архив, ничего не пропадёт."))
        self.search = SearchBar("Найти человека…", self)
        self.list = RichList(several=True, parent=self)
        self.list.set_items(_people_items(plan))
        self.list.choose([one.id for one in plan.people if one.leaves])
        self.list.scrollToTop()
        words = counted(len(self._moving), "обучающегося", "обучающихся", "обучающихся")
        self.classes = QCheckBox(f"Перевести {words} в следующий класс", self)
        self.classes.setChecked(bool(self._moving))
        self.classes.setVisible(bool(self._moving))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.classes)
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)

    def leavers(self) -> Sequence[int]:
        """Who goes."""
        return self.list.chosen()

    def moves_classes(self) -> bool:
        """Pupils go into the next class."""
        return self.classes.isChecked()


class LastStep(QWidget):
    """All that will be done, in numbers, and the last two choices."""

    def __init__(self, plan: RolloverPlan, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        own = SchoolYear.parse(plan.year)
        assert own is not None
        column = _column(self)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.roadmap = QCheckBox(f"Скопировать дорожную карту на {plan.next}, сроки сдвинуть на год", self)
        able = plan.roadmap is not None and not plan.has_next_roadmap
        self.roadmap.setChecked(able)
        self.roadmap.setVisible(able)
        self.close_year = QCheckBox(f"Закрыть {plan.year}: его записи можно будет только смотреть и печатать", self)
        over = today >= own.day(6, 1)
        self.close_year.setChecked(over)
        column.addWidget(self.summary)
        column.addSpacing(6)
        column.addWidget(self.roadmap)
        column.addWidget(self.close_year)
        if not over:
            early = f"Учебный год {plan.year} ещё идёт. Обычно на новый год переходят в июне–августе."
            column.addWidget(Notice("warn", early, self))
        column.addWidget(Notice("info", "Всё это — одно действие: его можно отменить (Ctrl+Z).", self))
        column.addStretch(1)

    def copies_roadmap(self) -> bool:
        """The roadmap goes along."""
        return self.roadmap.isChecked()

    def closes(self) -> bool:
        """The old year becomes read-only."""
        return self.close_year.isChecked()

    def tell(self, wish: Rollover) -> None:
        """Says what will be done."""
        fates = list(wish.pairs.values())
        routes = [route_fate(one, wish.pairs) for one in self._plan.routes]
        reserve = sum(fate == "reserve" for fate in wish.mentors.values())
        lines = [
            "Пары: завершить {}, продлить {}, идут дальше {}.".format(
                *(fates.count(fate) for fate in ("end", "extend", "continue"))
            ),
            "Маршруты (ИОМ): завершить {}, продлить {}, идут дальше {}.".format(
                *(routes.count(fate) for fate in ("end", "extend", "continue"))
            ),
            f"Наставники: в резерве будет {reserve}, выбыло {sum(one == 'left' for one in wish.mentors.values())}.",
            f"В архив: {counted(len(wish.leavers or ()), 'человек', 'человека', 'человек')}.",
            "Шаблоны документов, списки и настройки школы переходят сами.",
        ]
        ordered = [one for one in self._plan.pairs if wish.pairs.get(one.id) == "extend" and one.ordered]
        if ordered:
            pairs = counted(len(ordered), "пары утверждён", "пар утверждён", "пар утверждён")
            lines.append(f"Срок {pairs} приказом: сначала издайте приказ о продлении (шаг «Пары»).")
        self.summary.setText("\n".join(lines))


def _people_items(plan: RolloverPlan) -> list[RichItem]:
    items: list[RichItem] = []
    likely = [one for one in plan.people if one.why]
    for heading, group in (("Вероятно, уходят", likely), ("Остальные", [one for one in plan.people if not one.why])):
        if group:
            items.append(RichItem(None, heading))
        for one in group:
            told = "; ".join(filter(None, (one.about, one.why)))
            items.append(RichItem(one.id, one.name, (RichLine(told),) if told else ()))
    return items


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return column


def _lead(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label


def _grid(column: QVBoxLayout) -> QGridLayout:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body = QWidget()
    body.setProperty("role", "canvas")
    outer = QVBoxLayout(body)
    outer.setContentsMargins(0, 0, 12, 0)
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    outer.addLayout(grid)
    outer.addStretch(1)
    area.setWidget(body)
    column.addWidget(area, 1)
    return grid


def _two_lines(first: str, second: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for words, role in ((first, ""), (second, "small")):
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        column.addWidget(label)
    return box
