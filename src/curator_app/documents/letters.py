"""Which letters of a text reach the paper: the same for PDF, DOCX and templates."""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"

# Controls (but the line break), invisible marks of direction and joining, lone surrogates, non-characters.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile("[\t\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_NEWLINE = re.compile("\r\n?|[\x85\u2028\u2029]")


def printable(value: str) -> str:
    """``value`` with what can neither be seen nor kept in a file taken out, composed (й, not и + ˘).

    Line breaks stay as ``\\n``; a tab and exotic spaces become a space; a lone surrogate becomes «�».
    """
    if value.isascii() and value.isprintable():
        return value
    value = _NEWLINE.sub("\n", value)
    value = _BLANK.sub(" ", value)
    value = _SURROGATE.sub("\ufffd", value)
    return unicodedata.normalize("NFC", _DROPPED.sub("", value))


def one_line(value: str) -> str:
    """``printable`` text in which every run of white space is one space; no-break spaces are kept."""
    return re.sub(r"[ \n]+", " ", printable(value)).strip(" ")
