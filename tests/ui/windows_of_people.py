"""Makers of the windows about people and pairs; see every_window.py."""

from __future__ import annotations

from pathlib import Path

from tests.ui.scene import Maker, Scene
from tests.ui.waiting import settled

from curator_app.services import consents, mentees, people
from curator_app.services.meetings import reading as meetings
from curator_app.services.privacy import erasing
from curator_app.services.rounds import reading as rounds
from curator_app.ui.imports.questions_dialog import QuestionsDialog
from curator_app.ui.imports.wizard import ImportWizard
from curator_app.ui.meetings.log_dialog import MeetingsDialog
from curator_app.ui.meetings.meeting_dialog import MeetingDialog
from curator_app.ui.meetings.visit_dialog import VisitDialog
from curator_app.ui.mentors.mentor_dialog import MentorDialog
from curator_app.ui.newcomer.papers_dialog import PapersDialog
from curator_app.ui.newcomer.wizard import NewcomerWizard
from curator_app.ui.pairs import life_forms
from curator_app.ui.pairs.edit_dialog import EditPairDialog
from curator_app.ui.pairs.end_dialog import EndPairDialog
from curator_app.ui.pairs.form_dialog import FormPairDialog
from curator_app.ui.pairs.proposal.accept_dialog import AcceptDialog
from curator_app.ui.pairs.proposal.ban_dialog import BanDialog
from curator_app.ui.pairs.proposal.drafts_dialog import DraftsDialog
from curator_app.ui.pairs.proposal.settings_dialog import SettingsDialog as MatchingRules
from curator_app.ui.people import consent_dialog
from curator_app.ui.people.missing_consents import MissingConsentsDialog, missing_of_people
from curator_app.ui.people.person_dialog import PersonDialog
from curator_app.ui.people.staff_picker import StaffPicker
from curator_app.ui.people.subjects import subject_of
from curator_app.ui.privacy.consents_dialog import RegisterDialog, WithdrawDialog
from curator_app.ui.privacy.erase_dialog import EraseDialog
from curator_app.ui.privacy.journals import ErasuresDialog, ExportsDialog
from curator_app.ui.privacy.people_dialog import PeopleDialog
from curator_app.ui.requests.mentee_dialog import MenteeDialog
from curator_app.ui.requests.request_dialog import RequestDialog
from curator_app.ui.rounds.plan_dialog import PlanDialog
from curator_app.ui.rounds.window import RoundWindow


def _nothing(_told: object) -> None:
    pass


def _questions(scene: Scene) -> QuestionsDialog:
    from curator_app.services.imports.preview import Question

    one = scene.people[0]
    told = (("1", one.full_name), ("2", scene.people[1].full_name))
    return QuestionsDialog([Question("a", 0, 5, "Наставник", "Ковалёва А.", "Под это подходят двое.", told)], {})


def _own_consent(scene: Scene) -> consent_dialog.EditDialog:
    row = next(one for one in scene.mentors if consents.list_consents(scene.workspace, one.id))
    kept = consents.list_consents(scene.workspace, row.id)[0]
    return consent_dialog.EditDialog(scene.workspace, kept, subject_of(row))


def _membership(scene: Scene, *, join: bool) -> life_forms.MembershipDialog:
    row = next(one for one in scene.pairs if len(one.mentees) > 1)
    free = [(one.id, one.full_name) for one in scene.mentees[:3]] if join else []
    return life_forms.MembershipDialog(scene.workspace, row, free, join=join)


def _request(scene: Scene) -> RequestDialog:
    kept = mentees.list_requests(scene.workspace)[0]
    return RequestDialog(scene.workspace, kept.mentee, kept.mentee_name, kept, None)


def _blank(_scene: Scene) -> life_forms.BlankDialog:
    from curator_app.ui.pairs.life_acts import _PAPERS

    return life_forms.BlankDialog(list(_PAPERS))


def _meeting(scene: Scene) -> MeetingDialog:
    kept = meetings.list_meetings(scene.workspace)[0]
    return MeetingDialog(scene.workspace, kept.pair, kept)


def _file(scene: Scene) -> Path:
    path = scene.folder / "Наставники.csv"
    path.write_text("ФИО;Должность;Стаж\nАннина Анна Петровна;учитель;12\n", encoding="utf-8")
    return path


def _withdraw(scene: Scene) -> WithdrawDialog:
    return WithdrawDialog(scene.workspace, consents.list_consents(scene.workspace)[0].id)


