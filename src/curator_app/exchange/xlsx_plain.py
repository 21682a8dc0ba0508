"""The plain majority of a workbook's XML, taken by the row at the speed of one regular expression.

A parser calls Python for every tag of every cell. Nearly all rows and strings are written in one and the same form
by every program, so they are cut out of the text and withheld from the parser; whatever looks different in any way
(another order of attributes, formatted runs, comments, odd references) is left to it, in its place and order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import getitem
from typing import NamedTuple, TypeVar, cast

from curator_app.exchange.grid import MAX_COLUMNS, Value

_LONGEST = 4 * 1024 * 1024  # bytes without the end of a row: no table of people
_REMEMBERED = 50_000
_SHAPES = 4  # of rows are looked for
_UNLIKE = 20  # rows that have none of these shapes come before another shape is learned
_UNUSUAL = re.compile(r"[\x00-\x08\x0b-\x1f]")  # a carriage return is the parser's to translate
_ENCODING = re.compile(rb"\bencoding\s*=\s*[\"']([^\"']*)")
_STRINGS = re.compile(rb"<((?:\w+:)?)sst(?:\s[^<>]*)?(?<!/)>")
_ATTRIBUTE = re.compile(r'\s+([A-Za-z:]+)="([^"&]*)"')
_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Strange(Exception):
    """Not the plain form: the parser's work."""


class Memory(dict[_Key, _Kept]):
    """Answers computed once; begins anew when there are too many of them."""

    def __init__(self, answer: Callable[[_Key], _Kept]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: _Key) -> _Kept:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[key] = self._answer(key)
        return found


def whole_elements(
    chunks: Iterable[bytes], opening: re.Pattern[bytes], element: str
) -> Iterator[tuple[bytes, str | None]]:
    """An XML document in pieces, in order: (bytes, prefix of the tags) where the piece is whole elements ``element``
    and the white space between them; (bytes, None) for all else. ``opening`` finds the tag around them, its first
    group the prefix. Declarations, comments and CDATA anywhere leave all that follows to the parser.
    """
    stream = iter(chunks)
    rest = next(stream, b"")
    found = opening.search(rest)
    if found is None or not _is_plain(rest[: found.end()]):
        yield rest, None
        yield from ((chunk, None) for chunk in stream)
        return
    yield rest[: found.end()], None
    prefix = found[1].decode("ascii")
    ending = f"</{prefix}{element}>".encode()
    rest = rest[found.end() :]
    for chunk in chain((b"",), stream):
        rest += chunk
        at = rest.rfind(ending)
        if _has_declarations(rest) or (at < 0 and len(rest) > _LONGEST):
            break
        if at >= 0:
            yield rest[: at + len(ending)], prefix
            rest = rest[at + len(ending) :]
    yield rest, None
    yield from ((chunk, None) for chunk in stream)


def _has_declarations(xml: bytes) -> bool:
    """A single letter is found far sooner than two."""
    return (b"!" in xml and b"<!" in xml) or (b"?" in xml and b"<?" in xml)


def _is_plain(head: bytes) -> bool:
    """UTF-8 and nothing but tags."""
    told = _ENCODING.search(head, 0, 200)
    return b"<!" not in head and (told is None or told[1].lower() in {b"utf-8", b"us-ascii"})


def _referred(piece: str) -> str:
    """The text before a reference and the letter it stands for; ``piece`` ended with «;»."""
    text, ampersand, reference = piece.rpartition("&")
    if not ampersand:
        return piece + ";"
    if "&" in text:
        raise ValueError("bare ampersand")
    if not reference.startswith("#"):
        if reference not in _NAMED:
            raise ValueError("unknown entity")
        return text + _NAMED[reference]
    code = int(reference[2:], 16) if reference.startswith("#x") else int(reference[1:])
    if 0xD800 <= code < 0xE000 or (code < 32 and code not in {9, 10, 13}):
        raise ValueError("no letter")
    return text + chr(code)


