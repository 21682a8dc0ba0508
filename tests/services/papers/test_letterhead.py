"""A picture in place of the heading of a sheet: made small, refused when it is none; the QR code and «В дело»."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.documents.people import SCHOOL, order
from tests.documents.reading import docx_text, pdf_text

from curator_app.documents.blocks import Document, Footnote, Picture
from curator_app.documents.catalogue import sources
from curator_app.documents.docx import to_docx
from curator_app.documents.paper_data import Layout, Letterhead, OrderData
from curator_app.documents.pdf import to_pdf
from curator_app.documents.pictures import code_modules, code_png
from curator_app.documents.templates import render
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.letterhead import read_letterhead


def picture(
    folder: Path, size: tuple[int, int], name: str = "бланк.png", mode: str = "RGBA", noise: bool = False
) -> Path:
    image = Image.effect_noise(size, 120).convert(mode) if noise else Image.new(mode, size, "teal")
    path = folder / name
    image.save(path)
    return path


def drawn(layout: Layout) -> Document:
    return render("assignment", order(layout=layout), sources()).document


def test_a_large_picture_becomes_small_and_takes_the_place_of_the_heading(tmp_path: Path) -> None:
    head = read_letterhead(picture(tmp_path, (4000, 900)))
    assert (head.width, head.height) == (1400, 315)
    assert len(base64.b64decode(head.data)) < 60 * 1024
    document = drawn(Layout(letterhead=head))
    assert isinstance(document.blocks[0], Picture)
    told = pdf_text(to_pdf(document))
    assert SCHOOL.full_name not in told
    assert "ПРИКАЗ" in told
    assert b"/Subtype /Image" in to_pdf(document) or b"/Image" in to_pdf(document)
    assert "ПРИКАЗ" in docx_text(to_docx(document))
    assert to_docx(document) == to_docx(document)


def test_a_photograph_is_packed_harder(tmp_path: Path) -> None:
    head = read_letterhead(picture(tmp_path, (700, 150), "фото.jpg", "RGB", noise=True))
    assert base64.b64decode(head.data)[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"not a picture", "не открывается"), (b"", "не открывается"), (b"GIF89a" + b"\0" * 40, "не открывается")],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "бланк.png"
    path.write_bytes(content)
    with pytest.raises(KnownProblem, match=told):
        read_letterhead(path)


def test_too_tall_too_large_and_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(KnownProblem, match="выше своей ширины"):
        read_letterhead(picture(tmp_path, (100, 300)))
    with pytest.raises(KnownProblem, match="слишком большая"):
        read_letterhead(picture(tmp_path, (9000, 5000), "много.png", "1"))
    with pytest.raises(KnownProblem, match="не читается"):
        read_letterhead(tmp_path / "нет.png")
    (tmp_path / "гора.png").write_bytes(b"\x89PNG" + b"\0" * (11 * 1024 * 1024))
    with pytest.raises(KnownProblem, match="больше 10 МБ"):
        read_letterhead(tmp_path / "гора.png")


def test_a_damaged_picture_is_told_when_it_is_printed() -> None:
    with pytest.raises(KnownProblem, match="Картинка бланка повреждена"):
        to_pdf(drawn(Layout(letterhead=Letterhead("не base64", 10, 5))))


def test_the_snapshot_keeps_the_picture_once() -> None:
    data = order(layout=Layout(letterhead=Letterhead("AAAA", 10, 5)))
    assert OrderData.from_dict(data.to_dict()) == replace(data, layout=Layout())


def test_code_and_file_mark_stand_at_the_foot() -> None:
    document = drawn(Layout(code=True, file_mark=True))
    (foot,) = (block for block in document.blocks if isinstance(block, Footnote))
    assert foot.code == "Приказ № 56-ОД от 01.09.2026. МБОУ СОШ № 12, ИНН 0000000000".replace("№ ", "№ ")
    assert "В дело № ________" in pdf_text(to_pdf(document))
    assert "В дело № ________" in docx_text(to_docx(document))
    bare = render("assignment", order(layout=Layout(code=True), executor=None), sources()).document
    assert [block.lines for block in bare.blocks if isinstance(block, Footnote)] == [()]


def test_the_code_can_be_read() -> None:
    """The finder squares and the timing line are where a reader looks for them; its picture has the same modules."""
    modules = code_modules("Приказ № 1 от 01.09.2026")
    size = len(modules)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        ring = [modules[top + row][left + column] for row, column in ((0, 0), (0, 6), (6, 0), (6, 6), (3, 3))]
        assert all(ring)
        assert not modules[top + 1][left + 1]
    assert [modules[6][column] for column in range(8, size - 8)] == [column % 2 == 0 for column in range(8, size - 8)]
    image: Any = Image.open(io.BytesIO(code_png("Приказ № 1 от 01.09.2026", scale=1)))
    assert image.size == (size + 8, size + 8)
    assert [image.getpixel((4 + column, 4)) == 0 for column in range(size)] == list(modules[0])
    assert code_modules("я" * 5000) == code_modules("я" * 300)
