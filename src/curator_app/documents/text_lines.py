"""Breaking a text into lines of a width. No markup; only a word too long for a line is parted, by its syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from curator_app.documents import patience
from curator_app.documents.blocks import Text
from curator_app.documents.fonts import Face, face
from curator_app.documents.letters import printable
from curator_app.texts.hyphens import parts

# A word ends at an ordinary space that no dash follows («Фамилия И.О. –» stays together) …
_PIECE = re.compile(r"\n| +(?! *[–—])|(?: +(?= *[–—])|[^ \n])+")
# A word wider than a whole line is first parted after a hyphen between letters («педагога-|психолога»).
_HYPHEN = re.compile(r"(?<=[^\W\d_][^\W\d_][^\W\d_]-)(?=[^\W\d_]{2})")

_MOST_RUNNING = 3
_SHORTEST_REST = 3
_LONGEST_REMEMBERED = 4_000  # letters

Segment = tuple[Face, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A laid out line: stretches of one face, natural width and number of gaps that may be widened.

    ``last``: it ends a paragraph or stands before a line break, and is never justified.
    """

    segments: tuple[Segment, ...]
    width: float
    gaps: int
    last: bool


@dataclass(slots=True)
class _Word:
    """``width`` in thousandths of the type size, so that a text is taken apart once for all sizes."""

    segments: list[Segment]
    width: float
    glued: bool = False
    hard_break: bool = False


def break_lines(
    value: Text, size: float, width: float, first_width: float | None = None, *, hyphens: bool = False
) -> list[Line]:
    """Lines of ``value`` set in ``size`` points, none wider than ``width`` points (the first: ``first_width``).
    ``hyphens``: a word that has no room is parted by its syllables, names never, three lines running at most.

    An empty text gives one empty line. A paper is laid out up to five times until it fits its sheet, and the same
    clauses stand in every order of a kind: what was broken lately is not broken again.
    """
    first = width if first_width is None else first_width
    if sum(len(run.text) for run in value) < _LONGEST_REMEMBERED:
        return list(_remembered(value, size, width, first, hyphens))
    return _broken(_taken_apart(value), size, width, first, hyphens)


def forget() -> None:
    """Forgets the texts broken lately, for measuring."""
    _remembered.cache_clear()
    _words.cache_clear()


@lru_cache(maxsize=1024)
def _remembered(value: Text, size: float, width: float, first_width: float, hyphens: bool) -> list[Line]:
    return _broken(_words(value), size, width, first_width, hyphens)


def _broken(words: Sequence[_Word], size: float, width: float, first_width: float, hyphens: bool) -> list[Line]:
    builder = _Lines(size, width, first_width, hyphens=hyphens)
    for word in words:
        builder.add(word)
    return builder.finish()


def text_width(value: Text, size: float) -> float:
    """Natural width of a text without line breaks, in points."""
    return sum(face(run.bold, run.italic).width(printable(run.text)) for run in value) * size / 1000


def _taken_apart(value: Text) -> list[_Word]:
    words: list[_Word] = []
    word = _Word([], 0.0)
    for run in value:
        if not run.text:
            continue
        used = face(run.bold, run.italic)
        for match in _PIECE.finditer(printable(run.text)):
            chunk = match[0]
            if chunk[0] in " \n" and not chunk.strip(" \n"):
                words.append(word)
                word = _Word([], 0.0, hard_break=chunk == "\n")
                continue
            word.segments.append((used, chunk))
            word.width += used.width(chunk)
    words.append(word)
    return words


_words = lru_cache(maxsize=256)(_taken_apart)


