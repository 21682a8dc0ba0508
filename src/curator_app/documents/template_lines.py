"""The line language of the templates: a tag in square brackets opens a block, the lines after it go on with it.

``[пункт] Закрепить …`` — the tags are told apart before any data is put in, so data cannot be a tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from curator_app.documents import patience
from curator_app.documents.blocks import Block
from curator_app.documents.paper_data import Layout
from curator_app.documents.template_making import ALIGNS, SIZES, TEXT_TAGS, Handler, LineProblem, Making
from curator_app.documents.template_tables import TABLE_TAGS, end_table
from curator_app.documents.template_text import Values

__all__ = ["TAGS", "LineProblem", "Parsed", "check_tags", "parse"]

_TAG = re.compile(r"\[([^\[\]]*)\]\s*")
_FLAGS: Final = {*SIZES, "жирно", "курсив", "узко", "вместе"}
_HANDLERS: Final[dict[str, Handler]] = {**TEXT_TAGS, **TABLE_TAGS}
_NO_OPTIONS: Final = re.compile(r"(?!)")
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_OPTIONS: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(ALIGNS, re.compile("|".join(sorted(_FLAGS)))),
    "название": re.compile("крупно|крупнее|мелко"),
    "пункт": re.compile("вместе"),
    "подпись": re.compile("с|линией|датой"),
    "новый лист": re.compile("альбомный|книжный"),
    "пробел": re.compile(_NUMBER),
    "таблица": re.compile(rf"{_NUMBER}[цп]?|{'|'.join(SIZES)}"),
    "высота строк": re.compile(_NUMBER),
    "диаграмма": re.compile(_NUMBER),
}
TAGS: Final[tuple[str, ...]] = tuple(_HANDLERS)
"""Every tag a template may use, for the help beside the editor."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Blocks of a paper and its «О чём»."""

    blocks: tuple[Block, ...]
    heading: str


def parse(rendered: str, values: Values, layout: Layout) -> Parsed:
    """Blocks of a rendered template. Raises LineProblem."""
    parser = Making(values, layout)
    for words, content in _entries(rendered):
        patience.check()
        try:
            _find(words)(parser, words.split(), content)
        except LineProblem as problem:
            problem.tag = words
            raise
    end_table(parser, [], "")
    return Parsed(tuple(parser.blocks), parser.heading)


def check_tags(source: str) -> tuple[int, str] | None:
    """The first line of a template's source whose tag is unknown: its number (from 1) and the tag."""
    for number, line in enumerate(source.splitlines(), start=1):
        match = _TAG.match(line.strip())
        if match is None or "{" in match[1]:
            continue
        try:
            _find(match[1])
        except LineProblem:
            return number, match[1]
    return None


def _entries(rendered: str) -> list[tuple[str, str]]:
    entries: list[tuple[str, list[str]]] = []
    for line in rendered.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        match = _TAG.match(stripped)
        if match is not None:
            entries.append((match[1], [stripped[match.end() :]]))
        elif entries:
            entries[-1][1].append(stripped)
        else:
            entries.append(("абзац", [stripped]))
    return [(" ".join(words.split()), _joined(parts)) for words, parts in entries]


def _joined(parts: list[str]) -> str:
    """Lines of one block as one line, without the blanks that conditions leave before a stop or comma."""
    return re.sub(r" +(?=[,;:.](?:\s|$))", "", re.sub(r"\s+", " ", " ".join(parts)).strip())


def _find(words: str) -> Handler:
    words = " ".join(words.split())
    for name in sorted(_HANDLERS, key=len, reverse=True):
        if words == name or words.startswith(name + " "):
            _check_options(name, words[len(name) :].split())
            return _HANDLERS[name]
    raise LineProblem(f"неизвестная метка «[{words}]»")


def _check_options(name: str, options: list[str]) -> None:
    allowed = _OPTIONS.get(name, _NO_OPTIONS)
    for option in options:
        if not allowed.fullmatch(option):
            raise LineProblem(f"у метки «[{name}]» не бывает «{option}»")
