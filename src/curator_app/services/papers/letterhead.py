"""A picture of the school's letterhead: looked at, made small, kept with the settings of papers."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

from curator_app.documents.paper_data import Letterhead
from curator_app.runtime.errors import KnownProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST_FILE = 10 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_WIDTH = 1400
_MOST_KEPT = 60 * 1024
_QUALITIES = (85, 70, 55, 40)
_WAY_OUT = "Возьмите файл PNG или JPEG до 10 МБ с верхней частью бланка."


def read_letterhead(path: Path) -> Letterhead:
    """The picture of a file as papers keep it: upright, without transparency, at most 1400 pixels wide and 60 KB.
    Raises KnownProblem: no picture, too large, too tall."""
    from PIL import Image, ImageOps

    content = _content(path)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise KnownProblem(f"«{path.name}»: картинка слишком большая. {_WAY_OUT}")
            image = _flat(ImageOps.exif_transpose(opened))
    except KnownProblem:
        raise
    except Exception as error:
        raise KnownProblem(f"«{path.name}» не открывается как картинка. {_WAY_OUT}") from error
    if image.height > image.width:
        raise KnownProblem(f"«{path.name}»: картинка выше своей ширины. Обрежьте её до шапки бланка.")
    if image.width > _WIDTH:
        image = image.resize((_WIDTH, max(1, round(image.height * _WIDTH / image.width))), Image.Resampling.LANCZOS)
    return Letterhead(base64.b64encode(_packed(image, path.name)).decode("ascii"), image.width, image.height)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise KnownProblem(f"«{path.name}» больше 10 МБ. {_WAY_OUT}")
        return path.read_bytes()
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name}» не читается. Проверьте, что он на месте.") from error


def _flat(image: Image) -> Image:
    """On white paper."""
    from PIL import Image as Images

    if "A" in image.getbands() or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Images.new("RGBA", clear.size, "white")
        return Images.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")


def _packed(image: Image, name: str) -> bytes:
    """The smallest of a drawing of few colours and a photograph that keeps within the limit."""
    stream = io.BytesIO()
    image.quantize(32).save(stream, "PNG", optimize=True)
    if stream.tell() <= _MOST_KEPT:
        return stream.getvalue()
    for quality in _QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True)
        if stream.tell() <= _MOST_KEPT:
            return stream.getvalue()
    raise KnownProblem(f"«{name}»: картинка слишком подробная для бланка. Возьмите шапку без фотографии и фона.")
