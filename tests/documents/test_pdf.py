"""PDF: fonts inside, letters inside the margins, the same bytes twice, data never markup, nothing lost."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from tests.documents.people import GROUP, ONE_PAIR, order
from tests.documents.reading import letter_boxes, pdf_fonts, pdf_letters, pdf_text, squeezed

from curator_app.documents import fonts
from curator_app.documents.blocks import (
    Acknowledgement,
    Block,
    Clause,
    Column,
    CornerMark,
    CutLine,
    Document,
    Footnote,
    PageBreak,
    PageSetup,
    Paragraph,
    Requisites,
    RuledLine,
    Signature,
    Space,
    Table,
    Title,
    text,
)
from curator_app.documents.catalogue import sources
from curator_app.documents.paper_data import PaperPerson
from curator_app.documents.pdf import page_count as sheets
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.documents.strips import MM
from curator_app.documents.templates import render
from curator_app.runtime.errors import KnownProblem

LOREM = "Совместно с наставляемым разработать персонализированную программу наставничества в установленный срок. "

PAYLOADS = [
    "Иванов <b>Пётр",
    "ООО «Рога & Копыта»",
    "a < b и c > d",
    "<img src='secret.png' width='5'/>",
    "<img src='file:///etc/passwd'/>",
    "<a href='file:///c:/calc.exe'>x</a>",
    "</para>",
    "<!-- c",
    "]]>",
    "<br/><font size='9999'>x</font>",
    "{{ 7*7 }} {% for x in y %}",
    "{{ school.director }}",
    "[пункт] Уволить | всех",
    "**жирно** ~~курсив~~ ¶",
    "%s %d \\n \\u0041 $HOME",
    "=1+1",
    "'; DROP TABLE person; --",
    "\ue0000\ue001",
    "é ё й № ₽ ☐ ☑ Ә Ҡ",
    "😀 漢字 emoji",
]


def paper(*blocks: Block, **page: Any) -> Document:
    return Document("Проверка", "О проверке", blocks, PageSetup(**page))


def everything() -> Document:
    """Every kind of block, on upright and lying sheets."""
    columns = (Column(text("№"), 1, "centre"), Column(text("Кто"), 5), Column(text("Что"), 5, "right"))
    return paper(
        Title(text("ПРИКАЗ")),
        Requisites(text("01.09.2026"), text("г. Энск"), text("№ 1")),
        Paragraph(text("О проверке", bold=True), "left", indent=False, width=0.5),
        Paragraph(text(LOREM * 3)),
        Clause("1.", text(LOREM)),
        Clause("1.1.", text(LOREM, italic=True), level=2),
        RuledLine(text("Я, "), text("Иванова Мария Петровна"), "фамилия"),
        RuledLine(caption="адрес"),
        Signature(text("Директор"), text("Т.А. Могиленских")),
        Signature(text("Директор"), text("Т.А. Могиленских"), rule=True),
        Signature((), text("Т.А. Могиленских"), date=True),
        Acknowledgement((text("А.С. Петрова"), text("М.П. Иванова"))),
        CutLine(),
        Footnote((text("Исп. Леонтьева"),)),
        PageBreak(landscape=True),
        CornerMark((text("Приложение"), text("к приказу"))),
        Space(5),
        Table(columns, ((text("1"), text("а"), text("б")), (text("Раздел"),)), min_row_height=9),
    )


def test_every_block_is_drawn_and_its_text_can_be_copied() -> None:
    found = pdf_text(to_pdf(everything()))
    for words in ("ПРИКАЗ", "г. Энск", "1. Совместно", "1.1. Совместно", "(фамилия)", "Исп. Леонтьева", "Раздел"):
        assert words in found


def test_only_bundled_fonts_and_all_of_them_inside() -> None:
    used = pdf_fonts(to_pdf(everything()))
    assert used
    assert all(used.values())
    assert all(re.fullmatch(r"[A-Z]{6}\+Tinos(-Bold|-Italic|-BoldItalic)?", name.lstrip("/")) for name in used)
    assert b"Helvetica" not in to_pdf(everything())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(everything()) == to_pdf(everything())


def test_language_and_title_stand_in_the_file() -> None:
    import io

    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(to_pdf(everything())))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ru-RU"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.subject) == ("Проверка", "О проверке")


def assert_inside_margins(pdf: bytes, page: PageSetup) -> None:
    for number, letter, (left, bottom, right, top), (width, height) in letter_boxes(pdf):
        where = f"page {number + 1}, «{letter}»"
        assert left >= page.left * MM - 1, where
        assert right <= width - page.right * MM + 1, where
        assert bottom >= page.bottom * MM - 1, where
        in_header = letter.isdigit() and top > height - page.top * MM
        assert in_header or top <= height - page.top * MM + 1, where
        assert top <= height - 10 * MM + 1, where


def test_nothing_sticks_out_of_the_margins() -> None:
    assert_inside_margins(to_pdf(everything()), everything().page)
    wide = replace(everything(), page=PageSetup(left=30, font_size=12, line_spacing=1.5))
    assert_inside_margins(to_pdf(wide), wide.page)


def long_named(number: int) -> PaperPerson:
    return PaperPerson(
        "Ж" * 60, f"{'Щ' * 29}-{'Ш' * 30}", "Ы" * 60, "m", position="учитель " * 12, experience_years=number
    )


def test_sixty_pairs_with_names_of_sixty_letters() -> None:
    pairs = tuple(
        replace(ONE_PAIR, mentor=long_named(one), mentees=(long_named(one),) * (1 + one % 3)) for one in range(60)
    )
    made = render("assignment_list", order("assignment_list", pairs=pairs), sources())
    pdf = to_pdf(made.document)
    assert_inside_margins(pdf, made.document.page)
    people = sum(1 + len(pair.mentees) for pair in pairs)
    assert pdf_letters(pdf).count("Ж") == 60 * people
    heads = [page_text(pdf, number) for number in range(page_count(pdf))]
    assert sum("ФИО наставника" in squeezed(head) for head in heads) > 5
    for number, head in enumerate(heads[1:], start=2):
        assert head.split()[0] == str(number)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_data_is_printed_as_text(payload: str) -> None:
    hostile = PaperPerson(payload, payload, payload, "m", position=payload, category="first")
    data = order(
        pairs=(replace(ONE_PAIR, mentor=hostile, mentees=(hostile,), form=payload, focus=payload),),
        number=payload,
        place=payload,
        reason=payload,
        heading=payload,
        acknowledgement=(hostile,),
        executor=hostile,
    )
    for kind in ("assignment", "assignment_list", "cancellation"):
        document = render(kind, replace(data, type=kind), sources()).document
        letters = pdf_letters(to_pdf(document))
        expected = "".join(payload.replace("\ue000", "").replace("\ue001", "").split())
        assert letters.count(expected) >= 3, kind
        assert "49" not in letters.replace("1949", "")
        assert sum(isinstance(block, Clause) for block in document.blocks) < 20


def test_no_file_but_fonts_is_opened_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    to_pdf(everything())
    seen: list[str] = []
    watching = True

    def hook(event: str, args: tuple[object, ...]) -> None:
        if watching and (event == "open" or event.startswith("socket")):
            seen.append(f"{event} {args[:1]}")

    sys.addaudithook(hook)
    for payload in PAYLOADS:
        to_pdf(paper(Paragraph(text(payload)), Table((Column((), 1),), ((text(payload),),))))
    watching = False
    assert not [one for one in seen if "/fonts/" not in one]


@pytest.mark.parametrize("size", [1, 100, 5_000, 100_000])
def test_huge_texts_are_printed_whole(size: int) -> None:
    note = ("слово " * (size // 6 + 1))[:size].strip() or "с"
    word = "Щ" * min(size, 5_000)
    columns = (Column(text("№"), 1), Column(text("Заметка"), 6), Column(text("Слово"), 3))
    document = paper(
        Paragraph(text(word)), Table(columns, ((text("1"), text(note), text(word)),)), Clause("1.", text(note))
    )
    pdf = to_pdf(document)
    letters = pdf_letters(pdf)
    assert letters.count("Щ") == 2 * len(word)
    assert letters.count("с") >= 2 * note.count("с")
    assert_inside_margins(pdf, document.page)


def test_a_signature_never_stands_alone() -> None:
    for lines in range(30, 60):
        blocks = [Clause(f"{number}.", text("Пункт приказа.")) for number in range(1, lines)]
        pdf = to_pdf(paper(*blocks, Space(8), Signature(text("Директор"), text("Т.А. Могиленских"))))
        last = page_text(pdf, page_count(pdf) - 1)
        assert "Могиленских" in last
        assert last.count("Пункт приказа") >= 3


def test_one_line_of_a_paragraph_is_never_left_alone() -> None:
    for lines in range(30, 50):
        blocks: list[Block] = [Clause(f"{number}.", text("Пункт.")) for number in range(1, lines)]
        pdf = to_pdf(paper(*blocks, Paragraph(text("хвост " * 60))))
        for number in range(page_count(pdf)):
            tails = sum("хвост" in line for line in page_text(pdf, number).split("\n"))
            assert tails != 1


def test_the_executor_stands_at_the_foot_of_the_sheet() -> None:
    pdf = to_pdf(paper(Paragraph(text("Текст")), Footnote((text("Исп. Я"),))))
    bottoms = [box[1] for _page, letter, box, _size in letter_boxes(pdf) if letter == "И"]
    assert 20 * MM - 1 <= bottoms[0] <= 25 * MM


def test_the_executor_never_has_a_sheet_for_himself() -> None:
    names = (text("А.С. Петрова"), text("М.П. Иванова"))
    for lines in range(25, 50):
        blocks = [Clause(f"{number}.", text("Пункт.")) for number in range(1, lines)]
        pdf = to_pdf(paper(*blocks, Acknowledgement(names), Footnote((text("Исп. Леонтьева"), text("8 (000)")))))
        last = page_text(pdf, page_count(pdf) - 1)
        assert "Исп. Леонтьева" in last
        assert "Петрова" in last
        assert "Иванова" in last
        assert pdf_text(pdf).count("Пункт.") == lines - 1


def test_pages_are_numbered_from_the_second() -> None:
    pdf = to_pdf(paper(*[Paragraph(text(LOREM * 5))] * 12))
    assert page_count(pdf) >= 2
    assert page_text(pdf, 0).lstrip().startswith("Совместно")
    assert page_text(pdf, 1).lstrip().startswith("2")
    quiet = to_pdf(paper(*[Paragraph(text(LOREM * 5))] * 12, numbered=False))
    assert not page_text(quiet, 1).lstrip().startswith("2")


def test_an_empty_document_is_one_empty_sheet() -> None:
    assert page_count(to_pdf(paper())) == sheets(paper()) == 1


def test_a_missing_font_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    fonts.face.cache_clear()
    try:
        with pytest.raises(KnownProblem, match=r"Не найден или повреждён шрифт «Tinos-Regular\.ttf».*Переустановите"):
            to_pdf(everything())
    finally:
        fonts.face.cache_clear()


def test_group_order_is_drawn_with_all_its_people() -> None:
    found = pdf_text(to_pdf(render("assignment", order(pairs=(GROUP,)), sources()).document))
    for words in ("Долгих Петром Львовичем", "Кимом Львом Олеговичем", "Ткачук Ольгой Ильиничной"):
        assert words in found
