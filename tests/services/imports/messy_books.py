"""Makes messy tables with what must come of them: every file a new mixture of the traps of domain.md h.2.

The expectations are written down while the file is being made, from the truth about the invented people; nothing of
the program takes part in it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from tests.services.imports import invented_people as inv
from tests.services.imports.invented_people import Somebody

Cell = object


@dataclass
class Sheet:
    """One sheet while it is made: rows of cells from the top, merges and what must be read."""

    name: str
    kind: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    name_heading: str = ""
    data_rows: int = 0
    extra_rows: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    may: list[int] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """The next row; its number as Excel shows it."""
        self.rows.append(list(cells))
        return len(self.rows)

    def problem(self, value: str | None, why: str) -> None:
        """The last row must be reported."""
        self.problems.append({"row": len(self.rows), "value": value, "why": why})

    @property
    def expectation(self) -> dict[str, Any]:
        """In the form of the samples."""
        return {
            "kind": self.kind,
            "name": self.name,
            "header_row": self.header_rows,
            "rows_read": [self.data_rows, self.data_rows + self.extra_rows],
            "headings": self.headings,
            "name_heading": self.name_heading,
            "problems": self.problems,
            "may_have_problems": self.may,
        }


@dataclass
class Column:
    """A column to be laid out: its heading and how a person's cell is typed (and what the truth becomes)."""

    heading: str
    cell: Callable[[Somebody, Sheet], Cell]
    is_name: bool = False


