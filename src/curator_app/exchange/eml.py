"""A letter as a file .eml that a mail program opens unsent (RFC 5322, 2045–2047, 2231); equal input = equal bytes."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from curator_app.runtime.errors import KnownProblem

_EOL = "\r\n"
_LINE = 76
_WORD_OCTETS = 39
"""Octets of an encoded word before base64: with «Subject: =?utf-8?B?…?=» a line stays within 76 (RFC 2047, 2)."""
_PIECE = 50
_CHARSET = "utf-8''"
_MOST_ADDRESSES = 50
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")
_ATTRIBUTE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~")
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".zip": "application/zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the letter: its name (folders are dropped) and bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft. The sender is left to the mail program, which knows its own account."""

    to: tuple[str, ...]
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


def to_eml(letter: Letter) -> bytes:
    """The bytes of the file. Raises KnownProblem for an address that is none, control characters in a header, a
    letter without an addressee."""
    if not letter.to:
        raise KnownProblem("Укажите, кому письмо: адрес электронной почты.")
    parts = [_text_part(letter.body), *(_file_part(one) for one in letter.attachments)]
    boundary = _boundary(parts)
    lines = [
        "X-Unsent: 1",
        "To: " + f",{_EOL} ".join(checked_address(one) for one in letter.to),
        _header("Subject", letter.subject),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
    ]
    for part in parts:
        lines += [f"--{boundary}", part]
    lines += [f"--{boundary}--", ""]
    return _EOL.join(lines).encode("ascii")


def parse_addresses(told: str) -> tuple[str, ...]:
    """Addresses parted by commas or semicolons, each once. Raises KnownProblem."""
    refuse_controls("Кому", told)
    found = dict.fromkeys(checked_address(one.strip()) for one in re.split(r"[;,]", told) if one.strip())
    if len(found) > _MOST_ADDRESSES:
        raise KnownProblem(f"В письме не более {_MOST_ADDRESSES} адресов. Разошлите его частями.")
    return tuple(found)


def checked_address(told: str) -> str:
    """The address as it goes into a header; a Cyrillic domain is told in punycode. Raises KnownProblem."""
    local, at, domain = told.rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii") if at else ""
    except UnicodeError:
        plain = ""
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(plain) and len(told) <= 254):
        raise KnownProblem(
            f"«{_shown(told)}» не похоже на адрес электронной почты. Напишите так: «otdel@obraz.ru»; "
            "несколько — через запятую."
        )
    return f"{local}@{plain}"


def refuse_controls(field: str, told: str) -> None:
    """A line break in a header would begin another header. Raises KnownProblem."""
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in told):
        raise KnownProblem(f"В поле «{field}» есть перевод строки или управляющий знак. Удалите его.")


def _header(name: str, value: str) -> str:
    refuse_controls("Тема", value)
    if not value:
        return f"{name}:"
    if value.isascii() and len(name) + 2 + len(value) <= _LINE and "=?" not in value:
        return f"{name}: {value}"
    return f"{name}: " + f"{_EOL} ".join(_words(value))


def _words(value: str) -> Iterator[str]:
    """Encoded words of RFC 2047, no letter cut in two."""
    for piece in _cut(value, _WORD_OCTETS):
        yield f"=?utf-8?B?{base64.b64encode(piece).decode('ascii')}?="


def _cut(value: str, octets: int) -> Iterator[bytes]:
    piece = b""
    for letter in value:
        added = letter.encode()
        if len(piece) + len(added) > octets:
            yield piece
            piece = b""
        piece += added
    if piece:
        yield piece


def _text_part(body: str) -> str:
    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _EOL)
    head = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", ""]
    return _EOL.join([*head, *_base64(text.encode("utf-8", "replace")), ""])


def _file_part(file: Attachment) -> str:
    name = PurePath(file.name.replace("\\", "/")).name.strip()
    refuse_controls("Имя файла", name)
    if not name:
        raise KnownProblem("У вложения нет имени. Выберите файл ещё раз.")
    kind = _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    head = [
        f"Content-Type:{_EOL} {kind}",
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: attachment;{_EOL} " + f";{_EOL} ".join(_parameter("filename", name)),
        "",
    ]
    return _EOL.join([*head, *_base64(file.content), ""])


def _parameter(name: str, value: str) -> list[str]:
    """A parameter by RFC 2231: plain when it can be, else percent-encoded UTF-8, in numbered pieces when long."""
    if re.fullmatch(r"[A-Za-z0-9 _.()+-]{1,50}", value):
        return [f'{name}="{value}"']
    told = ["".join(chr(o) if o in _ATTRIBUTE else f"%{o:02X}" for o in letter.encode()) for letter in value]
    pieces = [""]
    for letter in told:
        if len(pieces[-1]) + len(letter) > _PIECE:
            pieces.append("")
        pieces[-1] += letter
    if len(pieces) == 1:
        return [f"{name}*={_CHARSET}{pieces[0]}"]
    return [f"{name}*{number}*={'' if number else _CHARSET}{piece}" for number, piece in enumerate(pieces)]


def _base64(content: bytes) -> list[str]:
    told = base64.b64encode(content).decode("ascii")
    return [told[start : start + _LINE] for start in range(0, len(told), _LINE)]


def _boundary(parts: Sequence[str]) -> str:
    """Comes from the content; base64 never holds «_», so no line of a part can begin with it."""
    return f"=_{hashlib.sha256(_EOL.join(parts).encode('ascii')).hexdigest()[:32]}"


def _shown(told: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in told)[:60]
