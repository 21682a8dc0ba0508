"""The folder of the demonstration school: what goes in, what is missing, what can't be shown."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import event
from tests.services.papers.school import fill

from curator_app.documents.paper_data import ChangeItem
from curator_app.documents.preview import page_count, page_text
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Cancelled, KnownProblem, NotFound
from curator_app.runtime.paths import data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import attachments, demo, inspection, pairs, people
from curator_app.services.inspection import Folder, Scope
from curator_app.services.papers import register
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.storage import kept_files


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root = tmp_path_factory.mktemp("школа")
    opened = open_workspace(data_folder(root / "данные"), fixed(dt.datetime(2026, 12, 5, 9)))
    demo.fill(opened)
    demo.make_papers(opened, root / "бумаги")
    yield opened
    opened.close()


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page_text(pdf, number) for number in range(page_count(pdf))).split())


def titles(folder: Folder) -> list[str]:
    return [one.title for one in folder.parts]


def scan(tmp_path: Path, name: str = "скан.png") -> Path:
    path = tmp_path / name
    Image.new("RGB", (60, 80), "white").save(path)
    return path


def test_everything_of_a_pair_stands_in_its_order(workspace: Workspace) -> None:
    row = next(one for one in pairs.list_pairs(workspace) if one.order_id is not None and not one.is_group)
    folder = inspection.look(workspace, Scope("pair", row.id))
    sections = list(dict.fromkeys(one.section for one in folder.parts))
    assert sections[:4] == ["Приказы", "Согласия", "Программа наставничества", "Маршрут (ИОМ)"]
    pdf, failed = inspection.folder_pdf(folder)
    assert failed == ()
    told = words(pdf)
    assert "ОПИСЬ ДОКУМЕНТОВ" in told
    assert f"№ {row.order_number}" in told
    for name in (row.mentor_name.split()[0], row.mentees_name[0].split()[0]):
        assert name in told
    others = [one for one in pairs.list_pairs(workspace) if one.order_id is None]
    assert others
    for one in others:
        assert one.mentees_name[0] not in told


def test_the_year_holds_every_pair_and_each_order_once(workspace: Workspace) -> None:
    folder = inspection.look(workspace, Scope("year", year="2026/2027"))
    orders = register.list_orders(workspace, year="2026/2027")
    assert sum(title.startswith("Приказ от") for title in titles(folder)) == len(orders)
    sections = {one.section for one in folder.parts}
    for row in pairs.list_pairs(workspace, year="2026/2027"):
        assert f"{row.mentor_short} — {', '.join(row.mentees_short)}" in sections
    assert {"Планы", "Реестры"} <= sections
    assert {gap.missing for gap in folder.gaps} >= {"нет приказа о закреплении", "нет скана подписанного приказа"}
    assert len({(gap.about, gap.missing) for gap in folder.gaps}) == len(folder.gaps)


def test_a_person_has_all_pairs_and_a_stranger_has_none(workspace: Workspace) -> None:
    row = pairs.list_pairs(workspace)[0]
    own = inspection.look(workspace, Scope("person", row.mentees[0]))
    assert own.title.endswith(row.mentees_name[0])
    assert any(title.startswith("ИОМ") for title in titles(own))
    busy = {one for pair in pairs.list_pairs(workspace) for one in (pair.mentor, *pair.mentees, *pair.left_mentees)}
    with_consent = {one.person for one in inspection.of_pair.read_shelf(workspace).consents}
    stranger = next(one.id for one in people.list_people(workspace) if one.id not in busy | with_consent)
    empty = inspection.look(workspace, Scope("person", stranger))
    assert empty.parts == ()
    with pytest.raises(KnownProblem, match="документов ещё нет"):
        inspection.folder_pdf(empty)
    with pytest.raises(NotFound):
        inspection.look(workspace, Scope("pair", 9999))


def test_scans_go_in_and_a_spoilt_one_is_named(workspace: Workspace, tmp_path: Path) -> None:
    order = next(one for one in register.list_orders(workspace) if one.number == "60-ОД")
    before = inspection.look(workspace, Scope("pair", order.pairs[0]))
    assert any("нет скана" in gap.missing for gap in before.gaps)
    good = attachments.add_files(workspace, "order", order.id, [scan(tmp_path)])
    bad_file = tmp_path / "битый.pdf"
    bad_file.write_bytes(b"%PDF-1.4 rubbish")
    bad = attachments.add_files(workspace, "order", order.id, [bad_file])
    assert good
    assert bad
    folder = inspection.look(workspace, Scope("pair", order.pairs[0]))
    assert not any("нет скана" in gap.missing for gap in folder.gaps)
    pdf, failed = inspection.folder_pdf(folder)
    assert [gap.about for gap in failed] == ["битый (скан)"]
    assert "Приложите его снова" in failed[0].way
    names = [str(one.title) for one in PdfReader(io.BytesIO(pdf)).outline if not isinstance(one, list)]
    assert "Приказы" in names
    workspace.undo()
    workspace.undo()  # the base is shared by the tests of this file


def test_the_number_of_queries_does_not_grow_with_the_pairs(workspace: Workspace) -> None:
    def asked(year: str) -> int:
        told: list[object] = []

        def note(*_: object) -> None:
            told.append(_)

        event.listen(workspace.engine, "before_cursor_execute", note)
        try:
            inspection.look(workspace, Scope("year", year=year))
        finally:
            event.remove(workspace.engine, "before_cursor_execute", note)
        return len(told)

    assert len(pairs.list_pairs(workspace, year="2026/2027")) > 5
    assert asked("2026/2027") <= asked("2031/2032") + 5  # a year without pairs


def test_a_scan_that_is_gone_is_told_before(workspace: Workspace, tmp_path: Path) -> None:
    order = register.list_orders(workspace)[0]
    source = tmp_path / "скан.pdf"
    source.write_bytes(b"%PDF-1.4 alone")
    attachments.add_files(workspace, "order", order.id, [source])
    (workspace.folder.root / "scans" / f"{kept_files.digest(source.read_bytes())}.pdf").unlink()
    gaps = inspection.look(workspace, Scope("year", year="2026/2027")).gaps
    assert [gap.missing for gap in gaps if gap.about == "Сканы"] == ["«скан»: файла нет на месте"]
    workspace.undo()


def test_cancelling_leaves_nothing(workspace: Workspace) -> None:
    folder = inspection.look(workspace, Scope("year", year="2026/2027"))
    seen: list[int] = []
    progress = Progress(lambda done, _total, _text: seen.append(done), lambda: len(seen) == 3)
    with pytest.raises(Cancelled):
        inspection.folder_pdf(folder, progress)
    assert seen == [0, 1, 2]


def test_what_became_of_another_pair_of_the_list_stays_out(tmp_path: Path) -> None:
    workspace = open_workspace(data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 12, 5, 9)))
    school = fill(workspace)
    both = (school.pair, school.other)
    date = dt.date(2026, 9, 4)

    def issued(**told: Any) -> int:
        return issue_order(workspace, OrderCommand(**{"date": date, **told})).id

    listed = issued(type="assignment_list", number="1-ОД", pairs=both)
    until = dt.date(2027, 6, 30)
    longer = issued(type="extension", number="2-ОД", pairs=(school.other,), refers_to=listed, end_date=until)
    change = (ChangeItem("преамбула", "изложить в новой редакции"),)
    general = issued(type="change", number="3-ОД", refers_to=listed, changes=change)
    dropped = issued(type="cancellation", number="4-ОД", refers_to=longer)
    shelf = inspection.of_pair.read_shelf(workspace)
    rows = {one.id: one for one in shelf.pairs}

    def orders(pair: int) -> list[int]:
        return [one.id for one in inspection.of_pair.orders_of(rows[pair], shelf)]

    assert orders(school.pair) == [listed, general]
    assert orders(school.other) == [listed, longer, general, dropped]
    mentee = inspection.look(workspace, Scope("person", school.people["ivanova"]))
    assert [title for title in titles(mentee) if "№ 2-ОД" in title or "№ 4-ОД" in title] == []
    assert not [gap for gap in mentee.gaps if "№ 2-ОД" in gap.about]
    workspace.close()
