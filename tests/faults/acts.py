"""What the curator does while files fail: every kind of change the program can make to the base or beside it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
from pathlib import Path

from tests.faults import passwords, restores
from tests.faults.school import CLOCK, key_of, open_school
from tests.faults.stage import Act, Stage
from tests.services.papers import school as small

from curator_app.domain.codes import ClosingReason, RespondentRole
from curator_app.domain.surveys.questions import QuestionKind
from curator_app.services import bin as recycle_bin
from curator_app.services import demo, mentees, mentors, pairs, people, records, transfer
from curator_app.services.backups.restoring import restore_copy
from curator_app.services.imports import open_import, run_import
from curator_app.services.papers.issuing import issue_order, save_order_files
from curator_app.services.surveys import replies, waves
from curator_app.services.surveys.rows import ReplyData
from curator_app.services.workspace import Workspace
from curator_app.services.years import rollover

_TESTS = Path(__file__).resolve().parents[1]
_STAFF = _TESTS / "data" / "samples" / "03_staff_list.csv"
_FROZEN = _TESTS / "frozen" / "0001.db.gz"
_KEY = "the same click"


def _someone(stage: Stage, surname: str) -> int:
    return next(one.id for one in people.list_people(stage.base) if one.surname == surname)


def _pair_of(stage: Stage, surname: str) -> int:
    mentee = _someone(stage, surname)
    return next(one.id for one in pairs.list_pairs(stage.base) if mentee in one.mentees)


def _create(stage: Stage) -> None:
    data = people.PersonData(surname="Новикова", first_name="Ольга", patronymic="Ивановна", note="принята " * 40)
    people.add_person(stage.base, data)


def _edit(stage: Stage) -> None:
    row = people.get_person(stage.base, _someone(stage, "Петрова"))
    data = dataclasses.replace(people.data_of(row), phone="8 901 234-56-78", note="звонить после уроков " * 30)
    people.update_person(stage.base, row.id, data)


def _role(stage: Stage) -> None:
    row = people.get_person(stage.base, _someone(stage, "Леонтьева"))
    profile = mentors.MentorData(competence_areas=[mentors.CompetenceData(area="digital", level=3)])
    mentors.save_mentor(stage.base, people.data_of(row), profile, person_id=row.id)


def _request(stage: Stage) -> None:
    deficits = [mentees.DeficitData(area="digital"), mentees.DeficitData(area="methodical", severity=3)]
    mentees.save_request(stage.base, _someone(stage, "Ким"), mentees.RequestData(wording="Урок", deficits=deficits))


def _pair(stage: Stage) -> None:
    wanted = small.pair_data(_someone(stage, "Бабенко"), [_someone(stage, "Иванова"), _someone(stage, "Соколова")])
    pairs.form_pairs(stage.base, [wanted])


def _dissolve(stage: Stage) -> None:
    pairs.end_pair(
        stage.base, _pair_of(stage, "Ким"), dt.date(2026, 10, 1), ClosingReason.PARTICIPANTS_INITIATIVE.value
    )


def _order(stage: Stage) -> None:
    issue_order(stage.base, small.assignment(_pair_of(stage, "Ким"), "57-ОД"), key=_KEY)


def _reply(stage: Stage) -> None:
    wave = waves.list_waves(stage.base)[0].id
    view = waves.get_wave(stage.base, wave)
    [form] = view.forms
    answers: dict[str, object] = {
        one.key: one.lowest for one in form.questionnaire.questions if one.kind is QuestionKind.SCALE
    }
    data = ReplyData(wave=wave, person=_someone(stage, "Иванова"), role=RespondentRole.MENTEE, answers=answers)
    replies.save_reply(stage.base, data)


def _import(stage: Stage) -> None:
    run_import(stage.base, open_import(_STAFF), key=_KEY)


def _bulk_edit(stage: Stage) -> None:
    told = [{"id": one.id, "note": "медосмотр пройден"} for one in people.list_people(stage.base)]
    records.set_records(stage.base, "person", told)


def _archive(stage: Stage) -> None:
    people.set_archived(stage.base, [_someone(stage, "Леонтьева"), _someone(stage, "Могиленских")], archived=True)


def _delete_pair(workspace: Workspace) -> None:
    stage = Stage(workspace.folder, workspace.folder.root, workspace)
    recycle_bin.delete(workspace, "pair", [_pair_of(stage, "Соколова")])


def _delete(stage: Stage) -> None:
    _delete_pair(stage.base)


def _from_bin(stage: Stage) -> None:
    [row] = recycle_bin.list_bin(stage.base)
    recycle_bin.restore(stage.base, "pair", row.id)


def _erase(stage: Stage) -> None:
    [row] = recycle_bin.list_bin(stage.base)
    recycle_bin.erase(stage.base, "pair", row.id)


def _import_before(workspace: Workspace) -> None:
    run_import(workspace, open_import(_STAFF))


def _undone_before(workspace: Workspace) -> None:
    _import_before(workspace)
    workspace.undo()


def _roll_over(stage: Stage) -> None:
    summer = demo.at(stage.base, dt.datetime(2027, 6, 15, 10, 0))
    ends = {one.id: "end" for one in pairs.list_pairs(summer)}
    rollover.apply(summer, rollover.Rollover(year="2026/2027", pairs=ends))  # type: ignore[arg-type]  # closed words


def _order_files(stage: Stage) -> None:
    save_order_files(stage.base, 1, stage.out, docx=True)


def _dump(stage: Stage) -> None:
    transfer.dump(stage.base, stage.out / "выгрузка.json")


def _backup(stage: Stage) -> None:
    stage.base.backup()


def _copied_before(workspace: Workspace) -> None:
    workspace.backup()
    _import_before(workspace)


def _restore(stage: Stage) -> None:
    [copy] = [one for one in stage.folder.backups.iterdir() if one.is_file() and "ручная" in one.name]
    restore_copy(stage.folder, CLOCK, copy, key=key_of(stage.folder))
    stage.workspace = open_school(stage.folder, CLOCK)


def _open(stage: Stage) -> None:
    stage.workspace = open_school(stage.folder, CLOCK)


ACTS = {
    one.name: one
    for one in (
        Act("create", _create),
        Act("edit", _edit),
        Act("role", _role),
        Act("request", _request),
        Act("pair", _pair),
        Act("dissolve", _dissolve),
        Act("order", _order),
        Act("reply", _reply),
        Act("import", _import),
        Act("bulk edit", _bulk_edit),
        Act("archive", _archive),
        Act("delete", _delete),
        Act("from bin", _from_bin, prepare=_delete_pair),
        Act("erase", _erase, prepare=_delete_pair),
        Act("undo", lambda stage: stage.base.undo(), prepare=_import_before),
        Act("redo", lambda stage: stage.base.redo(), prepare=_undone_before),
        Act("roll over", _roll_over),
        Act("order files", _order_files),
        Act("dump", _dump),
        Act("backup", _backup),
        Act("restore", _restore, prepare=_copied_before, opens=True),
        Act("open", _open, opens=True),
        Act("recover", _open, opens=True, hot=True),
        Act(
            "migrate",
            _open,
            opens=True,
            slow=True,
            template=lambda: gzip.decompress(_FROZEN.read_bytes()),
            always=0.7,  # in the commit: the new number is in the file already
        ),
        Act("new base", _open, opens=True, slow=True, template=lambda: None, plain=True),
        *passwords.ACTS,
        *restores.ACTS,
    )
}
LONG = frozenset(one.name for one in restores.ACTS)
"""Thousands of calls, a second each: only in the long form. The calls that matter most are tried in
``services/backups/test_cut_off_restores.py`` as well."""
