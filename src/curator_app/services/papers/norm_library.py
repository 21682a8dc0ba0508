"""The norms orders cite: those shipped, changed or hidden by the school, and its own; what is no longer in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.norms import Norm, all_norms
from curator_app.documents.paper_data import NormData, NormRole
from curator_app.models import NormRecord
from curator_app.runtime.errors import FieldProblem, InvalidInput, NotFound
from curator_app.services.papers.numbers import number_key
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

ROLE_LABELS: dict[NormRole, str] = {
    "according": "в соответствии с… (творительный падеж)",
    "purpose": "в целях… (родительный падеж)",
    "ground": "на основании… (родительный падеж)",
}
_TITLE_LIMIT, _TEXT_LIMIT = 200, 500
_OWN = "school_"


@dataclass(frozen=True, kw_only=True, slots=True)
class NormEntry:
    """A norm as it is edited. ``default_for``: «workers», «pupils» — orders in which it is ticked by itself."""

    title: str
    text: str
    role: NormRole = "according"
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    default_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NormRow:
    """A norm of the library. ``shipped``: it comes with the program; ``changed``: the school's version of it counts;
    ``hidden``: not offered any more."""

    id: str
    title: str
    text: str
    role: NormRole
    valid_from: dt.date | None
    valid_to: dt.date | None
    default_for: tuple[str, ...]
    shipped: bool
    changed: bool
    hidden: bool
    in_force: bool


@dataclass(frozen=True, slots=True)
class NormWarning:
    """A norm cited that was not in force on the day of the order, or is not any more."""

    norm: str
    sentence: str
    on_its_day: bool


def library(session: Session) -> tuple[Norm, ...]:
    """The norms that count now, in the order of citing: the school's versions in place of those shipped."""
    return tuple(norm for norm, record in _merged(session) if record is None or not record.hidden)


def list_norms(workspace: Workspace) -> list[NormRow]:
    """Every norm, hidden ones too."""
    today = workspace.clock.today()
    shipped = {norm.id for norm in all_norms()}
    with workspace.read() as session:
        return [
            NormRow(
                id=norm.id,
                title=norm.title,
                text=norm.text,
                role=norm.role,
                valid_from=norm.valid_from,
                valid_to=norm.valid_to,
                default_for=tuple(norm.default_for),
                shipped=norm.id in shipped,
                changed=record is not None and bool(record.definition) and norm.id in shipped,
                hidden=record is not None and record.hidden,
                in_force=norm.valid_on(today),
            )
            for norm, record in _merged(session)
        ]


def norms_in_force(workspace: Workspace, day: dt.date) -> tuple[Norm, ...]:
    """What may be ticked for an order of that day."""
    with workspace.read() as session:
        return tuple(norm for norm in library(session) if norm.valid_on(day))


def save_norm(workspace: Workspace, entry: NormEntry, norm_id: str | None = None) -> str:
    """Keeps a norm (a new one without ``norm_id``) and gives its id. Orders issued keep their own text.

    Raises InvalidInput, NotFound.
    """
    definition = _checked(entry)
    with workspace.action(f"Норма: {definition['title'][:120]}") as session:
        known = {norm.id for norm, _record in _merged(session)}
        if norm_id is not None and norm_id not in known:
            raise NotFound("Этой нормы в списке уже нет. Обновите список.")
        code = norm_id or _free_code(known)
        row = _record(session, code)
        if row is None:
            session.add(NormRecord(code=code, definition=definition, hidden=False))
        else:
            if row.definition != definition:
                row.definition = definition
            row.hidden = False
        return code


def reset_norm(workspace: Workspace, norm_id: str) -> None:
    """Back to the norm as it is shipped; the school's own norm is taken out of the list."""
    with workspace.action("Норма возвращена к исходной") as session:
        if (row := _record(session, norm_id)) is not None:
            session.delete(row)


def hide_norm(workspace: Workspace, norm_id: str, *, hidden: bool = True) -> None:
    """Stops (or goes on) offering a norm. Raises NotFound."""
    with workspace.action("Норма скрыта из списка" if hidden else "Норма возвращена в список") as session:
        if norm_id not in {norm.id for norm, _record in _merged(session)}:
            raise NotFound("Этой нормы в списке уже нет. Обновите список.")
        row = _record(session, norm_id)
        if row is None:
            session.add(NormRecord(code=norm_id, definition={}, hidden=hidden))
        elif row.hidden != hidden:
            row.hidden = hidden


