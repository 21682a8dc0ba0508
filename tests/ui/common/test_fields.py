"""Fields and forms: what is typed is read, what is wrong stands at its field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator_app.runtime.errors import FieldProblem, InvalidInput, KnownProblem
from curator_app.ui.common import dialogs, form_dialog
from curator_app.ui.common.fields import (
    ChoiceField,
    ComboField,
    DayField,
    Field,
    FlagField,
    LinesField,
    NumberField,
    PhoneField,
    TextField,
)
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.tags_field import LevelDots, TagsField

pytestmark = pytest.mark.usefixtures("look")
TODAY = dt.date(2026, 10, 5)
AREAS = [("subject", "предметная"), ("method", "методическая"), ("digital", "цифровая")]
LEVELS = (0, 3, 2, {0: "нет", 1: "слабо", 2: "средне", 3: "сильно"})


def typed(field: Field, text: str) -> None:
    """Types as a person does: the field gets focus, keys, and loses focus."""
    line = field.findChildren(QLineEdit)[0]
    line.setFocus()
    line.clear()
    line.insert(text)
    line.textEdited.emit(line.text())
    line.editingFinished.emit()


# --- reading


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.9.26", dt.date(2026, 9, 1)),
        ("01.09.2026", dt.date(2026, 9, 1)),
        ("01092026", dt.date(2026, 9, 1)),
        ("010926", dt.date(2026, 9, 1)),
        ("1 сентября 2026", dt.date(2026, 9, 1)),
        ("1 сентября 2026 г.", dt.date(2026, 9, 1)),
        ("2026-09-01", dt.date(2026, 9, 1)),
        ("29.02.2024", dt.date(2024, 2, 29)),
        ("", None),
    ],
)
def test_dates_as_people_type_them(qtbot: QtBot, text: str, day: dt.date | None) -> None:
    field = DayField("date", "Дата", TODAY)
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() == day
    assert field.own_problem() == ""
    assert field.day.edit.text() == (f"{day:%d.%m.%Y}" if day else "")


@pytest.mark.parametrize("text", ["31.02.2026", "29.02.2026", "завтра", "1.13.2026", "12", "32.01.2026"])
def test_what_is_no_date_is_said_and_kept(qtbot: QtBot, text: str) -> None:
    field = DayField("date", "Дата", TODAY)
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() is None
    assert "дату" in field.own_problem()
    assert field.problem == field.own_problem()
    assert field.day.edit.text() == text


def test_a_date_is_stepped_with_the_arrows(qtbot: QtBot) -> None:
    field = DayField("date", "Дата", TODAY)
    qtbot.addWidget(field)
    field.set_value(dt.date(2026, 8, 31))
    QTest.keyClick(field.day.edit, Qt.Key.Key_Up)
    assert field.value() == dt.date(2026, 9, 1)
    QTest.keyClick(field.day.edit, Qt.Key.Key_Down)
    assert field.value() == dt.date(2026, 8, 31)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("89000000001", "8 (900) 000-00-01"),
        ("+7 900 000 00 01", "8 (900) 000-00-01"),
        ("доб. 12", "доб. 12"),
        ("", None),
    ],
)
def test_telephones(qtbot: QtBot, text: str, kept: str | None) -> None:
    field = PhoneField("phone", "Телефон")
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() == kept


@pytest.mark.parametrize(("text", "number"), [("12", 12), (" 7 ", 7), ("-3", -3), ("", None)])
def test_whole_numbers(qtbot: QtBot, text: str, number: int | None) -> None:
    field = NumberField("experience_years", "Стаж")
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() == number
    assert field.own_problem() == ""


@pytest.mark.parametrize("text", ["двенадцать", "1,5", "--", "²", "1-2"])
def test_what_is_no_number_is_said(qtbot: QtBot, text: str) -> None:
    field = NumberField("experience_years", "Стаж")
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() is None
    assert "целое число" in field.own_problem()


def test_text_is_trimmed_and_blank_is_nothing(qtbot: QtBot) -> None:
    field = TextField("surname", "Фамилия")
    qtbot.addWidget(field)
    typed(field, "  Иванова ")
    assert field.value() == "Иванова"
    typed(field, "   ")
    assert field.value() is None


def test_a_value_out_of_the_list_is_kept(qtbot: QtBot) -> None:
    field = ChoiceField("form", "Форма", [("teacher", "педагог – педагог")])
    qtbot.addWidget(field)
    field.set_value("old")
    assert field.value() == "old"
    field.set_value(None)
    assert field.value() is None
    assert field.combo.currentText() == "не указано"
    free = ComboField("post", "Должность", ["учитель"])
    qtbot.addWidget(free)
    free.set_value("тьютор")
    assert free.value() == "тьютор"


def test_the_wheel_does_not_turn_a_list_while_a_form_scrolls(qtbot: QtBot) -> None:
    field = ChoiceField("form", "Форма", [("a", "А"), ("b", "Б")])
    qtbot.addWidget(field)
    field.set_value("a")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.combo, turn)
    assert field.value() == "a"
    assert not turn.isAccepted()


def test_a_field_of_lines_grows_with_its_text(qtbot: QtBot) -> None:
    field = LinesField("wording", "Запрос", rows=3)
    qtbot.addWidget(field)
    field.resize(300, 400)
    field.show()
    low = field.text.height()
    field.set_value("строка\n" * 6)
    grown = field.text.height()
    assert grown > low
    field.set_value("строка\n" * 60)
    assert grown < field.text.height() < 15 * field.fontMetrics().lineSpacing()
    field.set_value("слово " * 24)
    wide = field.text.height()
    field.resize(150, 400)
    qtbot.waitUntil(lambda: field.text.height() > wide)
    field.set_value(None)
    assert field.text.height() == low


# --- tags


def test_tags_from_the_catalogue_and_own_words(qtbot: QtBot) -> None:
    field = TagsField("areas", "Области", AREAS)
    qtbot.addWidget(field)
    line = field.findChildren(QLineEdit)[0]
    for words in ("Методическая", "театр", "театр", " ; "):
        line.setText(words)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert field.value() == ["method", "театр"]
    close = field.findChildren(QToolButton)[0]
    close.click()
    assert field.value() == ["театр"]


def test_levels_are_set_with_mouse_and_keys(qtbot: QtBot) -> None:
    field = TagsField("deficits", "Дефициты", AREAS, levels=LEVELS)
    qtbot.addWidget(field)
    field.set_value([("method", 1), ("digital", 3)])
    assert field.value() == [("method", 1), ("digital", 3)]
    dots = field.findChildren(LevelDots)
    QTest.keyClick(dots[0], Qt.Key.Key_3)
    QTest.keyClick(dots[1], Qt.Key.Key_Left)
    assert field.value() == [("method", 3), ("digital", 2)]
    QTest.mouseClick(dots[0], Qt.MouseButton.LeftButton, pos=QPoint(7, 10))
    assert field.value()[0] == ("method", 1)
    assert "слабо" in dots[0].accessibleName()


# --- forms


def fields() -> list[Field]:
    return [
        TextField("surname", "Фамилия", required=True),
        DayField("birth_date", "Дата рождения", TODAY, birth=True),
        LinesField("wording", "Запрос"),
        NumberField("limit", "Сколько наставляемых"),
        FlagField("urgent", "Срочно"),
        TagsField("subjects", "Предметы", AREAS),
    ]


FILLED: dict[str, Any] = {
    "surname": "Ёлкина",
    "birth_date": dt.date(1990, 2, 3),
    "wording": "Первая строка\nвторая",
    "limit": 3,
    "urgent": True,
    "subjects": ["method", "театр"],
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    all_fields = fields()
    form = Form([Section("Человек", [all_fields[:2], all_fields[2:3]]), Section("Ещё", [all_fields[3:]])])
    qtbot.addWidget(form)
    form.show()
    return form


def test_a_form_gives_back_what_it_was_given(form: Form) -> None:
    form.set_values(FILLED)
    assert form.values() == FILLED
    assert not form.dirty
    form.set_values(dict.fromkeys(FILLED))
    assert form.values() == {**dict.fromkeys(FILLED), "urgent": False, "subjects": []}


def test_only_a_hand_makes_it_dirty(form: Form, qtbot: QtBot) -> None:
    form.set_values(FILLED)
    with qtbot.waitSignal(form.edited):
        typed(form.fields["surname"], "Ёлкин")
    assert form.dirty
    form.set_values({})
    assert not form.dirty


@pytest.mark.parametrize("name", ["birth_date", "wording", "urgent", "subjects"])
def test_every_kind_of_field_notices_a_hand(form: Form, name: str) -> None:
    form.set_values(FILLED)
    field = form.fields[name]
    if isinstance(field, LinesField):
        QTest.keyClicks(field.text, "x")
    elif isinstance(field, FlagField):
        QTest.mouseClick(field.box, Qt.MouseButton.LeftButton, pos=QPoint(8, field.box.height() // 2))
    elif isinstance(field, TagsField):
        field.findChildren(QToolButton)[0].click()
    else:
        typed(field, "4.5.1991")
    assert form.dirty


def test_problems_stand_at_their_fields_and_the_first_gets_the_cursor(form: Form, qtbot: QtBot) -> None:
    form.set_values(FILLED)
    refusal = InvalidInput(
        [
            FieldProblem("birth_date", "Дата рождения ещё не наступила."),
            FieldProblem("limit", "Не больше десяти."),
            FieldProblem("nowhere", "Такой человек уже есть в базе."),
        ]
    )
    form.activateWindow()
    assert form.show_problems(refusal) == ["Такой человек уже есть в базе."]
    assert form.fields["birth_date"].problem == "Дата рождения ещё не наступила."
    assert form.fields["limit"].problem == "Не больше десяти."
    assert form.fields["surname"].problem == ""
    focus = form.focusWidget()
    assert form.fields["birth_date"].isAncestorOf(focus)
    typed(form.fields["limit"], "5")
    assert form.fields["limit"].problem == ""


def test_what_can_not_be_read_is_said_before_anything_is_sent(form: Form) -> None:
    form.set_values({**FILLED, "surname": None})
    typed(form.fields["birth_date"], "когда-то")
    assert not form.readable()
    assert form.fields["surname"].problem == "Заполните это поле."
    assert form.fields["birth_date"].problem != ""
    typed(form.fields["surname"], "Ким")
    typed(form.fields["birth_date"], "")
    assert form.readable()


def test_every_editor_has_a_name_for_a_screen_reader(form: Form) -> None:
    for field in form.fields.values():
        assert field.editor.accessibleName() or field.editor.focusProxy(), field.name
        if not isinstance(field, FlagField):  # it says itself what it is about
            assert field.findChildren(QLabel)[0].text().rstrip(" *")


# --- the dialog around a form


class Saver:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.saved: list[dict[str, Any]] = []

    def __call__(self, values: dict[str, Any]) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(values)


def dialog(qtbot: QtBot, save: Saver) -> FormDialog:
    made = FormDialog("Карточка", [Section("", [[field] for field in fields()])], save, values=FILLED)
    # Closed by the test as if nothing had been typed: it would ask otherwise.
    qtbot.addWidget(made, before_close_func=lambda _made: made.form.set_values({}))
    made.show()
    return made


def test_saved_and_closed(qtbot: QtBot) -> None:
    save = Saver()
    made = dialog(qtbot, save)
    QTest.mouseClick(made.save_button, Qt.MouseButton.LeftButton)
    assert save.saved == [FILLED]
    assert not made.isVisible()


def test_a_refusal_keeps_the_work(qtbot: QtBot) -> None:
    save = Saver(InvalidInput([FieldProblem("surname", "Такая уже есть."), FieldProblem("x", "И ещё что-то.")]))
    made = dialog(qtbot, save)
    typed(made.form.fields["surname"], "Жукова")
    made.save()
    assert made.isVisible()
    assert made.form.fields["surname"].problem == "Такая уже есть."
    assert made.notice.text == "И ещё что-то."
    assert made.form.values()["surname"] == "Жукова"


def test_another_problem_is_told_over_the_dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda _parent, sentence: told.append(sentence))
    made = dialog(qtbot, Saver(KnownProblem("База только для чтения.")))
    made.save()
    assert told == ["База только для чтения."]
    assert made.isVisible()


def test_enter_goes_on_and_escape_asks_when_something_was_typed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter([False, True])

    def confirm(_parent: QWidget, question: str, *_rest: object, **_more: object) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(form_dialog, "confirm", confirm)
    save = Saver()
    made = dialog(qtbot, save)
    QTest.keyClick(made.form.fields["surname"].editor, Qt.Key.Key_Return)
    assert save.saved == []
    assert made.isVisible()
    typed(made.form.fields["surname"], "Жукова")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert len(asked) == 2
    clean = dialog(qtbot, save)
    QTest.keyClick(clean, Qt.Key.Key_Escape)
    assert not clean.isVisible()
    assert len(asked) == 2
