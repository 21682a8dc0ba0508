"""Rows of a table as facts, for every kind of table but replies (samples rules 2, 3, 5, 11)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import Any

from curator_app.domain.codes import MenteeCategory, PairStatus
from curator_app.domain.letters import clean, fold, one_line, tidy
from curator_app.domain.name_parsing import Mention, NameTrouble, people_in, person_of_columns
from curator_app.domain.parsing.blanks import is_blank
from curator_app.domain.parsing.contacts import parse_contacts
from curator_app.domain.parsing.qualification import parse_category, parse_experience
from curator_app.exchange.catalogues import first_names, synonyms
from curator_app.exchange.grid import Value, spelled
from curator_app.exchange.headings import fits
from curator_app.exchange.mapping import IGNORED, PERSON_FACTS
from curator_app.exchange.own_book import untied
from curator_app.exchange.row_kinds import Row
from curator_app.exchange.sheet_kind import SheetKind
from curator_app.exchange.tables import Table
from curator_app.runtime.progress import Progress
from curator_app.services.imports.cells import Known, RowCells
from curator_app.services.imports.facts import Partners, PersonFacts, RowFacts
from curator_app.services.imports.readings import all_readings
from curator_app.services.imports.request_reading import read_request
from curator_app.texts import labels

_PROFILE = {
    SheetKind.STAFF: ("note",),
    SheetKind.MENTORS: (
        "competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "capacity",
        "program_entry_date", "mentoring_form", "note",
    ),
    SheetKind.MENTEES: ("program_entry_date", "mentoring_form", "note"),
    SheetKind.PAIRS: (
        "mentoring_form", "mentoring_kind", "role_model", "focus", "period", "start_date", "end_date", "order",
        "order_number", "order_date", "justification", "psychologist_opinion", "note",
    ),
}  # fmt: skip
# Facts of a base about the pairing: they go to the pair when the partner is known.
_PAIRING = ("period", "order", "order_number", "order_date", "program_end_date")
_PARTS = ("surname", "first_name", "patronymic", "given_names")
_KEPT_AS_TEXT = ("program_results", "case_link", "completion_mark")
_NOBODY = Mention("", trouble=NameTrouble.EMPTY)
_EXPERIENCE_WORD = re.compile(r"стаж\S*|опыт\S*", re.IGNORECASE)
_ROLE_WORD = re.compile(
    r"(?:педагог-?)?наставни(?:к|ца)|наставляем(?:ый|ая)|молодой специалист|молодой педагог|стаж[её]р|куратор",
    re.IGNORECASE,
)
_PUPIL = re.compile(r"^(?:обучающ|учащ|ученик|учениц|воспитанни|школьни)", re.IGNORECASE)
_CLASS = re.compile(
    r"(?<!\d)(1[01]|[1-9])\s*[-–]?\s*[«\"]?\s*([А-Яа-я])?\s*[»\"]?\s*(?:-?го\s+)?кл(?:асс)?", re.IGNORECASE
)


def read_table(table: Table, today: dt.date, progress: Progress | None = None) -> list[RowFacts]:
    """Facts of every data row, in order. Rows of a group know each other by ``group``."""
    told = progress or Progress()
    if table.kind is None or table.kind is SheetKind.REPLIES:
        return []
    found: list[RowFacts] = []
    known: Known = defaultdict(dict)
    rows = table.data_rows
    for number, row in enumerate(rows):
        if number % 100 == 0:
            told.step(number, len(rows), table.name)
        facts = read_row(table, row, today, known)
        previous = found[-1] if found else None
        if previous is not None and _belongs_to(table, facts, previous):
            facts.person, facts.carried, facts.group = previous.person, True, previous.group or previous.row
            previous.group = facts.group
        found.append(facts)
    return found


def _belongs_to(table: Table, facts: RowFacts, previous: RowFacts) -> bool:
    """A row that names only the other side under a name given once above."""
    if facts.person.typed or not facts.partners.people or not (previous.person.typed or previous.carried):
        return False
    if facts.row - previous.row > 1 and previous.row + 1 in table.grid.rows:
        return False
    numbered = any(
        spelled(table.grid.own(facts.row, column)) for column, field in table.mapped.items() if field == "number"
    )
    has_numbers = "number" in table.mapped.values()
    own_terms = {"start_date", "end_date", "order_number", "order_date"} & set(facts.profile)
    if table.kind is SheetKind.PAIRS:
        return not own_terms if numbered or not has_numbers else True
    return not numbered and not facts.person.values and facts.request is None


def read_row(table: Table, row: Row, today: dt.date, known: Known | None = None) -> RowFacts:
    """Facts of one row. ``known``: cells of the table that were read already; without it the row also tells how
    every cell of it was understood."""
    assert table.kind is not None
    cells = RowCells(table, row.number, today, known)
    pairs = table.kind is SheetKind.PAIRS
    person, named = _person(cells, "mentor_" if pairs else "", single=not pairs)
    facts = RowFacts(row.number, table.grid, person, named=named)
    other = "mentee_" if pairs or table.kind is SheetKind.MENTORS else "mentor_"
    if table.kind is not SheetKind.STAFF or table.feeding("mentor_full_name"):
        facts.partners = _partners(cells, other)
    if pairs:
        facts.partner_facts = _facts_only(cells, "mentee_")
        facts.group = _merged_group(table, row.number)
    cells.take_all(table.fed(_PROFILE[table.kind]), facts.profile, facts.profile_raw)
    if not pairs:
        _pairing(cells, facts)
        if table.kind is not SheetKind.STAFF:
            _partner_texts(cells, table, other, facts)
    _statuses(cells, table.kind, row, facts)
    facts.request = read_request(cells, facts.profile_raw)
    _left_over(cells, table, facts)
    if not pairs:
        _person_kind(facts, row)
    facts.problems = cells.problems or ()
    if known is None:
        facts.readings = all_readings(table, facts, cells.readings, "mentor_" if pairs else "")
    return facts


# ---------------------------------------------------------------------------------------------- people
def _name_cell(cells: RowCells, prefix: str) -> tuple[str, str | None, list[Mention]]:
    """Typed name, its heading, and the people found in it."""
    whole = prefix + "full_name"
    if cells.table.feeding(whole) and (found := cells.first(whole, is_blank)) is not None:
        column, value = found
        typed = spelled(value)
        father = cells.first(prefix + "patronymic", is_blank)
        if father is not None:  # «Фамилия, имя» in one column, «Отчество» in another
            typed = f"{typed} {spelled(father[1])}"
        return typed, cells.heading(column), _people(cells, typed, value)
    parts: dict[str, str] = {}
    heading: str | None = None
    for part, source, _ in cells.table.fed(_PARTS, prefix):
        told = cells.first(source, is_blank)
        if told is not None:
            parts[part] = spelled(told[1])
            heading = heading or cells.heading(told[0])
    if not parts:
        return "", None, []
    given = parts.get("first_name", "")
    if "given_names" in parts:
        given = f"{given} {parts['given_names']}".lstrip()
    mention = person_of_columns(parts.get("surname", ""), given, parts.get("patronymic", ""), first_names())
    return " ".join(parts.values()), heading, [mention]


def _people(cells: RowCells, typed: str, value: Value) -> list[Mention]:
    """Everybody in a name cell; names that the program's own book ties are taken as they stand."""
    if not cells.table.own or not isinstance(value, str):
        return people_in(typed, first_names())
    lines = [(line, untied(line)) for line in value.split("\n")]
    if all(name is None for _, name in lines):
        return people_in(typed, first_names())
    return [
        mention
        for line, name in lines
        for mention in (people_in(line, first_names()) if name is None else [Mention(clean(line), name)])
    ]