_REFERRED = Memory(_referred)


def without_references(text: str) -> str:
    """«&amp;» and «&#1071;» as the letters they stand for. Raises ValueError."""
    if "&" not in text:
        return text
    *pieces, last = text.split(";")
    if "&" in last:
        raise ValueError("bare ampersand")
    return "".join(map(_REFERRED.__getitem__, pieces)) + last


def without_plain_strings(chunks: Iterable[bytes], keep: Callable[[Sequence[str]], None]) -> Iterator[bytes]:
    """What is left of the shared strings for the parser when the plain ones have gone to ``keep``, all in order."""
    for piece, prefix in whole_elements(chunks, _STRINGS, "si"):
        if prefix is None:
            yield piece
            continue
        xml = piece.decode()
        found = _plain_strings(prefix).split(xml)
        if "&" not in xml and not _UNUSUAL.search(xml) and not "".join(found[::2]).strip():
            keep(found[1::2])  # nothing else stands in all this
            continue
        between, *found = found
        for at in range(0, len(found), 2):
            if between:
                yield between.encode()
            text, between = found[at], found[at + 1]
            if text.isprintable() or not _UNUSUAL.search(text):
                keep((without_references(text),))
            else:
                yield f"<{prefix}si><{prefix}t>{text}</{prefix}t></{prefix}si>".encode()
        yield between.encode()


@lru_cache(maxsize=4)
def _plain_strings(prefix: str) -> re.Pattern[str]:
    p = re.escape(prefix)
    return re.compile(rf'<{p}si><{p}t(?: xml:space="preserve")?>([^<]*)</{p}t></{p}si>')


