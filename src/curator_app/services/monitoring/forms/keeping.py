"""Forms of the district as the school keeps them: the file as it came, and what goes into which cells."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from curator_app.domain.codes import FormKind
from curator_app.exchange.form_filling.values import cell_name
from curator_app.exchange.form_filling.view import FormView, view_form
from curator_app.exchange.opening import read_file
from curator_app.models import ReportForm
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.monitoring.forms.marks import CellMark, Mark, TableMark, cells_of, from_json, to_json
from curator_app.services.monitoring.forms.suggesting import label_of, take_over
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.storage import sealed_files


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRow:
    """A kept form."""

    id: int
    title: str
    file_name: str
    file_hash: str
    marks: tuple[Mark, ...]

    @property
    def cells(self) -> int:
        """How many single cells are marked."""
        return len(cells_of(self.marks))

    @property
    def tables(self) -> int:
        """How many tables are marked."""
        return len(self.marks) - self.cells


def list_forms(workspace: Workspace) -> list[FormRow]:
    """All forms by their titles."""
    with workspace.read() as session:
        query = select(ReportForm).where(ReportForm.deleted_at.is_(None), ReportForm.kind == FormKind.FORM.value)
        rows = [_row(one) for one in session.scalars(query)]
    return sorted(rows, key=lambda one: one.title.casefold())


def get_form(workspace: Workspace, form_id: int) -> FormRow:
    """The form. Raises NotFound."""
    with workspace.read() as session:
        row = session.get(ReportForm, form_id)
        if row is None or row.deleted_at is not None or row.kind != FormKind.FORM.value:
            raise NotFound("Этой формы уже нет. Обновите список.")
        return _row(row)


def _row(one: ReportForm) -> FormRow:
    return FormRow(
        id=one.id, title=one.title, file_name=one.file_name, file_hash=one.file_hash, marks=from_json(one.mapping)
    )


def keep_form(workspace: Workspace, path: Path, title: str | None = None) -> int:
    """Copies the file into the school's folder of forms. Gives the number of the form. Raises KnownProblem (what is no
    honest .xlsx, a form already kept), InvalidInput (title)."""
    content, _view = read_form(path)
    checker = Checker()
    told = checker.text("title", title if title is not None else path.stem, required=True)
    checker.done()
    digest = _digest(content)
    known = next((one for one in list_forms(workspace) if one.file_hash == digest), None)
    if known is not None:
        raise KnownProblem(f"Эта форма уже загружена: «{known.title}». Откройте её в списке.")
    _store(workspace, content, digest)
    with workspace.action(f"Загружена форма «{told}»") as session:
        row = ReportForm(kind=FormKind.FORM.value, title=told, file_name=_file_name(digest), file_hash=digest)
        session.add(row)
        session.flush()
        return row.id


def read_form(path: Path) -> tuple[bytes, FormView]:
    """A file somebody chose, looked through. Raises KnownProblem."""
    content = read_file(path)
    return content, view_form(content, path.name)


def form_content(workspace: Workspace, form: FormRow) -> bytes:
    """The file as it came. Raises KnownProblem when it is gone or not the same any more."""
    path = workspace.folder.root / form.file_name
    way_out = "Нажмите «Обновить файл…» и выберите форму: разметка сохранится."
    try:
        content = sealed_files.unseal(path.read_bytes(), workspace.key, f"{form.title[:80]}.xlsx")
    except OSError as error:
        raise KnownProblem(f"Файл формы «{form.title[:80]}» пропал из папки программы. {way_out}") from error
    if _digest(content) != form.file_hash:
        raise KnownProblem(f"Файл формы «{form.title[:80]}» в папке программы кем-то изменён. {way_out}")
    return content


def view_of(workspace: Workspace, form: FormRow) -> FormView:
    """The form to look at. Raises KnownProblem as ``form_content``."""
    return view_form(form_content(workspace, form), f"{form.title}.xlsx")


def save_marks(workspace: Workspace, form_id: int, marks: Sequence[Mark], view: FormView) -> None:
    """Keeps what goes where, each place with the words beside it. Raises NotFound, KnownProblem: a cell that must stay
    as it is, one place twice."""
    form = get_form(workspace, form_id)
    labelled = check_marks(marks, view)
    with workspace.action(f"Размечена форма «{form.title}»") as session:
        session.get_one(ReportForm, form_id).mapping = to_json(labelled)


def check_marks(marks: Sequence[Mark], view: FormView) -> tuple[Mark, ...]:
    """The marks with labels. Raises KnownProblem: a cell that must stay as it is, an unknown sheet, one place twice."""
    seen: set[tuple[str, int, int]] = set()
    checked: list[Mark] = []
    for one in marks:
        sheet = view.sheet(one.sheet)
        if sheet is None:
            raise KnownProblem(f"В форме нет листа «{one.sheet[:60]}». Проверьте, та ли это форма.")
        columns = (one.column,) if isinstance(one, CellMark) else tuple(each.column for each in one.columns)
        for column in columns:
            if (one.sheet, one.row, column) in seen:
                place = cell_name(one.row, column)
                raise KnownProblem(f"Лист «{one.sheet[:60]}», ячейка {place} размечена дважды. Уберите лишнее.")
            seen.add((one.sheet, one.row, column))
            if reason := sheet.reserved.reason(one.row, column):
                raise KnownProblem(f"Лист «{one.sheet[:60]}», ячейка {cell_name(one.row, column)}: {reason}")
        if isinstance(one, TableMark):
            sheet.prepared(one.row, columns)
            checked.append(one)
        else:
            checked.append(replace(one, label=one.label or label_of(sheet, one.row, one.column)))
    return tuple(checked)


def rename_form(workspace: Workspace, form_id: int, title: str) -> None:
    """Raises NotFound, InvalidInput."""
    get_form(workspace, form_id)
    checker = Checker()
    told = checker.text("title", title, required=True)
    checker.done()
    with workspace.action(f"Переименована форма: «{told}»") as session:
        session.get_one(ReportForm, form_id).title = told or ""


def renew_form(workspace: Workspace, form_id: int, path: Path) -> list[str]:
    """A new file in the place of the old one (the form of the next year, or the same one when it was lost); marks go
    where the same labels stand. Gives the places that were not found. Raises KnownProblem, NotFound."""
    form = get_form(workspace, form_id)
    content, view = read_form(path)
    marks, lost = take_over(form.marks, view)
    digest = _digest(content)
    _store(workspace, content, digest)
    with workspace.action(f"Обновлён файл формы «{form.title}»") as session:
        row = session.get_one(ReportForm, form_id)
        row.file_name, row.file_hash, row.mapping = _file_name(digest), digest, to_json(marks)
    return lost


def remove_form(workspace: Workspace, form_id: int) -> None:
    """Takes the form out of the list; Ctrl+Z brings it back, so its file stays. Raises NotFound."""
    form = get_form(workspace, form_id)
    with workspace.action(f"Удалена форма «{form.title}»") as session:
        session.get_one(ReportForm, form_id).deleted_at = workspace.clock.now()


def find_form(workspace: Workspace, content: bytes, name: str) -> FormRow | None:
    """The kept form of a file: the same bytes, else the same title as the file's name without its suffix."""
    digest = _digest(content)
    forms = list_forms(workspace)
    same = next((one for one in forms if one.file_hash == digest), None)
    title = Path(name).stem.casefold()
    return same or next((one for one in forms if one.title.casefold() == title), None)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_name(digest: str) -> str:
    return f"forms/{digest[:20]}.xlsx"


def _store(workspace: Workspace, content: bytes, digest: str) -> None:
    sealed_files.save(workspace.folder.root / _file_name(digest), content, workspace.key)
