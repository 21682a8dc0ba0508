"""Files that respondents brought back, taken in as one action; what is wrong with a file is told by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from sqlalchemy.orm import Session

from curator_app.documents.form_page import REPLY_FORMAT, REPLY_VERSION, seal
from curator_app.domain.codes import ReplyWay, RespondentRole
from curator_app.domain.letters import fold
from curator_app.exchange.form_reply import BadReply, FormReply, ReplyFault, read_reply
from curator_app.models import Person, SurveyWave
from curator_app.runtime.errors import KnownProblem
from curator_app.services.surveys import replies
from curator_app.services.surveys.rows import ReplyData, WaveView
from curator_app.services.surveys.waves import read_wave
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

FormOutcome = Literal["created", "updated", "unchanged", "rejected"]
_SENTENCES: Final = {
    ReplyFault.UNREADABLE: "Файл не открывается. Скопируйте его на компьютер заново.",
    ReplyFault.TOO_LARGE: "Файл слишком большой для ответа на анкету. Проверьте, тот ли это файл.",
    ReplyFault.EMPTY: "Файл пустой. Попросите сохранить ответ ещё раз.",
    ReplyFault.FORM_ITSELF: (
        "Это сама анкета, а не ответ. Её нужно открыть, заполнить и нажать «Сохранить ответ», а прислать файл .json."
    ),
    ReplyFault.DAMAGED: "Файл повреждён и не читается. Попросите сохранить ответ ещё раз.",
    ReplyFault.FOREIGN: "Это не ответ на анкету программы. Выберите файлы «Анкета ….json».",
    ReplyFault.NEWER: "Файл сделан более новой программой. Обновите программу.",
}
_MOST_FILES: Final = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class FormFileResult:
    """What became of one file. ``problems``: sentences; a file may be taken in and still have some."""

    path: Path
    outcome: FormOutcome
    person_name: str = ""
    wave_title: str = ""
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass(frozen=True, kw_only=True, slots=True)
class FormImport:
    """What became of all files, in their order."""

    files: tuple[FormFileResult, ...]

    def count(self, outcome: FormOutcome) -> int:
        """How many files came out so."""
        return sum(one.outcome == outcome for one in self.files)


@dataclass(slots=True)
class _Read:
    path: Path
    told: FormReply


def import_forms(workspace: Workspace, paths: Sequence[Path], *, dry_run: bool = False) -> FormImport:
    """Takes in returned files; a folder stands for the .json files in it. A second reply corrects the first, an empty
    answer erases nothing; of two files of one respondent the later saved counts. ``dry_run``: nothing is kept.
    Raises KnownProblem: no files at all, far too many."""
    found = _files(paths)
    results: dict[Path, FormFileResult] = {}
    read: list[_Read] = []
    for path in found:
        try:
            read.append(_Read(path, read_reply(path, REPLY_FORMAT, REPLY_VERSION)))
        except BadReply as bad:
            results[path] = FormFileResult(path=path, outcome="rejected", problems=(_SENTENCES[bad.fault],))
    with workspace.read() as session:
        batch = _Batch(session, workspace.clock.today())
        results |= batch.judge(read)
    wanted = [one for one in batch.taken if one.outcome != "unchanged"]
    if wanted and not dry_run:
        with workspace.action(f"Загружено: {counted(len(wanted), 'анкета', 'анкеты', 'анкет')}") as session:
            for one in wanted:
                wave = session.get_one(SurveyWave, one.data.wave)
                day = one.data.date or workspace.clock.today()
                replies.put(session, wave, one.data, one.answers, ReplyWay.FORM, day)
    return FormImport(files=tuple(results[one] for one in found))


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    found = list(dict.fromkeys(found))
    if not found:
        raise KnownProblem("Файлов с ответами нет. Выберите файлы «Анкета ….json» или папку с ними.")
    if len(found) > _MOST_FILES:
        raise KnownProblem(f"Слишком много файлов: {len(found)}. За один раз загружайте не больше {_MOST_FILES}.")
    return found


@dataclass(frozen=True, slots=True)
class _Taken:
    data: ReplyData
    answers: dict[str, int | str]
    outcome: FormOutcome


class _Batch:
    """Files judged against the base, each wave read once."""

    def __init__(self, session: Session, today: dt.date) -> None:
        self.session = session
        self.today = today
        self.waves: dict[int, WaveView | None] = {}
        self.taken: list[_Taken] = []

    def judge(self, read: Sequence[_Read]) -> dict[Path, FormFileResult]:
        """{file: what becomes of it}."""
        results: dict[Path, FormFileResult] = {}
        latest: dict[tuple[int, int, str, int], _Read] = {}  # of those that can be taken in
        for one in sorted(read, key=lambda one: (one.told.saved, one.path.name), reverse=True):
            later = latest.get(_slot(one.told))
            if later is not None and self._fault(one.told) is None:
                results[one.path] = FormFileResult(
                    path=one.path,
                    outcome="rejected",
                    person_name=one.told.name,
                    problems=(
                        f"Этот человек сохранил ответ дважды. Взят более поздний файл «{later.path.name[:100]}».",
                    ),
                )
                continue
            results[one.path] = self._result(one)
            if results[one.path].outcome != "rejected":
                latest[_slot(one.told)] = one
        self.taken.reverse()
        return results

    def _result(self, one: _Read) -> FormFileResult:
        told = one.told
        fault = self._fault(told)
        view = self._wave(told.wave)
        if fault is not None or view is None:
            return FormFileResult(path=one.path, outcome="rejected", person_name=told.name, problems=(fault or "",))
        role = RespondentRole(told.role)
        form = view.form(role)
        assert form is not None
        problems = replies.find_problems(form.questions, told.answers)
        good = {key: value for key, value in told.answers.items() if key not in problems}
        kept = replies.cleaned(form.questions, good)
        sentences = tuple(problems.values())
        if not kept:
            return FormFileResult(
                path=one.path,
                outcome="rejected",
                person_name=told.name,
                wave_title=view.row.title,
                problems=(*sentences, "Ни одного ответа в файле нет. Попросите заполнить анкету ещё раз."),
            )
        day = told.date if told.date is not None and told.date <= self.today else None
        data = ReplyData(
            wave=told.wave, person=told.person, role=role, about_pair=told.about_pair, answers=kept, date=day
        )
        earlier = replies.find(self.session, told.wave, told.person, told.role, told.about_pair)
        outcome: FormOutcome = "created"
        if earlier is not None:
            merged = {**earlier.answers, **kept}
            outcome = "unchanged" if merged == earlier.answers else "updated"
            kept = merged
            data = replace(data, answers=merged)
        self.taken.append(_Taken(data, kept, outcome))
        return FormFileResult(
            path=one.path,
            outcome=outcome,
            person_name=told.name,
            wave_title=view.row.title,
            problems=sentences,
        )

    def _fault(self, told: FormReply) -> str | None:
        view = self._wave(told.wave)
        if view is None:
            return "Опроса, для которого сделан этот ответ, в базе нет: он из другой школы или удалён."
        form = next((one.questionnaire for one in view.forms if one.role.value == told.role), None)
        if form is None or seal(told.wave, told.role, form.questions) != told.seal:
            return "Анкета в файле другой версии или из другой школы. Выдайте файл анкеты заново и заполните его."
        if view.row.closed_on is not None:
            return f"Опрос «{view.row.title[:100]}» закрыт. Откройте его снова, потом загружайте ответы."
        person = self.session.get(Person, told.person)
        if person is None or person.deleted_at is not None or not _same_name(person, told.name):
            return f"Человека «{told.name[:80]}» под этим номером в базе нет. Выдайте файл анкеты заново."
        if told.about_pair and not any(
            (one.person, one.about_pair) == (told.person, told.about_pair) for one in view.respondents
        ):
            return "Об этой паре этого человека в опросе не спрашивали. Добавьте его в опрос и загрузите файл снова."
        return None

    def _wave(self, number: int) -> WaveView | None:
        if number not in self.waves:
            wave = self.session.get(SurveyWave, number)
            there = wave is not None and wave.deleted_at is None
            self.waves[number] = read_wave(self.session, number, self.today) if there else None
        return self.waves[number]


def _slot(told: FormReply) -> tuple[int, int, str, int]:
    return told.wave, told.person, told.role, told.about_pair


def _same_name(person: Person, name: str) -> bool:
    """The surname may have changed since, the first name and the patronymic hardly."""
    full = person.name.full
    return fold(full) == fold(name) or fold(full).split()[1:] == fold(name).split()[1:]
