"""Breaking lines by widths."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curator_app.documents.blocks import Run, text
from curator_app.documents.letters import printable
from curator_app.documents.text_lines import Line, break_lines, text_width


def shown(lines: list[Line]) -> list[str]:
    return ["".join(letters for _face, letters in line.segments) for line in lines]


def test_words_go_to_the_next_line() -> None:
    assert shown(break_lines(text("Закрепить за Ивановой Марией Петровной"), 14, 150)) == [
        "Закрепить за Ивановой",
        "Марией Петровной",
    ]


def test_a_line_never_begins_with_a_dash() -> None:
    for width in range(80, 300, 7):
        assert not any(
            line.startswith(("–", "—")) for line in shown(break_lines(text("наставник – Петрова"), 14, width))
        )


def test_a_hyphen_parts_only_a_word_wider_than_the_line() -> None:
    assert shown(break_lines(text("педагога-психолога"), 14, 70)) == ["педагога-", "психолога"]
    assert shown(break_lines(text("для Петровой-Водкиной"), 14, 130)) == ["для", "Петровой-Водкиной"]
    assert shown(break_lines(text("приказ № 56-ОД, Р-145"), 14, 75))[-2:] == ["56-ОД,", "Р-145"]


def test_no_break_space_holds_its_words_together() -> None:
    assert "Иванова\u00a0М.П." in shown(break_lines(text("Ознакомлена Иванова\u00a0М.П."), 14, 100))


def test_a_word_wider_than_the_line_is_cut_and_nothing_is_lost() -> None:
    word = "Щ" * 5000
    lines = break_lines(text(f"до {word} после"), 12, 200)
    assert "".join(shown(lines)).replace(" ", "") == f"до{word}после"
    assert max(line.width for line in lines) <= 200.01


def test_faces_inside_a_word_stay() -> None:
    (line,) = break_lines((Run("Ива"), Run("нова", bold=True)), 14, 300)
    assert [letters for _face, letters in line.segments] == ["Ива", "нова"]


def test_line_breaks_and_empty_text() -> None:
    assert shown(break_lines(text("раз\n\nдва"), 14, 300)) == ["раз", "", "два"]
    assert shown(break_lines((), 14, 300)) == [""]


def test_only_lines_that_go_on_are_justified() -> None:
    lines = break_lines(text("один два три четыре пять шесть"), 14, 90)
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="абвЩ -–\n.,«»5W\u00a0", max_size=120), st.floats(20, 400), st.sampled_from([9.0, 14.0]))
def test_nothing_is_lost_and_nothing_sticks_out(value: str, width: float, size: float) -> None:
    lines = break_lines(text(value), size, width)
    joined = "".join(shown(lines))
    assert joined.replace(" ", "").replace("\n", "") == printable(value).replace(" ", "").replace("\n", "")
    assert all(line.width <= max(width, size) + 0.02 for line in lines)
    for line in lines:
        assert abs(sum(face.width(part) for face, part in line.segments) * size / 1000 - line.width) < 0.05


def test_width_of_a_text_adds_up() -> None:
    assert text_width(text("аб"), 10) == text_width(text("а"), 10) + text_width(text("б"), 10)
