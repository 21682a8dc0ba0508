"""Makers of the windows of papers and outcomes; see every_window.py."""

from __future__ import annotations

from tests.ui.scene import Maker, Scene
from tests.ui.waiting import settled

from curator_app.domain.codes import PairStatus
from curator_app.services.papers import register, wording_sets, wordings
from curator_app.services.papers.commands import OrderCommand
from curator_app.ui.outcomes.case_dialog import CaseDialog
from curator_app.ui.outcomes.dialogs import OutcomeDialog, paid_dialog, published_dialog
from curator_app.ui.outcomes.rewarding import RewardingDialog
from curator_app.ui.outcomes.words import ORDER
from curator_app.ui.papers.blank_choices import TITLES
from curator_app.ui.papers.cases_dialog import NameCasesDialog, PostCasesDialog
from curator_app.ui.papers.facts_dialog import FactsDialog
from curator_app.ui.papers.field_dialog import FieldDialog
from curator_app.ui.papers.files_dialog import FilesDialog
from curator_app.ui.papers.mark_dialog import MarkDialog
from curator_app.ui.papers.norms_dialog import NormsDialog, norm_dialog
from curator_app.ui.papers.numbering_dialog import NumberingDialog
from curator_app.ui.papers.order_dialog import OrderDialog
from curator_app.ui.papers.paper_dialog import PaperDialog
from curator_app.ui.papers.paper_source import of_order
from curator_app.ui.papers.paper_window import PaperWindow
from curator_app.ui.papers.versions_dialog import VersionsDialog
from curator_app.ui.papers.wording_sets_door import SetDialog


def _order(scene: Scene) -> OrderDialog:
    formed = tuple(one.id for one in scene.pairs if one.status == PairStatus.READY.value)
    dialog = OrderDialog(scene.desk, scene.workspace, OrderCommand(type="assignment", pairs=formed))
    return settled(dialog)


def _window(scene: Scene) -> PaperWindow:
    return PaperWindow(scene.desk, of_order(scene.workspace, register.list_orders(scene.workspace)[0]))


def _versions(scene: Scene) -> VersionsDialog:
    return VersionsDialog(scene.workspace, "change", wordings.get_wording(scene.workspace, "change"))


def _set(scene: Scene) -> SetDialog:
    return SetDialog(scene.workspace, wording_sets.read_wordings(scene.workspace, scene.wordings))


PAPERS: dict[str, Maker] = {
    **{
        f"outcomes.dialogs.OutcomeDialog ({kind})": lambda scene, kind=kind: OutcomeDialog(scene.workspace, kind)  # type: ignore[misc]  # a default binds it
        for kind in ORDER
    },
    "outcomes.dialogs.paid_dialog": lambda scene: paid_dialog(scene.workspace, [1], None),
    "outcomes.dialogs.published_dialog": lambda scene: published_dialog(scene.workspace, [1], None),
    "papers.norms_dialog.norm_dialog": lambda scene: norm_dialog(scene.workspace, None, None),
    "outcomes.case_dialog.CaseDialog": lambda scene: CaseDialog(scene.workspace),
    "outcomes.rewarding.RewardingDialog": lambda scene: RewardingDialog(scene.workspace, scene.desk.year),
    "papers.order_dialog.OrderDialog": _order,
    "papers.paper_dialog.PaperDialog": lambda scene: PaperDialog(scene.workspace),
    "papers.paper_window.PaperWindow": _window,
    "papers.cases_dialog.NameCasesDialog": lambda scene: NameCasesDialog(scene.workspace, scene.mentors[0].id),
    "papers.cases_dialog.PostCasesDialog": lambda scene: PostCasesDialog(scene.workspace, "учитель-дефектолог"),
    "papers.facts_dialog.FactsDialog": lambda scene: FactsDialog(
        scene.workspace, "council_minutes", {}, TITLES["council_minutes"]
    ),
    "papers.field_dialog.FieldDialog": lambda _scene: FieldDialog("assignment"),
    "papers.files_dialog.FilesDialog": lambda scene: FilesDialog(
        scene.desk, scene.workspace, "pair", scene.pairs[0].id, "Сканы пары"
    ),
    "papers.mark_dialog.MarkDialog": lambda _scene: MarkDialog("{% if order.pay %}"),
    "papers.norms_dialog.NormsDialog": lambda scene: NormsDialog(scene.desk, scene.workspace),
    "papers.numbering_dialog.NumberingDialog": lambda scene: NumberingDialog(scene.workspace),
    "papers.versions_dialog.VersionsDialog": _versions,
    "papers.wording_sets_door.SetDialog": _set,
}
