"""What commands print: JSON for programs, short Russian text for people; UTF-8 whatever the console."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from curator_app.runtime.errors import KnownProblem


def use_utf8() -> None:
    """No output fails on a narrower console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """What was printed leaves the program, so that a full disk is found out while it can still be told."""
    if isinstance(sys.stdout, io.TextIOBase):
        sys.stdout.flush()


def print_json(value: Any, *, compact: bool = False) -> None:
    """One JSON value on stdout; ``compact`` on one line, for large ones."""
    print(json.dumps(value, ensure_ascii=False, indent=None if compact else 1))


def say(text: str) -> None:
    """A short text for a person on stdout."""
    print(text)


def warn(text: str) -> None:
    """A message on stderr."""
    print(text, file=sys.stderr)


def read_json(path: Path) -> Any:
    """The value of a JSON file. Raises KnownProblem, also for a record that names a field twice: of two values one
    would be lost without a word."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        told = dict(pairs)
        if len(told) < len(pairs):
            names = [name for name, _value in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise KnownProblem(f"«{path.name}»: поле «{twice[:60]}» указано в одной записи дважды. Оставьте одно.")
        return told

    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=once)
    except OSError as error:
        raise KnownProblem(f"Файл «{path}» не читается. Проверьте имя и права доступа.") from error
    except json.JSONDecodeError as error:
        where = f"строка {error.lineno}, знак {error.colno}"
        raise KnownProblem(f"«{path.name}» — не JSON: ошибка здесь — {where}. Исправьте файл.") from error
    except UnicodeDecodeError as error:
        raise KnownProblem(f"«{path.name}» сохранён не в UTF-8. Сохраните его в этой кодировке.") from error
    except (ValueError, RecursionError) as error:
        raise KnownProblem(f"«{path.name}»: слишком длинное число или слишком много скобок. Исправьте файл.") from error


def read_json_list(path: Path) -> list[dict[str, Any]]:
    """The records of a file: a JSON list of objects (a single object is a list of one). Raises KnownProblem."""
    content = read_json(path)
    records = [content] if isinstance(content, dict) else content
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise KnownProblem(f"«{path.name}»: нужен список записей. Заключите записи в квадратные скобки.")
    return records