class _Lines:
    def __init__(self, size: float, width: float, first_width: float, *, hyphens: bool = False) -> None:
        self._hyphens = hyphens
        self._parted = 0
        self._scale = size / 1000
        self._later = max(width, size) / self._scale
        self._width = max(first_width, size) / self._scale
        self._nearly = 0.01 / self._scale
        self._lines: list[Line] = []
        self._words: list[_Word] = []
        self._used = 0.0

    def add(self, word: _Word) -> None:
        if word.hard_break:
            self._close(last=True)
        if not word.segments:
            return
        gap = 0.0 if word.glued or not self._words else self._gap(word)
        if self._words and self._used + gap + word.width > self._width + self._nearly:
            rest = self._begun(word, self._width - self._used - gap) if self._hyphens else None
            if rest is None:
                self._parted = 0
            else:
                self._parted += 1
                word = rest
            self._close(last=False)
            gap = 0.0
        if word.width > self._width + self._nearly:
            self._cut(word)
            return
        self._words.append(word)
        self._used += gap + word.width

    def _begun(self, word: _Word, room: float) -> _Word | None:
        """Puts as many syllables of a word as have room and gives the rest of it; None when none has."""
        if self._parted >= _MOST_RUNNING or len(word.segments) != 1 or word.glued:
            return None
        used, letters = word.segments[0]
        syllables = parts(letters)
        for count in range(len(syllables) - 1, 0, -1):
            begin, rest = "".join(syllables[:count]), "".join(syllables[count:])
            width = used.width(f"{begin}-")
            if width <= room and len(rest) >= _SHORTEST_REST:
                self._words.append(_Word([(used, f"{begin}-")], width))
                self._used += self._gap(word) + width
                return _Word([(used, rest)], used.width(rest))
        return None

    def finish(self) -> list[Line]:
        if self._words or not self._lines or not self._lines[-1].last:
            self._close(last=True)
        return self._lines

    def _gap(self, word: _Word) -> float:
        return word.segments[0][0].width(" ")

    def _cut(self, word: _Word) -> None:
        """Puts a word wider than the line: by its hyphens, and what is still too wide letter by letter."""
        for used, segment in word.segments:
            for piece in _HYPHEN.split(segment):
                width = used.width(piece)
                if self._words and self._used + width > self._width + self._nearly >= width:
                    self._close(last=False)
                if self._used + width <= self._width + self._nearly:
                    self._put(used, piece, width)
                else:
                    self._cut_piece(used, piece)

    def _cut_piece(self, used: Face, piece: str) -> None:
        """By syllables with a hyphen where the word has them and they fit, else letter by letter."""
        syllables = parts(piece)
        if len(syllables) > 1 and max(used.width(f"{one}-") for one in syllables) <= self._width:
            self._put_syllables(used, syllables)
        else:
            self._put_letters(used, piece)

    def _put_syllables(self, used: Face, syllables: Sequence[str]) -> None:
        line = ""
        for place, syllable in enumerate(syllables):
            tail = "" if place + 1 == len(syllables) else "-"
            if self._used + used.width(f"{line}{syllable}{tail}") > self._width + self._nearly:
                if line:
                    self._put(used, f"{line}-", used.width(f"{line}-"))
                self._close(last=False)
                line = ""
            line += syllable
        self._put(used, line, used.width(line))

    def _put_letters(self, used: Face, piece: str) -> None:
        start = 0
        while start < len(piece):
            stop, width = start, 0.0
            while stop < len(piece):
                step = used.width(piece[stop])
                if self._used + width + step > self._width + self._nearly and (stop > start or self._words):
                    break
                width += step
                stop += 1
            if stop > start:
                self._put(used, piece[start:stop], width)
            if stop < len(piece):
                self._close(last=False)
            start = stop

    def _put(self, used: Face, piece: str, width: float) -> None:
        self._words.append(_Word([(used, piece)], width, glued=True))
        self._used += width

    def _close(self, *, last: bool) -> None:
        patience.check()
        segments: list[Segment] = []
        gaps = 0
        for position, word in enumerate(self._words):
            if position and not word.glued:
                _append(segments, word.segments[0][0], " ")
                gaps += 1
            for used, piece in word.segments:
                _append(segments, used, piece)
                gaps += piece.count("\u00a0") + piece.count(" ")
        self._lines.append(Line(tuple(segments), self._used * self._scale, gaps, last))
        self._words, self._used, self._width = [], 0.0, self._later


def _append(segments: list[Segment], used: Face, piece: str) -> None:
    if segments and segments[-1][0] is used:
        segments[-1] = (used, segments[-1][1] + piece)
    else:
        segments.append((used, piece))
