"""Replies of a survey out of a web form: questions from the headings, answers, whose they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curator_app.domain.letters import clean, fold, one_line
from curator_app.domain.name_parsing import Mention, NameTrouble, person_in, person_of_columns
from curator_app.domain.parsing import Trouble
from curator_app.domain.parsing.blanks import is_dash
from curator_app.domain.parsing.dates import parse_date
from curator_app.exchange.catalogues import first_names
from curator_app.exchange.grid import spelled
from curator_app.exchange.mapping import QUESTION
from curator_app.exchange.tables import Table
from curator_app.services.imports import sentences
from curator_app.services.imports.cells import RowCells
from curator_app.services.imports.facts import PersonFacts, Reading, RowFacts, RowProblem
from curator_app.services.imports.form_replies import FormReading, fit, require_fit
from curator_app.services.imports.planning import Plan, RowResult
from curator_app.services.imports.preview import Outcome
from curator_app.services.imports.world import PersonEntry, ReplyEntry, Slot, WaveEntry

_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
_SCALE = re.compile(
    r"от\s*(\d{1,3})\s*до\s*(\d{1,3})|\(\s*(\d{1,2})\s*[-–—]\s*(\d{1,2})\s*(?:балл\w*)?\s*\)|(\d{1,2})\s*[-–—]\s*(\d{1,2})\s*балл"
)
_TOP = re.compile(r"(\d{1,2})-?\s?(?:ти)?\s?-?балльн")
_WORD_TOPS = {"пяти": 5, "десяти": 10, "трех": 3, "четырех": 4, "семи": 7}
_POINTS = re.compile(r"([+-]?\d{1,4})(?:[.,]0+)?\s*(?:балл\w*|из\s*\d+|/\s*\d+|\(.*\)|[-–—].*)?", re.DOTALL)
_FITS = 0.6


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A question of the table: its text and, when the heading names one, the scale."""

    index: int
    text: str
    lowest: int | None
    highest: int | None

    @property
    def scaled(self) -> bool:
        """Whether only a number of the scale is an answer."""
        return self.highest is not None


def asked_columns(table: Table) -> list[AskedColumn]:
    """The questions from left to right; equal texts get a number."""
    found: list[AskedColumn] = []
    seen: dict[str, int] = {}
    for column in table.columns:
        if table.mapped.get(column.index) != QUESTION:
            continue
        inner = _IN_BRACKETS.search(clean(column.heading))
        text = one_line(inner.group(1) if inner else column.heading)
        if column.group and inner is None and len(text) < 12:
            text = one_line(f"{column.group} {text}")
        seen[text] = seen.get(text, 0) + 1
        lowest, highest = _scale(f"{column.group} {column.heading}")
        name = text if seen[text] == 1 else f"{text} ({seen[text]})"
        found.append(AskedColumn(column.index, name, lowest, highest))
    return found


def _scale(heading: str) -> tuple[int | None, int | None]:
    text = one_line(heading).lower().replace("ё", "е")
    if found := _SCALE.search(text):
        low, high = (int(part) for part in found.groups() if part is not None)
        return (low, high) if low < high <= 100 else (None, None)
    if top := _TOP.search(text):
        return 1, int(top.group(1))
    worded = next((top for word, top in _WORD_TOPS.items() if f"{word}балльн" in text), None)
    return (1, worded) if worded else (None, None)


def plan_replies(plan: Plan, number: int, table: Table, wave_title: str | None) -> None:
    """Plans the replies of one table. ``wave_title``: the wave the user named. Raises KnownProblem: the wave named is
    closed or asks something else."""
    asked = asked_columns(table)
    numeric = {column.index for column in asked if not column.scaled and _all_numbers(table, column.index)}
    stamps = _stamps(plan, table)
    wave = _wave(plan, table, asked, wave_title, min(stamps.values(), default=None))
    form = FormReading(wave, table, {one.index: one.text for one in asked}) if wave.forms else None
    texts = _wave_texts(wave, asked)
    told = _Told(plan, wave)
    for row in table.data_rows:
        cells = RowCells(table, row.number, plan.today)
        facts = RowFacts(row.number, table.grid, _respondent(cells))
        result = plan.start(number, facts)
        raw = _answers(cells, asked, numeric, texts, facts) if form is None else {}
        person = _whose(plan, number, cells, result)
        slot: Slot | None = None if person is None else (person.key, "", 0)
        if form is not None and person is not None:
            slot = form.slot(cells, person, result)
            if slot is not None:
                raw = form.answers(cells, slot[1], facts)
        facts.problems, facts.readings = cells.problems, cells.readings
        result.problems = [*cells.problems, *(one for one in result.problems if one not in cells.problems)]
        if slot is not None and told.add(slot, facts.answers, raw, stamps.get(row.number), result):
            message = "Этот человек уже ответил выше в файле. Взят последний ответ."
            result.problems.append(RowProblem(facts.person.column, facts.person.typed, message))
    told.store()


