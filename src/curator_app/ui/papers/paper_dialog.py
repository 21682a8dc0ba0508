"""A paper entered into the register by hand, or its entry put right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from curator_app.documents.blocks import Document
from curator_app.services import people
from curator_app.services.papers import numbering, registered
from curator_app.services.papers.numbering import next_number
from curator_app.services.papers.registered import KINDS, STATUS_LABELS, PaperEntry, PaperRow, usual_series
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.people.staff_picker import person_line


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper the program has just made: what kind it is, its heading and blocks."""

    kind: str
    heading: str
    document: Document


class PaperDialog(FormDialog):
    """``saved`` is the number of the record. The next number is offered until one is typed."""

    def __init__(
        self,
        workspace: Workspace,
        row: PaperRow | None = None,
        printed: Printed | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._workspace = workspace
        self._row = row
        self._printed = printed
        self.saved: int | None = None
        today = workspace.clock.today()
        kinds = list(KINDS.items())
        current = row.kind if row is not None else printed.kind if printed is not None else "minutes"
        if current not in KINDS:
            kinds.insert(0, (current, registered.kind_label(current)))
        self.kind = ChoiceField("type", "Вид документа", kinds, empty="")
        self.heading = TextField("heading", "Название", required=True, placeholder="Протокол заседания педсовета")
        self.number = TextField("order_number", "Номер", limit=40)
        self.date = DayField("order_date", "Дата", today)
        self.status = ChoiceField("status", "Статус", list(STATUS_LABELS.items()), empty="")
        rows = people.list_people(workspace, archived=False)
        self.person = ChoiceField("person", "О ком", [(one.id, person_line(one)) for one in rows], empty="ни о ком")
        self.note = LinesField("note", "Примечание", rows=2)
        sections = [
            Section(
                "",
                [[self.kind], [self.heading], [self.number, self.date], [self.status, self.person], [self.note]],
            )
        ]
        super().__init__(
            "Запись реестра" if row is not None else "Внести документ в реестр",
            sections,
            self._keep,
            size=(620, 480),
            parent=parent,
        )
        self.form.set_values(self._first(current))
        self._number_by_hand = row is not None
        self.kind.edited.connect(self._offer)
        self.date.edited.connect(self._offer)
        self.number.edited.connect(self._typed)
        self._offer()

    def _first(self, kind: str) -> Values:
        row, printed = self._row, self._printed
        if row is None:
            return {
                "type": kind,
                "heading": printed.heading if printed is not None else None,
                "order_date": self._workspace.clock.today(),
                "status": "signed",
            }
        return {
            "type": row.kind,
            "heading": row.heading,
            "order_number": row.number,
            "order_date": row.date,
            "status": row.status,
            "person": row.person,
            "note": row.note,
        }

    def _typed(self) -> None:
        self._number_by_hand = self.number.value() is not None
        self._look()

    def _offer(self) -> None:
        day = self.date.value()
        if not self._number_by_hand and day is not None:
            series = usual_series(self.kind.value())
            numbered = series != "other"
            self.number.set_value(next_number(self._workspace, series, day) if numbered else None)
        self._look()

    def _look(self) -> None:
        number, day = self.number.value(), self.date.value()
        told: tuple[str, ...] = ()
        if number is not None and day is not None:
            paper = self._row.id if self._row is not None else None
            told = numbering.remarks(self._workspace, usual_series(self.kind.value()), number, day, paper=paper)
        self.notice.say(" ".join(told), "warn")

    def _keep(self, values: Values) -> None:
        entry = PaperEntry(
            kind=values["type"],
            heading=values["heading"] or "",
            number=values["order_number"],
            date=values["order_date"],
            status=values["status"],
            person=values["person"],
            pair=self._row.pair if self._row is not None else None,
            note=values["note"],
            document=self._printed.document if self._printed is not None else None,
        )
        if self._row is not None:
            registered.update_paper(self._workspace, self._row.id, entry)
            self.saved = self._row.id
        else:
            self.saved = registered.register_paper(self._workspace, entry)


def enter_paper(workspace: Workspace, parent: QWidget | None, printed: Printed | None = None) -> int | None:
    """Asks for a paper and enters it; the number of its record, None when thought better."""
    dialog = PaperDialog(workspace, None, printed, parent)
    return dialog.saved if run_dialog(dialog) else None
