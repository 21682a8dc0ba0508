"""A step of a template: what it says and when it falls, relative to an event."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue
from curator_app.domain.route.dating import LONGEST_OFFSET, Term
from curator_app.domain.route.template import ANY_AREA, TemplateStep
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services import catalogues
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import ANCHOR, RESPONSIBLE, ROUTE_STAGE, STEP_FORMS, STEP_LEVEL, term_words
from curator_app.ui.common.fields import ChoiceField, ComboField, Field, FlagField, LinesField, NumberField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.tags_field import TagsField

_TEXTS = ("form", "level", "expected_result", "resources", "report_document", "responsible")


class TemplateStepDialog(FormDialog):
    """``step`` is what was typed; nothing is kept until the template is saved."""

    def __init__(self, workspace: Workspace, present: TemplateStep, parent: QWidget | None = None) -> None:
        self.step = present
        areas = [(one.code or one.title, one.title) for one in catalogues.list_catalogue(workspace, Catalogue.AREA)]
        rows: list[list[Field]] = [
            [LinesField("content", "Мероприятие", rows=2, required=True)],
            [
                ComboField("form", "Форма", STEP_FORMS),
                ChoiceField("stage", "Этап", [(one.value, word) for one, word in ROUTE_STAGE.items()], empty=""),
            ],
            [
                ChoiceField("level", "Уровень", [(one.value, word) for one, word in STEP_LEVEL.items()]),
                ChoiceField("responsible", "Ответственный", [(one.value, word) for one, word in RESPONSIBLE.items()]),
            ],
            [LinesField("expected_result", "Ожидаемый результат", rows=2)],
            [LinesField("resources", "Ресурсы", rows=1), LinesField("report_document", "Отчётный документ", rows=1)],
        ]
        term: list[list[Field]] = [
            [
                ChoiceField("anchor", "От какого события", list(ANCHOR.items()), empty=""),
                NumberField("offset_days", "Через сколько дней", hint="Минус — до события."),
                NumberField("length_days", "Сколько дней идёт"),
            ]
        ]
        deficits: list[list[Field]] = [
            [TagsField("areas", "Области дефицитов", [*areas, (ANY_AREA, "любая другая")])],
            [FlagField("only_for_deficit", "Включать, только если такой дефицит есть у наставляемого")],
        ]
        names = ("content", "stage", *_TEXTS, "areas", "only_for_deficit")
        super().__init__(
            "Мероприятие шаблона",
            [Section("", rows), Section("Когда", term), Section("Над чем работает", deficits)],
            self._put,
            values={name: getattr(present, name) for name in names}
            | {name: getattr(present.term, name) for name in ("anchor", "offset_days", "length_days")},
            verb="Готово",
            size=(820, 680),
            parent=parent,
        )
        for name in ("anchor", "offset_days", "length_days"):
            self.form.fields[name].edited.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        """The term in words under its event."""
        values = {name: self.form.fields[name].value() for name in ("anchor", "offset_days", "length_days")}
        try:
            told = term_words(Term(values["anchor"], values["offset_days"] or 0, values["length_days"] or 0))
        except ValueError:
            told = ""
        self.form.fields["anchor"].set_hint(f"{told[:1].upper()}{told[1:]}." if told else "")

    def _put(self, values: Values) -> None:
        try:
            term = Term(values["anchor"], values["offset_days"] or 0, values["length_days"] or 0)
        except ValueError:
            raise InvalidInput(
                [FieldProblem("offset_days", f"Срок отстоит от события не больше чем на {LONGEST_OFFSET} дней.")]
            ) from None
        self.step = TemplateStep(
            stage=values["stage"],
            content=values["content"] or "",
            term=term,
            areas=tuple(values["areas"]),
            only_for_deficit=bool(values["only_for_deficit"] and values["areas"]),
            **{name: values[name] for name in _TEXTS},
        )
