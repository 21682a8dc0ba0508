"""Messy registers of pairs and exports of web forms, with what must come of them."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from tests.services.imports import invented_people as inv
from tests.services.imports.invented_people import Somebody
from tests.services.imports.messy_books import Cell, Maker, Sheet

_MONTHS = inv.MONTHS


def _worded(day: dt.date) -> str:
    return f"«{day.day}» {_MONTHS[day.month - 1]} {day.year} г."


def _period(rnd: random.Random, start: dt.date, end: dt.date) -> str:
    a, b = f"{start:%d.%m.%Y}", f"{end:%d.%m.%Y}"
    return rnd.choice(
        [
            f"{a} – {b}",
            f"{a}-{b}",
            f"с {a} по {b}",
            f"с {a} г. по {b} г.",
            f"{a}\n{b}",
            f"с {_worded(start)} по {_worded(end)}",
        ]
    )


def _order(rnd: random.Random, number: str, day: dt.date) -> str:
    d = f"{day:%d.%m.%Y}"
    return rnd.choice(
        [
            f"№ {number} от {d}",
            f"Приказ № {number} от {d} г.",
            f"{d} № {number}",
            f"Пр. от {d} №{number}",
            f"Приказ от «{day.day:02d}» {_MONTHS[day.month - 1]} {day.year} г. № {number}",
            f"приказ №{number}\nот {d}",
        ]
    )


class PairMaker(Maker):
    """A staff list and a register of pairs in one book, the register perhaps before the list."""

    def pairs(self, known: list[Somebody], strangers: list[Somebody]) -> Sheet:
        """The register: pairs, groups under a merged or an empty cell, lists in a cell, people by short names."""
        rnd = self.rnd
        sheet = Sheet(rnd.choice(["Реестр пар", "Пары", "Закрепление"]), "pairs")
        self.sheets.append(sheet)
        self.after["pairs"] = []
        grouped = not self.as_csv and rnd.random() < 0.5
        split_terms = rnd.random() < 0.4
        posts = rnd.random() < 0.5
        one, other = rnd.choice(
            [
                ("Наставник", "Наставляемый"),
                ("ФИО наставника", "ФИО наставляемого"),
                ("Педагог-наставник", "Молодой специалист"),
                ("Наставник (ФИО)", "Подопечный"),
            ]
        )
        if grouped:
            one, other = "ФИО", "ФИО"
        headings = ["№", one, *(["Должность"] if posts else []), other, *(["Должность"] if posts else [])]
        headings += ["Форма наставничества"]
        headings += (
            ["Дата начала", "Дата окончания", "№ приказа", "Дата приказа"] if split_terms else ["Период", "Приказ"]
        )
        headings.append("Примечание")
        sheet.add(rnd.choice(["РЕЕСТР НАСТАВНИЧЕСКИХ ПАР", "Наставнические пары и группы"]))
        sheet.merges.append((1, 0, 1, len(headings) - 1))
        for _ in range(rnd.choice([0, 1, 6])):
            sheet.add()
        if grouped:
            step = 2 if posts else 1
            top = sheet.add("№", "Наставник", *[None] * (step - 1), "Наставляемый", *[None] * (step - 1), "Условия")
            sheet.merges += [(top, 0, top + 1, 0), (top, 1, top, step), (top, 1 + step, top, 2 * step)]
            sheet.merges.append((top, 1 + 2 * step, top, len(headings) - 1))
            sheet.header_rows = [top + 1]
            sheet.add(None, *headings[1:])
            if not posts:
                sheet.merges = [merge for merge in sheet.merges if merge[:2] != merge[2:]]
        else:
            sheet.header_rows = [sheet.add(*headings)]
        sheet.headings = headings
        sheet.name_heading = one
        free = list(known)
        rnd.shuffle(free)
        number = 0
        while len(free) >= 5:
            number += 1
            self._unit(sheet, free, strangers, number, split_terms=split_terms, posts=posts)
        return sheet

    def _terms(self, *, split: bool) -> tuple[list[Cell], dict[str, Any]]:
        rnd = self.rnd
        start = dt.date(2026, 9, rnd.randrange(1, 29))
        end = dt.date(2027, rnd.choice([3, 5, 6]), rnd.randrange(1, 29))
        number, day = (
            f"{rnd.randrange(10, 300)}{rnd.choice(['-о', '', '-од', '/2'])}",
            dt.date(2026, 9, rnd.randrange(1, 28)),
        )
        truth = {
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "order_number": number,
            "order_date": day.isoformat(),
        }
        if not split:
            return [_period(rnd, start, end), _order(rnd, number, day)], truth
        cells: list[Cell] = [
            inv.typed_date(rnd, start, text_only=self.as_csv),
            inv.typed_date(rnd, end, text_only=self.as_csv),
            rnd.choice([number, f"№ {number}"]),
            inv.typed_date(rnd, day, text_only=self.as_csv),
        ]
        return cells, truth

    def _unit(
        self,
        sheet: Sheet,
        free: list[Somebody],
        strangers: list[Somebody],
        number: int,
        *,
        split_terms: bool,
        posts: bool,
    ) -> None:
        rnd = self.rnd
        form = rnd.choice(inv.FORMS[:3])
        terms, truth = self._terms(split=split_terms)
        if strangers and rnd.random() < 0.2:
            mentor = strangers.pop()
            mentor_cell = mentor.full
            self.after["people"].append(
                {
                    "surname": mentor.surname,
                    "first_name": mentor.first_name,
                    "patronymic": mentor.patronymic,
                    "_at": [None, sheet.name, len(sheet.rows) + 1],
                }
            )
        else:
            mentor = free.pop()
            mentor_cell = self._short(mentor)
        size = rnd.choice([1, 1, 1, 2, 3])
        mentees = [free.pop() for _ in range(size)]
        post: list[Cell] = [None] if posts else []
        note = [rnd.choice([None, "сетевое", "группа"])]
        if rnd.random() < 0.12:
            sheet.add(number, mentor_cell, *post, "Неведомова Ы.Ы.", *post, form, *terms, *note)
            sheet.problem("Неведомова Ы.Ы.", "nobody of that name")
            sheet.data_rows += 1
            free.extend(mentees)
            return
        pair = {"mentor": mentor.full, "mentees": [one.full for one in mentees], "mentoring_form": form, **truth}
        self.after["pairs"].append(pair)
        if size == 1:
            sheet.add(number, mentor_cell, *post, self._short(mentees[0]), *post, form, *terms, *note)
            sheet.data_rows += 1
            return
        layout = rnd.choice(["cell", "empty"] if self.as_csv else ["cell", "merged", "empty"])
        if layout == "cell":
            listed = rnd.choice(["\n", "; ", ", "]).join(f"{one.surname} {one.initials}" for one in mentees)
            if rnd.random() < 0.4:
                listed = "\n".join(f"{n}. {one.full}" for n, one in enumerate(mentees, start=1))
            sheet.add(number, mentor_cell, *post, listed, *post, form, *terms, *note)
            sheet.data_rows += 1
            return
        top = len(sheet.rows) + 1
        for place, one in enumerate(mentees):
            first = place == 0
            own_terms = terms if first else [None] * len(terms)
            own_form = form if first or layout == "merged" else None
            own_number = number if first or layout == "merged" else None
            sheet.add(
                own_number,
                mentor_cell if first else None,
                *(post if first else [None] * len(post)),
                self._short(one),
                *[None] * len(post),
                own_form,
                *own_terms,
                *(note if first else [None]),
            )
            sheet.data_rows += 1
        if layout == "merged":
            bottom = len(sheet.rows)
            sheet.merges.append((top, 1, bottom, 1))
            at = 4 + 2 * len(post)
            sheet.merges += [(top, column, bottom, column) for column in range(at, at + len(terms))]

    def _short(self, one: Somebody) -> str:
        return self.rnd.choice(
            [
                one.full,
                f"{one.surname} {one.initials}",
                f"{one.initials} {one.surname}",
                f"{one.initials}{one.surname}",
                f"{one.surname} {one.initials.replace('.', '. ').strip()}",
            ]
        )


class FormMaker(Maker):
    """A list of the staff, and the replies of a web form as a file of its own."""

    def replies(self, known: list[Somebody], strangers: list[Somebody]) -> Sheet:
        """The export of a form."""
        rnd = self.rnd
        sheet = Sheet(rnd.choice(["Ответы на форму (1)", "Лист1", "Анкета"]), "replies")
        self.sheets.append(sheet)
        scaled = rnd.sample(
            ["Комфорт общения", "Польза встреч", "Качество занятий", "Помощь наставника", "Оправданность ожиданий"],
            rnd.choice([3, 4, 5]),
        )
        free = rnd.sample(
            ["Что понравилось больше всего?", "Что изменить?", "Посоветуете ли Вы программу коллегам?"], 2
        )
        ask = rnd.choice(["Оцените от 1 до 10", "Оцените по шкале от 0 до 5, где 5 – отлично", "Оценка (1-5)"])
        top = {"Оцените от 1 до 10": 10}.get(ask, 5)
        bottom = 0 if "от 0" in ask else 1
        name = rnd.choice(
            ["Ваши фамилия, имя, отчество", "ФИО", "Укажите Ваше ФИО полностью", "Представьтесь, пожалуйста (ФИО)"]
        )
        headings = ["Отметка времени", name, *(f"{ask} [{question}]" for question in scaled), *free]
        sheet.header_rows = [sheet.add(*headings)]
        sheet.headings = headings
        sheet.name_heading = name
        self.after["replies"] = []
        for number, one in enumerate(known):
            points: list[Any] = [rnd.randrange(bottom, top + 1) for _ in scaled]
            words: list[Any] = [
                rnd.choice(["да", "нет", "всё, «особенно» разборы", "=итог; хорошо", "-", None]) for _ in free
            ]
            truth = dict(zip(scaled, points, strict=True))
            truth |= {question: word for question, word in zip(free, words, strict=True) if word not in {None, "-"}}
            typed = [self.maybe_text(point) for point in points]
            row = sheet.add(f"{10 + number}.11.2026 9:{number:02d}:05", self._name(one), *typed, *words)
            if rnd.random() < 0.15:
                at = rnd.randrange(len(scaled))
                sheet.rows[-1][2 + at] = "37"
                del truth[scaled[at]]
                sheet.problem("37", "outside the scale")
            sheet.data_rows += 1
            self.after["replies"].append({"respondent": one.full, "answers": truth})
            del row
        for one in strangers:
            sheet.add("20.11.2026 10:00:00", one.full, *["5"] * len(scaled), *["нет"] * len(free))
            sheet.problem(one.full, "a stranger")
            sheet.data_rows += 1
        return sheet

    def _name(self, one: Somebody) -> str:
        return self.rnd.choice(
            [one.full, one.full.lower(), f"{one.surname} {one.initials}", f" {one.full} ", one.full.upper()]
        )


def make_register(seed: int, folder: Path) -> dict[str, Any]:
    """A book with a list of the staff and a register of pairs."""
    maker = PairMaker(seed, as_csv=False)
    people = inv.invent(maker.rnd, 30)
    maker.staff(people[:20])
    maker.pairs(people[:20], people[20:23])
    maker.rnd.shuffle(maker.sheets)
    return _case(maker, f"register_{seed}.xlsx", folder)


def make_form(seed: int, folder: Path) -> dict[str, Any]:
    """A staff list and then a file of replies."""
    maker = FormMaker(seed, as_csv=seed % 2 == 0)
    people = inv.invent(maker.rnd, 14)
    maker.staff(people[:10])
    suffix = "csv" if maker.as_csv else "xlsx"
    first = _case(maker, f"staff_{seed}.{suffix}", folder)
    second = FormMaker(seed + 1, as_csv=seed % 3 == 0)
    second.date_1904 = False
    second.replies(people[:8], people[10:12])
    told = _case(second, f"form_{seed}.{'csv' if second.as_csv else 'xlsx'}", folder)
    return {
        "steps": first["steps"][:1] + told["steps"],
        "after": {**first["after"], "replies": told["after"]["replies"]},
    }


def _case(maker: Maker, name: str, folder: Path) -> dict[str, Any]:
    maker.save(folder / name)
    for told in maker.after["people"]:
        told.pop("_told", None)
        told["_at"] = [name, *told["_at"][1:]]
    expectations = [sheet.expectation for sheet in maker.sheets]
    if maker.as_csv:
        for one in expectations:
            del one["name"]
    step = {"file": name, "sheets": expectations}
    return {"steps": [step, {**step, "again": True}], "after": maker.after}