def warnings(
    norms: Iterable[Norm], preamble: Sequence[NormData], day: dt.date | None, today: dt.date
) -> tuple[NormWarning, ...]:
    """Norms of a preamble not in force on the order's day or today; the school's own words are matched by number."""
    known = list(norms)
    told: list[NormWarning] = []
    for cited in preamble:
        norm = next((one for one in known if one.id == cited.id), None) or _by_text(known, cited.text)
        if norm is None:
            continue
        if day is not None and not norm.valid_on(day):
            told.append(NormWarning(norm.id, f"«{norm.title}»: {_when(norm)}, а приказ от {day:%d.%m.%Y}.", False))
        elif norm.valid_to is not None and norm.valid_to < today:
            told.append(NormWarning(norm.id, f"«{norm.title}» действовала по {norm.valid_to:%d.%m.%Y}.", True))
    return tuple(told)


def remarks(workspace: Workspace, preamble: Sequence[NormData], day: dt.date | None) -> tuple[str, ...]:
    """Sentences about norms of an order being prepared that are not in force."""
    with workspace.read() as session:
        norms = tuple(norm for norm, _record in _merged(session))
    return tuple(one.sentence for one in warnings(norms, preamble, day, workspace.clock.today()))


def order_warnings(workspace: Workspace, order_id: int) -> tuple[NormWarning, ...]:
    """What is wrong with the norms an issued order cites. Raises NotFound."""
    from curator_app.services.papers.register import order_data

    data = order_data(workspace, order_id)
    with workspace.read() as session:
        norms = tuple(norm for norm, _record in _merged(session))
    return warnings(norms, data.preamble, data.date, workspace.clock.today())


def all_known(session: Session) -> dict[str, Norm]:
    """Every norm by its id, hidden ones too."""
    return {norm.id: norm for norm, _record in _merged(session)}


def out_of_force(norms: Mapping[str, Norm], cited: Iterable[str], day: dt.date, today: dt.date) -> bool:
    """Whether one of the norms ``cited`` (ids) was not in force on the paper's day or is not any more."""
    found = (norms[one] for one in cited if one in norms)
    return any(not one.valid_on(day) or (one.valid_to is not None and one.valid_to < today) for one in found)


def _merged(session: Session) -> list[tuple[Norm, NormRecord | None]]:
    records = {row.code: row for row in session.scalars(select(NormRecord).order_by(NormRecord.id))}
    merged: list[tuple[Norm, NormRecord | None]] = []
    for norm in all_norms():
        record = records.pop(norm.id, None)
        merged.append((_norm(norm.id, record.definition) if record is not None and record.definition else norm, record))
    merged += [(_norm(code, record.definition), record) for code, record in records.items() if record.definition]
    return merged


def _norm(code: str, definition: dict[str, Any]) -> Norm:
    return Norm(
        code,
        str(definition["title"]),
        str(definition["text"]),
        definition["role"],
        _day(definition.get("valid_from")),
        _day(definition.get("valid_to")),
        tuple(definition.get("default_for", ())),
    )


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _checked(entry: NormEntry) -> dict[str, Any]:
    checker = Checker()
    title = checker.text("title", entry.title, limit=_TITLE_LIMIT, required=True)
    text = checker.text("wording", entry.text, limit=_TEXT_LIMIT, required=True)
    checker.date("valid_from", entry.valid_from)
    checker.date("valid_to", entry.valid_to)
    checker.order("valid_to", entry.valid_from, entry.valid_to)
    checker.done()
    if entry.role not in ROLE_LABELS:
        raise InvalidInput([FieldProblem("role", "Выберите, где норма стоит в преамбуле.")])
    return {
        "title": title,
        "text": text,
        "role": entry.role,
        "valid_from": None if entry.valid_from is None else entry.valid_from.isoformat(),
        "valid_to": None if entry.valid_to is None else entry.valid_to.isoformat(),
        "default_for": [one for one in entry.default_for if one in ("workers", "pupils")],
    }


def _free_code(known: set[str]) -> str:
    number = 1
    while f"{_OWN}{number}" in known:
        number += 1
    return f"{_OWN}{number}"


def _record(session: Session, code: str) -> NormRecord | None:
    return session.scalar(select(NormRecord).where(NormRecord.code == code))


def _by_text(norms: Sequence[Norm], text: str) -> Norm | None:
    """A norm whose number («№ Р-145») stands in words written by hand."""
    key = number_key(text)
    for norm in norms:
        _, sign, number = norm.text.partition("№")
        written = number.split("«")[0].split(",")[0].strip()
        if sign and len(written) > 2 and f"№{number_key(written)}" in key:
            return norm
    return None


def _when(norm: Norm) -> str:
    if norm.valid_from is not None and norm.valid_to is not None:
        return f"действует с {norm.valid_from:%d.%m.%Y} по {norm.valid_to:%d.%m.%Y}"
    if norm.valid_to is not None:
        return f"действует по {norm.valid_to:%d.%m.%Y}"
    return f"действует с {norm.valid_from:%d.%m.%Y}" if norm.valid_from is not None else "не действует"
