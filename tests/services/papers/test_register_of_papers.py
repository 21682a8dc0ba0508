"""Numbers, drafts, other papers, links, acquaintance, norms: what the register keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.reading import pdf_text
from tests.services.papers.school import DATE, assignment, fill

from curator_app.documents.blocks import plain_text
from curator_app.documents.pdf import to_pdf
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services import bin as recycle_bin
from curator_app.services import people
from curator_app.services.papers import (
    acknowledgements,
    batch,
    drafts,
    issuing,
    links,
    norm_library,
    numbering,
    register,
    registered,
)
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import draft_order
from curator_app.services.papers.entries import Entry, list_entries
from curator_app.services.papers.norm_library import NormEntry
from curator_app.services.papers.numbering import KindSeries, Numbering, SeriesMask
from curator_app.services.papers.registered import PaperEntry
from curator_app.services.terms import tasks
from curator_app.services.workspace import Workspace


def minutes(workspace: Workspace, number: str | None = "1", day: dt.date | None = DATE) -> int:
    entry = PaperEntry(kind="minutes", heading="Протокол педсовета", number=number, date=day)
    return registered.register_paper(workspace, entry)


def _order_entry(workspace: Workspace, order: int) -> Entry:
    return next(one for one in list_entries(workspace) if (one.kind, one.id) == ("order", order))


# --- numbers


@pytest.mark.parametrize(
    ("mask", "number", "ordinal"),
    [
        ("{n}-ОД", "57-од", 57),
        ("{n}-ОД", "57 – ОД", 57),
        ("№ {n}/{yy}", "№ 5/26", 5),
        ("№ {n}/{yyyy}", "№12/2026", 12),
        ("{yy}-{n}", "26-7", 7),
        ("{n}-н", "131-09", 131),
        ("{n}-н", "14-а", 14),
        ("{n}", "б/н", None),
        ("{n}", "52-0/3", 52),
    ],
)
def test_the_ordinal_of_a_number_is_read_by_the_mask(mask: str, number: str, ordinal: int | None) -> None:
    assert numbering.read_number(mask, number) == ordinal


@pytest.mark.parametrize(
    "mask", ["", "ОД", "{n}{n}", "{n}-{x}", "{n", "n}", "{n}" + "а" * 40, "{n}\n", "{n}{", "{{n}}"]
)
def test_a_mask_that_is_none_is_told(workspace: Workspace, mask: str) -> None:
    assert numbering.mask_problem(mask) is not None
    with pytest.raises(InvalidInput):
        numbering.save_numbering(workspace, Numbering((SeriesMask("main", mask, False),)))


def test_numbers_go_on_within_series_and_calendar_year(workspace: Workspace) -> None:
    school = fill(workspace)
    numbering.save_numbering(
        workspace,
        Numbering((SeriesMask("mentoring", "№ {n}/{yy}", True),), (KindSeries("assignment", "mentoring"),)),
    )
    assert numbering.next_order_number(workspace, "assignment", DATE) == "№ 1/26"
    issuing.issue_order(workspace, assignment(school.pair, "№ 1/26"))
    assert numbering.next_order_number(workspace, "assignment", DATE) == "№ 2/26"
    assert numbering.next_order_number(workspace, "assignment", dt.date(2027, 1, 9)) == "№ 1/27"
    assert numbering.next_order_number(workspace, "change", DATE) == "1"
    assert register.list_orders(workspace)[0].series == "mentoring"


def test_a_draft_keeps_its_number_and_others_are_told(workspace: Workspace) -> None:
    school = fill(workspace)
    kept = drafts.save_draft(workspace, assignment(school.pair, "8"))
    assert numbering.next_order_number(workspace, "assignment", DATE) == "9"
    (told,) = numbering.order_remarks(workspace, "assignment", "8", DATE)
    assert told.startswith("Номер 8 уже занят: проект «О закреплении")
    assert numbering.order_remarks(workspace, "assignment", "8", DATE, draft=kept) == ()


def test_gaps_duplicates_and_dates_out_of_order(workspace: Workspace) -> None:
    minutes(workspace, "1")
    minutes(workspace, "5", dt.date(2026, 10, 1))
    (notice,) = numbering.notices(workspace, [2026])
    assert notice.told == "Протоколы, 2026 год: пропущены номера 2, 3, 4."
    assert numbering.remarks(workspace, "protocol", "7", dt.date(2026, 11, 1)) == ("Пропускается номер 6.",)
    (late,) = numbering.remarks(workspace, "protocol", "4", dt.date(2026, 10, 2))
    assert late.startswith("Номер меньше, а дата позже")
    (early,) = numbering.remarks(workspace, "protocol", "6", dt.date(2026, 9, 30))
    assert early.startswith("Номер больше, а дата раньше")
    with pytest.raises(KnownProblem, match="уже занят"):
        minutes(workspace, "№ 5".removeprefix("№ "), dt.date(2026, 12, 1))


def test_a_series_kept_elsewhere_has_no_gaps(workspace: Workspace) -> None:
    school = fill(workspace)
    issuing.issue_order(workspace, assignment(school.pair, "56-ОД"))
    assert numbering.notices(workspace, [2026]) == ()


# --- drafts


def test_a_draft_becomes_the_order_and_is_gone(workspace: Workspace) -> None:
    school = fill(workspace)
    command = assignment(school.pair)
    kept = drafts.save_draft(workspace, command)
    assert drafts.get_draft(workspace, kept).command == command
    assert pdf_text(to_pdf(drafts.draft_document(workspace, kept))).startswith("ПРОЕКТ")
    changed = replace(command, number="77")
    assert drafts.save_draft(workspace, changed, draft=kept) == kept
    issued = issuing.issue_order(workspace, changed, draft=kept)
    assert drafts.list_drafts(workspace) == []
    with pytest.raises(NotFound):
        drafts.get_draft(workspace, kept)
    with pytest.raises(NotFound):
        issuing.issue_order(workspace, assignment(school.other, "78"), draft=kept)
    assert [row.id for row in register.list_orders(workspace)] == [issued.id]


def test_a_draft_may_lack_everything(workspace: Workspace) -> None:
    kept = drafts.save_draft(workspace, OrderCommand(type="assignment"))
    (row,) = drafts.list_drafts(workspace)
    assert (row.id, row.number, row.date) == (kept, None, None)
    with pytest.raises(InvalidInput):
        drafts.save_draft(workspace, OrderCommand(type="assignment", number="1\n2"))
    with pytest.raises(KnownProblem):
        drafts.save_draft(workspace, OrderCommand(type="нет такого"))


# --- other papers


def test_a_paper_goes_from_draft_to_cancelled(workspace: Workspace) -> None:
    number = minutes(workspace)
    registered.set_status(workspace, number, "draft")
    assert registered.get_paper(workspace, number).signed_on is None
    registered.set_status(workspace, number, "signed", on=DATE)
    registered.set_status(workspace, number, "cancelled")
    row = registered.get_paper(workspace, number)
    assert (row.status, row.signed_on, row.cancelled_on) == ("cancelled", DATE, workspace.clock.today())


def test_a_paper_is_refused_at_its_fields(workspace: Workspace) -> None:
    for entry, field in (
        (PaperEntry(kind="minutes", heading=" "), "heading"),
        (PaperEntry(kind="minutes", heading="а", number="1"), "order_date"),
        (PaperEntry(kind="кто знает", heading="а"), "type"),
        (PaperEntry(kind="minutes", heading="а", series="нет"), "type"),
        (PaperEntry(kind="minutes", heading="а", person=77), "person"),
        (PaperEntry(kind="minutes", heading="а", pair=77), "pair"),
        (PaperEntry(kind="minutes", heading="а", status="чушь"), "status"),  # type: ignore[arg-type]  # refused
    ):
        with pytest.raises(InvalidInput) as caught:
            registered.register_paper(workspace, entry)
        assert [problem.field for problem in caught.value.problems] == [field]


def test_a_printed_paper_keeps_its_pages_and_seal(workspace: Workspace) -> None:
    school = fill(workspace)
    document = draft_order(workspace, assignment(school.pair)).document
    entry = PaperEntry(kind="acknowledgement_sheet", heading="Лист", document=document, pair=school.pair)
    number = registered.register_paper(workspace, entry)
    assert registered.paper_document(workspace, number) == document
    registered.update_paper(workspace, number, replace(entry, heading="Лист ознакомления", document=None))
    assert registered.paper_document(workspace, number) == document
    recycle_bin.delete(workspace, "paper", [number])
    with pytest.raises(NotFound):
        registered.paper_document(workspace, number)
    recycle_bin.restore(workspace, "paper", number)
    assert registered.get_paper(workspace, number).heading == "Лист ознакомления"


# --- links


def test_links_are_seen_from_both_ends(workspace: Workspace) -> None:
    school = fill(workspace)
    order = issuing.issue_order(workspace, assignment(school.pair)).id
    cancelling = OrderCommand(type="cancellation", refers_to=order, number="90", date=DATE)
    later = issuing.issue_order(workspace, cancelling).id
    paper = minutes(workspace)
    made = links.link(workspace, "paper", paper, "order", order, "appendix")
    assert [row.words for row in links.list_links(workspace, "order", order)] == [
        "отменён документом",
        "имеет приложение",
    ]
    assert [row.words for row in links.list_links(workspace, "order", later)] == ["отменяет"]
    assert [row.words for row in links.list_links(workspace, "paper", paper)] == ["приложение к"]
    for ends in (("paper", paper, "order", order), ("paper", paper, "paper", paper), ("paper", 99, "order", order)):
        with pytest.raises(KnownProblem):
            links.link(workspace, *ends, "appendix")
    recycle_bin.delete(workspace, "paper", [paper])
    assert [row.words for row in links.list_links(workspace, "order", order)] == ["отменён документом"]
    links.unlink(workspace, made)
    with pytest.raises(NotFound):
        links.unlink(workspace, made)


# --- acquaintance


def test_people_of_the_order_are_proposed_with_the_day_of_the_rules(workspace: Workspace) -> None:
    school = fill(workspace)
    order = issuing.issue_order(workspace, assignment(school.pair)).id
    found = acknowledgements.proposal(workspace, "order", order)
    assert found.due is not None
    assert found.due > DATE
    named = [one for one, _name in found.people]
    acknowledgements.ask(workspace, "order", order, named, found.due)
    assert acknowledgements.proposal(workspace, "order", order).people == ()
    rows = acknowledgements.list_acknowledgements(workspace, "order", order)
    assert {row.person for row in rows} == set(named)
    assert {row.due for row in rows} == {found.due}
    entry = _order_entry(workspace, order)
    assert (entry.acquainted.done, entry.acquainted.total) == (0, len(named))


def test_marks_for_many_and_what_is_refused(workspace: Workspace) -> None:
    school = fill(workspace)
    order = issuing.issue_order(workspace, assignment(school.pair)).id
    named = [one for one, _name in acknowledgements.proposal(workspace, "order", order).people]
    with pytest.raises(KnownProblem, match="Выберите"):
        acknowledgements.ask(workspace, "order", order, [], None)
    with pytest.raises(NotFound):
        acknowledgements.ask(workspace, "order", order, [9999], None)
    acknowledgements.ask(workspace, "order", order, named, DATE)
    assert {row.person for row in acknowledgements.overdue(workspace)} == set(named)
    with pytest.raises(KnownProblem, match="ещё не наступила"):
        acknowledgements.mark(workspace, "order", order, named, workspace.clock.today() + dt.timedelta(days=1))
    with pytest.raises(KnownProblem, match="Ознакомиться раньше"):
        acknowledgements.mark(workspace, "order", order, named, DATE - dt.timedelta(days=1))
    acknowledgements.mark(workspace, "order", order, named, DATE)
    assert acknowledgements.overdue(workspace) == []
    with pytest.raises(KnownProblem, match="некого"):
        acknowledgements.sheet(workspace, "order", order, waiting=True)
    acknowledgements.mark(workspace, "order", order, named[:1], None)
    told = pdf_text(to_pdf(acknowledgements.sheet(workspace, "order", order, waiting=True)))
    assert "ЛИСТ ОЗНАКОМЛЕНИЯ" in told
    acknowledgements.dismiss(workspace, "order", order, named)
    assert acknowledgements.list_acknowledgements(workspace, "order", order) == []


def test_signatures_of_the_whole_pair_do_the_task_of_the_rules(workspace: Workspace) -> None:
    school = fill(workspace)
    order = issuing.issue_order(workspace, assignment(school.pair)).id
    named = [one for one, _name in acknowledgements.proposal(workspace, "order", order).people]
    acknowledgements.ask(workspace, "order", order, named, DATE)

    def waiting() -> set[int]:
        rows = tasks.list_tasks(workspace)
        return {row.object_id for row in rows if row.rule_id == "s2-p6" and row.state not in ("done", "cancelled")}

    assert school.pair in waiting()
    acknowledgements.mark(workspace, "order", order, named, DATE)
    assert school.pair not in waiting()


# --- norms


def test_a_norm_is_changed_hidden_added_and_returned(workspace: Workspace) -> None:
    school = fill(workspace)
    shipped = {row.id: row for row in norm_library.list_norms(workspace)}
    entry = NormEntry(
        title="приказ управления",
        text="приказом управления образования от 01.09.2026 № 120",
        valid_from=dt.date(2026, 9, 1),
        default_for=("workers",),
    )
    own = norm_library.save_norm(workspace, entry)
    norm_library.hide_norm(workspace, "r_145")
    told = plain_text(
        next(
            block.text
            for block in draft_order(workspace, assignment(school.pair)).document.blocks
            if hasattr(block, "text") and "соответствии" in plain_text(block.text)
        )
    )
    assert "№\u00a0120" in told
    assert "Р-145" not in told
    old = draft_order(workspace, assignment(school.pair, date=dt.date(2026, 8, 31)))
    assert own not in {norm.id for norm in old.data.preamble}
    norm_library.reset_norm(workspace, own)
    norm_library.reset_norm(workspace, "r_145")
    assert {row.id: row for row in norm_library.list_norms(workspace)} == shipped
    with pytest.raises(NotFound):
        norm_library.save_norm(workspace, entry, "нет такой")
    with pytest.raises(InvalidInput):
        norm_library.save_norm(workspace, replace(entry, valid_to=dt.date(2026, 1, 1)))


def test_a_norm_out_of_force_is_told_of_issued_orders_and_of_words_by_hand(workspace: Workspace) -> None:
    school = fill(workspace)
    command = replace(assignment(school.pair), own_norms=("распоряжением Минпросвещения от 25.12.2019 № Р-145",))
    order = issuing.issue_order(workspace, command).id
    assert norm_library.order_warnings(workspace, order) == ()
    shipped = next(row for row in norm_library.list_norms(workspace) if row.id == "r_145")
    ended = NormEntry(title=shipped.title, text=shipped.text, valid_to=dt.date(2026, 9, 30))
    norm_library.save_norm(workspace, ended, "r_145")
    told = norm_library.order_warnings(workspace, order)
    assert len(told) >= 2
    assert all("30.09.2026" in one.sentence for one in told)
    entry = _order_entry(workspace, order)
    assert entry.outdated


# --- the whole list


def test_the_register_is_one_list_in_a_fixed_number_of_queries(workspace: Workspace) -> None:
    from sqlalchemy import event

    school = fill(workspace)
    issuing.issue_order(workspace, assignment(school.pair))
    drafts.save_draft(workspace, assignment(school.other, "57"))
    minutes(workspace)

    def asked() -> tuple[int, list[Entry]]:
        seen: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(workspace._engine, "before_cursor_execute", note)
        try:
            found = list_entries(workspace)
        finally:
            event.remove(workspace._engine, "before_cursor_execute", note)
        return len(seen), found

    first, rows = asked()
    assert [row.kind for row in rows] == ["draft", "paper", "order"] or {row.kind for row in rows} == {
        "draft",
        "paper",
        "order",
    }
    for number in range(2, 6):
        minutes(workspace, str(number))
    issuing.issue_order(workspace, assignment(school.other, "58"))
    second, rows = asked()
    assert len(rows) == 8
    assert first == second


def test_words_and_people_of_an_order_are_there_to_be_found(workspace: Workspace) -> None:
    school = fill(workspace)
    order = issuing.issue_order(workspace, assignment(school.pair)).id
    entry = _order_entry(workspace, order)
    assert "ПРИКАЗЫВАЮ" in entry.text
    assert school.people["petrova"] in entry.people
    assert entry.title == f"Приказ № 56-ОД от {DATE:%d.%m.%Y}"


def test_a_set_is_merged_and_papers_made_elsewhere_are_passed_over(workspace: Workspace) -> None:
    school = fill(workspace)
    issuing.issue_order(workspace, assignment(school.pair))
    drafts.save_draft(workspace, assignment(school.other, "57"))
    minutes(workspace)
    text = pdf_text(batch.merged_pdf(workspace, list_entries(workspace)))
    assert text.count("ПРИКАЗЫВАЮ") == 2
    with pytest.raises(KnownProblem, match="Печатать нечего"):
        batch.merged_pdf(workspace, [one for one in list_entries(workspace) if one.kind == "paper"])


def test_a_person_who_goes_takes_his_signature_along(workspace: Workspace) -> None:
    school = fill(workspace)
    paper = minutes(workspace)
    somebody = people.add_person(workspace, people.PersonData(surname="Ежов", first_name="Пётр", gender="m"))
    acknowledgements.ask(workspace, "paper", paper, [somebody, school.people["petrova"]], None)
    recycle_bin.delete(workspace, "person", [somebody])
    recycle_bin.erase(workspace, "person", somebody)
    rows = acknowledgements.list_acknowledgements(workspace, "paper", paper)
    assert [row.person for row in rows] == [school.people["petrova"]]
