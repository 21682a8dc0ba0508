"""Copies put back where the base has a password, or the copy has one, while files fail."""

from __future__ import annotations

from tests.faults import passwords
from tests.faults.school import CLOCK, CODE, OTHER, PASSWORD, key_of, open_school
from tests.faults.stage import Act, Stage

from curator_app.services import people, protection
from curator_app.services.backups.restoring import restore_copy
from curator_app.services.workspace import Workspace


def _later(workspace: Workspace) -> None:
    people.add_person(workspace, people.PersonData(surname="Позднеева", first_name="Анна"))


def _copy_of_another_key(workspace: Workspace) -> None:
    passwords.with_a_scan(workspace)
    protection.protect(workspace, PASSWORD, CODE)
    workspace.backup()
    protection.remove(workspace, PASSWORD)
    protection.protect(workspace, OTHER, CODE)
    _later(workspace)


def _plain_copy(workspace: Workspace) -> None:
    passwords.with_a_scan(workspace)
    workspace.backup()
    protection.protect(workspace, PASSWORD, CODE)
    _later(workspace)


def _locked_copy(workspace: Workspace) -> None:
    passwords.with_a_scan(workspace)
    protection.protect(workspace, PASSWORD, CODE)
    workspace.backup()
    protection.remove(workspace, PASSWORD)
    _later(workspace)


def _restore(stage: Stage) -> None:
    [copy] = [one for one in stage.folder.backups.iterdir() if one.is_file() and "ручная" in one.name]
    restore_copy(stage.folder, CLOCK, copy, key=key_of(stage.folder))
    stage.workspace = open_school(stage.folder, CLOCK)


def _locked(stage: Stage) -> list[str]:
    wrong = [] if protection.is_protected(stage.folder) else ["not encrypted"]
    protection.unlock(stage.folder, PASSWORD)
    return wrong + passwords.told_by(stage.folder) + passwords.scans_lost(stage.base)


ACTS = tuple(
    Act(name, _restore, prepare=prepare, opens=True, after=_locked, plain=True)
    for name, prepare in (
        ("restore another key", _copy_of_another_key),
        ("restore plain copy", _plain_copy),
        ("restore locked copy", _locked_copy),
    )
)
