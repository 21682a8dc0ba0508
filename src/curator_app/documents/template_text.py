"""How data travels through the text of a template without ever being read as its markup.

A value is put aside and a token of two private letters and a number stands for it; the token is only
replaced when the lines have been taken apart into blocks.
"""

from __future__ import annotations

import re

from curator_app.documents import patience
from curator_app.documents.bindings import bound
from curator_app.documents.blocks import Run, Text
from curator_app.documents.letters import one_line
from curator_app.runtime.errors import KnownProblem

OPEN, CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}(\\.(?!\\.))?")
_RESERVED = re.compile(f"[{OPEN}{CLOSE}]")
_FACES = re.compile(r"(\*\*|~~)")
LINE_BREAK = "¶"
_MOST_LETTERS = 3_000_000


class Values:
    """The values of one rendering, in the order in which the template printed them."""

    def __init__(self) -> None:
        self._values: list[str] = []
        self._letters = 0

    def put(self, value: str) -> str:
        """Puts a value aside and gives its token. Raises KnownProblem when the paper grows beyond measure."""
        if not value:
            return ""
        patience.check()
        self._letters += len(value)
        if self._letters > _MOST_LETTERS:
            raise KnownProblem(
                "Документ получается слишком большим: шаблон повторяет данные слишком много раз. "
                "Исправьте шаблон или верните исходный."
            )
        self._values.append(clean(value))
        return f"{OPEN}{len(self._values) - 1}{CLOSE}"

    def resolve(self, value: str) -> str:
        """Letters with every token replaced by its value; a mangled token is dropped.

        A full stop of the template after a value that ends in one («Леонтьеву Н.С.») is not doubled.
        """
        return _RESERVED.sub("", _TOKEN.sub(self._value, value))

    def runs(self, value: str) -> Text:
        """A piece of a template as runs: its ``**bold**``, ``~~italic~~``, ``¶`` (new line); data as it is."""
        runs: list[Run] = []
        bold = italic = False
        for part in _FACES.split(value):
            if part == "**":
                bold = not bold
            elif part == "~~":
                italic = not italic
            elif letters := self.resolve(part.replace(LINE_BREAK, "\n")):
                runs.append(Run(letters, bold, italic))
        return _tidy(runs)

    def _value(self, match: re.Match[str]) -> str:
        number = int(match[1])
        value = self._values[number] if number < len(self._values) else ""
        stop = match[2] or ""
        return value if value.endswith(".") else value + stop


def clean(value: str) -> str:
    """A value fit for a line: printable, one line, without the two letters of a token."""
    return one_line(_RESERVED.sub("", value))


def _tidy(runs: list[Run]) -> Text:
    """Runs with the spaces that must not be broken at made no-break («№ 5», «2026 г.», before a dash)."""
    return tuple(Run(bound(run.text), run.bold, run.italic) for run in runs)
