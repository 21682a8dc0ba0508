"""Kept files: what is taken, what is refused, what is told when a file is gone or not the same."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from curator_app.models import Attachment
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import attachments, people
from curator_app.services import bin as recycle_bin
from curator_app.services.papers import registered
from curator_app.services.papers.registered import PaperEntry
from curator_app.services.workspace import Workspace
from curator_app.storage import kept_files

PDF = b"%PDF-1.7 signed"
SIGNS = [
    ("скан.pdf", PDF, "pdf"),
    ("скан.bin", b"garbage before\n%PDF-1.4", "pdf"),
    ("снимок.jpeg", b"\xff\xd8\xff\xe0 picture", "jpg"),
    ("снимок.png", b"\x89PNG\r\n\x1a\n picture", "png"),
    ("факс.tiff", b"II*\x00 fax", "tif"),
    ("факс.tif", b"MM\x00* fax", "tif"),
]


@pytest.fixture
def paper(workspace: Workspace) -> int:
    return registered.register_paper(workspace, PaperEntry(kind="minutes", heading="Протокол"))


def file(folder: Path, name: str = "скан.pdf", content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("name", "content", "kind"), SIGNS)
def test_the_kind_is_told_by_the_content(
    workspace: Workspace, paper: int, tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    (number,) = attachments.add_files(workspace, "paper", paper, [file(tmp_path, name, content)])
    (row,) = attachments.list_attachments(workspace, "paper", paper)
    assert (row.id, row.kind, row.size, row.added_on) == (number, kind, len(content), dt.date(2026, 10, 5))
    assert row.title == Path(name).stem
    assert attachments.read_bytes(workspace, number) == content
    assert attachments.states(workspace, [row]) == {number: "ok"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "пуст"),
        (b"MZ\x90", "не PDF"),
        (b"<html>%pdf", "не PDF"),
        (b"PK\x03\x04", "не PDF"),
        (b" " * 2000 + b"%PDF-1.4", "не PDF"),
        (PDF + b"0" * attachments.LARGEST_FILE, "больше 25 МБ"),
    ],
)
def test_what_is_no_scan_is_refused(workspace: Workspace, paper: int, tmp_path: Path, content: bytes, why: str) -> None:
    good = file(tmp_path, "хороший.pdf")
    with pytest.raises(KnownProblem, match=why) as caught:
        attachments.add_files(workspace, "paper", paper, [good, file(tmp_path, "плохой.pdf", content)])
    assert len(caught.value.message) <= 300
    assert attachments.list_attachments(workspace, "paper", paper) == []
    assert kept_files.names(workspace.folder) == []


def test_folders_pipes_and_absent_files_are_refused(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    pipe = tmp_path / "труба.pdf"
    os.mkfifo(pipe)
    for source in (tmp_path, pipe, tmp_path / "нет.pdf", Path("/dev/zero")):
        with pytest.raises(KnownProblem):
            attachments.add_files(workspace, "paper", paper, [source])


def test_a_file_for_a_record_that_is_gone_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        attachments.add_files(workspace, "order", 77, [file(tmp_path)])


def test_no_more_files_than_are_allowed(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    source = file(tmp_path)
    attachments.add_files(workspace, "paper", paper, [source] * attachments.MOST_FILES)
    with pytest.raises(KnownProblem, match="не больше 50"):
        attachments.add_files(workspace, "paper", paper, [source])
    assert len(kept_files.names(workspace.folder)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../curator.db",
        "scans/../curator.db",
        "/etc/passwd",
        "scans/a.pdf",
        "scans/" + "a" * 64 + ".exe",
        "scans/" + "A" * 64 + ".pdf",
        "scans\\" + "a" * 64 + ".pdf",
        "scans/" + "a" * 64 + ".pdf/x",
        "scans/" + "a" * 64 + ".pdf\n",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_no_file(workspace: Workspace, paper: int, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        kept_files.place(workspace.folder, name)
    (number,) = attachments.add_files(workspace, "paper", paper, [file(tmp_path)])
    if name:
        with workspace.action("Подмена") as session:
            session.get_one(Attachment, number).file_name = name
        with pytest.raises(KnownProblem, match="нет в папке"):
            attachments.read_bytes(workspace, number)


def test_a_link_in_place_of_a_file_is_no_file(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    (number,) = attachments.add_files(workspace, "paper", paper, [file(tmp_path)])
    (kept,) = (workspace.folder.root / "scans").iterdir()
    secret = file(tmp_path, "чужое", PDF)
    kept.unlink()
    kept.symlink_to(secret)
    with pytest.raises(KnownProblem, match="нет в папке"):
        attachments.read_bytes(workspace, number)


def test_a_changed_and_a_missing_file_are_told(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    first, second = attachments.add_files(
        workspace, "paper", paper, [file(tmp_path), file(tmp_path, "второй.pdf", PDF + b"2")]
    )
    rows = attachments.list_attachments(workspace, "paper", paper)
    kept_files.place(workspace.folder, f"scans/{rows[0].sha256}.pdf").write_bytes(b"%PDF forged")
    kept_files.place(workspace.folder, f"scans/{rows[1].sha256}.pdf").unlink()
    assert attachments.states(workspace, rows) == {first: "changed", second: "missing"}
    with pytest.raises(KnownProblem, match="контрольная сумма"):
        attachments.read_bytes(workspace, first)
    attachments.add_files(workspace, "paper", paper, [file(tmp_path)])
    assert attachments.states(workspace, rows)[first] == "ok"


def test_a_title_has_no_tricks_in_it(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    name = "прика\u202eз\tот\n5.pdf"
    (number,) = attachments.add_files(workspace, "paper", paper, [file(tmp_path, name)])
    (row,) = attachments.list_attachments(workspace, "paper", paper)
    assert row.title == "прика з от 5"
    attachments.rename(workspace, number, "  Приказ  ")
    assert attachments.list_attachments(workspace, "paper", paper)[0].file_name == "Приказ.pdf"
    with pytest.raises(KnownProblem):
        attachments.rename(workspace, number, "\n")


def test_a_file_goes_when_no_record_has_it(workspace: Workspace, paper: int, tmp_path: Path) -> None:
    (number,) = attachments.add_files(workspace, "paper", paper, [file(tmp_path)])
    somebody = people.add_person(workspace, people.PersonData(surname="Ежов", first_name="Пётр", gender="m"))
    attachments.add_files(workspace, "person", somebody, [file(tmp_path)])
    recycle_bin.delete(workspace, "attachment", [number])
    assert attachments.list_attachments(workspace, "paper", paper) == []
    with pytest.raises(NotFound):
        attachments.read_bytes(workspace, number)
    recycle_bin.erase(workspace, "attachment", number)
    names = kept_files.names(workspace.folder)
    assert attachments.remove_unused(workspace, names) == []
    assert kept_files.names(workspace.folder) == names
    (other,) = attachments.list_attachments(workspace, "person")
    recycle_bin.delete(workspace, "attachment", [other.id])
    attachments.remove_unused(workspace, names)
    assert kept_files.names(workspace.folder) == names
    recycle_bin.erase(workspace, "attachment", other.id)
    assert attachments.remove_unused(workspace, [*names, "scans/none.pdf"]) == []
    assert kept_files.names(workspace.folder) == []
