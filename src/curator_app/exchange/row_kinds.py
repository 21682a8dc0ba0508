"""What every row under the headings is: data, a section, a total, a continuation … (samples rules 1 and 11)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.letters import clean
from curator_app.domain.name_parsing import NameTrouble, person_in
from curator_app.exchange.catalogues import Pattern, first_names, synonyms
from curator_app.exchange.grid import Grid, Value, spelled
from curator_app.exchange.header_search import Header
from curator_app.exchange.headings import words
from curator_app.exchange.mapping import NAME_PARTS
from curator_app.exchange.sheet_kind import SheetKind
from curator_app.runtime.progress import Progress


class RowKind(StrEnum):
    """Kinds of rows; only DATA rows are counted."""

    DATA = "data"
    SECTION = "section"
    TOTAL = "total"
    NUMBERING = "numbering"
    HEADER = "header"
    SIGNATURE = "signature"
    CONTINUATION = "continuation"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``parent`` is the data row a continuation belongs to; ``section`` the last section's text."""

    number: int
    kind: RowKind
    parent: int | None = None
    section: str = ""


_SOFT = frozenset(
    {
        "competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "request", "note",
        "program_results", "justification", "psychologist_opinion", "focus", "education", "subjects", "case_link",
    }
)  # fmt: skip
_WRAPPED = frozenset({"position", "workplace"})
_NUMBERED = re.compile(r"[\d\s.,()№#-]*")
_PLAIN_TOTAL = re.compile(r"\W*(?:итого|всего)\b[^\d]{0,40}\d*\W*(?:чел\w*\.?)?", re.IGNORECASE)
_ABBREVIATION = 3  # letters
_UNDERLINE = re.compile(r"_{3,}")
_UNFINISHED = re.compile(r"[,\-–—(]\s*$|\s(?:и|по|на|с|в|для)\s*$")


