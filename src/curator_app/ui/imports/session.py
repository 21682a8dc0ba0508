"""One import on its way through the steps: the opened file, what the user decided, the latest preview. No Qt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path

from curator_app.runtime.progress import Progress
from curator_app.services.imports import (
    ImportChoices,
    ImportDraft,
    ImportPreview,
    Question,
    list_batches,
    open_import,
    preview_import,
    run_import,
)
from curator_app.services.workspace import Workspace

SURE = 0.85  # of a column: nobody has to look
KIND_TITLES: dict[str, str] = {
    "staff": "Список сотрудников",
    "mentors": "База наставников",
    "mentees": "База наставляемых",
    "pairs": "Реестр пар и приказов",
    "replies": "Ответы на анкету",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was saved; ``action_id`` is what undo takes back, None when the file changed nothing."""

    preview: ImportPreview
    action_id: int | None


@dataclass(frozen=True, slots=True)
class ImportSession:
    """Frozen: every step makes the next one, so that a cancelled job leaves the former as it was."""

    draft: ImportDraft
    choices: ImportChoices
    preview: ImportPreview
    stale: bool = False
    """Decisions were made since the preview."""
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Of the action that saves: a second try after a failed disk never does it twice."""

    @property
    def changed_by_hand(self) -> bool:
        """Whether the user decided anything that would be lost."""
        return bool(self.choices.kinds or self.choices.columns or self.choices.answers)

    def with_kind(self, table: int, kind: str | None) -> ImportSession:
        """Another kind of a table (None = leave it out); decisions about its columns are dropped."""
        kinds = {**self.choices.kinds, table: kind}
        columns = {number: told for number, told in self.choices.columns.items() if number != table}
        return self._with(replace(self.choices, kinds=kinds, columns=columns))

    def with_field(self, table: int, column: int, field: str | None) -> ImportSession:
        """Another field of a column (None = feeds nothing)."""
        own = {**self.choices.columns.get(table, {}), column: field}
        return self._with(replace(self.choices, columns={**self.choices.columns, table: own}))

    def with_answers(self, answers: dict[str, str]) -> ImportSession:
        """Answers to questions, beside those given before."""
        return self._with(replace(self.choices, answers={**self.choices.answers, **answers}))

    def field_of(self, table: int, column: int) -> str | None:
        """The field a column feeds after the decisions made so far."""
        own = self.choices.columns.get(table, {})
        if column in own:
            return own[column]
        return next(one.field for one in self.preview.tables[table].columns if one.index == column)

    def chosen_by_hand(self, table: int, column: int) -> bool:
        """Whether the user set the field of this column in this import."""
        return column in self.choices.columns.get(table, {})

    @property
    def sure(self) -> bool:
        """Every column of every table is known for certain, and there is nothing to ask."""
        columns = [one for table in self.preview.tables for one in table.columns]
        return all(one.field and one.confidence >= SURE for one in columns) and not self.open_questions

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions without an answer."""
        return tuple(one for one in self.preview.questions if one.id not in self.choices.answers)

    def _with(self, choices: ImportChoices) -> ImportSession:
        return replace(self, choices=choices, stale=True)


def begin(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    choices: ImportChoices | None = None,
    *,
    people_are: str | None = None,
) -> ImportSession:
    """Opens the file and looks at it, with what is known of it beforehand (its kind, the wave of the replies).
    ``people_are``: what a mere list of people is taken for (the list it was pasted into). Raises KnownProblem with the
    one sentence to show, Cancelled."""
    draft = open_import(path, progress)
    choices = choices or ImportChoices()
    session = ImportSession(draft, choices, preview_import(workspace, draft, choices, progress))
    mere = [one.number for one in session.preview.tables if one.kind == "staff"]
    if people_are is None or not mere:
        return session
    kinds = {**choices.kinds, **dict.fromkeys(mere, people_are)}
    return look_again(workspace, session._with(replace(choices, kinds=kinds)), progress)


def look_again(workspace: Workspace, session: ImportSession, progress: Progress) -> ImportSession:
    """The same with a preview of the decisions made. Raises KnownProblem, Cancelled."""
    preview = preview_import(workspace, session.draft, session.choices, progress)
    return replace(session, preview=preview, stale=False)


def finish(workspace: Workspace, session: ImportSession, progress: Progress) -> Imported:
    """Saves the import as one action. Raises KnownProblem, Cancelled; then nothing is saved."""
    before = {one.batch_id for one in list_batches(workspace)}
    preview = run_import(workspace, session.draft, session.choices, progress, key=session.key)
    new = [one.action_id for one in list_batches(workspace) if one.batch_id not in before]
    return Imported(preview, new[0] if new else None)
