"""Pages as pictures and text."""

from __future__ import annotations

import pytest
from tests.documents.test_pdf import everything

from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_image, page_size, page_text


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(everything())


def test_pages_and_sizes(pdf: bytes) -> None:
    assert page_count(pdf) == 2
    upright, lying = (tuple(round(side) for side in page_size(pdf, number)) for number in (0, 1))
    assert (upright, lying) == ((595, 842), (842, 595))


@pytest.mark.parametrize("dpi", [20, 96, 150.5])
def test_a_page_as_opaque_pixels(pdf: bytes, dpi: float) -> None:
    image = page_image(pdf, 0, dpi)
    assert abs(image.width - 595.3 * dpi / 72) <= 2
    assert len(image.data) == image.width * image.height * 4
    assert set(image.data[3::4]) == {255}
    assert image.data[:3] == b"\xff\xff\xff"
    assert min(image.data) < 100


def test_text_of_a_page(pdf: bytes) -> None:
    assert "ПРИКАЗ" in page_text(pdf, 0)
    assert "Приложение" in page_text(pdf, 1)
