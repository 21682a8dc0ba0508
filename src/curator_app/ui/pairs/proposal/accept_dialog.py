"""«Принять пары»: which of the proposed ones and until when; then at once the consents and the order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator_app.domain.codes import Catalogue, PersonKind
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import catalogues, pairs
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.proposals.accepting import Acceptance, accept
from curator_app.services.proposals.explaining import ProposalConsent, missing_consents
from curator_app.services.proposals.proposing import Proposal
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.fields import ChoiceField, DayField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.step_bar import StepBar
from curator_app.ui.pairs.facts import school_year_end
from curator_app.ui.pairs.missing_consents import missing_of
from curator_app.ui.papers.gate import GatePanel

_CHOICE, _GATE = range(2)


@dataclass(frozen=True)
class Unit:
    """A pair or a whole group as it is accepted: requests of one group go together."""

    mentor: int
    requests: tuple[int, ...]


def units_of(proposal: Proposal, mentor_of: Mapping[int, int]) -> list[Unit]:
    """Pairs and groups of a plan {request: mentor}, by the mentors' names; people who are gone are left out."""
    found: dict[tuple[int, object], list[int]] = {}
    for request in proposal.plan.problem.requests:
        mentor = mentor_of.get(request.id)
        if mentor is not None and mentor in proposal.mentor:
            found.setdefault((mentor, request.group or request.id), []).append(request.id)
    order = {mentor.id: place for place, mentor in enumerate(proposal.mentors)}
    units = [Unit(mentor, tuple(requests)) for (mentor, _), requests in found.items()]
    return sorted(units, key=lambda unit: order[unit.mentor])


