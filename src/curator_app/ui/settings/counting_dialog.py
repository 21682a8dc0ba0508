"""How the school counts terms, with what another choice would move."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator_app.domain.terms.settings import CountingSettings
from curator_app.services.terms import counting, rule_editing
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.settings.changes_preview import ChangesPreview

_EVENT = (
    (False, "со следующего дня: «не позднее 3 дней» — это событие + 3"),
    (True, "с самого дня события: он считается первым"),
)
_ROLL = (
    (True, "на следующий рабочий день (ст. 14 ТК РФ)"),
    (False, "не переносится: срок остаётся на выходном"),
)


class CountingDialog(FormDialog):
    """Two readings of the law; the default stands first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        self._workspace = workspace
        now = counting.get_counting(workspace)
        super().__init__(
            "Как считать сроки",
            [
                Section(
                    "",
                    [
                        [ChoiceField("event_day_counts", "Дни считаются", list(_EVENT), empty="")],
                        [ChoiceField("roll_forward", "Последний день выпал на выходной", list(_ROLL), empty="")],
                    ],
                )
            ],
            lambda values: counting.save_counting(workspace, _settings(values)),
            values={"event_day_counts": now.event_day_counts, "roll_forward": now.roll_forward},
            size=(640, 400),
            parent=parent,
        )
        self.preview = ChangesPreview(self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.preview)
        self.form.edited.connect(self.look)
        self.look()

    def look(self) -> None:
        """Reckons what the choice as it stands would change."""
        settings = _settings(self.form.values())
        self.preview.show_changes(rule_editing.preview_counting(self._workspace, settings))


def _settings(values: Values) -> CountingSettings:
    return CountingSettings(
        event_day_counts=bool(values["event_day_counts"]), roll_forward=bool(values["roll_forward"])
    )
