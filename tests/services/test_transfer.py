"""The dump of a school that has everything: every table, scans, forms of the district."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from curator_app.models import Base, Person
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import attachments, demo, dumped_files, people, transfer
from curator_app.services.monitoring import snapshots
from curator_app.services.monitoring.forms import keeping
from curator_app.services.papers import acknowledgements, drafts, links, norm_library, registered, wordings
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.norm_library import NormEntry
from curator_app.services.papers.registered import PaperEntry
from curator_app.services.privacy import erasing, exports
from curator_app.services.workspace import Workspace, open_workspace

SCAN = b"%PDF-1.7 signed paper"
NOT_INSIDE = {"action", "change", "dialog_draft"}


def everything(workspace: Workspace, folder: Path) -> tuple[int, keeping.FormRow]:
    """What the demonstration school has not of itself; gives the scan and the form."""
    staff = [one.id for one in people.list_people(workspace) if not one.archived]
    first = registered.register_paper(workspace, PaperEntry(kind="minutes", heading="Протокол педагогического совета"))
    second = registered.register_paper(workspace, PaperEntry(kind="local_act", heading="Положение о наставничестве"))
    links.link(workspace, "paper", second, "paper", first, "appendix")
    acknowledgements.ask(workspace, "paper", second, staff[:3], dt.date(2026, 10, 12))
    acknowledgements.mark(workspace, "paper", second, staff[:1], dt.date(2026, 10, 2))
    (folder / "скан.pdf").write_bytes(SCAN)
    (scan,) = attachments.add_files(workspace, "paper", first, [folder / "скан.pdf"])
    drafts.save_draft(workspace, OrderCommand(type="assignment", number="70-ОД", date=dt.date(2026, 10, 6)))
    norm_library.save_norm(workspace, NormEntry(title="Своя норма", text="приказом отдела образования № 1"))
    wordings.save_wording(workspace, "assignment", wordings.get_wording(workspace, "assignment") + "\n")
    book = Workbook()
    book.worksheets[0]["A1"] = "Сколько наставников"
    book.save(folder / "форма.xlsx")
    form = keeping.get_form(workspace, keeping.keep_form(workspace, folder / "форма.xlsx"))
    exports.note_export(workspace, "register", "Реестр", folder / "реестр.xlsx", 12, recipient="Управление")
    snapshots.take_snapshot(workspace, "2026-09")
    stranger = people.add_person(workspace, people.PersonData(surname="Лосев", first_name="Пётр"))
    erasing.erase(workspace, erasing.ErasureCommand(person=stranger, kind="destroyed", reason="отзыв согласия"))
    return scan, form


def test_a_whole_school_goes_over_with_its_files(workspace: Workspace, tmp_path: Path) -> None:
    demo.fill_with_orders(workspace)
    scan, form = everything(workspace, tmp_path)
    assert transfer.dump(workspace, tmp_path / "1.json") == []
    assert transfer.dump(workspace, tmp_path / "2.json") == []
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
    dumped = json.loads((tmp_path / "1.json").read_text(encoding="utf-8"))
    for table in ("order_draft", "paper", "paper_link", "acknowledgement", "attachment", "template_version", "norm"):
        assert dumped["tables"][table], table
    for table in ("erasure", "export_record", "report_form", "monitoring_snapshot"):
        assert dumped["tables"][table], table
    assert set(dumped["tables"]) == set(Base.metadata.tables) - NOT_INSIDE
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        transfer.load(other, tmp_path / "1.json")
        assert attachments.read_bytes(other, scan) == SCAN
        assert keeping.form_content(other, keeping.get_form(other, form.id)) == (tmp_path / "форма.xlsx").read_bytes()
        transfer.dump(other, tmp_path / "3.json")
        assert (tmp_path / "3.json").read_bytes() == (tmp_path / "1.json").read_bytes()
        assert other.check() == []
    finally:
        other.close()


@pytest.fixture
def scanned(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A base with one paper and its scan."""
    paper = registered.register_paper(workspace, PaperEntry(kind="minutes", heading="Протокол"))
    (tmp_path / "скан.pdf").write_bytes(SCAN)
    attachments.add_files(workspace, "paper", paper, [tmp_path / "скан.pdf"])
    return workspace