class _Told:
    """What a table tells, by respondent: a later reply corrects an earlier one, an empty answer erases nothing."""

    def __init__(self, plan: Plan, wave: WaveEntry) -> None:
        self.plan = plan
        self.wave = wave
        self.latest: dict[Slot, tuple[dict[str, Any], dict[str, str], dt.date | None]] = {}
        self.of_row: list[tuple[RowResult, Slot]] = []

    def add(
        self, slot: Slot, answers: dict[str, Any], raw: dict[str, str], day: dt.date | None, result: RowResult
    ) -> bool:
        """Notes the reply of a row; whether this person stood above already."""
        earlier = self.latest.get(slot)
        if earlier is None:
            self.latest[slot] = answers, raw, day
        else:
            self.latest[slot] = {**earlier[0], **answers}, _still_raw(earlier[1], raw, answers), day or earlier[2]
        self.of_row.append((result, slot))
        return earlier is not None

    def store(self) -> None:
        """Puts the replies into the picture of the base and says what became of every row."""
        fresh: set[Slot] = set()
        touched: set[Slot] = set()
        world = self.plan.world
        for slot, (answers, raw, day) in self.latest.items():
            reply = world.replies.get((self.wave.title, slot))
            if reply is None:
                values = {"answers": answers, "date": day}
                world.replies[self.wave.title, slot] = ReplyEntry(
                    values, raw, is_new=True, key=0, wave=self.wave.title, slot=slot
                )
                fresh.add(slot)
                continue
            values = {
                "answers": {**reply.values["answers"], **answers},
                "date": day or reply.values["date"],
            }
            kept = _still_raw(reply.raw, raw, answers)
            if reply.values != values or reply.raw != kept:
                reply.values, reply.raw = values, kept
                reply.mark("answers", "date", "raw")
                touched.add(slot)
        if fresh or touched:
            world.waves.setdefault(self.wave.title, self.wave)
        for result, slot in self.of_row:
            if slot in fresh:
                result.better(Outcome.CREATED)
                fresh.discard(slot)
                touched.add(slot)
            elif slot in touched:
                result.better(Outcome.UPDATED)


def _still_raw(earlier: dict[str, str], now: dict[str, str], answers: dict[str, Any]) -> dict[str, str]:
    """What was not understood: of the earlier reply only where there is no answer now."""
    return {name: text for name, text in earlier.items() if name not in answers} | now


# ---------------------------------------------------------------------------------------------- whose
def _respondent(cells: RowCells) -> PersonFacts:
    found = cells.first("full_name", is_dash)
    if found is not None:
        typed = spelled(found[1])
        mention = person_in(typed, first_names())
        return PersonFacts(mention, typed, cells.heading(found[0]))
    parts: dict[str, str] = {}
    heading: str | None = None
    for part in ("surname", "first_name", "given_names", "patronymic"):
        told = cells.first(part, is_dash)
        if told is not None:
            parts[part] = spelled(told[1])
            heading = heading or cells.heading(told[0])
    if not parts:
        return PersonFacts(Mention("", trouble=NameTrouble.EMPTY))
    given = " ".join(filter(None, (parts.get("first_name"), parts.get("given_names"))))
    mention = person_of_columns(parts.get("surname", ""), given, parts.get("patronymic", ""), first_names())
    return PersonFacts(mention, " ".join(parts.values()), heading)


def _whose(plan: Plan, number: int, cells: RowCells, result: RowResult) -> PersonEntry | None:
    told = result.facts.person
    by_mail = _by_mail(plan, cells)
    if not told.typed:
        if by_mail is not None:
            return by_mail
        result.reject(RowProblem(told.column, None, "В ответе нет имени, он не занесён. Впишите, кто ответил."))
        return None
    person, sentence = plan.reference(number, result, told.mention, told.column)
    if person is None and by_mail is not None and sentence is not None:
        return by_mail
    if person is None:
        result.reject(RowProblem(told.column, told.typed, sentence or sentences.stranger(told.typed)))
    return person


