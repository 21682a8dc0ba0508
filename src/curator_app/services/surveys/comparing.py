"""Before and after: the same people in two waves (domain.md d.7), and the two columns of the reflective sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.surveys import scoring
from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.services.surveys import replies
from curator_app.services.surveys.result_rows import BeforeAfter, ChangeRow
from curator_app.services.surveys.rows import QuestionnaireRow, WaveRow
from curator_app.services.surveys.settings import read_settings
from curator_app.services.surveys.waves import forms_of_all, read_wave, read_waves, short_names
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import numbered

_BEFORE, _AFTER = "before_", "after_"
Both = tuple[int, Mapping[str, Answer], Mapping[str, Answer]]


def comparable(workspace: Workspace) -> list[tuple[WaveRow, WaveRow]]:
    """Waves worth comparing, each with a later one that asks a role of it the same questions; the latest first."""
    with workspace.read() as session:
        rows = [one for one in read_waves(session, workspace.clock.today()) if one.replies]
        forms = forms_of_all(session)
    dated = sorted(rows, key=lambda one: (one.date or dt.date.min, one.id))
    found = [
        (before, after)
        for place, before in enumerate(dated)
        for after in dated[place + 1 :]
        if any(_shared(forms[before.id].get(role), forms[after.id].get(role)) for role in RespondentRole)
    ]
    return found[::-1]


def before_after(workspace: Workspace, before_id: int, after_id: int) -> tuple[BeforeAfter, ...]:
    """Two waves compared, role by role, over the people who answered both; questions correspond by their keys.
    Raises NotFound."""
    with workspace.read() as session:
        today = workspace.clock.today()
        before, after = read_wave(session, before_id, today), read_wave(session, after_id, today)
        few = read_settings(session).few
        found = []
        for role in RespondentRole:
            shared = _shared(before.form(role), after.form(role))
            if not shared:
                continue
            first, second = _answers(session, before_id, role), _answers(session, after_id, role)
            both: list[Both] = [(one[0], first[one], second[one]) for one in first if one in second]
            names = short_names(session, (person for person, *_rest in both))
            rows = [
                _change(one.key, place, (one, other), (one.key, other.key), both, names)
                for place, (one, other) in enumerate(shared, start=1)
            ]
            found.append(
                BeforeAfter(
                    role=role,
                    before=before.row,
                    after=after.row,
                    people=len({person for person, *_rest in both}),
                    few=0 < len(both) < few,
                    rows=tuple(rows),
                )
            )
    return tuple(found)


def own_changes(workspace: Workspace, wave_id: int) -> tuple[ChangeRow, ...]:
    """Of a wave whose sheet asks «как было» and «как стало» (keys ``before_…`` and ``after_…``): the changes.
    Empty: it does not ask so. Raises NotFound."""
    with workspace.read() as session:
        view = read_wave(session, wave_id, workspace.clock.today())
        rows: list[ChangeRow] = []
        for form in view.forms:
            by_key = {one.key: one for one in form.questionnaire.questions}
            told = _answers(session, wave_id, form.role)
            both: list[Both] = [(person, answers, answers) for (person, _pair), answers in told.items()]
            names = short_names(session, (person for person, *_rest in both))
            numbers = numbered(form.questionnaire.questions)
            for key, one in by_key.items():
                other = by_key.get(_AFTER + key.removeprefix(_BEFORE))
                if key.startswith(_BEFORE) and other is not None:
                    rows.append(_change(key, numbers[key], (one, other), (one.key, other.key), both, names))
    return tuple(rows)


def _shared(first: QuestionnaireRow | None, second: QuestionnaireRow | None) -> Sequence[tuple[Question, Question]]:
    """Scales of one key and one scale; not two waves about different things that happen to share a word."""
    if first is None or second is None:
        return ()
    turned = (first.kind, second.kind) == (QuestionnaireKind.BEFORE, QuestionnaireKind.AFTER)
    same_form = first.mentoring_form == second.mentoring_form
    if first.code != second.code and not (turned and same_form) and first.kind is not second.kind:
        return ()
    by_key = {one.key: one for one in second.questions}
    return [
        (one, other)
        for one in first.questions
        if one.kind is QuestionKind.SCALE
        and (other := by_key.get(one.key)) is not None
        and (other.kind, other.lowest, other.highest) == (one.kind, one.lowest, one.highest)
    ]


def _answers(session: Session, wave_id: int, role: RespondentRole) -> dict[tuple[int, int], dict[str, Answer]]:
    return {
        (one.respondent_id, one.about_pair): dict(one.answers)
        for one in replies.of_wave(session, wave_id)
        if one.role == role.value
    }


def _change(
    key: str,
    number: int,
    questions: tuple[Question, Question],
    keys: tuple[str, str],
    both: Iterable[Both],
    names: Mapping[int, str],
) -> ChangeRow:
    told = list(both)
    change = scoring.change(*keys, [(first, second) for _person, first, second in told])
    slopes = [
        (person, names.get(person, ""), was, became)
        for person, first, second in told
        if isinstance(was := first.get(keys[0]), int) and isinstance(became := second.get(keys[1]), int)
    ]
    return ChangeRow(
        key=key,
        number=number,
        before_text=questions[0].text,
        after_text=questions[1].text,
        n=change.before.answered,
        before=change.before.value,
        after=change.after.value,
        difference=change.difference,
        people=tuple(slopes),
    )
