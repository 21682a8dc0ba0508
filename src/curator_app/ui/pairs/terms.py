"""The terms of a pair: from when to when, in which form, why. Used when it is formed and when it is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue
from curator_app.services import catalogues
from curator_app.services.pairs import PairData
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField, Field, LinesField, TextField
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.pairs.life import term_hint

_MUTUAL = ((True, "да"), (False, "нет"))


class TermsForm(Form):
    """Fields of PairData but who is in it. A field touched by hand is not filled in anew by ``suggest``."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        today = workspace.clock.today()
        self.start = DayField("start_date", "Начало", today)
        self.end = DayField("end_date", "Окончание", today)
        super().__init__(
            [
                Section(
                    "",
                    [
                        [self.start, self.end],
                        [
                            _choice(workspace, "mentoring_form", "Форма наставничества", Catalogue.MENTORING_FORM),
                            _choice(workspace, "mentoring_kind", "Вид наставничества", Catalogue.MENTORING_KIND),
                        ],
                        [
                            _choice(workspace, "focus", "Направление", Catalogue.FOCUS),
                            _choice(workspace, "role_model", "Ролевая модель", Catalogue.ROLE_MODEL),
                        ],
                        [
                            LinesField(
                                "justification",
                                "Обоснование",
                                rows=2,
                                placeholder="Какой дефицит наставляемого закрывает какая компетенция наставника",
                            )
                        ],
                    ],
                ),
                Section(
                    "Дополнительно, можно заполнить позже",
                    [
                        [
                            ChoiceField("mutual_choice", "Взаимный выбор", _MUTUAL),
                            TextField("subject", "Предмет"),
                        ],
                        [LinesField("psychologist_opinion", "Мнение психолога", rows=2)],
                        [
                            TextField("addendum_number", "Доп. соглашение, №", limit=50),
                            DayField("addendum_date", "Доп. соглашение, дата", today),
                        ],
                        [LinesField("note", "Примечание", rows=2)],
                    ],
                ),
            ],
            parent,
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._by_hand: set[str] = set()
        self.term = Notice("info")
        for name, field in self.fields.items():
            field.edited.connect(lambda touched=name: self._by_hand.add(touched))
        for field in (self.start, self.end):
            field.edited.connect(self._look_at_term)

    def fill(self, data: PairData) -> None:
        """Shows the terms of an existing pair; its fields count as touched."""
        self.set_values({name: getattr(data, name) for name in self.fields})
        self._by_hand = set(self.fields)
        self._look_at_term()

    def suggest(self, data: PairData) -> None:
        """Fills in what the person has not touched yet."""
        self.set_values({name: getattr(data, name) for name in self.fields if name not in self._by_hand})
        self._look_at_term()

    def put_into(self, data: PairData) -> PairData:
        """``data`` with the terms as they stand in the fields."""
        return replace(data, **self.values())

    def lock(self, names: Iterable[str]) -> None:
        """Makes fields that an order has fixed unchangeable."""
        for name in names:
            self.fields[name].setEnabled(False)

    def _look_at_term(self) -> None:
        self.term.say(term_hint(self.start.value(), self.end.value()))


def _choice(workspace: Workspace, name: str, label: str, catalogue: Catalogue) -> Field:
    titles = [(row.title, row.title) for row in catalogues.list_catalogue(workspace, catalogue)]
    return ChoiceField(name, label, titles)
