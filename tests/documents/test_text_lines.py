"""Breaking lines by widths."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.people import order
from tests.documents.reading import pdf_letters

from curator_app.documents.blocks import Run, text
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.letters import printable
from curator_app.documents.paper_data import Layout
from curator_app.documents.pdf import to_pdf
from curator_app.documents.templates import render
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


def test_words_are_parted_by_syllables_only_when_asked() -> None:
    told = "Преображенская сопровождает профессиональное становление педагогических работников " * 4
    plain = break_lines(text(told), 14, 230)
    parted = break_lines(text(told), 14, 230, hyphens=True)
    lines = shown(parted)
    assert len(parted) < len(plain)
    assert all(line.width <= 230.01 for line in parted)
    assert not any(line.endswith("-") for line in shown(plain))
    ends = [line.endswith("-") for line in lines]
    assert any(ends)
    assert "1111" not in "".join(str(int(end)) for end in ends)
    joined = "".join(line.removesuffix("-") if line.endswith("-") else f"{line} " for line in lines)
    assert joined.split() == told.split()
    assert not any(line.endswith("-") and "Преображенская".startswith(line.split()[-1][:-1]) for line in lines)


def test_a_paper_parts_words_when_the_school_wants_it() -> None:
    wanted = render("assignment", order(layout=Layout(hyphens=True)), sources()).document
    assert wanted.page.hyphens
    whole = render("assignment", order(), sources()).document
    parted, plain = pdf_letters(to_pdf(wanted)), pdf_letters(to_pdf(whole))
    assert parted.count("-") > plain.count("-")
    assert parted.replace("-", "") == plain.replace("-", "")
    assert "autoHyphenation" in zipfile.ZipFile(io.BytesIO(to_docx(wanted))).read("word/settings.xml").decode()
    assert "autoHyphenation" not in zipfile.ZipFile(io.BytesIO(to_docx(whole))).read("word/settings.xml").decode()
