"""Any paper by its code: filled in as far as the base knows, blanks for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.documents.reading import pdf_text
from tests.services.papers.school import School, fill, pair_data

from curator_app.documents.blocks import PageBreak, RuledLine, Table
from curator_app.documents.pdf import to_pdf
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import pairs, people, records
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.minutes import QuestionWish
from curator_app.services.papers.printing import BLANK_ORDERS, SUBJECTS, PaperWish, make_paper
from curator_app.services.roadmaps import making
from curator_app.services.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, School]]:
    workspace = open_workspace(data_folder(tmp_path_factory.mktemp("школа")), fixed(dt.datetime(2026, 9, 7, 9, 0)))
    yield workspace, fill(workspace)
    workspace.close()


def printed(workspace: Workspace, wish: PaperWish) -> str:
    return pdf_text(to_pdf(make_paper(workspace, wish).document))


@pytest.mark.parametrize("code", list(SUBJECTS))
def test_every_kind_is_printed(desk: tuple[Workspace, School], code: str) -> None:
    workspace, school = desk
    subject = SUBJECTS[code]
    wish = PaperWish(
        code=code,
        people=(school.people["ivanova"],) if subject in {"person", "people"} else (),
        pairs=(school.pair,) if subject == "pair" else (),
    )
    told = printed(workspace, wish)
    assert "Школа № 7" in told
    if subject in {"person", "pair"}:
        assert "Иванов" in told


def test_several_pairs_are_one_file_and_lying_sheets_stay_lying(desk: tuple[Workspace, School]) -> None:
    workspace, school = desk
    made = make_paper(workspace, PaperWish(code="meeting_journal", pairs=(school.pair, school.other)))
    assert made.document.page.landscape
    turned = [block.landscape for block in made.document.blocks if isinstance(block, PageBreak)]
    assert turned == [True]


@pytest.mark.parametrize("code", ["programme", "expert_sheet", "contract_addendum"])
def test_a_blank_without_a_pair_says_what_it_lacks(desk: tuple[Workspace, School], code: str) -> None:
    made = make_paper(desk[0], PaperWish(code=code))
    assert {"наставник", "наставляемый"} <= set(made.lacking)


def test_facts_typed_by_hand_stand_in_the_paper(desk: tuple[Workspace, School]) -> None:
    workspace, school = desk
    told = printed(
        workspace,
        PaperWish(
            code="programme", pairs=(school.pair,), facts={"goal": "Войти в должность.", "tasks": ("узнать класс;",)}
        ),
    )
    assert "Цель: Войти в должность." in told
    assert "1. узнать класс." in told
    questions = (
        QuestionWish(title="О плане", speaker=school.people["curator"], decisions=("Утвердить",), votes_for=30),
    )
    told = printed(
        workspace,
        PaperWish(
            code="council_minutes",
            facts={"number": "3", "secretary": school.people["petrova"], "questions": questions},
        ),
    )
    assert "№ 3" in told
    assert "СЛУШАЛИ: Леонтьеву Н.С. О плане." in told
    assert "1.1. Утвердить." in told
    assert "«за» – 30" in told
    free = printed(workspace, PaperWish(code="contract_addendum", pairs=(school.pair,), facts={"free": True}))
    assert "без дополнительной оплаты" in free


@pytest.mark.parametrize("code", [code for code, subject in SUBJECTS.items() if subject in {"person", "pair"}])
def test_about_nobody_an_empty_form_is_printed(desk: tuple[Workspace, School], code: str) -> None:
    made = make_paper(desk[0], PaperWish(code=code))
    told = pdf_text(to_pdf(made.document))
    assert "Школа № 7" in told
    assert "Иванова" not in told
    assert "____" in told or any(isinstance(block, RuledLine) for block in made.document.blocks)


def test_what_cannot_be_printed_here_is_told(desk: tuple[Workspace, School]) -> None:
    with pytest.raises(KnownProblem, match="в своём разделе"):
        make_paper(desk[0], PaperWish(code="assignment"))
    with pytest.raises(KnownProblem, match="Документа вида"):
        make_paper(desk[0], PaperWish(code="нет такого"))


def test_a_year_without_a_roadmap_gets_its_empty_table(desk: tuple[Workspace, School]) -> None:
    made = make_paper(desk[0], PaperWish(code="roadmap", year="2026/2027"))
    told = pdf_text(to_pdf(made.document))
    assert "УТВЕРЖДАЮ" in told
    assert "на 2026/2027 учебный год" in told
    assert "Ожидаемый результат" in told
    assert "мероприятия дорожной карты" in made.lacking
    (table,) = (block for block in made.document.blocks if isinstance(block, Table))
    assert len(table.rows) >= 9


@pytest.mark.parametrize("code", BLANK_ORDERS)
def test_an_order_about_nobody_is_a_blank_but_is_not_issued(desk: tuple[Workspace, School], code: str) -> None:
    made = make_paper(desk[0], PaperWish(code=code))
    told = pdf_text(to_pdf(made.document))
    assert "ПРИКАЗЫВАЮ" in told
    assert "Петров" not in told
    assert "____" in told or any(isinstance(block, RuledLine) for block in made.document.blocks)
    assert "участники приказа" in made.lacking
    with pytest.raises(InvalidInput) as refusal:
        issue_order(desk[0], OrderCommand(type=code, number="13-ОД", date=dt.date(2026, 9, 7)))
    assert "Бланки" in str(refusal.value.problems)


@pytest.mark.parametrize(
    ("code", "who", "remark"),
    [
        ("consent_mentee", "petrova", "Петрова А.С. не числится наставляемым"),
        ("consent_mentor", "ivanova", "Иванова М.П. не числится наставником"),
        ("consent_parent", "ivanova", "Иванова М.П. — не обучающийся"),
    ],
)
def test_a_consent_of_the_wrong_side_is_remarked_and_names_nobody(
    desk: tuple[Workspace, School], code: str, who: str, remark: str
) -> None:
    workspace, school = desk
    made = make_paper(workspace, PaperWish(code=code, people=(school.people[who],)))
    assert [one for one in made.remarks if one.startswith(remark)]
    told = pdf_text(to_pdf(made.document))
    if code != "consent_parent":
        partners = ("Ивановой", "Соколовой") if who == "petrova" else ("Петровой", "Сергеевны")
        assert not [one for one in partners if one in told]


def test_a_consent_of_the_right_side_has_no_remark(desk: tuple[Workspace, School]) -> None:
    workspace, school = desk
    for code, who in (("consent_mentor", "petrova"), ("consent_mentee", "kim"), ("consent_parent", "sokolova")):
        made = make_paper(workspace, PaperWish(code=code, people=(school.people[who],)))
        assert made.remarks == ()
    assert "Бабенко Ильи Кузьмича" in printed(
        workspace, PaperWish(code="consent_mentee", people=(school.people["kim"],))
    )


@pytest.mark.parametrize(
    ("born", "remarks"),
    [
        (dt.date(2008, 10, 6), ()),
        (
            dt.date(2008, 10, 5),
            ("Соколова Д.И.: уже есть 18 лет, вместо согласия родителя нужно собственное согласие.",),
        ),
    ],
)
def test_a_parents_consent_for_a_pupil_of_age_is_remarked(
    workspace: Workspace, born: dt.date, remarks: tuple[str, ...]
) -> None:
    pupil = fill(workspace).people["sokolova"]
    data = people.data_of(people.get_person(workspace, pupil))
    people.update_person(workspace, pupil, replace(data, birth_date=born))
    assert make_paper(workspace, PaperWish(code="consent_parent", people=(pupil,))).remarks == remarks


def test_one_who_teaches_and_learns_consents_on_each_side(workspace: Workspace) -> None:
    school = fill(workspace)
    kim = school.people["kim"]
    records.add_records(workspace, "mentor", [{"person": kim}], {})
    records.add_records(workspace, "mentee", [{"person": school.people["petrova"]}], {})
    pairs.form_pairs(workspace, [pair_data(kim, [school.people["petrova"]])])
    told = printed(workspace, PaperWish(code="consent_mentee", people=(kim,)))
    assert "Бабенко Ильи Кузьмича" in told
    assert "Петровой" not in told
    told = printed(workspace, PaperWish(code="consent_mentor", people=(kim,)))
    assert "Петровой Анны Сергеевны" in told
    assert "Бабенко" not in told


def test_a_roadmap_of_an_order_is_its_appendix(workspace: Workspace) -> None:
    fill(workspace)
    making.create_from_templates(workspace, "2026/2027", ["school"])
    order = issue_order(workspace, OrderCommand(type="realisation_plan", number="12-ОД", date=dt.date(2026, 9, 7))).id
    alone = printed(workspace, PaperWish(code="roadmap", year="2026/2027"))
    assert "УТВЕРЖДАЮ" in alone
    told = printed(workspace, PaperWish(code="roadmap", year="2026/2027", order=order))
    assert "Приложение к приказу МБОУ «Школа № 7» от 07.09.2026 № 12-ОД" in told
    assert "УТВЕРЖДАЮ" not in told
