"""Forms of what happens in the life of a pair: each saves by one service and remembers what is to come next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue, PairEventKind
from curator_app.services import catalogues, pairs
from curator_app.services.pair_life import acts, membership
from curator_app.services.pair_life.acts import RequestData
from curator_app.services.papers.pair_papers import PairPaperCode
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField, Field, FlagField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

REPLACE, COMPLETE, LATER = "replace", "complete", "later"
_REQUESTS = (
    (PairEventKind.RESIGNATION_REQUEST.value, "заявление наставника о сложении обязанностей"),
    (PairEventKind.REPLACEMENT_REQUEST.value, "ходатайство наставляемого о замене наставника"),
    (PairEventKind.EARLY_NOTICE.value, "уведомление наставнику о досрочном прекращении"),
)
_NEXT = (
    (REPLACE, "заменить наставника: подготовить приказ"),
    (COMPLETE, "завершить работу пары: подготовить приказ"),
    (LATER, "пока только записать"),
)


class RequestDialog(FormDialog):
    """A request or notice; ``next`` tells which order is wanted."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        self._workspace, self._row = workspace, row
        today = workspace.clock.today()
        self.kind = ChoiceField("kind", "Что получено", _REQUESTS, empty="")
        self.day = DayField("date", "Какого числа", today, required=True)
        self.release = DayField("effective_on", "Освободить с", today)
        self.after = ChoiceField("next", "Что дальше", _NEXT, empty="")
        super().__init__(
            "Заявление, ходатайство, уведомление",
            [
                Section(
                    "",
                    [
                        [self.kind],
                        [self.day, self.release],
                        [LinesField("reason", "Причина", rows=2, placeholder="Уважительные обстоятельства")],
                        [self.after],
                    ],
                )
            ],
            self._keep,
            values={"date": today},
            verb="Записать",
            size=(640, 440),
            parent=parent,
        )
        self.day.edited.connect(self._earliest)
        self._earliest()

    @property
    def next(self) -> str:
        """What is wanted after saving."""
        return str(self.after.value())

    def _earliest(self) -> None:
        day = self.day.value()
        if day is None:
            return
        first = acts.earliest_release_day(self._workspace, self._row.id, day)
        self.release.set_value(first)
        self.release.tell("")
        self.notice.say(
            f"Предупреждение — не менее чем за три рабочих дня (ст. 351.8 ТК РФ): освободить можно с {first:%d.%m.%Y}.",
            "info",
        )

    def _keep(self, values: Values) -> None:
        told = {name: values[name] for name in ("kind", "date", "effective_on", "reason")}
        acts.note_request(self._workspace, self._row.id, RequestData(**told))


class ExtensionDialog(FormDialog):
    """An agreement to go on; the order follows when ``order_wanted``."""

    def __init__(
        self, workspace: Workspace, row: PairRow, until: dt.date | None = None, parent: QWidget | None = None
    ) -> None:
        self._workspace, self._row = workspace, row
        today = workspace.clock.today()
        self.until = DayField("until", "Продлить до", today, required=True)
        self.order = FlagField("order", "Сразу подготовить приказ о продлении")
        super().__init__(
            "Продлить срок программы",
            [
                Section(
                    "",
                    [
                        [self.until, DayField("date", "Согласовано", today, required=True)],
                        [LinesField("reason", "Причина", rows=2)],
                        [self.order],
                    ],
                )
            ],
            self._keep,
            values={"date": today, "until": until, "order": True},
            verb="Записать",
            size=(600, 340),
            parent=parent,
        )
        if row.end_date is not None:
            self.notice.say(f"Сейчас срок — по {row.end_date:%d.%m.%Y}. Новый срок утверждает приказ.", "info")

    @property
    def order_wanted(self) -> bool:
        """The order is to be opened now."""
        return self.order.value()

    def _keep(self, values: Values) -> None:
        acts.agree_extension(self._workspace, self._row.id, values["until"], values["date"], values["reason"])


class PauseDialog(FormDialog):
    """From which day the pair does not work."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        self._workspace, self._row = workspace, row
        today = workspace.clock.today()
        super().__init__(
            "Приостановить работу пары",
            [
                Section(
                    "",
                    [
                        [
                            DayField("effective_on", "Первый день без работы", today, required=True),
                            DayField("until", "Последний день, если известен", today),
                        ],
                        [
                            LinesField(
                                "reason", "Причина", rows=2, required=True, placeholder="Больничный, командировка"
                            )
                        ],
                    ],
                )
            ],
            self._keep,
            values={"effective_on": today},
            verb="Приостановить",
            size=(600, 320),
            parent=parent,
        )
        self.notice.say("Встречи и задачи на это время не ждём. Место у наставника остаётся занятым.", "info")

    def _keep(self, values: Values) -> None:
        acts.pause_pair(
            self._workspace,
            self._row.id,
            values["effective_on"],
            values["until"],
            values["reason"],
            self._workspace.clock.today(),
        )


class ResumeDialog(FormDialog):
    """The first day of work after a pause; ``extension_wanted`` when the days are to be made up for."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        self._workspace, self._row = workspace, row
        today = workspace.clock.today()
        self.extend = FlagField("extend", "Продлить срок на время приостановки")
        rows: list[Sequence[Field]] = [[DayField("effective_on", "Первый день работы", today, required=True)]]
        if row.order_number is not None:
            rows.append([self.extend])
        super().__init__(
            "Возобновить работу пары",
            [Section("", rows)],
            self._keep,
            values={"effective_on": today},
            verb="Возобновить",
            size=(520, 220),
            parent=parent,
        )

    @property
    def extension_wanted(self) -> bool:
        """The term is to be moved by the days of the pause."""
        return self.extend.value()

    def _keep(self, values: Values) -> None:
        acts.resume_pair(self._workspace, self._row.id, values["effective_on"])


