"""Headings of real exports (domain.md h.1, h.3), kinds of sheets, rows of headings."""

from __future__ import annotations

import pytest

from curator_app.exchange.grid import Grid, Merge
from curator_app.exchange.header_search import find_header
from curator_app.exchange.headings import understand
from curator_app.exchange.mapping import assign_fields, signature
from curator_app.exchange.sheet_kind import SheetKind, detect_kind
from curator_app.exchange.tables import find_tables


@pytest.mark.parametrize(
    ("heading", "field", "side"),
    [
        ("ФИО наставника (полностью)", "full_name", "mentor"),
        (" Адрес эл#почты для рассылки писем и сертификатов", "email", None),
        ("Место работы/учебы наставника (сокращенное название организации ", "workplace", "mentor"),
        ("Должность/ специальность", "position", None),
        ("Основные компетенции наставника (умения, виды деятельности, кото", "competencies", "mentor"),
        ("Важные для программы достижения наставника", "achievements", "mentor"),
        ("Желаемый возраст наставляемых", "desired_mentee_age", "mentee"),
        ("Ресурс времени на программу наставничества (какое количество вре", "time_resource", None),
        ("Дата вхождения в программу ", "program_entry_date", None),
        ("ФИО наставляемого (если уже определен список участников Проекта)", "full_name", "mentee"),
        ("Форма наставничества", "mentoring_form", None),
        ("Предмет наставничества (какой опыт, метод, технологии и тп# план", "request", None),
        ("Номер телефона (для связи)", "phone", None),
        ("Категория, стаж/курс", "category_experience", None),
        ("Заполняя заявку на участие в Проекте Вы предоставляете согласие ", "consent", None),
        ("Год рождения наставляемого, полных лет на момент открытия проект", "birth", "mentee"),
        ("Основной запрос наставляемого (чему хотите научиться при работе ", "request", "mentee"),
        ("Сведения о наставниках (ФИО,  должность, стаж, номер модуля, пре…", "person_block", "mentor"),
        ("Координаты для связи (сот#, адрес электронной почты)", "contacts", None),
        ("ФИО руководителя ОО", "full_name", "other"),
        ("ФИО ребёнка", "full_name", "mentee"),
        ("ФИО Родителя", "full_name", "other"),
        ("Email наставника", "email", "mentor"),
        ("Педагог-наставник", "full_name", "mentor"),
        ("Молодой специалист", "full_name", "mentee"),
        ("Стажёр", "full_name", "mentee"),
        ("Стаж", "experience_years", None),
        ("Кв. категория", "qualification_category", None),
        ("кат.", "qualification_category", None),
        ("Педстаж", "experience_years", None),
        ("Тел./e-mail", "contacts", None),
        ("Принят(а)", "work_start_date", None),
        ("Модель наставничества", "mentoring_form", None),
        ("Профессиональные дефициты", "request", None),
        ("Срок реализации", "period", None),
        ("Реквизиты приказа", "order", None),
        ("№ приказа", "order_number", None),
        ("Ф. И. О. наставника", "full_name", "mentor"),
        ("Общий стаж", "experience_other", None),
        ("Модуль Проекта, в котором вы участвуете", None, None),
        ("NoName", None, None),
        ("", None, None),
    ],
)
def test_headings(heading: str, field: str | None, side: str | None) -> None:
    found = understand(heading)
    assert (found.field, found.side) == (field, side)


def grid(*rows: list[str], name: str = "Лист1") -> Grid:
    """A grid of texts."""
    made = Grid(name)
    for number, row in enumerate(rows, start=1):
        cells = {column: text for column, text in enumerate(row) if text}
        if cells:
            made.rows[number] = dict(cells)
    return made


@pytest.mark.parametrize(
    ("headings", "title", "kind"),
    [
        (["ФИО", "Должность", "Стаж"], "", "staff"),
        (["ФИО наставника", "Основные компетенции", "ФИО наставляемого"], "", "mentors"),
        (["ФИО наставляемого", "Запрос", "ФИО наставника"], "", "mentees"),
        (["ФИО", "Класс", "Запрос", "ФИО наставника"], "", "mentees"),
        (["Наставник", "Наставляемый", "Период", "Приказ"], "", "pairs"),
        (["Наставник", "Наставляемый", "Форма наставничества"], "Реестр наставнических пар", "pairs"),
        (["ФИО наставляемого", "Телефон", "Дата рождения", "ФИО наставника"], "", "mentees"),
        (["ФИО", "Должность"], "База наставников", "mentors"),
        (["ФИО", "Должность"], "Молодые специалисты", "mentees"),
        (["ФИО", "Оцените от 1 до 5 [Польза]", "Что понравилось?", "Что изменить?"], "", "replies"),
    ],
)
def test_kinds_of_tables(headings: list[str], title: str, kind: str) -> None:
    header = find_header(grid(headings))
    assert header is not None
    assert detect_kind(header, [title])[0] == SheetKind(kind)


def test_two_row_headings_with_groups_without_merged_cells() -> None:
    made = grid(
        ["Реестр"],
        ["№", "Наставник", "", "Наставляемый", "", "Приказ", ""],
        ["", "ФИО", "Должность", "ФИО", "Должность", "№", "Дата"],
        ["1", "Ветров Олег Ильич", "учитель", "Рощин Пётр Олегович", "учитель", "15", "01.09.2026"],
    )
    header = find_header(made)
    assert header is not None
    assert (header.first, header.row) == (2, 3)
    assert list(assign_fields(header, SheetKind.PAIRS).values()) == [
        "number",
        "mentor_full_name",
        "mentor_position",
        "mentee_full_name",
        "mentee_position",
        "order_number",
        "order_date",
    ]


def test_an_attribute_belongs_to_the_name_before_it() -> None:
    made = grid(
        ["Наставник", "Должность", "Наставляемый", "Должность", "Период"], ["Ветров О.И.", "а", "Рощин П.О.", "б", "в"]
    )
    header = find_header(made)
    assert header is not None
    assert list(assign_fields(header, SheetKind.PAIRS).values())[1::2] == ["mentor_position", "mentee_position"]


def test_merged_heading_rows() -> None:
    made = grid(["№", "Кто", "", "Почта"], ["", "Фамилия", "Имя", ""], ["1", "Ветров", "Олег", "a@b.example"])
    made.merges = [Merge(1, 0, 2, 0), Merge(1, 1, 1, 2), Merge(1, 3, 2, 3)]
    header = find_header(made)
    assert header is not None
    assert [column.heading for column in header.columns] == ["№", "Фамилия", "Имя", "Почта"]


def test_columns_without_a_heading_are_told_by_their_contents() -> None:
    rows = [
        [f"Ветров{suffix} Олег Ильич", f"v{suffix}@a.example", f"8 904 555-01-{n:02d}"]
        for n, suffix in enumerate("абвгд")
    ]
    [table] = find_tables(grid(["ФИО", "", ""], *rows))
    assert table.mapped == {0: "full_name", 1: "email", 2: "phone"}


def test_signatures_tell_shapes_apart() -> None:
    first = find_header(grid(["ФИО", "Должность"]))
    same = find_header(grid(["", ""], ["  Ф.И.О. ", "ДОЛЖНОСТЬ"]))
    other = find_header(grid(["ФИО", "Стаж"]))
    assert first is not None
    assert same is not None
    assert other is not None
    assert signature(first.columns) == signature(same.columns) != signature(other.columns)