def column_number(letters: str) -> int:
    """«A» → 0, «XFD» → 16383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _near_column(letters: str) -> int:
    """A cell that names another row keeps digits here."""
    number = column_number(letters) if letters.isalpha() else MAX_COLUMNS
    if number >= MAX_COLUMNS:
        raise Strange
    return number


def _filled(columns: Iterable[int], values: Iterable[Value | None]) -> dict[int, Value]:
    told = list(values)
    if None in told:
        return {column: value for column, value in zip(columns, told, strict=True) if value is not None}
    return dict(zip(columns, cast(list[Value], told), strict=True))


class _Shape(NamedTuple):
    """Rows of one make: an expression with a group for the number and for each value, where the values belong, and
    what they mean."""

    row: re.Pattern[str]
    columns: tuple[int, ...]
    meanings: tuple[Memory[str | None, Value | None], ...]


class PlainRows:
    """Cells of rows. ``meaning``: for a type and style of cells, what their text means, None for nothing;
    ``strings``: shared strings by their number as it is written."""

    def __init__(
        self,
        prefix: str,
        meaning: Callable[[str, int], Callable[[str], Value | None]],
        strings: Mapping[str, str | None],
    ) -> None:
        self._meaning = meaning
        self._apart = self._values("s", 0)
        self._apart.update(strings)
        p = re.escape(prefix)
        self._formula = f"<{prefix}f"
        formula = rf"(?:<{p}f(?:\s[^<>]*)?(?:/>|>[^<]*</{p}f>))?"
        space = r'(?: xml:space="preserve")?'
        self._inline = (rf"<{p}is><{p}t{space}>", f"</{p}t></{p}is>")
        self._plain = (rf"<{p}v{space}>", f"</{p}v>")
        opened, closed = (f"(?:{inline}|{value})" for inline, value in zip(self._inline, self._plain, strict=True))
        inside = rf"{formula}(?:{opened}([^<]*){closed})?"
        self._cells = re.compile(rf'<{p}c r="([A-Z]{{1,3}}\d{{1,7}})"([^<>/]*)(?:/>|>{inside}</{p}c>)')
        empty_rows = rf'\s*(?:<{p}row r="\d{{1,7}}"[^<>]*/>\s*)*'
        self._head = re.compile(rf'{empty_rows}<{p}row r="(\d{{1,7}})"[^<>]*(?<!/)>\s*')
        self._closing = f"</{prefix}c>"
        self._shapes: list[_Shape] = []
        self._unlike = 0
        self._columns: Memory[str, int] = Memory(_near_column)
        self._kinds: Memory[str, Memory[str | None, Value | None]] = Memory(self._kind)
        self._filled = (f"<{prefix}v", f"<{prefix}t", f"<{prefix}is")
        self._rows, self._numbered = f"<{prefix}row", f'<{prefix}row r="'

    def emptiness(self, xml: str) -> int | None:
        """The number of the last of these rows when none of them holds a value and all tell their numbers."""
        if any(tag in xml for tag in self._filled) or xml.count(self._rows) != xml.count(self._numbered):
            return None
        told = re.match(r"\d{1,7}", xml[xml.rfind(self._numbered) + len(self._numbered) :])
        return None if told is None else int(told[0])

    def cells(self, xml: str) -> tuple[int, dict[int, Value]]:
        """Number and cells of a row without its closing tag. Raises Strange; ValueError when it is damaged.

        Most rows are shaped like one before them, but for holes: such a row is cut by one match, four times as fast.
        """
        for at, shape in enumerate(self._shapes):
            found = shape.row.fullmatch(xml)
            if found is not None:
                if at:
                    self._shapes.insert(0, self._shapes.pop(at))
                number, *texts = found.groups()
                return int(number), _filled(shape.columns, map(getitem, shape.meanings, texts))
        self._unlike += 1
        cut = self._cut(xml)
        if self._unlike % _UNLIKE == 0 and len(self._shapes) < _SHAPES and self._formula not in xml:
            self._shapes.append(self._shape(xml))
        return cut

    def _shape(self, xml: str) -> _Shape:
        """The shape of a row that ``_cut`` has read: its cells with their attributes, any of which may be missing."""
        columns, meanings = [], []
        expression = [self._head.pattern]
        for cell in self._cells.finditer(xml):
            letters, attributes, text = cell[1].rstrip("0123456789"), cell[2], cell[3]
            opening = rf"{re.escape(xml[cell.start() : cell.start(1)])}{letters}\1"
            if text is None:
                told = re.escape(xml[cell.end(1) : cell.end()])
            else:
                before, after = self._inline if "is>" in xml[cell.end(2) : cell.start(3)] else self._plain
                told = rf'"{re.escape(attributes)}>{before}([^<]*+){after}{re.escape(self._closing)}'
                columns.append(self._columns[letters])
                meanings.append(self._kinds[attributes])
            expression.append(f"(?:{opening}{told})?+")
        return _Shape(re.compile("".join(expression)), tuple(columns), tuple(meanings))

    def _cut(self, xml: str) -> tuple[int, dict[int, Value]]:
        parts = self._cells.split(xml)
        head = self._head.fullmatch(parts[0])
        if head is None or "".join(parts[4::4]).strip():
            raise Strange
        number = head[1]
        letters = map(str.removesuffix, parts[1::4], repeat(number))
        columns = map(self._columns.__getitem__, letters)
        values = map(getitem, map(self._kinds.__getitem__, parts[2::4]), parts[3::4])
        return int(number), _filled(columns, values)

    def _kind(self, told: str) -> Memory[str | None, Value | None]:
        """Values by their text, for cells of the same attributes."""
        if _ATTRIBUTE.sub("", told).strip():
            raise Strange
        attributes = dict(_ATTRIBUTE.findall(told))
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        if kind == "s":  # its style says nothing
            return self._apart
        return self._values(kind, int(style) if style.isdigit() else 0)

    def _values(self, kind: str, style: int) -> Memory[str | None, Value | None]:
        meaning = self._meaning(kind, style)

        def answer(text: str | None) -> Value | None:
            if not text:
                return None
            if not text.isprintable() and _UNUSUAL.search(text):
                raise Strange
            return meaning(without_references(text) if "&" in text else text)

        return Memory(answer)