def _other_bytes(dump: dict[str, Any]) -> None:
    dump["files"] = {name: base64.b64encode(b"%PDF other").decode() for name in dump["files"]}


def _other_name(dump: dict[str, Any]) -> None:
    (content,) = dump["files"].values()
    dump["files"] = {"../curator.db": content}
    dump["tables"]["attachment"][0]["file_name"] = "../curator.db"


def _no_letters(dump: dict[str, Any]) -> None:
    dump["files"] = dict.fromkeys(dump["files"], "!")


@pytest.mark.parametrize("spoil", [_other_bytes, _other_name, _no_letters, lambda dump: dump.update(files=[1])])
def test_a_dump_with_spoilt_files_is_refused(
    scanned: Workspace, tmp_path: Path, spoil: Callable[[dict[str, Any]], None]
) -> None:
    transfer.dump(scanned, tmp_path / "1.json")
    content = json.loads((tmp_path / "1.json").read_text(encoding="utf-8"))
    spoil(content)
    (tmp_path / "1.json").write_text(json.dumps(content), encoding="utf-8")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        with pytest.raises(KnownProblem, match=r"повреждена: .*файл"):
            transfer.load(other, tmp_path / "1.json")
        assert registered.list_papers(other) == []
        assert not (other.folder.root / "scans").exists()
    finally:
        other.close()


@pytest.mark.parametrize(
    ("field", "value"), [("surname", {"а": [1]}), ("surname", "Ким\x00"), ("id", 1.5), ("id", True), ("subjects", {})]
)
def test_a_dump_with_values_of_another_kind_is_refused(
    workspace: Workspace, tmp_path: Path, field: str, value: object
) -> None:
    with workspace.action("Добавлено") as session:
        session.add(Person(surname="Ким", first_name="Ольга"))
    transfer.dump(workspace, tmp_path / "1.json")
    content = json.loads((tmp_path / "1.json").read_text(encoding="utf-8"))
    content["tables"]["person"][0][field] = value
    (tmp_path / "1.json").write_text(json.dumps(content), encoding="utf-8")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        with pytest.raises(KnownProblem, match="«person», запись № 1"):
            transfer.load(other, tmp_path / "1.json")
    finally:
        other.close()


def test_files_of_a_dump_that_contradicts_itself_are_taken_back(scanned: Workspace, tmp_path: Path) -> None:
    transfer.dump(scanned, tmp_path / "1.json")
    content = json.loads((tmp_path / "1.json").read_text(encoding="utf-8"))
    content["tables"]["paper"][0]["status"] = "неизвестно"
    (tmp_path / "1.json").write_text(json.dumps(content), encoding="utf-8")
    other = open_workspace(data_folder(tmp_path / "другая"), fixed(dt.datetime(2027, 1, 1)))
    try:
        with pytest.raises(KnownProblem, match="противоречит"):
            transfer.load(other, tmp_path / "1.json")
        assert list((other.folder.root / "scans").iterdir()) == []
    finally:
        other.close()


def test_files_that_are_gone_or_too_many_are_told(
    scanned: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = (scanned.folder.root / "scans").iterdir()
    monkeypatch.setattr(dumped_files, "LARGEST_TOTAL", len(SCAN) - 1)
    assert transfer.dump(scanned, tmp_path / "1.json") == [f"scans/{kept.name}"]
    monkeypatch.undo()
    kept.write_bytes(SCAN + b" changed")
    assert transfer.dump(scanned, tmp_path / "1.json") == [f"scans/{kept.name}"]
    kept.unlink()
    assert transfer.dump(scanned, tmp_path / "2.json") == [f"scans/{kept.name}"]
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
