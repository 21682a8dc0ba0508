"""``decline``: a name and a post in a case, without a base."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator_app.cli.output import say
from curator_app.cli.registry import Subparsers
from curator_app.domain.names import Gender, PersonName
from curator_app.runtime.errors import KnownProblem
from curator_app.texts.grammar import OBLIQUE, Case
from curator_app.texts.grammar.gender import detect_gender
from curator_app.texts.grammar.names import decline_name
from curator_app.texts.grammar.posts import decline_post

_ALL = "all"
_GENDERS: dict[str, Gender] = {"m": "m", "f": "f", "м": "m", "ж": "f"}
_INITIALS = re.compile(r"([^\W\d_]{1,2}\.)\s?-?\s?([^\W\d_]{1,2}\.)?")
_PATRONYMIC = re.compile(r".*(?:ович|евич|ёвич|ьич|мич|нич|овна|евна|ёвна|ична|инична)$", re.IGNORECASE)
_FILIATION = {"оглы", "кызы", "гызы", "углы", "улы", "уулу"}


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    gender: Gender | None
    post: str | None


def add_parser(subparsers: Subparsers) -> None:
    """Registers the command."""
    command = subparsers.add_parser("decline", help="склонить имя и должность")
    command.add_argument("name", nargs="?", metavar="ФИО", help="«Фамилия Имя Отчество»")
    command.add_argument("--from", dest="source", type=Path, metavar="ФАЙЛ.csv", help="имена, по одному в строке")
    command.add_argument("--case", choices=[*(case.value for case in OBLIQUE), _ALL], required=True, help="падеж")
    command.add_argument("--gender", choices=["m", "f"], help="пол, если его не видно по имени")
    command.add_argument("--post", metavar="ДОЛЖНОСТЬ", help="должность в именительном падеже")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_decline, wrong_usage=command.error)


def _decline(args: argparse.Namespace) -> int:
    if (args.name is None) == (args.source is None):
        args.wrong_usage("укажите одно имя или файл с именами: --from FILE.csv")
    if args.source is not None:
        for asked in _read(args.source):
            say(json.dumps(_answer(asked, args), ensure_ascii=False))
        return 0
    answer = _answer(_Asked(args.name, None, None), args)
    if args.json:
        say(json.dumps(answer, ensure_ascii=False))
        return 0
    for text in (answer["full"], answer["post"]):
        for line in text.values() if isinstance(text, dict) else [text]:
            if line:
                say(line)
    return 0


def _answer(asked: _Asked, args: argparse.Namespace) -> dict[str, Any]:
    name = parse_name(asked.text)
    guess = detect_gender(name)
    gender: Gender = asked.gender or args.gender or guess.gender
    post = asked.post or args.post

    def told(form: Callable[[Case], str | None]) -> Any:
        if args.case == _ALL:
            return {case.value: form(case) for case in OBLIQUE}
        return form(Case(args.case))

    return {
        "name": asked.text,
        "gender": gender,
        "sure": bool(asked.gender or args.gender) or guess.sure,
        "parts": {
            "surname": told(lambda case: decline_name(name, case, gender).surname),
            "first_name": told(lambda case: decline_name(name, case, gender).first_name),
            "patronymic": None
            if name.patronymic is None
            else told(lambda case: decline_name(name, case, gender).patronymic),
        },
        "full": told(lambda case: _whole(decline_name(name, case, gender))),
        "post": None if not post else told(lambda case: decline_post(post, case).text),
    }


def _whole(name: PersonName) -> str:
    return name.surname_initials if name.first_name.endswith(".") else name.full


def parse_name(text: str) -> PersonName:
    """«Фамилия Имя Отчество» or «Фамилия И.О.» taken apart. Raises KnownProblem for an empty text."""
    words = text.split()
    if not words:
        raise KnownProblem("Имя пустое. Напишите фамилию, имя и отчество.")
    if len(words) > 1 and (initials := _INITIALS.fullmatch(" ".join(words[1:]))):
        return PersonName(words[0], initials[1], initials[2])
    if len(words) == 1:
        return PersonName(words[0], "")
    if len(words) >= 4 and words[-1].casefold() not in _FILIATION and _PATRONYMIC.match(words[-1]):
        return PersonName(" ".join(words[:-2]), words[-2], words[-1])
    return PersonName(words[0], words[1], " ".join(words[2:]) or None)


def _read(path: Path) -> Iterator[_Asked]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name}» не читается. Проверьте имя и права доступа.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
    first = text.splitlines()[0] if text.strip() else ""
    header = [cell.strip().casefold() for cell in re.split(r"[;,\t]", first)]
    if "name" not in header:
        for line in text.splitlines():
            if line.strip():
                yield _Asked(line.strip(), None, None)
        return
    delimiter = next((sign for sign in ";\t," if sign in first), ",")
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        name = cells.get("name", "")
        if not name or [cell.strip().casefold() for cell in row] == header:
            continue
        yield _Asked(name, _GENDERS.get(cells.get("gender", "").casefold()), cells.get("post") or None)
