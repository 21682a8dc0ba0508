"""Reading the small file that a form file saves; whatever the file is, nothing but plain values comes out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

_MOST_BYTES: Final = 512 * 1024
_MOST_ANSWERS: Final = 500
_LONGEST: Final = 20_000


class ReplyFault(StrEnum):
    """Why a file is no reply."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    FORM_ITSELF = "form_itself"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    NEWER = "newer"


class BadReply(Exception):
    """A file that is no reply; ``fault`` says why."""

    def __init__(self, fault: ReplyFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class FormReply:
    """What a file tells. ``saved``: when the respondent saved it, to tell the later of two."""

    seal: str
    wave: int
    role: str
    person: int
    name: str
    about_pair: int
    date: dt.date | None
    saved: str
    answers: Mapping[str, int | str]


def read_reply(path: Path, reply_format: str, version: int) -> FormReply:
    """The reply in a file. Raises BadReply."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        raise BadReply(ReplyFault.UNREADABLE) from None
    if len(content) > _MOST_BYTES:
        raise BadReply(ReplyFault.TOO_LARGE)
    if not content.strip():
        raise BadReply(ReplyFault.EMPTY)
    if content.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"\xef\xbb\xbf<!doctype")):
        raise BadReply(ReplyFault.FORM_ITSELF)
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadReply(ReplyFault.DAMAGED) from None
    if not isinstance(told, dict) or told.get("format") != reply_format:
        raise BadReply(ReplyFault.FOREIGN)
    if _whole(told.get("version")) is None:
        raise BadReply(ReplyFault.DAMAGED)
    if told["version"] > version:
        raise BadReply(ReplyFault.NEWER)
    return _reply(told)


def _reply(told: dict[str, Any]) -> FormReply:
    wave, person, pair = (_whole(told.get(name)) for name in ("wave", "person", "about_pair"))
    answers = told.get("answers")
    if wave is None or person is None or pair is None or not isinstance(answers, dict) or len(answers) > _MOST_ANSWERS:
        raise BadReply(ReplyFault.DAMAGED)
    for key, value in answers.items():
        whole = _whole(value) is not None
        if (
            len(key) > 200
            or not key.isprintable()
            or not (whole or (isinstance(value, str) and len(value) <= _LONGEST))
        ):
            raise BadReply(ReplyFault.DAMAGED)
    return FormReply(
        seal=_text(told.get("seal")),
        wave=wave,
        role=_text(told.get("role")),
        person=person,
        name=_text(told.get("name")),
        about_pair=pair,
        date=_day(told.get("date")),
        saved=_text(told.get("saved")),
        answers=answers,
    )


def _whole(value: object) -> int | None:
    """A number a base can hold."""
    if isinstance(value, int) and not isinstance(value, bool) and -(2**31) < value < 2**31:
        return value
    return None


def _text(value: object) -> str:
    return value[:300].encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