PEOPLE: dict[str, Maker] = {
    "imports.wizard.ImportWizard": lambda scene: ImportWizard(scene.desk, scene.workspace, None, _file(scene)),
    "imports.questions_dialog.QuestionsDialog": _questions,
    "mentors.mentor_dialog.MentorDialog": lambda scene: MentorDialog(scene.workspace, scene.mentors[0]),
    "requests.mentee_dialog.MenteeDialog": lambda scene: MenteeDialog(scene.workspace, scene.mentees[0], None),
    "requests.request_dialog.RequestDialog": _request,
    "newcomer.wizard.NewcomerWizard": lambda scene: NewcomerWizard(scene.desk, scene.workspace),
    "newcomer.papers_dialog.PapersDialog": lambda scene: PapersDialog(scene.desk, scene.workspace, scene.mentees[0].id),
    "people.missing_consents.MissingConsentsDialog": lambda scene: MissingConsentsDialog(
        scene.desk, scene.workspace, "Каких согласий ещё нет", lambda: missing_of_people(scene.mentors)
    ),
    "people.staff_picker.StaffPicker": lambda scene: StaffPicker(
        "Кто наставники", "Отметьте тех, кто будет наставником.", "Назначить", scene.people
    ),
    "people.consent_dialog.MarkDialog": lambda scene: consent_dialog.MarkDialog(
        scene.workspace, [subject_of(one) for one in scene.mentees[:4]]
    ),
    "people.consent_dialog.ConsentsDialog": lambda scene: consent_dialog.ConsentsDialog(
        scene.desk, scene.workspace, subject_of(scene.mentors[0])
    ),
    "people.consent_dialog.EditDialog": _own_consent,
    "meetings.log_dialog.MeetingsDialog": lambda scene: MeetingsDialog(
        scene.desk, scene.workspace, meetings.list_meetings(scene.workspace)[0].pair
    ),
    "meetings.meeting_dialog.MeetingDialog": _meeting,
    "meetings.visit_dialog.VisitDialog": lambda scene: VisitDialog(scene.workspace, scene.pairs[0].id),
    "pairs.form_dialog.FormPairDialog": lambda scene: FormPairDialog(
        scene.workspace, scene.desk, mentees=[scene.mentees[0].id], print_blanks=_nothing
    ),
    "pairs.edit_dialog.EditPairDialog": lambda scene: EditPairDialog(scene.workspace, scene.pairs[0]),
    "pairs.end_dialog.EndPairDialog": lambda scene: EndPairDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.RequestDialog": lambda scene: life_forms.RequestDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.ExtensionDialog": lambda scene: life_forms.ExtensionDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.PauseDialog": lambda scene: life_forms.PauseDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.ResumeDialog": lambda scene: life_forms.ResumeDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.CorrectionDialog": lambda scene: life_forms.CorrectionDialog(scene.workspace, scene.pairs[0]),
    "pairs.life_forms.MembershipDialog": lambda scene: _membership(scene, join=True),
    "pairs.life_forms.MembershipDialog (leave)": lambda scene: _membership(scene, join=False),
    "pairs.life_forms.BlankDialog": _blank,
    "pairs.proposal.accept_dialog.AcceptDialog": lambda scene: AcceptDialog(
        scene.workspace, scene.desk, scene.solved.proposal, print_blanks=_nothing
    ),
    "pairs.proposal.ban_dialog.BanDialog": lambda _scene: BanDialog("Ковалёва А. С. и Орлова Е. И.", locked=True),
    "pairs.proposal.drafts_dialog.DraftsDialog": lambda scene: DraftsDialog(
        scene.workspace, scene.desk, scene.solved.proposal
    ),
    "pairs.proposal.settings_dialog.SettingsDialog": lambda scene: MatchingRules(scene.workspace, scene.solved),
    "rounds.plan_dialog.PlanDialog": lambda scene: settled(PlanDialog(scene.workspace)),
    "rounds.window.RoundWindow": lambda scene: RoundWindow(
        scene.desk, scene.workspace, rounds.list_rounds(scene.workspace)[0].id
    ),
    "people.person_dialog.PersonDialog": lambda scene: PersonDialog(
        scene.workspace, people.get_person(scene.workspace, scene.mentors[0].id)
    ),
    "privacy.people_dialog.PeopleDialog": lambda scene: PeopleDialog(scene.desk, scene.workspace),
    "privacy.consents_dialog.RegisterDialog": lambda scene: RegisterDialog(scene.desk, scene.workspace),
    "privacy.consents_dialog.WithdrawDialog": _withdraw,
    "privacy.erase_dialog.EraseDialog": lambda scene: EraseDialog(
        [erasing.preview_erasure(scene.workspace, scene.mentees[-1].id)]
    ),
    "privacy.journals.ExportsDialog": lambda scene: ExportsDialog(scene.desk, scene.workspace),
    "privacy.journals.ErasuresDialog": lambda scene: ErasuresDialog(scene.desk, scene.workspace),
}