class CorrectionDialog(FormDialog):
    """The content of the work changed by mutual agreement; ``changes`` are the lines for the paper."""

    def __init__(self, workspace: Workspace, row: PairRow, parent: QWidget | None = None) -> None:
        self._workspace, self._row = workspace, row
        self.changes: tuple[str, ...] = ()
        today = workspace.clock.today()
        choice = partial(_choice, workspace)
        self.paper = FlagField("paper", "Напечатать соглашение для подписи")
        super().__init__(
            "Скорректировать содержание",
            [
                Section(
                    "",
                    [
                        [
                            choice("mentoring_form", "Форма наставничества", Catalogue.MENTORING_FORM),
                            choice("mentoring_kind", "Вид наставничества", Catalogue.MENTORING_KIND),
                        ],
                        [
                            choice("focus", "Направление", Catalogue.FOCUS),
                            choice("role_model", "Ролевая модель", Catalogue.ROLE_MODEL),
                        ],
                        [TextField("subject", "Предмет")],
                        [LinesField("justification", "Обоснование", rows=2)],
                        [
                            DayField("date", "Согласовано", today, required=True),
                            DayField("effective_on", "Действует с", today, required=True),
                        ],
                        [
                            LinesField(
                                "reason", "Почему", rows=2, required=True, placeholder="Итоги опроса, новый запрос"
                            )
                        ],
                        [self.paper],
                    ],
                )
            ],
            self._keep,
            values={
                **{name: getattr(row, name) for name in acts.CONTENT},
                "date": today,
                "effective_on": today,
                "paper": True,
            },
            verb="Записать",
            size=(760, 600),
            parent=parent,
        )

    @property
    def paper_wanted(self) -> bool:
        """The agreement is to be shown for printing."""
        return self.paper.value()

    def _keep(self, values: Values) -> None:
        told: dict[str, Any] = {name: values[name] for name in acts.CONTENT}
        data = pairs.PairData(mentor=self._row.mentor, mentees=self._row.mentees, **told)
        self.changes = acts.correct_pair(
            self._workspace,
            self._row.id,
            data,
            date=values["date"],
            effective_on=values["effective_on"],
            reason=values["reason"],
        )


class MembershipDialog(FormDialog):
    """Somebody leaves a group or joins it; ``sentence`` goes into the order of change."""

    def __init__(
        self,
        workspace: Workspace,
        row: PairRow,
        candidates: Sequence[tuple[int, str]],
        *,
        join: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._workspace, self._row, self._join = workspace, row, join
        self.sentence = ""
        today = workspace.clock.today()
        self.order = FlagField("order", "Сразу подготовить приказ о внесении изменений")
        people = candidates if join else list(zip(row.mentees, row.mentees_name, strict=True))
        rows: list[Sequence[Field]] = [
            [ChoiceField("mentee", "Кого включить" if join else "Кто выбывает", people, empty="", required=True)],
            [DayField("day", "С какого дня" if join else "Последний день в группе", today, required=True)],
            [LinesField("reason", "Причина", rows=2)],
        ]
        if row.order_id is not None:
            rows.append([self.order])
        super().__init__(
            "Включить в группу" if join else "Вывести из группы",
            [Section("", rows)],
            self._keep,
            values={"day": today, "order": True},
            verb="Включить" if join else "Вывести",
            size=(560, 360),
            parent=parent,
        )

    @property
    def order_wanted(self) -> bool:
        """The order of change is to be opened now."""
        return self._row.order_id is not None and self.order.value()

    def _keep(self, values: Values) -> None:
        act = membership.join_group if self._join else membership.leave_group
        self.sentence = act(self._workspace, self._row.id, values["mentee"], values["day"], values["reason"])


class BlankDialog(FormDialog):
    """Which paper of the pair is to be printed."""

    def __init__(self, choices: Sequence[tuple[PairPaperCode, str]], parent: QWidget | None = None) -> None:
        self._code = ChoiceField("code", "Какой документ", choices, empty="")
        super().__init__(
            "Бланк документа пары",
            [Section("", [[self._code]])],
            lambda _values: None,
            verb="Показать",
            size=(520, 190),
            parent=parent,
        )

    @property
    def code(self) -> PairPaperCode:
        """Code of the paper chosen."""
        return cast(PairPaperCode, self._code.value())


def _choice(workspace: Workspace, name: str, label: str, catalogue: Catalogue) -> Field:
    return ChoiceField(name, label, [(row.title, row.title) for row in catalogues.list_catalogue(workspace, catalogue)])
