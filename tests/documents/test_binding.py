"""A folder of papers: contents that tell the truth, bookmarks, a number on every sheet, scans turned any way."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from curator_app.documents.binding import Part, bind, picture_pdf
from curator_app.documents.blocks import Document, PageBreak, PageSetup, Paragraph, text
from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text


def paper(words: str, pages: int = 1, *, lying: bool = False) -> bytes:
    blocks: list[Any] = []
    for number in range(pages):
        blocks += [PageBreak(landscape=lying)] if number else []
        blocks.append(Paragraph(text(f"{words}, страница {number + 1}")))
    return to_pdf(Document(words, "", tuple(blocks), PageSetup(landscape=lying, numbered=False)))


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(pdf: bytes, angle: int) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        page.rotate(angle)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def outline(pdf: bytes) -> list[tuple[str, int]]:
    reader = PdfReader(io.BytesIO(pdf))
    found: list[tuple[str, int]] = []

    def walk(items: list[Any]) -> None:
        for one in items:
            if isinstance(one, list):
                walk(one)
            else:
                number = reader.get_destination_page_number(one)
                assert number is not None
                found.append((str(one.title), number))

    walk(list(reader.outline))
    return found


def test_contents_bookmarks_and_numbers_agree_with_the_sheets() -> None:
    parts = [
        Part("Приказы", "Приказ № 1", paper("приказ", 2)),
        Part("Приказы", "Приказ № 2", paper("второй")),
        Part("Встречи", "Журнал", paper("журнал", 3, lying=True)),
    ]
    pdf = bind("Наставническая пара: Петрова А.С. — Ким Л.", "МБОУ СОШ № 99", parts)
    assert page_count(pdf) == 7
    contents = page_text(pdf, 0)
    for words in ("Приказ № 1", "2–3", "Приказ № 2", "Журнал", "5–7", "Документов: 3, листов вместе с описью: 7"):
        assert words in contents
    assert outline(pdf) == [
        ("Опись", 0), ("Приказы", 1), ("Приказ № 1", 1), ("Приказ № 2", 3), ("Встречи", 4), ("Журнал", 4),
    ]  # fmt: skip
    assert [page_text(pdf, number).split()[-1] for number in range(7)] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "журнал, страница 3" in page_text(pdf, 6)


def test_contents_of_many_sheets_count_themselves() -> None:
    parts = [Part("Раздел", f"Документ с довольно длинным названием № {n}", paper("лист")) for n in range(1, 91)]
    pdf = bind("Год", "", parts)
    sheets = page_count(pdf) - 90
    assert sheets > 1
    numbers = dict(outline(pdf))
    assert numbers["Документ с довольно длинным названием № 1"] == sheets
    assert numbers["Документ с довольно длинным названием № 90"] == sheets + 89


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_the_number_stands_upright_in_the_corner_of_a_turned_scan(angle: int) -> None:
    from curator_app.documents.preview import page_image

    pdf = bind("Папка", "", [Part("Сканы", "Скан", turned(blank(), angle))])
    image = page_image(pdf, 1, dpi=72)
    dark = [
        (place // 4 % image.width, place // 4 // image.width)
        for place in range(0, len(image.data), 4)
        if image.data[place] < 128
    ]
    assert dark
    assert min(x for x, _y in dark) > image.width * 0.85
    assert min(y for _x, y in dark) > image.height * 0.85
    # «2» is higher than it is wide
    assert max(y for _x, y in dark) - min(y for _x, y in dark) > max(x for x, _y in dark) - min(x for x, _y in dark)


def test_equal_papers_give_equal_bytes() -> None:
    parts = [Part("Приказы", "Приказ", paper("приказ"))]
    assert bind("Папка", "", parts) == bind("Папка", "", parts)


def test_a_picture_of_several_sheets_fits_its_sheets() -> None:
    frames = [Image.new("L", (400, 600), 200), Image.new("L", (900, 300), 90)]
    out = io.BytesIO()
    frames[0].save(out, format="TIFF", save_all=True, append_images=frames[1:])
    pdf = picture_pdf(out.getvalue())
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert [width < height for width, height in sizes] == [True, False]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 not a picture", b"II*\x00\x08\x00\x00\x00\xff\xff"])
def test_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — the words are those of the reader of pictures
        picture_pdf(data)