def _person(cells: RowCells, prefix: str, *, single: bool) -> tuple[PersonFacts, Partners]:
    """``single``: the row is about one person; else everybody named is told too."""
    typed, heading, people = _name_cell(cells, prefix)
    if not typed:
        mention = _NOBODY
    elif not people:
        mention = Mention(typed, trouble=NameTrouble.NOT_A_NAME)
    else:
        mention = people[0]
    facts = _facts_only(cells, prefix)
    facts.mention, facts.typed, facts.column = mention, typed, heading
    if single and len(people) > 1 and any(one.name is not None for one in people[1:]):
        facts.mention = Mention(typed, trouble=NameTrouble.NOT_A_NAME, rest="several")
    elif mention.rest and len(people) == 1:
        facts_beside_name(facts.values, mention.rest)
    return facts, Partners() if single else Partners(typed, heading, people)


def _facts_only(cells: RowCells, prefix: str) -> PersonFacts:
    facts = PersonFacts(_NOBODY)
    cells.take_all(cells.table.fed(PERSON_FACTS, prefix), facts.values, facts.raw)
    return facts


def facts_beside_name(values: dict[str, Any], rest: str) -> None:
    """«учитель математики, стаж 15 лет, высшая категория» beside a name: fills what no column tells."""
    posts: list[str] = []
    for part in re.split(r"[,;\n()]+", rest):
        told = part.strip(" .:-–—/")
        if not told or _ROLE_WORD.fullmatch(told):
            continue
        contacts = parse_contacts(told)
        if contacts.value is not None and contacts.trouble is None:
            for name, value in (("phone", contacts.value.phone), ("email", contacts.value.email)):
                if value:
                    values.setdefault(name, value)
            continue
        years = parse_experience(_EXPERIENCE_WORD.sub("", told))
        if years.value is not None and re.search(r"\d", told) and not re.search(r"класс|модул|групп", told.lower()):
            values.setdefault("experience_years", years.value)
            continue
        category = parse_category(told)
        if category.value is not None and re.search(r"катег|высш|перв|сзд|соотв|б/к|методист", fold(told)):
            values.setdefault("qualification_category", category.value.value)
            continue
        if not re.search(r"\d", told) or "класс" in told.lower():
            posts.append(told)
    if posts:
        values.setdefault("position", ", ".join(posts)[:300])