def _by_mail(plan: Plan, cells: RowCells) -> PersonEntry | None:
    told = (spelled(cells.value(column)).casefold() for column in cells.table.feeding("email"))
    for address in filter(None, told):
        found = [one for one in plan.world.people.values() if str(one.values.get("email") or "").casefold() == address]
        if len(found) == 1:
            return found[0]
    return None


# ---------------------------------------------------------------------------------------------- answers
def _all_numbers(table: Table, column: int) -> bool:
    told = [spelled(table.cell(row.number, column)) for row in table.data_rows]
    filled = [text for text in told if not is_dash(text)]
    return bool(filled) and all(re.fullmatch(r"[+-]?\d{1,6}", text) for text in filled)


def _stamps(plan: Plan, table: Table) -> dict[int, dt.date]:
    found: dict[int, dt.date] = {}
    for row in table.data_rows:
        for column in table.feeding("timestamp"):
            value = table.cell(row.number, column)
            parsed = parse_date(value, plan.today, date_1904=table.grid.date_1904)
            if parsed.value is not None:
                found[row.number] = parsed.value
                break
    return found


def _answers(
    cells: RowCells, asked: Sequence[AskedColumn], numeric: set[int], texts: dict[int, str], facts: RowFacts
) -> dict[str, str]:
    raw: dict[str, str] = {}
    for column in asked:
        value = cells.value(column.index)
        typed = spelled(value)
        if is_dash(typed):
            continue
        name = texts[column.index]
        answer, code = _answer(column, typed, numeric=column.index in numeric)
        if code is not None:
            raw[name] = typed
            cells.problem(column.index, typed, sentences.trouble(code, typed))
        else:
            facts.answers[name] = answer
        cells.readings.append(Reading(column.index, QUESTION, typed, "" if answer is None else str(answer)))
    for column_told in cells.table.columns:
        if column_told.index not in cells.table.mapped:
            text = spelled(cells.value(column_told.index))
            if text and not is_dash(text):
                raw[cells.heading(column_told.index)[:100]] = text
    return raw


def _answer(column: AskedColumn, typed: str, *, numeric: bool) -> tuple[int | str | None, Trouble | None]:
    if not column.scaled:
        return (int(typed) if numeric else typed), None
    found = _POINTS.fullmatch(typed.strip())
    if found is None:
        return None, Trouble.NUMBER_UNREADABLE
    points = int(found.group(1))
    if not (column.lowest or 0) <= points <= (column.highest or 0):
        return None, Trouble.OUT_OF_SCALE
    return points, None


# ---------------------------------------------------------------------------------------------- the wave
def _wave(
    plan: Plan, table: Table, asked: Sequence[AskedColumn], title: str | None, first_day: dt.date | None
) -> WaveEntry:
    """The wave named by the user, else the one whose questions fit best, else a new one named after the sheet."""
    if title is not None:
        named = next((one for told, one in plan.world.waves.items() if fold(told) == fold(title)), None)
        if named is not None and named.forms:
            require_fit(named, {one.index: one.text for one in asked})
        return named or WaveEntry(one_line(title), None, _questions(asked), first_day)
    wanted = {fold(column.text) for column in asked}
    headings = {one.index: one.text for one in asked}
    best: tuple[float, WaveEntry] | None = None
    for wave in plan.world.waves.values():
        if wave.forms:
            share = 0.0 if wave.closed_on is not None else fit(wave, headings)
        else:
            known = {fold(str(question.get("text", ""))) for question in wave.questions}
            share = len(wanted & known) / max(1, len(wanted))
        if share >= _FITS and (best is None or share > best[0]):
            best = (share, wave)
    if best is not None:
        return best[1]
    return WaveEntry(_free_title(plan, table.name), None, _questions(asked), first_day)


def _free_title(plan: Plan, name: str) -> str:
    stem = one_line(name.replace("_", " "))[:200] or "анкета"
    title, number = f"Ответы из файла «{stem}»", 2
    while title in plan.world.waves:
        title, number = f"Ответы из файла «{stem}» ({number})", number + 1
    return title


def _questions(asked: Sequence[AskedColumn]) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "kind": "scale", "min": one.lowest, "max": one.highest}
        if one.scaled
        else {"text": one.text, "kind": "text"}
        for one in asked
    ]


def _wave_texts(wave: WaveEntry, asked: Sequence[AskedColumn]) -> dict[int, str]:
    """Column → the question as the wave spells it."""
    known = {fold(str(question.get("text", ""))): str(question.get("text", "")) for question in wave.questions}
    return {one.index: known.get(fold(one.text), one.text) for one in asked}
