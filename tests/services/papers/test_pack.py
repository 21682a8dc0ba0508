"""All papers of a newcomer: what is ready, what waits, and one file of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator_app.documents.pdf import to_pdf
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.runtime.paths import data_folder
from curator_app.services import consents, mentees, mentors, newcomer, pairs, school
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.papers.pack import Pack, pack_paper, pack_pdf, person_pack
from curator_app.services.people import PersonData
from curator_app.services.routes import making
from curator_app.services.routes.life import terminate_route
from curator_app.services.routes.reading import routes_of_mentee
from curator_app.services.workspace import Workspace, open_workspace

TODAY = dt.date(2026, 9, 2)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 9, 2, 9, 0)))
    school.save_school(opened, school.SchoolData(full_name="Школа № 99", short_name="СОШ № 99"))
    yield opened
    opened.close()


@pytest.fixture
def person(workspace: Workspace) -> int:
    return mentees.save_mentee(
        workspace,
        PersonData(
            surname="Осипова",
            first_name="Мария",
            patronymic="Антоновна",
            position="учитель математики",
            subjects=("математика",),
            work_start_date=dt.date(2026, 9, 1),
        ),
        mentees.MenteeData(category="newcomer"),
        request=mentees.RequestData(deficits=(mentees.DeficitData(area="methodical", severity=3),)),
    )


@pytest.fixture
def mentor(workspace: Workspace) -> int:
    data = PersonData(surname="Петрова", first_name="Анна", patronymic="Сергеевна", position="учитель математики")
    return mentors.save_mentor(workspace, data, mentors.MentorData(capacity=2))


def states(pack: Pack) -> dict[str, str]:
    return {one.code: one.state for one in pack.papers}


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page_text(pdf, number) for number in range(page_count(pdf))).split())


def pair_of(person: int, mentor: int) -> pairs.PairData:
    return pairs.PairData(
        mentor=mentor, mentees=[person], start_date=dt.date(2026, 9, 1), end_date=dt.date(2027, 5, 31)
    )


def test_without_a_mentor_the_pack_says_what_it_waits_for(workspace: Workspace, person: int) -> None:
    pack = person_pack(workspace, person)
    assert states(pack) == {
        "diagnosis_sheet": "ready",
        "needs_questionnaire": "ready",
        "consents": "ready",
        "order": "missing",
        "route": "missing",
        "regulation": "ready",
        "acquaintance": "missing",
    }
    assert pack.missing == ("не выбран наставник", "не хватает 2 согласий", "не составлен ИОМ")
    with pytest.raises(KnownProblem, match="пока нет"):
        pack_paper(workspace, person, "order")


def test_from_the_mentor_to_the_issued_order(workspace: Workspace, person: int, mentor: int) -> None:
    settled = newcomer.settle_newcomer(workspace, pair_of(person, mentor))
    pack = person_pack(workspace, person)
    assert (pack.pair, pack.route) == (settled.pair, settled.route)
    assert states(pack)["order"] == "draft"
    assert pack.missing == ("не хватает 4 согласий", "не издан приказ")
    consents.add_consents(
        workspace,
        [consents.ConsentData(person=one.person, kind=one.kind, date=TODAY) for one in pack.missing_consents],
    )
    issue_order(workspace, OrderCommand(type="assignment", pairs=(settled.pair,), number="7-од", date=TODAY))
    pack = person_pack(workspace, person)
    assert pack.missing == ()
    assert states(pack)["consents"] == "missing", "nothing left to sign"
    assert next(one for one in pack.papers if one.code == "order").title == "Приказ № 7-од"
    told = text(pack_pdf(workspace, person))
    for words in ("ЛИСТ ДИАГНОСТИКИ", "АНКЕТА", "№ 7-од", "ЛИСТ ОЗНАКОМЛЕНИЯ", "Осипова Мария Антоновна"):
        assert words in told


def test_one_file_has_the_pages_of_all(workspace: Workspace, person: int) -> None:
    codes = ("diagnosis_sheet", "needs_questionnaire", "consents")
    single = [page_count(to_pdf(pack_paper(workspace, person, code))) for code in codes]
    assert page_count(pack_pdf(workspace, person, codes)) == sum(single)
    with pytest.raises(KnownProblem, match="Печатать нечего"):
        pack_pdf(workspace, person, ("order",))


def test_a_stranger_has_no_papers(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        person_pack(workspace, 99)


def test_a_second_route_is_not_made(workspace: Workspace, person: int, mentor: int) -> None:
    first = newcomer.settle_newcomer(workspace, pair_of(person, mentor))
    other = mentors.save_mentor(
        workspace, PersonData(surname="Зайцев", first_name="Пётр"), mentors.MentorData(capacity=1)
    )
    assert newcomer.settle_newcomer(workspace, pair_of(person, other)).route == first.route


def test_a_route_made_before_the_pair_gets_its_mentor(workspace: Workspace, person: int, mentor: int) -> None:
    alone = making.create_route(workspace, making.propose_route(workspace, person).data)
    settled = newcomer.settle_newcomer(workspace, pair_of(person, mentor))
    (route,) = routes_of_mentee(workspace, person)
    assert (route.id, route.pair, route.mentor) == (alone, settled.pair, mentor)


def test_the_pair_and_its_route_are_one_action(workspace: Workspace, person: int, mentor: int) -> None:
    newcomer.settle_newcomer(workspace, pair_of(person, mentor))
    workspace.undo()
    assert pairs.list_pairs(workspace) == []
    assert routes_of_mentee(workspace, person) == []


def test_a_route_that_is_over_is_followed_by_a_new_one(workspace: Workspace, person: int, mentor: int) -> None:
    first = newcomer.settle_newcomer(workspace, pair_of(person, mentor))
    terminate_route(workspace, first.route, TODAY, "Отпуск")
    pairs.end_pair(workspace, first.pair, TODAY, "curator_initiative")
    other = mentors.save_mentor(
        workspace, PersonData(surname="Зайцев", first_name="Пётр"), mentors.MentorData(capacity=1)
    )
    assert newcomer.settle_newcomer(workspace, pair_of(person, other)).route != first.route


def test_first_terms_are_dated_and_moved_off_days_of_rest(workspace: Workspace) -> None:
    found = newcomer.first_terms(workspace, dt.date(2026, 9, 30))  # + 3 days is a Saturday
    assert [one.due for one in found[:4]] == [dt.date(2026, 10, 5)] * 4
    assert found[0].moved == "сб 03.10 → пн 05.10"
    assert found[-1].due == dt.date(2026, 12, 30)
