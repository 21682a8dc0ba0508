"""Makers of the windows of routes, surveys, the roadmap and monitoring; see every_window.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.ui.scene import Maker, Scene

from curator_app.services import activities
from curator_app.services.monitoring import listing, measuring
from curator_app.services.monitoring.forms import keeping
from curator_app.services.roadmaps import items
from curator_app.services.routes import templates
from curator_app.services.surveys import catalogue, results, waves
from curator_app.services.surveys.form_import import FormFileResult, FormImport
from curator_app.services.terms import tasks
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.monitoring import targets_dialog
from curator_app.ui.monitoring.forms.forms_dialog import FormsDialog
from curator_app.ui.monitoring.forms.mapping_dialog import MappingDialog
from curator_app.ui.monitoring.forms.register_dialog import RegisterDialog
from curator_app.ui.monitoring.forms.table_dialog import TableDialog
from curator_app.ui.monitoring.letter_dialog import BookDialog, LetterDialog
from curator_app.ui.monitoring.letters_dialog import LettersDialog
from curator_app.ui.monitoring.note_dialog import NoteDialog
from curator_app.ui.monitoring.people_dialog import PeopleDialog
from curator_app.ui.monitoring.snapshots_dialog import SnapshotsDialog
from curator_app.ui.roadmap.activity_dialog import ActivityDialog
from curator_app.ui.roadmap.documents_dialog import DocumentsDialog
from curator_app.ui.roadmap.heading_dialog import HeadingDialog
from curator_app.ui.roadmap.item_dialog import ItemDialog
from curator_app.ui.roadmap.participants import read_candidates
from curator_app.ui.roadmap.print_dialog import RoadmapPrint
from curator_app.ui.roadmap.template_dialog import TemplateDialog
from curator_app.ui.routes import changing, life_dialogs
from curator_app.ui.routes.copy_dialog import CopyRouteDialog
from curator_app.ui.routes.new_route_dialog import NewRouteDialog
from curator_app.ui.routes.redating_dialog import RedatingDialog
from curator_app.ui.routes.step_dialog import StepDialog
from curator_app.ui.routes.template_step_dialog import TemplateStepDialog
from curator_app.ui.routes.templates_dialog import TemplatesDialog
from curator_app.ui.surveys import figures
from curator_app.ui.surveys.add_people_dialog import AddPeopleDialog
from curator_app.ui.surveys.editor.editor_dialog import EditorDialog
from curator_app.ui.surveys.editor.list_dialog import QuestionnairesDialog, area_choices
from curator_app.ui.surveys.editor.question_dialog import QuestionDialog
from curator_app.ui.surveys.forms_taken_dialog import FormsTakenDialog
from curator_app.ui.surveys.keying.dialog import KeyingDialog
from curator_app.ui.surveys.people_dialog import PeopleDialog as Answered
from curator_app.ui.surveys.reply_dialog import ReplyDialog
from curator_app.ui.surveys.settings_dialog import thresholds_dialog
from curator_app.ui.surveys.wave_dialog import WaveDialog
from curator_app.ui.today import dialogs as today


def _nothing(_told: object) -> None:
    pass


def _wave(scene: Scene) -> Any:
    answered = [one for one in waves.list_waves(scene.workspace) if one.answered]
    return waves.get_wave(scene.workspace, answered[0].id)


def _reply(scene: Scene) -> ReplyDialog:
    view = _wave(scene)
    return ReplyDialog(scene.workspace, view, next(one for one in view.respondents if one.reply is not None))


def _answered(scene: Scene) -> Answered:
    view = _wave(scene)
    told = results.wave_results(scene.workspace, view.row.id)
    chosen = figures.chosen_people(told, [one.id for one in view.respondents], by_person=False)
    return Answered("Кто ответил", chosen, scene.desk.state, _nothing)


def _editor(scene: Scene) -> EditorDialog:
    row = catalogue.list_questionnaires(scene.workspace)[0]
    data = catalogue.copy_of(scene.workspace, row.code)
    return EditorDialog(scene.workspace, data, row, area_choices(scene.workspace))


def _question(scene: Scene) -> QuestionDialog:
    data = catalogue.get_questionnaire(scene.workspace, catalogue.list_questionnaires(scene.workspace)[0].code)
    return QuestionDialog(data.questions[0], area_choices(scene.workspace), ["Блок"], _nothing)


def _taken(scene: Scene) -> FormsTakenDialog:
    files = (
        FormFileResult(path=Path("Анкета Орлова.json"), outcome="created", person_name="Орлова Е. И."),
        FormFileResult(path=Path("Письмо.json"), outcome="rejected", problems=("Файл пустой.",)),
    )
    return FormsTakenDialog(FormImport(files=files), scene.desk.state)


def _activity(scene: Scene) -> ActivityDialog:
    data = activities.data_of(activities.list_activities(scene.workspace)[0])
    return ActivityDialog(data, read_candidates(scene.workspace), scene.clock.today(), _nothing)


def _documents(scene: Scene) -> DocumentsDialog:
    rows = activities.list_activities(scene.workspace)
    return DocumentsDialog(scene.workspace, next(one for one in rows if one.kind == "training"))


def _item(scene: Scene) -> ItemDialog:
    data = items.ItemData(content="Собеседование с наставниками", stage=None, responsible="куратор")
    return ItemDialog("Новая строка", data, ["Подготовка"], scene.clock.today(), _nothing)


def _roadmap_print(scene: Scene) -> RoadmapPrint:
    from curator_app.services.papers.plans import roadmap_paper

    row = scene.roadmap
    return RoadmapPrint(
        scene.desk,
        row,
        lambda columns, names: roadmap_paper(scene.workspace, row, columns=columns, names=names).document,
    )


def _behind(scene: Scene) -> PeopleDialog:
    row = next(one for one in scene.measured.rows if one.code == "K1")
    behind = listing.behind(scene.workspace, scene.measured.period, row.code)
    return PeopleDialog(scene.desk, behind.title, behind.numerator, lambda _row: None)


def _table(scene: Scene) -> TableDialog:
    sheet = keeping.view_of(scene.workspace, scene.form).sheets[0]
    return TableDialog(sheet, 1, scene.sources, None)


def _template_step(scene: Scene) -> TemplateStepDialog:
    template = templates.get_template(scene.workspace, templates.list_templates(scene.workspace)[0].code)
    return TemplateStepDialog(scene.workspace, template.steps[0])


def _some_task(scene: Scene) -> Any:
    return tasks.list_tasks(scene.workspace)[0]


def _own_task(scene: Scene) -> FormDialog:
    return today.own_task_dialog(scene.workspace, None, None)


def _step(scene: Scene) -> Any:
    return scene.route.steps[0]


WORK: dict[str, Maker] = {
    "today.dialogs.done_dialog": lambda scene: today.done_dialog(scene.workspace, [_some_task(scene)], None),
    "today.dialogs.postpone_dialog": lambda scene: today.postpone_dialog(scene.workspace, [_some_task(scene)], None),
    "today.dialogs.drop_dialog": lambda scene: today.drop_dialog(scene.workspace, [_some_task(scene)], None),
    "today.dialogs.own_task_dialog": _own_task,
    "routes.new_route_dialog.NewRouteDialog": lambda scene: NewRouteDialog(scene.workspace, scene.desk.state),
    "routes.copy_dialog.CopyRouteDialog": lambda scene: CopyRouteDialog(scene.workspace, scene.route),
    "routes.redating_dialog.RedatingDialog": lambda scene: RedatingDialog(
        scene.workspace, scene.desk.state, scene.route
    ),
    "routes.step_dialog.StepDialog": lambda scene: StepDialog(scene.workspace, scene.route, _step(scene)),
    "routes.templates_dialog.TemplatesDialog": lambda scene: TemplatesDialog(scene.desk, scene.workspace),
    "routes.template_step_dialog.TemplateStepDialog": _template_step,
    "routes.life_dialogs.facts_dialog": lambda scene: life_dialogs.facts_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.approval_dialog": lambda scene: life_dialogs.approval_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.acquaintance_dialog": lambda scene: life_dialogs.acquaintance_dialog(
        scene.workspace, scene.route
    ),
    "routes.life_dialogs.correction_dialog": lambda scene: life_dialogs.correction_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.extension_dialog": lambda scene: life_dialogs.extension_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.completion_dialog": lambda scene: life_dialogs.completion_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.result_dialog": lambda scene: life_dialogs.result_dialog(scene.workspace, scene.route),
    "routes.life_dialogs.termination_dialog": lambda scene: life_dialogs.termination_dialog(
        scene.workspace, scene.route
    ),
    "routes.life_dialogs.template_dialog": lambda scene: life_dialogs.template_dialog(scene.workspace, scene.route),
    "routes.changing.done_dialog": lambda scene: changing.done_dialog(scene.workspace, [_step(scene)], scene.window),
    "routes.changing.move_dialog": lambda scene: changing.move_dialog(scene.workspace, _step(scene), scene.window),
    "routes.changing.many_dialog": lambda scene: changing.many_dialog(
        scene.workspace, scene.route.steps[:3], scene.window
    ),
    "surveys.wave_dialog.WaveDialog": lambda scene: WaveDialog(scene.workspace),
    "surveys.add_people_dialog.AddPeopleDialog": lambda scene: AddPeopleDialog(scene.workspace, _wave(scene)),
    "surveys.people_dialog.PeopleDialog": _answered,
    "surveys.reply_dialog.ReplyDialog": _reply,
    "surveys.forms_taken_dialog.FormsTakenDialog": _taken,
    "surveys.settings_dialog.thresholds_dialog": lambda scene: thresholds_dialog(scene.workspace),
    "surveys.editor.editor_dialog.EditorDialog": _editor,
    "surveys.editor.list_dialog.QuestionnairesDialog": lambda scene: QuestionnairesDialog(
        scene.desk, scene.workspace, _nothing
    ),
    "surveys.editor.question_dialog.QuestionDialog": _question,
    "surveys.keying.dialog.KeyingDialog": lambda scene: KeyingDialog(scene.desk, scene.workspace, _wave(scene).row.id),
    "surveys.keying.dialog.KeyingDialog (check)": lambda scene: KeyingDialog(
        scene.desk, scene.workspace, _wave(scene).row.id, check=True
    ),
    "roadmap.activity_dialog.ActivityDialog": _activity,
    "roadmap.documents_dialog.DocumentsDialog": _documents,
    "roadmap.heading_dialog.HeadingDialog": lambda scene: HeadingDialog(scene.workspace, scene.desk, scene.roadmap),
    "roadmap.item_dialog.ItemDialog": _item,
    "roadmap.print_dialog.RoadmapPrint": _roadmap_print,
    "roadmap.template_dialog.TemplateDialog": lambda scene: TemplateDialog(
        scene.workspace, scene.desk.year, [replace(scene.roadmap, year="2025/2026")]
    ),
    "monitoring.people_dialog.PeopleDialog": _behind,
    "monitoring.note_dialog.NoteDialog": lambda scene: NoteDialog(scene.workspace, scene.measured, None),
    "monitoring.letter_dialog.BookDialog": lambda scene: BookDialog(scene.measured, None),
    "monitoring.letter_dialog.LetterDialog": lambda scene: LetterDialog(
        scene.workspace, scene.measured, scene.folder, None
    ),
    "monitoring.letters_dialog.LettersDialog": lambda scene: LettersDialog(scene.desk, scene.workspace),
    "monitoring.snapshots_dialog.SnapshotsDialog": lambda scene: SnapshotsDialog(
        scene.desk, scene.workspace, measuring.list_periods(scene.workspace), "2026-09"
    ),
    "monitoring.targets_dialog.targets_dialog": lambda scene: targets_dialog.targets_dialog(
        scene.workspace, 2026, None
    ),
    "monitoring.targets_dialog.facts_dialog": lambda scene: targets_dialog.facts_dialog(
        scene.workspace, scene.clock.today(), None
    ),
    "monitoring.forms.forms_dialog.FormsDialog": lambda scene: FormsDialog(
        scene.desk, scene.workspace, scene.measured, _nothing
    ),
    "monitoring.forms.mapping_dialog.MappingDialog": lambda scene: MappingDialog(
        scene.workspace, scene.form, keeping.view_of(scene.workspace, scene.form), scene.sources, None
    ),
    "monitoring.forms.table_dialog.TableDialog": _table,
    "monitoring.forms.register_dialog.RegisterDialog": lambda scene: RegisterDialog(
        scene.desk, scene.workspace, scene.measured
    ),
}