class AcceptDialog(QDialog):
    """``formed`` holds the numbers of the pairs once they are made; closing then loses nothing.
    ``order_wanted``: the person pressed «Приказ…». ``variant`` {request: mentor}: a kept plan in place of the proposed
    one."""

    def __init__(
        self,
        workspace: Workspace,
        host: PageHost,
        proposal: Proposal,
        *,
        variant: Mapping[int, int] | None = None,
        print_blanks: Callable[[Sequence[ConsentBlank]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        self._proposal = proposal
        self._plan = proposal.mentor_of if variant is None else variant
        self._print = print_blanks
        self._units = units_of(proposal, self._plan)
        self.formed: list[int] = []
        self.order_wanted = False
        self.setWindowTitle("Принять пары")
        self._steps = StepBar(("Какие пары и на какой срок", "Согласия и приказ"), self)
        self.search = SearchBar("Найти пару…", self)
        self.pairs = RichList(several=True, parent=self)
        self.pairs.setAccessibleName("Предложенные пары")
        self.all = QPushButton("Снять все отметки", self)
        self.all.setProperty("kind", "quiet")
        self.form = _terms(workspace, proposal)
        self._missing = Notice("warn", parent=self)
        self.blanks = self._missing.add_button("Напечатать бланки", self._blanks, below=True)
        self._problem = Notice("danger", parent=self)
        self._done = Notice("ok", parent=self)
        self.gate = GatePanel(workspace, print_blanks, self)
        self.next = QPushButton(self)
        self.next.setProperty("kind", "primary")
        self.next.setDefault(True)
        self.later = QPushButton("Отмена", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._choice_page())
        self._pages.addWidget(self._gate_page())
        self._build()
        self.pairs.set_items([self._item(number, unit) for number, unit in enumerate(self._units)])
        self.pairs.choose(range(len(self._units)))
        self._tell()
        self.pairs.setFocus()
        fit_to_screen(self, 980, 620)

    # --- building

    def _choice_page(self) -> QWidget:
        page = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.all)
        left.addLayout(top)
        left.addWidget(self.pairs, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.form, 1)
        right.addWidget(self._missing)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)
        return page

    def _gate_page(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._done)
        layout.addWidget(self.gate, 1)
        return page

    def _build(self) -> None:
        self.search.query_changed.connect(self.pairs.set_query)
        self.search.left_down.connect(self.pairs.setFocus)
        self.pairs.typed.connect(self.search.append)
        self.pairs.chosen_changed.connect(lambda _chosen: self._tell())
        self.pairs.accepted.connect(self.next.click)
        self.all.clicked.connect(self._all_or_none)
        self.form.edited.connect(lambda: self._problem.say(""))
        self.gate.received.connect(self._received)
        self.next.clicked.connect(self._go_on)
        self.later.clicked.connect(self.reject)
        foot = foot_row(self.next, self.later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self._steps)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._problem)
        layout.addLayout(foot)

    def _item(self, number: int, unit: Unit) -> RichItem:
        proposal = self._proposal
        names = ", ".join(dict.fromkeys(proposal.request[one].name for one in unit.requests))
        lines = []
        if len(unit.requests) > 1:
            lines.append(RichLine("группа принимается целиком", "users", "info"))
        if any(proposal.request[one].urgent for one in unit.requests):
            lines.append(RichLine("срочный запрос", "clock", "warn"))
        lacking = self._lacking([unit])
        if lacking:
            people = counted(len({one.person for one in lacking}), "человек", "человека", "человек")
            lines.append(RichLine(f"нет согласий: {people}", "warning", "warn"))
        else:
            lines.append(RichLine("согласия получены", "check-circle", "ok"))
        return RichItem(number, f"{proposal.mentor[unit.mentor].name} → {names}", tuple(lines))

    # --- first step

    def chosen_units(self) -> list[Unit]:
        """Those ticked."""
        return [self._units[number] for number in sorted(self.pairs.chosen())]

    def _lacking(self, units: Sequence[Unit]) -> list[ProposalConsent]:
        found: dict[tuple[int, str], ProposalConsent] = {}
        for unit in units:
            for request in unit.requests:
                for consent in missing_consents(self._proposal, unit.mentor, self._proposal.request[request].mentee):
                    found.setdefault((consent.person, consent.kind), consent)
        return list(found.values())

    def _tell(self) -> None:
        units = self.chosen_units()
        self.next.setText("Сформировать " + counted(len(units), "пару", "пары", "пар") if units else "Сформировать")
        self.next.setEnabled(bool(units))
        self.all.setText("Снять все отметки" if units else "Отметить все")
        lacking = self._lacking(units)
        if lacking:
            consents = counted(len(lacking), "согласия", "согласий", "согласий")
            people = counted(len({one.person for one in lacking}), "человека", "человек", "человек")
            self._missing.say(f"Не хватает {consents} у {people}. Пары сформировать можно, приказ — после согласий.")
        else:
            self._missing.say("")

    def _all_or_none(self) -> None:
        self.search.clear()
        self.pairs.choose([] if self.pairs.chosen() else range(len(self._units)))
        self._tell()

    def _blanks(self) -> None:
        self._print([ConsentBlank(person=one.person, kind=one.kind) for one in self._lacking(self.chosen_units())])

    def _go_on(self) -> None:
        if self._pages.currentIndex() == _GATE:
            self.order_wanted = True
            self.accept()
        elif self.form.readable():
            self._form()

    def _form(self) -> None:
        values = self.form.values()
        how = Acceptance(
            start_date=values["start_date"],
            end_date=values["end_date"],
            requests=[one for unit in self.chosen_units() for one in unit.requests],
            mentoring_form=values["mentoring_form"],
            mentoring_kind=values["mentoring_kind"],
        )
        try:
            self.formed = accept(self._workspace, self._plan, how)
        except InvalidInput as refusal:
            self._problem.say(" ".join(self.form.show_problems(refusal)), "danger")
            return
        except KnownProblem as problem:
            self._problem.say(problem.message, "danger")
            return
        what = "Сформировано: " + counted(len(self.formed), "пара", "пары", "пар")
        self._host.changed(None, what)
        self._done.say(what + ".", "ok")
        self.setWindowTitle(what)
        self._show_gate()

    # --- second step

    def _show_gate(self) -> None:
        self._steps.show_step(_GATE)
        self._pages.setCurrentIndex(_GATE)
        self._problem.say("")
        self.later.setText("Готово")
        self.next.setText("Приказ…")
        self._refresh_gate()
        (self.gate.mark if self.gate.missing else self.next).setFocus()

    def _refresh_gate(self) -> None:
        rows = [row for row in pairs.list_pairs(self._workspace) if row.id in set(self.formed)]
        self.gate.show_missing(missing_of(self._workspace, rows))
        self.next.setProperty("kind", "" if self.gate.missing else "primary")
        self.next.style().unpolish(self.next)
        self.next.style().polish(self.next)

    def _received(self, what: str) -> None:
        self._host.changed(None, what)
        self._refresh_gate()
        (self.gate.mark if self.gate.missing else self.next).setFocus()

    def reject(self) -> None:
        """Esc: formed pairs stay."""
        if self.formed:
            self.accept()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the window is Esc."""
        self.reject()
        event.accept()


def _terms(workspace: Workspace, proposal: Proposal) -> Form:
    today = workspace.clock.today()

    def choice(name: str, label: str, catalogue: Catalogue, empty: str) -> ChoiceField:
        titles = [row.title for row in catalogues.list_catalogue(workspace, catalogue)]
        return ChoiceField(name, label, [(title, title) for title in titles], empty=empty)

    form = Form(
        [
            Section(
                "Условия",
                [
                    [DayField("start_date", "Начало", today, required=True)],
                    [DayField("end_date", "Окончание", today, required=True)],
                    [
                        choice(
                            "mentoring_form", "Форма наставничества", Catalogue.MENTORING_FORM, "как в карточках пары"
                        )
                    ],
                    [choice("mentoring_kind", "Вид наставничества", Catalogue.MENTORING_KIND, "не указан")],
                ],
            )
        ]
    )
    form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    start = proposal.planned.start or today
    terms = {
        "start_date": start,
        "end_date": school_year_end(start),
        "mentoring_form": _usual_form(workspace, proposal),
    }
    form.set_values(terms)
    return form


def _usual_form(workspace: Workspace, proposal: Proposal) -> str | None:
    """«педагог – педагог» where everybody works in the school; pairs with pupils keep what their cards say."""
    people = [*(proposal.request[pair.request].kind for pair in proposal.pairs)]
    people += [proposal.mentor[pair.mentor].kind for pair in proposal.pairs]
    if PersonKind.PUPIL.value in people:
        return None
    titles = (row.title for row in catalogues.list_catalogue(workspace, Catalogue.MENTORING_FORM))
    return next((title for title in titles if title.casefold().startswith("педагог – педагог")), None)
