"""A parser of arguments that says in Russian what is wrong with them."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import re
from pathlib import Path
from typing import NoReturn

_PATTERNS = (
    (r"argument (?P<name>.+?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<known>.+)\)",
     "{name}: «{value}» не подходит. Возможно: {known}."),
    (r"the following arguments are required: (?P<name>.+)", "не указано: {name}."),
    (r"one of the arguments (?P<name>.+) is required", "нужно одно из: {name}."),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "{name} и {other} вместе не указывают."),
    (r"argument (?P<name>.+?): expected .+", "{name}: после него нужно значение."),
    (r"argument (?P<name>.+?): invalid .+ value: '(?P<value>.*)'", "{name}: «{value}» не читается."),
    (r"argument (?P<name>.+?): (?P<said>.+)", "{name}: {said}"),
    (r"unrecognized arguments: (?P<name>.+)", "лишнее: {name}."),
    (r"ambiguous option: (?P<name>.+) could match (?P<known>.+)", "{name}: неясно, что имеется в виду: {known}."),
)  # fmt: skip


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_date(value: str) -> dt.date:
    """A date of the command line."""
    if _DATE.fullmatch(value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise argparse.ArgumentTypeError(f"нужна дата вида 2026-09-01, указано «{value}»")


def data_folder(told: str) -> Path:
    """The folder of the data. An empty name (a variable of a script without a value) is not the current folder."""
    if not told.strip():
        raise argparse.ArgumentTypeError("имя папки пустое; проверьте переменную, из которой оно взято")
    return Path(told)


def record_id(told: str) -> int:
    """The number of a record; larger ones than the base can hold are a mistake of typing."""
    if not (told.isdecimal() and len(told) < 19):
        raise argparse.ArgumentTypeError(f"нужен номер записи, указано «{told}»")
    return int(told)


def record_ids(told: str) -> tuple[int, ...]:
    """Numbers of records with commas between: «1,2»."""
    parts = [part.strip() for part in told.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() and len(part) < 19 for part in parts):
        raise argparse.ArgumentTypeError(f"нужны номера через запятую, указано «{told}»")
    return tuple(int(part) for part in parts)


class Parser(argparse.ArgumentParser):
    """Exits with 2 after one Russian sentence; how the command is used stands in ``--help``."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_said(message)} Подробнее: {self.prog} --help\n")


def _said(message: str) -> str:
    for pattern, words in _PATTERNS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            said = words.format(**found.groupdict()).replace("'", "")
            return said if said.endswith(".") else f"{said}."
    return message
