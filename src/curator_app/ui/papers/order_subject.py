"""What the order is about: pairs to tick, an earlier order, people, and the fields of the kind chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from curator_app.domain.codes import PAIR_ENDED
from curator_app.services import mentors, pairs, people, ranking
from curator_app.services.papers.clause_lines import clauses_of, clauses_text
from curator_app.services.papers.commands import EventChoice, OrderCommand
from curator_app.services.rows import PairRow, PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.ui.common.fields import ChoiceField, Field
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.pairs import facts
from curator_app.ui.papers.order_fields import AtNeed, field_makers
from curator_app.ui.papers.order_kinds import OrderKind
from curator_app.ui.papers.rewards_field import RewardsField

_LIST_HEIGHT = 190


class SubjectPanel(QWidget):
    """Shows only what the kind needs. ``edited`` after every change by hand."""

    edited = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._kind: OrderKind | None = None
        self._pairs: dict[int, PairRow] = {}
        self._event = EventChoice()
        self._heading = QLabel(self)
        self._heading.setProperty("role", "field")
        self.search = SearchBar("Найти…", self)
        self.list = RichList(several=True, parent=self)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._makers = field_makers(workspace, lambda: self._people)
        self.fields: dict[str, Field] = AtNeed(self._make_field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._heading)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._problem)
        self._fields_at = layout.count()
        layout.addStretch(0)
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(self._chosen)

    @cached_property
    def _people(self) -> list[PersonRow]:
        return people.list_people(self._workspace)

    # --- what is shown

    def show_kind(self, kind: OrderKind) -> None:
        """Asks what this kind needs; what was ticked stays ticked where it still fits."""
        self._kind = kind
        listed = kind.subject in {"pair", "pairs", "people"}
        for part in (self._heading, self.search, self.list):
            part.setVisible(listed)
        self._problem.hide()
        asked = self._asked_names()
        for name, field in self.fields.items():
            field.setVisible(name in asked)
        for name in asked:
            self.fields[name]
        # A list of participants comes with an event of the roadmap; without one there is nothing to append.
        if "event_list" in kind.extra:
            self.fields["event_list"].setVisible(bool(self._event.participants))
        if kind.subject == "people":
            self._heading.setText(kind.people)
            self.list.set_items(_people_items(self._people))
        elif listed:
            self._heading.setText("Пара или группа" if kind.subject == "pair" else "Пары и группы")
            chosen = self.list.chosen()
            self.list.set_items(self._pair_items(kind))
            if kind.subject == "pair" and len(chosen) > 1:
                self.list.choose(chosen[:1])
        self.search.setVisible(listed and self.list.count > 6)
        self._offer_mentors()

    def fill(self, command: OrderCommand) -> None:
        """Shows what a command already says."""
        self.list.choose(command.pairs or command.members or [one.person for one in command.rewards])
        if command.refers_to is not None:
            self.refers_to.set_value(command.refers_to)
        for name in (
            "from_date", "ground", "end_date", "effective_date", "closing_reason", "new_mentor",
            "until", "supplier", "monitoring_terms", "protocol", "heading",
        ):  # fmt: skip
            value = getattr(command, name)
            if value is not None:
                self.fields[name].set_value(value)
        if command.rewards:
            self._rewards.set_value(command.rewards)
        if command.event is not None:
            self._fill_event(command.event)
        if command.changes:
            self.fields["changes"].set_value(command.changes)
        for name, lines in (("documents", command.documents), ("results", command.results)):
            if lines:
                self.fields[name].set_value("\n".join(lines))
        if command.extra_clauses:
            self.fields["clauses"].set_value(clauses_text(command.extra_clauses))

    def put_into(self, command: OrderCommand) -> OrderCommand:
        """``command`` with what is chosen here; fields that the kind does not ask for stay empty."""
        kind = self._kind
        assert kind is not None
        chosen = tuple(self.list.chosen())
        told = {name: self.fields[name].value() for name in kind.extra}
        plain = (
            "new_mentor", "from_date", "ground", "end_date", "effective_date", "closing_reason", "changes",
            "until", "supplier", "monitoring_terms", "protocol", "heading",
        )  # fmt: skip
        values: dict[str, Any] = {name: told[name] for name in plain if name in told}
        if kind.subject in {"pair", "pairs"}:
            values["pairs"] = chosen
            values["refers_to"] = self._order_of(chosen) if kind.running else None
        elif kind.subject == "order":
            values["refers_to"] = self.refers_to.value()
        elif "rewards" in told:
            values["rewards"] = told["rewards"]
        elif kind.subject == "people":
            values["members"] = chosen
        if "event_title" in told:
            values["event"] = self._told_event(told)
        for name in ("documents", "results"):
            if name in told:
                values[name] = tuple(line.strip() for line in (told[name] or "").splitlines() if line.strip())
        if "clauses" in told:
            values["extra_clauses"] = (*clauses_of(told["clauses"]), *command.extra_clauses)
        return replace(command, **values)

    def readable(self) -> bool:
        """Whether every field shown can be read; the first that can't gets the cursor."""
        wrong = [field for field in self._asked() if field.own_problem()]
        for field in self._asked():
            field.tell(field.own_problem())
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def tell(self, name: str, sentence: str) -> bool:
        """Shows a problem where it belongs. False when it belongs nowhere here."""
        if name in {"pairs", "members", "rewards"}:
            self._problem.setText(sentence)
            self._problem.show()
            self.list.setFocus()
            return True
        field = self.fields.get(name)  # one that was never asked for is not made
        if field is None:
            return False
        field.tell(sentence)
        field.setFocus()
        return True

    @property
    def problem(self) -> str:
        """What is wrong with the choice of pairs or people; «» when nothing is."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def pair_rows(self) -> list[PairRow]:
        """Pairs ticked."""
        return [self._pairs[one] for one in self.list.chosen() if one in self._pairs]

    # --- inside

    @property
    def refers_to(self) -> Field:
        """The earlier order that this one is about."""
        return self.fields["refers_to"]

    def _asked_names(self) -> list[str]:
        if self._kind is None:
            return []
        wanted = {*self._kind.extra, *(("refers_to",) if self._kind.subject == "order" else ())}
        return [name for name in self._makers if name in wanted]

    def _asked(self) -> list[Field]:
        return [self.fields[name] for name in self._asked_names()]

    def _make_field(self, name: str) -> Field:
        """A field of the form at its place among those made already: two dozen are there, few are asked for."""
        field = self._makers[name]()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        order = list(self._makers)
        before = sum(order.index(other) < order.index(name) for other in self.fields)
        layout.insertWidget(self._fields_at + before, field)
        field.setVisible(name in self._asked_names())
        field.edited.connect(self.edited)
        return field

    @property
    def _rewards(self) -> RewardsField:
        field = self.fields["rewards"]
        assert isinstance(field, RewardsField)
        return field

    def _fill_event(self, event: EventChoice) -> None:
        """The event as the wish tells it; who took part is not chosen here, only printed or not."""
        self._event = event
        for name in ("title", "date", "time", "place", "responsible", "partners", "report_due"):
            self.fields[f"event_{name}"].set_value(getattr(event, name))
        self.fields["event_programme"].set_value("\n".join(event.programme))
        self.fields["event_list"].set_value(bool(event.participants))
        self.fields["event_list"].setVisible(bool(event.participants))

    def _told_event(self, told: Mapping[str, Any]) -> EventChoice:
        plain = ("title", "date", "time", "place", "responsible", "partners", "report_due")
        programme = (told["event_programme"] or "").splitlines()
        return replace(
            self._event,
            **{name: told[f"event_{name}"] for name in plain},
            programme=tuple(line.strip() for line in programme if line.strip()),
            participants=self._event.participants if told["event_list"] else (),
        )

    def _pair_items(self, kind: OrderKind) -> list[RichItem]:
        rows = [row for row in pairs.list_pairs(self._workspace) if row.status not in PAIR_ENDED]
        rows = [row for row in rows if kind.running or facts.without_order(row)]
        self._pairs = {row.id: row for row in rows}
        return [_pair_item(row) for row in sorted(rows, key=lambda row: collation_key(row.mentor_name))]

    def _order_of(self, chosen: Sequence[int]) -> int | None:
        found = {self._pairs[one].order_id for one in chosen if one in self._pairs}
        return found.pop() if len(found) == 1 else None

    def _chosen(self, chosen: list[int]) -> None:
        self._problem.hide()
        if self._kind is not None and "rewards" in self._kind.extra:
            self._rewards.show_people(chosen)
        if self._kind is not None and self._kind.subject == "pair" and len(chosen) > 1:
            self.list.choose(chosen[-1:])
            return
        self._offer_mentors()
        self.edited.emit()

    def _offer_mentors(self) -> None:
        """New mentors for the pair ticked, best first, with their load."""
        if self._kind is None or "new_mentor" not in self._kind.extra:
            return
        field = self.fields["new_mentor"]
        assert isinstance(field, ChoiceField)
        rows = self.pair_rows()
        kept = field.value()
        while field.combo.count() > 1:
            field.combo.removeItem(1)
        if rows and rows[0].mentees:
            for words, mentor in _new_mentors(self._workspace, rows[0]):
                field.combo.addItem(words, mentor)
        if kept is not None and field.combo.findData(kept) >= 0:
            field.set_value(kept)


def _new_mentors(workspace: Workspace, row: PairRow) -> list[tuple[str, int]]:
    ranked = ranking.rank_mentors(workspace, row.mentees[0])
    if not ranked:
        return [(one.full_name, one.id) for one in mentors.list_mentors(workspace) if one.id != row.mentor]
    return [
        (f"{one.mentor.full_name} ({one.mentor.load} из {one.mentor.capacity})", one.mentor.id)
        for one in ranked
        if one.possible and one.mentor.id != row.mentor
    ]


def _pair_item(row: PairRow) -> RichItem:
    lines = [RichLine(", ".join(row.mentees_name), "users" if row.is_group else "user")]
    if period := facts.period_words(row.start_date, row.end_date):
        lines.append(RichLine(period, "calendar"))
    if facts.has_order(row):
        lines.append(RichLine(f"приказ {facts.order_words(row)}", "document"))
    lines += [RichLine(want, "warning", "warn") for want in facts.lacking(row)]
    return RichItem(row.id, row.mentor_name, tuple(lines))


def _people_items(rows: Sequence[PersonRow]) -> list[RichItem]:
    living = [row for row in rows if not row.archived]
    return [
        RichItem(row.id, row.full_name, (RichLine(row.position),) if row.position else ())
        for row in sorted(living, key=lambda row: collation_key(row.full_name))
    ]
