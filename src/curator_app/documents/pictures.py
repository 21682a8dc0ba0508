"""Pictures of papers: the two-dimensional code of an order's requisites and the school's own letterhead."""

from __future__ import annotations

import base64
import binascii
import io
from functools import lru_cache
from typing import Any

from curator_app.documents.letters import one_line
from curator_app.runtime.errors import KnownProblem

_MOST_BYTES = 600
_QUIET = 4


@lru_cache(maxsize=64)
def code_modules(told: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the QR code of a text (dark = True) without its quiet edge; words beyond 600 bytes are cut off."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    words = one_line(told).encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(words)
    code.make()
    side = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in side) for row in side)


def code_png(told: str, scale: int = 6) -> bytes:
    """The code with its quiet edge as PNG, for a word processor. The same text gives the same bytes."""
    from PIL import Image

    modules = code_modules(told)
    side = len(modules) + 2 * _QUIET
    image = Image.new("1", (side, side), 1)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                image.putpixel((column + _QUIET, row + _QUIET), 0)
    stream = io.BytesIO()
    image.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def picture_bytes(data: str) -> bytes:
    """The file of a picture kept as base64. Raises KnownProblem when it is damaged."""
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise KnownProblem("Картинка бланка повреждена. Выберите её заново в разделе «Вид» нового приказа.") from None
