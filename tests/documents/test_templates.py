"""Wordings: cases and genders, groups, pupils, missing facts, the golden texts of every paper."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.paper_cases import CASES, CONSENT, EARLIER, HALF_EMPTY, shown
from tests.documents.people import (
    DOLGIKH,
    GROUP,
    IVANOVA,
    KIM,
    LEONTIEVA,
    ONE_PAIR,
    PETROVA,
    SCHOOL,
    TKACHUK,
    WITH_PUPIL,
    order,
)

from curator_app.documents.blocks import (
    Clause,
    Requisites,
    Table,
    plain_text,
)
from curator_app.documents.catalogue import PAPERS, sources
from curator_app.documents.paper_data import (
    Layout,
    NameForm,
    OrderData,
    PairData,
    PaperData,
    PaperPerson,
    SchoolData,
    TaughtPost,
)
from curator_app.documents.templates import Rendered, render

GOLDEN = Path(__file__).parent / "golden"


def made(data: PaperData, code: str = "assignment") -> Rendered:
    return render(code, data, sources())


def clauses(data: OrderData) -> list[str]:
    document = made(data, data.type).document
    return [
        f"{block.number} {plain_text(block.text)}".replace("\u00a0", " ")
        for block in document.blocks
        if isinstance(block, Clause)
    ]


@pytest.mark.parametrize("name", CASES)
def test_golden_text(name: str) -> None:
    """Set CURATOR_GOLDEN=write to write the texts anew, and read the difference before committing it."""
    code, data = CASES[name]
    result = shown(made(data, code).document)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("CURATOR_GOLDEN") == "write":
        file.write_text(result, encoding="utf-8")
    assert result == file.read_text(encoding="utf-8")


def test_every_paper_has_a_golden_text() -> None:
    assert {one.code for one in PAPERS if one.group != "part"} == {code for code, _data in CASES.values()}


@pytest.mark.parametrize("name", [name for name in CASES if name not in HALF_EMPTY])
def test_full_data_leaves_no_blanks_and_no_program_words(name: str) -> None:
    code, data = CASES[name]
    rendered = made(data, code)
    text = shown(rendered.document)
    assert rendered.lacking == ()
    for word in ("None", "True", "False", "{{", "}}", "{%", "[", "..", " ,", " .", "  "):
        assert word not in text.replace("...", "").replace("|  ", "| ")


def test_the_sentence_of_the_order() -> None:
    first = clauses(order())[0]
    assert first.startswith(
        "1. Закрепить за молодым специалистом Ивановой Марией Петровной, учителем математики, "
        "наставника Петрову Анну Сергеевну, учителя математики высшей квалификационной категории, "
        "на период с 01.09.2026 по 31.05.2027."
    )


def test_the_sentence_without_posts_has_no_holes_and_the_posts_are_asked_for() -> None:
    pair = replace(
        ONE_PAIR,
        mentor=replace(PETROVA, position=None),
        mentees=(replace(IVANOVA, position=None, young_specialist=False),),
    )
    rendered = made(order(pairs=(pair,)))
    first = next(plain_text(block.text) for block in rendered.document.blocks if isinstance(block, Clause))
    assert first.startswith(
        "Закрепить за Ивановой Марией Петровной наставника Петрову Анну Сергеевну на период с 01.09.2026"
    )
    assert rendered.lacking == ("должность: Иванова М.П.", "должность: Петрова А.С.")


def test_short_names_when_the_school_writes_so() -> None:
    first = clauses(order(layout=Layout(full_names=False)))[0]
    assert "специалистом Ивановой М.П., учителем" in first
    assert "наставника Петрову А.С., учителя" in first


def test_indeclinable_and_hard_surnames() -> None:
    first = clauses(order(pairs=(GROUP,)))[0]
    assert "наставника Бабенко Илью Кузьмича, педагога-психолога первой" in first
    assert "Долгих Петром Львовичем, учителем-логопедом; Кимом Львом Олеговичем, социальным педагогом;" in first
    assert first.count("Ткачук Ольгой Ильиничной, учителем начальных классов.") == 1


def test_overrides_and_the_flag_win() -> None:
    by_hand = replace(KIM, name_forms=(NameForm("instrumental", "Ким", "Львом", "Олеговичем"),))
    frozen = replace(TKACHUK, gender="m", first_name="Олег", patronymic="Ильич", indeclinable=True)
    first = clauses(order(pairs=(replace(GROUP, mentees=(by_hand, frozen)),)))[0]
    assert "Ким Львом Олеговичем" in first
    assert "Ткачук Олегом Ильичом" in first


def test_a_post_taught_by_the_school_wins() -> None:
    school = replace(SCHOOL, taught_posts=(TaughtPost("гид", "instrumental", "гидом-проводником"),))
    pair = replace(ONE_PAIR, mentees=(replace(IVANOVA, position="гид"),))
    assert "Марией Петровной, гидом-проводником, наставника" in clauses(order(school=school, pairs=(pair,)))[0]


def test_a_pupil_and_a_mentor_from_elsewhere() -> None:
    first = clauses(order(pairs=(WITH_PUPIL,)))[0]
    assert "за Соколовой Дарьей Игоревной, обучающейся 9 «А» класса, наставника Дюма Артёма Павловича" in first
    assert "методиста МБОУ ДО «Дом творчества»" in first
    assert not any("выполнять мероприятия" in one for one in clauses(order(pairs=(WITH_PUPIL,))))


def test_a_place_of_work_that_should_be_declined_stands_in_brackets() -> None:
    mentor = replace(WITH_PUPIL.mentor, workplace="Колледж «Маяк»")
    assert "методиста (Колледж «Маяк»)" in clauses(order(pairs=(replace(WITH_PUPIL, mentor=mentor),)))[0]


def test_control_clause() -> None:
    assert clauses(order())[-1].endswith("Контроль за исполнением настоящего приказа оставляю за собой.")
    assert clauses(order(control=LEONTIEVA))[-1].endswith("возложить на заместителя директора по УВР Леонтьеву Н.С.")


@pytest.mark.parametrize(
    ("pay", "words"), [("none", None), ("addendum", "№ 3 к трудовому договору"), ("part_of_duties", "без заключения")]
)
def test_pay_clause(pay: str, words: str | None) -> None:
    found = [one for one in clauses(order(pay_clause=pay)) if "Установить" in one]
    assert ([] if words is None else [True]) == [words in one for one in found if words]
    assert len(found) == (0 if words is None else 1)


def test_numbers_of_clauses_have_no_gaps() -> None:
    for pay in ("none", "addendum"):
        numbers = [one.split()[0] for one in clauses(order(pay_clause=pay)) if one.split()[0].count(".") == 1]
        assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]


def test_the_appendix_has_names_in_the_nominative() -> None:
    table = next(
        b for b in made(CASES["assignment_list"][1], "assignment_list").document.blocks if isinstance(b, Table)
    )
    cells = [plain_text(cell).replace("\u00a0", " ") for cell in table.rows[1]]
    assert cells[1] == "Бабенко Илья Кузьмич, педагог-психолог, первая категория"
    assert cells[2].split(";\n")[0] == "Долгих Пётр Львович, учитель-логопед, стаж – менее года"
    assert cells[2].endswith("Ткачук Ольга Ильинична, учитель начальных классов, стаж – 11 лет")


def test_the_curator_is_not_told_to_acquaint_himself() -> None:
    text = "\n".join(clauses(order("cancellation", refers_to=EARLIER)))
    assert "ознакомить с настоящим приказом Петрову А.С. и Иванову М.П. под подпись" in text


def test_the_director_as_his_own_curator() -> None:
    text = "\n".join(clauses(order(school=replace(SCHOOL, curator=SCHOOL.director))))
    assert "В ходе реализации программ наставничества обеспечить:" in text
    assert "Могиленских Т.А., куратору" not in text


def test_missing_facts_are_blanks_and_are_named() -> None:
    bare = OrderData(
        "assignment", SchoolData(), pairs=(PairData(PaperPerson("Ли", "Женя"), (PaperPerson("Гоголь", "Саша"),)),)
    )
    rendered = made(bare)
    assert "________" in shown(rendered.document)
    for fact in ("номер приказа", "дата приказа", "директор", "куратор", "дата начала", "полное наименование школы"):
        assert fact in rendered.lacking
    assert {(one.kind, one.subject) for one in rendered.doubts} >= {("gender", "Ли Женя"), ("gender", "Гоголь Саша")}
    assert "с наставляемым (наставляемой)" in shown(rendered.document)


def test_rare_surnames_are_shown_before_printing() -> None:
    doubts = made(order(pairs=(GROUP,))).doubts
    assert ("name", "Ким Лев Олегович", "Кимом Львом Олеговичем") in {(d.kind, d.subject, d.form) for d in doubts}
    assert not made(order()).doubts


def test_consents_agree_with_the_gender() -> None:
    his = shown(made(replace(CONSENT, person=DOLGIKH, partners=(PETROVA,)), "consent_mentee").document)
    hers = shown(made(replace(CONSENT, person=IVANOVA, partners=(PETROVA,)), "consent_mentee").document)
    assert "ознакомлен. Готов выполнять" in his
    assert "ознакомлена. Готова выполнять" in hers
    assert "Директору / МБОУ СОШ № 12 / Могиленских Т.А. / от Долгих Петра Львовича, / учителя-логопеда" in his


def test_the_consent_to_personal_data_says_nothing_of_other_consents() -> None:
    text = shown(made(CONSENT, "consent_personal_data").document)
    for needed in (
        "Цель обработки",
        "Перечень данных",
        "Действия с данными",
        "Согласие действует",
        "может быть отозвано",
        SCHOOL.full_name,
        "кем и когда выдан",
        "передача",
    ):
        assert needed in text
    for foreign in ("351.8", "распростран", "согласие на выполнение"):
        assert foreign not in text


def test_requisites_as_the_school_lays_them_out() -> None:
    one_line = made(order()).document.blocks
    assert any(isinstance(b, Requisites) and plain_text(b.centre) == "г.\u00a0Энск" for b in one_line)
    stacked = shown(made(order(layout=Layout("stacked", long_dates=True))).document)
    assert "г. Энск\n01 сентября 2026 г. |  | № 56-ОД" in stacked


@pytest.mark.parametrize("number", ["131-09", "17 – ОД", "109/1", "113а", "52-0/3"])
def test_the_number_is_free_text(number: str) -> None:
    assert f"№ {number}" in shown(made(order(number=number)).document)