def _partners(cells: RowCells, prefix: str) -> Partners:
    typed, heading, people = _name_cell(cells, prefix)
    return Partners(clean(typed), heading, people)


def _person_kind(facts: RowFacts, row: Row) -> None:
    """Pupils by their post, class or section; the class out of «обучающийся 9 «Б» класса»."""
    position = str(facts.person.values.get("position") or "")
    by_section = bool(row.section) and fits(synonyms().categories["pupil"], row.section)
    if (
        _PUPIL.match(position)
        or (by_section and not position)
        or ("class_name" in facts.person.values and not position)
    ):
        facts.person.values["kind"] = "pupil"
        found = _CLASS.search(position)
        if found is not None:
            facts.person.values.setdefault("class_name", found.group(1) + (found.group(2) or "").upper())


# ---------------------------------------------------------------------------------------------- the rest of a row
def _pairing(cells: RowCells, facts: RowFacts) -> None:
    told: dict[str, Any] = {}
    cells.take_all(cells.table.fed(_PAIRING), told, facts.profile_raw)
    if "start_date" in told:
        facts.profile.setdefault("program_entry_date", told["start_date"])
    end = told.pop("program_end_date", None) or told.get("end_date")
    facts.profile.update({name: told[name] for name in ("order_number", "order_date") if name in told})
    if end is not None:
        facts.profile["end_date"] = end
        facts.profile_raw.setdefault("program_end_date", end.isoformat())
    cells.take_all(cells.table.fed(_KEPT_AS_TEXT), facts.profile_raw, facts.profile_raw)


def _partner_texts(cells: RowCells, table: Table, prefix: str, facts: RowFacts) -> None:
    """What a base tells about the partner beside the name stays as text."""
    for column, field in table.mapped.items():
        if field.startswith(prefix) and not field.endswith("name") and not field.endswith("given_names"):
            text = spelled(cells.value(column))
            if text and not is_blank(text):
                facts.profile_raw[cells.heading(column)] = text


def _coded(text: str, words: dict[Any, str]) -> str | None:
    key = fold(text)
    for code, word in words.items():
        if key in {fold(word), str(code.value)} or (len(key) > 3 and (key in fold(word) or fold(word) in key)):
            return str(code.value)
    return None


def _statuses(cells: RowCells, kind: SheetKind, row: Row, facts: RowFacts) -> None:
    if kind is SheetKind.MENTORS:
        _code(cells, "mentor_status", labels.MENTOR_STATUS, "status", facts)
    elif kind is SheetKind.PAIRS:
        _code(cells, "pair_status", labels.PAIR_STATUS, "status", facts)
        if facts.profile.get("status") == PairStatus.READY.value:
            facts.profile["status"] = PairStatus.DRAFT.value
    elif kind is SheetKind.MENTEES:
        found = cells.first("mentee_category", is_blank)
        text = spelled(found[1]) if found else ""
        code = category_of(text) or (_coded(text, labels.MENTEE_CATEGORY) if text else None)
        if text and code is None:
            facts.profile_raw["category"] = text
        code = code or category_of(row.section)
        if code is not None:
            facts.profile["category"] = code


def category_of(text: str) -> str | None:
    """The category of mentees a section or a cell names («Молодые специалисты»)."""
    if not text:
        return None
    found = next((code for code, patterns in synonyms().categories.items() if fits(patterns, text)), None)
    return MenteeCategory(found).value if found else None


def _code(cells: RowCells, field: str, words: dict[Any, str], name: str, facts: RowFacts) -> None:
    found = cells.first(field, is_blank)
    if found is None:
        return
    text = spelled(found[1])
    code = _coded(text, words)
    if code is None:
        facts.profile_raw[name] = text
    else:
        facts.profile[name] = code


def _left_over(cells: RowCells, table: Table, facts: RowFacts) -> None:
    """Cells of columns that feed no field are kept as text under their heading: nothing of a row is lost."""
    kept = dict(cells.left)
    for column, heading in table.feeding_nothing:
        text = spelled(cells.filled.get(column))
        if text and not is_blank(text):
            kept.setdefault(heading[:100], text)
    for _, source, _ in table.fed(IGNORED):
        for column in table.feeding(source):
            kept.pop(cells.heading(column), None)
    for heading, text in kept.items():
        facts.profile_raw[heading] = text if "\n" in text else tidy(text)


def _merged_group(table: Table, row: int) -> object:
    """Rows under one mentor cell merged over several rows are one group."""
    for column, field in table.mapped.items():
        if field in {"mentor_full_name", "mentor_surname"}:
            merge = table.grid.merge_at(row, column)
            if merge is not None and merge.is_tall:
                return merge
    return None


def row_title(facts: RowFacts) -> str:
    """Whom the row is about, as typed, for lists."""
    return one_line(facts.person.typed or facts.partners.typed) or "—"
