"""What keys mean while a questionnaire is keyed in."""

from __future__ import annotations

import pytest

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.ui.surveys.keying.entry import Entry

TEN = [Question(f"q{n}", f"Вопрос {n}") for n in range(1, 11)]
YES = Question("glad", "Рады?", QuestionKind.YES_NO)
OFTEN = Question("often", "Как часто?", QuestionKind.CHOICE, options=("часто", "редко", "никогда"))
WORDS = Question("words", "Что ценно?", QuestionKind.OPEN)
ENTER = "\n"


def keyed(questions: list[Question], keys: str) -> Entry:
    entry = Entry(questions)
    for key in keys:
        if key == ENTER:
            entry.enter()
        elif key == "<":
            entry.back()
        else:
            entry.type(key)
    return entry


def answers(entry: Entry) -> list[Answer | None]:
    return [entry.answers.get(one.key) for one in entry.questions]


def test_ten_digits_answer_ten_questions() -> None:
    entry = keyed(TEN, "2345678923")
    assert answers(entry) == [2, 3, 4, 5, 6, 7, 8, 9, 2, 3]
    assert entry.question is None


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("0", [10, None, None]),
        ("10", [10, None, None]),
        ("1\n", [1, None, None]),
        ("15", [1, 5, None]),
        ("110", [1, 10, None]),
        ("1\n0", [1, 10, None]),
        ("111\n", [1, 1, 1]),
        ("\n7", [None, 7, None]),
        ("7<8", [8, None, None]),
        ("1<7", [7, None, None]),
    ],
)
def test_ten_and_one_are_told_apart(keys: str, told: list[int | None]) -> None:
    assert answers(keyed(TEN[:3], keys)) == told


def test_nought_is_an_answer_where_the_scale_has_it_and_none_where_not() -> None:
    assert answers(keyed([Question("a", "А", lowest=0, highest=3)], "0")) == [0]
    five = keyed([Question("a", "А", highest=5), Question("b", "Б", highest=5)], "04")
    assert answers(five) == [None, 4]


def test_out_of_scale_is_refused_in_words() -> None:
    entry = keyed([Question("a", "А", lowest=0, highest=3)], "7")
    assert answers(entry) == [None]
    assert entry.place == 0
    assert entry.problem == "Такого ответа нет: шкала от 0 до 3."


def test_long_scales_take_several_digits() -> None:
    points = [Question("a", "А", lowest=0, highest=18), Question("b", "Б", lowest=0, highest=100)]
    assert answers(keyed(points, "15100")) == [15, 100]
    assert answers(keyed(points, "942\n")) == [9, 42]


@pytest.mark.parametrize("sign", ["1", "д", "Д", "l"])
def test_yes(sign: str) -> None:
    assert answers(keyed([YES], sign)) == ["yes"]


@pytest.mark.parametrize("sign", ["2", "н", "Н", "y"])
def test_no(sign: str) -> None:
    assert answers(keyed([YES], sign)) == ["no"]


def test_no_answer_to_yes_or_no() -> None:
    for sign in ("0", ENTER):
        entry = keyed([YES, YES], sign)
        assert answers(entry) == [None, None]
        assert entry.place == 1


def test_choices_by_number() -> None:
    assert answers(keyed([OFTEN, YES], "3")) == ["никогда", None]
    assert keyed([OFTEN], "4").problem.startswith("Такого ответа нет")


def test_words_are_kept_and_taken_away() -> None:
    entry = Entry([WORDS, YES])
    entry.type("7")
    entry.write("  Поддержка ")
    entry.enter()
    assert entry.answers == {"words": "Поддержка"}
    entry.back()
    entry.write("")
    assert entry.answers == {}


def test_enter_over_an_answer_keeps_it() -> None:
    entry = Entry(TEN[:2], {"q1": 7})
    entry.enter()
    assert entry.answers == {"q1": 7}
    assert not entry.dirty


def test_dirty_until_kept() -> None:
    entry = keyed(TEN, "5")
    begun = entry.dirty
    entry.kept()
    kept = entry.dirty
    entry.type("1")
    assert (begun, kept, entry.dirty) == (True, False, True)


def test_clear_takes_the_answer_and_stays() -> None:
    entry = Entry(TEN[:2], {"q1": 7})
    entry.clear()
    assert (entry.answers, entry.place) == ({}, 0)


def test_going_elsewhere_keeps_a_waiting_digit() -> None:
    entry = keyed(TEN, "1")
    entry.go(4)
    assert entry.answers == {"q1": 1}
    assert entry.place == 4