class RowSorter:
    """Tells the kind of each row of one table, from top to bottom."""

    def __init__(self, grid: Grid, header: Header, mapped: Mapping[int, str], kind: SheetKind) -> None:
        self.grid = grid
        self.header = header
        self.mapped = mapped
        self.kind = kind
        self.headings = {c.index: " ".join(words(c.heading)) for c in header.columns if c.heading.strip()}
        told = {index: heading for index, heading in self.headings.items() if heading}
        self.letters = {index: "" if text[0] in "еф" else text[0] for index, text in told.items()}  # е-mail, Ф.И.О.
        self.names = [index for index, field in mapped.items() if field in self._own_names()]
        self.numbers = [index for index, field in mapped.items() if field == "number"]
        self.groups = {" ".join(words(column.group)) for column in header.columns if column.group}
        self.totals = _Beginnings(synonyms().totals)
        self.signatures = _Beginnings(synonyms().signatures)
        self.parent: int | None = None
        self.section = ""
        self.after_blank = False

    def _own_names(self) -> set[str]:
        if self.kind is SheetKind.PAIRS:
            return {f"{side}_{part}" for side in ("mentor", "mentee") for part in NAME_PARTS}
        return set(NAME_PARTS)

    def sort(self, last: int, progress: Progress) -> list[Row]:
        """Kinds of all rows from the header down to ``last`` (blank rows are left out)."""
        found: list[Row] = []
        previous = self.header.row
        for done, number in enumerate(self.grid.row_numbers):
            if done % 500 == 0:
                progress.step(done, len(self.grid.rows), self.grid.name)
            if not self.header.row < number <= last:
                continue
            self.after_blank = number > previous + 1
            previous = number
            row = self._row(number)
            if row.kind is RowKind.SECTION:
                self.section = row.section
                self.parent = None
            elif row.kind is RowKind.DATA:
                self.parent = number
            elif row.kind in {RowKind.TOTAL, RowKind.SIGNATURE}:
                self.parent = None
            if row.kind is not RowKind.BLANK:
                found.append(row)
        return found

    def _row(self, number: int) -> Row:
        texts = {column: text for column, value in self.grid.rows[number].items() if (text := spelled(value))}
        if not texts or all(column in self.numbers and _NUMBERED.fullmatch(text) for column, text in texts.items()):
            return Row(number, RowKind.BLANK)
        columns = sorted(texts)
        first = texts[columns[0]]
        if self._is_numbering(texts, first):
            return Row(number, RowKind.NUMBERING)
        if self._is_header(texts):
            return Row(number, RowKind.HEADER)
        hard = (
            texts[column]
            for column in columns
            if self.mapped.get(column) not in _SOFT or _PLAIN_TOTAL.fullmatch(texts[column])
        )
        if any(map(self.totals.begin, itertools.islice(hard, 3))) and not self._names_somebody(number):
            return Row(number, RowKind.TOTAL)
        if self._is_signature(number, texts, first):
            return Row(number, RowKind.SIGNATURE)
        if len(texts) <= len(self.numbers) + 1:
            spread = [column for column, text in texts.items() if not self._is_number(column, text)]
            if len(spread) == 1:
                return self._single(number, spread[0], texts)
        if self._continues(number, texts):
            return Row(number, RowKind.CONTINUATION, self.parent, self.section)
        return Row(number, RowKind.DATA, None, self.section)

    def _is_number(self, column: int, text: str) -> bool:
        return column in self.numbers and _NUMBERED.fullmatch(text) is not None

    def _names(self, number: int) -> list[str]:
        told = [spelled(self.grid.down(number, column)) for column in self.names]
        return [text for text in told if text]

    def _names_somebody(self, number: int) -> bool:
        names = self._names(number)
        joined = person_in(" ".join(names), first_names()) if names else None
        return joined is not None and joined.name is not None and joined.certain and not joined.rest

    def _is_numbering(self, texts: dict[int, str], first: str) -> bool:
        if len(texts) < 3 or not first.strip(" .()").isdigit():
            return False
        told = [texts[column].strip(" .()") for column in sorted(texts)]
        if len(told) < 0.6 * len(self.headings) or not all(text.isdigit() for text in told):
            return False
        numbers = [int(text) for text in told]
        return all(after - before == 1 for before, after in itertools.pairwise(numbers)) and numbers[0] <= 2

    def _is_header(self, texts: dict[int, str]) -> bool:
        others = 0
        allowed = len(texts) - max(2, 0.6 * len(texts)) if len(texts) > 1 or len(self.headings) > 1 else 0
        for column, text in texts.items():
            letter = self.letters.get(column)
            # cheap: most cells of data begin with another letter than their heading
            other = letter is None or (letter and text[0].lower() != letter and text[0].isalnum())
            if other or self.headings[column] != " ".join(words(text)):
                others += 1
            if others > allowed:
                break
        else:
            return True
        return bool(self.groups) and all(" ".join(words(text)) in self.groups for text in texts.values())

    def _is_signature(self, number: int, texts: dict[int, str], first: str) -> bool:
        if len(texts) <= 4 and any(_UNDERLINE.search(text) for text in texts.values()):
            return not any(_UNDERLINE.sub("", text).strip().isdigit() for text in texts.values())
        if len(texts) > 3 or any(column in self.numbers for column in texts):
            return False
        if not self.signatures.begin(first) or self._names_somebody(number):
            return False
        place = min(texts)
        if self.mapped.get(place) in {"position", "mentor_position", "mentee_position"} and not self.after_blank:
            return False
        return self.after_blank or place in self.names or place not in self.mapped or bool(self.numbers)

    def _single(self, number: int, column: int, texts: dict[int, str]) -> Row:
        text = texts[column]
        merge = self.grid.merge_at(number, column)
        field = self.mapped.get(column)
        numbered = any(place in self.numbers and place != column for place in texts)
        covered = any(self.grid.merge_at(number, name) is not None for name in self.names if name not in texts)
        if column in self.names:
            mention = person_in(text, first_names())
            somebody = (mention.name is not None and mention.certain) or mention.trouble in {
                NameTrouble.INITIALS,
                NameTrouble.OBLIQUE,
            }
            wide = merge is not None and merge.width > max(1, len(self.names))
            if (somebody or numbered or covered) and not wide:
                return Row(number, RowKind.DATA, None, self.section)
            return Row(number, RowKind.SECTION, None, text)
        if merge is not None and merge.width > 1:
            return Row(number, RowKind.SECTION, None, text)
        leftmost = column == 0 and not text[:1].islower()
        if field in _SOFT and self.parent is not None and not numbered and not leftmost:
            return Row(number, RowKind.CONTINUATION, self.parent, self.section)
        if field in _WRAPPED and self.parent is not None and not (numbered or leftmost) and self._wraps(column, text):
            return Row(number, RowKind.CONTINUATION, self.parent, self.section)
        if numbered or covered or (field is not None and column > 1):
            return Row(number, RowKind.DATA, None, self.section)
        return Row(number, RowKind.SECTION, None, text)

    def _wraps(self, column: int, text: str) -> bool:
        """A post broken over two rows: the first part ends unfinished or the second begins with a small «и»."""
        before = clean(spelled(self.grid.value(self.parent or 0, column)))
        return bool(before.strip(" -–—")) and (
            _UNFINISHED.search(before) is not None or re.match(r"(?:и|по|с)\s", text) is not None
        )

    def _continues(self, number: int, texts: dict[int, str]) -> bool:
        if self.parent is None or any(column in texts for column in (*self.names, *self.numbers)):
            return False
        if self._names(number):
            return False
        for column, text in texts.items():
            field = self.mapped.get(column)
            if field in _SOFT or (field is None and not text.replace(" ", "").isdigit()):
                continue
            if field in _WRAPPED and self._wraps(column, text):
                continue
            return False
        return True


class _Beginnings:
    """What certain rows begin with. Few patterns begin with the letter of a name, so only those are tried."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._all = patterns
        self._by_letter: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            self._by_letter.setdefault(pattern.stems[0][0], []).append(pattern)

    def begin(self, text: str) -> bool:
        """Whether the text begins with one of them."""
        letter = text[0].lower()
        patterns = self._by_letter.get(letter, ()) if "а" <= letter <= "я" else self._all
        if not patterns:
            return False
        told = words(text)
        for pattern in patterns:
            heads = told[: len(pattern.stems)]
            if len(heads) == len(pattern.stems) and all(map(_says, heads, pattern.stems)):
                return True
        return False


def _says(word: str, stem: str) -> bool:
    """Whether a word begins with the stem; an abbreviation («исп», «м п») must be the whole word."""
    return word == stem if len(stem) <= _ABBREVIATION else word.startswith(stem)


def joined(values: list[Value | None]) -> Value | None:
    """The value of a cell with its continuations: texts are joined with a blank, anything else stays first."""
    told = [value for value in values if value is not None and spelled(value)]
    if len(told) <= 1:
        return told[0] if told else None
    return " ".join(spelled(value) for value in told)
