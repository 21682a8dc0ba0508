"""Makers of the windows of the school, its base, copies and the program itself; see every_window.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.scene import Maker, Scene
from tests.ui.waiting import settled

from curator_app.runtime.bases import Bases
from curator_app.runtime.errors import UnusableBase
from curator_app.services import finding
from curator_app.services.backups import listing, making, rescuing
from curator_app.services.inspection import Gap, Scope
from curator_app.ui.backups.dialog import BackupsDialog
from curator_app.ui.backups.preview_dialog import PreviewDialog
from curator_app.ui.backups.rescue_dialog import RescueDialog
from curator_app.ui.backups.start_dialog import StartDialog
from curator_app.ui.bases.dialog import BasesDialog
from curator_app.ui.common.report_dialog import ReportDialog
from curator_app.ui.common.worker import ProgressDialog
from curator_app.ui.finder.deeds import deeds_of
from curator_app.ui.finder.dialog import FinderDialog
from curator_app.ui.finder.shortcuts import ShortcutsDialog, keys_of
from curator_app.ui.first_start.dialog import FirstStart
from curator_app.ui.guide import GuideWindow, guide_file
from curator_app.ui.inspection.dialog import InspectionDialog
from curator_app.ui.inspection.left_out import LeftOutDialog
from curator_app.ui.protection.change_dialog import PasswordDialog
from curator_app.ui.protection.locker import Locker
from curator_app.ui.protection.manage_dialog import ManageDialog
from curator_app.ui.protection.set_dialog import SetDialog
from curator_app.ui.protection.sheet_dialog import SheetDialog
from curator_app.ui.protection.unlock_dialog import UnlockDialog
from curator_app.ui.records.actions_dialog import ActionsDialog
from curator_app.ui.records.bin_dialog import BinDialog
from curator_app.ui.records.changes_dialog import ChangesDialog
from curator_app.ui.records.history_dialog import HistoryDialog
from curator_app.ui.settings.counting_dialog import CountingDialog
from curator_app.ui.settings.dialog import SettingsDialog
from curator_app.ui.settings.rule_dialog import RuleDialog
from curator_app.ui.years.leavers_dialog import LeaversDialog
from curator_app.ui.years.rollover_dialog import RolloverDialog
from curator_app.ui.years.years_dialog import YearsDialog


def _nothing(*_told: object) -> None:
    pass


def _preview(scene: Scene) -> PreviewDialog:
    making.make_copy(scene.workspace)
    row = listing.list_copies(scene.workspace.folder)[0]
    return PreviewDialog(row, {"person": 1000}, scene.clock.today())


def _rescue(scene: Scene) -> RescueDialog:
    tables = (rescuing.RescuedTable("Люди", 60, 0), rescuing.RescuedTable("Встречи", 10, 24))
    return RescueDialog(rescuing.RescueReport(scene.folder / "x", tables, 3))


def _start(scene: Scene) -> StartDialog:
    problem = UnusableBase("rotten", "Файл базы изменился сам.")
    return StartDialog(problem, scene.workspace.folder, scene.clock)


def _finder(scene: Scene) -> FinderDialog:
    return FinderDialog(deeds_of(scene.window.menuBar(), scene.window.tabs), finding.targets(scene.workspace))


def _report(scene: Scene) -> ReportDialog:
    log = scene.folder / "журнал.log"
    log.write_text("2026-10-05 09:00 ValueError\n", encoding="utf-8")
    return ReportDialog(log)


def _locker(scene: Scene) -> Locker:
    return Locker(scene.window, scene.workspace, scene.desk.state, _nothing)


def _rule(scene: Scene) -> RuleDialog:
    from curator_app.services.terms import rule_editing

    rows: Any = rule_editing.list_rules(scene.workspace)
    return RuleDialog(scene.workspace, rows[0], None)


def _left_out(_scene: Scene) -> LeftOutDialog:
    return LeftOutDialog([Gap("Пара Ковалёва — Орлова", "Скан приказа не читается", "Приложите скан заново")])


SCHOOL: dict[str, Maker] = {
    "first_start.dialog.FirstStart": lambda scene: FirstStart(scene.desk, scene.empty),
    "settings.dialog.SettingsDialog": lambda scene: SettingsDialog(scene.desk, scene.workspace),
    "settings.counting_dialog.CountingDialog": lambda scene: CountingDialog(scene.workspace, None),
    "settings.rule_dialog.RuleDialog": _rule,
    "years.years_dialog.YearsDialog": lambda scene: YearsDialog(scene.desk, scene.workspace, _nothing),
    "years.rollover_dialog.RolloverDialog": lambda scene: RolloverDialog(scene.desk, scene.workspace),
    "years.leavers_dialog.LeaversDialog": lambda scene: LeaversDialog(scene.desk, scene.workspace),
    "inspection.dialog.InspectionDialog": lambda scene: settled(
        InspectionDialog(scene.desk, scene.workspace, Scope("year", year=scene.desk.year))
    ),
    "inspection.left_out.LeftOutDialog": _left_out,
    "records.actions_dialog.ActionsDialog": lambda scene: ActionsDialog(scene.desk, scene.workspace),
    "records.bin_dialog.BinDialog": lambda scene: BinDialog(scene.desk, scene.workspace),
    "records.changes_dialog.ChangesDialog": lambda scene: ChangesDialog(scene.desk, scene.workspace),
    "records.history_dialog.HistoryDialog": lambda scene: HistoryDialog(
        scene.workspace, "person", scene.mentees[0].id, "Что менялось"
    ),
    "backups.dialog.BackupsDialog": lambda scene: BackupsDialog(scene.desk, scene.workspace),
    "backups.preview_dialog.PreviewDialog": _preview,
    "backups.rescue_dialog.RescueDialog": _rescue,
    "backups.start_dialog.StartDialog": _start,
    "bases.dialog.BasesDialog": lambda scene: BasesDialog(scene.workspace.folder.root, Bases(scene.folder)),
    "protection.set_dialog.SetDialog": lambda scene: SetDialog(scene.desk, scene.workspace),
    "protection.manage_dialog.ManageDialog": lambda scene: ManageDialog(scene.desk, scene.workspace, _locker(scene)),
    "protection.change_dialog.PasswordDialog": lambda _scene: PasswordDialog(
        "Сменить пароль", "База не переписывается, меняется только пароль.", "Сменить", _nothing, renew=True
    ),
    "protection.sheet_dialog.SheetDialog": lambda scene: SheetDialog(scene.workspace),
    "protection.unlock_dialog.UnlockDialog": lambda scene: UnlockDialog(scene.workspace.folder, school="МБОУ СОШ № 99"),
    "common.report_dialog.ReportDialog": _report,
    "common.worker.ProgressDialog": lambda scene: ProgressDialog("Сохранение рабочей книги", scene.window),
    "finder.dialog.FinderDialog": _finder,
    "finder.shortcuts.ShortcutsDialog": lambda scene: ShortcutsDialog(keys_of(scene.window.menuBar())),
    "guide.GuideWindow": lambda _scene: GuideWindow(guide_file() or Path()),
}
