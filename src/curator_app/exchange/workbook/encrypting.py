"""A workbook under a password: the file's own encryption (ECMA-376, AES)."""

from __future__ import annotations

import io


def encrypt(content: bytes, password: str) -> bytes:
    """The .xlsx under a password; without it nobody reads it. Salts are random: two of them are never equal."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # has no stubs

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()
