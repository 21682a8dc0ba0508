"""A request of a mentee: own words, deficits with severity, subject, urgency (S2-П2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue, RequestSource, RequestStatus
from curator_app.services import catalogues, mentees
from curator_app.services.mentees import DeficitData, RequestData
from curator_app.services.rows import RequestRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import REQUEST_SOURCE, REQUEST_STATUS
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, FlagField, LinesField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.requests.words import SEVERITY


def request_rows(workspace: Workspace) -> list[list[Field]]:
    """Fields of a request in the order a curator asks (also the last part of a new mentee's card)."""
    areas = catalogues.list_catalogue(workspace, Catalogue.AREA)
    subjects = catalogues.list_catalogue(workspace, Catalogue.SUBJECT)
    return [
        [
            LinesField(
                "wording", "Запрос своими словами", rows=3, placeholder="В чём нужна помощь, как сказал сам человек"
            )
        ],
        [
            TagsField(
                "deficits",
                "Профессиональные дефициты и их выраженность",
                [(area.code or area.title, area.title) for area in areas],
                levels=(0, 3, 2, SEVERITY),
                hint="Точки — выраженность от 0 до 3. Можно вписать свою область.",
            )
        ],
        [
            ComboField("subject", "Предмет", [subject.title for subject in subjects]),
            ChoiceField("source", "Откуда известно", list(REQUEST_SOURCE.items())),
            DayField("date", "Дата", workspace.clock.today()),
        ],
        [
            FlagField("subject_required", "Нужен наставник именно по этому предмету"),
            FlagField("urgent", "Срочно", hint="Идёт трёхдневный срок после выхода на работу."),
        ],
    ]


def request_data(values: Mapping[str, Any], present: RequestRow | None = None) -> RequestData:
    """The command of the fields; the words of deficits already described stay with their area."""
    described = {} if present is None else {one.area: one for one in present.deficits}
    deficits = []
    for area, severity in values["deficits"]:
        old = described.get(area)
        deficits.append(
            DeficitData(
                area=area,
                severity=severity,
                text=None if old is None else old.text,
                severity_after=None if old is None else old.severity_after,
            )
        )
    return RequestData(
        wording=str(values["wording"] or ""),
        date=values["date"],
        source=values["source"],
        urgent=bool(values["urgent"]),
        subject=values["subject"],
        subject_required=bool(values["subject_required"]),
        status=str(values.get("status") or RequestStatus.NEW.value),
        deficits=deficits,
    )


class RequestDialog(FormDialog):
    """Adds a request or changes one."""

    def __init__(
        self, workspace: Workspace, mentee_id: int, name: str, present: RequestRow | None, parent: QWidget | None
    ) -> None:
        rows = request_rows(workspace)
        if present is not None:
            rows.append([ChoiceField("status", "Статус", list(REQUEST_STATUS.items()), empty="")])

        def keep(values: Mapping[str, Any]) -> None:
            request_id = None if present is None else present.id
            mentees.save_request(workspace, mentee_id, request_data(values, present), request_id=request_id)

        super().__init__(
            f"{'Новый запрос' if present is None else 'Запрос'} — {name}",
            [Section("", rows)],
            keep,
            values=new_request(workspace) if present is None else _values(present),
            size=(720, 540),
            parent=parent,
        )


def new_request(workspace: Workspace) -> dict[str, Any]:
    """What a new request begins with."""
    return {"date": workspace.clock.today(), "source": RequestSource.SURVEY.value}


def _values(present: RequestRow) -> dict[str, Any]:
    return {
        "wording": present.wording,
        "deficits": [(one.area, one.severity) for one in present.deficits],
        "subject": present.subject,
        "source": present.source,
        "date": present.date,
        "subject_required": present.subject_required,
        "urgent": present.urgent,
        "status": present.status,
    }
