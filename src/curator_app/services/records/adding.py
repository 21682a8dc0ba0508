"""``add``, ``set`` and ``remove``: records as the dialogs make them, a whole list in one action."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from curator_app.models import Ban, Consent, Lock, Wish
from curator_app.runtime.errors import FieldProblem, InvalidInput, KnownProblem
from curator_app.services import consents, mentees, mentors
from curator_app.services.people import PersonData
from curator_app.services.records.listing import list_records
from curator_app.services.records.outcomes import LIST_OF, fields_of
from curator_app.services.records.putting import KINDS
from curator_app.services.records.reading import RecordReader
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

_TITLES = {
    "school": "сведения о школе",
    "person": "люди",
    "mentor": "наставники",
    "mentee": "наставляемые",
    "request": "запросы",
    "consent": "согласия",
    "wish": "пожелания",
    "lock": "закрепления",
    "ban": "запреты",
    "contest": "конкурсы",
    "publication": "публикации",
    "practice": "практики",
    "incentive": "поощрения",
    "agreement": "соглашения",
}
_LIST_OF: dict[str, str] = {
    "person": "people",
    "mentor": "mentors",
    "mentee": "mentees",
    "request": "requests",
    "consent": "consents",
    **{str(kind): name for kind, name in LIST_OF.items()},
}


def put_all(
    workspace: Workspace,
    session: Session,
    kind: str,
    records: Sequence[Mapping[str, Any]],
    refs: dict[str, int],
    own: Sequence[int | None],
) -> list[int]:
    """Adds (``own`` None) or changes whole records inside the caller's action; gives their numbers."""
    ids = []
    told: set[str] = set()
    for index, (record, record_id) in enumerate(zip(records, own, strict=True)):
        checker = Checker()
        read = RecordReader(record, refs, checker)
        try:
            new_id = KINDS[kind](session, workspace, read, record_id)
        except InvalidInput:
            raise
        except KnownProblem as problem:
            raise KnownProblem(f"Запись № {index + 1}: {problem.message}") from problem
        read.done()
        checker.done(index=index)
        if isinstance(name := record.get("ref"), str):
            if name in told:
                raise InvalidInput([FieldProblem("ref", f"Имя «{name[:60]}» уже дано другой записи.")], index=index)
            told.add(name)
            refs[name] = new_id
        ids.append(new_id)
    return ids


def add_records(
    workspace: Workspace, kind: str, records: Sequence[Mapping[str, Any]], refs: dict[str, int] | None = None
) -> list[dict[str, Any]]:
    """Adds a list of records in one action; one bad record refuses them all.

    ``refs`` collects and resolves «@name» references; pass the same dict to several calls to share them.
    Returns ``[{"ref", "id"}]`` in the order of the input. Raises InvalidInput with the index and the field.
    """
    known = dict(refs or {})
    with workspace.action(f"Добавлено: {_TITLES[kind]} ({len(records)})") as session:
        ids = put_all(workspace, session, kind, records, known, [None] * len(records))
    if refs is not None:
        refs.update(known)
    return [{"ref": record.get("ref"), "id": new_id} for record, new_id in zip(records, ids, strict=True)]


def set_records(workspace: Workspace, kind: str, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Changes only the named fields of records given by ``id``, all in one action. Raises KnownProblem."""
    whole = merged(workspace, kind, records)
    own = [None if kind == "school" else record["id"] for record in whole]
    with workspace.action(f"Изменено: {_TITLES[kind]} ({len(whole)})") as session:
        ids = put_all(workspace, session, kind, whole, {}, own)
    return [{"ref": record.get("ref"), "id": one} for record, one in zip(whole, ids, strict=True)]


def merged(workspace: Workspace, kind: str, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The records with the fields they do not name as the base has them. Raises KnownProblem for an unknown id."""
    if kind == "school":
        return [dict(record) for record in records]
    present = {row["id"]: row for row in list_records(workspace, _LIST_OF.get(kind, kind))}
    found = []
    for index, record in enumerate(records):
        number = record.get("id")
        row = None if isinstance(number, bool | float | list | dict) else present.get(number)
        if row is None:
            raise KnownProblem(
                f"Запись № {index + 1}: номера {record.get('id')} ({_TITLES[kind]}) в базе нет. Проверьте его."
            )
        found.append(_editable(kind, row) | dict(record))
    return found


_PERSON_FIELDS = frozenset(field.name for field in dataclasses.fields(PersonData)) | {"archived"}
_EDITABLE: dict[str, AbstractSet[str]] = {
    "mentor": _PERSON_FIELDS | {field.name for field in dataclasses.fields(mentors.MentorData)},
    "mentee": _PERSON_FIELDS | {field.name for field in dataclasses.fields(mentees.MenteeData)},
    "request": {"mentee"} | {field.name for field in dataclasses.fields(mentees.RequestData)},
    "consent": {field.name for field in dataclasses.fields(consents.ConsentData)},
    "person": _PERSON_FIELDS,
    "wish": {"side", "mentor", "mentee", "rank", "avoid"},
    "lock": {"mentor", "mentee", "reason"},
    "ban": {"mentor", "mentee", "reason"},
    **{str(kind): frozenset(fields_of(kind)) for kind in LIST_OF},
}


def _editable(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in _EDITABLE[kind]}


def remove_record(workspace: Workspace, kind: str, record_id: int) -> None:
    """Removes one record: people, roles, requests and results go to the bin, the rest is deleted. Raises
    KnownProblem."""
    from curator_app.services import bin as recycle_bin

    if kind in {"person", "mentor", "mentee", "request", *LIST_OF}:
        recycle_bin.delete(workspace, kind, [record_id])  # type: ignore[arg-type]  # narrowed by the line above
        return
    if kind not in _DELETED:
        raise KnownProblem("Сведения о школе не удаляются, их можно только изменить.")
    with workspace.action(f"Удалено: {_TITLES[kind]}") as session:
        delete(session, kind, record_id)


_DELETED: dict[str, type[Consent] | type[Wish] | type[Lock] | type[Ban]] = {
    "consent": Consent,
    "wish": Wish,
    "lock": Lock,
    "ban": Ban,
}


def delete(session: Session, kind: str, record_id: int) -> None:
    """Deletes a consent, wish, lock or ban inside the caller's action. Raises KnownProblem."""
    record = session.get(_DELETED[kind], record_id)
    if record is None:
        raise KnownProblem(f"Записи № {record_id} ({_TITLES[kind]}) нет. Проверьте номер.")
    session.delete(record)
    session.flush()
