"""What the slips say together: popularity as a picture, mutual wishes and who was left out in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from curator_app.domain.acquaintance import Analysis
from curator_app.domain.codes import WishSide
from curator_app.services.rounds.keying import answered_words
from curator_app.services.rounds.rows import RoundView
from curator_app.ui.common.card import Card
from curator_app.ui.common.card_content import Bullet, Bullets, CardContent, Section
from curator_app.ui.common.table_model import Badge
from curator_app.ui.rounds.popularity import Bar, PopularityChart
from curator_app.ui.rounds.words import title


class ResultsPage(QWidget):
    """Never names anybody in connection with «не хотел(а) бы»."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = {
            WishSide.MENTOR: PopularityChart("Кого из наставников назвали"),
            WishSide.MENTEE: PopularityChart("Кого из наставляемых назвали"),
        }
        self.card = Card("Анкет пока нет: введите их на странице «Анкеты».", self)
        holder = QWidget()
        holder.setProperty("role", "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(14)
        for chart in self.charts.values():
            column.addWidget(chart)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Кого сколько раз назвали")
        area.setWidget(holder)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(area, 1)
        layout.addWidget(self.card, 1)

    def show_round(self, view: RoundView) -> None:
        """Reckons the round anew."""
        found = view.analysis()
        by_number = {one.number: one for one in view.participants}
        for side, chart in self.charts.items():
            chart.show_bars(
                [
                    Bar(by_number[one.number].short_name, one.places)
                    for one in found.popularity
                    if by_number[one.number].side is side
                ]
            )
        if view.row.answered:
            self.card.show_content(_content(view, found))
        else:
            self.card.show_nothing()


def _content(view: RoundView, found: Analysis) -> CardContent:
    names = {one.number: one.short_name for one in view.participants}
    answered = ", ".join(
        f"{word}: {answered_words(view.of_side(side))}"
        for side, word in ((WishSide.MENTOR, "наставники"), (WishSide.MENTEE, "наставляемые"))
    )
    mutual = tuple(
        Bullet(
            f"{names[one.mentor]} — {names[one.mentee]}",
            f"{one.by_mentor}-й выбор наставника, {one.by_mentee}-й — наставляемого",
            Badge("1 ↔ 1", "ok") if one.by_mentor == one.by_mentee == 1 else None,
            icon="star",
        )
        for one in found.mutual
    )
    left = [number for number in found.unwished if number not in found.unanswered]
    return CardContent(
        title(view.row),
        subtitle=answered[:1].upper() + answered[1:],
        sections=(
            Section(f"Взаимные пожелания: {len(mutual)}", (Bullets(mutual, empty="Пока ни одного."),)),
            Section("Никто не назвал", (_people(names, left),)),
            Section("Сдали анкету, но никого не выбрали", (_people(names, found.silent),)),
            Section("Анкета ещё не введена", (_people(names, found.unanswered),)),
        ),
        key=("round", view.row.id),
    )


def _people(names: dict[int, str], numbers: Iterable[int]) -> Bullets:
    return Bullets(tuple(Bullet(f"№ {number}  {names[number]}", icon="user") for number in numbers), empty="Таких нет.")