class Maker:
    """Makes one case from a seed."""

    def __init__(self, seed: int, *, as_csv: bool) -> None:
        self.rnd = random.Random(seed)
        self.as_csv = as_csv
        self.date_1904 = not as_csv and self.rnd.random() < 0.25
        self.sheets: list[Sheet] = []
        self.after: dict[str, Any] = {"people": [], "requests": [], "links": [], "raw_kept": [], "never_people": []}

    # ------------------------------------------------------------------ layout
    def header(self, sheet: Sheet, columns: list[Column], titles: list[str]) -> None:
        """Titles above, headings, perhaps a row of column numbers."""
        rnd = self.rnd
        width = len(columns)
        for title in titles:
            row = sheet.add(title)
            if not self.as_csv and rnd.random() < 0.5:
                sheet.merges.append((row, 0, row, width - 1))
        for _ in range(rnd.choice([0, 0, 1, 2])):
            sheet.add()
        row = sheet.add(*(column.heading for column in columns))
        sheet.header_rows = [row]
        sheet.headings = [column.heading for column in columns if column.heading]
        sheet.name_heading = next(column.heading for column in columns if column.is_name)
        if rnd.random() < 0.3:
            sheet.add(*(str(n) if rnd.random() < 2 else n for n in range(1, width + 1)))
            sheet.extra_rows += 1

    def body(self, sheet: Sheet, columns: list[Column], people: list[Somebody]) -> None:
        """Rows of people with blank rows, sections and a repeated heading between, totals and signatures below."""
        rnd = self.rnd
        sections = rnd.random() < 0.4
        for number, one in enumerate(people):
            if sections and number % 4 == 0:
                row = sheet.add(
                    rnd.choice(["Основная школа", "1. Начальная школа", "МО естественных наук", "Кафедра истории"])
                )
                sheet.extra_rows += 1
                if not self.as_csv and rnd.random() < 0.6:
                    sheet.merges.append((row, 0, row, len(columns) - 1))
            if number == 5 and rnd.random() < 0.4:
                sheet.add(*(column.heading for column in columns))
                sheet.extra_rows += 1
            if rnd.random() < 0.08:
                sheet.add()
            at = len(sheet.rows) + 1
            sheet.rows.append([])
            cells = [column.cell(one, sheet) for column in columns]
            sheet.rows[-1] = cells
            one.facts.setdefault("_at", [None, sheet.name, at])
            sheet.data_rows += 1
            if not self.as_csv and rnd.random() < 0.06:
                sheet.hidden_rows.append(at)
        if rnd.random() < 0.5:
            sheet.add(*(["Итого:", len(people)] if rnd.random() < 0.5 else ["", f"Всего: {len(people)}"]))
            sheet.extra_rows += 1
        if rnd.random() < 0.5:
            sheet.add()
            sheet.add(rnd.choice(["Директор школы ____________ А.Б. Горный", "Исполнитель: Горная А.Б."]))
            sheet.extra_rows += 1
        if not self.as_csv and rnd.random() < 0.3:
            sheet.hidden_columns.append(rnd.randrange(len(columns)))

    def shuffled(self, columns: list[Column], keep: int = 0) -> list[Column]:
        """The columns in another order, the first ``keep`` in their places; perhaps with strangers among them."""
        rest = columns[keep:]
        self.rnd.shuffle(rest)
        mixed = columns[:keep] + rest
        if self.rnd.random() < 0.4:
            mixed.insert(
                self.rnd.randrange(keep, len(mixed) + 1), Column("Подпись об ознакомлении", lambda _o, _s: None)
            )
        if self.rnd.random() < 0.4:
            mixed.append(Column("Примечание", lambda _o, _s: self.rnd.choice([None, "совместитель", "-"])))
        if self.rnd.random() < 0.3:
            mixed.append(Column("", lambda _o, _s: None))
        return mixed

    # ------------------------------------------------------------------ columns
    def number(self) -> Column:
        """№."""
        count = iter(range(1, 10_000))
        return Column(self.rnd.choice(["№", "№ п/п", "№\nп/п", "п/п"]), lambda _o, _s: self.maybe_text(next(count)))

    def maybe_text(self, value: object) -> Cell:
        """Numbers of a CSV are texts."""
        return str(value) if self.as_csv or self.rnd.random() < 0.5 else value

    def name(self, headings: list[str]) -> list[Column]:
        """One column, three columns, or surname and the rest."""
        rnd = self.rnd
        kind = rnd.randrange(4)
        if kind == 0:
            latin = rnd.random() < 0.3
            return [
                Column(
                    "Фамилия",
                    lambda o, _s: o.surname.translate(str.maketrans("аео", "aeo")) if latin else o.surname,
                    True,
                ),
                Column("Имя", lambda o, _s: o.first_name),
                Column("Отчество", lambda o, _s: o.patronymic),
            ]
        if kind == 1:
            return [
                Column(rnd.choice(["Фамилия", "ФАМИЛИЯ"]), lambda o, _s: o.surname.upper(), True),
                Column("Имя, отчество", lambda o, _s: " ".join(filter(None, (o.first_name, o.patronymic)))),
            ]
        clean = rnd.random() < 0.3
        return [Column(rnd.choice(headings), lambda o, _s: inv.typed_name(rnd, o, clean=clean), True)]

    def fact(self, field_name: str, headings: list[str], typed: Callable[[Somebody], tuple[Cell, Any]]) -> Column:
        """A column of facts: ``typed`` gives the cell and the truth."""

        def cell(one: Somebody, _sheet: Sheet) -> Cell:
            if self.rnd.random() < 0.12:
                one.facts.setdefault(field_name, None)
                return self.rnd.choice(
                    [None, "", "-", "—", "нет"] if field_name not in {"qualification_category"} else [None, "—"]
                )
            value, truth = typed(one)
            if field_name in one.facts and one.facts[field_name] not in (None, truth):
                return None
            one.facts[field_name] = truth
            return value

        return Column(self.rnd.choice(headings), cell)

    def date(self, field_name: str, headings: list[str], lowest: int, highest: int) -> Column:
        """A column of days; now and then a day that does not exist."""
        rnd = self.rnd

        def cell(one: Somebody, sheet: Sheet) -> Cell:
            draw = rnd.random()
            if draw < 0.05:
                one.facts[field_name] = None
                sheet.problem("31.11.2025", "there is no such day")
                self.after["raw_kept"].append("31.11.2025")
                return "31.11.2025"
            if draw < 0.1:
                one.facts[field_name] = None
                sheet.may.append(len(sheet.rows))
                self.after["raw_kept"].append("осень 2025 года")
                return "осень 2025 года"
            if draw < 0.2:
                one.facts[field_name] = None
                return rnd.choice([None, "-", ""])
            day = dt.date(rnd.randrange(lowest, highest + 1), rnd.randrange(1, 13), rnd.randrange(1, 29))
            one.facts[field_name] = day.isoformat()
            if not self.as_csv and rnd.random() < 0.15:
                base = dt.date(1904, 1, 1) if self.date_1904 else dt.date(1899, 12, 30)
                return (day - base).days
            return inv.typed_date(rnd, day, text_only=self.as_csv)

        return Column(rnd.choice(headings), cell)

    def birth_year(self) -> Column:
        """«Год рождения, полных лет»."""
        rnd = self.rnd

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            year = rnd.randrange(1965, 2004)
            return inv.typed_birth_year(rnd, year, text_only=self.as_csv), year

        return self.fact("birth_year", ["Год рождения", "Год рождения, полных лет", "Год рожд."], typed)

    def phone(self) -> Column:
        """Telephones; in CSV now and then ruined by Excel."""
        rnd = self.rnd

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            ten = "9" + "".join(rnd.choice("0123456789") for _ in range(9))
            return inv.typed_phone(rnd, ten, text_only=self.as_csv), "7" + ten

        column = self.fact("phone", ["Телефон", "Номер телефона (для связи)", "Моб. тел.", "Контактный телефон"], typed)
        inner = column.cell

        def cell(one: Somebody, sheet: Sheet) -> Cell:
            if rnd.random() < 0.04 and "phone" not in one.facts:
                one.facts["phone"] = None
                sheet.problem("7,94512E+10", "lost digits")
                self.after["raw_kept"].append("7,94512E+10")
                return "7,94512E+10"
            return inner(one, sheet)

        column.cell = cell
        return column

    def contacts(self) -> Column:
        """Telephone and mail in one cell."""
        rnd = self.rnd

        def cell(one: Somebody, _sheet: Sheet) -> Cell:
            ten = "9" + "".join(rnd.choice("0123456789") for _ in range(9))
            mail = f"m{rnd.randrange(10**6)}@school.example"
            one.facts.update({"phone": "7" + ten, "email": mail})
            phone = inv.typed_phone(rnd, ten, text_only=True)
            return rnd.choice(
                [f"{phone}, {mail}", f"{mail}\n{phone}", f"тел. {phone}; e-mail: {mail}", f"{phone} {mail}"]
            )

        return Column(rnd.choice(["Контактные данные", "Координаты для связи (тел., e-mail)", "Контакты"]), cell)

    def email(self) -> Column:
        """Mail addresses."""

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            mail = f"m{self.rnd.randrange(10**6)}@school.example"
            return self.rnd.choice([mail, f" {mail} "]), mail

        return self.fact("email", ["Эл. почта", "E-mail", "Адрес электронной почты", "Почта"], typed)

    def position(self, headings: list[str]) -> Column:
        """Posts."""

        def typed(one: Somebody) -> tuple[Cell, Any]:
            post = one.facts.get("position") or self.rnd.choice(inv.POSTS)
            return post, post

        return self.fact("position", headings, typed)

    def subjects(self) -> Column:
        """Subjects, one or two."""

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            chosen = self.rnd.sample(inv.SUBJECTS, self.rnd.choice([1, 2]))
            text = self.rnd.choice([", ", "; ", "\n"]).join(chosen)
            return text, ", ".join(chosen)

        return self.fact("subjects", ["Преподаваемый предмет", "Предмет(ы)", "Какой предмет ведёт"], typed)

    def category(self) -> Column:
        """Categories."""
        return self.fact(
            "qualification_category",
            ["Кв. категория", "Категория", "Квалификационная категория"],
            lambda _o: inv.typed_category(self.rnd),
        )

    def years(self) -> Column:
        """Experience."""

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            years = self.rnd.randrange(0, 41)
            return inv.typed_years(self.rnd, years, text_only=self.as_csv), years

        return self.fact("experience_years", ["Педагогический стаж", "Стаж", "Пед. стаж, лет", "Стаж работы"], typed)

    def category_and_years(self) -> Column:
        """Both facts in one cell."""
        rnd = self.rnd

        def cell(one: Somebody, _sheet: Sheet) -> Cell:
            typed, label = inv.typed_category(rnd)
            years = rnd.randrange(1, 41)
            unit = inv.typed_years(rnd, years, text_only=True)
            one.facts.update({"qualification_category": label, "experience_years": years})
            return rnd.choice(
                [f"{typed}, {unit}" if "," not in str(unit) else f"{typed}; {unit}", f"{typed}, стаж {years}"]
            )

        return Column(rnd.choice(["Категория, стаж", "Категория, стаж/курс"]), cell)

    def choice(self, field_name: str, headings: list[str], values: list[str]) -> Column:
        """A column of texts."""

        def typed(_one: Somebody) -> tuple[Cell, Any]:
            value = self.rnd.choice(values)
            return value, value

        return self.fact(field_name, headings, typed)

    # ------------------------------------------------------------------ sheets
    def person_columns(self, headings: list[str], *, base: bool) -> list[Column]:
        """Columns about a person."""
        rnd = self.rnd
        columns = self.name(headings)
        columns.append(self.position(["Должность", "Должность/специальность", "Занимаемая должность"]))
        if rnd.random() < 0.5:
            columns.append(self.contacts())
        else:
            columns.append(self.phone())
            if rnd.random() < 0.6:
                columns.append(self.email())
        columns.append(
            self.birth_year() if base else self.date("birth_date", ["Дата рождения", "Дата рожд."], 1960, 2003)
        )
        if rnd.random() < 0.5:
            columns.append(self.category_and_years())
        else:
            columns += [self.category(), self.years()]
        return columns

    def staff(self, people: list[Somebody]) -> Sheet:
        """A list of the staff."""
        rnd = self.rnd
        sheet = Sheet(rnd.choice(["Сотрудники", "Педагоги", "Лист1", "Кадры 2026"]), "staff")
        self.sheets.append(sheet)
        columns = self.person_columns(
            ["ФИО", "Ф.И.О. педагога", "Фамилия, имя, отчество", "ФИО сотрудника", "Работник"], base=False
        )
        columns += [
            self.subjects(),
            self.date("work_start_date", ["Дата приёма на работу", "Дата выхода на работу"], 1995, 2026),
        ]
        columns = self.shuffled([self.number(), *columns], keep=1) if rnd.random() < 0.7 else self.shuffled(columns)
        titles = rnd.choice(
            [[], ["Список педагогических работников"], ["МБОУ «Школа № 21»", "Список сотрудников на 01.10.2026"]]
        )
        self.header(sheet, columns, titles)
        self.body(sheet, columns, people)
        self._stray_rows(sheet, columns)
        self._tell_people(people)
        return sheet

    def _stray_rows(self, sheet: Sheet, columns: list[Column]) -> None:
        """A row of facts without a name; a row with initials only."""
        named = next(index for index, column in enumerate(columns) if column.is_name)
        insert = self.rnd.random()
        if insert > 0.5 or len(columns[named].heading) == 7:
            return
        post = next((i for i, c in enumerate(columns) if "олжност" in c.heading), None)
        mail = next((i for i, c in enumerate(columns) if "елефон" in c.heading or "тел" in c.heading.lower()), None)
        if post is None or mail is None:
            return
        cells: list[Cell] = [None] * len(columns)
        cells[post], cells[mail] = "сторож", "8 900 111-22-33"
        if insert < 0.25:
            cells[named] = "Безымянных К.К."
            self.after["never_people"].append("Безымянных")
        sheet.add(*cells)
        sheet.problem("Безымянных К.К." if insert < 0.25 else None, "no usable name")
        sheet.data_rows += 1

    def mentors(self, people: list[Somebody], known: list[Somebody]) -> Sheet:
        """A base of mentors, with partners among the known."""
        rnd = self.rnd
        sheet = Sheet(rnd.choice(["База наставников", "Наставники", "наставники 26-27"]), "mentors")
        self.sheets.append(sheet)
        columns = self.person_columns(
            ["ФИО наставника", "ФИО наставника (полностью)", "Наставник", "Педагог-наставник"], base=True
        )
        columns += [
            self.choice(
                "competencies", ["Основные компетенции", "Основные компетенции наставника (умения)"], inv.SKILLS
            ),
            self.choice("achievements", ["Важные для программы достижения", "Достижения"], inv.WINS),
            self.choice("interests", ["Интересы", "Интересы наставника"], inv.LIKES),
            self.choice("desired_mentee_age", ["Желаемый возраст наставляемых", "Желаемый возраст"], inv.AGES),
            self.choice("time_resource", ["Ресурс времени", "Ресурс времени на программу (сколько)"], inv.TIMES),
            self.choice("mentoring_form", ["Форма наставничества", "Форма  наставничества "], inv.FORMS),
            self.date("program_entry_date", ["Дата вхождения в программу", "Дата вступления в программу"], 2025, 2026),
        ]
        if known:
            columns.append(self._partner("mentees", ["ФИО наставляемого", "ФИО наставляемого (наставляемых)"], known))
        columns = self.shuffled([self.number(), *columns], keep=1)
        self.header(
            sheet, columns, rnd.choice([[], ["База наставников"], ["БАЗА НАСТАВНИКОВ", "2026/2027 учебный год"]])
        )
        self.body(sheet, columns, people)
        self._tell_people(people)
        self.after["mentors"] = sorted(one.full for one in people)
        return sheet

    def mentees(self, people: list[Somebody], known: list[Somebody]) -> Sheet:
        """A base of mentees with requests, some of them carried on in the next row."""
        rnd = self.rnd
        sheet = Sheet(rnd.choice(["База наставляемых", "Наставляемые", "молодые специалисты"]), "mentees")
        self.sheets.append(sheet)
        columns = self.person_columns(
            ["ФИО наставляемого", "Наставляемый", "ФИО наставляемого (полностью)", "Молодой специалист"], base=True
        )

        def wish(one: Somebody, _sheet: Sheet) -> Cell:
            text = rnd.choice(inv.WISHES)
            self.after["requests"].append({"mentee": one.full, "wording": text})
            return text

        columns += [
            Column(rnd.choice(["Основной запрос наставляемого", "Запрос", "Профессиональные дефициты"]), wish),
            self.choice("mentoring_form", ["Форма наставничества", "Модель наставничества"], inv.FORMS),
            self.date("program_entry_date", ["Дата вхождения в программу", "Дата включения в программу"], 2025, 2026),
            self.date("work_start_date", ["Дата выхода на работу", "Дата приёма на работу"], 2024, 2026),
        ]
        if known:
            columns.append(self._partner("mentor", ["ФИО наставника", "Наставник"], known))
        columns = self.shuffled([self.number(), *columns], keep=1)
        self.header(sheet, columns, rnd.choice([[], ["База наставляемых"], ["МАОУ «Лицей № 5»", "БАЗА НАСТАВЛЯЕМЫХ"]]))
        self.body(sheet, columns, people)
        self._tell_people(people)
        self.after["mentees"] = sorted(one.full for one in people)
        return sheet

    def _partner(self, side: str, headings: list[str], known: list[Somebody]) -> Column:
        rnd = self.rnd
        taken: set[str] = set()

        def cell(one: Somebody, sheet: Sheet) -> Cell:
            draw = rnd.random()
            if draw < 0.15:
                return rnd.choice([None, "-", "нет"])
            if draw < 0.25:
                sheet.problem("Невидимкина Ц.Ц.", "nobody of that name")
                self.after["raw_kept"].append("Невидимкина Ц.Ц.")
                return "Невидимкина Ц.Ц."
            free = [other for other in known if other.full not in taken or side == "mentor"]
            if not free:
                return None
            other = rnd.choice(free)
            taken.add(other.full)
            mentor, mentee = (other, one) if side == "mentor" else (one, other)
            self.after["links"].append({"mentor": mentor.full, "mentee": mentee.full})
            return inv.typed_reference(rnd, other)

        return Column(rnd.choice(headings), cell)

    def _tell_people(self, people: list[Somebody]) -> None:
        for one in people:
            told = {"surname": one.surname, "first_name": one.first_name, "patronymic": one.patronymic, **one.facts}
            if told not in self.after["people"]:
                self.after["people"] = [p for p in self.after["people"] if p is not one.facts.get("_told")]
                self.after["people"].append(told)
                one.facts["_told"] = told

    # ------------------------------------------------------------------ writing
    def save(self, path: Path) -> None:
        """The file."""
        if self.as_csv:
            self._save_csv(path)
        else:
            self._save_xlsx(path)

    def _save_csv(self, path: Path) -> None:
        encoding, bom = self.rnd.choice(
            [("cp1251", b""), ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp866", b"")]
        )
        delimiter = self.rnd.choice([";", ";", ",", "\t"])
        rows = self.sheets[0].rows
        width = max(len(row) for row in rows)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator=self.rnd.choice(["\r\n", "\n"]))
        for row in rows:
            padded = [*row, *[None] * (width - len(row))] if self.rnd.random() < 0.8 else row
            writer.writerow(["" if cell is None else str(cell) for cell in padded] or [""])
        text = out.getvalue()
        safe = text.encode(encoding, errors="replace").decode(encoding)
        if safe != text:
            encoding, bom = "utf-8", b""
        path.write_bytes(bom + text.encode(encoding))

    def _save_xlsx(self, path: Path) -> None:
        book = xlsxwriter.Workbook(
            str(path),
            {
                "date_1904": self.date_1904,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        dates = [
            book.add_format({"num_format": code})
            for code in ("dd.mm.yyyy", "d mmmm yyyy", "dd/mm/yy", "[$-419]d mmm yyyy;@")
        ]
        merged = book.add_format({"bold": True, "text_wrap": True})
        if self.rnd.random() < 0.3:
            book.add_worksheet("Заметки").write_string(0, 0, "Просьба проверить до пятницы")
        for sheet in self.sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                if (top, left) != (bottom, right):
                    page.merge_range(top - 1, left, bottom - 1, right, "", merged)
            for r, row in enumerate(sheet.rows):
                for c, cell in enumerate(row):
                    self._write(page, r, c, cell, dates)
            for row_number in sheet.hidden_rows:
                page.set_row(row_number - 1, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
        if self.rnd.random() < 0.3:
            book.add_worksheet("Справочник").write_column(0, 0, ["высшая", "первая", "СЗД"])
        book.close()

    def _write(self, page: Any, r: int, c: int, cell: Cell, dates: list[Any]) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, dt.date):
            page.write_datetime(r, c, dt.datetime(cell.year, cell.month, cell.day), self.rnd.choice(dates))
        elif isinstance(cell, int | float):
            if self.rnd.random() < 0.1:
                page.write_formula(r, c, f"=0+{cell}", None, cell)
            else:
                page.write_number(r, c, cell)
        elif self.rnd.random() < 0.04 and not str(cell).startswith("="):
            page.write_formula(r, c, '="" & "текст"', None, str(cell))
        else:
            page.write_string(r, c, str(cell))


def make_case(seed: int, folder: Path) -> dict[str, Any]:
    """A file in ``folder`` and its case in the form of the samples."""
    rnd = random.Random(seed * 7 + 1)
    shape = rnd.choice(["staff", "staff csv", "mentors", "mentees", "mentees csv", "mentors csv", "book", "bases"])
    maker = Maker(seed, as_csv=shape.endswith("csv"))
    people = inv.invent(maker.rnd, 26)
    if shape.startswith("staff"):
        maker.staff(people[:14])
    elif shape.startswith("mentors"):
        maker.mentors(people[:9], [])
    elif shape.startswith("mentees"):
        maker.mentees(people[:9], [])
    else:
        mentors, mentees = people[:7], people[7:16]
        if shape == "book":
            maker.staff(people[16:24])
        maker.mentors(mentors, [])
        maker.mentees(mentees, mentors)
        maker.rnd.shuffle(maker.sheets)
    name = f"case_{seed}.{'csv' if maker.as_csv else 'xlsx'}"
    maker.save(folder / name)
    for told in maker.after["people"]:
        told.pop("_told", None)
        told["_at"] = [name, *told["_at"][1:]]
    expectations = [sheet.expectation for sheet in maker.sheets]
    if maker.as_csv:
        for one in expectations:
            del one["name"]
    return {
        "steps": [{"file": name, "sheets": expectations}, {"file": name, "sheets": expectations, "again": True}],
        "after": maker.after,
    }
