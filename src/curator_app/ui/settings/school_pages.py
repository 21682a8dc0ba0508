"""Pages of the settings over one SchoolForm: the school, signatures, rules of counting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curator_app.ui.settings.header_preview import HeaderPreview
from curator_app.ui.settings.school_form import SchoolForm

# Fields of a line with their shares of its width; a text alone is a heading.
_Line = tuple[tuple[str, int], ...] | str
_SCHOOL: tuple[_Line, ...] = (
    (("short_name", 3), ("place", 2)),
    (("full_name", 1),),
    (("founder", 1),),
    "Для шапки приказа",
    (("address", 1),),
    (("phone", 1), ("email", 1)),
    (("inn", 4), ("kpp", 4), ("ogrn", 5)),
)
_PEOPLE: tuple[_Line, ...] = (
    "Кто подписывает приказы",
    (("director", 3), ("director_post", 2)),
    "Кто ведёт наставничество",
    (("curator", 1),),
    (("curator_order", 3), ("order_number_suffix", 2)),
    "Куда уходит отчёт",
    (("municipal_body", 3), ("municipal_email", 2)),
)
_RULES: tuple[_Line, ...] = (
    "Сроки",
    (("working_week", 1), ("", 1)),
    "Наставники",
    (("default_capacity", 1), ("", 1)),
    "Кого считать молодым специалистом",
    (("young_max_years", 1), ("young_max_age", 1)),
)


def school_page(form: SchoolForm) -> QWidget:
    """Names and requisites with the head of an order beside them."""
    preview = HeaderPreview()
    caption = QLabel("Так это встанет в приказ")
    caption.setProperty("role", "small")
    side = QVBoxLayout()
    side.setSpacing(6)
    side.addWidget(caption)
    side.addWidget(preview)
    side.addStretch(1)
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(16)
    layout.addWidget(_scrolled(form, _SCHOOL), 5)
    layout.addLayout(side, 3)

    def show() -> None:
        name = form.director.name
        preview.show_school(form.data(), name.initials_surname if name else "")

    form.changed.connect(show)
    show()
    return page


def people_page(form: SchoolForm) -> QWidget:
    """Director, curator, orders, addressee of reports."""
    return _scrolled(form, _PEOPLE)


def rules_page(form: SchoolForm) -> QWidget:
    """Working week, places of a mentor, who is a young specialist."""
    return _scrolled(form, _RULES)


def _scrolled(form: SchoolForm, plan: Sequence[_Line]) -> QScrollArea:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 10, 0)
    layout.setSpacing(10)
    for number, told in enumerate(plan):
        if isinstance(told, str):
            heading = QLabel(told)
            heading.setProperty("role", "heading")
            if number:
                layout.addSpacing(8)
            layout.addWidget(heading)
        else:
            layout.addLayout(_line(form, told))
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def _line(form: SchoolForm, told: tuple[tuple[str, int], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    for column, (name, share) in enumerate(told):
        grid.setColumnStretch(column, share)
        cell = form.boxes[name] if name else QWidget()
        grid.addWidget(cell, 0, column, Qt.AlignmentFlag.AlignTop)
    return grid
